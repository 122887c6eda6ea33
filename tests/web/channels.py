"""A desk with channels of a network that people connect, in any state."""

from __future__ import annotations

from datetime import datetime, timedelta

from detente.desk.actions.ask_channel import ask_channel
from detente.desk.models import Channel, Hole
from tests.accounts.people import NOW
from tests.web.shell import Desk

SECRET = "abcd-efgh-ijkl-mnop"
ANSWERS = {"identifier": "ferrolane.example", "secret": SECRET, "base_url": "https://bsky.social"}


def asked(desk: Desk, name: str = "Notre compte", *, days: int = 30) -> int:
    """A channel of Bluesky whose rights are being asked."""
    return ask_channel(
        desk.first.id,
        desk.brand.id,
        network="bluesky",
        name=name,
        answers=ANSWERS,
        backfill_days=days,
        now=NOW,
    )


def listening(desk: Desk, name: str = "Notre compte", **fields: object) -> int:
    """A channel of Bluesky that listens."""
    channel_id = asked(desk, name)
    good = {"state": "active", "checked_at": NOW, "account_name": "Ferrolane", "last_success_at": NOW}
    Channel.objects.filter(id=channel_id).update(**(good | fields))
    return channel_id


def a_hole(channel_id: int, since: datetime, minutes: int = 40, why: str = "gap") -> int:
    """An open hole in its listening."""
    until = since + timedelta(minutes=minutes)
    return Hole.objects.create(channel_id=channel_id, since=since, until=until, why=why, found_at=until).id
