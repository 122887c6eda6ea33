"""A desk that listens to a brand of the test network: the real workers, each in its thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from django.conf import settings
from django.db import connection

from tests.helpers.bluesky.network import Network
from tests.helpers.bluesky.people import Account


class _Runs(Protocol):
    name: str

    def run(self) -> None: ...
    def stop(self) -> None: ...


def now() -> datetime:
    """This instant."""
    return datetime.now(UTC)


def connect_channel(network: Network, account: Account, *, base_url: str = "", stream: bool = True) -> int:
    """A brand and its channel, as after a good check of its rights; the channel's id."""
    from detente.accounts.models import Brand
    from detente.desk.actions.channels import lock_secret
    from detente.desk.models import Channel

    brand = Brand.objects.create(
        slug=account.handle.split(".")[0], name="Ferrolane", language="fr", time_zone="Europe/Paris",
        review_policy="team", created_at=now(), airlock_seconds=0,
    )  # fmt: skip
    told = {"identifier": account.handle, "jetstream": network.jetstream if stream else ""}
    row = Channel.objects.create(
        brand=brand, network="bluesky", name=account.handle, base_url=base_url or network.pds, account_id=account.did,
        secret=lock_secret(account.app_password, brand.id), settings=told, state="active", created_at=now(),
        due_at=now(), poll_seconds=10,
    )  # fmt: skip
    return int(row.id)


@dataclass
class Watch:
    """When each message got its case, by the clock of this process (monotonic seconds)."""

    opened: dict[str, float] = field(default_factory=dict)
    floor: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        """Look only at what arrives from now on."""
        from detente.desk.models import Message

        newest = Message.objects.order_by("-id").values_list("id", flat=True).first()
        self.floor = newest or 0

    def run(self) -> None:
        """Look every few milliseconds."""
        while not self._stop.wait(0.03):
            with connection.cursor() as cursor:
                asked = "SELECT external_id FROM desk_message WHERE id > %s AND case_id IS NOT NULL"
                cursor.execute(asked, [self.floor])
                rows = cursor.fetchall()
            at = time.monotonic()
            for (external_id,) in rows:
                self.opened.setdefault(external_id, at)
        connection.close()

    def stop(self) -> None:
        """End."""
        self._stop.set()


@contextmanager
def listening(network: Network, *, stream: bool = True) -> Iterator[Watch]:
    """The workers that listen and read, until the block ends."""
    from detente.analysis.engine import EmbeddedEngine
    from detente.net import AllowedOrigins, LineOut
    from detente.workers.listen import listen_work
    from detente.workers.loop import Loop
    from detente.workers.main import SESSIONS
    from detente.workers.read import read_work
    from detente.workers.stream import StreamLoop

    settings.DETENTE_ALLOWED_ORIGINS = network.origins
    watch = Watch()
    loops: list[_Runs] = [
        Loop("listen", [listen_work(SESSIONS.connect, SESSIONS.renew)]),
        Loop("read", [read_work(EmbeddedEngine())]),
    ]
    if stream:
        loops.append(StreamLoop(SESSIONS.connect, LineOut(AllowedOrigins(network.origins)), now, look_round=0.2))
    threads = [threading.Thread(target=each.run, daemon=True) for each in [*loops, watch]]
    for thread in threads:
        thread.start()
    try:
        yield watch
    finally:
        for each in [*loops, watch]:
            each.stop()
        for thread in threads:
            thread.join(15)
        settings.DETENTE_ALLOWED_ORIGINS = ()
