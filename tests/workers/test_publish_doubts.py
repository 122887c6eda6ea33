"""An answer that was lost: what is looked for, what may be sent again, and what is left to a person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.replies import GOOD, Desk, a_desk
from tests.desk.sending import (
    SETTLES,
    Workers,
    a_wire,
    fail_with,
    lose_after,
    state_of,
)

from detente.contracts.capabilities import Idempotency
from detente.contracts.network import (
    Conflict,
    Frozen,
    Unknown,
)
from detente.desk.models import Attempt
from detente.journal.models import Event

pytestmark = pytest.mark.django_db

OPEN_CLASSES = [one for one in Idempotency if one is not Idempotency.BLIND]


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def workers(desk: Desk) -> Workers:
    return Workers(a_wire())


def of_class(idempotency: Idempotency, **changes: object):
    return replace(SETTLES, idempotency=idempotency, **changes)


@pytest.mark.parametrize("idempotency", OPEN_CLASSES)
def test_a_lost_answer_that_arrived_is_found_and_never_sent_again(desk, workers, idempotency):
    publication = desk.queued()
    workers.wire.capabilities = of_class(idempotency)
    workers.wire.on_send = [lose_after(workers.wire)]
    workers.settle()
    assert (len(workers.wire.sent), workers.wire.ours(), state_of(publication).state) == (1, [GOOD], "visible")
    assert Attempt.objects.get().outcome == "found"


def test_a_connector_that_stumbles_over_the_answer_neither_stops_the_worker_nor_sends_twice(desk, workers):
    publication = desk.queued()

    def stumble(frozen: Frozen) -> None:
        workers.wire.write(frozen)
        raise TypeError("a list was a number")

    workers.wire.on_send = [stumble]
    workers.settle()
    assert (len(workers.wire.sent), workers.wire.ours(), state_of(publication).state) == (1, [GOOD], "visible")


def test_a_connector_that_stumbles_before_sending_sent_nothing_and_says_so(desk, workers):
    publication = desk.queued()
    workers.wire.on_read = [LookupError("parent")]
    workers.publish()
    row = state_of(publication)
    assert (workers.wire.sent, row.state, row.trouble) == ([], "queued", "contract")


@pytest.mark.parametrize("idempotency", OPEN_CLASSES)
def test_a_lost_request_is_sent_again_with_the_very_same_bytes(desk, workers, idempotency):
    publication = desk.queued()
    workers.wire.capabilities = of_class(idempotency)
    workers.wire.on_send = [fail_with(Unknown("reset"))]
    workers.settle()
    first, second = workers.wire.sent
    assert first == second
    assert (workers.wire.ours(), state_of(publication).state) == ([GOOD], "visible")
    assert list(Attempt.objects.order_by("number").values_list("outcome", flat=True)) == ["absent", "accepted"]


def test_a_network_that_only_can_be_listed_is_offered_one_second_copy(desk, workers):
    publication = desk.queued()
    workers.wire.capabilities = of_class(Idempotency.LISTABLE)
    workers.wire.on_send = [fail_with(Unknown("reset"))] * 2
    workers.settle()
    assert (len(workers.wire.sent), state_of(publication).state) == (2, "human")


def test_a_blind_network_is_never_sent_to_twice(desk, workers):
    publication = desk.queued()
    workers.wire.capabilities = of_class(Idempotency.BLIND)
    workers.wire.on_send = [fail_with(Unknown("reset"))]
    workers.settle()
    assert (len(workers.wire.sent), state_of(publication).state) == (1, "human")


def test_a_reply_that_look_ups_missed_is_still_not_sent_twice(desk, workers):
    """The listing lagged behind twice; the last look before sending meets our own words."""
    publication = desk.queued()
    workers.wire.capabilities = of_class(Idempotency.LISTABLE)
    workers.wire.finds = False
    workers.wire.on_send = [lose_after(workers.wire)]
    workers.settle()
    assert (len(workers.wire.sent), workers.wire.ours(), state_of(publication).state) == (1, [GOOD], "visible")


@pytest.mark.parametrize("kind", ["duplicate", "slot_taken", "swap"])
def test_a_refused_duplicate_is_looked_for(desk, workers, kind):
    def refused(frozen: Frozen) -> None:
        workers.wire.write(frozen)
        raise Conflict("already there", kind=kind)

    publication = desk.queued()
    workers.wire.capabilities = of_class(Idempotency.DEDUP)
    workers.wire.on_send = [refused]
    workers.settle()
    assert (len(workers.wire.sent), state_of(publication).state) == (1, "visible")
    assert Event.objects.get(name="publication.unknown").facts["cause"] == "conflict"


def test_somebody_elses_words_in_the_slot_are_left_to_a_person(desk, workers):
    publication = desk.queued()
    workers.wire.on_send = [fail_with(Conflict("taken", kind="slot_taken"))]
    workers.publish()
    workers.wire.on_read = [Conflict("taken", kind="slot_taken")]
    workers.settle()
    assert state_of(publication).state == "human"


def test_looks_that_fail_are_tried_again_and_then_left_to_a_person(desk, workers):
    publication = desk.queued()
    workers.wire.on_send = [fail_with(Unknown("reset"))]
    workers.publish()
    workers.wire.on_read = [Unknown("503")] * 100
    workers.settle(rounds=100)
    assert (state_of(publication).state, len(workers.wire.sent)) == ("human", 1)
    assert len(workers.wire.on_read) > 70
