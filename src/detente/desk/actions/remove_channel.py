"""Remove a channel: nothing leaves or arrives any more, its secret is gone, its past stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_channel
from detente.desk.actions._fence import locked
from detente.desk.actions._replies import tell_publication
from detente.desk.actions._tasks import stop_tasks
from detente.desk.actions.hold_back import back_to_editor, end_unsent
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Channel, Publication
from detente.journal.record import Entry, record
from detente.rules.publication import PublicationFact, PublicationState, move

_IN_FLIGHT = Words(
    fr="Une réponse est en train de partir par ce canal, ou son sort n’est pas connu. Attendez qu’il le soit.",
    en="A reply is leaving through this channel, or what became of it is not known yet. Wait until it is.",
)
_DOUBTFUL = (PublicationState.SENDING, PublicationState.UNKNOWN)
_WAITING = (PublicationState.QUEUED, PublicationState.BY_HAND)


@transaction.atomic
def remove_channel(person_id: int, channel_id: int, *, now: datetime) -> None:
    """Texts still waiting go back to their writers. Raises `Refused`: `access.…`; `state.publication` in doubt."""
    channel, who = access_channel(person_id, channel_id, "connect_channel")
    _take_back(channel, who.actor, now)
    channel = Channel.objects.select_for_update().get(id=channel_id)
    channel.state, channel.removed_at, channel.due_at, channel.trouble = "removed", now, None, ""
    channel.secret = channel.session = channel.session_renew_at = channel.session_until = None
    channel.streaming_since = channel.refresh_lease_until = channel.lease_until = None
    channel.save()
    stop_tasks(channel, now=now)
    record(Entry("channel.removed", who.actor, "channel", channel.id, channel.brand_id), at=now)
    tell_screens(channel.brand_id)


def _take_back(channel: Channel, actor: Actor, now: datetime) -> None:
    """The channel's row is locked last, as every writer of publications does; the look for doubt comes after them."""
    rows = Publication.objects.filter(channel=channel, state__in=_WAITING).order_by("case_id", "id")
    for publication_id in rows.values_list("id", flat=True):
        publication = locked(publication_id)
        state = PublicationState(publication.state)
        if state in _WAITING:
            publication.state = move(state, PublicationFact.CANCELLED)
            end_unsent(publication, "channel_removed")
            tell_publication("publication.cancelled", actor, publication, {"channel": channel.id}, now=now)
            back_to_editor(publication.draft, actor, "channel_removed", now=now)
    if Publication.objects.filter(channel=channel, state__in=_DOUBTFUL).exists():
        raise Refused("state.publication", _IN_FLIGHT)
