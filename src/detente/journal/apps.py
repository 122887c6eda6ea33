from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "detente.journal"
    label = "journal"
    verbose_name = "Journal"
