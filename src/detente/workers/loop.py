"""One loop for all background work: claim due rows, handle them, sleep until there is more.

NOTIFY only lowers latency: with it off, everything happens within two seconds of being due. A worker that dies leaves
its leases to expire; a worker whose database goes away reconnects with a growing pause. Source: jobs note, section 0.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.utils import Error as AnyDatabaseError

from detente.config.clock import now as clock
from detente.desk.actions.notify import WORK

log = logging.getLogger(__name__)

IDLE: Final = timedelta(seconds=2)
LONGEST_PAUSE: Final = 15.0
SLICE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work. `step` handles one batch and says how many units it did; `next_due` when to look again."""

    name: str
    step: Callable[[datetime], int]
    next_due: Callable[[], datetime | None] = lambda: None


def patiently(name: str, turn: Callable[[], None], stop: threading.Event, forget: Callable[[], None]) -> None:
    """Do one turn, as soon as the database answers; one line for each time it does not. Returns early when stopped.

    `forget` drops the connections that cannot be used any more.
    """
    pause = 0.5
    while not stop.is_set():
        try:
            turn()
            return
        except (OperationalError, InterfaceError, psycopg.OperationalError) as error:
            log.warning("%s: the database is away (%s), trying again in %.0f s", name, _kind(error), pause)
            forget()
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


class Loop:
    """Runs some kinds of work in one thread until `stop`."""

    def __init__(self, name: str, works: Sequence[Work], *, now: Callable[[], datetime] = clock) -> None:
        self.name = name
        self._works = works
        self._now = now
        self._stop = threading.Event()
        self._listener: psycopg.Connection[tuple[object, ...]] | None = None

    def stop(self) -> None:
        """Finish the batch in hand and return from `run`."""
        self._stop.set()

    def run(self) -> None:
        """Work until stopped; survive a restart of the database."""
        while not self._stop.is_set():
            patiently(self.name, self._turn, self._stop, self._forget_connections)
        self._forget_connections()

    def drain(self) -> int:
        """Handle everything that is due now, without sleeping; how many units were done. For tests and the demo."""
        done = 0
        while did := sum(self._step(work) for work in self._works):
            done += did
        return done

    def _turn(self) -> None:
        self._listen()
        if not any(self._step(work) for work in self._works):
            self._sleep()

    def _step(self, work: Work) -> int:
        try:
            return work.step(self._now())
        except (OperationalError, InterfaceError):
            raise
        except DatabaseError as error:
            log.error("%s: %s refused by the database (%s)", self.name, work.name, _kind(error))
            return 0

    def _sleep(self) -> None:
        seconds = self._until_due()
        if self._listener is None:
            self._stop.wait(seconds)
            return
        while seconds > 0 and not self._stop.is_set():
            if list(self._listener.notifies(timeout=min(seconds, SLICE), stop_after=1)):
                return
            seconds -= SLICE

    def _until_due(self) -> float:
        dues = [due for work in self._works if (due := work.next_due()) is not None]
        if not dues:
            return IDLE.total_seconds()
        return max(0.02, min(IDLE.total_seconds(), (min(dues) - self._now()).total_seconds()))

    def _listen(self) -> None:
        if self._listener is not None and not self._listener.closed:
            return
        connection.ensure_connection()
        params = {k: v for k, v in connection.get_connection_params().items() if k in _DIAL}
        self._listener = psycopg.connect(**params, autocommit=True)
        self._listener.execute(f"LISTEN {WORK}")

    def _forget_connections(self) -> None:
        if self._listener is not None:
            with suppress(psycopg.Error):
                self._listener.close()
            self._listener = None
        with suppress(AnyDatabaseError):
            connection.close()


_DIAL: Final = frozenset({"host", "port", "user", "password", "dbname"})


def _kind(error: BaseException) -> str:
    """The class of an error: its text may carry what people wrote."""
    return type(error.__cause__ or error).__name__
