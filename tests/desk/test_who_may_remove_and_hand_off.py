"""Every role on every action of the hour and of the charter: one table, tried row by row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.desk.charter_world import a_world
from tests.desk.makers import NOON, a_case, a_person
from tests.desk.removing import carry_out, on_a_page, stop_captures

from detente.accounts.models import Membership
from detente.contracts.capture import Stop
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.accept_hand_off import accept_hand_off
from detente.desk.actions.answer_hand_off import answer_hand_off
from detente.desk.actions.ask_hand_off import ask_hand_off
from detente.desk.actions.close_department import close_department
from detente.desk.actions.confirm_provisional import confirm_provisional
from detente.desk.actions.decide_contest import decide_contest
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.decline_hand_off import decline_hand_off
from detente.desk.actions.make_department import make_department
from detente.desk.actions.override_evidence import override_evidence
from detente.desk.actions.record_contest import record_contest
from detente.desk.actions.restore_removal import restore_removal
from detente.desk.actions.retry_removal import retry_removal
from detente.desk.models import Case, Channel, Message
from detente.desk.queries.removals import removal_form, removal_view, waiting_removals

WHO = ("stranger", "agent", "reviewer", "lead", "auditor", "expert", "administrator", "charter")
DESK = {"agent", "reviewer", "lead", "charter"}
MANDATE = {"lead", "charter"}


class Stage:
    """A world with one thing of every sort to act on; the askers are people who try nothing themselves."""

    def __init__(self) -> None:
        self.world = a_world()
        lead = self.world.id_of("second_lead")
        self.department = make_department(lead, self.world.brand.id, "Logistique", now=NOON)
        expert = self.world.people["expert"]
        Membership.objects.filter(person=expert).update(department_id=self.department)

    def case(self) -> Case:
        """A fresh case that nobody handed off."""
        return a_case(self.world.channel, external_id="c1", author="cleo")

    def hand_off(self) -> int:
        """A question to the expert's department."""
        return ask_hand_off(self.world.id_of("second_lead"), self.case().id, self.department, "Où ?", now=NOON)

    def abuse(self) -> Message:
        """A message that may be removed."""
        return self.world.abuse()

    def asked(self) -> int:
        """A removal asked for."""
        return self.world.ask(self.abuse(), who="second_lead")

    def hidden(self) -> int:
        """A provisional hide."""
        return self.world.hide(self.abuse(), who="second_lead")

    def done(self) -> int:
        """A removal carried out, decided by somebody who then left the scene."""
        removal = self.hidden()
        carry_out()
        confirm_provisional(self._third(), removal, True, "", now=NOON)
        return removal

    def contested(self) -> int:
        """A removal contested by its author."""
        removal = self.done()
        record_contest(Message.objects.get(removals=removal).id, "Pourquoi ?", now=NOON)
        return removal

    def unpictured(self) -> int:
        """An approved deletion of which no picture can be had."""
        Channel.objects.update(network="wordpress")
        removal = self.world.ask(on_a_page(self.abuse()), who="second_lead", verb="delete")
        decide_removal(self._third(), removal, True, "", now=NOON)
        stop_captures(Stop.LOGIN_WALL)
        return removal

    def _third(self) -> int:
        return a_person(self.world.brand, Role.LEAD, name="Ève Tiers").id


ACTIONS: dict[str, tuple[set[str], Callable[[Stage], int], Callable[[Stage, int, int], object]]] = {
    "ask_hand_off": (
        DESK,
        lambda s: s.case().id,
        lambda s, p, case: ask_hand_off(p, case, s.department, "Où ?", now=NOON),
    ),
    "accept_hand_off": ({"expert", "lead"}, Stage.hand_off, lambda s, p, one: accept_hand_off(p, one, now=NOON)),
    "decline_hand_off": (
        {"expert", "lead"},
        Stage.hand_off,
        lambda s, p, one: decline_hand_off(p, one, "Pas nous.", now=NOON),
    ),
    "answer_hand_off": (
        {"expert", "lead"},
        Stage.hand_off,
        lambda s, p, one: answer_hand_off(p, one, "Au casier.", now=NOON),
    ),
    "make_department": (
        {"lead", "administrator"},
        lambda s: s.world.brand.id,
        lambda s, p, brand: make_department(p, brand, "Gares", now=NOON),
    ),
    "close_department": (
        {"lead", "administrator"},
        lambda s: s.department,
        lambda s, p, one: close_department(p, one, now=NOON),
    ),
    "removal_form": (DESK, lambda s: s.abuse().id, lambda s, p, one: removal_form(p, one)),
    "ask_removal": (DESK, lambda s: s.abuse().id, lambda s, p, one: _ask(s, p, one)),
    "hide_provisionally": (DESK, lambda s: s.abuse().id, lambda s, p, one: _hide(s, p, one)),
    "removal_view": (DESK | {"auditor"}, Stage.asked, lambda s, p, one: removal_view(p, one, now=NOON)),
    "waiting_removals": (
        DESK | {"auditor"},
        lambda s: s.world.brand.id,
        lambda s, p, brand: waiting_removals(p, brand, now=NOON),
    ),
    "decide_removal": (MANDATE, Stage.asked, lambda s, p, one: decide_removal(p, one, True, "", now=NOON)),
    "confirm_provisional": (DESK, Stage.hidden, lambda s, p, one: confirm_provisional(p, one, True, "", now=NOON)),
    "restore_removal": (MANDATE, Stage.done, lambda s, p, one: restore_removal(p, one, "Tort.", now=NOON)),
    "decide_contest": (MANDATE, Stage.contested, lambda s, p, one: decide_contest(p, one, True, "Tient.", now=NOON)),
    "override_evidence": (MANDATE, Stage.unpictured, lambda s, p, one: override_evidence(p, one, "Vu.", now=NOON)),
    "retry_removal": (DESK, Stage.hidden, lambda s, p, one: retry_removal(p, one, now=NOON)),
}


def _named(stage: Stage, person: int) -> str:
    return next(who for who, one in stage.world.people.items() if one.id == person)


def _ask(stage: Stage, person: int, message: int) -> int:
    return stage.world.ask(Message.objects.get(id=message), who=_named(stage, person))


def _hide(stage: Stage, person: int, message: int) -> int:
    return stage.world.hide(Message.objects.get(id=message), who=_named(stage, person))


@pytest.mark.django_db
@pytest.mark.parametrize("action", sorted(ACTIONS))
@pytest.mark.parametrize("who", WHO)
def test_each_role_may_do_its_own_and_nothing_else(who: str, action: str) -> None:
    allowed, prepare, act = ACTIONS[action]
    stage = Stage()
    subject = prepare(stage)
    person = stage.world.id_of(who)
    if who in allowed:
        act(stage, person, subject)
        return
    with pytest.raises(Refused) as refused:
        act(stage, person, subject)
    assert refused.value.code.startswith("access.")
    assert refused.value.sentence.fr != refused.value.sentence.en


@pytest.mark.django_db
@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_a_colleague_who_left_is_a_stranger(action: str) -> None:
    _, prepare, act = ACTIONS[action]
    stage = Stage()
    subject = prepare(stage)
    Membership.objects.filter(person=stage.world.people["lead"]).update(active=False)
    with pytest.raises(Refused, match=r"access\."):
        act(stage, stage.world.id_of("lead"), subject)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        lambda p: accept_hand_off(p, 987_654, now=NOON),
        lambda p: answer_hand_off(p, 987_654, "x", now=NOON),
        lambda p: ask_hand_off(p, 987_654, 1, "x", now=NOON),
        lambda p: close_department(p, 987_654, now=NOON),
        lambda p: decide_removal(p, 987_654, True, "", now=NOON),
        lambda p: removal_form(p, 987_654),
    ],
)
def test_what_does_not_exist_answers_like_what_is_not_yours(act: Callable[[int], object]) -> None:
    world = a_world()
    with pytest.raises(Refused, match=r"access\."):
        act(world.id_of("lead"))
