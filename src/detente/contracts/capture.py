"""One visit of a page to keep pictures of what stands on it: what is asked, what came back, how far it climbed.

Levels (evidence note, section 8): D the network's own bytes, C our labelled rendering of them, B what the operator's
own browser kept, A what the server's browser kept with every check passed. A higher letter never replaces a lower one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Level(StrEnum):
    """How strong the evidence is; see the module."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def is_picture(self) -> bool:
        """Whether it shows what a reader of the page saw."""
        return self in (Level.A, Level.B)


class Stop(StrEnum):
    """Why a visit, or one message on it, did not reach level A. Its sentence lies in `rules/capture_words.py`."""

    NO_BROWSER = "no_browser"
    NO_ADDRESS = "no_address"
    REFUSED_ADDRESS = "refused_address"
    UNFIT = "unfit"
    UNREACHABLE = "unreachable"
    LOGIN_WALL = "login_wall"
    COOKIE_WALL = "cookie_wall"
    NOT_FOUND = "not_found"
    WRONG_PLACE = "wrong_place"
    DOWNLOAD = "download"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    BROWSER_GONE = "browser_gone"
    MESSAGE_ABSENT = "message_absent"
    TEXT_DIFFERS = "text_differs"
    BLANK = "blank"
    GLYPHS = "glyphs"
    CLOCK = "clock"
    DISK_FULL = "disk_full"
    FAILED = "failed"

    @property
    def may_pass(self) -> bool:
        """Whether another try later can go better without a person."""
        return self in _MAY_PASS


_MAY_PASS = frozenset(
    {Stop.NO_BROWSER, Stop.UNREACHABLE, Stop.TOO_SLOW, Stop.BROWSER_GONE, Stop.DISK_FULL, Stop.FAILED, Stop.BLANK}
)


@dataclass(frozen=True, slots=True)
class Check:
    """One look before level A. `result`: pass, fail or skipped; `detail`: numbers and names, never anybody's words."""

    name: str
    result: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One message to find on the page. `key` names its files (`[a-z0-9-]+`), `text` is what the network gave us.

    `anchors`: ids of elements (without `#`) under which it may stand, tried in order before looking for its text.
    `gone`: its author deleted it, so its absence is what the visit should show.
    """

    key: str
    text: str
    anchors: tuple[str, ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class VisitOrder:
    """One page to visit, from a permalink that the network gave, never from anybody's words.

    `hosts`: the page must end on one of them; `seconds`: the whole visit; `whole_page`: keep pictures of the page too.
    """

    capture_id: str
    url: str
    hosts: tuple[str, ...]
    subjects: tuple[Subject, ...]
    language: str = "fr"
    time_zone: str = "Europe/Paris"
    seconds: float = 30.0
    whole_page: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the visit did, and when (aware, UTC)."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Shot:
    """What was kept of one message: its element as PNG, and the looks that concern it alone.

    `text`: `textContent` of the element; `fonts`: families the browser drew it with and their glyph counts.
    """

    key: str
    png: bytes = b""
    text: str = ""
    fonts: tuple[tuple[str, int], ...] = ()
    checks: tuple[Check, ...] = ()
    stopped_by: Stop | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request of the page and its answer as the browser decoded it. Cookies and credentials are taken out before.

    `protocol`: as the browser names it (`h2`, `http/1.1`); `address`: which one the guard dialled, "" when unknown.
    """

    url: str
    method: str
    request_headers: tuple[tuple[str, str], ...]
    status: int
    reason: str
    protocol: str
    response_headers: tuple[tuple[str, str], ...]
    body: bytes
    at: datetime
    address: str = ""


@dataclass(frozen=True, slots=True)
class Denial:
    """A connection that the guard did not make: `target` is host and port, `why` a short reason."""

    at: datetime
    target: str
    why: str


@dataclass(frozen=True, slots=True)
class BrowserFacts:
    """Which browser looked, and how it was set. `fonts_sha256`: over the list of the machine's fonts."""

    product: str
    path: str
    flags: tuple[str, ...]
    sandbox: bool
    account: str
    fonts_sha256: str
    viewport: tuple[int, int] = (1280, 900)
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit brought, whole or not. `stopped_by` None: every look that concerns the page passed.

    `context`: the page as JPEG slices from the top; `truncated`: the caps on height, time or bytes were reached.
    `certificates`: PEM chain of the page's own host, leaf first.
    """

    order: VisitOrder
    started_at: datetime
    ended_at: datetime
    browser: BrowserFacts | None = None
    final_url: str = ""
    status: int = 0
    title: str = ""
    steps: tuple[Step, ...] = ()
    redirects: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    stopped_by: Stop | None = None
    detail: str = ""
    shots: tuple[Shot, ...] = ()
    context: tuple[bytes, ...] = ()
    truncated: bool = False
    mhtml: bytes = b""
    exchanges: tuple[Exchange, ...] = ()
    denials: tuple[Denial, ...] = ()
    certificates: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    def shot(self, key: str) -> Shot | None:
        """What was kept of one message, None when the visit did not get so far."""
        return next((shot for shot in self.shots if shot.key == key), None)

    def why_not_a(self, key: str) -> Stop | None:
        """What kept this message from level A; None when it is there."""
        shot = self.shot(key)
        return self.stopped_by or (Stop.MESSAGE_ABSENT if shot is None else shot.stopped_by)


class Capturer(Protocol):
    """Whoever visits pages. It never raises for what a page or a browser does: the visit says it."""

    def visit(self, order: VisitOrder, /) -> Visit:
        """Go there once and come back with what could be kept, within `order.seconds`."""
        ...

    def close(self) -> None:
        """End the browser and everything it started."""
        ...
