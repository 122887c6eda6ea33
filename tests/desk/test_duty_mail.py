"""What cannot wait reaches whoever is on duty: once per person and occasion, in their own language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON, a_case, an_item, created, read_all

from detente.accounts.models import Brand, Membership, Person
from detente.desk.actions.alert_duty import alert_serious, alert_short_of_time
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.actions.receive import receive
from detente.desk.duty import MailReader
from detente.desk.letters import serious_case
from detente.desk.models import Case, Mail
from detente.journal.models import Event

SECRET = "Colis jamais reçu, scandaleux."
LATE = NOON + timedelta(minutes=45)


@pytest.fixture
def world(db: None, settings: LazySettings) -> World:
    settings.DETENTE_PUBLIC_URL = "https://desk.example/"
    return a_world()


def _to() -> set[str]:
    return set(Mail.objects.values_list("to", flat=True))


def _duty(world: World, *names: str) -> set[str]:
    return {world.people[name].email for name in names}


def test_a_serious_case_mails_agents_reviewers_and_leads_on_duty_once(world: World) -> None:
    case = a_case(world.channel, SECRET, severity=3)
    Membership.objects.filter(person=world.people["reviewer"]).update(on_duty=False)
    assert alert_serious(NOON) == 1
    assert alert_serious(NOON) == 0
    assert _to() == _duty(world, "agent", "lead", "second_lead", "charter")
    assert Event.objects.get(name="case.serious").facts == {"readers": 4}
    assert Event.objects.get(name="mail.queued").case_id == case.id


@pytest.mark.parametrize("severity", [1, 2])
def test_an_ordinary_case_mails_nobody_while_there_is_time(world: World, severity: int) -> None:
    a_case(world.channel, SECRET, severity=severity)
    assert (alert_serious(NOON), alert_short_of_time(NOON + timedelta(minutes=44))) == (0, 0)


def test_a_case_with_a_quarter_of_an_hour_left_mails_the_people_on_duty_once(world: World) -> None:
    a_case(world.channel, SECRET)
    assert alert_short_of_time(LATE) == 1
    assert alert_short_of_time(LATE + timedelta(hours=3)) == 0
    assert _to() == _duty(world, "agent", "reviewer", "lead", "second_lead", "charter")


def test_the_quarter_of_an_hour_is_counted_in_opening_time(world: World) -> None:
    hours = {"days": {"fri": [["09:00", "13:30"]], "mon": [["09:00", "18:00"]]}}
    Brand.objects.filter(id=world.brand.id).update(hours=hours)
    world.channel.brand.refresh_from_db()
    a_case(world.channel, SECRET)
    assert alert_short_of_time(datetime(2026, 11, 23, 8, 14, tzinfo=UTC)) == 0
    assert alert_short_of_time(datetime(2026, 11, 23, 8, 15, tzinfo=UTC)) == 1


def test_each_reads_in_their_own_language_the_number_the_kind_and_the_deadline_and_no_word_of_the_author(
    world: World,
) -> None:
    case = a_case(world.channel, SECRET)
    Person.objects.filter(id=world.id_of("agent")).update(language="en")
    alert_short_of_time(LATE)
    english = Mail.objects.get(to=world.people["agent"].email)
    french = Mail.objects.get(to=world.people["lead"].email)
    assert english.subject == f"Case {case.id}: a quarter of an hour at most"
    assert french.subject == f"Cas {case.id}\u202f: un quart d’heure au plus"
    assert "on 20 November 2026 at 14:00" in english.body
    assert "le 20 novembre 2026 à 14:00" in french.body
    assert "Réclamation" in french.body
    assert f"https://desk.example/cases/{case.id}" in french.body
    assert all(
        "scandaleux" not in one.body + one.subject and "odile" not in one.body.lower() for one in (english, french)
    )


def test_a_deadline_that_passed_meanwhile_is_said_to_have_passed(world: World) -> None:
    case = a_case(world.channel, SECRET)
    alert_short_of_time(NOON + timedelta(hours=5))
    assert Mail.objects.filter(subject=f"Case {case.id}: the hour is over").count() == 0
    assert set(Mail.objects.values_list("subject", flat=True)) == {f"Cas {case.id}\u202f: l’heure est dépassée"}


def test_a_holding_reply_silences_the_alarm(world: World) -> None:
    case = a_case(world.channel, SECRET, severity=4)
    Case.objects.filter(id=case.id).update(first_reply_at=NOON, first_reply_kind="holding")
    assert (alert_serious(LATE), alert_short_of_time(LATE)) == (0, 0)


def test_imported_cases_never_ring(world: World) -> None:
    receive(world.channel.id, created(an_item("old", SECRET)), now=NOON, historical=True)
    read_all(severity=4)
    assert Case.objects.get().historical
    assert (alert_serious(LATE), alert_short_of_time(LATE)) == (0, 0)


def test_a_case_that_opens_again_may_ring_again(world: World) -> None:
    case = a_case(world.channel, SECRET)
    alert_short_of_time(LATE)
    Case.objects.filter(id=case.id).update(state="answered", first_reply_at=LATE, answered_at=LATE)
    again = NOON + timedelta(days=1)
    receive(world.channel.id, created(an_item("m2", "Toujours rien.", parent="m1", posted_at=again)), now=again)
    read_all(again)
    assert alert_short_of_time(again) == 0
    assert alert_short_of_time(again + timedelta(minutes=50)) == 1
    assert Mail.objects.filter(to=world.people["lead"].email).count() == 2


def test_when_nobody_is_on_duty_the_leads_hear_of_it(world: World) -> None:
    Membership.objects.all().update(on_duty=False)
    a_case(world.channel, SECRET, severity=4)
    assert alert_serious(NOON) == 1
    assert _to() == _duty(world, "lead", "second_lead")


def test_people_of_another_brand_and_people_who_left_hear_nothing(world: World) -> None:
    a_world("autre")
    Person.objects.filter(id=world.id_of("agent")).update(is_active=False)
    Membership.objects.filter(person=world.people["reviewer"]).update(active=False)
    a_case(world.channel, SECRET, severity=4)
    alert_serious(NOON)
    assert _to() == _duty(world, "lead", "second_lead", "charter")


def test_somebody_with_two_roles_gets_one_mail(world: World) -> None:
    Membership.objects.create(person=world.people["agent"], brand=world.brand, role="reviewer", since=NOON)
    a_case(world.channel, SECRET, severity=4)
    alert_serious(NOON)
    assert Mail.objects.filter(to=world.people["agent"].email).count() == 1


def test_one_mail_per_person_and_occasion_whoever_queues_it(world: World) -> None:
    case = a_case(world.channel, SECRET, severity=4)
    reader = MailReader("malo@desk.example", "fr")
    assert queue_mail(serious_case(case), [reader, reader], now=NOON) == 1
    assert queue_mail(serious_case(case), [reader], now=NOON) == 0
