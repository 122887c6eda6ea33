"""Whatever people, authors, networks and crashes do in whatever order: what leaves was approved, and leaves once."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.makers import an_item
from tests.desk.replies import GOOD, LATER, Desk, a_desk, seen_now
from tests.desk.sending import LEASE, Workers, a_wire, attempted, fail_with, frozen_claim, lose_after

from detente.contracts.network import Limited, NotSent, Unknown
from detente.contracts.refusals import Refused
from detente.desk.actions._replies import NOT_OUT
from detente.desk.actions.ask_changes import ask_changes
from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.models import Draft, DraftRevision, Publication, Review
from detente.rules.draft import DraftState

pytestmark = pytest.mark.django_db
_numbers = itertools.count()


class History:
    """One case, one network, and everything that may happen to them."""

    def __init__(self) -> None:
        self.desk: Desk = a_desk(f"brand-{next(_numbers)}")
        self.workers = Workers(a_wire())
        self.workers.wire.items = {key: item for key, item in self.workers.wire.items.items() if key == "m1"}
        self.arrivals = itertools.count(2)

    @property
    def now(self):
        return self.workers.wire.hands.at

    def draft(self) -> Draft:
        return self.desk.draft(now=self.now)

    def type(self) -> None:
        draft = self.draft()
        self.desk.save(draft, f"{GOOD} {next(self.arrivals)}", seen=seen_now(draft))

    def submit(self) -> None:
        self.desk.submit(self.draft(), overridden={"voice.canned": "rien n’est parti"}, now=self.now)

    def approve(self) -> None:
        self.desk.approve(self.draft(), now=self.now)

    def approve_own(self) -> None:
        self.desk.approve(self.draft(), by=self.desk.writer, now=self.now)

    def send_back(self) -> None:
        ask_changes(self.desk.reviewer.id, self.draft().id, "Plus court.", now=self.now)

    def author_writes(self) -> None:
        name = f"m{next(self.arrivals)}"
        self.desk.author_writes("Et ce colis jamais reçu ?", external_id=name, now=self.now)
        self.workers.wire.items[name] = an_item(name, "Et ce colis jamais reçu ?", parent="m1")

    def stranger(self) -> None:
        self.desk.stranger_comments(f"x{next(self.arrivals)}", now=self.now)

    def cancel(self) -> None:
        for publication in Publication.objects.filter(case=self.desk.case, state="queued"):
            cancel_publication(self.desk.writer.id, publication.id, now=self.now)

    def work(self) -> None:
        self.workers.publish()
        self.workers.look()

    def die_frozen(self) -> None:
        if Publication.objects.filter(state="queued", due_at__lte=self.now).exists():
            frozen_claim(self.workers.wire, self.now)

    def die_sending(self) -> None:
        if Publication.objects.filter(state="queued", due_at__lte=self.now).exists():
            attempted(self.workers.wire, self.now)

    def lose(self) -> None:
        self.workers.wire.on_send = [lose_after(self.workers.wire)]

    def fail(self) -> None:
        self.workers.wire.on_send = [fail_with(Unknown("reset"))]

    def refuse_now(self) -> None:
        self.workers.wire.on_send = [fail_with(NotSent("dns")), fail_with(Limited("wait", until=None))]

    def pass_time(self) -> None:
        self.workers.wire.hands.pass_(seconds=LEASE.total_seconds() / 2)

    def check(self) -> None:
        """What must be true after every step."""
        publications = Publication.objects.filter(case=self.desk.case)
        for publication in publications:
            revision = DraftRevision.objects.get(draft=publication.draft, number=publication.revision_number)
            assert revision.sealed_at is not None
            assert revision.text_hash == publication.text_hash
            assert publication.review.reviewer_id != revision.writer_id
        for draft in Draft.objects.filter(case=self.desk.case):
            live = publications.filter(draft=draft).exclude(state__in=NOT_OUT)
            assert live.count() <= 1
            assert (draft.state == DraftState.APPROVED) == live.exists()
            standing = Review.objects.filter(draft=draft, decision="approved", voided_at__isnull=True)
            assert set(standing.values_list("revision_number", flat=True)) <= {draft.revision_number}
        assert len(self.workers.wire.ours()) <= publications.exclude(state__in=NOT_OUT).count()

    def settle(self) -> None:
        """Let everything come to rest: what the desk calls out is out once, and nothing else is."""
        self.workers.wire.on_send = []
        self.workers.settle()
        out = Publication.objects.filter(case=self.desk.case, state__in=["visible", "confirmed"])
        texts = DraftRevision.objects.filter(draft__publication__in=out)
        assert len(self.workers.wire.ours()) == out.count()
        assert set(self.workers.wire.ours()) <= set(texts.values_list("text", flat=True))


STEPS: list[Callable[[History], None]] = [
    History.type, History.submit, History.approve, History.approve_own, History.send_back, History.author_writes,
    History.stranger, History.cancel, History.work, History.die_frozen, History.die_sending, History.lose, History.fail,
    History.refuse_now, History.pass_time,
]  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(begun=st.booleans(), steps=st.lists(st.sampled_from(STEPS), min_size=4, max_size=20))
def test_whatever_happens_what_leaves_was_approved_by_another_and_leaves_once(begun, steps):
    history = History()
    first = [History.type, History.submit, *([History.approve] if begun else [])]
    for step in [*first, *steps]:
        with suppress(Refused):
            step(history)
        history.check()
    history.settle()
    history.check()


def test_an_hour_later_nothing_that_was_approved_before_leaves():
    history = History()
    history.type()
    history.submit()
    history.approve()
    history.workers.wire.hands.at = LATER + timedelta(hours=2)
    history.settle()
    assert history.workers.wire.ours() == []
