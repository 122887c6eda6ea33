"""The hour: opening time, deadlines, faces and their arithmetic."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.clock import DAYS, ClockState, OpeningHours, Span
from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.rules.case import CaseFact
from detente.rules.clock import (
    STOPS,
    ResponseClock,
    alarm_at,
    alarm_due,
    allowed_time,
    deadline,
    effective_severity,
    explain,
    reading,
    removal_deadline,
)
from detente.rules.opening import add_opening_time, is_open, opening_time
from detente.rules.spoken_time import spoken_duration

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)


def week(spans_by_day):
    return tuple(tuple(Span.read(*span) for span in spans_by_day.get(day, [])) for day in DAYS)


SHOP = OpeningHours(
    "Europe/Paris",
    week({day: [("09:00", "12:30"), ("14:00", "19:00")] for day in DAYS[:5]} | {"sat": [("10:00", "17:00")]}),
    frozenset({date(2026, 12, 25)}),
)
ALWAYS = OpeningHours.always("Europe/Paris")


def at(text, zone=PARIS):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def clock(start, hours=SHOP, allowed=HOUR, stop=None):
    return ResponseClock(at(start), allowed, hours, at(stop) if stop else None)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-20T14:05", "2026-11-20T15:05"),
        ("2026-11-20T12:00", "2026-11-20T14:30"),
        ("2026-11-20T18:40", "2026-11-21T10:40"),
        ("2026-11-20T23:00", "2026-11-21T11:00"),
        ("2026-11-21T16:30", "2026-11-23T09:30"),
        ("2026-12-24T18:30", "2026-12-26T10:30"),
    ],
    ids=["open", "over lunch", "over the night", "at night", "over Sunday", "over a closed date"],
)
def test_the_hour_is_counted_in_opening_time(start, due):
    assert deadline(clock(start)) == at(due)


def test_an_hour_at_the_exact_end_of_the_day_is_due_at_closing():
    assert deadline(clock("2026-11-20T18:00")) == at("2026-11-20T19:00")


def test_summer_time_does_not_lengthen_nor_shorten_the_hour():
    spring, autumn = "2026-03-29T01:30", "2026-10-25T02:30"
    assert deadline(clock(spring, ALWAYS)) == at("2026-03-29T03:30")
    assert deadline(clock(autumn, ALWAYS)) - at(autumn).astimezone(UTC) == HOUR
    assert deadline(clock(autumn, ALWAYS)) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(("day", "length"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-20", 24)])
def test_a_day_always_open_has_the_hours_that_it_has(day, length):
    start = at(f"{day}T00:00")
    end = (start.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=PARIS)
    assert opening_time(ALWAYS, start, end) == timedelta(hours=length)


def test_opening_in_the_hour_that_summer_time_skips_means_when_that_hour_ends():
    early = OpeningHours("Europe/Paris", week({"sun": [("02:15", "05:00")]}))
    assert opening_time(early, at("2026-03-29T00:00"), at("2026-03-29T12:00")) == timedelta(hours=2)
    inside = OpeningHours("Europe/Paris", week({"sun": [("02:10", "02:50")]}))
    assert opening_time(inside, at("2026-03-28T00:00"), at("2026-03-30T00:00")) == timedelta()


def test_a_closed_channel_is_not_open_and_its_closing_minute_is_closed():
    assert is_open(SHOP, at("2026-11-20T09:00"))
    assert not is_open(SHOP, at("2026-11-20T19:00"))
    assert not is_open(SHOP, at("2026-11-22T11:00"))


def test_hours_that_two_years_of_closed_dates_hold_up_are_refused_instead_of_searched_for_ever():
    closed = frozenset(date(2026, 1, 1) + timedelta(days=day) for day in range(1500))
    with pytest.raises(Refused, match=r"input\.hours"):
        add_opening_time(OpeningHours("UTC", ALWAYS.week, closed), at("2026-06-01T00:00"), HOUR)


def test_faces_go_from_calm_over_warn_to_late():
    running = clock("2026-11-20T14:00")
    calm, warn, late = (reading(running, at(f"2026-11-20T{t}")) for t in ("14:29:59", "14:30:00", "15:07:18"))
    assert [calm.state, warn.state, late.state] == [ClockState.CALM, ClockState.WARN, ClockState.LATE]
    assert [calm.seconds_left, warn.seconds_left, late.seconds_left] == [1801, 1800, -438]
    assert calm.running
    assert late.calendar == timedelta(hours=1, minutes=7, seconds=18)
    assert "dépassé de 7 min 18 s" in late.arithmetic.fr
    assert "30 min 01 s of opening time left" in calm.arithmetic.en


def test_the_very_moment_of_the_deadline_is_not_yet_late():
    assert reading(clock("2026-11-20T14:00"), at("2026-11-20T15:00")).state is ClockState.WARN


def test_the_clock_stands_still_while_the_channel_is_closed():
    running = clock("2026-11-20T18:40")
    night, morning = (reading(running, at(t)) for t in ("2026-11-20T23:00", "2026-11-21T09:59"))
    assert night.seconds_left == morning.seconds_left == 40 * 60
    assert not night.running
    assert night.state is ClockState.CALM


def test_a_stopped_clock_is_done_and_no_longer_moves():
    stopped = clock("2026-11-20T14:00", stop="2026-11-20T14:21:04")
    early, later = (reading(stopped, at(t)) for t in ("2026-11-20T14:22", "2026-12-20T14:22"))
    assert early == later
    assert early.state is ClockState.DONE
    assert not early.running
    assert early.seconds_left == 60 * 60 - 21 * 60 - 4


def test_the_arithmetic_of_an_answer_is_said_in_both_languages():
    words = explain(at("2026-11-20T14:00"), at("2026-11-20T14:21:04"), SHOP)
    assert words.fr == "Reçu à 14:00, répondu à 14:21\u202f: 21 min 04 s, dont 21 min 04 s d’ouverture"
    assert words.en == "Received at 14:00, answered at 14:21: 21 min 04 s, of which 21 min 04 s in opening hours"


def test_the_arithmetic_names_the_days_as_soon_as_there_are_two():
    words = explain(at("2026-11-30T18:50"), at("2026-12-01T09:05"), SHOP)
    assert words.fr.startswith("Reçu le 30 novembre 2026 à 18:50, répondu le 1er décembre 2026 à 09:05")
    assert words.en.endswith("14 h 15 min 00 s, of which 15 min 00 s in opening hours")


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=9, microseconds=999), "9 s"),
        (timedelta(minutes=1), "1 min 00 s"),
        (timedelta(hours=26, minutes=5), "1 j 2 h 05 min"),
    ],
)
def test_durations_are_said_without_empty_parts(length, said):
    assert spoken_duration(length).fr == said


def test_the_alarm_rings_a_quarter_of_an_hour_before_the_end():
    running = clock("2026-11-20T14:00")
    assert alarm_at(running) == at("2026-11-20T14:45")
    assert not alarm_due(reading(running, at("2026-11-20T14:44:59")))
    assert alarm_due(reading(running, at("2026-11-20T14:45")))
    assert not alarm_due(reading(clock("2026-11-20T14:00", stop="2026-11-20T14:59"), at("2026-11-20T15:30")))
    assert alarm_at(clock("2026-11-20T14:00", allowed=timedelta(minutes=15))) == at("2026-11-20T14:00")


@pytest.mark.parametrize(
    ("severity", "kind", "minutes"),
    [
        (1, Kind.COMPLIMENT, 60),
        (2, Kind.COMPLAINT, 60),
        (3, Kind.PRESS, 60),
        (4, Kind.ABUSE, 30),
        (4, Kind.PERSON_AT_RISK, 15),
        (1, Kind.PERSON_AT_RISK, 15),
    ],
)
def test_severity_and_danger_shorten_the_hour(severity, kind, minutes):
    assert allowed_time(severity, kind) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("guess", "confirmed", "kind", "effective"),
    [
        (1, None, Kind.COMPLAINT, 2),
        (None, None, Kind.OTHER, 2),
        (3, None, Kind.COMPLAINT, 3),
        (1, None, Kind.COMPLIMENT, 1),
        (None, None, Kind.QUESTION, 1),
        (4, 1, Kind.COMPLAINT, 1),
        (1, 3, Kind.COMPLIMENT, 3),
    ],
)
def test_a_guess_counts_as_two_at_least_until_a_person_confirms(guess, confirmed, kind, effective):
    assert effective_severity(guess, confirmed, kind) == effective


def test_only_our_own_public_replies_stop_the_clock():
    assert {
        CaseFact.REPLY_PUBLISHED,
        CaseFact.HOLDING_PUBLISHED,
        CaseFact.REPLY_SEEN_ELSEWHERE,
        CaseFact.ASKED_AUTHOR,
    } == STOPS


def test_a_clear_breach_is_due_within_an_open_hour_and_never_later_than_twelve():
    assert removal_deadline(at("2026-11-20T14:00"), SHOP) == at("2026-11-20T15:00")
    assert removal_deadline(at("2026-11-21T18:00"), SHOP) == at("2026-11-22T06:00")


def test_hours_are_read_back_as_they_were_stored():
    assert OpeningHours.from_json(SHOP.to_json()) == SHOP
    assert OpeningHours.from_json(ALWAYS.to_json()).is_always
    assert not SHOP.is_always


@pytest.mark.parametrize(
    "stored",
    [
        {"timezone": "Europe/Nowhere", "days": {"mon": [["09:00", "10:00"]]}},
        {"timezone": "../etc", "days": {"mon": [["09:00", "10:00"]]}},
        {"timezone": "", "days": {"mon": [["09:00", "10:00"]]}},
        {"timezone": "UTC", "days": {}},
        {"timezone": "UTC", "days": {"lun": [["09:00", "10:00"]]}},
        {"timezone": "UTC", "days": {"mon": [["10:00", "09:00"]]}},
        {"timezone": "UTC", "days": {"mon": [["09:00", "25:00"]]}},
        {"timezone": "UTC", "days": {"mon": [["09:00", "09:75"]]}},
        {"timezone": "UTC", "days": {"mon": [["9h", "10h"]]}},
        {"timezone": "UTC", "days": {"mon": [["09:00"]]}},
        {"timezone": "UTC", "days": {"mon": "09:00"}},
        {"timezone": "UTC", "days": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}},
        {"timezone": "UTC", "days": {"mon": [["09:00", "12:00"]]}, "closed": ["Christmas"]},
        {"timezone": "UTC", "days": {"mon": [["09:00", "12:00"]]}, "closed": "2026-12-25"},
        {"timezone": "UTC", "days": []},
    ],
)
def test_hours_that_cannot_be_read_are_refused_with_the_part_that_is_wrong(stored):
    with pytest.raises(Refused) as refused:
        OpeningHours.from_json(stored)
    assert refused.value.code == "input.hours"


def _week_from(cuts):
    return tuple(Span(a, b) for a, b in list(pairwise(sorted(cuts)))[::2])


days = st.lists(st.integers(0, 1440), min_size=0, max_size=6, unique=True).map(_week_from)
weeks = st.tuples(*[days] * 7).filter(any)
zones = st.sampled_from(["Europe/Paris", "Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC"])
moments = st.timedeltas(timedelta(), timedelta(days=365)).map(lambda past: datetime(2026, 1, 1, tzinfo=UTC) + past)
amounts = st.timedeltas(timedelta(), timedelta(hours=30))


@given(zones, weeks, moments, amounts)
def test_adding_opening_time_and_measuring_it_back_is_the_identity(zone, spans, start, amount):
    hours = OpeningHours(zone, spans)
    assert opening_time(hours, start, add_opening_time(hours, start, amount)) == amount


@given(zones, weeks, moments, amounts, amounts)
def test_opening_time_adds_up(zone, spans, start, first, second):
    hours = OpeningHours(zone, spans)
    middle, end = start + first, start + first + second
    whole = opening_time(hours, start, end)
    assert whole == opening_time(hours, start, middle) + opening_time(hours, middle, end)
    assert whole <= end - start


@given(zones, weeks, moments, amounts)
def test_a_week_survives_its_stored_form(zone, spans, start, amount):
    hours = OpeningHours(zone, spans, frozenset({start.date()}))
    assert OpeningHours.from_json(hours.to_json()) == hours
