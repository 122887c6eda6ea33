"""`/events`: who hears, what is said, how often, and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from detente.accounts.models import Membership, Person
from detente.config.stream import EventStream, Pace
from detente.contracts.people import Role
from tests.desk.makers import a_brand, a_person

FAST = Pace(beat=5.0, recheck=5.0, pause=0.1)


class Screen:
    """One open stream, driven like a server would."""

    def __init__(self, session: str, method: str = "GET") -> None:
        cookie = f"other=1; {settings.SESSION_COOKIE_NAME}={session}".encode()
        self.scope: Any = {"type": "http", "path": "/events", "method": method, "headers": [(b"cookie", cookie)]}
        self.inward: asyncio.Queue[Any] = asyncio.Queue()
        self.sent: list[Any] = []
        self.more = asyncio.Event()

    async def receive(self) -> Any:
        return await self.inward.get()

    async def send(self, message: Any) -> None:
        self.sent.append(message)
        self.more.set()

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not true():
                self.more.clear()
                await self.more.wait()

    def hang_up(self) -> None:
        self.inward.put_nowait({"type": "http.disconnect"})


def _session(person: Person) -> str:
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store.create()
    return str(store.session_key)


@pytest.fixture
def salome(fresh_desk: str) -> Person:
    return a_person(a_brand(), Role.AGENT)


def _brand_of(person: Person) -> int:
    return int(Membership.objects.get(person=person).brand_id)


async def _notify(url: str, *payloads: str) -> None:
    link = await psycopg.AsyncConnection.connect(url, autocommit=True)
    async with link:
        for payload in payloads:
            await link.execute("SELECT pg_notify('detente_desk', %s)", [payload])


def _play(screen: Screen, act: Callable[[EventStream], Awaitable[None]], pace: Pace = FAST) -> None:
    """Run the stream and the act beside it; the stream must end by itself afterwards."""

    async def both() -> None:
        stream = EventStream(pace)
        serving = asyncio.create_task(stream(screen.scope, screen.receive, screen.send))
        async with asyncio.timeout(30):
            await act(stream)
            await serving

    connection.close()
    asyncio.run(both())


def test_a_stranger_gets_401_and_a_post_405(fresh_desk: str) -> None:
    async def nothing(stream: EventStream) -> None:
        return None

    for session, method, status in (("", "GET", 401), ("no-such-session", "GET", 401), ("", "POST", 405)):
        screen = Screen(session, method)
        _play(screen, nothing)
        assert screen.status == status
        assert screen.sent[-1]["more_body"] is False


def test_a_change_of_my_brand_is_told_by_its_number_and_of_another_not(salome: Person, fresh_desk: str) -> None:
    screen, brand = Screen(_session(salome)), _brand_of(salome)

    async def act(stream: EventStream) -> None:
        await screen.until(lambda: f"data: {brand}\n" in screen.text)  # what changed before the stream was open
        heard = screen.text.count(f"data: {brand}\n")
        await _notify(fresh_desk, str(brand + 1), "no number; <script>", str(brand))
        await screen.until(lambda: screen.text.count(f"data: {brand}\n") > heard)
        screen.hang_up()

    _play(screen, act)
    assert screen.sent[0]["status"] == 200
    assert f"data: {brand + 1}" not in screen.text
    assert "script" not in screen.text
    assert set(screen.text.split()) <= {"retry:", "2000", "event:", "desk", "beat", "data:", "0", str(brand)}


def test_many_changes_are_told_once(salome: Person, fresh_desk: str) -> None:
    screen, brand = Screen(_session(salome)), _brand_of(salome)

    async def act(stream: EventStream) -> None:
        await screen.until(lambda: "event: desk" in screen.text)
        before = screen.text.count("event: desk")
        await _notify(fresh_desk, *[str(brand)] * 60)
        await screen.until(lambda: screen.text.count("event: desk") > before)
        screen.hang_up()

    _play(screen, act, Pace(beat=5.0, recheck=60.0, pause=1.0))
    assert screen.text.count("event: desk") <= 4


def test_without_a_single_notice_the_beat_goes_on(salome: Person) -> None:
    screen = Screen(_session(salome))

    async def act(stream: EventStream) -> None:
        await screen.until(lambda: screen.text.count("event: beat") >= 2)
        screen.hang_up()

    _play(screen, act, Pace(beat=0.05, recheck=60.0, pause=0.01))


def test_rights_that_end_end_the_stream(salome: Person) -> None:
    screen = Screen(_session(salome))
    Person.objects.filter(id=salome.id).update(is_active=True)

    async def act(stream: EventStream) -> None:
        await screen.until(lambda: "retry" in screen.text)
        await asyncio.to_thread(_send_away, salome.id)
        await screen.until(lambda: "event: bye" in screen.text)

    _play(screen, act, Pace(beat=0.1, recheck=0.1, pause=0.01))
    assert screen.sent[-1]["more_body"] is False


def _send_away(person_id: int) -> None:
    try:
        Person.objects.filter(id=person_id).update(is_active=False)
    finally:
        connection.close()


def test_a_server_that_stops_ends_every_stream_at_once(salome: Person) -> None:
    screen = Screen(_session(salome))

    async def act(stream: EventStream) -> None:
        await screen.until(lambda: "retry" in screen.text)
        stream.close()

    _play(screen, act)
    assert screen.sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}


def test_the_last_to_leave_ends_the_listening(salome: Person) -> None:
    screen, heard = Screen(_session(salome)), list[EventStream]()

    async def act(stream: EventStream) -> None:
        heard.append(stream)
        await screen.until(lambda: "event: desk" in screen.text)
        assert stream.listener.listening
        screen.hang_up()

    _play(screen, act)
    assert not heard[0].listener.listening
