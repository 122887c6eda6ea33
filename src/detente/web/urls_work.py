"""Addresses of the work on cases: inbox, case, draft, review, removal."""

from __future__ import annotations

from django.urls import path

from detente.web.views import inbox

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
]
