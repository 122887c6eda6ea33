"""Each check that needs a desk can fail: for every one, a connector or a desk that is bad in that respect is caught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from tests.channels.testkit.mutations import ReadsOnAsAStranger, SeesNoAnswers, SeesNoEdits, SeesNoHoles
from tests.workers.desk_of_site import DeskOfSite, desk_of
from tests.workers.kill.networks import PAPER_LINE

from detente.channels.registry import NETWORKS
from detente.channels.testkit.conformance_desk import CLASSES
from detente.channels.testkit.paper.connector import Paper
from detente.channels.testkit.paper.site import paper_site
from detente.contracts.network import (
    Accepted,
    Batch,
    Change,
    ChangeKind,
    Contract,
    Cursor,
    Frozen,
    Gone,
    Item,
    Limited,
    Visibility,
)


class RemembersWhatItTold(Paper):
    """Tells everything once, whether it was stored or not."""

    told: ClassVar[dict[str, set[str]]] = {}

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        told = self.told.setdefault(self._connection.base_url, set())
        batch = super().poll(cursor, now=now, limit=limit)
        fresh = tuple(each for each in batch.changes if each.external_id not in told)
        told.update(each.external_id for each in fresh)
        return replace(batch, changes=fresh)


class NamesAnew(Paper):
    """Gives a message another name each time."""

    count: ClassVar[list[int]] = []

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        self.count.append(1)
        batch = super().poll(None, now=now, limit=limit)
        return replace(batch, changes=tuple(self._anew(each) for each in batch.changes), more=False)

    def _anew(self, change: Change) -> Change:
        name = f"{change.external_id}-{len(self.count)}"
        item = replace(change.item, external_id=name) if change.item else None
        return replace(change, external_id=name, item=item)


class DropsInSilence(Paper):
    """Leaves out what it cannot read."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        return replace(super().poll(cursor, now=now, limit=limit), aside=())


class TakesPatienceForTrouble(Paper):
    """A network that asks to wait has broken its word."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        try:
            return super().poll(cursor, now=now, limit=limit)
        except Limited as error:
            raise Contract("429") from error


class SendsTwice(Paper):
    """Makes sure."""

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        super().send(frozen, now=now)
        return super().send(frozen, now=now)


class RemembersMessages(Paper):
    """Never looks at a message again."""

    kept: ClassVar[dict[tuple[str, str], Item]] = {}

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        batch = super().poll(cursor, now=now, limit=limit)
        for change in batch.changes:
            if change.item is not None:
                self.kept.setdefault((self._connection.base_url, change.external_id), change.item)
        return batch

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        known = self.kept.get((self._connection.base_url, external_id))
        return known or super().fetch(external_id, now=now)


class SeesGhosts(RemembersMessages):
    """Answers what is no longer there, and sees its answer."""

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        return ()

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        try:
            return super().send(frozen, now=now)
        except Gone:
            return Accepted(next(key for _, key in self.kept), None, b"{}")

    def visibility(self, external_id: str, *, now: datetime) -> Visibility:
        return Visibility.VISIBLE


class ForgetsDeletions(DeskOfSite):
    """A desk that only takes what it can see."""

    def take(self, changes: Sequence[Change]) -> None:
        super().take([change for change in changes if change.kind is not ChangeKind.DELETED])


MUTATIONS: dict[str, dict[str, Any]] = {
    "a_page_that_was_told_and_not_stored_is_told_again": {"make": RemembersWhatItTold},
    "a_storm_of_edits_ends_in_one_message_and_one_case": {"make": SeesNoEdits},
    "a_deletion_that_comes_before_its_message_wins": {"desk": ForgetsDeletions},
    "what_comes_twice_and_out_of_order_is_stored_once": {"make": NamesAnew},
    "a_hole_is_shown": {"make": SeesNoHoles},
    "a_malformed_item_is_kept_aside_and_listening_goes_on": {"make": DropsInSilence},
    "rights_that_ended_are_a_matter_for_a_person_and_come_back_by_themselves": {"make": ReadsOnAsAStranger},
    "a_network_that_asks_for_patience_is_left_alone_meanwhile": {"make": TakesPatienceForTrouble},
    "an_approved_reply_leaves_once_and_comes_back_as_ours": {"make": SendsTwice},
    "a_message_changed_after_the_approval_holds_the_reply_back": {"make": RemembersMessages},
    "a_message_that_vanished_after_the_approval_is_not_answered": {"make": SeesGhosts},
    "a_colleagues_reply_on_the_network_holds_ours_back": {"make": SeesNoAnswers},
}
"""For every check that needs a desk: the connector (`make`) or the desk that it must catch."""


def test_every_check_that_needs_a_desk_has_something_that_it_catches() -> None:
    assert set(MUTATIONS) == {
        name.removeprefix("test_") for each in CLASSES for name in vars(each) if name.startswith("test_")
    }


@pytest.mark.parametrize("check", MUTATIONS)
def test_what_is_bad_is_caught(check: str, fresh_desk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NETWORKS, "paper", PAPER_LINE)
    of = next(each for each in CLASSES if f"test_{check}" in vars(each))
    with paper_site(datetime.now(UTC), make=MUTATIONS[check].get("make", Paper)) as site:
        site.book.begin(datetime.now(UTC))
        made = desk_of(site, "paper")
        desk = MUTATIONS[check].get("desk", DeskOfSite)(made.site, made.desk)
        with pytest.raises(AssertionError):
            getattr(of(), f"test_{check}")(desk)
