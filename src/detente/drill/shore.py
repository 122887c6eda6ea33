"""A network in memory, as large as one scenario: what was said there stays until the scenario is over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from detente.channels.publicpage import shape as publicpage
from detente.channels.registry import NETWORKS
from detente.contracts.arrivals import Batch, Cursor, Item
from detente.contracts.capabilities import Affordance, AffordanceState, Capabilities, Length, Registered, Verb
from detente.contracts.departures import Accepted, Found, Frozen, Intent, Lookup, NotFound, Visibility
from detente.contracts.doors import Probe
from detente.contracts.network_errors import Gone
from detente.contracts.words import Words

NETWORK: Final = "drill"
_NAME: Final = Words(fr="Répétition", en="Drill")


@contextmanager
def standing_in(limit: int | None) -> Iterator[Shore]:
    """A network that takes replies up to `limit` characters (code points), or has room, registered for the time."""
    assert publicpage.CAPABILITIES.length is not None, "the page that it is modelled on says how it counts"
    rule = replace(publicpage.CAPABILITIES.length, maximum=limit or publicpage.CAPABILITIES.length.maximum)
    capabilities = replace(publicpage.CAPABILITIES, length=rule)
    NETWORKS[NETWORK] = Registered(
        NETWORK, _NAME, capabilities, lambda text: Length(len(text), rule.maximum, rule.unit), has_connector=True
    )
    try:
        yield Shore(NETWORK)
    finally:
        del NETWORKS[NETWORK]


@dataclass
class Shore:
    """One network. `network` names its line in the register."""

    network: str
    items: dict[str, Item] = field(default_factory=dict)

    @property
    def capabilities(self) -> Capabilities:
        """Those of its line."""
        capabilities = NETWORKS[self.network].capabilities
        assert capabilities is not None, "the drill stands in for networks that publish"
        return capabilities

    def put(self, item: Item) -> Item:
        """Somebody wrote there."""
        self.items[item.external_id] = item
        return item

    def ours(self) -> list[Item]:
        """What we said there."""
        return [item for item in self.items.values() if item.ours]

    def probe(self, *, now: datetime) -> Probe:  # noqa: ARG002 - the door's own words
        """Nothing to find out."""
        return Probe("drill", "drill", frozenset())

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:  # noqa: ARG002
        """Nothing new by itself: the story says what arrives."""
        return Batch((), {}, more=False)

    def fetch(self, external_id: str, *, now: datetime) -> Item:  # noqa: ARG002
        """One message. Raises `Gone`."""
        if external_id not in self.items:
            raise Gone(external_id)
        return self.items[external_id]

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:  # noqa: ARG002
        """What stands under a message."""
        return tuple(item for item in self.items.values() if item.parent_external_id == external_id)

    def measure(self, text: str) -> Length:
        """As the network counts."""
        rule = NETWORKS[self.network].measure
        return rule(text) if rule else Length(len(text), len(text) + 1, "code_points")

    def affordances(self, item: Item) -> Mapping[Verb, Affordance]:  # noqa: ARG002
        """A reply is always possible."""
        return {"reply": Affordance(AffordanceState.ALLOWED)}

    def prepare(self, intent: Intent) -> Frozen:
        """The request of a reply."""
        body = json.dumps([intent.parent_external_id, intent.conversation_external_id, intent.text]).encode()
        return Frozen.of(intent.key, "POST", "/replies", [("content-type", "application/json")], body)

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        """Put the reply there."""
        parent, thread, text = json.loads(frozen.body)
        item = self.put(comment(f"ours-{len(self.items)}", text, at=now, thread=thread, parent=parent, key=frozen.key))
        return Accepted(item.external_id, None, b"{}")

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        """The reply of that very request."""
        for item in self.items.values():
            if item.raw == frozen.key.encode():
                return Found(item.external_id, None, item.text, item.posted_at)
        return NotFound(since - timedelta(minutes=1), now)

    def visibility(self, external_id: str, *, now: datetime) -> Visibility:  # noqa: ARG002
        """What is there is seen."""
        return Visibility.VISIBLE if external_id in self.items else Visibility.GONE


def comment(
    external_id: str, text: str, *, at: datetime, thread: str, parent: str | None = None, key: str = ""
) -> Item:
    """One comment of ours."""
    return Item(
        external_id=external_id,
        parent_external_id=parent,
        conversation_external_id=thread,
        conversation_title="",
        conversation_url=None,
        author=None,
        ours=True,
        text=text,
        language_hint=None,
        posted_at=at,
        permalink=None,
        raw=(key or text).encode("utf-8", "replace"),
    )
