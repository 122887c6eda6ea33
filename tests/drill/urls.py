"""The addresses of a desk that was started as a demo, at the time of the tests."""

from __future__ import annotations

from datetime import datetime

from django.urls import include, path

from detente.config import urls
from tests.drill.conftest import NOW

urlpatterns = [path("practise/", include("detente.drill.urls")), *urls.urlpatterns]


def now() -> datetime:
    return NOW
