"""`/events`: server-sent events, so that an open screen learns of a change without asking.

A small pure-ASGI application. It says ids of brands only; the screen then asks for what it may see. One LISTEN
connection serves all the streams of a process. A stream sends at most two events a second, and a beat every 15 s on
which screens look by themselves, so a lost NOTIFY costs at most that. Rights are checked again every 60 s.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Final

from asgiref.sync import sync_to_async
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPResponseStartEvent, HTTPScope
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest
from psycopg import AsyncConnection, OperationalError
from psycopg.conninfo import make_conninfo

from detente.accounts.models import Membership, Person
from detente.desk.actions.notify import SCREENS

BEAT_SECONDS: Final = 15.0
RECHECK_SECONDS: Final = 60.0
PAUSE_SECONDS: Final = 0.5
_RECONNECT_SECONDS: Final = 1.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a stream beats, checks rights and may speak, in seconds."""

    beat: float = BEAT_SECONDS
    recheck: float = RECHECK_SECONDS
    pause: float = PAUSE_SECONDS


@dataclass(eq=False, slots=True)
class Ear:
    """One open screen: the brands it may hear of, and those that rang since it last spoke."""

    brands: frozenset[int]
    rang: set[int] = field(default_factory=set)
    bell: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self, brand_id: int) -> None:
        """A brand changed; rung twice before it is heard, it is heard once."""
        if brand_id in self.brands:
            self.rang.add(brand_id)
            self.bell.set()

    def take(self) -> list[int]:
        """The brands that rang, and none any more."""
        taken, self.rang = sorted(self.rang), set()
        self.bell.clear()
        return taken


class Listener:
    """The one LISTEN connection of this process, held while somebody listens."""

    def __init__(self) -> None:
        self._ears: set[Ear] = set()
        self._task: asyncio.Task[None] | None = None

    @property
    def listening(self) -> bool:
        """Whether the connection is wanted: somebody hears."""
        return self._task is not None and not self._task.done()

    def join(self, ear: Ear) -> None:
        """Start to hear."""
        self._ears.add(ear)
        if not self.listening:
            self._task = asyncio.create_task(self._listen())

    def leave(self, ear: Ear) -> None:
        """Stop to hear; the last to leave closes the connection."""
        self._ears.discard(ear)
        if not self._ears and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _listen(self) -> None:
        while True:
            try:
                await self._hear()
            except OperationalError as error:
                _log.warning("events: the database connection was lost (%s), trying again", type(error).__name__)
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def _hear(self) -> None:
        async with await AsyncConnection.connect(_conninfo(), autocommit=True) as wire:
            await wire.execute(f"LISTEN {SCREENS}")
            self._ring_all()
            async for notice in wire.notifies():
                if notice.payload.isdigit():
                    self._ring(self._ears, int(notice.payload))

    def _ring_all(self) -> None:
        for ear in self._ears:
            self._ring([ear], *ear.brands)

    def _ring(self, ears: Iterable[Ear], *brand_ids: int) -> None:
        for ear in ears:
            for brand_id in brand_ids:
                ear.ring(brand_id)


class EventStream:
    """The ASGI application of `/events`. `close` ends every open stream, so that the server can stop."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()
        self.listener = Listener()
        self._closing = asyncio.Event()

    def close(self) -> None:
        """End all streams now; screens come back by themselves when there is a server again."""
        self._closing.set()

    async def __call__(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer one request: 405 for anything but GET, 401 without a person, else the stream."""
        if scope["method"] != "GET":
            await _refuse(send, 405)
            return
        key = _session_key(scope)
        brands = await brands_of_session(key)
        if brands is None:
            await _refuse(send, 401)
            return
        await send(_start(200))
        await self._serve(key, Ear(brands), receive, send)

    async def _serve(self, key: str, ear: Ear, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        self.listener.join(ear)
        # A page is drawn before its stream opens: what changed in between is asked for once.
        for brand_id in ear.brands:
            ear.ring(brand_id)
        talk = asyncio.create_task(self._talk(key, ear, send))
        hung_up = asyncio.create_task(_until_gone(receive))
        closing = asyncio.create_task(self._closing.wait())
        try:
            await asyncio.wait({talk, hung_up, closing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.listener.leave(ear)
            await _cancel(talk, hung_up, closing)
        if not hung_up.done() or hung_up.cancelled():
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _talk(self, key: str, ear: Ear, send: ASGISendCallable) -> None:
        loop = asyncio.get_running_loop()
        check_at = loop.time() + self.pace.recheck
        await _say(send, b"retry: 2000\n\n")
        while True:
            rang = await _rang_within(ear, min(self.pace.beat, max(check_at - loop.time(), 0)))
            if loop.time() >= check_at:
                brands = await brands_of_session(key)
                if brands is None:
                    await _say(send, b"event: bye\ndata: 0\n\n")
                    return
                ear.brands, check_at = brands, loop.time() + self.pace.recheck
            await _say(send, _events(ear.take()) if rang else b"event: beat\ndata: 0\n\n")
            await asyncio.sleep(self.pace.pause)


async def brands_of_session(key: str) -> frozenset[int] | None:
    """The brands that the person of this session may hear of; None when nobody is signed in."""
    return await sync_to_async(_brands_of_session, thread_sensitive=False)(key)


def _brands_of_session(key: str) -> frozenset[int] | None:
    try:
        person = _person_of(key)
        if person is None:
            return None
        rows = Membership.objects.filter(person=person, active=True)
        return frozenset(rows.values_list("brand_id", flat=True))
    finally:
        connection.close()


def _person_of(key: str) -> Person | None:
    if not key:
        return None
    request = HttpRequest()
    request.session = SessionStore(key)
    person = get_user(request)
    return person if isinstance(person, Person) and person.is_active else None


def _session_key(scope: HTTPScope) -> str:
    cookies: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                cookies.load(value.decode("latin-1"))
            except CookieError:
                return ""
    morsel = cookies.get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel else ""


def _conninfo() -> str:
    database = settings.DATABASES["default"]
    given = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    known = {key: str(database[name]) for key, name in given.items() if database.get(name)}
    return make_conninfo(**known, application_name="detente events")


async def _rang_within(ear: Ear, seconds: float) -> bool:
    try:
        await asyncio.wait_for(ear.bell.wait(), seconds)
    except TimeoutError:
        return False
    return True


async def _until_gone(receive: ASGIReceiveCallable) -> None:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return


async def _cancel(*tasks: asyncio.Task[None] | asyncio.Task[bool]) -> None:
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


def _events(brand_ids: list[int]) -> bytes:
    return "".join(f"event: desk\ndata: {brand_id}\n\n" for brand_id in brand_ids).encode()


async def _say(send: ASGISendCallable, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


def _start(status: int) -> HTTPResponseStartEvent:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ]
    return {"type": "http.response.start", "status": status, "headers": headers, "trailers": False}


async def _refuse(send: ASGISendCallable, status: int) -> None:
    await send(_start(status))
    await send({"type": "http.response.body", "body": b"", "more_body": False})
