"""A channel falls into trouble, or comes out of it: state, event and, where a person must act, a mail at once."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from detente.contracts.actors import Actor
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.channel_letters import channel_in_trouble
from detente.desk.duty import leads
from detente.desk.models import Channel
from detente.journal.record import Entry, record

KEEPS_POLLS_OUT: Final = frozenset({"problems"})
"""Trouble that a good poll does not end: only a good probe does."""


def into_trouble(channel: Channel, code: str, *, alert: bool, now: datetime) -> None:
    """Mark the locked channel, and tell once: an event when the cause is new, a mail to the leads with `alert`.

    A channel that is being checked or paused keeps its state: somebody has it in their hands.
    """
    fresh = channel.trouble != code
    channel.trouble = code[:200]
    fell = channel.state == "active"
    channel.state = "trouble" if fell else channel.state
    channel.save(update_fields=["trouble", "state"])
    if fresh or fell:
        tell_channel("channel.trouble", channel, now=now, cause=code[:40])
    if alert and channel.state == "trouble":
        letter = channel_in_trouble(channel, code, now=now)
        queue_mail(letter, leads([channel.brand_id]).get(channel.brand_id, ()), now=now)


def out_of_trouble(channel: Channel, *, now: datetime) -> None:
    """Mark the locked channel as well again; tell when it was in trouble."""
    was = channel.state == "trouble"
    channel.state, channel.trouble = "active" if was else channel.state, ""
    channel.save(update_fields=["trouble", "state"])
    if was:
        tell_channel("channel.recovered", channel, now=now)


def tell_channel(name: str, channel: Channel, *, now: datetime, **facts: str | int | None) -> None:
    """Record an event about a channel and have the screens look again."""
    record(Entry(name, Actor.connector(channel.id), "channel", channel.id, channel.brand_id, facts=facts), at=now)
    tell_screens(channel.brand_id)
