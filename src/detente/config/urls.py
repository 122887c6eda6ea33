"""Every address of the desk, on one port."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("p/", include("detente.publicpage.urls")),
    path("", include("detente.web.urls")),
]
