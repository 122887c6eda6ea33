"""A network in memory, for what needs no wire: it answers as told and counts what reached it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.desk.makers import an_item
from tests.desk.replies import LATER

from detente.channels.publicpage.shape import CAPABILITIES, measure
from detente.contracts.network import (
    Accepted,
    Affordance,
    AffordanceState,
    Batch,
    Capabilities,
    Cursor,
    Found,
    Frozen,
    Gone,
    Intent,
    Item,
    Length,
    Lookup,
    NetworkError,
    NotFound,
    Probe,
    Unknown,
    Verb,
    Visibility,
)
from detente.desk.actions.claim import Claim
from detente.desk.actions.claim_publication import claim_publication
from detente.desk.actions.confirm_publication import Proof, confirm_publication
from detente.desk.actions.freeze_publication import freeze_publication
from detente.desk.actions.open_attempt import open_attempt
from detente.desk.models import Message, Publication, Revision
from detente.desk.queries.outgoing import outgoing
from detente.rules.publication import PublicationState
from detente.workers.publish import Sender
from detente.workers.reconcile import Looker

LEASE = timedelta(seconds=90)
SETTLES = replace(CAPABILITIES, settle=timedelta(seconds=5))
MAY = Affordance(AffordanceState.ALLOWED)


@dataclass
class Hands:
    """A clock that only a test moves."""

    at: datetime = LATER

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> datetime:
        self.at += timedelta(**span)
        return self.at


@dataclass
class Wire:
    """One network. `on_send` may raise instead of answering, after or before the reply stands there."""

    hands: Hands = field(default_factory=Hands)
    items: dict[str, Item] = field(default_factory=dict)
    sent: list[Frozen] = field(default_factory=list)
    on_send: list[Callable[[Frozen], None]] = field(default_factory=list)
    on_read: list[NetworkError] = field(default_factory=list)
    capabilities: Capabilities = SETTLES
    visible: list[Visibility] = field(default_factory=list)
    reply_affordance: Affordance = MAY
    finds: bool = True

    def probe(self, *, now: datetime) -> Probe:
        return Probe("x", "x", frozenset())

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        return Batch((), {}, more=False)

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        self._read()
        if external_id not in self.items:
            raise Gone(external_id)
        return self.items[external_id]

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        self._read()
        return tuple(item for item in self.items.values() if item.parent_external_id == external_id)

    def measure(self, text: str) -> Length:
        return measure(text)

    def affordances(self, item: Item) -> Mapping[Verb, Affordance]:
        return {"reply": self.reply_affordance}

    def prepare(self, intent: Intent) -> Frozen:
        body = json.dumps([intent.parent_external_id, intent.text, intent.signed_as]).encode()
        return Frozen.of(intent.key, "POST", "/replies", [("content-type", "application/json")], body)

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        self.sent.append(frozen)
        if self.on_send:
            self.on_send.pop(0)(frozen)
        item = self.write(frozen)
        return Accepted(item.external_id, item.permalink, b"{}")

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        self._read()
        if self.finds:
            for item in self.items.values():
                if item.raw == frozen.key.encode():
                    return Found(item.external_id, item.permalink, item.text, item.posted_at)
        return NotFound(since, now)

    def visibility(self, external_id: str, *, now: datetime) -> Visibility:
        self._read()
        return self.visible.pop(0) if self.visible else Visibility.VISIBLE

    def write(self, frozen: Frozen) -> Item:
        """The reply as it stands on the network."""
        parent, text, _ = json.loads(frozen.body)
        item = an_item(f"r{len(self.items)}", text, author=None, parent=parent, posted_at=self.hands.at, ours=True)
        item = replace(item, raw=frozen.key.encode(), permalink=f"https://page.example/{item.external_id}")
        self.items[item.external_id] = item
        return item

    def ours(self) -> list[str]:
        """The texts of ours on the network."""
        return [item.text for item in self.items.values() if item.ours]

    def _read(self) -> None:
        if self.on_read:
            raise self.on_read.pop(0)


@dataclass
class Workers:
    """Both workers over one wire and one clock."""

    wire: Wire
    lease: timedelta = LEASE

    @property
    def sender(self) -> Sender:
        return Sender(lambda _: self.wire, self.wire.hands, self.lease)

    def publish(self) -> int:
        return self.sender.step(self.wire.hands.at)

    def look(self) -> int:
        return Looker(self.sender).step(self.wire.hands.at)

    def settle(self, *, rounds: int = 60) -> None:
        """Work until nothing is due within the hour, moving the clock to the next due time."""
        for _ in range(rounds):
            if self.publish() + self.look():
                continue
            due = Publication.objects.filter(due_at__isnull=False).order_by("due_at").values_list("due_at", flat=True)
            soon = [at for at in due if at <= self.wire.hands.at + timedelta(hours=1)]
            if not soon:
                return
            self.wire.hands.at = max(soon[0], self.wire.hands.at)
        raise AssertionError("the workers never came to rest")


def a_wire(hands: Hands | None = None) -> Wire:
    """A network that shows what the desk has already received."""
    wire = Wire(hands or Hands())
    for message in Message.objects.select_related("conversation"):
        text = Revision.objects.get(message=message, number=message.revision_number).text
        item = an_item(message.external_id, text, posted_at=message.posted_at, ours=message.ours)
        wire.items[message.external_id] = replace(item, parent_external_id=message.parent_external_id or None)
    return wire


def lose_after(wire: Wire) -> Callable[[Frozen], None]:
    """The network takes the reply, and its answer is lost."""

    def lost(frozen: Frozen) -> None:
        wire.write(frozen)
        raise Unknown("time-out after bytes left")

    return lost


def fail_with(error: NetworkError) -> Callable[[Frozen], None]:
    """The request comes back with this error; nothing was written."""

    def failed(frozen: Frozen) -> None:
        raise error

    return failed


def claimed(now: datetime = LATER) -> Claim:
    """The next due publication in a worker's hands."""
    claim = claim_publication(lease=LEASE, now=now)
    assert claim is not None
    return claim


def frozen_claim(wire: Wire, now: datetime = LATER) -> Claim:
    """A claimed publication with its request frozen."""
    claim = claimed(now)
    out = outgoing(claim)
    assert out is not None
    freeze_publication(claim, wire.prepare(out.intent), now=now)
    return claim


def attempted(wire: Wire, now: datetime = LATER) -> Claim:
    """A claimed publication with an attempt open: the instant before the first byte."""
    claim = frozen_claim(wire, now)
    open_attempt(claim, now=now)
    return claim


def confirmed(publication: Publication, *, remote_id: str = "r1", at: datetime = LATER) -> Publication:
    """The network has it."""
    claimed(at)
    confirm_publication(publication.id, Proof("accepted", remote_id, "https://page.example/r1", at), now=at)
    return state_of(publication)


def state_of(publication: Publication) -> Publication:
    """The publication as it stands."""
    return Publication.objects.get(id=publication.id)


def is_in(publication: Publication, state: PublicationState) -> bool:
    """Whether it stands there."""
    return state_of(publication).state == state
