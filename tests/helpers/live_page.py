"""The desk's web application served over real HTTP from the test's database, by threads of this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def live_page() -> Iterator[int]:
    """The port on 127.0.0.1 where the application answers; the test's database must allow several connections."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet, ipv6=False, allow_reuse_address=False)
    server.daemon_threads = True
    server.block_on_close = True
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
