"""What people do to a case beside answering it: take it, note, correct, close."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.makers import NOON, an_item, created, read_all
from tests.desk.replies import HOLDING, LATER, Desk, a_desk
from tests.desk.sending import confirmed

from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.desk.actions.close_case import close_case
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.receive import receive
from detente.desk.actions.take_case import take_case
from detente.desk.actions.write_note import write_note
from detente.desk.models import Case, Message, Note, Promise, Reading
from detente.desk.queries.readings import latest_reading, reading_of
from detente.journal.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def refusal(call, *args, **kwargs) -> Refused:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value


def correct(desk: Desk, now=LATER, message_id: int | None = None, **said) -> Reading:
    message_id = message_id or desk.case.messages.order_by("id").first().id
    return Reading.objects.get(
        id=correct_reading(desk.writer.id, desk.case.id, message_id, Correction(**said), now=now)
    )


def test_a_case_is_taken_and_taken_over(desk):
    assert take_case(desk.writer.id, desk.case.id, now=LATER) is None
    assert take_case(desk.writer.id, desk.case.id, now=LATER) == desk.writer.id
    assert Event.objects.filter(name="case.taken").count() == 1
    assert take_case(desk.reviewer.id, desk.case.id, now=LATER) == desk.writer.id
    assert desk.case_now().assignee_id == desk.reviewer.id
    assert Event.objects.filter(name="case.taken").last().facts == {"from": desk.writer.id}


def test_a_closed_case_is_not_taken(desk):
    close_case(desk.lead.id, desk.case.id, "left_by_lead", "Vu.", now=LATER)
    assert refusal(take_case, desk.writer.id, desk.case.id, now=LATER).code == "state.case"


def test_a_note_is_kept_for_colleagues(desk):
    write_note(desk.writer.id, desk.case.id, "  Casier 12, à vérifier. ", now=LATER)
    note = Note.objects.get()
    assert (note.text, note.person_id, note.at) == ("Casier 12, à vérifier.", desk.writer.id, LATER)
    assert "Casier" not in str(list(Event.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize("text", ["", " \n", "a\x00"])
def test_an_empty_or_broken_note_is_refused(desk, text):
    assert refusal(write_note, desk.writer.id, desk.case.id, text, now=LATER).code == "input.text"


def test_a_persons_word_wins_and_the_deadline_moves_with_it(desk):
    reading = correct(desk, kind="press", severity=4, heart="Horaires   du dépôt", asks="Une date")
    case = desk.case_now()
    assert (case.kind, case.severity_confirmed, case.severity, case.heart) == ("press", 4, 4, "Horaires du dépôt")
    assert case.deadline == NOON + timedelta(minutes=30)
    assert (reading.person_id, reading.engine, reading.sentiment, reading.asks) == (
        desk.writer.id,
        "person",
        "negative",
        "Une date",
    )
    facts = Event.objects.get(name="reading.corrected").facts
    assert (facts["kind_before"], facts["kind"], facts["severity_before"]) == ("complaint", "press", 2)


def test_a_confirmation_is_a_correction_that_changes_nothing(desk):
    before = desk.case_now()
    reading = correct(desk)
    after = desk.case_now()
    assert (after.kind, after.severity, after.deadline) == (before.kind, before.severity, before.deadline)
    assert (after.severity_confirmed, reading.unsure) == (2, False)


def test_a_person_may_lower_what_the_machine_guessed(desk):
    correct(desk, kind="complaint", severity=1)
    assert desk.case_now().severity == 1


def test_the_latest_word_of_a_person_beats_a_later_guess(desk):
    first = correct(desk, kind="troll")
    message = first.message
    Message.objects.filter(id=message.id).update(read_state="unread", due_at=LATER)
    read_all(LATER)
    assert Reading.objects.filter(message=message).latest("id").person_id is None
    assert latest_reading(message.id) == first
    assert reading_of(desk.case_now()) == first
    second = correct(desk, kind="complaint")
    assert latest_reading(message.id) == second


def test_a_message_that_nobody_read_yet_can_be_said_at_once(desk):
    Message.objects.filter(case=desk.case).update(case=None)
    receive(desk.channel.id, created(an_item("n1", "?", thread="m1", parent="m1")), now=NOON)
    Message.objects.filter(external_id="n1").update(case=desk.case)
    message = Message.objects.get(external_id="n1")
    reading = correct(desk, message_id=message.id)
    assert (reading.kind, reading.severity, reading.topic) == ("other", 2, "none")


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "monster"}, {"severity": 0}, {"severity": 5}, {"sentiment": "x"}, {"topic": "x"}, {"urgency": "x"},
        {"language": "de"},
    ],
    ids=str,
)  # fmt: skip
def test_a_word_that_is_not_on_the_list_is_refused(desk, said):
    assert refusal(correct, desk, **said).code == "input.reading"
    assert Reading.objects.filter(person__isnull=False).count() == 0


def test_a_line_with_nul_is_refused(desk):
    assert refusal(correct, desk, heart="a\x00").code == "input.text"


def test_only_a_message_of_the_case_is_corrected(desk):
    desk.stranger_comments()
    other = Message.objects.get(external_id="x1")
    assert refusal(correct, desk, message_id=other.id).code == "access.message"


def test_criticism_is_not_closed_unanswered(desk):
    assert refusal(close_case, desk.writer.id, desk.case.id, "solved", now=LATER).code == "proc.equal_treatment"
    assert (
        refusal(close_case, desk.writer.id, desk.case.id, "left_by_lead", "Bof", now=LATER).code
        == "proc.equal_treatment"
    )


def test_thanks_for_a_reply_may_be_closed_as_solved(desk):
    confirmed(desk.queued())
    Promise.objects.update(state="kept")
    thanks = created(an_item("m9", "Merci beaucoup", thread="m1", parent="m1", posted_at=LATER))
    receive(desk.channel.id, thanks, now=LATER)
    read_all(LATER, Kind.COMPLIMENT, 1)
    assert desk.case_now().state == "open"
    close_case(desk.writer.id, desk.case.id, "solved", now=LATER)
    assert desk.case_now().close_reason == "solved"


def test_a_lead_leaves_a_message_unanswered_with_a_written_reason(desk):
    close_case(desk.lead.id, desk.case.id, "left_by_lead", "Même texte, répondu hier.", now=LATER)
    case = desk.case_now()
    assert (case.state, case.close_reason, case.closed_at) == ("closed", "left_by_lead", LATER)
    assert Note.objects.get().text == "Même texte, répondu hier."


def test_an_open_promise_keeps_a_case_open(desk):
    confirmed(desk.queued(HOLDING, "holding"))
    assert refusal(close_case, desk.writer.id, desk.case.id, "spam", now=LATER).code == "proc.promise_open"


def test_nothing_is_closed_as_removed_that_still_stands(desk):
    assert refusal(close_case, desk.writer.id, desk.case.id, "removed", now=LATER).code == "proc.removal"


@pytest.mark.parametrize("reason", ["", "because", "SOLVED"])
def test_a_reason_is_one_of_the_list(desk, reason):
    assert refusal(close_case, desk.writer.id, desk.case.id, reason, now=LATER).code == "input.reason"


def test_a_case_is_closed_once(desk):
    close_case(desk.lead.id, desk.case.id, "left_by_lead", "Vu.", now=LATER)
    assert refusal(close_case, desk.lead.id, desk.case.id, "spam", now=LATER).code == "state.case"


def test_a_reply_that_left_another_way_counts(desk):
    item = an_item("o1", "Bonjour, le voici.", author=None, thread="m1", parent="m1", ours=True)
    receive(desk.channel.id, created(item), now=LATER)
    close_case(desk.writer.id, desk.case.id, "solved", now=LATER)
    assert desk.case_now().state == "closed"


def test_an_answered_case_whose_author_deleted_everything_can_be_closed(desk):
    Message.objects.filter(case=desk.case).update(state="deleted")
    assert refusal(close_case, desk.writer.id, desk.case.id, "solved", now=LATER).code == "proc.equal_treatment"
    Case.objects.filter(id=desk.case.id).update(answered_at=LATER)
    close_case(desk.writer.id, desk.case.id, "solved", now=LATER)
