"""Where a story is played: a clock that the story sets, and the public page reached without a network.

The workers are the real ones; only their way out is replaced by a call of the page's own API inside this process.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeAlias, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse

from detente.analysis.engine import EmbeddedEngine
from detente.channels.dial import CONNECTORS
from detente.contracts.analysis import Engine
from detente.contracts.network import Connector
from detente.desk.actions.channels import connection_of
from detente.desk.models import Channel
from detente.net import Answer, WayOut
from detente.workers.listen import listen_work
from detente.workers.loop import Loop
from detente.workers.moderate import Moderator, moderate_work
from detente.workers.publish import Outbox, Sender, publish_work
from detente.workers.read import read_work
from detente.workers.reconcile import reconcile_work

Dial: TypeAlias = Callable[[Channel], Connector]

_CLOCK: Final = "detente.drill.stage.now"
_MOMENTS: list[datetime] = []


def now() -> datetime:
    """The time of the story. Raises `IndexError` when none is played."""
    return _MOMENTS[-1]


@dataclass(frozen=True, slots=True)
class Inside(WayOut):
    """A way that calls the page's API in this process, with the same bytes as over HTTP."""

    application: WSGIHandler = field(default_factory=WSGIHandler)

    def request(self, method: str, url: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
        """One request to our own application."""
        response = cast(HttpResponse, self.application.get_response(WSGIRequest(_environ(method, url, headers, body))))
        named = {name.lower(): value for name, value in response.items()}
        return Answer(response.status_code, named, response.content)


class Stage:
    """A played desk: set the time, act, let the workers settle."""

    def __init__(self, connector_of: Dial | None = None, engine: Engine | None = None) -> None:
        connector_of, reads_back = connector_of or _own_page(), connector_of is not None
        sender = Sender(lambda channel: cast(Outbox, connector_of(channel)), now)
        works = [
            publish_work(sender),
            *([reconcile_work(sender)] if reads_back else ()),
            moderate_work(Moderator(connector_of, now)),
            listen_work(connector_of),
            read_work(engine or EmbeddedEngine()),
        ]
        self._loop = Loop("drill", works, now=now)

    def set(self, moment: datetime) -> None:
        """The time from here on. Never set it back."""
        _MOMENTS[-1] = moment

    def settle(self) -> int:
        """Let every worker handle what is due, a few seconds on; how many units were done.

        What is published or hidden comes back through listening in the same turn.
        """
        self.set(now() + timedelta(seconds=3))
        return self._loop.drain()


def _own_page() -> Dial:
    way = Inside()
    return lambda channel: CONNECTORS[channel.network](connection_of(channel), way)


@contextmanager
def stage(begin: datetime, connector_of: Dial | None = None, engine: Engine | None = None) -> Iterator[Stage]:
    """Play from `begin` on; the clocks of the doors follow the story meanwhile.

    `connector_of` says what stands for a channel's network; without it the desk's own page, which tells of our replies
    by itself.
    """
    before = settings.DETENTE_CLOCK
    _MOMENTS.append(begin)
    settings.DETENTE_CLOCK = _CLOCK
    try:
        yield Stage(connector_of, engine)
    finally:
        settings.DETENTE_CLOCK = before
        _MOMENTS.pop()


def _environ(method: str, url: str, headers: Sequence[tuple[str, str]], body: bytes) -> dict[str, object]:
    target = urlsplit(url)
    told: dict[str, object] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": target.path,
        "QUERY_STRING": target.query,
        "SERVER_NAME": target.hostname or "localhost",
        "SERVER_PORT": str(target.port or (443 if target.scheme == "https" else 80)),
        "HTTP_HOST": target.netloc,
        "wsgi.url_scheme": target.scheme,
        "wsgi.input": io.BytesIO(body),
        "CONTENT_LENGTH": str(len(body)),
    }
    for name, value in headers:
        key = name.upper().replace("-", "_")
        told["CONTENT_TYPE" if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return told
