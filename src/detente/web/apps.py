from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "detente.web"
    label = "web"
    verbose_name = "Screens"
