"""Addresses of the doors for programs, under `/hooks/`."""

from __future__ import annotations

from django.urls import path

from detente.api import pushes

urlpatterns = [
    path("schema.json", pushes.schema, name="push_schema"),
    path("<slug:public_id>", pushes.push, name="push"),
]
