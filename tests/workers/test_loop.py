"""The loop: due work is done, a bad unit never stops the rest, stopping is clean."""

from __future__ import annotations

import os
import signal
import threading
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import IntegrityError, OperationalError

from detente.workers import main
from detente.workers.loop import Loop, Work, patiently

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class _Counting:
    """A kind of work with some units to do."""

    def __init__(self, units: int) -> None:
        self.left = units
        self.asked: list[datetime] = []

    def step(self, now: datetime) -> int:
        self.asked.append(now)
        done = min(2, self.left)
        self.left -= done
        return done


def test_drain_does_everything_that_is_due_and_says_how_much() -> None:
    first, second = _Counting(5), _Counting(1)
    loop = Loop("t", [Work("a", first.step), Work("b", second.step)], now=lambda: NOON)
    assert loop.drain() == 6
    assert set(first.asked) == {NOON}


def test_a_kind_of_work_that_the_database_refuses_never_stops_the_others() -> None:
    def refuse(now: datetime) -> int:
        raise IntegrityError("no")

    other = _Counting(3)
    assert Loop("t", [Work("bad", refuse), Work("good", other.step)], now=lambda: NOON).drain() == 3


def test_a_notification_wakes_the_loop_before_its_time(fresh_desk: str) -> None:
    woken = threading.Event()
    ready = threading.Event()

    def step(now: datetime) -> int:
        if ready.is_set():
            woken.set()
        return 0

    def far() -> datetime:
        ready.set()
        return datetime.now(UTC) + timedelta(hours=1)

    loop = Loop("t", [Work("a", step, far)])
    thread = threading.Thread(target=loop.run)
    thread.start()
    assert ready.wait(10)
    with psycopg.connect(fresh_desk, autocommit=True) as link:
        link.execute("SELECT pg_notify('detente_work', 'read')")
    assert woken.wait(10)
    loop.stop()
    thread.join(10)
    assert not thread.is_alive()


def test_the_loop_outlives_a_database_that_goes_away(fresh_desk: str) -> None:
    came_back = threading.Event()
    calls: list[int] = []

    def step(now: datetime) -> int:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("gone")
        came_back.set()
        return 0

    loop = Loop("t", [Work("a", step)])
    thread = threading.Thread(target=loop.run)
    thread.start()
    assert came_back.wait(10)
    loop.stop()
    thread.join(10)
    assert not thread.is_alive()


@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_stopping_before_the_start_returns_at_once(fresh_desk: str, seconds: float) -> None:
    loop = Loop("t", [Work("a", lambda now: 0, lambda: NOON + timedelta(seconds=seconds))])
    loop.stop()
    loop.run()


def test_workers_that_find_no_database_at_their_start_say_so_and_end_when_they_are_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(now: datetime) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        raise OperationalError("the words of a driver")

    monkeypatch.setattr(main, "plan_chores", away)
    monkeypatch.setattr(main.connection, "close", lambda: None)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        assert main.run_workers() == 0
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert caplog.messages == ["plan: the database is away (OperationalError), trying again in 0 s"]


def test_a_turn_is_done_as_soon_as_the_database_is_back() -> None:
    tried: list[str] = []

    def turn() -> None:
        tried.append("turn")
        if len(tried) == 1:
            raise OperationalError("gone")

    patiently("t", turn, threading.Event(), lambda: tried.append("forgotten"))
    assert tried == ["turn", "forgotten", "turn"]
