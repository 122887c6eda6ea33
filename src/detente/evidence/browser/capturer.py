"""Whoever visits pages for the desk: with a browser kept running, or with none at all."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from detente.contracts.capture import Stop, Visit, VisitOrder
from detente.evidence.browser import fitness, process
from detente.evidence.browser.deadline import Deadline, TooLate
from detente.evidence.browser.fitness import Fitness
from detente.evidence.browser.pipe import BrowserGone, CallRefused
from detente.evidence.browser.process import Browser, Launch, NoStart
from detente.evidence.browser.visit import Patience, Surroundings, Visiting
from detente.evidence.guard import Cap, Gate, Guard, Why, is_own_answer

Clock = Callable[[], datetime]
_DISK: Final = (errno.ENOSPC, errno.EDQUOT)


def unvisited(order: VisitOrder, at: datetime, stop: Stop, detail: str = "") -> Visit:
    """A visit that did not take place."""
    return Visit(order=order, started_at=at, ended_at=at, stopped_by=stop, detail=detail)


class NoBrowser:
    """For a machine without a browser: every visit says so."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def visit(self, order: VisitOrder, /) -> Visit:
        """Not made, for want of a browser."""
        return unvisited(order, self._clock(), Stop.NO_BROWSER)

    def close(self) -> None:
        """Nothing to end."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a browser is kept. `together`: visits at a time; `memory`: bytes (PSS) above which another is started.

    `idle`: seconds without a visit after which it is ended. More visits at a time than cores only make each slower.
    """

    visits: int = 100
    memory: int = 1 << 30
    idle: float = 300.0
    together: int = 2
    patience: Patience = field(default_factory=Patience)


@dataclass(slots=True)
class _Kept:
    """A running browser, what it can draw, and the visits that it made and that are on their way in it."""

    browser: Browser
    fitness: Fitness
    made: int = 0
    running: int = 0
    retired: bool = False


class BrowserCapturer:
    """Visits pages with one browser kept running; safe to call from several threads.

    `way_out`: the guard through which all traffic goes; None in tests that visit pages of their own.
    `clock_offset`: ours from true time in seconds, None while nobody compared; asked at each visit.
    """

    def __init__(
        self,
        launch: Launch,
        clock: Clock,
        way_out: Guard | None,
        *,
        clock_offset: Callable[[], float | None] = lambda: None,
        habits: Habits | None = None,
    ) -> None:
        self._launch = replace(launch, guarded=way_out is not None)
        self._clock, self._clock_offset, self._way_out = clock, clock_offset, way_out
        self._habits = habits or Habits()
        self._lock = threading.Lock()
        self._seats = threading.Semaphore(self._habits.together)
        self._kept: _Kept | None = None
        self._timer: threading.Timer | None = None
        self._closed = False

    def visit(self, order: VisitOrder, /) -> Visit:
        """Go there once. Waits for a seat at most as long as the order gives for the whole visit."""
        if not self._seats.acquire(timeout=order.seconds):
            return unvisited(order, self._clock(), Stop.TOO_SLOW, "no seat in time")
        try:
            return self._seated(order)
        finally:
            self._seats.release()

    @property
    def browser(self) -> Browser | None:
        """The one that takes new visits now, if any runs."""
        kept = self._kept
        return kept.browser if kept else None

    def close(self) -> None:
        """End the browser and everything it started; visits on their way come back with `Stop.BROWSER_GONE`."""
        with self._lock:
            self._closed = True
            self._stop_timer()
            kept, self._kept = self._kept, None
        if kept is not None:
            kept.browser.end()

    def _seated(self, order: VisitOrder) -> Visit:
        try:
            kept = self._take()
        except NoStart as trouble:
            return unvisited(order, self._clock(), Stop.NO_BROWSER, str(trouble))
        except OSError as error:
            stop = Stop.DISK_FULL if error.errno in _DISK else Stop.FAILED
            return unvisited(order, self._clock(), stop, error.strerror or "")
        try:
            return self._visit(kept, order)
        finally:
            self._give_back(kept)

    def _visit(self, kept: _Kept, order: VisitOrder) -> Visit:
        if not kept.fitness.fit:
            missing = ", ".join(kept.fitness.missing)
            return unvisited(order, self._clock(), Stop.UNFIT, f"no font for: {missing}")
        if self._way_out is None:
            return self._go(kept, order, None)
        with self._way_out.gate() as gate:
            visit = self._go(kept, order, gate.port)
        return through_gate(visit, gate)

    def _go(self, kept: _Kept, order: VisitOrder, port: int | None) -> Visit:
        around = Surroundings(self._clock, kept.fitness, self._clock_offset(), port, self._habits.patience)
        visiting = Visiting(kept.browser, order, around)
        visit = visiting.run()
        if not visiting.clean:
            kept.retired = True
        return visit

    def _take(self) -> _Kept:
        """The browser that runs, or a new one. Raises `NoStart` and `OSError`."""
        with self._lock:
            if self._closed:
                raise NoStart("it was closed")
            self._stop_timer()
            if self._kept is not None and (self._kept.retired or self._kept.browser.gone):
                self._let_go(self._kept)
            if self._kept is None:
                self._kept = _started(self._launch)
            self._kept.running += 1
            self._kept.made += 1
            return self._kept

    def _give_back(self, kept: _Kept) -> None:
        """Retire what is worn or gone; end it once its last visit is over."""
        worn = kept.made >= self._habits.visits or kept.browser.gone or kept.browser.memory() > self._habits.memory
        with self._lock:
            kept.running -= 1
            kept.retired = kept.retired or worn
            if kept.retired:
                self._let_go(kept)
            elif kept.running == 0 and not self._closed:
                self._timer = threading.Timer(self._habits.idle, self._rest)
                self._timer.daemon = True
                self._timer.start()

    def _let_go(self, kept: _Kept) -> None:
        """Take no new visit into it; end it unless visits are on their way."""
        if self._kept is kept:
            self._kept = None
        kept.retired = True
        if kept.running == 0 or kept.browser.gone:
            kept.browser.end()

    def _rest(self) -> None:
        """Nobody asked for a while: end the browser until somebody does."""
        with self._lock:
            if self._kept is not None and self._kept.running == 0:
                self._let_go(self._kept)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def through_gate(visit: Visit, gate: Gate) -> Visit:
    """The visit with what its gate knows better: addresses that were dialled, what was denied, and why it stopped."""
    known = gate.addresses
    answered = [each for each in visit.exchanges if not is_own_answer(each.url, each.response_headers)]
    exchanges = tuple(replace(each, address=known.get(_target(each.url), "")) for each in answered)
    visit = replace(visit, exchanges=exchanges, denials=gate.denials)
    if gate.over in (Cap.VISIT_BYTES, Cap.CONNECTION_BYTES, Cap.CONNECTIONS):
        return replace(visit, stopped_by=Stop.TOO_LARGE, detail=f"cap on {gate.over.value}")
    asked = _target(visit.final_url)
    why = next((denial.why for denial in gate.denials if denial.target == asked), "")
    if why and visit.stopped_by is not None:
        stop = Stop.UNREACHABLE if why in (Why.NO_NAME, Why.NO_ANSWER) else Stop.REFUSED_ADDRESS
        return replace(visit, stopped_by=stop, detail=why)
    return visit


def _target(url: str) -> str:
    parts = urlsplit(url)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    host = parts.hostname or ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _started(launch: Launch) -> _Kept:
    browser = process.start(launch)
    try:
        return _Kept(browser, fitness.try_out(browser.pipe, Deadline.after(launch.seconds)))
    except (BrowserGone, CallRefused, TooLate) as error:
        browser.end()
        raise NoStart("it does not draw") from error


@dataclass(frozen=True, slots=True)
class Report:
    """What one start of the browser showed."""

    product: str
    sandbox: bool
    account: str
    fitness: Fitness


def inspect(program: Path, account: process.Account | None) -> Report:
    """Start the browser once, look at it and end it. Raises `NoStart` and `OSError`."""
    kept = _started(Launch(program, account=account))
    try:
        facts = kept.browser.facts
        return Report(facts.product, facts.sandbox, facts.account, kept.fitness)
    finally:
        kept.browser.end()
