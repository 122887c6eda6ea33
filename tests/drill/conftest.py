"""A demo, filled once for all tests of a file; what a test changes is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from detente.drill.demo import DemoReport, fill_demo

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
BASE = "http://127.0.0.1:8700"


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoReport]:
    folder = str(tmp_path_factory.mktemp("demo"))
    with (
        django_db_blocker.unblock(),
        override_settings(DETENTE_DATA=folder, DETENTE_DEMO=True),
        transaction.atomic(),
    ):
        yield fill_demo(NOW, BASE)
        transaction.set_rollback(True)


@pytest.fixture
def demo(filled: DemoReport, db: None) -> DemoReport:
    return filled
