"""Events: written with their rows, and never with anybody's words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from detente.contracts.actors import SYSTEM, Actor
from detente.journal.models import Event
from detente.journal.record import Entry, record, record_many

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ENTRY = Entry("case.opened", Actor.person(3), "case", 7, 1, 7, {"kind": "complaint", "ids": [1, 2], "late": True})


@pytest.mark.django_db
def test_one_event_and_many_events_are_written_alike() -> None:
    with transaction.atomic():
        record(ENTRY, at=NOON)
        record_many([ENTRY, ENTRY], at=NOON)
    rows = list(Event.objects.values_list("at", "name", "actor_kind", "actor_id", "subject_id", "case_id", "facts"))
    assert len(rows) == 3 and rows[0] == rows[1] == rows[2]


def test_an_event_outside_the_transaction_of_its_row_is_refused(fresh_desk: str) -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        record(ENTRY, at=NOON)
    with pytest.raises(RuntimeError, match="in the transaction"):
        record_many([ENTRY], at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("value", [3.5, {"a": 1}, b"x", "mot " * 80, [["x"], 2.0]])
def test_a_fact_that_may_be_somebodys_words_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="words"), transaction.atomic():
        record(Entry("note.written", SYSTEM, "note", 1, facts={"words": value}), at=NOON)


@pytest.mark.django_db
def test_recording_nothing_writes_nothing() -> None:
    with transaction.atomic():
        record_many([], at=NOON)
    assert not Event.objects.exists()
