"""Poll the channels that are due, through their connectors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from detente.contracts.network import Auth, Batch, Connector, Contract, Limited, NetworkError
from detente.contracts.refusals import Refused
from detente.desk.actions.claim import Claim, next_due
from detente.desk.actions.poll_channel import LISTENING, claim_channel, poll_failed, polled
from detente.desk.actions.receive import receive
from detente.desk.models import Channel
from detente.workers.loop import Work

LEASE: Final = timedelta(seconds=45)
PAGES: Final = 20
_UNCAPPED: Final = 2_000_000_000

Dial = Callable[[Channel], Connector]


def listen_work(connect: Dial) -> Work:
    """The listening worker. `connect` gives the connector of a channel."""

    def step(now: datetime) -> int:
        taken = claim_channel(lease=LEASE, now=now)
        if taken is None:
            return 0
        _poll(*taken, connect, now)
        return 1

    return Work("listen", step, lambda: next_due("desk_channel", LISTENING, cap=_UNCAPPED))


def _poll(channel: Channel, claim: Claim, connect: Dial, now: datetime) -> None:
    try:
        _read_pages(channel, connect(channel), now)
    except Limited as error:
        polled(channel.id, claim, now=now, again_at=error.until or now + timedelta(seconds=60))
    except Refused as refused:
        poll_failed(channel.id, claim, trouble=refused.code, stop=True, now=now)
    except NetworkError as error:
        poll_failed(channel.id, claim, trouble=type(error).__name__, stop=isinstance(error, Auth | Contract), now=now)
    else:
        polled(channel.id, claim, now=now, again_at=now + timedelta(seconds=channel.poll_seconds))


def _read_pages(channel: Channel, connector: Connector, now: datetime) -> None:
    """Pages until the network has no more, at most `PAGES` a turn: a flood on one channel never starves another."""
    cursor = channel.cursor or None
    for _ in range(PAGES):
        batch: Batch = connector.poll(cursor, now=now, limit=100)
        receive(channel.id, batch.changes, now=now, cursor=batch.next_cursor)
        cursor = batch.next_cursor
        if not batch.more:
            return
