"""A row of the inbox as it is drawn: everything worked out, so that its template stays flat and light."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.utils import timezone

from detente.contracts.clock import ClockFace, ClockState
from detente.contracts.kinds import Kind
from detente.contracts.words import Language, Words
from detente.desk.queries.case_facts import CaseFacts
from detente.desk.queries.inbox import InboxRow
from detente.rules.case import CaseState
from detente.rules.clock import WARN_LEFT, allowed_time
from detente.rules.inbox import Band
from detente.rules.six_steps import Station
from detente.web.foreign import MARK, one_line, tame
from detente.web.networks import network_icon
from detente.web.templatetags.words import THIN, arc, clock_face, initials

_MOST_CHIPS: Final = 3
_WORTH_A_QUOTE: Final = 20
_COVERED: Final = frozenset({Kind.ABUSE.value})


@dataclass(frozen=True, slots=True)
class Chip:
    """A small label. `look`: empty, `acc`, `warn` or `late`."""

    text: str
    look: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """A clock as it is drawn. `until` is set only when it may be counted down on the screen."""

    look: str
    text: str
    arc: str
    until: datetime | None = None
    total: int = 3_600


@dataclass(frozen=True, slots=True)
class OnIt:
    """Who is on a case. `look`: `me-ava`, `dept`, empty for a colleague, `none` when it may be taken."""

    look: str
    name: str
    initials: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One row, in the reader's language. `marks` are the six letters."""

    id: int
    face: Face | None
    author: str
    under: str
    icon: str
    channel: str
    title: str
    chips: tuple[Chip, ...]
    quote: str
    marks: tuple[str, ...]
    marks_said: str
    on: OnIt
    band: Band

    @property
    def fingerprint(self) -> str:
        """What would change the row on a screen, the passing seconds aside."""
        look = self.face.look if self.face else ""
        return repr((self.id, look, self.author, self.title, self.chips, self.quote, self.marks, self.on, self.band))


def row_views(rows: Iterable[InboxRow], language: Language, person_id: int, now: datetime) -> list[RowView]:
    """The rows as they are drawn, in the same order."""
    return [_row_view(row, language, person_id, now) for row in rows]


def fingerprint(rows: Sequence[RowView], *more: object) -> str:
    """A short digest of a list: the same digest, the same screen."""
    said = "\n".join([*(row.fingerprint for row in rows), *(repr(one) for one in more)])
    return sha256(said.encode()).hexdigest()[:16]


def _row_view(row: InboxRow, language: Language, person_id: int, now: datetime) -> RowView:
    facts = row.facts
    title = title_of(facts, language)
    return RowView(
        id=facts.id,
        face=face_of(facts, row.clock, language, now),
        author=one_line(facts.author or facts.handle, 60) or ANONYMOUS.in_(language),
        under=one_line(facts.handle, 60) or facts.channel,
        icon=network_icon(facts.network),
        channel=facts.channel,
        title=title,
        chips=tuple(chip for chip in list(_chips(facts, language))[:_MOST_CHIPS]),
        quote=_quote(facts, title, language),
        marks=tuple(station.state.value for station in row.stations),
        marks_said=said_marks(row.stations, language),
        on=on_it(facts, person_id, language, late=row.band is Band.HOUR_OVER),
        band=row.band,
    )


# --- The clock ---


def face_of(facts: CaseFacts, clock: ClockFace | None, language: Language, now: datetime) -> Face | None:
    """The clock of a row: the hour while it runs, then the promise, then how long the answer took."""
    if clock is None:
        return None
    if clock.state is not ClockState.DONE:
        return _running(facts, clock, now)
    if facts.promise_due and facts.state not in (CaseState.ANSWERED, CaseState.CLOSED):
        return _promise(facts.promise_due, language, now)
    took = clock_face(clock.calendar)
    return Face("done", took, arc(1, 1))


def _running(facts: CaseFacts, clock: ClockFace, now: datetime) -> Face:
    total = int(allowed_time(facts.severity, Kind(facts.kind)).total_seconds())
    on_the_wall = int((clock.deadline - now).total_seconds())
    ticks = clock.running and abs(on_the_wall - clock.seconds_left) <= 1
    text = clock_face(clock.seconds_left)
    return Face(clock.state.value, text, arc(clock.seconds_left, total), clock.deadline if ticks else None, total)


def _promise(due: datetime, language: Language, now: datetime) -> Face:
    left = due - now
    look = "late" if left < timedelta() else "warn" if left <= WARN_LEFT else "calm"
    return Face(look, near_moment(due, now, language), arc(left.total_seconds(), 86_400))


def near_moment(at: datetime, now: datetime, language: Language) -> str:
    """`15:00` today, `demain`, `hier`, else `23/11`."""
    local, today = timezone.localtime(at), timezone.localtime(now).date()
    days = (local.date() - today).days
    if days == 0:
        return f"{local:%H:%M}"
    return _NEAR[days].in_(language) if days in _NEAR else f"{local:%d/%m}"


_NEAR: Final = {1: Words(fr="demain", en="tomorrow"), -1: Words(fr="hier", en="yesterday")}


# --- The words of a row ---


ANONYMOUS: Final = Words(fr="Anonyme", en="Anonymous")
_NO_WORDS: Final = Words(fr="Message sans texte", en="Message without text")
_HIDDEN: Final = Words(fr="Texte couvert, ouvrir pour lire", en="Text covered, open to read")
_PROMISED: Final = Words(fr="Promis{s}\u202f: {quote}", en="Promised: {quote}")
_ERASED: Final = Words(fr="Effacé par son auteur", en="Deleted by its author")


def title_of(facts: CaseFacts, language: Language) -> str:
    """The matter of a case in a line of its author's own words; the kind alone where the words attack people."""
    if facts.kind in _COVERED:
        return Kind(facts.kind).label.in_(language)
    return tame(facts.heart) or one_line(facts.excerpt, 90) or _NO_WORDS.in_(language)


def _quote(facts: CaseFacts, title: str, language: Language) -> str:
    if facts.kind in _COVERED:
        return _HIDDEN.in_(language)
    if facts.message_state == "deleted":
        return _ERASED.in_(language)
    if facts.promise_quote and facts.first_reply_at and facts.state != CaseState.ANSWERED:
        return _PROMISED.with_(s=THIN, quote=one_line(facts.promise_quote, 90)).in_(language)
    line = one_line(facts.excerpt, 150)
    if line.startswith(title.removesuffix("…")):
        line = line[len(title.removesuffix("…")) :].lstrip(" .,;:!?…")
        line = line if len(line) >= _WORTH_A_QUOTE else ""
    return quoted(line, language) if line.strip(MARK) else ""


def quoted(text: str, language: Language) -> str:
    """The text between the quotation marks of the language."""
    return f"«{THIN}{text}{THIN}»" if language == "fr" else f"“{text}”"


def said_marks(stations: Iterable[Station], language: Language) -> str:
    """The six marks in words, for who cannot see them."""
    colon = f"{THIN}:" if language == "fr" else ":"
    return "; ".join(
        f"{one.number} {one.step.label.in_(language)}{colon} {one.state.label.in_(language)}" for one in stations
    )


def on_it(facts: CaseFacts, person_id: int, language: Language, *, late: bool) -> OnIt:
    """Who is on the case. When it is late and a department was asked, the department is named, not a person."""
    if facts.hand_off and (late or facts.hand_off == "overdue" or facts.assignee_id is None):
        return OnIt("dept", facts.department, initials(facts.department))
    if facts.assignee_id is None:
        return OnIt("none", "", "")
    if facts.assignee_id == person_id:
        return OnIt("me-ava", _YOU.in_(language), initials(facts.assignee))
    return OnIt("", facts.assignee, initials(facts.assignee))


_YOU: Final = Words(fr="Vous", en="You")


# --- Chips: what presses first ---


_CHIPS: Final = {
    "by_hand": Words(fr="À publier à la main", en="To be posted by hand"),
    "human": Words(fr="Publication en doute", en="Publishing in doubt"),
    "unknown": Words(fr="Peut-être publiée, nous regardons", en="Possibly published, we are looking"),
    "refused": Words(fr="Refusée par le réseau", en="Refused by the network"),
    "held": Words(fr="Retenue avant l’envoi", en="Held back before it left"),
    "vanished": Words(fr="Disparue du réseau", en="Gone from the network"),
    "doubled": Words(fr="Publiée deux fois", en="Published twice"),
    "risk": Words(fr="Personne en danger", en="Person at risk"),
    "charter": Words(fr="Charte, article {number}", en="Charter, article {number}"),
    "broken": Words(fr="Promesse non tenue", en="Promise broken"),
    "review": Words(fr="À relire", en="To re-read"),
    "changes": Words(fr="Corrections demandées", en="Changes asked"),
    "moved": Words(fr="Le fil a bougé", en="The thread moved"),
    "again": Words(fr="L’auteur a récrit", en="The author wrote again"),
    "member": Words(fr="Un membre a répondu", en="A member answered"),
    "grave": Words(fr="Gravité 4", en="Severity 4"),
    "serious": Words(fr="Gravité 3", en="Severity 3"),
    "unsure": Words(fr="À lire par une personne", en="A person should read it"),
    "asked": Words(fr="Service interrogé", en="Department asked"),
}
_LIVE_REMOVALS: Final = frozenset({"asked", "approved", "provisional", "done", "contested", "upheld"})


def _publishing_trouble(facts: CaseFacts) -> str:
    """What is wrong with the latest reply, in the order of what cannot wait."""
    if facts.out_twice:
        return "doubled"
    if facts.publication in ("human", "unknown"):
        return facts.publication
    if facts.publication in ("confirmed", "visible") and facts.publication_trouble in ("gone", "rejected"):
        return "vanished" if facts.state != CaseState.CLOSED else ""
    if facts.state in (CaseState.ANSWERED, CaseState.CLOSED):
        return ""
    if facts.publication == "not_published" and facts.publication_trouble.startswith("held."):
        return "held"
    return "refused" if facts.publication == "refused" else ""


def _chips(facts: CaseFacts, language: Language) -> Iterator[Chip]:
    def chip(key: str, look: str = "", icon: str = "", **fields: object) -> Chip:
        return Chip(_CHIPS[key].with_(**fields).in_(language), look, icon)

    if trouble := _publishing_trouble(facts):
        yield chip(trouble, "late")
    if facts.publication == "by_hand" and facts.state not in ("answered", "closed"):
        yield chip("by_hand", "acc", "pen")
    if facts.kind == Kind.PERSON_AT_RISK:
        yield chip("risk", "late")
    if facts.removal in _LIVE_REMOVALS:
        yield chip("charter", "late", "charter", number=facts.clause)
    if facts.promise == "broken":
        yield chip("broken", "late")
    if facts.draft == "in_review":
        yield chip("review", "acc")
    if facts.draft == "changes_asked":
        yield chip("changes", "warn")
    if facts.moved:
        yield chip("moved", "warn", "bubble")
    if facts.times_opened > 1 and facts.first_reply_at is None:
        yield chip("again", "warn")
    if facts.severity >= 3:
        yield chip("grave" if facts.severity >= 4 else "serious", "late" if facts.severity >= 4 else "")
    if facts.unsure and not facts.confirmed:
        yield chip("unsure")
    if facts.hand_off and facts.assignee_id is not None:
        yield chip("asked")
    if facts.member_replied:
        yield chip("member")
