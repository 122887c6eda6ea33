"""What an approval is tied to, and the sentence when a tie broke."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias, cast

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.models import Draft, DraftRevision
from detente.desk.queries.threads import bound_thread
from detente.journal.models import Event
from detente.rules.thread import ThreadState, what_moved

_OTHER_TEXT = Words(
    fr="Le texte a changé depuis l’ouverture de cette page. Rechargez-la et relisez\u202f: rien n’est parti.",
    en="The text changed since this page was opened. Reload it and read again: nothing has left.",
)
_MOVED = Words(
    fr="Le fil a bougé. {what} Rechargez la page et relisez\u202f: rien n’est parti.",
    en="The thread moved. {what} Reload the page and read again: nothing has left.",
)
_SINCE_OPENED = Words(fr="Il a changé depuis l’ouverture de cette page.", en="It changed since this page was opened.")
_FACE = Words(
    fr="Le diriez-vous à cette personne, en face d’elle\u202f? Répondez à la question avant d’envoyer.",
    en="Would you say it to this person, face to face? Answer the question before sending.",
)

Mark: TypeAlias = tuple[int, int, str]
_Triple: TypeAlias = "Sequence[int | str]"
_SUBMITTED: Final = "draft.submitted"


def check_face(face_to_face: bool) -> None:
    """Raise `Refused("proc.face")` while the face-to-face question is unanswered."""
    if not face_to_face:
        raise Refused("proc.face", _FACE)


def check_text_unchanged(revision: DraftRevision, text_hash: str) -> None:
    """Raise `Refused("proc.unchanged")` when the reader had another text before their eyes."""
    if revision.text_hash != text_hash or revision.sealed_at is None:
        raise Refused("proc.unchanged", _OTHER_TEXT, revision=revision.number)


def check_thread_unmoved(draft: Draft, seen: str) -> None:
    """Raise `Refused("proc.unchanged")`, naming what moved, when the thread is no longer the one that was `seen`."""
    present = bound_thread(draft.recipient)
    if present.hash != seen:
        sentences = moved_since_submission(draft, present) or (_SINCE_OPENED,)
        raise Refused("proc.unchanged", _MOVED.with_(what=joined(sentences)), draft=draft.id)


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


def joined(sentences: tuple[Words, ...]) -> Words:
    """The sentences one after the other."""
    return Words(fr=" ".join(words.fr for words in sentences), en=" ".join(words.en for words in sentences))
