"""A channel that is pushed to, and a sender that signs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.test import Client

from detente.accounts.models import Brand
from detente.api import pushes
from detente.contracts.people import Role
from detente.desk.actions.ask_channel import ask_channel
from detente.desk.actions.channels import open_secret
from detente.desk.actions.make_push_secret import make_push_secret
from detente.desk.models import Channel, KeptAside
from tests.channels.webhook.pushes import NOON, a_body, signed
from tests.desk.makers import a_brand, a_person

TIME = {"now": NOON}


def the_time() -> datetime:
    """The clock of these tests (`DETENTE_CLOCK`)."""
    return TIME["now"]


@dataclass
class Answer:
    """What the door said."""

    status: int
    body: dict[str, object]
    headers: Mapping[str, str]
    raw: bytes = b""


@dataclass
class Door:
    """One channel of kind webhook with its secret."""

    brand: Brand
    lead: int
    channel_id: int
    secret: str
    client: Client = field(default_factory=Client)

    @property
    def channel(self) -> Channel:
        """The row as it is now."""
        return Channel.objects.get(id=self.channel_id)

    @property
    def path(self) -> str:
        """Where to push."""
        return f"/hooks/{self.channel.account_id}"

    @property
    def aside(self) -> list[KeptAside]:
        """What was kept aside, in order."""
        return list(KeptAside.objects.filter(channel_id=self.channel_id).order_by("id"))

    def push(self, *events: object, push_id: str = "msg_1", **more: object) -> Answer:
        """Sign these events and push them."""
        return self.send(a_body(*events), push_id=push_id, **more)

    def send(
        self, body: bytes, *, push_id: str = "msg_1", secret: str = "", late: float = 0, path: str = "",
        headers: Mapping[str, str] | None = None, accept: str = "",
    ) -> Answer:  # fmt: skip
        """Push these bytes, signed `late` seconds ago."""
        at = TIME["now"] - timedelta(seconds=late)
        told = signed(body, secret=secret or self.secret, push_id=push_id, at=at) if headers is None else headers
        lang = {"Accept-Language": accept} if accept else {}
        got = self.client.post(
            path or self.path, data=body, content_type="application/json", headers={**told, **lang}
        )  # fmt: skip
        return Answer(
            got.status_code,
            json.loads(got.content) if "json" in got.headers.get("Content-Type", "") else {},
            got.headers,
            got.content,
        )


def a_door(network: str = "webhook", name: str = "Forum") -> Door:
    """A desk with one channel that is pushed to, made as people make it."""
    brand = a_brand()
    lead = a_person(brand, Role.LEAD).id
    channel_id = ask_channel(lead, brand.id, network=network, name=name, answers={}, backfill_days=0, now=NOON)
    return Door(brand, lead, channel_id, make_push_secret(lead, channel_id, "", now=NOON))


def forget_limits() -> None:
    """Every bucket full again."""
    pushes.STRANGERS._levels.clear()
    pushes.SENDERS._levels.clear()
    pushes.NOTED._seen.clear()
    TIME["now"] = NOON


def excerpt_of(kept: KeptAside) -> bytes:
    """The bytes that were kept, opened."""
    return open_secret(bytes(kept.excerpt or b""), kept.channel.brand_id).encode()
