"""The text of a holding reply: taken into account, by which department, and when we come back. A proposal, never sent.

It names the matter with the author's own words, cut out and never rewritten: the piece of their message with which the
whole text passes our own checks. Source: practice, draft checks form.hold_complete (three parts), fix.when (a time,
never "shortly"), ack.specific.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from detente.contracts.composure import FindingSeverity, ReplyKind, Report, Situation
from detente.contracts.kinds import Kind
from detente.contracts.words import Words, as_language
from detente.drafting.quotes import pieces
from detente.rules.composure import check_reply, times_promised
from detente.rules.spoken_time import spoken_date

_QUARTER = timedelta(minutes=15)
_SPECIFIC: Final = "ack.specific"
QUOTABLE: Final = frozenset({Kind.COMPLAINT, Kind.QUESTION, Kind.COMPLIMENT, Kind.MISINFORMED, Kind.OTHER})
"""Abuse, a cry for help or a whistleblower's words are not repeated in public by us."""

_TEXT = Words(
    fr="Bonjour, merci pour votre message.{matter} Nous l’avons bien lu et pris en compte. "
    "Notre service {department} vérifie. Nous revenons vers vous ici {when}.",
    en="Hello, thank you for your message.{matter} We have read it and taken it into account. "
    "Our {department} team is looking into it. We will come back to you here {when}.",
)
_MATTER = Words(fr=" Vous écrivez\u202f: «\u202f{quote}\u202f».", en=" You write: “{quote}”.")


@dataclass(frozen=True, slots=True)
class HoldingFacts:
    """What the proposal needs. `back_at`: when we come back, aware; `zone`: where the brand is.

    `heart` is the piece that carries the matter and `message` all that the author wrote, both in their own words and
    both as everybody can read them there (see `heart_in`). `kind` is what they wrote; `limit` is the longest reply the
    network takes, in characters.
    """

    department: str
    back_at: datetime
    zone: tzinfo
    heart: str = ""
    message: str = ""
    kind: Kind = Kind.COMPLAINT
    limit: int | None = None


def holding_text(facts: HoldingFacts, lang: str, *, now: datetime) -> str:
    """A complete holding reply in `lang`, without a signature. Says "today" when `back_at` is today in `zone`."""
    plain = _text(facts, lang, now)
    report = _checked(facts, plain, lang)
    if facts.kind not in QUOTABLE or not _speaks_of_the_matter(report):
        return plain
    quoting = [_text(facts, lang, now, quote) for quote in pieces(facts.heart, facts.message)]
    kept = [text for text in quoting if _may_stand(facts, plain, text, lang, now)]
    return min(kept, key=lambda text: _lacks_the_matter(_checked(facts, text, lang)), default=plain)


def next_quarter(at: datetime) -> datetime:
    """The next full quarter of an hour at or after `at`, UTC: nobody promises 16:37."""
    at = at.astimezone(UTC)
    over = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at - over + _QUARTER


def _text(facts: HoldingFacts, lang: str, now: datetime, quote: str = "") -> str:
    when = _when(facts.back_at, facts.zone, now)
    matter = _MATTER.with_(quote=quote) if quote else ""
    return _TEXT.with_(department=facts.department, when=when, matter=matter).in_(lang)


def _when(at: datetime, zone: tzinfo, now: datetime) -> Words:
    local = at.astimezone(zone)
    clock = f"{local:%H:%M}"
    if local.date() == now.astimezone(zone).date():
        return Words(fr=f"aujourd’hui avant {clock}", en=f"by {clock} today")
    day = spoken_date(local.date())
    return Words(fr=f"le {day.fr} avant {clock}", en=f"by {clock} on {day.en}")


def _may_stand(facts: HoldingFacts, plain: str, text: str, lang: str, now: datetime) -> bool:
    """Whether our own checks let it pass, and the author's words promise nothing in our name.

    Words that would not be ours to say are not repeated either: the quotation marks excuse nothing here.
    """
    said = check_reply(_situation(facts, text, lang, ""))
    unfit = {FindingSeverity.BLOCK, FindingSeverity.WARN}
    clean = all(one.lacks or one.severity not in unfit for one in said.findings) and not said.blocks
    return (
        clean and not _checked(facts, text, lang).blocks and _promises(text, lang, now) == _promises(plain, lang, now)
    )


def _promises(text: str, lang: str, now: datetime) -> list[datetime]:
    return [one.due_at for one in times_promised(text, now, "UTC", as_language(lang))]


def _checked(facts: HoldingFacts, text: str, lang: str) -> Report:
    return check_reply(_situation(facts, text, lang, facts.message or facts.heart))


def _situation(facts: HoldingFacts, text: str, lang: str, message: str) -> Situation:
    return Situation(
        text=text,
        language=as_language(lang),
        reply_kind=ReplyKind.HOLDING,
        message=message,
        char_limit=facts.limit,
        department=facts.department,
    )


def _speaks_of_the_matter(report: Report) -> bool:
    """Whether the message tells something that a reply could name."""
    return _lacks_the_matter(report) or any(one.check == _SPECIFIC for one in report.passed)


def _lacks_the_matter(report: Report) -> bool:
    return any(one.check == _SPECIFIC for one in report.findings)
