"""Who is asked to re-read, in which order, and when the deputy is asked too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.clock import OpeningHours
from detente.contracts.kinds import Kind
from detente.contracts.people import MandateKind, Role
from detente.rules.review_chain import AskedOne, Reviewer, chain, chain_words, may_sign, next_at, patience

AT = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def one(
    number: int, *roles: Role, place: int | None = None, asks: int = 0, mandates: tuple[MandateKind, ...] = ()
) -> Reviewer:
    return Reviewer(number, f"P{number}", place, asks, frozenset(roles), frozenset(mandates))


@pytest.mark.parametrize(
    ("severity", "kind", "minutes"),
    [(2, Kind.COMPLAINT, 10), (3, Kind.PRESS, 10), (4, Kind.COMPLAINT, 5), (2, Kind.PERSON_AT_RISK, 5)],
)
def test_how_long_one_reviewer_is_waited_for(severity: int, kind: Kind, minutes: int) -> None:
    assert patience(severity, kind) == timedelta(minutes=minutes)


def test_closed_hours_ask_nobody() -> None:
    hours = OpeningHours.from_json(
        {"timezone": "Europe/Paris", "days": {"fri": [["09:00", "14:05"]], "mon": [["09:00", "18:00"]]}}
    )
    assert next_at(hours, AT, 2, Kind.COMPLAINT) == datetime(2026, 11, 23, 8, 7, tzinfo=UTC)
    assert next_at(OpeningHours.always(), AT, 2, Kind.COMPLAINT) == AT + timedelta(minutes=10)


@pytest.mark.parametrize(
    ("reviewer", "missing", "able"),
    [
        (one(2, Role.REVIEWER), (), True),
        (one(2, Role.LEAD), (), True),
        (one(2, Role.AGENT), (), False),
        (one(2, Role.AGENT, mandates=(MandateKind.LEGAL,)), (), False),
        (one(1, Role.LEAD), (), False),
        (one(2, Role.REVIEWER), (MandateKind.LEGAL,), False),
        (one(2, Role.AGENT, mandates=(MandateKind.LEGAL,)), (MandateKind.LEGAL,), True),
        (one(1, Role.LEAD, mandates=(MandateKind.LEGAL,)), (MandateKind.LEGAL,), False),
    ],
    ids=["reviewer", "lead", "agent", "idle-mandate", "writer", "no-mandate", "mandate", "writer-with-mandate"],
)
def test_only_who_may_sign_is_asked_and_never_the_writer(
    reviewer: Reviewer, missing: tuple[MandateKind, ...], able: bool
) -> None:
    assert may_sign(reviewer, 1, missing) is able


def test_place_comes_first_then_who_has_least_to_read_then_who_came_first() -> None:
    people = [
        one(5, Role.LEAD),
        one(4, Role.REVIEWER, asks=1),
        one(3, Role.REVIEWER),
        one(2, Role.REVIEWER, place=2, asks=9),
        one(9, Role.LEAD, place=1),
    ]
    assert [person.id for person in chain(people, 1, ())] == [9, 2, 3, 5, 4]


@given(st.permutations(range(2, 8)))
def test_the_order_never_depends_on_how_the_rows_come(numbers: list[int]) -> None:
    people = [one(number, Role.REVIEWER, place=number % 3 or None, asks=number % 2) for number in numbers]
    assert chain(people, 1, ()) == chain(sorted(people, key=lambda person: person.id), 1, ())


def test_the_writer_reads_who_was_asked_and_who_is_next() -> None:
    ines, marc = AskedOne("Inès", AT), AskedOne("Marc", AT + timedelta(minutes=10))
    first = chain_words([ines], "Marc", AT + timedelta(minutes=10), PARIS, compulsory=False)
    assert first.en == "Asked to re-read: Inès at 14:02; without an answer, Marc at 14:12."
    assert first.fr == "Relecture demandée à Inès à 14:02\u202f; sans réponse, à Marc à 14:12."
    last = chain_words([ines, marc], None, AT + timedelta(minutes=20), PARIS, compulsory=False)
    assert "Marc à 14:12. Personne d’autre" in last.fr
    assert "told at 14:22" in last.en
    over = chain_words([ines, marc], None, None, PARIS, compulsory=False)
    assert "the lead was told" in over.en
    assert "link" in over.en
    assert "link" not in chain_words([ines], None, None, PARIS, compulsory=True).en
    assert chain_words([], None, None, PARIS, compulsory=True).en.startswith("Nobody of the chain is there")
