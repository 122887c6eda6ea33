"""One visit, from an empty context to a `Visit`: go, settle, look, take pictures, leave. It raises nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from detente.contracts.capture import Check, Shot, Step, Stop, Subject, Visit, VisitOrder
from detente.evidence.browser import camera, looks, said
from detente.evidence.browser.deadline import Deadline, TooLate
from detente.evidence.browser.fitness import Fitness
from detente.evidence.browser.looks import PageSeen, ShotSeen
from detente.evidence.browser.pipe import BrowserGone, CallRefused
from detente.evidence.browser.process import Browser
from detente.evidence.browser.said import Said
from detente.evidence.browser.tab import Tab
from detente.evidence.browser.traffic import Caps, Stopped, Traffic

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds for each part of a visit, all within the order's own; `caps` in bytes."""

    load: float = 10.0
    quiet: float = 3.0
    scroll: float = 4.0
    images: float = 8.0
    bodies: float = 1.0
    caps: Caps = field(default_factory=Caps)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a visit needs besides its order. `clock_offset`: our clock from true time, in seconds, None if unknown.

    `port`: of the gate of this visit, None for none.
    """

    clock: Clock
    fitness: Fitness
    clock_offset: float | None = None
    port: int | None = None
    patience: Patience = field(default_factory=Patience)


class Visiting:
    """One visit on its way. `clean`: the browser threw the context away in time and can be used again."""

    def __init__(self, browser: Browser, order: VisitOrder, around: Surroundings) -> None:
        self.clean = True
        self._browser, self._order, self._around = browser, order, around
        self._deadline = Deadline.after(order.seconds)
        self._started = around.clock()
        self._steps: list[Step] = []
        self._shots: list[Shot] = []
        self._checks: tuple[Check, ...] = ()
        self._stop: Stop | None = None
        self._detail = self._title = self._final = ""
        self._context: tuple[bytes, ...] = ()
        self._certificates: tuple[str, ...] = ()
        self._mhtml, self._truncated, self._fonts_told = b"", False, False
        self._traffic: Traffic | None = None

    def run(self) -> Visit:
        """Make the visit and say what it brought, whatever happened."""
        try:
            self._run()
        except Stopped as stopped:
            self._stop, self._detail = stopped.stop, stopped.detail
        except TooLate:
            self._stop, self._detail = Stop.TOO_SLOW, f"over {self._order.seconds:g} s"
        except BrowserGone:
            self._stop, self.clean = Stop.BROWSER_GONE, False
        except CallRefused as refused:
            self._stop, self._detail = self._stop or Stop.FAILED, str(refused)
        return self._visit()

    def _run(self) -> None:
        _check_start(self._order)
        tab = Tab(self._browser.pipe, self._order, self._around.port, self._deadline)
        try:
            self._look_round(tab)
        finally:
            self.clean = tab.close()

    def _look_round(self, tab: Tab) -> None:
        patience = self._around.patience
        traffic = Traffic(
            tab.session, tab.frame, self._around.clock, caps=patience.caps, proxied=self._around.port is not None
        )
        self._traffic = traffic
        self._go(tab, traffic)
        page = self._settle(tab, traffic)
        stood = traffic.documents
        told = self._read(tab)
        found = {subject.key: self._find(tab, subject) for subject in self._order.subjects}
        self._judge(self._seen(told, page, traffic.status, found))
        self._fonts_told = camera.enable_fonts(tab, self._deadline)
        for subject in self._order.subjects:
            self._take(tab, subject, found[subject.key])
        self._keep_page(tab, page)
        self._await_bodies(tab, traffic)
        if traffic.documents != stood:
            raise Stopped(Stop.FAILED, "the page went elsewhere meanwhile")

    def _note(self, what: str) -> None:
        self._steps.append(Step(self._around.clock(), what))

    def _go(self, tab: Tab, traffic: Traffic) -> None:
        self._note("went to the address")
        trouble = tab.go(self._order.url, self._deadline)
        if trouble:
            tab.session.pump(0.05)
            raise Stopped(Stop.TOO_SLOW if "TIMED_OUT" in trouble else Stop.UNREACHABLE, trouble[:80])
        self._note(f"the page answered, status {traffic.status}")

    def _settle(self, tab: Tab, traffic: Traffic) -> Said:
        """Let the page come to rest; what `scroll` and `images` told, in one."""
        patience = self._around.patience
        rested = tab.settle(lambda: traffic.quiet, self._deadline.within(patience.load))
        self._note("loaded, network quiet" if rested else "still loading, no longer awaited")
        scrolled = tab.ask("scroll", [patience.scroll * 1000, camera.LOWEST], self._deadline)
        self._note(f"scrolled {said.number(scrolled, 'moves'):g} times, {said.number(scrolled, 'height'):g} px high")
        if rested and said.number(scrolled, "moves"):
            tab.settle(lambda: traffic.quiet, self._deadline.within(patience.quiet))
        images = tab.ask("images", [patience.images * 1000, camera.LOWEST], self._deadline)
        self._truncated = not rested or said.flag(scrolled, "short")
        return {**scrolled, **images}

    def _find(self, tab: Tab, subject: Subject) -> Said:
        return tab.ask("look", [subject.key, subject.text, list(subject.anchors)], self._deadline)

    def _read(self, tab: Tab) -> Said:
        told = tab.ask("told", [], self._deadline)
        self._title, self._final = said.text(told, "title"), said.text(told, "url")
        return told

    def _seen(self, told: Said, page: Said, status: int, found: dict[str, Said]) -> PageSeen:
        hits = [each for each in found.values() if said.text(each, "how") in ("anchor", "text", "several")]
        self._note(f"found {len(hits)} of {len(found)} messages")
        return PageSeen(
            status=status,
            final_url=self._final,
            title=self._title,
            heading=said.text(told, "heading"),
            letters=int(said.number(told, "letters")),
            media=int(said.number(told, "media")),
            password=said.flag(told, "password"),
            cover=said.number(told, "overlay", "cover"),
            cover_words=said.text(told, "overlay", "words"),
            images=int(said.number(page, "all")),
            pending=int(said.number(page, "pending")),
            broken=int(said.number(page, "broken")),
            found=len(hits),
        )

    def _judge(self, page: PageSeen) -> None:
        seen = looks.page_looks(self._order, page, self._around.clock_offset)
        self._checks = tuple(check for check, _ in seen)
        self._stop = looks.first_stop(seen)

    def _take(self, tab: Tab, subject: Subject, found: Said) -> None:
        """The picture of one message, and the looks at it."""
        seen = ShotSeen(said.text(found, "how"), int(said.number(found, "places")))
        png, fonts = b"", tuple[tuple[str, int], ...]()
        if said.part(found, "box") and not subject.gone:
            png = camera.element(tab, said.part(found, "box"), self._deadline)
            fonts = camera.fonts(tab, subject.key, self._deadline) if self._fonts_told else ()
            self._note(f"took the picture of {subject.key}")
            seen = self._shot_seen(subject, found, png, fonts)
        judged = looks.shot_looks(subject, seen)
        checks = tuple(check for check, _ in judged)
        self._shots.append(Shot(subject.key, png, said.text(found, "text"), fonts, checks, looks.first_stop(judged)))

    def _shot_seen(self, subject: Subject, found: Said, png: bytes, fonts: tuple[tuple[str, int], ...]) -> ShotSeen:
        return ShotSeen(
            how=said.text(found, "how"),
            places=int(said.number(found, "places")),
            seen=said.text(found, "seen"),
            pending=int(said.number(found, "pending")),
            glyphs=sum(count for _, count in fonts) if self._fonts_told else None,
            png=png,
            lacking=self._around.fitness.lacks(subject.text),
        )

    def _keep_page(self, tab: Tab, page: Said) -> None:
        if self._order.whole_page or any(subject.gone for subject in self._order.subjects):
            height, width = int(said.number(page, "height")), int(said.number(page, "width"))
            self._context = camera.context(tab, height, width, self._deadline)
            self._truncated = self._truncated or height > camera.LOWEST
            self._note(f"took {len(self._context)} pictures of the page")
        self._mhtml = camera.mhtml(tab, self._deadline)
        self._note("kept the page in one file")
        try:
            self._certificates = camera.certificates(tab, self._final, self._deadline)
        except CallRefused:
            self._note("the certificates were not told")

    def _await_bodies(self, tab: Tab, traffic: Traffic) -> None:
        try:
            tab.session.wait(lambda: traffic.complete, self._deadline.within(self._around.patience.bodies))
        except TooLate:
            self._note("some answers were not kept whole")

    def _visit(self) -> Visit:
        traffic = self._traffic
        return Visit(
            order=self._order,
            started_at=self._started,
            ended_at=self._around.clock(),
            browser=self._browser.facts,
            final_url=self._stood_at(traffic.asked_for if traffic else []),
            status=traffic.status if traffic else 0,
            title=self._title,
            steps=tuple(self._steps),
            redirects=tuple(traffic.asked_for[:-1]) if traffic else (),
            checks=self._checks,
            stopped_by=self._stop,
            detail=self._detail,
            shots=tuple(self._shots),
            context=self._context,
            truncated=self._truncated,
            mhtml=self._mhtml,
            exchanges=traffic.exchanges() if traffic else (),
            certificates=self._certificates,
        )

    def _stood_at(self, asked_for: list[str]) -> str:
        """Where the page stood; where it was to stand when the browser shows an error of its own in its place."""
        if self._final and not self._final.startswith("chrome-error:"):
            return self._final
        return asked_for[-1] if asked_for else ""


def _check_start(order: VisitOrder) -> None:
    """A visit begins on a host of the network, never at a file of this machine: no guard would see that."""
    asked = urlsplit(order.url)
    if asked.scheme not in ("http", "https"):
        raise Stopped(Stop.REFUSED_ADDRESS, "neither https nor http")
    if (asked.hostname or "") not in order.hosts and asked.netloc not in order.hosts:
        raise Stopped(Stop.REFUSED_ADDRESS, "not a host of the network")
