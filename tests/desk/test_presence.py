"""Presence is told by open pages, seen by colleagues only, and leaves nothing behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.makers import a_brand, a_person
from tests.desk.replies import LATER, a_desk

from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.note_presence import leave_case, note_presence
from detente.desk.models import Presence
from detente.desk.queries.presence import who_is_here
from detente.journal.models import Event
from detente.rules.presence import Here

pytestmark = pytest.mark.django_db

SOON = timedelta(seconds=10)


def test_colleagues_see_each_other_and_a_page_that_is_shut_is_forgotten():
    desk = a_desk()
    events = Event.objects.count()
    note_presence(desk.writer.id, desk.case.id, "reply", now=LATER)
    note_presence(desk.lead.id, desk.case.id, now=LATER)
    assert who_is_here(desk.case.id, desk.lead.id, now=LATER) == [Here("Salomé Brandt", "reply")]
    assert who_is_here(desk.case.id, desk.writer.id, now=LATER) == [Here("Inès Faure")]
    note_presence(desk.writer.id, desk.case.id, now=LATER + SOON)
    assert who_is_here(desk.case.id, desk.lead.id, now=LATER + SOON) == [Here("Salomé Brandt", "reply")]
    leave_case(desk.writer.id, desk.case.id)
    assert who_is_here(desk.case.id, desk.lead.id, now=LATER + SOON) == []
    assert Event.objects.count() == events


def test_who_fell_silent_leaves_no_row():
    desk = a_desk()
    note_presence(desk.writer.id, desk.case.id, "note", now=LATER)
    assert who_is_here(desk.case.id, desk.lead.id, now=LATER + 3 * SOON) == []
    note_presence(desk.lead.id, desk.case.id, now=LATER + 4 * SOON)
    assert [one.person_id for one in Presence.objects.all()] == [desk.lead.id]


WRITES = [
    (Role.AGENT, "reply", "reply"),
    (Role.AUDITOR, "reply", ""),
    (Role.AUDITOR, "note", ""),
    (Role.REVIEWER, "note", "note"),
    (Role.AGENT, "anything", ""),
]


def test_nobody_is_said_to_write_what_their_role_does_not_write():
    desk = a_desk()
    for role, writing, shown in WRITES:
        person = a_person(desk.brand, role, name="Ana")
        note_presence(person.id, desk.case.id, writing, now=LATER)
        assert who_is_here(desk.case.id, desk.lead.id, now=LATER) == [Here("Ana", shown)]
        leave_case(person.id, desk.case.id)


def test_who_does_not_see_the_case_is_not_there():
    desk = a_desk()
    strangers = [a_person(desk.brand, Role.ADMINISTRATOR), a_person(desk.brand, Role.EXPERT)]
    for person in [*strangers, a_person(a_brand("vierzeau"), Role.LEAD)]:
        with pytest.raises(Refused, match=r"access\."):
            note_presence(person.id, desk.case.id, now=LATER)
        with pytest.raises(Refused, match=r"access\."):
            leave_case(person.id, desk.case.id)
    assert not Presence.objects.exists()
