"""Two people, or a person and a worker, at the same instant about one reply that is posted by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.makers import an_item, created
from tests.desk.replies import GOOD, LATER, Desk, a_desk
from tests.desk.sending import state_of
from tests.desk.test_reply_races import at_once

from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.actions.receive import receive
from detente.desk.actions.recognise_posted import recognise_posted
from detente.desk.actions.state_posted import state_posted
from detente.desk.models import Channel, EvidenceItem, Message
from detente.journal import ledger
from detente.journal.models import Event

SOON = LATER + timedelta(minutes=3)


@pytest.fixture
def desk(fresh_desk: str) -> Desk:
    made = a_desk()
    Channel.objects.update(network="by_hand", base_url="")
    return made


def _seen(desk: Desk) -> None:
    item = an_item("net9", GOOD, author=None, parent="m1", posted_at=SOON, ours=True)
    receive(desk.channel.id, created(item, at=SOON), now=SOON)


def test_two_people_who_state_at_once_make_one_statement(desk):
    publication = desk.queued()
    results = at_once(
        lambda: state_posted(desk.writer.id, publication.id, now=SOON),
        lambda: state_posted(desk.lead.id, publication.id, now=SOON),
        lambda: state_posted(desk.reviewer.id, publication.id, now=SOON),
    )
    assert sorted(str(one) for one in results)[1:] == ["state.stated", "state.stated"]
    assert Message.objects.filter(ours=True).count() == 1
    assert EvidenceItem.objects.filter(what="stated").count() == 1
    assert Event.objects.filter(name="publication.stated").count() == 1
    assert ledger.verify().broken_at is None


def test_a_statement_and_a_change_of_mind_at_once_never_both_count(desk):
    publication = desk.queued()
    results = at_once(
        lambda: state_posted(desk.writer.id, publication.id, now=SOON),
        lambda: cancel_publication(desk.lead.id, publication.id, now=SOON),
    )
    row = state_of(publication)
    if row.state == "confirmed":
        assert results[1] == "state.publication"
        assert row.stated_by_id == desk.writer.id
    else:
        assert (row.state, results[0]) == ("not_published", "state.publication")
        assert not Message.objects.filter(ours=True).exists()


def test_a_statement_and_what_listening_brings_at_once_are_one_reply(desk):
    publication = desk.queued()
    at_once(
        lambda: state_posted(desk.writer.id, publication.id, now=SOON),
        lambda: _seen(desk),
        lambda: recognise_posted(now=SOON),
    )
    recognise_posted(now=SOON + timedelta(minutes=1))
    row = state_of(publication)
    assert (row.state, row.remote_id) == ("visible", "net9")
    assert [one.id for one in Message.objects.filter(ours=True, parent__isnull=False)] == [row.message_id]


def test_two_workers_recognise_one_reply_once(desk):
    publication = desk.queued()
    state_posted(desk.writer.id, publication.id, now=SOON)
    _seen(desk)
    assert sum(int(str(one)) for one in at_once(*[lambda: recognise_posted(now=SOON)] * 3)) == 1
    assert Event.objects.filter(name="publication.seen").count() == 1
    assert state_of(publication).state == "visible"
