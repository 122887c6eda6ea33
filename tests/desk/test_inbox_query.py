"""The inbox: who sees which cases, in which order, in which band, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person
from tests.desk.replies import a_desk

from detente.accounts.models import Brand
from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.ask_hand_off import ask_hand_off
from detente.desk.actions.take_case import take_case
from detente.desk.models import Case, Channel, Department, Promise
from detente.desk.queries.folders import Folder
from detente.desk.queries.inbox import InboxPage, inbox_page
from detente.desk.queries.search import search_cases
from detente.rules.inbox import Band

pytestmark = pytest.mark.django_db


@pytest.fixture
def brand() -> Brand:
    return a_brand()


@pytest.fixture
def channel(brand: Brand) -> Channel:
    return a_channel(brand, "publicpage", "Page")


@pytest.fixture
def agent(brand: Brand) -> int:
    return a_person(brand, Role.AGENT).id


def _case(channel: Channel, minutes_ago: int, **fields: object) -> Case:
    name = f"m{minutes_ago}"
    case = a_case(
        channel, f"Colis {name}", external_id=name, author=f"a{minutes_ago}", now=NOON - timedelta(minutes=minutes_ago)
    )
    if fields:
        Case.objects.filter(id=case.id).update(**fields)
    return case


def _shape(page: InboxPage) -> list[tuple[Band, list[int]]]:
    return [(one.band, [row.facts.id for row in one.rows]) for one in page.bands]


def test_bands_follow_the_time_that_is_left(brand: Brand, channel: Channel, agent: int) -> None:
    late, soon, calm = _case(channel, 70), _case(channel, 50), _case(channel, 10)
    assert _shape(inbox_page(agent, brand.id, now=NOON)) == [
        (Band.HOUR_OVER, [late.id]),
        (Band.UNDER_A_QUARTER, [soon.id]),
        (Band.WITHIN_THE_HOUR, [calm.id]),
    ]


def test_the_quarter_is_one_of_opening_time(channel: Channel, agent: int, brand: Brand) -> None:
    hours = {day: [["09:00", "13:05"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    Brand.objects.filter(id=brand.id).update(hours={"days": hours})
    brand.refresh_from_db()
    case = a_case(channel, now=NOON)  # 13:00 in Paris: five minutes of today, the rest tomorrow from nine
    page = inbox_page(agent, brand.id, now=NOON + timedelta(hours=20, minutes=42))
    assert _shape(page) == [(Band.UNDER_A_QUARTER, [case.id])]
    assert page.counts.bands[Band.UNDER_A_QUARTER] == 1


def test_nothing_but_deadline_and_age_sorts_the_list(brand: Brand, channel: Channel, agent: int) -> None:
    cases = [_case(channel, minutes) for minutes in (5, 25, 15, 35)]
    (band,) = inbox_page(agent, brand.id, now=NOON).bands
    assert [row.facts.id for row in band.rows] == [cases[3].id, cases[1].id, cases[2].id, cases[0].id]


def test_pages_join_without_gap_and_without_repeat(brand: Brand, channel: Channel, agent: int) -> None:
    expected = [_case(channel, minutes).id for minutes in (90, 75, 61, 58, 40, 20, 3)]
    seen, after = [], ""
    while True:
        page = inbox_page(agent, brand.id, now=NOON, after=after, limit=3)
        seen += [row.facts.id for row in page.rows]
        after = page.after
        if not after:
            break
    assert seen == expected


@pytest.mark.parametrize("cursor", ["x", "1.2", "9.9.9.9", "1.99999999999999999999999.3", "١.٢.٣", "-1.0.0", "0..1"])
def test_a_cursor_that_cannot_be_read_starts_from_the_top(
    brand: Brand, channel: Channel, agent: int, cursor: str
) -> None:
    case = _case(channel, 10)
    assert [row.facts.id for row in inbox_page(agent, brand.id, now=NOON, after=cursor).rows] == [case.id]


def test_a_kept_hour_with_a_promise_moves_to_the_promises_and_a_broken_one_comes_first() -> None:
    desk = a_desk()
    publication = desk.queued()
    promise = Promise.objects.create(
        case=desk.case,
        publication=publication,
        quote="demain avant 10 h",
        made_at=NOON,
        due_at=NOON + timedelta(hours=5),
    )
    Case.objects.filter(id=desk.case.id).update(state="open", first_reply_at=NOON, first_reply_kind="holding")
    page = inbox_page(desk.writer.id, desk.brand.id, now=NOON + timedelta(hours=2))
    assert _shape(page) == [(Band.PROMISES, [desk.case.id])]
    Promise.objects.filter(id=promise.id).update(state="broken", settled_at=NOON + timedelta(hours=5))
    page = inbox_page(desk.writer.id, desk.brand.id, now=NOON + timedelta(hours=6))
    assert _shape(page) == [(Band.HOUR_OVER, [desk.case.id])]
    assert page.counts.bands[Band.HOUR_OVER] == 1


def test_a_first_reply_without_a_promise_ends_the_list(brand: Brand, channel: Channel, agent: int) -> None:
    running, replied = _case(channel, 10), _case(channel, 50, first_reply_at=NOON, first_reply_kind="holding")
    page = inbox_page(agent, brand.id, now=NOON)
    assert _shape(page) == [(Band.WITHIN_THE_HOUR, [running.id]), (Band.NO_CLOCK, [replied.id])]
    first = inbox_page(agent, brand.id, now=NOON, limit=1)
    assert [row.facts.id for row in inbox_page(agent, brand.id, now=NOON, after=first.after).rows] == [replied.id]


def test_folders_hold_what_they_say_and_count_it(brand: Brand, channel: Channel, agent: int) -> None:
    mine, other, thanks = _case(channel, 10), _case(channel, 20), _case(channel, 30, kind=Kind.COMPLIMENT)
    answered = _case(channel, 100, state="answered", answered_at=NOON, first_reply_at=NOON)
    closed = _case(channel, 200, state="closed", close_reason="solved", closed_at=NOON)
    old = _case(channel, 300, historical=True, deadline=None, clock_started_at=None)
    take_case(agent, mine.id, now=NOON)
    department = Department.objects.create(brand=brand, name="Logistique")
    ask_hand_off(agent, other.id, department.id, "Où est le colis ?", now=NOON)
    held = {folder: {row.facts.id for row in inbox_page(agent, brand.id, folder, now=NOON).rows} for folder in Folder}
    assert held == {
        Folder.ALL: {mine.id, other.id, thanks.id},
        Folder.MINE: {mine.id},
        Folder.NOBODY: {other.id, thanks.id},
        Folder.REVIEW: set(),
        Folder.DEPARTMENT: {other.id},
        Folder.BY_HAND: set(),
        Folder.TROUBLE: set(),
        Folder.FRIENDLY: {thanks.id},
        Folder.CHARTER: set(),
        Folder.ANSWERED: {answered.id},
        Folder.CLOSED: {closed.id},
        Folder.HISTORICAL: {old.id},
    }
    counted = inbox_page(agent, brand.id, now=NOON).counts.folders
    assert {folder: counted[folder] for folder in counted} == {
        folder: len(held[folder]) for folder in Folder if folder not in (Folder.CLOSED, Folder.HISTORICAL)
    }


def test_a_text_in_review_and_a_publication_in_doubt_have_their_folders() -> None:
    desk = a_desk()
    desk.submitted()
    page = inbox_page(desk.reviewer.id, desk.brand.id, Folder.REVIEW, now=NOON)
    assert [row.facts.draft for row in page.rows] == ["in_review"]
    publication = a_desk("second").queued()
    publication.state = "unknown"
    type(publication).objects.filter(id=publication.id).update(state="sending", attempts=1)
    type(publication).objects.filter(id=publication.id).update(state="unknown")
    person = a_person(publication.case.brand, Role.AGENT, name="Paul")
    page = inbox_page(person.id, publication.case.brand_id, Folder.TROUBLE, now=NOON)
    assert [row.facts.publication for row in page.rows] == ["unknown"]
    assert page.counts.folders[Folder.TROUBLE] == 1


def test_the_statements_do_not_grow_with_the_rows(brand: Brand, channel: Channel, agent: int) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            inbox_page(agent, brand.id, now=NOON)
        return len(asked)

    _case(channel, 1)
    few = statements()
    for minutes in range(2, 12):
        _case(channel, minutes)
    assert statements() == few


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_roles_without_an_inbox_are_refused(brand: Brand, role: Role) -> None:
    person = a_person(brand, role)
    with pytest.raises(Refused, match="access"):
        inbox_page(person.id, brand.id, now=NOON)


def test_another_brand_stays_unseen(channel: Channel, brand: Brand) -> None:
    _case(channel, 5)
    other = a_brand("other")
    stranger = a_person(other, Role.LEAD, name="Other Lead")
    with pytest.raises(Refused, match="access"):
        inbox_page(stranger.id, brand.id, now=NOON)
    assert inbox_page(stranger.id, other.id, now=NOON).rows == []
    assert search_cases(stranger.id, other.id, "Colis", now=NOON) == []


def test_search_finds_by_number_name_and_words_and_takes_signs_literally(
    brand: Brand, channel: Channel, agent: int
) -> None:
    case, other = _case(channel, 5), _case(channel, 6)

    def found(words: str) -> list[int]:
        return [row.facts.id for row in search_cases(agent, brand.id, words, now=NOON)]

    assert found(f"#{case.id}")[0] == case.id
    assert found("a5") == [case.id]
    assert found("colis m6") == [other.id]
    assert found("%") == []
    assert found("_") == []
    assert found("\x00") == [other.id, case.id]
    assert found("9" * 40) == []
