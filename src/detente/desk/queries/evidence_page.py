"""Everything the page of one message's sealed evidence shows, verified again at the moment somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.capture import Level
from detente.desk.access import Colleague, access_message
from detente.desk.models import EvidenceItem, Message, Revision
from detente.desk.queries.evidence_chain import Check, Place, last_check, place_of
from detente.desk.queries.evidence_custody import Handled, handled
from detente.desk.queries.evidence_pictures import FolderRow, Picture, Try, folders_of, pictures_of, tries_of
from detente.desk.queries.evidence_seals import Seal, look_at
from detente.rules.evidence_words import SealState
from detente.rules.roles import Action

_WORDS_OF: Final = ("received", "edited", "stated", "readback")
"""The sealed bytes that hold the words of a version; those of a deletion hold none."""
_OFFERED: Final = (Action.KEEP_CAPTURE, Action.EXPORT_CASE, Action.SHARE_EVIDENCE)


@dataclass(frozen=True, slots=True)
class Known:
    """The message itself. `gone_at`: when we learned that its author deleted it."""

    id: int
    ours: bool
    author: str
    handle: str
    permalink: str
    network: str
    posted_at: datetime
    first_seen_at: datetime
    state: str
    gone_at: datetime | None
    private: bool


@dataclass(frozen=True, slots=True)
class VersionProof:
    """One version: its words, its seal (None: nothing sealed), its pictures, and the wishes for one."""

    number: int
    text: str
    seen_at: datetime
    written_at: datetime | None
    seal: Seal | None
    pictures: tuple[Picture, ...]
    tries: tuple[Try, ...]


@dataclass(frozen=True, slots=True)
class ReplyProof:
    """An answer of ours under the message, and how it was read back on the page."""

    message_id: int
    at: datetime
    pictures: tuple[Picture, ...]
    tries: tuple[Try, ...]


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """The page. `gone`: the sealed announcement of a deletion by its author, `absence`: the page without it.

    `later`: visits an hour and a day after; `may`: what this person may do here; `case_kind`: of the case's reading.
    """

    case_id: int
    case_of_author: bool
    case_kind: str
    person: Colleague
    message: Known
    versions: tuple[VersionProof, ...]
    gone: Seal | None
    absence: tuple[Picture, ...]
    later: tuple[Try, ...]
    replies: tuple[ReplyProof, ...]
    folders: tuple[FolderRow, ...]
    place: Place | None
    labels: dict[int, tuple[str, int]]
    last: Check | None
    handled: tuple[Handled, ...]
    may: frozenset[Action]

    @property
    def seals(self) -> tuple[Seal, ...]:
        """Every seal that was looked at, of words and of pictures."""
        words = [one.seal for one in self.versions if one.seal is not None]
        shown = [picture.seal for one in self.versions for picture in one.pictures]
        rest = [picture.seal for picture in self.absence] + ([self.gone] if self.gone else [])
        return (*words, *shown, *rest)

    @property
    def broken_at(self) -> int | None:
        """The first line of the ledger at which something does not hold, as far as this page can tell."""
        lines = [seal.ledger_seq for seal in self.seals if seal.state is SealState.BROKEN]
        lines += [seal.ledger_seq for seal in self.seals if self.last and seal.item_id in self.last.broken_items]
        shown = self.place.broken_at if self.place else None
        checked = self.last.broken_at if self.last else None
        return min([*lines, *(line for line in (shown, checked) if line is not None)], default=None)

    @property
    def state(self) -> SealState | None:
        """The state of the whole; None when nothing was ever sealed."""
        found = {seal.state for seal in self.seals}
        if not found:
            return None
        if self.broken_at is not None:
            return SealState.BROKEN
        if SealState.NO_KEY in found:
            return SealState.NO_KEY
        return SealState.ERASED if found == {SealState.ERASED} else SealState.WHOLE


def evidence_page(person_id: int, case_id: int, message_id: int) -> EvidencePage:
    """The page of one message. Raises `Refused("access.…")`."""
    message, case, colleague = access_message(person_id, case_id, message_id)
    answers = list(Message.objects.filter(ours=True, parent_id=message.id).order_by("posted_at", "id"))
    pictures = pictures_of([message.id, *(one.id for one in answers)])
    tries = tries_of([message, *answers])
    own = [one for one in pictures if one.message_id == message.id]
    items = list(EvidenceItem.objects.filter(message=message, level=Level.D).order_by("id"))
    folders = folders_of(own)
    labels = _labels(items, own, folders)
    return EvidencePage(
        case_id=case.id,
        case_of_author=message.case_id == case.id and not message.ours,
        case_kind=case.kind,
        person=colleague,
        message=_known(message),
        versions=_versions(message, items, own, [one for one in tries if one.message_id == message.id]),
        gone=next((look_at(item) for item in items if item.what == "deleted"), None),
        absence=tuple(one for one in own if one.what == "deleted"),
        later=tuple(one for one in tries if one.message_id == message.id and one.later is not None),
        replies=tuple(_reply(one, pictures, tries) for one in answers),
        folders=folders,
        place=place_of(labels, _anchor(items, labels)) if labels else None,
        labels=labels,
        last=last_check(),
        handled=handled(message.id, [one.id for one in own], [one.id for one in folders]),
        may=frozenset(action for action in _OFFERED if colleague.may(action)),
    )


def _known(message: Message) -> Known:
    author = message.author
    return Known(
        id=message.id,
        ours=message.ours,
        author=author.display_name if author else "",
        handle=author.handle if author else "",
        permalink=message.permalink,
        network=message.channel.network,
        posted_at=message.posted_at,
        first_seen_at=message.first_seen_at,
        state=message.state,
        gone_at=message.state_at if message.state == "deleted" else None,
        private=message.private,
    )


def _versions(
    message: Message, items: Sequence[EvidenceItem], pictures: Sequence[Picture], tries: Sequence[Try]
) -> tuple[VersionProof, ...]:
    rows = Revision.objects.filter(message=message).order_by("number")
    return tuple(_version(row, items, pictures, tries) for row in rows)


def _version(
    row: Revision, items: Sequence[EvidenceItem], pictures: Sequence[Picture], tries: Sequence[Try]
) -> VersionProof:
    holding = [item for item in items if item.revision_number == row.number and item.what in _WORDS_OF]
    shown = [one for one in pictures if one.revision == row.number and one.what != "deleted"]
    asked = [one for one in tries if one.revision == row.number and one.later is None and one.why != "deleted"]
    return VersionProof(
        number=row.number,
        text=row.text,
        seen_at=row.observed_at,
        written_at=row.occurred_at,
        seal=look_at(holding[0], digest=True) if holding else None,
        pictures=tuple(shown),
        tries=tuple(asked),
    )


def _reply(message: Message, pictures: Sequence[Picture], tries: Sequence[Try]) -> ReplyProof:
    return ReplyProof(
        message_id=message.id,
        at=message.posted_at,
        pictures=tuple(one for one in pictures if one.message_id == message.id),
        tries=tuple(one for one in tries if one.message_id == message.id),
    )


def _labels(
    items: Sequence[EvidenceItem], pictures: Sequence[Picture], folders: Sequence[FolderRow]
) -> dict[int, tuple[str, int]]:
    """What each line of the ledger that speaks of this message holds: a word, and the version it is about."""
    found: dict[int, tuple[str, int]] = {one.ledger_seq: ("folder", 0) for one in folders}
    found |= {one.seal.ledger_seq: ("picture", one.revision) for one in pictures}
    words = {item.ledger_seq: ("gone" if item.what == "deleted" else "version", item.revision_number) for item in items}
    return found | words


def _anchor(items: Sequence[EvidenceItem], labels: dict[int, tuple[str, int]]) -> int:
    """The line around which to look: the latest version's, else the last that there is."""
    words = [item.ledger_seq for item in items if item.what != "deleted"]
    return max(words or labels)
