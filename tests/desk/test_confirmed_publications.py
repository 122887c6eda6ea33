"""A reply that the network has: the case is answered, the clock stops, promises are made and kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.makers import NOON
from tests.desk.replies import HOLDING, LATER, Desk, a_desk, fresh
from tests.desk.sending import LEASE, Wire, a_wire, attempted, claimed, confirmed, state_of

from detente.contracts.network import NotFound
from detente.desk.actions.claim_publication import (
    claim_doubt,
    claim_publication,
)
from detente.desk.actions.confirm_publication import Proof, confirm_publication
from detente.desk.actions.expire_sending import expire_sending
from detente.desk.actions.mark_unknown import mark_unknown
from detente.desk.actions.settle_doubt import Look, settle_doubt
from detente.desk.models import Attempt, Promise, Publication
from detente.journal.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def wire(desk: Desk) -> Wire:
    return a_wire()


def lost(publication: Publication, wire: Wire) -> Publication:
    """Sent, and the answer never came."""
    mark_unknown(attempted(wire), "answer_lost", look_at=LATER, now=LATER)
    return state_of(publication)


def test_a_confirmed_reply_answers_the_case_at_the_moment_the_network_took_it(desk):
    publication = desk.queued()
    claimed()
    taken = LATER + timedelta(seconds=3)
    proof = Proof("accepted", "r1", "https://page.example/r1", taken)
    assert confirm_publication(publication.id, proof, now=LATER + timedelta(minutes=20))
    case, row = desk.case_now(), state_of(publication)
    assert (case.state, case.first_reply_kind) == ("answered", "reply")
    assert (case.first_reply_at, case.answered_at, row.accepted_at) == (taken, taken, taken)
    assert (row.state, row.remote_id, row.permalink) == ("confirmed", "r1", "https://page.example/r1")
    assert fresh(publication.draft).finished_at is not None


def test_what_a_network_calls_the_address_of_our_reply_becomes_a_link_only_when_it_is_one(desk):
    publication = desk.queued()
    claimed()
    confirm_publication(publication.id, Proof("accepted", "r1", "javascript:alert(1)", LATER), now=LATER)
    assert state_of(publication).permalink == ""


def test_a_holding_reply_stops_the_clock_and_answers_nothing(desk):
    confirmed(desk.queued(HOLDING, "holding"))
    case = desk.case_now()
    assert (case.state, case.first_reply_kind, case.first_reply_at, case.answered_at) == (
        "open",
        "holding",
        LATER,
        None,
    )


def test_the_first_reply_stays_the_first(desk):
    confirmed(desk.queued(HOLDING, "holding"))
    second = LATER + timedelta(minutes=10)
    confirmed(desk.queued(now=second), remote_id="r2", at=second)
    case = desk.case_now()
    assert (case.first_reply_at, case.first_reply_kind, case.answered_at) == (LATER, "holding", second)


def test_the_times_that_a_text_promises_become_promises(desk):
    confirmed(desk.queued())
    promise = Promise.objects.get()
    assert (promise.state, promise.made_at) == ("open", LATER)
    assert promise.due_at == (NOON + timedelta(days=1)).replace(hour=9)
    assert "10 h" in promise.quote


def test_coming_back_keeps_an_open_promise_of_the_case(desk):
    confirmed(desk.queued(HOLDING, "holding"))
    second = LATER + timedelta(hours=1)
    reply = confirmed(desk.queued(now=second), remote_id="r2", at=second)
    kept = Promise.objects.get(publication__kind="holding")
    assert (kept.state, kept.kept_by_id, kept.settled_at) == ("kept", reply.id, second)
    assert Event.objects.get(name="promise.kept").facts["late"] is False


def test_coming_back_late_is_said_and_the_promise_stays_broken(desk):
    confirmed(desk.queued(HOLDING, "holding"))
    late = LATER + timedelta(hours=9)
    confirmed(desk.queued(now=late), remote_id="r2", at=late)
    kept = Promise.objects.get(publication__kind="holding")
    assert (kept.state, kept.kept_by_id is not None) == ("broken", True)
    assert Event.objects.get(name="promise.kept").facts["late"] is True


def test_what_is_true_of_the_network_counts_whoever_brings_it(wire, desk):
    """A worker that lost its lease still knows that the network took the reply."""
    publication = desk.queued()
    attempted(wire)
    expire_sending(now=LATER + LEASE)
    assert confirm_publication(publication.id, Proof("accepted", "r1", "", LATER), now=LATER + LEASE)
    assert (state_of(publication).state, Attempt.objects.get().outcome) == ("confirmed", "accepted")


def test_a_late_answer_stops_a_second_send_that_was_already_queued(wire, desk):
    publication = lost(desk.queued(), wire)
    for _ in range(2):
        claim = claim_doubt(lease=LEASE, now=LATER + timedelta(minutes=30))
        absent = Look(NotFound(NOON, LATER + timedelta(hours=1)), wire.capabilities)
        settle_doubt(claim, absent, now=LATER + timedelta(minutes=10))
        Publication.objects.update(due_at=LATER)
    assert state_of(publication).state == "queued"
    assert confirm_publication(publication.id, Proof("accepted", "r1", "", LATER), now=LATER)
    assert claim_publication(lease=LEASE, now=LATER + timedelta(hours=1)) is None


def test_the_same_news_twice_changes_nothing(desk):
    publication = confirmed(desk.queued())
    promises, events = Promise.objects.count(), Event.objects.count()
    assert not confirm_publication(publication.id, Proof("found", "r1", "", LATER), now=LATER)
    assert (Promise.objects.count(), Event.objects.count()) == (promises, events)


def test_a_second_copy_discovered_later_is_an_incident_and_nothing_is_removed(desk):
    publication = confirmed(desk.queued())
    assert not confirm_publication(publication.id, Proof("found", "r2", "", LATER), now=LATER)
    assert (state_of(publication).trouble, state_of(publication).remote_id) == ("doubled", "r1")
    assert Event.objects.filter(name="publication.doubled").count() == 1


def test_an_author_who_was_faster_than_our_knowledge_waits_for_an_answer(wire, desk):
    publication = desk.queued()
    attempted(wire)
    wrote = LATER + timedelta(minutes=2)
    desk.author_writes("Merci, mais quand ?", now=wrote)
    confirm_publication(publication.id, Proof("found", "r1", "", LATER + timedelta(seconds=1)), now=wrote)
    case = desk.case_now()
    assert (case.state, case.first_reply_at, case.clock_started_at, case.times_opened) == ("open", None, wrote, 2)
