"""Answer a network's questions anew: another secret, another address. Its rights are asked again first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from detente.desk.access import access_channel
from detente.desk.actions._answers import connectable, read_answers
from detente.desk.actions._tasks import wake_probe
from detente.desk.actions.channels import lock_secret
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Channel
from detente.journal.record import Entry, record


@transaction.atomic
def change_channel_answers(person_id: int, channel_id: int, answers: Mapping[str, str], *, now: datetime) -> None:
    """Replace every answer; an empty secret keeps the stored one. Every kept session is thrown away.

    The channel is *checking* until its rights are found good (a paused one stays paused). What it holds and its place
    in the feed stay. Raises `Refused`: `access.…`, `input.answer` (fact `field`), `input.network`.
    """
    channel, who = access_channel(person_id, channel_id, "connect_channel", lock=True)
    line = connectable(channel.network)
    given = read_answers(line, answers, keeps_secret=channel.secret is not None)
    asked = {one.key for one in line.fields}
    channel.base_url = given.base_url if "base_url" in asked else channel.base_url
    channel.account_id = given.account_id if "account_id" in asked else channel.account_id
    channel.settings = given.settings
    if given.secret:
        channel.secret = lock_secret(given.secret, channel.brand_id)
    _forget_session(channel)
    if line.has_connector and channel.state != "paused":
        channel.state, channel.due_at, channel.trouble = "checking", None, ""
    channel.save()
    record(Entry("channel.changed", who.actor, "channel", channel.id, channel.brand_id), at=now)
    wake_probe(channel, now=now)
    tell_screens(channel.brand_id)


def _forget_session(channel: Channel) -> None:
    channel.session = channel.session_renew_at = channel.session_until = channel.refresh_lease_until = None
    channel.rights_until, channel.problems = None, []
