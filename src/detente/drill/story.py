"""The story of the demo: its comments and what became of them, read from `content/`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Final

from detente.contracts.words import Words
from detente.desk.actions.saved_replies import SavedWords

BRAND: Final = "Sillonelle"
LANGUAGE: Final = "fr"
TIME_ZONE: Final = "Europe/Paris"
HISTORY_CHANNEL: Final = Words(fr="Historique", en="History")
DEPARTMENTS: Final = {"billing": "Facturation", "operations": "Exploitation"}
"""Departments by the name that the story uses."""


@dataclass(frozen=True, slots=True)
class Pretend:
    """A pretend colleague. `roles` beside those of who opens the desk; `department`: whose expert they are."""

    key: str
    name: str
    language: str
    roles: tuple[str, ...] = ()
    department: str = ""


OPENER: Final = Pretend("maelle", "Maëlle Ferrandou", "fr")
SECOND: Final = Pretend("idris", "Idris Oakwell", "en", ("agent", "reviewer", "expert"), "billing")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story. `case` and `comment` are names that the story gives; empty fields do not apply."""

    at: datetime
    do: str
    text: str = ""
    comment: str = ""
    under: str = ""
    name: str = ""
    language: str = ""
    person: str = ""
    case: str = ""
    kind: str = ""
    severity: int = 0
    department: str = ""
    clause: int = 0
    quote: str = ""
    reason: str = ""


def live_lines(now: datetime) -> list[Line]:
    """What happened in the last fifty minutes, oldest first."""
    found = [_line(entry, now) for entry in _entries("live.json")]
    return sorted(found, key=lambda line: line.at)


def history_lines(now: datetime) -> Iterator[bytes]:
    """The comments of the last weeks as lines of a JSONL file to import."""
    for number, entry in enumerate(_entries("history.json"), start=1):
        posted = now - timedelta(days=float(str(entry["days_ago"])))
        record = {
            "id": f"demo-{number}",
            "author": str(entry["author"]),
            "author_id": f"demo-author-{number}",
            "text": str(entry["text"]),
            "posted_at": posted.replace(microsecond=0).isoformat(),
        }
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"


def saved_words() -> list[SavedWords]:
    """The texts that the team keeps ready, in both languages."""
    return [SavedWords(**{name: str(value) for name, value in entry.items()}) for entry in _entries("saved.json")]


def _line(entry: dict[str, object], now: datetime) -> Line:
    told = {name: value for name, value in entry.items() if name != "minutes_ago"}
    return Line(at=now - timedelta(minutes=float(str(entry["minutes_ago"]))), **told)  # type: ignore[arg-type]


def _entries(name: str) -> list[dict[str, object]]:
    text = (files("detente.drill") / "content" / name).read_text(encoding="utf-8")
    entries: list[dict[str, object]] = json.loads(text)
    return entries
