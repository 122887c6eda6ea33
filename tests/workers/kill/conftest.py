"""One database for all the runs of this folder."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker
from tests import conftest as run


@pytest.fixture(scope="module")
def module_desk(
    database_server: str, database_template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The address of a database that the tests of one module share; Django's default connection points at it."""
    name = f"{run._RUN}_{secrets.token_hex(4)}"
    run._admin(database_server, "CREATE DATABASE {} TEMPLATE {}", name, database_template)
    with django_db_blocker.unblock():
        connections.close_all()
        run._point_at(database_server, name)
        yield run._url(database_server, name)
        connections.close_all()
    run._point_at(database_server, run._RUN)
    run._admin(database_server, "DROP DATABASE {} WITH (FORCE)", name)
