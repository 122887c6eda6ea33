"""Small makers for tests of the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction

from detente.accounts.models import Brand, MandateHeld, Membership, Person
from detente.contracts.analysis import ReadingResult, Sentiment, Topic, Urgency
from detente.contracts.kinds import Kind
from detente.contracts.network import AuthorValue, Change, ChangeKind, Item
from detente.contracts.people import MandateKind, Role
from detente.desk.actions.read_messages import claim_unread, write_readings
from detente.desk.actions.receive import receive
from detente.desk.actions.receive_rows import ToSeal, seal_all
from detente.desk.models import Bundle, Case, Channel, EvidenceItem, Message

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def a_brand(slug: str = "ferrolune", **fields: object) -> Brand:
    """An always open brand in Paris, whose texts leave as soon as they are approved."""
    told = {"airlock_seconds": 0, **fields}
    return Brand.objects.create(
        slug=slug, name=slug.title(), language="fr", time_zone="Europe/Paris", created_at=NOON, **told
    )


def a_channel(brand: Brand, network: str = "files", name: str = "File", **fields: object) -> Channel:
    """A channel of the brand."""
    return Channel.objects.create(brand=brand, network=network, name=name, created_at=NOON, **fields)


def a_person(
    brand: Brand | None, *roles: Role, name: str = "Salomé Brandt", mandates: tuple[MandateKind, ...] = ()
) -> Person:
    """Somebody with roles in the brand; a stranger without one."""
    email = f"{name.split()[0].lower()}.{Person.objects.count()}@desk.example"
    person = Person.objects.create(email=email, name=name, language="fr", created_at=NOON, password="!")
    for role in roles:
        Membership.objects.create(person=person, brand=brand, role=role, since=NOON)
    for mandate in mandates:
        MandateHeld.objects.create(person=person, brand=brand, mandate=mandate, since=NOON)
    return person


def an_item(
    external_id: str = "m1",
    text: str = "Colis annoncé livré mardi, jamais reçu.",
    *,
    author: str | None = "odile",
    thread: str | None = None,
    parent: str | None = None,
    posted_at: datetime = NOON,
    ours: bool = False,
    is_review: bool = False,
) -> Item:
    """One comment."""
    return Item(
        external_id=external_id,
        parent_external_id=parent,
        conversation_external_id=thread or parent or external_id,
        conversation_title="",
        conversation_url=None,
        author=AuthorValue(author, author, author.title()) if author else None,
        ours=ours,
        text=text,
        language_hint=None,
        posted_at=posted_at,
        permalink=None,
        raw=text.encode("utf-8", "replace"),
        is_review=is_review,
    )


def created(*items: Item, at: datetime = NOON) -> list[Change]:
    """The items as newly created."""
    return [Change(ChangeKind.CREATED, item.external_id, item, at) for item in items]


def a_result(
    reference: int, kind: Kind = Kind.COMPLAINT, severity: int = 2, heart: str = "Jamais reçu"
) -> ReadingResult:
    """A reading of one message."""
    return ReadingResult(
        reference, "fr", kind, Sentiment.NEGATIVE, severity, Urgency.NORMAL, Topic.DELIVERY, heart, "", False,
        {"negative": 0.9, "complaint": 0.9, "toxic": 0.1}, (),
    )  # fmt: skip


def read_all(now: datetime = NOON, kind: Kind = Kind.COMPLAINT, severity: int = 2) -> int:
    """Read every unread message with the same result."""
    unread = claim_unread(limit=500, lease=timedelta(seconds=60), now=now)
    return write_readings(unread, [a_result(one.claim.id, kind, severity) for one in unread], engine="test", now=now)


def a_case(channel: Channel, text: str = "Colis jamais reçu.", *, external_id: str = "m1", author: str = "odile",
           now: datetime = NOON, kind: Kind = Kind.COMPLAINT, severity: int = 2) -> Case:  # fmt: skip
    """A case opened by one comment, through the real ingest."""
    receive(channel.id, created(an_item(external_id, text, author=author, posted_at=now)), now=now)
    read_all(now, kind, severity)
    return Case.objects.get(author__external_id=author, channel=channel, conversation__external_id=external_id)


_WHAT_IS = {
    "A": ("picture", "image/png", b"\x89PNG\r\n\x1a\n an invented picture"),
    "B": ("operator", "image/png", b"\x89PNG\r\n\x1a\n a colleague's screenshot"),
    "C": ("reconstruction", "text/html", b"<!doctype html><title>Drawn</title>"),
}


def picture_of(
    message: Message, level: str = "A", *, bundle: Bundle | None = None, now: datetime = NOON
) -> EvidenceItem:
    """A small invented picture (A, B) or drawing (C) of the message's present version, sealed like a real one."""
    what, media_type, raw = _WHAT_IS[level]
    with transaction.atomic():
        bundle_id = bundle.id if bundle else None
        one = ToSeal(message.id, message.revision_number, what, raw, level, media_type, bundle_id)
        seq = seal_all(message.channel, [one], now=now)
    return EvidenceItem.objects.get(ledger_seq=seq)
