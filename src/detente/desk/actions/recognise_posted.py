"""A reply that was posted by hand comes back with what the network tells: it is read back from then on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from detente.channels.registry import NETWORKS
from detente.contracts.actors import SYSTEM
from detente.desk.actions._fence import locked
from detente.desk.actions._replies import hash_of, tell_publication
from detente.desk.actions.confirm_publication import Proof, confirm_locked
from detente.desk.actions.notify import tell_screens
from detente.desk.models import DraftRevision, Message, Publication, Revision
from detente.rules.by_hand import is_that_reply
from detente.rules.publication import PublicationFact, PublicationState, move

STATED: Final = "stated:"
"""How the id of a reply begins that a person stated and nobody has read back."""

LOOKED_FOR: Final = timedelta(days=30)
_BATCH: Final = 100
_EARLIER: Final = timedelta(minutes=5)
_FIRST_LOOK: Final = timedelta(seconds=5)
_LAST_LOOK: Final = timedelta(hours=6)


def recognise_posted(*, now: datetime) -> int:
    """Look for the replies given to a person among what arrived; how many were found.

    Each in a transaction of its own that locks case, draft, publication: listening takes its locks in another order.
    A stated one is looked for ever more rarely, for thirty days.
    """
    return sum(_recognise(one, now) for one in _waiting(now))


def _waiting(now: datetime) -> list[int]:
    given = Publication.objects.filter(state=PublicationState.BY_HAND)
    stated = Publication.objects.filter(state=PublicationState.CONFIRMED, by_hand=True, remote_id="", due_at__lte=now)
    found = [
        *given.values_list("id", flat=True)[:_BATCH],
        *stated.order_by("due_at").values_list("id", flat=True)[:_BATCH],
    ]
    return [one for one in found if _something_new(one) or _stated(one)]


@transaction.atomic
def _recognise(publication_id: int, now: datetime) -> int:
    publication = locked(publication_id)
    if publication.remote_id or publication.state not in (PublicationState.BY_HAND, PublicationState.CONFIRMED):
        return 0
    seen = seen_reply(publication)
    if seen is None:
        _look_later(publication, now)
        return 0
    if publication.state == PublicationState.BY_HAND:
        proof = Proof("found", seen.external_id, seen.permalink, seen.posted_at)
        confirm_locked(publication, proof, PublicationFact.FOUND, SYSTEM, now=now)
    recognise_locked(publication, seen, now=now)
    return 1


def _something_new(publication_id: int) -> bool:
    publication = Publication.objects.select_related("recipient").get(id=publication_id)
    return _candidates(publication).exists()


def _stated(publication_id: int) -> bool:
    return Publication.objects.filter(id=publication_id, stated_at__isnull=False).exists()


def seen_reply(publication: Publication) -> Message | None:
    """Our reply as the network showed it: under the same link, or the same words under the same message."""
    text = DraftRevision.objects.get(draft_id=publication.draft_id, number=publication.revision_number).text
    for message in _candidates(publication).order_by("id")[:_BATCH]:
        linked = bool(publication.stated_url) and message.permalink == publication.stated_url
        if linked or is_that_reply(text, _words_of(message)):
            return message
    return None


def _candidates(publication: Publication) -> QuerySet[Message]:
    """What is ours on the channel since the text was queued, under that message or that link, and nobody's yet."""
    rows = Message.objects.filter(channel_id=publication.channel_id, ours=True)
    rows = rows.filter(posted_at__gte=publication.queued_at - _EARLIER).exclude(external_id__startswith=STATED)
    here = Q(parent_id=publication.recipient_id)
    if publication.stated_url:
        here |= Q(permalink=publication.stated_url) | Q(external_id=publication.stated_url)
    taken = Publication.objects.filter(channel_id=publication.channel_id, remote_id=OuterRef("external_id"))
    return rows.filter(here, ~Exists(taken))


def recognise_locked(publication: Publication, seen: Message, *, now: datetime) -> None:
    """The stated reply gives its place to the one that was seen. The publication is confirmed and locked."""
    publication.state = move(PublicationState(publication.state), PublicationFact.FOUND)
    stated = publication.message if publication.message_id != seen.id else None
    publication.message, publication.remote_id = seen, seen.external_id
    publication.permalink = seen.permalink or publication.permalink
    publication.due_at = _read_back_at(publication, now)
    if seen.state == "visible":
        publication.state = move(PublicationState(publication.state), PublicationFact.SEEN)
        publication.visible_at, publication.due_at = now, None
    publication.save()
    if stated is not None:
        Message.objects.filter(id=stated.id).update(parent=None, parent_external_id="")
    Message.objects.filter(id=seen.id).update(elsewhere=False, case_id=publication.case_id)
    if publication.state == PublicationState.VISIBLE:
        facts = {"message": seen.id, "as_approved": hash_of(_words_of(seen)) == publication.text_hash}
        tell_publication("publication.seen", SYSTEM, publication, facts, now=now)
    tell_screens(publication.case.brand_id)


def _read_back_at(publication: Publication, now: datetime) -> datetime | None:
    """When a connector may look whether others see it; None where there is none."""
    line = NETWORKS.get(publication.channel.network)
    return now if line is not None and line.has_connector else None


def _look_later(publication: Publication, now: datetime) -> None:
    if publication.stated_at is None:
        return
    pause = min(_FIRST_LOOK * 2 ** min(publication.looks, 15), _LAST_LOOK)
    publication.looks += 1
    publication.due_at = now + pause if now - publication.stated_at < LOOKED_FOR else None
    publication.save(update_fields=["looks", "due_at"])


def _words_of(message: Message) -> str:
    return Revision.objects.get(message=message, number=message.revision_number).text
