"""What the network of paper knows. Everything is in memory and under one lock."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

LISTED: Final = 200
LONGEST: Final = 400
START: Final = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `author` None: ours. `state`: shown, hidden or gone."""

    id: str
    parent: str | None
    author: str | None
    text: str
    at: datetime
    version: int = 1
    state: str = "shown"
    locked: bool = False
    key: str = ""


class PaperBook:
    """All notes, and how the network treats a second copy (`kind`, a value of `Idempotency`)."""

    def __init__(self, kind: str = "listable", secret: str = "paper-secret-1") -> None:  # noqa: S107  of no value
        self.kind = kind
        self.secret = secret
        self.lock = threading.RLock()
        self.notes: dict[str, Note] = {}
        self.drafts: dict[str, tuple[str, str]] = {}
        self._last = START
        self._number = 0

    def write(
        self,
        text: str,
        *,
        parent: str | None = None,
        author: str | None = "visitor",
        at: datetime | None = None,
        key: str = "",
    ) -> Note:
        """A new note, a second after the last one unless `at` says when."""
        with self.lock:
            self._number += 1
            self._last += timedelta(seconds=1)
            note = Note(f"n{self._number}", parent, author, text, at or self._last, key=key)
            self.notes[note.id] = note
            return note

    def begin(self, at: datetime) -> None:
        """Let the next note be written just after this instant."""
        with self.lock:
            self._last = at

    def change(self, note_id: str, **said: object) -> Note:
        """The note with some of its fields changed; `text` makes a new version."""
        with self.lock:
            note = self.notes[note_id]
            more = {"version": note.version + 1} if "text" in said else {}
            self.notes[note_id] = replace(note, **said, **more)  # type: ignore[arg-type]
            return self.notes[note_id]

    def get(self, note_id: str) -> Note | None:
        """The note, even one that is gone."""
        with self.lock:
            return self.notes.get(note_id)

    def listing(self) -> list[Note]:
        """The newest notes of others, newest first, as many as the network shows."""
        with self.lock:
            there = [note for note in self.notes.values() if note.state != "gone" and note.author is not None]
        return sorted(there, key=lambda note: (note.at, note.id), reverse=True)[:LISTED]

    def under(self, note_id: str, *, ours: bool | None = None) -> list[Note]:
        """What stands under a note, oldest first; only ours or only others' when asked."""
        with self.lock:
            found = [note for note in self.notes.values() if note.parent == note_id and note.state != "gone"]
        return [note for note in found if ours is None or (note.author is None) == ours]

    def with_key(self, key: str) -> Note | None:
        """The note that was written under this key."""
        with self.lock:
            return next((note for note in self.notes.values() if key and note.key == key), None)

    @property
    def time(self) -> datetime:
        """What time it is on the network of paper: the hour of its newest note."""
        return self._last
