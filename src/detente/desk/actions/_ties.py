"""What an approval is tied to, and the sentence when a tie broke."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias, cast

from detente.contracts.words import Words
from detente.desk.models import Draft, DraftRevision
from detente.desk.queries.threads import bound_thread
from detente.journal.models import Event
from detente.rules import process
from detente.rules.thread import ThreadState, what_moved

Mark: TypeAlias = tuple[int, int, str]
_Triple: TypeAlias = "Sequence[int | str]"
_SUBMITTED: Final = "draft.submitted"


def check_text_unchanged(revision: DraftRevision, text_hash: str) -> None:
    """Raise `Refused("proc.unchanged")` when the reader had another text before their eyes."""
    sealed = revision.sealed_at is not None
    process.check_text_unchanged(revision.text_hash, text_hash, sealed=sealed, revision=revision.number)


def check_thread_unmoved(draft: Draft, seen: str) -> None:
    """Raise `Refused("proc.unchanged")`, naming what moved, when the thread is no longer the one that was `seen`."""
    present = bound_thread(draft.recipient)
    moved = moved_since_submission(draft, present) if present.hash != seen else None
    process.check_thread_unmoved(moved, draft=draft.id)


def moved_since_submission(draft: Draft, present: ThreadState) -> tuple[Words, ...]:
    """What moved since the writer submitted; empty when nothing did, or nothing was submitted yet."""
    if draft.thread_seen == present.hash:
        return ()
    rows = Event.objects.filter(subject_kind="draft", subject_id=draft.id, name=_SUBMITTED)
    event = rows.order_by("-id").first()
    return what_moved(_read_thread(event.facts["thread"]), present) if event else ()


def thread_fact(state: ThreadState) -> list[object]:
    """The state as an event keeps it: numbers and enum values only."""
    return [state.recipient, state.ancestors, state.author_later, state.ours_under]


def _read_thread(fact: object) -> ThreadState:
    recipient, ancestors, later, ours = cast("tuple[_Triple, list[_Triple], list[_Triple], list[int]]", fact)
    return ThreadState(_mark(recipient), tuple(map(_mark, ancestors)), tuple(map(_mark, later)), tuple(ours))


def _mark(triple: _Triple) -> Mark:
    return (int(triple[0]), int(triple[1]), str(triple[2]))
