"""Rows are the queue: exactly as many as asked for are taken, whatever plan the database picks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from tests.desk.makers import NOON

from detente.desk.actions.claim import claim
from detente.desk.models import Mail

PLANS = [
    (),
    ("enable_hashagg", "enable_hashjoin", "enable_mergejoin", "enable_material", "enable_sort"),
    ("enable_hashagg", "enable_hashjoin", "enable_indexscan", "enable_bitmapscan", "enable_memoize"),
    ("enable_nestloop", "enable_mergejoin"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("off", PLANS, ids=lambda off: f"{len(off)} ways off")
@pytest.mark.parametrize("limit", [1, 3])
@pytest.mark.parametrize("rows", [1, 2, 40])
def test_a_claim_never_takes_more_rows_than_it_asked_for(off: tuple[str, ...], limit: int, rows: int) -> None:
    made = [
        Mail(about=str(n), to="malo@desk.example", subject="x", body="x", made_at=NOON, due_at=NOON)
        for n in range(rows)
    ]
    Mail.objects.bulk_create(made)
    with connection.cursor() as cursor:
        for name in off:
            cursor.execute(f"SET LOCAL {name} = off")
    taken = claim("desk_mail", "state = 'queued'", limit=limit, lease=timedelta(seconds=60), now=NOON)
    assert len(taken) == min(limit, rows)
    assert Mail.objects.filter(lease_until__isnull=False).count() == len(taken)
