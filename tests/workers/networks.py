"""Networks in memory for the workers that listen: they answer as told, and count what was asked of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.desk.makers import NOON, created

from detente.channels.publicpage.shape import CAPABILITIES, measure
from detente.contracts.network import (
    Accepted,
    Affordance,
    AffordanceState,
    Batch,
    Budget,
    Capabilities,
    Cursor,
    Frozen,
    Intent,
    Item,
    Length,
    Lookup,
    Probe,
    Session,
    Verb,
    Visibility,
)

REFRESHES = timedelta(hours=1)


@dataclass
class Pages:
    """A network that serves pages of items; `more` follows until the last one. `error` is raised instead, once each."""

    pages: list[Sequence[Item]] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    said: Callable[[Batch], Batch] = lambda batch: batch
    asked: list[Cursor | None] = field(default_factory=list)
    found: Probe = field(default_factory=lambda: Probe("acct", "Ferrolune", frozenset({"read"})))
    past: list[Sequence[Item]] = field(default_factory=list)
    held: dict[str, Item | None] = field(default_factory=dict)
    refuses: frozenset[str] = frozenset()
    capabilities: Capabilities = CAPABILITIES

    def _stumble(self) -> None:
        if self.errors:
            raise self.errors.pop(0)

    def probe(self, *, now: datetime) -> Probe:
        self._stumble()
        return self.found

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        self.asked.append(cursor)
        self._stumble()
        place = int(str((cursor or {}).get("page", 0)))
        items = self.pages[place] if place < len(self.pages) else ()
        step = place + 1 if place < len(self.pages) else place
        return self.said(Batch(tuple(created(*items)), {"page": step}, step < len(self.pages)))

    def backfill(self, cursor: Cursor | None, *, since: datetime, now: datetime, limit: int = 100) -> Batch:
        self.asked.append(cursor)
        self._stumble()
        place = int(str((cursor or {}).get("page", 0)))
        return self.said(Batch(tuple(created(*self.past[place])), {"page": place + 1}, place + 1 < len(self.past)))

    def fetch_many(self, external_ids: Sequence[str], *, now: datetime) -> Mapping[str, Item | None]:
        self._stumble()
        assert len(external_ids) <= self.capabilities.recheck_batch
        return {key: self.held[key] for key in external_ids if key in self.held}

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        raise AssertionError("listening never asks for this")

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        raise AssertionError("listening never asks for this")

    def measure(self, text: str) -> Length:
        return measure(text)

    def affordances(self, item: Item) -> Mapping[Verb, Affordance]:
        no = AffordanceState.DENIED if item.external_id in self.refuses else AffordanceState.ALLOWED
        return {"reply": Affordance(no)}

    def prepare(self, intent: Intent) -> Frozen:
        raise AssertionError("listening never writes")

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        raise AssertionError("listening never writes")

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        raise AssertionError("listening never writes")

    def visibility(self, external_id: str, *, now: datetime) -> Visibility:
        raise AssertionError("listening never writes")


@dataclass
class Signing(Pages):
    """A network with sessions. Counts sign-ins and refreshes; each may fail as told."""

    signed: list[str] = field(default_factory=list)
    on_sign_in: list[Exception] = field(default_factory=list)
    on_refresh: list[Exception] = field(default_factory=list)
    lasts: timedelta = REFRESHES
    meanwhile: Callable[[], None] = lambda: None

    def sign_in(self, *, now: datetime) -> Session:
        self.signed.append("sign_in")
        self.meanwhile()
        if self.on_sign_in:
            raise self.on_sign_in.pop(0)
        return self._session(now)

    def refresh(self, *, now: datetime) -> Session:
        self.signed.append("refresh")
        self.meanwhile()
        if self.on_refresh:
            raise self.on_refresh.pop(0)
        return self._session(now)

    def _session(self, now: datetime) -> Session:
        return Session(f"token-{len(self.signed)}", now + self.lasts, now + 10 * self.lasts)


def with_budget(batch: Batch) -> Batch:
    """The batch, with an allowance."""
    return replace(batch, budget=Budget(100, 99, NOON + timedelta(minutes=5)))
