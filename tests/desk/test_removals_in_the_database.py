"""The charter gate is kept by the database itself: raw SQL that goes around the actions is refused."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from tests.desk.charter_world import COMPLAINT, World, a_world
from tests.desk.makers import NOON, a_case, an_item, created, picture_of, read_all

from detente.contracts.kinds import Kind
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.receive import receive
from detente.desk.models import EvidenceItem, Message, Reading, Removal

COLUMNS = (
    "brand_id, case_id, channel_id, message_id, verb, clause_id, quote, reason, evidence_id, reading_id, state, provisional,"
    " asked_by_id, asked_at, decision_note, notice, contest_text, wanted, trouble, attempts"
)
REFUSED = (IntegrityError, InternalError)


@pytest.fixture
def world(db: None) -> World:
    return a_world()


@pytest.fixture
def abuse(world: World) -> Message:
    return world.abuse()


def _values(world: World, message: Message, **changes: object) -> dict[str, object]:
    evidence, reading = (
        EvidenceItem.objects.filter(message=message).last(),
        Reading.objects.filter(message=message).last(),
    )
    values: dict[str, object] = {
        "brand_id": world.brand.id,
        "case_id": message.case_id,
        "channel_id": message.channel_id,
        "message_id": message.id,
        "verb": "hide",
        "clause_id": world.clause(1).id,
        "quote": "renvoyez-les",
        "reason": "Vise l’origine.",
        "evidence_id": evidence.id if evidence else None,
        "reading_id": reading.id if reading else None,
        "state": "asked",
        "provisional": False,
        "asked_by_id": world.id_of("agent"),
        "asked_at": NOON,
        "decision_note": "",
        "notice": "Bonjour.",
        "contest_text": "",
        "wanted": "",
        "trouble": "",
        "attempts": 0,
    }
    return values | changes


def _insert(values: dict[str, object], more: str = "", extra: tuple[object, ...] = ()) -> None:
    names = COLUMNS + more
    marks = ", ".join(["%s"] * (len(values) + len(extra)))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO desk_removal ({names}) VALUES ({marks})", [*values.values(), *extra])


def _update(removal: int, change: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE desk_removal SET {change} WHERE id = %s", [removal])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_row_of_a_true_request_is_taken(world: World, abuse: Message) -> None:
    _insert(_values(world, abuse))
    assert Removal.objects.count() == 1


def test_plain_criticism_cannot_be_removed(world: World) -> None:
    message = world.confirmed("m2", "paul", COMPLAINT, Kind.COMPLAINT)
    with pytest.raises(REFUSED, match="criticism stays"):
        _insert(_values(world, message))


def test_a_machine_reading_cannot_ground_a_removal(world: World) -> None:
    case = a_case(world.channel, kind=Kind.ABUSE)
    with pytest.raises(REFUSED, match="a machine never decides"):
        _insert(_values(world, world.message(case)))


@pytest.mark.parametrize(
    "column", ["clause_id", "evidence_id", "reading_id", "asked_by_id", "reason", "quote", "notice"]
)
def test_a_removal_without_one_of_its_parts_cannot_be_written(world: World, abuse: Message, column: str) -> None:
    with pytest.raises(REFUSED):
        _insert(_values(world, abuse, **{column: None}))


@pytest.mark.parametrize("column", ["reason", "quote", "notice"])
def test_empty_words_do_not_count_as_words(world: World, abuse: Message, column: str) -> None:
    with pytest.raises(REFUSED, match="removal_reason"):
        _insert(_values(world, abuse, **{column: ""}))


@pytest.mark.parametrize("number", [10, 11, 12])
def test_a_clause_that_says_what_stays_is_no_ground(world: World, abuse: Message, number: int) -> None:
    with pytest.raises(REFUSED, match="this clause does not allow it"):
        _insert(_values(world, abuse, clause_id=world.clause(number).id))


def test_a_clause_that_only_hides_does_not_delete(world: World, abuse: Message) -> None:
    with pytest.raises(REFUSED, match="this clause does not allow it"):
        _insert(_values(world, abuse, verb="delete", clause_id=world.clause(5).id))


def test_a_review_cannot_be_removed(world: World) -> None:
    receive(world.channel.id, created(an_item("r1", "Nul.", author="rita", is_review=True)), now=NOON)
    read_all()
    message = Message.objects.get(external_id="r1")
    assert message.case_id is not None
    correct_reading(world.id_of("agent"), message.case_id, message.id, Correction(kind="abuse"), now=NOON)
    with pytest.raises(REFUSED, match="a review is never removed"):
        _insert(_values(world, message))


def test_evidence_of_another_message_does_not_count(world: World, abuse: Message) -> None:
    other = world.abuse("m2", "paul")
    evidence = EvidenceItem.objects.get(message=other)
    with pytest.raises(REFUSED, match="removal_with_that_evidence"):
        _insert(_values(world, abuse, evidence_id=evidence.id))


def test_a_reading_of_another_message_does_not_count(world: World, abuse: Message) -> None:
    other = world.abuse("m2", "paul")
    reading = Reading.objects.filter(message=other).last()
    assert reading is not None
    with pytest.raises(REFUSED):
        _insert(_values(world, abuse, reading_id=reading.id))


def test_erased_evidence_does_not_count(world: World, abuse: Message) -> None:
    EvidenceItem.objects.filter(message=abuse).update(erased_at=NOON, wrapped=None, ciphertext=None)
    with pytest.raises(REFUSED, match="the evidence was erased"):
        _insert(_values(world, abuse))


def test_a_reading_that_was_corrected_since_does_not_count(world: World, abuse: Message) -> None:
    old = Reading.objects.filter(message=abuse).last()
    assert old is not None
    assert abuse.case_id is not None
    correct_reading(world.id_of("agent"), abuse.case_id, abuse.id, Correction(kind="complaint"), now=NOON)
    with pytest.raises(REFUSED, match="a later reading exists"):
        _insert(_values(world, abuse, reading_id=old.id))


@pytest.mark.parametrize("state", ["approved", "done", "upheld"])
def test_a_removal_begins_as_a_request(world: World, abuse: Message, state: str) -> None:
    with pytest.raises(REFUSED):
        _insert(_values(world, abuse, state=state), ", decided_by_id", (world.id_of("lead"),))


def test_a_provisional_removal_is_a_hide_with_an_end(world: World, abuse: Message) -> None:
    values = _values(world, abuse, state="provisional", provisional=True)
    with pytest.raises(REFUSED, match="removal_provisional_hide"):
        _insert(values)
    with pytest.raises(REFUSED):
        _insert({**values, "verb": "delete"}, ", confirm_by", (NOON,))


def test_a_second_live_removal_of_one_message_is_refused(world: World, abuse: Message) -> None:
    _insert(_values(world, abuse))
    with pytest.raises(REFUSED, match="removal_one_live"):
        _insert(_values(world, abuse))


def test_the_asker_cannot_be_the_decider(world: World, abuse: Message) -> None:
    removal = world.ask(abuse)
    with pytest.raises(REFUSED, match="removal_second_person"):
        _update(removal, f"state = 'approved', decided_by_id = {world.id_of('agent')}")


@pytest.mark.parametrize("state", ["approved", "done", "refused", "contested", "upheld"])
def test_no_state_after_the_request_without_a_decider(world: World, abuse: Message, state: str) -> None:
    removal = world.ask(abuse)
    with pytest.raises(REFUSED, match="removal_decided"):
        _update(removal, f"state = '{state}'")


def test_nothing_is_carried_out_without_a_decision(world: World, abuse: Message) -> None:
    removal = world.ask(abuse)
    picture_of(abuse)
    with pytest.raises(REFUSED, match="removal_executed_after_decision"):
        _update(removal, "intended_at = now()")
    with pytest.raises(REFUSED):
        _update(removal, "done_at = now()")


def test_the_result_cannot_come_before_the_intention(world: World, abuse: Message) -> None:
    removal = world.hide(abuse)
    with pytest.raises(REFUSED, match="removal_intended_first"):
        _update(removal, "done_at = now()")


@pytest.mark.parametrize(
    "change",
    [
        "quote = 'autre'",
        "reason = 'autre'",
        "verb = 'delete'",
        "provisional = true",
        "asked_by_id = asked_by_id + 1",
        "asked_at = asked_at - interval '1 day'",
        "clause_id = clause_id + 1",
    ],
)
def test_a_request_is_decided_not_rewritten(world: World, abuse: Message, change: str) -> None:
    removal = world.ask(abuse)
    with pytest.raises(REFUSED, match="decided, not rewritten"):
        _update(removal, change)


@pytest.mark.parametrize("statement", ["DELETE FROM desk_removal", "TRUNCATE desk_removal CASCADE"])
def test_the_register_forgets_nothing(world: World, abuse: Message, statement: str) -> None:
    world.ask(abuse)
    with pytest.raises(REFUSED, match="keeps what it holds"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {statement}")


@pytest.mark.parametrize("table", ["desk_charter", "desk_clause"])
def test_a_published_charter_is_never_rewritten(world: World, table: str) -> None:
    with pytest.raises(REFUSED, match="keeps what it holds"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")
