"""The looks before level A, from what the page said. Pure; `detail` holds numbers and names, never anybody's words.

Source: evidence note, section 8. The first look that fails names why the visit, or one message on it, stops below A.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from detente.contracts.capture import Check, Stop, Subject, VisitOrder
from detente.evidence.browser.pixels import NotAPicture, colours

PASS: Final = "pass"  # noqa: S105 - a result, no password
FAIL: Final = "fail"
SKIPPED: Final = "skipped"

_GONE: Final = (404, 410)
_CLOSED: Final = (401, 403, 407)
_COVERED: Final = 0.5
_PENDING: Final = 0.1
_CLOCK: Final = 1.0
_LONG: Final = 20

_SIGN_IN_PATH: Final = re.compile(
    r"(?:^|/)(?:login|log-in|signin|sign-in|sign_in|connexion|se-connecter|identification|checkpoint|authwall|"
    r"wp-login\.php|sso|uas/login|accounts?/login|oauth2?/authorize)(?:$|[/.?])",
    re.I,
)
_SIGN_IN_HOST: Final = re.compile(r"^(?:accounts?|login|signin|auth|sso|idp)\.", re.I)
_SIGN_IN_WORDS: Final = re.compile(
    r"\b(?:log ?in|sign ?in|log into|sign up to|connexion|connectez-?vous|se connecter|identifiez-?vous|"
    r"cr[ée]ez? un compte|s.inscrire|inscrivez-?vous|just a moment|are you (?:a )?(?:human|robot)|captcha)\b",
    re.I,
)
_ABSENT_WORDS: Final = re.compile(
    r"\b404\b|page (?:was )?not found|page introuvable|introuvable|n.existe (?:pas|plus)|doesn.t exist|does not exist|"
    r"no longer (?:available|exists)|isn.t available|n.est (?:pas|plus) disponible|contenu indisponible|"
    r"post not found|(?:has been|was) (?:deleted|removed)|a été supprimée?",
    re.I,
)
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff\ufe0f\\s]+")
_PLAIN: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "…": "...", "–": "-", "—": "-"}
)


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What the page said of itself once it stood.

    `cover`: share of the view under what lies over the page, `cover_words` what that says; `found`: messages found.
    """

    status: int
    final_url: str
    title: str = ""
    heading: str = ""
    letters: int = 0
    media: int = 0
    password: bool = False
    cover: float = 0.0
    cover_words: str = ""
    images: int = 0
    pending: int = 0
    broken: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class ShotSeen:
    """What was found of one message. `how`: anchor, text, differs, several or absent; `seen`: its element's words.

    `pending`: pictures in it that have not come; `lacking`: scripts without a font; `glyphs`: how many the fonts drew,
    None when the browser did not tell.
    """

    how: str
    places: int = 0
    seen: str = ""
    pending: int = 0
    glyphs: int | None = None
    png: bytes = b""
    lacking: tuple[str, ...] = ()


Look = tuple[Check, Stop]
"""A look and the stop that it names when it fails."""


def first_stop(looks: Iterable[Look]) -> Stop | None:
    """The stop of the first look that failed."""
    return next((stop for check, stop in looks if check.result == FAIL), None)


def fold(text: str) -> str:
    """Canonical letters, plain quotes and dashes, no white space, nothing unseen: `fold` in page.js does the same."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFC", text).translate(_PLAIN))
    return unicodedata.normalize("NFC", plain)  # what was taken out may have kept a letter from its accent


def page_looks(order: VisitOrder, page: PageSeen, clock_offset: float | None) -> tuple[Look, ...]:
    """The looks that concern the whole page, in the order in which they name the stop."""
    looks: tuple[Callable[[VisitOrder, PageSeen], Look], ...] = (
        _answered, _not_walled, _right_place, _there, _uncovered, _not_empty, _decoded,
    )  # fmt: skip
    return (*(look(order, page) for look in looks), _clock(clock_offset))


def tells_absence(order: VisitOrder, page: PageSeen) -> bool:
    """Whether "not found" is itself what this visit should show, as for a message that its author deleted."""
    return page.status in _GONE and any(subject.gone for subject in order.subjects)


def _answered(order: VisitOrder, page: PageSeen) -> Look:
    fine = page.status == 200 or tells_absence(order, page)
    stop = Stop.UNREACHABLE
    if page.status in _CLOSED:
        stop = Stop.LOGIN_WALL
    elif page.status in _GONE:
        stop = Stop.NOT_FOUND
    return _check("status", fine, str(page.status)), stop


def _not_walled(order: VisitOrder, page: PageSeen) -> Look:
    """A form to sign in beside the message, as many pages have, walls nothing off."""
    signs = [*_signs_of_a_wall(order, page)]
    covered = page.cover >= _COVERED and bool(_SIGN_IN_WORDS.search(page.cover_words) or page.password)
    walled = covered or (bool(signs) and not page.found)
    return _check("login_wall", not walled, ", ".join(signs) or "no sign"), Stop.LOGIN_WALL


def _signs_of_a_wall(order: VisitOrder, page: PageSeen) -> Iterator[str]:
    asked, came = urlsplit(order.url), urlsplit(page.final_url)
    if page.password:
        yield "password field"
    if _SIGN_IN_PATH.search(came.path) and not _SIGN_IN_PATH.search(asked.path):
        yield "sign-in address"
    if _SIGN_IN_HOST.search(came.netloc) and came.hostname != asked.hostname:
        yield "sign-in host"
    if _SIGN_IN_WORDS.search(page.title):
        yield "title"


def _right_place(order: VisitOrder, page: PageSeen) -> Look:
    came = urlsplit(page.final_url)
    host, known = (came.hostname or "").lower(), {each.lower() for each in order.hosts}
    fine = came.scheme in ("http", "https") and (host in known or came.netloc.lower() in known)
    return _check("host", fine, "one of the network's" if fine else "another"), Stop.WRONG_PLACE


def _there(order: VisitOrder, page: PageSeen) -> Look:
    """A page that says "not found" with status 200. Where a message was found, such words are somebody's."""
    says = any(_ABSENT_WORDS.search(words) for words in (page.title, page.heading) if words)
    absent = says and not page.found and not any(subject.gone for subject in order.subjects)
    return _check("not_found", not absent, "said by the page" if absent else "not said"), Stop.NOT_FOUND


def _uncovered(_: VisitOrder, page: PageSeen) -> Look:
    return _check("cover", page.cover < _COVERED, f"{page.cover:.0%} of the view"), Stop.COOKIE_WALL


def _not_empty(_: VisitOrder, page: PageSeen) -> Look:
    fine = page.letters > 0 or page.media > 0
    return _check("content", fine, f"{page.letters} letters, {page.media} pictures and frames"), Stop.BLANK


def _decoded(_: VisitOrder, page: PageSeen) -> Look:
    """A picture that the network itself lacks is what any reader sees; one that has not come yet is ours to await."""
    late = page.pending > page.images * _PENDING
    none = page.images >= 3 and page.broken > page.images / 2
    detail = f"{page.images - page.pending - page.broken} of {page.images}, {page.pending} late, {page.broken} broken"
    return _check("images", not (late or none), detail), Stop.BLANK


def _clock(offset: float | None) -> Look:
    if offset is None:
        return Check("clock", SKIPPED, "not compared"), Stop.CLOCK
    return _check("clock", abs(offset) < _CLOCK, f"{offset * 1000:.0f} ms"), Stop.CLOCK


def shot_looks(subject: Subject, shot: ShotSeen) -> tuple[Look, ...]:
    """The looks that concern one message."""
    if subject.gone:
        return (_absence(subject, shot),)
    found = (_found(shot), Stop.MESSAGE_ABSENT)
    if shot.how in ("absent", "several"):
        return (found,)
    return (found, _text(subject, shot), _glyphs(shot), _drawn(subject, shot))


def _found(shot: ShotSeen) -> Check:
    detail = {
        "anchor": "by its anchor",
        "text": "by its text",
        "differs": "its anchor, with another text",
        "several": f"{shot.places} places hold this text and none is named",
    }.get(shot.how, "neither anchor nor text")
    return _check("message", shot.how in ("anchor", "text", "differs"), detail)


def _absence(subject: Subject, shot: ShotSeen) -> Look:
    """Gone from its own place. Short words elsewhere are other people's; where no place is named, any counts."""
    named = bool(subject.anchors) and len(fold(subject.text)) < _LONG
    there = shot.how in ("anchor", "text") or (shot.how in ("several", "differs") and shot.places > 0)
    still = shot.how == "anchor" if named else there
    return _check("absence", not still, f"{shot.places} places hold its text"), Stop.FAILED


def _text(subject: Subject, shot: ShotSeen) -> Look:
    wanted, seen = fold(subject.text), fold(shot.seen)
    return _check("text", wanted in seen, f"{len(wanted)} letters wanted, {len(seen)} seen"), Stop.TEXT_DIFFERS


def _glyphs(shot: ShotSeen) -> Look:
    return _check("glyphs", not shot.lacking, ", ".join(shot.lacking) or _drawn_glyphs(shot)), Stop.GLYPHS


def _drawn_glyphs(shot: ShotSeen) -> str:
    return "number not told" if shot.glyphs is None else f"{shot.glyphs} drawn"


def _drawn(subject: Subject, shot: ShotSeen) -> Look:
    try:
        seen = colours(shot.png)
    except NotAPicture:
        return Check("picture", FAIL, "no picture"), Stop.BLANK
    lettered = shot.glyphs != 0 or not fold(subject.text)
    fine = seen > 1 and lettered and not shot.pending
    return _check("picture", fine, f"{seen} colours or more, {shot.pending} pictures late"), Stop.BLANK


def _check(name: str, fine: bool, detail: str) -> Check:
    return Check(name, PASS if fine else FAIL, detail)
