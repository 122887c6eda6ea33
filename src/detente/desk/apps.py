from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "detente.desk"
    label = "desk"
    verbose_name = "Desk"
