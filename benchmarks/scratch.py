"""A desk to measure on: an own PostgreSQL in a temporary folder (durable, unlike the tests'), migrated and empty."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch_desk() -> Iterator[str]:
    """Start PostgreSQL, set Django up on it, migrate; yield the database's address; end and remove everything."""
    from detente.host import folder as host_folder
    from detente.host import keys, postgres

    with tempfile.TemporaryDirectory(prefix="detente-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        data = Path(folder) / "desk"
        host_folder.make(data)
        keys.make_all(data / "keys")
        server = postgres.start(data)
        os.environ["DATABASE_URL"] = server.url
        os.environ["DETENTE_DATA"] = str(data)
        os.environ["DJANGO_SETTINGS_MODULE"] = "detente.config.settings"
        try:
            _migrate()
            yield server.url
        finally:
            from django.db import connections

            connections.close_all()
            server.stop()


def _migrate() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
