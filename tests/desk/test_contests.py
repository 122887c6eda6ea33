"""Who was removed is heard, and what was wrong comes back."""

from __future__ import annotations

import pytest
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON, picture_of
from tests.desk.removing import carry_out, code_of, done, grant

from detente.contracts.capabilities import Power
from detente.contracts.network import Change, ChangeKind
from detente.contracts.refusals import Refused
from detente.desk.actions.confirm_provisional import confirm_provisional
from detente.desk.actions.decide_contest import decide_contest
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.receive import receive
from detente.desk.actions.record_contest import record_contest
from detente.desk.actions.restore_removal import restore_removal
from detente.desk.models import Mail, Message, Removal
from detente.journal.models import Event
from detente.rules.removal import RemovalState


@pytest.fixture
def world(db: None) -> World:
    return a_world()


@pytest.fixture
def abuse(world: World) -> Message:
    return world.abuse()


def test_an_author_is_heard_once_and_the_lead_is_told(world: World, abuse: Message) -> None:
    removal = done(world, abuse)
    change = Change(ChangeKind.CONTESTED, "m1", None, NOON, note="Je ne visais personne.")
    receive(world.channel.id, [change], now=NOON)
    receive(world.channel.id, [change], now=NOON)
    row = Removal.objects.get(id=removal)
    assert (row.state, row.contest_text) == ("contested", "Je ne visais personne.")
    mails = Mail.objects.filter(about=f"removal:{removal}:contested")
    assert {mail.to for mail in mails} == {world.people["lead"].email, world.people["second_lead"].email}
    assert all("visais" not in mail.body for mail in mails)
    assert Event.objects.filter(name="removal.contested").count() == 1


def test_a_contest_is_decided_by_somebody_new_to_the_matter(world: World, abuse: Message) -> None:
    removal = world.ask(abuse, who="lead")
    decide_removal(world.id_of("charter"), removal, True, "", now=NOON)
    carry_out()
    record_contest(abuse.id, "Je ne visais personne.", now=NOON)
    for who in ("lead", "charter"):
        with pytest.raises(Refused) as refused:
            decide_contest(world.id_of(who), removal, True, "Le motif tient.", now=NOON)
        assert code_of(refused) == "proc.approval"
    assert decide_contest(world.id_of("second_lead"), removal, True, "Le motif tient.", now=NOON) is RemovalState.UPHELD


def test_a_contest_that_is_right_brings_the_message_back(world: World, abuse: Message) -> None:
    removal = done(world, abuse)
    record_contest(abuse.id, "Je ne visais personne.", now=NOON)
    assert decide_contest(world.id_of("lead"), removal, False, "Elle a raison.", now=NOON) is RemovalState.RESTORED
    carry_out()
    assert Message.objects.get(id=abuse.id).state == "visible"
    assert Removal.objects.get(id=removal).contest_decided_by_id == world.id_of("lead")


def test_a_contest_of_a_provisional_hide_waits_for_the_confirmation_and_then_stands(
    world: World, abuse: Message
) -> None:
    removal = world.hide(abuse)
    carry_out()
    assert record_contest(abuse.id, "Je ne visais personne.", now=NOON) == removal
    assert Removal.objects.get(id=removal).state == "provisional"
    assert confirm_provisional(world.id_of("reviewer"), removal, True, "", now=NOON) is RemovalState.CONTESTED


def test_nobody_contests_what_was_not_removed(world: World, abuse: Message) -> None:
    assert record_contest(abuse.id, "Pourquoi ?", now=NOON) is None
    world.ask(abuse)
    assert record_contest(abuse.id, "Pourquoi ?", now=NOON) is None


def test_a_person_with_the_mandate_puts_a_message_back_without_a_contest(world: World, abuse: Message) -> None:
    removal = done(world, abuse)
    assert restore_removal(world.id_of("charter"), removal, "Nous avions tort.", now=NOON) is RemovalState.RESTORED
    carry_out()
    assert Message.objects.get(id=abuse.id).state == "visible"
    with pytest.raises(Refused):
        restore_removal(world.id_of("charter"), removal, "Encore.", now=NOON)


def test_a_contested_removal_is_not_restored_around_the_contest(world: World, abuse: Message) -> None:
    removal = done(world, abuse)
    record_contest(abuse.id, "Je ne visais personne.", now=NOON)
    with pytest.raises(Refused) as refused:
        restore_removal(world.id_of("charter"), removal, "Nous avions tort.", now=NOON)
    assert code_of(refused) == "state.removal"


def test_what_a_network_deleted_for_good_is_said_and_not_ordered_back(
    world: World, abuse: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(monkeypatch, Power("delete", None, visible_to_author=False))
    picture_of(abuse)
    removal = world.ask(abuse, verb="delete")
    decide_removal(world.id_of("lead"), removal, True, "", now=NOON)
    carry_out()
    assert Message.objects.get(id=abuse.id).state == "removed"
    restore_removal(world.id_of("lead"), removal, "Nous avions tort.", now=NOON)
    row = Removal.objects.get(id=removal)
    assert (row.state, row.wanted, row.due_at) == ("restored", "", None)
    assert "publier de nouveau" in row.trouble
