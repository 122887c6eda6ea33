"""What the author of a removed message is told, and the public line. Source: practice, texts to ship.

A reason said precisely does least harm: which section, which facts, who decided, how to contest.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from detente.contracts.words import Words
from detente.rules.charter import Clause, RemovalVerb
from detente.rules.spoken_time import spoken_date, spoken_moment

CONTEST_MONTHS: Final = 6
"""How long an author may contest a removal."""

_DONE: Final = {
    RemovalVerb.HIDE: Words(fr="masqué", en="hidden"),
    RemovalVerb.DELETE: Words(fr="retiré", en="removed"),
}
_PEOPLE: Final = {
    1: Words(
        fr="Décision provisoire d’une personne, {tool}\u202f; une seconde personne confirme ou rétablit sous 24 h.",
        en="Provisional decision by one person, {tool}; a second person confirms or restores within 24 hours.",
    ),
    2: Words(fr="Décision prise par deux personnes, {tool}.", en="Decided by two people, {tool}."),
}
_LAW = Words(fr=", et {law}", en=", and {law}")
_AGAIN = Words(fr=" Vous pouvez le republier sans ce passage.", en=" You may post it again without that part.")
_NOTICE = Words(
    fr="Bonjour, votre commentaire du {posted} sous «\u202f{post}\u202f» a été {done} {decided}. Motif\u202f: article "
    "{number} de notre charte ({title}){law}. Faits retenus\u202f: {facts}. {people}{again} "
    "Pour contester\u202f: répondez avant le {contest}\u202f; une autre personne réexaminera. Copie conservée jusqu’au "
    "{kept}. — {name}",
    en="Hello, your comment of {posted} under “{post}” was {done} {decided}. Reason: section {number} of our house "
    "rules ({title}){law}. What we relied on: {facts}. {people}{again} To contest: reply before "
    "{contest}; someone else will look again. A copy is kept until {kept}. — {name}",
)
_WITHOUT_TOOL = Words(fr="sans outil automatique", en="without an automated tool")
_WITH_TOOL = Words(fr="avec l’aide d’un outil automatique", en="with an automated tool")
_DONE_ON: Final = Words(fr=" a été {done} le ", en=" was {done} on ")
_LINE = Words(
    fr="Bonjour, nous avons {done} un commentaire {decided}, selon l’article {number} de notre charte ({title}). Vos "
    "critiques gardent toute leur place ici\u202f: nous y répondons. — {name}",
    en="Hello, a comment was {done} {decided} under section {number} of our house rules ({title}). Your criticism "
    "keeps its place here: we answer it. — {name}",
)


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a notice says. `facts` is the reason as the author reads it; `people` is 1 for a provisional hide.

    Moments are aware; `timezone` is the channel's. `post` names what the comment stood under.
    """

    clause: Clause
    verb: RemovalVerb
    posted_at: datetime
    decided_at: datetime
    post: str
    facts: str
    first_name: str
    timezone: str
    people: int = 2
    automated: bool = False
    law: Words | None = None
    may_post_again: bool = False


def notice_text(facts: NoticeFacts) -> Words:
    """The notice to the author, in both languages."""
    zone = ZoneInfo(facts.timezone)
    return _NOTICE.with_(
        posted=spoken_date(facts.posted_at.astimezone(zone).date()),
        post=facts.post,
        done=_DONE[facts.verb],
        decided=spoken_moment(facts.decided_at, zone, with_date=True),
        number=facts.clause.number,
        title=facts.clause.title,
        law=_LAW.with_(law=facts.law) if facts.law else "",
        facts=facts.facts.strip().rstrip("."),
        people=_said(facts.people, _WITH_TOOL if facts.automated else _WITHOUT_TOOL),
        again=_AGAIN if facts.may_post_again or facts.clause.any_kind else "",
        contest=spoken_date(contest_until(facts.decided_at.astimezone(zone).date())),
        kept=spoken_date(kept_until(facts.clause, facts.decided_at.astimezone(zone).date())),
        name=facts.first_name,
    )


def true_notice(text: str, verb: RemovalVerb, *, people: int) -> str:
    """A notice whose sentence on who decided, and whose verb, are those of what is done; every other word stays.

    Somebody may have proposed it for another way of deciding. `people` is 1 for a provisional hide, else 2.
    """
    for tool in (_WITHOUT_TOOL, _WITH_TOOL):
        text = _put_right(text, [_said(count, tool) for count in _PEOPLE if count != people], _said(people, tool))
    others = [done for other, done in _DONE.items() if other is not verb]
    return _put_right(text, [_DONE_ON.with_(done=done) for done in others], _DONE_ON.with_(done=_DONE[verb]))


def public_line(facts: NoticeFacts) -> Words:
    """A line for everyone after a removal: which kind and which section, never a quote and never a name."""
    return _LINE.with_(
        done=_DONE[facts.verb],
        decided=spoken_moment(facts.decided_at, ZoneInfo(facts.timezone), with_date=False),
        number=facts.clause.number,
        title=facts.clause.title,
        name=facts.first_name,
    )


def _said(people: int, tool: Words) -> Words:
    return _PEOPLE[people].with_(tool=tool)


def _put_right(text: str, wrong: list[Words], right: Words) -> str:
    for one in wrong:
        text = text.replace(one.fr, right.fr).replace(one.en, right.en)
    return text


def contest_until(decided_on: date) -> date:
    """The last day on which the author may contest."""
    return _months_later(decided_on, CONTEST_MONTHS)


def kept_until(clause: Clause, decided_on: date) -> date:
    """Until when the copy is kept for this clause."""
    return _months_later(decided_on, clause.kept_months)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
