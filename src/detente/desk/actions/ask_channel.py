"""Add a channel: its rights are asked of the network first, and only when they are good does it listen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from detente.contracts.actors import COMMAND
from detente.contracts.network import Registered
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.actions._answers import Answers, connectable, read_answers
from detente.desk.actions._tasks import plan_backfill, plan_tasks
from detente.desk.actions.channels import NAME_TAKEN, NO_NAME, lock_secret
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.models import Channel
from detente.journal.record import Entry, record

LONGEST_BACKFILL = 365
"""Days of the past that may be asked for at once."""

_DAYS = Words(
    fr="Le passé se reprend sur 0 à {most} jours.", en="The past can be fetched over 0 to {most} days."
)  # fmt: skip


@transaction.atomic
def ask_channel(
    person_id: int | None,
    brand_id: int,
    *,
    network: str,
    name: str,
    answers: Mapping[str, str],
    backfill_days: int,
    now: datetime,
) -> int:
    """The id of a new channel: *checking* until a worker found its rights good; *active* where no worker dials.

    `answers` by the keys of the network's `Registered.fields`. `person_id` None: the command line. Its past is fetched
    over `backfill_days` (0: not at all) as far as the network tells it. Raises `Refused`: `access.…`, `input.network`,
    `input.name`, `input.answer` (fact `field`), `input.days`.
    """
    actor = access_brand(person_id, brand_id, "connect_channel").actor if person_id is not None else COMMAND
    line = connectable(network)
    check_days(backfill_days)
    channel = _save(brand_id, line, name, read_answers(line, answers), now)
    facts = {"network": network, "backfill_days": backfill_days}
    record(Entry("channel.asked", actor, "channel", channel.id, brand_id, facts=facts), at=now)
    plan_tasks(channel, now=now)
    plan_backfill(channel, backfill_days, now=now)
    wake_workers("tasks")
    tell_screens(brand_id)
    return channel.id


def check_days(days: int) -> None:
    """Raise `Refused("input.days")` unless the past may be fetched over so many days."""
    if not 0 <= days <= LONGEST_BACKFILL:
        raise Refused("input.days", _DAYS.with_(most=LONGEST_BACKFILL), days=days)


def _save(brand_id: int, line: Registered, name: str, answers: Answers, now: datetime) -> Channel:
    if not name.strip():
        raise Refused("input.name", NO_NAME)
    channel = Channel(
        brand_id=brand_id,
        network=line.network,
        name=name.strip()[:120],
        base_url=answers.base_url,
        account_id=answers.account_id,
        secret=lock_secret(answers.secret, brand_id) if answers.secret else None,
        settings=answers.settings,
        state="checking" if line.has_connector else "active",
        poll_seconds=_pause(line),
        created_at=now,
    )
    try:
        with transaction.atomic():
            channel.save(force_insert=True)
    except IntegrityError:
        raise Refused("input.name", NAME_TAKEN) from None
    return channel


def _pause(line: Registered) -> int:
    """Seconds between two polls, as the network wants them."""
    if line.capabilities is None:
        return 2
    return max(1, round(line.capabilities.poll_every.total_seconds()))
