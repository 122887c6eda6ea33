"""The gate of evidence is kept by the database itself: an intention without its proof cannot be written."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON, an_item, created, picture_of

from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.receive import receive
from detente.desk.actions.receive_rows import ToSeal, seal_all
from detente.desk.models import Charter, EvidenceItem, Message, Removal

REFUSED = (IntegrityError, InternalError)
INTEND = "intended_at = now()"
WITH_REASON = f"{INTEND}, lesser_reason = 'login_wall'"


@pytest.fixture
def world(db: None) -> World:
    return a_world(network="wordpress")


@pytest.fixture
def abuse(world: World) -> Message:
    return world.abuse()


def _clause_that_asks(world: World, level: str) -> None:
    clause = world.clause(1)
    charter = Charter.objects.create(brand=world.brand, version=2, published_at=NOON)
    clause.id, clause.charter, clause.evidence_level = None, charter, level
    clause.save(force_insert=True)


def _decided(world: World, message: Message, verb: str = "hide") -> int:
    removal = world.ask(message, verb=verb)
    decide_removal(world.id_of("lead"), removal, True, "", now=NOON)
    return removal


def _update(removal: int, change: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE desk_removal SET {change} WHERE id = %s", [removal])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _word(world: World, who: str = "lead") -> str:
    return f"override_by_id = {world.id_of(who)}, override_reason = 'vu'"


@pytest.mark.parametrize("level", ["A", "B"])
@pytest.mark.parametrize("verb", ["hide", "delete"])
def test_a_picture_is_enough_for_either_verb(world: World, abuse: Message, verb: str, level: str) -> None:
    removal = _decided(world, abuse, verb)
    picture_of(abuse, level)
    _update(removal, INTEND)
    assert Removal.objects.get(id=removal).intended_at is not None


@pytest.mark.parametrize("change", [INTEND, WITH_REASON], ids=["bare", "with a reason"])
@pytest.mark.parametrize("verb", ["hide", "delete"])
def test_the_received_bytes_alone_are_not_enough(world: World, abuse: Message, verb: str, change: str) -> None:
    with pytest.raises(REFUSED, match=r"proc\.evidence: no picture"):
        _update(_decided(world, abuse, verb), change)


def test_a_hide_on_our_rendering_needs_its_reason(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    picture_of(abuse, "C")
    with pytest.raises(REFUSED, match=r"proc\.evidence: no picture"):
        _update(removal, INTEND)
    _update(removal, WITH_REASON)


def test_a_deletion_on_our_rendering_needs_its_reason_and_a_word(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse, "delete")
    picture_of(abuse, "C")
    for change in (WITH_REASON, f"{INTEND}, {_word(world)}"):
        with pytest.raises(REFUSED, match=r"proc\.evidence: no picture"):
            _update(removal, change)
    _update(removal, f"{WITH_REASON}, {_word(world)}")


@pytest.mark.parametrize("verb", ["hide", "delete"])
@pytest.mark.parametrize(("asks", "sealed"), [("A", "B"), ("A", "C"), ("B", "C")])
def test_under_a_clause_that_asks_for_more_nothing_less_will_do(
    world: World, abuse: Message, verb: str, asks: str, sealed: str
) -> None:
    _clause_that_asks(world, asks)
    removal = _decided(world, abuse, verb)
    picture_of(abuse, sealed)
    more = f", {_word(world)}" if verb == "delete" else ""
    with pytest.raises(REFUSED, match="this clause asks for a picture"):
        _update(removal, WITH_REASON + more)
    picture_of(abuse, asks)
    _update(removal, INTEND)


def test_a_hide_at_once_needs_the_received_bytes_only(world: World, abuse: Message) -> None:
    _clause_that_asks(world, "A")
    removal = world.hide(abuse)
    _update(removal, INTEND)


def test_a_hide_at_once_needs_the_received_bytes(world: World, abuse: Message) -> None:
    removal = world.hide(abuse)
    EvidenceItem.objects.filter(message=abuse).update(erased_at=NOON, wrapped=None, ciphertext=None)
    with pytest.raises(REFUSED, match="not sealed, or were erased"):
        _update(removal, INTEND)


def test_a_picture_without_the_received_bytes_is_not_enough(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    picture_of(abuse)
    EvidenceItem.objects.filter(message=abuse, level="D").update(erased_at=NOON, wrapped=None, ciphertext=None)
    with pytest.raises(REFUSED, match="not sealed, or were erased"):
        _update(removal, INTEND)


def test_an_erased_picture_does_not_count(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    item = picture_of(abuse)
    EvidenceItem.objects.filter(id=item.id).update(erased_at=NOON, wrapped=None, ciphertext=None)
    with pytest.raises(REFUSED, match=r"proc\.evidence: no picture"):
        _update(removal, INTEND)


def test_a_picture_of_another_message_or_of_another_version_does_not_count(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    picture_of(world.abuse("m2", "paul"))
    with pytest.raises(REFUSED, match=r"proc\.evidence: no picture"):
        _update(removal, INTEND)
    receive(world.channel.id, created(an_item("m1", "Je retire mes mots.")), now=NOON)
    picture_of(Message.objects.get(id=abuse.id))
    with pytest.raises(REFUSED, match="of another version"):
        _update(removal, INTEND)


@pytest.mark.parametrize("what", ["deleted", "readback"])
def test_a_picture_that_does_not_show_the_words_does_not_count(world: World, abuse: Message, what: str) -> None:
    removal = _decided(world, abuse)
    with transaction.atomic():
        seal_all(abuse.channel, [ToSeal(abuse.id, 1, what, b"png", "A", "image/png")], now=NOON)
    with pytest.raises(REFUSED, match=r"proc\.evidence: no picture"):
        _update(removal, INTEND)


def test_a_row_cannot_be_born_with_its_intention(world: World, abuse: Message) -> None:
    row = Removal.objects.get(id=world.ask(abuse))
    other = world.abuse("m2", "paul")
    row.id, row.message_id, row.case_id = None, other.id, other.case_id
    row.evidence = EvidenceItem.objects.get(message=other)
    row.reading_id = other.readings.latest("id").id
    row.decided_by_id, row.intended_at = world.id_of("lead"), NOON
    with pytest.raises(REFUSED, match=r"proc\.evidence: no picture"), transaction.atomic():
        row.save(force_insert=True)


def test_each_new_intention_is_proven_again(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    item = picture_of(abuse)
    _update(removal, INTEND)
    EvidenceItem.objects.filter(id=item.id).update(erased_at=NOON, wrapped=None, ciphertext=None)
    _update(removal, "trouble = 'x'")
    with pytest.raises(REFUSED, match=r"proc\.evidence: no picture"):
        _update(removal, "intended_at = intended_at + interval '1 minute'")


def test_the_asker_cannot_give_the_word_and_nobody_for_a_hide(world: World, abuse: Message) -> None:
    deletion = _decided(world, abuse, "delete")
    with pytest.raises(REFUSED, match="removal_word_of_another"):
        _update(deletion, _word(world, "agent"))
    hide = _decided(world, world.abuse("m2", "paul"))
    with pytest.raises(REFUSED, match="removal_word_of_another"):
        _update(hide, _word(world))


def test_a_word_needs_its_reason_and_stands_once_given(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse, "delete")
    with pytest.raises(REFUSED, match="removal_override"):
        _update(removal, f"override_by_id = {world.id_of('lead')}")
    _update(removal, _word(world))
    for change in (_word(world, "second_lead"), "override_reason = 'autre'", "override_by_id = NULL"):
        with pytest.raises(REFUSED, match="a word once given stands"):
            _update(removal, change)
