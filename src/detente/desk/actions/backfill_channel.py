"""Have a channel's past fetched, and stop it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_channel
from detente.desk.actions._tasks import plan_backfill, stop_tasks
from detente.desk.actions.ask_channel import check_days
from detente.desk.actions.notify import tell_screens
from detente.journal.record import Entry, record

_TELLS_NONE = Words(
    fr="Ce réseau ne raconte pas son passé, ou aucun jour n’est demandé. Importez un fichier si vous en avez un.",
    en="This network does not tell its past, or no day was asked for. Import a file if you have one.",
)


@transaction.atomic
def start_backfill(person_id: int, channel_id: int, *, days: int, now: datetime) -> None:
    """Fetch the last `days` days again from the newest; what is known stays once. Everything new is historical.

    Raises `Refused`: `access.…`, `input.days`, `state.backfill` where the network tells no past.
    """
    channel, who = access_channel(person_id, channel_id, "tend_channel", lock=True)
    check_days(days)
    if not plan_backfill(channel, days, now=now):
        raise Refused("state.backfill", _TELLS_NONE)
    entry = Entry("backfill.started", who.actor, "channel", channel.id, channel.brand_id, facts={"days": days})
    record(entry, at=now)
    tell_screens(channel.brand_id)


@transaction.atomic
def stop_backfill(person_id: int, channel_id: int, *, now: datetime) -> None:
    """Stop fetching the past; what came stays. Nothing happens when nothing was going on."""
    channel, who = access_channel(person_id, channel_id, "tend_channel", lock=True)
    if stop_tasks(channel, "backfill", now=now):
        record(Entry("backfill.stopped", who.actor, "channel", channel.id, channel.brand_id), at=now)
        tell_screens(channel.brand_id)
