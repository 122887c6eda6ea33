"""The links by which the evidence of a message can be seen from outside, and what they show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.words import Words
from detente.desk.access import access_evidence
from detente.desk.bundles import opened
from detente.desk.keys import sealing_key
from detente.desk.models import EvidenceItem, EvidenceShare, Hold, LedgerCheck, Message, Revision
from detente.desk.sealed import is_whole
from detente.rules.roles import Action

SHOWABLE = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
"""What a page shows as a picture. Anything else (a PDF, a saved page) stays in the vault."""

_WHAT: Final = {
    "received": Words(fr="octets reçus du réseau", en="bytes received from the network"),
    "edited": Words(fr="octets reçus après modification", en="bytes received after an edit"),
    "deleted": Words(fr="suppression constatée", en="deletion seen"),
    "readback": Words(fr="relu après publication", en="read back after publishing"),
    "stated": Words(fr="dit par une personne du bureau", en="stated by a person of the desk"),
    "picture": Words(fr="image prise par le navigateur du serveur", en="picture taken by the server’s browser"),
    "reconstruction": Words(fr="reconstitution, ce n’est pas une capture", en="reconstruction, not a screenshot"),
    "operator": Words(fr="capture fournie par une personne du bureau", en="capture supplied by a person of the desk"),
}


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A link that can still be opened. `note`: whom it is for; `opened`: how often."""

    id: int
    note: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    opened: int
    last_opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class SharesPage:
    """The live links of one message's evidence, the newest first, and which message it is."""

    message_id: int
    case_id: int | None
    author: str
    channel: str
    erased: bool
    shares: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """One sealed thing. `whole` None: erased, so only its place in the ledger is left."""

    item_id: int
    revision: int
    what: str
    level: str
    sealed_at: datetime
    ledger_seq: int
    commitment: str
    whole: bool | None
    erased_at: datetime | None
    media_type: str

    @property
    def picture(self) -> bool:
        """Whether a page may show it."""
        return self.media_type in SHOWABLE

    @property
    def kind(self) -> Words:
        """What it is."""
        return _WHAT[self.what]


@dataclass(frozen=True, slots=True)
class SharedVersion:
    """One version of the words. `at`: when its author wrote it, says the network; `text` empty when erased."""

    number: int
    text: str
    at: datetime
    seen_at: datetime
    seals: tuple[Seal, ...]


@dataclass(frozen=True, slots=True)
class SharedEvidence:
    """What a shared page shows, and nothing of how the desk handled it. `checked_at`: the last whole check."""

    brand: str
    time_zone: str
    network: str
    channel: str
    author: str
    handle: str
    permalink: str
    posted_at: datetime
    state: str
    gone_at: datetime | None
    versions: tuple[SharedVersion, ...]
    held: bool
    checked_at: datetime | None
    chain_broken_at: int | None
    expires_at: datetime

    @property
    def seals(self) -> list[Seal]:
        """Every seal, the oldest version first."""
        return [seal for version in self.versions for seal in version.seals]

    @property
    def picture(self) -> Seal | None:
        """The latest picture that can be shown, the strongest first."""
        shown = [seal for seal in self.seals if seal.picture and seal.whole]
        return min(shown, key=lambda seal: (seal.level, -seal.revision, -seal.item_id), default=None)

    @property
    def erased_at(self) -> datetime | None:
        """When everything sealed of it was erased; None while something is left."""
        seals = self.seals
        dates = [seal.erased_at for seal in seals if seal.erased_at is not None]
        return max(dates) if dates and len(dates) == len(seals) else None

    @property
    def broken(self) -> list[Seal]:
        """The seals that do not hold."""
        return [seal for seal in self.seals if seal.whole is False]


def shares_page(person_id: int, message_id: int, *, now: datetime) -> SharesPage:
    """The live links of a message for whoever may share. Raises `Refused("access.…")`."""
    message, _ = access_evidence(person_id, message_id, Action.SHARE_EVIDENCE)
    left = EvidenceItem.objects.filter(message=message, erased_at__isnull=True).exists()
    return SharesPage(
        message_id=message.id,
        case_id=message.case_id,
        author=(message.author.display_name or message.author.handle) if message.author else "",
        channel=message.channel.name,
        erased=not left,
        shares=live_shares([message.id], now=now),
    )


def live_shares(message_ids: Collection[int], *, now: datetime) -> tuple[ShareRow, ...]:
    """The links of these messages that can still be opened, the newest first. No gate here: callers have one."""
    rows = EvidenceShare.objects.filter(message_id__in=message_ids, ended_at__isnull=True, expires_at__gt=now)
    return tuple(
        ShareRow(one.id, one.note, one.made_by.name, one.made_at, one.expires_at, one.opened, one.last_opened_at)
        for one in rows.select_related("made_by").order_by("-id")
    )


def shared_evidence(share: EvidenceShare) -> SharedEvidence:
    """What the page of this link shows. `live_share` or `open_share` is its gate."""
    message = share.message
    brand, author = message.channel.brand, message.author
    check = LedgerCheck.objects.order_by("-id").first()
    return SharedEvidence(
        brand=brand.name,
        time_zone=brand.time_zone,
        network=message.channel.network,
        channel=message.channel.name,
        author=author.display_name if author else "",
        handle=author.handle if author else "",
        permalink=message.permalink,
        posted_at=message.posted_at,
        state=message.state,
        gone_at=message.state_at if message.state == "deleted" else None,
        versions=versions_with_seals(message),
        held=held(message.case_id),
        checked_at=check.at if check else None,
        chain_broken_at=check.broken_at if check else None,
        expires_at=share.expires_at,
    )


def held(case_id: int | None) -> bool:
    """Whether a legal hold keeps everything of this case."""
    return case_id is not None and Hold.objects.filter(case_id=case_id, lifted_at__isnull=True).exists()


def versions_with_seals(message: Message) -> tuple[SharedVersion, ...]:
    """Every version of a message, the first one first, each seal opened and hashed again."""
    seals: dict[int, list[Seal]] = {}
    for item in EvidenceItem.objects.filter(message=message).order_by("ledger_seq", "leaf"):
        seals.setdefault(item.revision_number, []).append(seal_of(item))
    return tuple(
        SharedVersion(
            number=one.number,
            text=one.text,
            at=one.occurred_at or (message.posted_at if one.number == 1 else one.observed_at),
            seen_at=one.observed_at,
            seals=tuple(seals.get(one.number, ())),
        )
        for one in Revision.objects.filter(message=message).order_by("number")
    )


def seal_of(item: EvidenceItem) -> Seal:
    """One sealed thing, opened and hashed again."""
    return Seal(
        item_id=item.id,
        revision=item.revision_number,
        what=item.what,
        level=item.level,
        sealed_at=item.sealed_at,
        ledger_seq=item.ledger_seq,
        commitment=bytes(item.commitment).hex(),
        whole=None if item.erased_at else is_whole(item),
        erased_at=item.erased_at,
        media_type=item.media_type,
    )


def shared_picture(share: EvidenceShare, item_id: int) -> tuple[bytes, str] | None:
    """The picture and its media type, only of this link's own message. `live_share` is its gate."""
    return picture_bytes(EvidenceItem.objects.filter(id=item_id, message_id=share.message_id).first())


def picture_bytes(item: EvidenceItem | None) -> tuple[bytes, str] | None:
    """A sealed picture in clear; None when it is erased, broken, or no picture. No gate here: callers have one."""
    if item is None or item.media_type not in SHOWABLE:
        return None
    raw = opened(item, sealing_key())
    return None if raw is None else (raw, item.media_type)
