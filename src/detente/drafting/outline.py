"""An outline to begin a reply with: made from the reading and from what the checks will ask for, without any model.

Every line is a sentence to keep or a field to fill, and at least one field is always there: what comes out of here can
never leave as it is, the check of unfilled fields blocks it. Source: practice, frameworks (hear, empathise, own, act,
prevent, follow up), draft checks and people at risk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from detente.contracts.composure import Fault, FindingSeverity, SignatureRule, Situation
from detente.contracts.kinds import Kind, Severity
from detente.drafting.outline_words import LINES
from detente.drafting.quotes import may_be_seen, pieces
from detente.rules.composure import check_reply
from detente.rules.composure.care_numbers import EMERGENCIES, EVERYWHERE, HELPLINES

LONGEST_NOTE: Final = 400
"""Characters of a note's words that are taken in."""
MOST_NOTES: Final = 2
_SHORT_NETWORK: Final = 600
"""Below this many characters, what may be left out is."""
_TITLE: Final = 24
_REPEATED: Final = 3
_SPARED: Final = frozenset({"prevention", "follow", "thanks", "note", "moment"})
_MAY_HARM: Final = frozenset({Kind.COMPLAINT, Kind.QUESTION, Kind.MISINFORMED, Kind.OTHER})
_UNFIT: Final = (FindingSeverity.BLOCK, FindingSeverity.WARN)


@dataclass(frozen=True, slots=True)
class NoteWords:
    """A knowledge note of the team that fits the case."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an outline is made from. `situation` is that of the draft, its text aside.

    `first_name`: the author's, empty when it is not known to be one. `signer`: the writer's name. `heart`: the piece of
    their public words that carries the matter. `safety`: the matter touches somebody's safety.
    """

    situation: Situation
    first_name: str = ""
    signer: str = ""
    heart: str = ""
    notes: tuple[NoteWords, ...] = ()
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outline and which of `LINES` it is. `to_fill`: it holds a field that only a person can fill."""

    name: str
    text: str

    @property
    def to_fill(self) -> bool:
        """Whether a field stands in it."""
        return "[" in self.text


Piece = tuple[str, dict[str, str]]
Plan = Iterator[Piece]


def outline(beginning: Beginning) -> tuple[Line, ...]:
    """The lines, in the order of a reply, in the language and the form of address of the case."""
    situation = beginning.situation
    short = situation.char_limit is not None and situation.char_limit < _SHORT_NETWORK
    planned = [_greeting(beginning), *_body(beginning), *_signature(beginning)]
    kept = [one for one in planned if not (short and one[0] in _SPARED)]
    return tuple(Line(name, _said(name, situation, fields)) for name, fields in kept)


def outline_text(lines: tuple[Line, ...]) -> str:
    """The outline as it is put into a draft: the greeting and each line on its own."""
    return "\n".join(line.text for line in lines)


def _said(name: str, situation: Situation, fields: Mapping[str, str]) -> str:
    return LINES[name].in_(situation.language, situation.register).format(**fields)


def _one(name: str, **fields: str) -> Piece:
    return name, fields


def _greeting(beginning: Beginning) -> Piece:
    return _one("greet", author=beginning.first_name) if beginning.first_name else _one("greet_plain")


def _body(beginning: Beginning) -> Plan:
    kind, severity = beginning.situation.kind, beginning.situation.severity
    if kind in _MAY_HARM and (beginning.safety or severity >= Severity.GRAVE):
        return _safety(beginning)
    if kind in _FIXED:
        return ((name, {}) for name in _FIXED[kind])
    return _PLANS[kind](beginning)


def _signature(beginning: Beginning) -> Plan:
    words = beginning.signer.split()
    rule = beginning.situation.signature
    if not words or rule is SignatureRule.NONE:
        return
    initials = "".join(f"{word[0].upper()}." for word in words if word[0].isalpha())
    yield _one("sign", signer=words[0] if rule is SignatureRule.FIRST_NAME else initials)


def _complaint(beginning: Beginning) -> Plan:
    situation = beginning.situation
    yield _matter(beginning)
    yield _one("effect")
    yield from _ownership(situation)
    yield _one("act")
    yield from _answers(situation)
    yield from _notes(beginning)
    yield from _time(situation)
    yield from _prevention(situation)
    yield _one("follow")
    yield _one("thanks")


def _safety(beginning: Beginning) -> Plan:
    """Advice first, no cause and no liability. Source: practice, holding statement and `own.legal_admission`."""
    situation = beginning.situation
    yield _one("safety_first")
    yield _matter(beginning)
    if situation.fault in (Fault.LIKELY, Fault.ESTABLISHED):
        yield _one("own_serious")
    yield _one("act")
    yield _one("not_known")
    yield _one("time")
    yield _one("thanks")


def _question(beginning: Beginning) -> Plan:
    asked = list(_answers(beginning.situation))
    yield from asked or [_one("question")]
    yield from _notes(beginning)
    if beginning.situation.pending:
        yield _one("time")
    yield _one("follow")


def _compliment(beginning: Beginning) -> Plan:
    quote = _quote(beginning)
    yield _one("praise", quote=quote) if quote else _one("praise_plain")
    yield _one("moment")
    yield _one("pass_on")


def _misinformed(beginning: Beginning) -> Plan:
    """Correct with a fact and its source, without contradicting. Source: practice, `legal.source`, `tone.denial`."""
    yield _one("worry")
    yield _one("fact")
    yield _one("source")
    yield from _notes(beginning)
    yield _one("show_us")


def _risk(beginning: Beginning) -> Plan:
    """A person's words, somebody to talk to, whom to call; no service wording. Source: practice, people at risk."""
    situation = beginning.situation
    yield _one("written")
    country = situation.country.upper()
    known = HELPLINES.get(country)
    yield _one("talk", talk=known[0]) if known else _one("talk_unknown")
    either = " ou le " if situation.language == "fr" else " or "
    yield _one("danger", danger=either.join(EMERGENCIES.get(country, EVERYWHERE)[:2]))
    yield _one("stay")


_FIXED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.TROLL: ("calm", "tell_us"),
    Kind.SPAM: ("calm", "tell_us"),
    Kind.ABUSE: ("charter", "tell_us"),
    Kind.PRESS: ("press", "press_time"),
    Kind.RIGHTS_REQUEST: ("rights", "rights_act", "rights_private", "rights_time"),
    Kind.WHISTLEBLOWER: ("whistle", "whistle_safe", "act", "time"),
}
"""Kinds whose plan does not depend on the case: a troll gets one calm fact for those who read and an open door, a
request by right an answer within one month (GDPR, article 12(3)), a whistleblower a protected way."""
_PLANS: Final[Mapping[Kind, Callable[[Beginning], Plan]]] = {
    Kind.COMPLAINT: _complaint,
    Kind.QUESTION: _question,
    Kind.COMPLIMENT: _compliment,
    Kind.MISINFORMED: _misinformed,
    Kind.PERSON_AT_RISK: _risk,
    Kind.OTHER: _complaint,
}


def _matter(beginning: Beginning) -> Piece:
    quote = _quote(beginning)
    return _one("quote", quote=quote) if quote else _one("matter")


def _ownership(situation: Situation) -> Plan:
    if situation.fault in (Fault.LIKELY, Fault.ESTABLISHED):
        yield _one("own_serious" if situation.severity >= Severity.SERIOUS else "own")
    elif situation.fault is Fault.UNKNOWN:
        yield _one("not_known")


def _answers(situation: Situation) -> Plan:
    asked = [one for one in situation.questions if may_be_seen(one)]
    yield from (_one("asked", asked=" ".join(one.split()).rstrip(" ?!.")) for one in asked)
    if not asked and "?" in situation.message and situation.kind is not Kind.QUESTION:
        yield _one("answer")


def _time(situation: Situation) -> Plan:
    if situation.pending is not False:
        yield _one("time")


def _prevention(situation: Situation) -> Plan:
    if situation.fault is Fault.ESTABLISHED or situation.same_cause >= _REPEATED:
        yield _one("prevention")


def _notes(beginning: Beginning) -> Plan:
    for note in beginning.notes[:MOST_NOTES]:
        title = "".join(sign for sign in " ".join(note.title.split()) if sign not in "[]{}<>")
        yield _one("note", title=title[:_TITLE].strip() or "…", words=_shortened(note.words))


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_NOTE else line[:LONGEST_NOTE].rsplit(" ", 1)[0] + "…"


def _quote(beginning: Beginning) -> str:
    """The best piece of their words that would be fit to stand in a text of ours; empty when there is none."""
    situation = beginning.situation
    found = pieces(beginning.heart, situation.message)
    return next((piece for piece in found if _fit(piece, situation)), "")


def _fit(piece: str, situation: Situation) -> bool:
    """Whether our own checks would let these words pass if they were ours: quotation marks excuse nothing here."""
    said = check_reply(Situation(text=piece, language=situation.language, kind=situation.kind))
    return all(one.lacks or one.severity not in _UNFIT for one in said.findings) and len(piece.split()) > 1
