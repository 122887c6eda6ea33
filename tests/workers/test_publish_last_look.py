"""The last look at the network before a text leaves, and what it holds back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.makers import an_item
from tests.desk.replies import GOOD, Desk, a_desk, fresh
from tests.desk.sending import (
    Wire,
    Workers,
    a_wire,
    state_of,
)

from detente.contracts.capabilities import Affordance, AffordanceState
from detente.contracts.words import Words

pytestmark = pytest.mark.django_db

NO = Words(fr="Les commentaires sont fermés.", en="Comments are closed.")


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def workers(desk: Desk) -> Workers:
    return Workers(a_wire())


def hidden(wire: Wire) -> None:
    wire.items["m1"] = replace(wire.items["m1"], hidden=True)


def edited(wire: Wire) -> None:
    wire.items["m1"] = replace(wire.items["m1"], text="Finalement reçu, merci.")


def answered(wire: Wire) -> None:
    wire.items["o9"] = an_item("o9", "Bonjour, c’est réglé.", author=None, parent="m1", ours=True)


@pytest.mark.parametrize(
    ("change", "because"),
    [(hidden, "thread_moved"), (edited, "thread_moved"), (answered, "answered_elsewhere")],
    ids=["hidden", "edited", "answered-elsewhere"],
)
def test_what_changed_on_the_network_meanwhile_holds_the_text_back(desk, workers, change, because):
    publication = desk.queued()
    change(workers.wire)
    workers.settle()
    assert (state_of(publication).state, state_of(publication).trouble) == ("not_published", f"held.{because}")
    assert (workers.wire.sent, fresh(publication.draft).state) == ([], "editing")


def test_a_message_that_vanished_is_not_answered(desk, workers):
    publication = desk.queued()
    del workers.wire.items["m1"]
    workers.settle()
    assert (state_of(publication).state, state_of(publication).trouble) == ("refused", "gone")


def test_where_replying_is_impossible_nothing_is_sent(desk, workers):
    publication = desk.queued()
    workers.wire.reply_affordance = Affordance(AffordanceState.DENIED, NO, NO)
    workers.settle()
    assert (state_of(publication).trouble, workers.wire.sent) == ("denied: Les commentaires sont fermés.", [])


def test_where_nobody_knows_whether_replying_is_possible_it_is_tried(desk, workers):
    desk.queued()
    workers.wire.reply_affordance = Affordance(AffordanceState.UNKNOWN)
    workers.settle()
    assert workers.wire.ours() == [GOOD]


def test_a_text_that_grew_too_long_for_the_network_is_refused_before_it_leaves(desk, workers, monkeypatch):
    from detente.contracts.network import Length

    publication = desk.queued()
    monkeypatch.setattr(Wire, "measure", lambda self, text: Length(len(text), 10, "code_points"))
    workers.settle()
    assert (state_of(publication).trouble, workers.wire.sent) == ("invalid: text", [])


def test_strangers_comments_hold_nothing_back(desk, workers):
    desk.queued()
    desk.stranger_comments()
    workers.wire.items["x9"] = an_item("x9", "Pareil", author="zoe", parent="m1")
    workers.settle()
    assert workers.wire.ours() == [GOOD]
