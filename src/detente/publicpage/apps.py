"""The Django app of the public page."""

from __future__ import annotations

from django.apps import AppConfig


class PublicPageConfig(AppConfig):
    """Label `publicpage`."""

    name = "detente.publicpage"
    label = "publicpage"
    default_auto_field = "django.db.models.BigAutoField"
