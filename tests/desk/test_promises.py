"""Every "we will come back at…" is kept or broken, and a broken one is never silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON, a_case
from tests.desk.promise_rows import a_promise

from detente.desk.actions.alarm_promises import alarm_promises
from detente.desk.actions.break_promises import break_promises
from detente.desk.models import Case, Mail, Promise
from detente.desk.queries.promises import case_promises, open_promises
from detente.journal.models import Event
from detente.rules.promise import PromiseState
from detente.rules.promise_alarms import PromiseAlarm, alarms_rung

DUE = NOON + timedelta(hours=2)


@pytest.fixture
def world(db: None) -> World:
    return a_world()


@pytest.fixture
def case(world: World) -> Case:
    return a_case(world.channel)


@pytest.fixture
def promise(world: World, case: Case) -> Promise:
    return a_promise(case, world.id_of("agent"), due_at=DUE)


def _about(promise: Promise, what: str) -> set[str]:
    return set(Mail.objects.filter(about=f"promise:{promise.id}:{what}").values_list("to", flat=True))


@pytest.mark.parametrize(
    ("minutes", "rung"),
    [
        (89, ()),
        (90, (PromiseAlarm.THREE_QUARTERS,)),
        (104, (PromiseAlarm.THREE_QUARTERS,)),
        (105, (PromiseAlarm.THREE_QUARTERS, PromiseAlarm.LAST_QUARTER_HOUR)),
    ],
)
def test_a_promise_of_two_hours_rings_at_ninety_minutes_and_a_quarter_of_an_hour_before(
    minutes: int, rung: tuple[PromiseAlarm, ...]
) -> None:
    assert alarms_rung(NOON, DUE, NOON + timedelta(minutes=minutes)) == rung


def test_the_people_on_duty_hear_each_alarm_once(world: World, promise: Promise) -> None:
    assert alarm_promises(NOON + timedelta(minutes=89)) == 0
    for minutes in (90, 91, 105, 106):
        alarm_promises(NOON + timedelta(minutes=minutes))
    duty = {world.people[who].email for who in ("agent", "reviewer", "lead", "second_lead", "charter")}
    assert _about(promise, "three_quarters") == duty
    assert _about(promise, "last_quarter_hour") == duty
    assert Event.objects.filter(name="promise.alarmed").count() == 2


def test_alarms_that_ring_together_are_one_mail(promise: Promise) -> None:
    assert alarm_promises(NOON + timedelta(minutes=110)) == 1
    assert _about(promise, "three_quarters") == set()
    assert _about(promise, "last_quarter_hour")


def test_a_mail_about_a_promise_holds_no_word_of_it(promise: Promise) -> None:
    alarm_promises(NOON + timedelta(minutes=110))
    assert all("revenons vers vous" not in mail.body and "jamais reçu" not in mail.body for mail in Mail.objects.all())


def test_a_kept_promise_neither_rings_nor_breaks(promise: Promise) -> None:
    Promise.objects.filter(id=promise.id).update(state="kept", settled_at=NOON)
    assert alarm_promises(NOON + timedelta(minutes=110)) == 0
    assert break_promises(DUE + timedelta(hours=1)) == 0


def test_a_promise_past_due_is_broken_and_the_case_is_open_again_and_graver(
    world: World, case: Case, promise: Promise
) -> None:
    Case.objects.filter(id=case.id).update(state="answered", answered_at=NOON)
    assert break_promises(DUE) == 0
    assert break_promises(DUE + timedelta(seconds=1)) == 1
    case.refresh_from_db()
    promise.refresh_from_db()
    assert (promise.state, promise.settled_at) == ("broken", DUE + timedelta(seconds=1))
    assert (case.state, case.severity, case.times_opened, case.answered_at) == ("open", 3, 2, None)
    assert _about(promise, "broken") == {world.people["lead"].email, world.people["second_lead"].email}
    names = set(Event.objects.filter(case_id=case.id).values_list("name", flat=True))
    assert {"promise.broken", "case.severity_raised"} <= names


def test_breaking_again_changes_nothing(case: Case, promise: Promise) -> None:
    break_promises(DUE + timedelta(minutes=1))
    assert break_promises(DUE + timedelta(minutes=2)) == 0
    case.refresh_from_db()
    assert case.severity == 3


def test_two_promises_broken_at_once_raise_the_case_twice_but_never_above_four(
    world: World, case: Case, promise: Promise
) -> None:
    publication = promise.publication
    for minutes in (1, 2):
        due_at = DUE + timedelta(minutes=minutes)
        Promise.objects.create(case=case, publication=publication, quote="x", made_at=NOON, due_at=due_at)
    assert break_promises(DUE + timedelta(hours=1)) == 3
    case.refresh_from_db()
    assert case.severity == 4


def test_a_closed_case_with_a_newer_open_one_stays_closed(world: World, case: Case, promise: Promise) -> None:
    Case.objects.filter(id=case.id).update(state="closed", closed_at=NOON, close_reason="solved")
    case.refresh_from_db()
    Case.objects.create(
        brand=case.brand, channel=case.channel, conversation=case.conversation, author=case.author, state="open",
        opened_at=NOON,
    )  # fmt: skip
    assert break_promises(DUE + timedelta(hours=1)) == 1
    case.refresh_from_db()
    promise.refresh_from_db()
    assert (case.state, promise.state) == ("closed", "broken")


def test_promises_are_shown_with_the_time_left(case: Case, promise: Promise) -> None:
    row = case_promises(case.id, now=NOON)[0]
    assert (row.state, row.left) == (PromiseState.OPEN, timedelta(hours=2))
    assert [one.id for one in open_promises(case.brand_id, now=NOON)] == [promise.id]
    break_promises(DUE + timedelta(hours=1))
    assert open_promises(case.brand_id, now=DUE) == ()
    assert case_promises(case.id, now=DUE)[0].left == timedelta()
