"""The publishing worker over a network in memory: every class of error, every tie, every class of idempotency."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.desk.replies import GOOD, HOLDING, LATER, Desk, a_desk, fresh
from tests.desk.sending import (
    LEASE,
    Workers,
    a_wire,
    attempted,
    claimed,
    fail_with,
    frozen_claim,
    state_of,
)

from detente.contracts.network import (
    Auth,
    Contract,
    Denied,
    Frozen,
    Gone,
    Invalid,
    Limited,
    NotSent,
    Unknown,
    Visibility,
)
from detente.contracts.words import Words
from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.actions.confirm_publication import Proof, confirm_publication
from detente.desk.actions.expire_sending import expire_sending
from detente.desk.models import Attempt, Channel, EvidenceItem, Message, Publication
from detente.journal import ledger
from detente.journal.models import Event

pytestmark = pytest.mark.django_db

NO = Words(fr="Les commentaires sont fermés.", en="Comments are closed.")


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def workers(desk: Desk) -> Workers:
    return Workers(a_wire())


def test_an_approved_text_leaves_once_is_read_back_and_answers_its_case(desk, workers):
    publication = desk.queued()
    workers.settle()
    row = state_of(publication)
    assert workers.wire.ours() == [GOOD]
    assert (row.state, row.permalink, row.trouble) == ("visible", f"https://page.example/{row.remote_id}", "")
    assert (row.message.ours, row.message.case_id, row.message.parent_id) == (True, desk.case.id, row.recipient_id)
    assert desk.case_now().state == "answered"
    assert set(EvidenceItem.objects.filter(message=row.message).values_list("what", flat=True)) == {
        "received",
        "readback",
    }
    assert ledger.verify().intact


def test_what_stands_there_is_compared_with_what_was_approved(desk, workers):
    publication = desk.queued()
    workers.publish()
    remote = state_of(publication).remote_id
    workers.wire.items[remote] = replace(workers.wire.items[remote], text=GOOD + " (modifié)")
    workers.settle()
    assert Event.objects.get(name="publication.seen").facts["as_approved"] is False


def test_a_reply_that_listening_brought_first_is_the_same_message(desk, workers):
    from detente.desk.actions.store_own_reply import store_own_reply

    publication = desk.queued()
    workers.publish()
    remote = state_of(publication).remote_id
    store_own_reply(desk.channel.id, workers.wire.items[remote], now=workers.wire.hands.at)
    workers.settle()
    assert Message.objects.filter(ours=True).count() == 1
    assert state_of(publication).message == Message.objects.get(ours=True)


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (Limited("wait", until=LATER + timedelta(minutes=2)), "limited.window"),
        (NotSent("refused"), "not_sent"),
        (Auth("gone", kind="expired"), "auth.expired"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_surely_did_not_leave_is_sent_later(desk, workers, error, trouble):
    publication = desk.queued()
    workers.wire.on_send = [fail_with(error)]
    workers.publish()
    assert (state_of(publication).state, state_of(publication).trouble) == ("queued", trouble)
    Channel.objects.update(state="active")
    workers.settle()
    assert (workers.wire.ours(), state_of(publication).state) == ([GOOD], "visible")


def test_a_network_that_says_until_when_is_not_asked_before(desk, workers):
    publication = desk.queued()
    until = LATER + timedelta(minutes=2)
    workers.wire.on_send = [fail_with(Limited("wait", until=until))]
    workers.publish()
    assert state_of(publication).due_at == until


def test_lost_rights_stop_the_channel_until_it_recovers(desk, workers):
    desk.queued()
    workers.wire.on_send = [fail_with(Auth("revoked", kind="revoked"))]
    workers.publish()
    assert (Channel.objects.get(id=desk.channel.id).state, workers.publish()) == ("trouble", 0)
    assert workers.publish() == 0


def test_an_answer_against_the_contract_is_a_doubt_and_stops_the_channel(desk, workers):
    def strange(frozen: Frozen) -> None:
        workers.wire.write(frozen)
        raise Contract("no id")

    publication = desk.queued()
    workers.wire.on_send = [strange]
    workers.publish()
    assert (state_of(publication).state, Channel.objects.get(id=desk.channel.id).state) == ("unknown", "trouble")
    workers.settle()
    assert (len(workers.wire.sent), state_of(publication).state) == (1, "visible")


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (Invalid("too long", field="text"), "invalid: text"),
        (Gone("m1"), "gone"),
    ],
    ids=["invalid", "gone"],
)
def test_what_the_network_refuses_for_good_goes_back_to_its_writer(desk, workers, error, trouble):
    publication = desk.queued()
    workers.wire.on_send = [fail_with(error)]
    workers.settle()
    assert (state_of(publication).state, state_of(publication).trouble) == ("refused", trouble)
    assert fresh(publication.draft).state == "editing"
    assert desk.case_now().state == "open"


def test_a_network_that_denies_us_the_reply_leaves_it_to_a_person_with_its_approval(desk, workers):
    publication = desk.queued()
    workers.wire.on_send = [fail_with(Denied(NO, NO))]
    workers.settle()
    row = state_of(publication)
    assert (row.state, row.by_hand, row.trouble) == ("by_hand", True, "denied: Les commentaires sont fermés.")
    assert (fresh(publication.draft).state, len(workers.wire.sent)) == ("approved", 1)


@pytest.mark.parametrize("error", [Unknown("503"), NotSent("dns"), Limited("slow down", until=None)], ids=str)
def test_a_network_that_cannot_be_read_first_is_not_written_to(desk, workers, error):
    publication = desk.queued()
    workers.wire.on_read = [error]
    workers.publish()
    assert (state_of(publication).state, workers.wire.sent, Attempt.objects.count()) == ("queued", [], 0)
    workers.settle()
    assert workers.wire.ours() == [GOOD]


@pytest.mark.parametrize("error", [Auth("revoked", kind="revoked"), Contract("html")], ids=["auth", "contract"])
def test_a_read_that_says_that_something_is_wrong_stops_the_channel(desk, workers, error):
    publication = desk.queued()
    workers.wire.on_read = [error]
    workers.publish()
    assert (state_of(publication).state, Channel.objects.get(id=desk.channel.id).state) == ("queued", "trouble")
    assert Attempt.objects.count() == 0


def test_our_holding_reply_is_no_obstacle_to_the_reply_that_follows(desk, workers):
    desk.queued(HOLDING, "holding")
    workers.settle()
    desk.queued(now=workers.wire.hands.at)
    workers.settle()
    assert workers.wire.ours() == [HOLDING, GOOD]
    assert desk.case_now().state == "answered"


def test_two_texts_under_one_message_leave_one_after_the_other(desk, workers):
    """Both were approved for the same thread: the second falls when the first stands under the message."""
    desk.queued(HOLDING, "holding")
    second = desk.queued()
    workers.settle()
    assert workers.wire.ours() == [HOLDING]
    assert state_of(second).trouble in ("held.thread_moved", "held.answered_elsewhere")


def test_a_worker_that_was_slow_before_sending_leaves_it_to_the_next(desk, workers):
    publication = desk.queued()
    reads = iter([0, 0, LEASE.total_seconds() * 0.6])

    def slow_replies(external_id: str, *, now):
        workers.wire.hands.pass_(seconds=LEASE.total_seconds() * 0.6)
        return ()

    assert next(reads) == 0
    original = workers.wire.replies
    workers.wire.replies = slow_replies  # type: ignore[method-assign]
    workers.publish()
    assert (state_of(publication).state, state_of(publication).trouble, workers.wire.sent) == ("queued", "slow", [])
    workers.wire.replies = original  # type: ignore[method-assign]
    workers.settle()
    assert workers.wire.ours() == [GOOD]


def test_a_request_that_was_damaged_in_store_is_not_sent(desk, workers):
    desk.queued()
    claim = claimed()
    publication = Publication.objects.get(id=claim.id)
    broken = workers.wire.prepare(_intent(publication))
    from detente.desk.actions.freeze_publication import freeze_publication

    freeze_publication(claim, replace(broken, body=b"tampered"), now=LATER)
    expire_sending(now=LATER + LEASE)
    workers.wire.hands.at = LATER + LEASE
    workers.settle()
    assert (workers.wire.sent, state_of(publication).trouble) == ([], "held.request_damaged")


def _intent(publication: Publication):
    from detente.contracts.network import Intent

    return Intent(str(publication.key), "m1", "m1", GOOD, "Salomé")


@pytest.mark.parametrize("reached", [claimed, frozen_claim, attempted], ids=["claimed", "frozen", "attempted"])
def test_what_a_dead_worker_held_leaves_once(desk, workers, reached):
    """The rows as kill -9 leaves them; real processes are killed in tests/workers/kill."""
    publication = desk.queued()
    reached() if reached is claimed else reached(workers.wire)
    workers.wire.hands.at = LATER + LEASE
    workers.settle()
    assert state_of(publication).state == "visible"
    assert len(workers.wire.ours()) == 1


def test_a_publication_that_was_called_back_is_not_sent(desk, workers):
    publication = desk.queued()
    cancel_publication(desk.writer.id, publication.id, now=LATER)
    workers.settle()
    assert workers.wire.sent == []


# --- reading back ---


def test_accepted_is_not_visible(desk, workers):
    publication = desk.queued()
    workers.wire.visible = [Visibility.PENDING, Visibility.PENDING]
    workers.publish()
    workers.look()
    row = state_of(publication)
    assert (row.state, row.trouble, row.due_at > workers.wire.hands.at) == ("confirmed", "pending", True)
    workers.settle()
    assert state_of(publication).state == "visible"
    assert Event.objects.filter(name="publication.not_seen").count() == 1


@pytest.mark.parametrize("seen", [Visibility.REJECTED, Visibility.GONE])
def test_a_reply_that_the_network_took_away_is_shown_as_such(desk, workers, seen):
    publication = desk.queued()
    workers.wire.visible = [seen]
    workers.settle()
    row = state_of(publication)
    assert (row.state, row.trouble, row.due_at) == ("confirmed", seen.value, None)


def test_a_reply_that_vanished_before_it_was_read_back_is_shown_as_such(desk, workers):
    publication = desk.queued()
    workers.publish()
    del workers.wire.items[state_of(publication).remote_id]
    workers.settle()
    assert (state_of(publication).state, state_of(publication).trouble) == ("confirmed", "gone")


def test_a_network_that_does_not_answer_is_read_back_later(desk, workers):
    publication = desk.queued()
    workers.publish()
    workers.wire.on_read = [Unknown("503")]
    workers.look()
    assert state_of(publication).trouble == "unread"
    workers.settle()
    assert (state_of(publication).state, state_of(publication).trouble) == ("visible", "")


# --- in other hands ---


def test_a_worker_that_comes_back_from_the_dead_leaves_the_row_alone(desk, workers, monkeypatch):
    publication = desk.queued()

    def stolen(outbox, out, *, now):
        expire_sending(now=LATER + LEASE)

    monkeypatch.setattr("detente.workers.publish.preflight", stolen)
    assert workers.publish() == 1
    assert (state_of(publication).state, workers.wire.sent) == ("queued", [])


def test_what_was_settled_while_a_worker_looked_stays_settled(desk, workers):
    publication = desk.queued()
    workers.wire.on_send = [fail_with(Unknown("reset"))]
    workers.publish()
    workers.wire.hands.pass_(seconds=6)

    class Slow(type(workers.wire)):
        def find(self, frozen, *, since, now):
            confirm_publication(publication.id, Proof("accepted", "late", "", LATER), now=now)
            return super().find(frozen, since=since, now=now)

    workers.wire.__class__ = Slow
    workers.look()
    assert (state_of(publication).state, state_of(publication).remote_id) == ("confirmed", "late")


def test_a_read_back_in_other_hands_is_left_alone(desk, workers):
    publication = desk.queued()
    workers.publish()

    class Slow(type(workers.wire)):
        def visibility(self, external_id, *, now):
            Publication.objects.update(attempts=99)
            return super().visibility(external_id, now=now)

    workers.wire.__class__ = Slow
    workers.look()
    assert state_of(publication).state == "confirmed"


def test_a_channel_whose_secret_does_not_open_keeps_its_texts_and_is_shown_in_trouble(desk, workers):
    from detente.contracts.refusals import Refused
    from detente.workers.publish import Sender
    from detente.workers.reconcile import Looker

    publication = desk.queued()

    def closed(channel):
        raise Refused("state.channel", NO)

    sender = Sender(closed, workers.wire.hands, LEASE)
    sender.step(LATER)
    assert (state_of(publication).state, state_of(publication).trouble) == ("queued", "unreachable")
    assert Channel.objects.get(id=desk.channel.id).state == "trouble"
    Channel.objects.update(state="active")
    workers.wire.hands.pass_(minutes=2)
    workers.wire.on_send = [fail_with(Unknown("reset"))]
    workers.publish()
    workers.wire.hands.pass_(minutes=2)
    assert Looker(sender).step(workers.wire.hands.at) == 1
    assert state_of(publication).state == "unknown"
    workers.wire.hands.pass_(minutes=2)
    workers.settle()
    workers.wire.hands.pass_(minutes=2)
    assert workers.wire.ours() == [GOOD]
