"""The second transaction of ingest: readings open cases, one per author and conversation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_result, an_item, created, read_all

from detente.contracts.kinds import Kind
from detente.contracts.network import Change, ChangeKind
from detente.desk.actions.read_messages import claim_unread, write_readings
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Channel, Message, Reading
from detente.journal.models import Event

LEASE = timedelta(seconds=60)


@pytest.fixture
def channel(db: None) -> Channel:
    return a_channel(a_brand())


def test_a_comment_opens_a_case_whose_clock_began_when_it_was_posted(channel: Channel) -> None:
    receive(channel.id, created(an_item(posted_at=NOON - timedelta(minutes=3))), now=NOON)
    assert read_all() == 1
    case = Case.objects.get()
    assert (case.state, case.kind, case.severity) == ("open", "complaint", 2)
    assert case.deadline == NOON + timedelta(minutes=57)
    assert Message.objects.get().case_id == case.id
    assert Event.objects.get(name="case.opened").case_id == case.id


def test_a_comment_from_the_future_never_buys_time(channel: Channel) -> None:
    receive(channel.id, created(an_item(posted_at=NOON + timedelta(days=1))), now=NOON)
    read_all()
    assert Case.objects.get().deadline == NOON + timedelta(minutes=60)


def test_two_messages_of_one_author_in_one_conversation_make_one_case(channel: Channel) -> None:
    receive(channel.id, created(an_item("a"), an_item("b", "Et alors", parent="a")), now=NOON)
    read_all()
    assert Case.objects.count() == 1
    assert set(Message.objects.values_list("case_id", flat=True)) == {Case.objects.get().id}


def test_everyone_in_a_conversation_keeps_a_case_of_their_own(channel: Channel) -> None:
    receive(channel.id, created(an_item("a"), an_item("b", "Moi aussi", parent="a", author="paul")), now=NOON)
    read_all()
    assert Case.objects.count() == 2


def test_the_author_who_writes_again_after_an_answer_reopens_the_same_case_with_a_new_clock(channel: Channel) -> None:
    case = a_case(channel)
    Case.objects.update(state="answered", first_reply_at=NOON, answered_at=NOON)
    later = NOON + timedelta(hours=3)
    receive(channel.id, created(an_item("m2", "Toujours rien", parent="m1", posted_at=later)), now=later)
    read_all(later)
    case.refresh_from_db()
    assert (case.state, case.times_opened, case.first_reply_at) == ("open", 2, None)
    assert case.deadline == later + timedelta(hours=1)
    assert Event.objects.filter(name="case.reopened", case_id=case.id).count() == 1


@pytest.mark.parametrize("state", ["answered", "closed", "waiting_author"])
def test_thanks_after_an_answer_open_the_case_again_without_a_new_name_or_a_new_clock(
    channel: Channel, state: str
) -> None:
    case = a_case(channel)
    Case.objects.update(
        state=state, first_reply_at=NOON, first_reply_kind="reply", answered_at=NOON, heart="Colis jamais reçu",
        closed_at=NOON, close_reason="solved" if state == "closed" else "",
    )  # fmt: skip
    later = NOON + timedelta(hours=3)
    receive(channel.id, created(an_item("m2", "Merci", parent="m1", posted_at=later)), now=later)
    read_all(later, Kind.COMPLIMENT, 1)
    after = Case.objects.get()
    assert (after.state, after.times_opened, after.heart) == ("open", 2, "Colis jamais reçu")
    assert (after.deadline, after.clock_started_at) == (case.deadline, case.clock_started_at)
    assert (after.first_reply_at, after.first_reply_kind) == (NOON, "reply")
    assert (after.closed_at, after.close_reason) == (None, "")


def test_a_new_complaint_after_thanks_starts_a_clock_of_its_own(channel: Channel) -> None:
    case = a_case(channel)
    Case.objects.update(state="answered", first_reply_at=NOON, first_reply_kind="reply", answered_at=NOON)
    thanked, again = NOON + timedelta(hours=3), NOON + timedelta(hours=4)
    receive(channel.id, created(an_item("m2", "Merci", parent="m1", posted_at=thanked)), now=thanked)
    read_all(thanked, Kind.COMPLIMENT, 1)
    receive(channel.id, created(an_item("m3", "Il est encore cassé", parent="m1", posted_at=again)), now=again)
    read_all(again, Kind.COMPLAINT, 2)
    case.refresh_from_db()
    assert (case.answered_at, case.first_reply_at, case.deadline) == (None, None, again + timedelta(hours=1))


def test_a_kind_word_under_a_complaint_that_nobody_answered_starts_a_clock_but_gives_no_name(channel: Channel) -> None:
    case = a_case(channel)
    Case.objects.update(state="closed", close_reason="duplicate", closed_at=NOON, heart="Colis jamais reçu")
    later = NOON + timedelta(hours=3)
    receive(channel.id, created(an_item("m2", "Merci", parent="m1", posted_at=later)), now=later)
    read_all(later, Kind.COMPLIMENT, 1)
    case.refresh_from_db()
    assert (case.state, case.heart, case.deadline) == ("open", "Colis jamais reçu", later + timedelta(hours=1))


def test_a_new_message_never_lowers_what_a_broken_promise_raised(channel: Channel) -> None:
    case = a_case(channel)
    Case.objects.update(severity=3, severity_confirmed=2)
    receive(channel.id, created(an_item("m2", "Alors ?", parent="m1")), now=NOON)
    read_all()
    case.refresh_from_db()
    assert case.severity == 3


def test_a_closed_case_opens_again_for_the_same_person(channel: Channel) -> None:
    case = a_case(channel)
    Case.objects.update(state="closed", close_reason="solved", closed_at=NOON)
    receive(channel.id, created(an_item("m2", "Encore", parent="m1")), now=NOON)
    read_all()
    case.refresh_from_db()
    assert (case.state, case.close_reason, case.closed_at) == ("open", "", None)


def test_a_second_message_before_any_answer_does_not_give_more_time(channel: Channel) -> None:
    case = a_case(channel)
    receive(
        channel.id, created(an_item("m2", "Alors ?", parent="m1", posted_at=NOON + timedelta(minutes=30))), now=NOON
    )
    read_all(NOON + timedelta(minutes=30))
    assert Case.objects.get().deadline == case.deadline


def test_imported_comments_make_historical_cases_without_a_clock(channel: Channel) -> None:
    receive(channel.id, created(an_item()), now=NOON, historical=True)
    read_all()
    case = Case.objects.get()
    assert (case.historical, case.deadline, case.clock_started_at) == (True, None, None)


def test_an_author_of_a_historical_case_who_writes_today_starts_a_clock(channel: Channel) -> None:
    receive(channel.id, created(an_item()), now=NOON, historical=True)
    read_all()
    receive(channel.id, created(an_item("m2", "Je reviens", parent="m1")), now=NOON)
    read_all()
    case = Case.objects.get()
    assert (case.historical, case.deadline) == (False, NOON + timedelta(hours=1))


def test_an_edit_is_read_again_and_starts_no_second_clock(channel: Channel) -> None:
    case = a_case(channel)
    receive(channel.id, [Change(ChangeKind.EDITED, "m1", an_item("m1", "Autrement"), NOON)], now=NOON)
    read_all(NOON + timedelta(minutes=10))
    assert Case.objects.get().deadline == case.deadline
    assert Reading.objects.count() == 2
    assert Event.objects.filter(name="message.revised").exists()


def test_a_compliment_keeps_its_guessed_severity_and_a_complaint_counts_at_least_two(channel: Channel) -> None:
    assert a_case(channel, kind=Kind.COMPLIMENT, severity=1).severity == 1
    assert a_case(channel, external_id="m9", author="paul", severity=1).severity == 2


def test_a_worker_whose_lease_was_taken_over_writes_nothing(channel: Channel) -> None:
    receive(channel.id, created(an_item()), now=NOON)
    slow = claim_unread(limit=10, lease=LEASE, now=NOON)
    later = NOON + timedelta(seconds=61)
    quick = claim_unread(limit=10, lease=LEASE, now=later)
    assert [one.claim.attempt for one in quick] == [2]
    assert write_readings(slow, [a_result(slow[0].claim.id)], engine="slow", now=later) == 0
    assert write_readings(quick, [a_result(quick[0].claim.id)], engine="quick", now=later) == 1
    assert Reading.objects.get().engine == "quick"


def test_a_message_in_a_lease_is_not_taken_twice_and_five_attempts_are_the_cap(channel: Channel) -> None:
    receive(channel.id, created(an_item()), now=NOON)
    taken = [
        len(claim_unread(limit=10, lease=LEASE, now=NOON + timedelta(seconds=s)))
        for s in (0, 1, 61, 122, 183, 244, 305)
    ]
    assert taken == [1, 0, 1, 1, 1, 1, 0]


def test_the_database_refuses_a_second_open_case_of_one_author_in_one_conversation(channel: Channel) -> None:
    case = a_case(channel)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            brand=case.brand, channel=case.channel, conversation=case.conversation, author=case.author, state="open",
            opened_at=NOON,
        )  # fmt: skip
