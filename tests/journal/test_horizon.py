"""Events are committed out of the order of their numbers; the horizon never passes one that is still to come."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from detente.journal.horizon import Horizon

INSERT = """INSERT INTO journal_event (at, name, actor_kind, subject_kind, facts)
VALUES ('2026-11-20T12:00Z', 'case.opened', 'system', 'case', '{}') RETURNING id"""


@contextmanager
def _writer(address: str) -> Iterator[psycopg.Connection[tuple[int]]]:
    with psycopg.connect(address) as link:
        yield link  # type: ignore[misc]


def _insert(link: psycopg.Connection[tuple[int]]) -> int:
    row = link.execute(INSERT).fetchone()
    assert row is not None
    return row[0]


def test_without_writers_everything_is_settled_at_once(fresh_desk: str) -> None:
    with _writer(fresh_desk) as link:
        last = _insert(link)
        link.commit()
    horizon = Horizon()
    assert (horizon.settled(), horizon.waits) == (last, False)


def test_a_higher_number_that_is_committed_first_does_not_hide_a_lower_one(fresh_desk: str) -> None:
    horizon = Horizon()
    with _writer(fresh_desk) as slow, _writer(fresh_desk) as quick:
        lower = _insert(slow)
        higher = _insert(quick)
        quick.commit()
        assert lower < higher
        assert (horizon.settled(), horizon.waits) == (0, True)
        assert horizon.settled() == 0
        slow.commit()
        assert (horizon.settled(), horizon.waits) == (higher, False)


def test_a_writer_that_gives_up_holds_nothing_up(fresh_desk: str) -> None:
    horizon = Horizon()
    with _writer(fresh_desk) as slow, _writer(fresh_desk) as quick:
        _insert(slow)
        higher = _insert(quick)
        quick.commit()
        assert horizon.settled() == 0
        slow.rollback()
        assert horizon.settled() == higher


def test_writers_without_end_do_not_stop_the_horizon(fresh_desk: str) -> None:
    """There is always somebody writing, yet each of them ends."""
    horizon = Horizon()
    with _writer(fresh_desk) as one, _writer(fresh_desk) as other:
        seen = []
        _insert(one)
        for now, then in ((other, one), (one, other), (other, one), (one, other)):
            _insert(now)
            then.commit()
            seen.append(horizon.settled())
        other.commit()
    assert seen == sorted(seen) and seen[-1] > 0


def test_no_event_appears_behind_the_horizon_whatever_the_writers_do(fresh_desk: str) -> None:
    """Six writers commit or give up in any order, some slowly; whoever reads up to the horizon has read everything."""
    stop, horizon, read = threading.Event(), Horizon(), list[int]()

    def write(seed: int) -> None:
        chance = random.Random(seed)
        with _writer(fresh_desk) as link:
            for _ in range(60):
                for _ in range(chance.randint(1, 3)):
                    _insert(link)
                if chance.random() < 0.3:
                    link.execute("SELECT pg_sleep(%s)", [chance.random() / 100])
                (link.rollback if chance.random() < 0.2 else link.commit)()

    def follow() -> None:
        with psycopg.connect(fresh_desk, autocommit=True) as link:
            place = 0
            while not stop.is_set() or horizon.waits:
                upto = horizon.settled()
                rows = link.execute(
                    "SELECT id FROM journal_event WHERE id > %s AND id <= %s ORDER BY id", [place, upto]
                )
                read.extend(row[0] for row in rows.fetchall())
                place = upto
            upto = horizon.settled()
            rows = link.execute("SELECT id FROM journal_event WHERE id > %s AND id <= %s ORDER BY id", [place, upto])
            read.extend(row[0] for row in rows.fetchall())

    writers = [threading.Thread(target=write, args=[seed]) for seed in range(6)]
    for writer in writers:
        writer.start()
    ender = threading.Thread(target=lambda: ([writer.join(60) for writer in writers], stop.set()))
    ender.start()
    follow()
    ender.join(60)
    with psycopg.connect(fresh_desk) as link:
        everything = [row[0] for row in link.execute("SELECT id FROM journal_event ORDER BY id").fetchall()]
    assert read == everything
    assert len(everything) > 300


@pytest.mark.django_db
def test_an_empty_journal_is_settled_at_nothing() -> None:
    assert Horizon().settled() == 0
