"""A line of a scenario file as values: what was said, by whom, what must pass and what must be caught.

The form is that of the published scenarios: `brand`, `context`, `message`, `analysis`, `replies`. Fields that the drill
does not play yet (`clock`, `path`, `records`) are left where they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from detente.contracts.composure import EmojiRule, Fault, Register, ReplyKind, SignatureRule, reply_kind_of
from detente.contracts.house import House
from detente.contracts.kinds import Kind, kind_of_class
from detente.contracts.words import Language, as_language

Fields = Mapping[str, object]

DRAFTED: Final = (ReplyKind.REPLY, ReplyKind.HOLDING)


_LEGAL: Final = ("legal", "lawyer", "juridique")
"""Who may be named as having to agree where a point of law is at stake."""


class BadScenario(ValueError):
    """A line that is no scenario; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class ReplyText:
    """One reply of the file. `must_fail` is empty for an exemplary one."""

    kind: ReplyKind
    public: bool
    at: datetime | None
    text: str
    must_fail: tuple[str, ...] = ()

    @property
    def is_drafted(self) -> bool:
        """Whether it is written as a draft of the case; words about a removal are not."""
        return self.public and self.kind in DRAFTED


@dataclass(frozen=True, slots=True)
class WrongAction:
    """Something that the desk must refuse, and by which checks at least."""

    action: str
    must_block: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One message before the one that matters. `role`: author, community or brand."""

    role: str
    name: str
    at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One matter, from the message to its replies."""

    id: str
    language: Language
    brand: str
    house: House
    time_zone: str
    platform: str
    char_limit: int | None
    post: str
    thread: tuple[Said, ...]
    elsewhere: tuple[str, ...]
    author: str
    at: datetime
    text: str
    is_review: bool
    kind: Kind
    severity: int
    fault: Fault
    issue_terms: tuple[str, ...]
    questions: tuple[str, ...]
    pending: bool | None
    department: str
    needs_legal: bool
    exemplary: tuple[ReplyText, ...]
    wrong: tuple[ReplyText, ...]
    wrong_actions: tuple[WrongAction, ...]


def scenario_of(fields: Fields) -> Scenario | None:
    """Read one line; `None` for a line that describes the file. Raises `BadScenario`."""
    if fields.get("record", "scenario") != "scenario":
        return None
    try:
        return _scenario(fields)
    except ValueError as error:
        raise BadScenario(str(error)) from error


def _scenario(fields: Fields) -> Scenario:
    brand, context, message = (_part(fields, name) for name in ("brand", "context", "message"))
    analysis, replies = _part(fields, "analysis"), _part(fields, "replies")
    at = _moment(message)
    if at is None:
        raise BadScenario("message.at is missing: say when it was written")
    return Scenario(
        id=_text(fields, "id") or "?",
        language=as_language(_text(fields, "lang") or _text(brand, "lang")),
        brand=_text(brand, "name") or "Brand",
        house=_house(brand, analysis),
        time_zone=_text(brand, "timezone") or "UTC",
        platform=_text(context, "platform") or "page",
        char_limit=_number(context, "char_limit"),
        post=_text(context, "post"),
        thread=tuple(_said(one) for one in _parts(context, "thread")),
        elsewhere=_texts(context, "recent_brand_replies"),
        author=_text(message, "author") or "author",
        at=at,
        text=_text(message, "text"),
        is_review=analysis.get("is_consumer_review") is True or _text(context, "platform") == "reviews",
        kind=kind_of_class(_text(analysis, "class") or "unhappy_customer"),
        severity=_number(analysis, "severity") or 2,
        fault=Fault(_text(analysis, "fault") or "unknown"),
        issue_terms=_texts(analysis, "issue_terms"),
        questions=_texts(analysis, "question_keys"),
        pending=_truth(analysis, "pending"),
        department=_text(analysis, "department"),
        needs_legal=any(_needs_legal(one) for one in _parts(fields, "approvals")),
        exemplary=tuple(_reply(one) for one in _parts(replies, "exemplary")),
        wrong=tuple(_reply(one) for one in _parts(replies, "wrong")),
        wrong_actions=tuple(
            WrongAction(_text(one, "action"), _texts(one, "must_block")) for one in _parts(replies, "wrong_actions")
        ),
    )


def _house(brand: Fields, analysis: Fields) -> House:
    return House(
        register=Register(_text(brand, "register") or "n/a"),
        signature=SignatureRule(_text(brand, "signature") or "none"),
        must_sign=brand.get("must_sign") is True,
        emoji=EmojiRule(_text(brand, "emoji") or "friendly"),
        jargon=_texts(brand, "jargon"),
        stock=_texts(brand, "stock"),
        accepted=_texts(brand, "accepted"),
        link_hosts=_texts(brand, "link_hosts"),
        protected_names=(*_texts(brand, "protected_names"), *_texts(analysis, "protected_names")),
        may_compensate=brand.get("may_compensate") is True,
    )


def _needs_legal(approval: Fields) -> bool:
    return _text(approval, "what") == "publish" and any(word in _text(approval, "by").lower() for word in _LEGAL)


def _said(fields: Fields) -> Said:
    return Said(_text(fields, "role") or "community", _text(fields, "name"), _moment(fields), _text(fields, "text"))


def _reply(fields: Fields) -> ReplyText:
    kind = reply_kind_of(_text(fields, "kind") or "reply")
    public = _text(fields, "channel") != "private"
    return ReplyText(kind, public, _moment(fields), _text(fields, "text"), _texts(fields, "must_fail"))


def _moment(fields: Fields) -> datetime | None:
    written = _text(fields, "at")
    moment = datetime.fromisoformat(written) if written else None
    if moment is not None and moment.tzinfo is None:
        raise BadScenario(f"{written} has no time zone: add an offset")
    return moment.astimezone(UTC) if moment else None


def _part(fields: Fields, name: str) -> Fields:
    part = fields.get(name)
    if part is None:
        return {}
    if not isinstance(part, dict):
        raise BadScenario(f"{name} is not an object")
    return part


def _parts(fields: Fields, name: str) -> Sequence[Fields]:
    parts = fields.get(name) or []
    if not isinstance(parts, list) or not all(isinstance(one, dict) for one in parts):
        raise BadScenario(f"{name} is not a list of objects")
    return parts


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadScenario(f"{name} is not a text")
    return value


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    values = fields.get(name) or []
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise BadScenario(f"{name} is not a list of texts")
    return tuple(values)


def _number(fields: Fields, name: str) -> int | None:
    value = fields.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise BadScenario(f"{name} is not a whole number")
    return value


def _truth(fields: Fields, name: str) -> bool | None:
    value = fields.get(name)
    return value if isinstance(value, bool) else None
