"""A PostgreSQL server of this run's own, through the same code that the desk uses, without waiting for the disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from detente.host import folder, postgres

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


@contextmanager
def own_server(more: Mapping[str, str] | None = None) -> Iterator[str]:
    """The owner's address of a server that ends, files and all, with the block. `more`: settings beside `FAST`."""
    data = reachable_folder()
    try:
        folder.make(data)
        server = postgres.start(data, run_as=os.environ.get("DETENTE_RUN_AS"), settings={**FAST, **(more or {})})
        try:
            yield server.admin_url
        finally:
            server.stop()
    finally:
        shutil.rmtree(data, ignore_errors=True)


def reachable_folder() -> Path:
    """A new folder below the machine's temporary one, which an unprivileged account can reach."""
    return Path(tempfile.mkdtemp(prefix="detente-test-"))
