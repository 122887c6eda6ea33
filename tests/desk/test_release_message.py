"""What a network holds appears when somebody with the right says so, and never by another way round the charter."""

from __future__ import annotations

import pytest
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON, a_case, a_person

from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.release_message import ATTEMPT_CAP, release_message
from detente.desk.models import Message, Release
from detente.desk.queries.releases import held_posts
from detente.journal.models import Event
from detente.rules.roles import WHO_MAY, Action

pytestmark = pytest.mark.django_db


def a_held_message(world: World) -> Message:
    message = world.message(a_case(world.channel))
    Message.objects.filter(id=message.id).update(state="hidden")
    message.refresh_from_db()
    return message


def code_of(world: World, person_id: int, message: Message) -> str:
    try:
        release_message(person_id, message.id, now=NOON)
    except Refused as refused:
        return refused.code if refused.sentence.fr else "no sentence"
    return ""


@pytest.mark.parametrize("role", Role)
def test_only_who_re_reads_or_leads_lets_appear_what_the_network_holds(role: Role) -> None:
    world = a_world()
    person = a_person(world.brand, role, name="Ada Vol")
    code = code_of(world, person.id, a_held_message(world))
    expected = role in (Role.REVIEWER, Role.LEAD)
    assert (code == "", code.startswith("access.")) == (expected, not expected)
    assert WHO_MAY[Action.RELEASE_MESSAGE].to({role}, ()) is expected
    assert Release.objects.count() == int(expected)


def test_a_stranger_learns_nothing() -> None:
    world = a_world()
    message = a_held_message(world)
    for person in (a_world("other").id_of("lead"), 999_999_999):
        assert code_of(world, person, message) == "access.brand"
    assert code_of(world, world.id_of("lead"), Message(id=999_999_999)) == "access.message"


def test_it_is_written_who_said_so_and_asked_once() -> None:
    world = a_world()
    message = a_held_message(world)
    assert code_of(world, world.id_of("reviewer"), message) == ""
    assert code_of(world, world.id_of("lead"), message) == "state.release"
    (event,) = Event.objects.filter(name="release.asked")
    assert (event.case_id, event.facts["message"]) == (message.case_id, message.id)
    assert Release.objects.get().by_id == world.id_of("reviewer")


def test_what_is_online_ours_or_removed_under_the_charter_is_not_let_appear_this_way() -> None:
    world = a_world()
    lead = world.id_of("lead")
    shown = world.message(a_case(world.channel))
    assert code_of(world, lead, shown) == "state.message"
    ours = a_case(world.channel, external_id="m7", author="ana")
    Message.objects.filter(case=ours).update(ours=True, state="hidden")
    assert code_of(world, lead, Message.objects.get(case=ours)) == "state.message"
    abuse = world.abuse("m8", "paul")
    decide_removal(lead, world.ask(abuse), True, "", now=NOON)
    Message.objects.filter(id=abuse.id).update(state="hidden")
    assert code_of(world, lead, abuse) == "state.removal"


def test_a_network_that_cannot_show_what_it_holds_says_where_to_do_it() -> None:
    world = a_world(network="import")
    assert code_of(world, world.id_of("lead"), a_held_message(world)) == "state.network"


def test_the_case_offers_it_to_those_who_may_and_says_what_became_of_it() -> None:
    from detente.desk.access import access_case

    world = a_world()
    message = a_held_message(world)
    assert message.case_id is not None
    seen = {}
    for who in ("agent", "lead"):
        _, colleague = access_case(world.id_of(who), message.case_id)
        seen[who] = held_posts(message.case_id, colleague)[message.id]
    assert (seen["agent"].offered, seen["lead"].offered) == (False, True)
    release_message(world.id_of("lead"), message.id, now=NOON)
    _, lead = access_case(world.id_of("lead"), message.case_id)
    held = held_posts(message.case_id, lead)[message.id]
    assert (held.offered, held.waiting) == (False, True)


def test_one_whose_workers_all_died_can_be_asked_anew() -> None:
    world = a_world()
    message = a_held_message(world)
    release_message(world.id_of("lead"), message.id, now=NOON)
    Release.objects.update(attempts=ATTEMPT_CAP, due_at=NOON)
    assert code_of(world, world.id_of("lead"), message) == ""
    assert list(Release.objects.order_by("id").values_list("state", flat=True)) == ["failed", "waiting"]
