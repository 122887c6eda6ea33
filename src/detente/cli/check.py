"""`detente check --jsonl`: read replies, say what the composure check finds. Needs no desk and no database."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime

from detente.cli.jsonl import Answer, BadLine, Fields, add_jsonl, answer_lines
from detente.contracts.composure import (
    EmojiRule,
    Fault,
    Finding,
    Register,
    Report,
    SignatureRule,
    Situation,
    reply_kind_of,
)
from detente.contracts.kinds import kind_of_class
from detente.contracts.words import Language, as_language
from detente.rules.countries import country_of

NAME = "check"
HELP = "check replies for what would hurt or mislead, one JSON object a line"
EXAMPLE = "detente check --jsonl < replies.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_jsonl(parser, EXAMPLE)


def run(arguments: argparse.Namespace) -> int:
    """Check every line of the input; 1 when a line could not be read."""
    return answer_lines(arguments, read, answers_to)


def read(fields: Fields) -> tuple[object, Situation]:
    """The id and the situation of one line. Raises `BadLine`."""
    return fields.get("id"), situation_of(fields)


def answers_to(replies: Sequence[tuple[object, Situation]]) -> list[Answer]:
    """What is found in each reply."""
    from detente.rules.composure import check_reply

    return [{"id": name, **_as_json(check_reply(situation), situation.language)} for name, situation in replies]


def _as_json(report: Report, language: Language) -> dict[str, object]:
    return {"verdict": str(report.verdict), "findings": [_found(one, language) for one in report.findings]}


def _found(one: Finding, language: Language) -> dict[str, object]:
    return {
        "check": one.check, "severity": str(one.severity), "quote": one.quote, "start": one.start, "end": one.end,
        "why": one.why.in_(language), "suggestion": one.suggestion.in_(language),
        **({"look": True} if one.look else {}),
    }  # fmt: skip


def situation_of(fields: Fields) -> Situation:
    """The situation that a line describes, in the fields of the scenarios. Raises `BadLine`."""
    reply, brand, context = (_part(fields, name) for name in ("reply", "brand", "context"))
    message, analysis = (_part(fields, name) for name in ("message", "analysis"))
    try:
        return Situation(
            text=_text(reply, "text"),
            language=as_language(_text(fields, "lang") or _text(brand, "lang")),
            reply_kind=reply_kind_of(_text(reply, "kind") or "reply"),
            public=_text(reply, "channel") != "private",
            message=_text(message, "text"),
            message_language=as_language(_text(message, "lang")) if message.get("lang") else None,
            kind=kind_of_class(_text(analysis, "class") or "unhappy_customer"),
            severity=_number(analysis, "severity", 2),
            fault=Fault(_text(analysis, "fault") or "unknown"),
            issue_terms=_texts(analysis, "issue_terms"),
            pending=_truth(analysis, "pending"),
            register=Register(_text(brand, "register") or "n/a"),
            signature=SignatureRule(_text(brand, "signature") or "none"),
            link_hosts=_texts(brand, "link_hosts"),
            recent_replies=(*_texts(context, "recent_brand_replies"), *_own_words(context)),
            protected_names=_texts(analysis, "protected_names"),
            char_limit=_number(context, "char_limit", 0) or None,
            now=_moment(reply, message),
            timezone=_text(brand, "timezone") or "UTC",
            department=_text(analysis, "department"),
            author=_text(message, "author"),
            country=_text(brand, "country").upper() or country_of(_text(brand, "timezone")),
            is_review=_truth(analysis, "is_consumer_review") or _text(context, "platform") == "reviews",
            questions=_texts(analysis, "question_keys"),
            same_cause=_same_cause(_part(context, "signals")),
            jargon=_texts(brand, "jargon"),
            stock=_texts(brand, "stock"),
            accepted=_texts(brand, "accepted"),
            emoji=EmojiRule(_text(brand, "emoji") or "friendly"),
            may_compensate=_truth(brand, "may_compensate") or False,
            must_sign=_truth(brand, "must_sign") or False,
        )
    except ValueError as error:
        raise BadLine(str(error)) from error


def _same_cause(signals: Fields) -> int:
    """How many cases of this cause were counted, under whichever name: `same_cause`, `same_cause_30d`…"""
    counts = [value for name, value in signals.items() if "cause" in name and isinstance(value, int)]
    return max(counts, default=0)


def _own_words(context: Fields) -> Sequence[str]:
    thread = context.get("thread")
    entries = [entry for entry in thread if isinstance(entry, dict)] if isinstance(thread, list) else []
    return [_text(entry, "text") for entry in entries if entry.get("role") == "brand"]


def _moment(reply: Fields, message: Fields) -> datetime | None:
    written = _text(reply, "at") or _text(message, "at")
    return datetime.fromisoformat(written) if written else None


def _part(fields: Fields, name: str) -> Fields:
    part = fields.get(name) or {}
    if not isinstance(part, dict):
        raise BadLine(f"{name} is not an object")
    return part


def _text(part: Fields, name: str) -> str:
    value = part.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLine(f"{name} is not a text")
    return value


def _texts(part: Fields, name: str) -> tuple[str, ...]:
    values = part.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise BadLine(f"{name} is not a list of texts")
    return tuple(values)


def _number(part: Fields, name: str, otherwise: int) -> int:
    value = part.get(name)
    if value is None:
        return otherwise
    if not isinstance(value, int):
        raise BadLine(f"{name} is not a whole number")
    return value


def _truth(part: Fields, name: str) -> bool | None:
    value = part.get(name)
    return value if isinstance(value, bool) else None
