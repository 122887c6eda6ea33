"""How long a network asks us to wait, in every dialect."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from detente.channels.testkit.faults import Wait
from detente.channels.waits import LONGEST, until_of

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
THEN = NOW + timedelta(seconds=90)


@pytest.mark.parametrize("wait", [wait for wait in Wait if wait is not Wait.NONE])
def test_every_dialect_of_the_kit_is_understood(wait: Wait) -> None:
    headers = {name.lower(): said for name, said in wait.headers(THEN, NOW).items()}
    assert until_of(headers, NOW) == THEN


@pytest.mark.parametrize(
    ("headers", "until"),
    [
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "1.5"}, NOW + timedelta(seconds=1.5)),
        ({"ratelimit-reset": "30"}, NOW + timedelta(seconds=30)),
        ({"x-rate-limit-reset": str(int(THEN.timestamp()))}, THEN),
        ({"x-ratelimit-reset": str(int(THEN.timestamp() * 1000))}, THEN),
        ({"x-ratelimit-reset": "2026-11-20T14:01:30.000Z"}, THEN),
        ({"retry-after": "soon", "ratelimit-reset": "30"}, NOW + timedelta(seconds=30)),
        ({"retry-after": "9" * 12}, NOW + LONGEST),
        ({"retry-after": "Fri, 20 Nov 2020 14:05:00 GMT"}, NOW),
        ({"retry-after": "Fri, 32 Nov 2020 14:05:00 GMT"}, None),
        ({"retry-after": "Fri, 99999999999 Nov 2020 14:05:00 GMT"}, None),
        ({"retry-after": "1.²"}, None),
    ],
)
def test_a_wait_is_never_in_the_past_never_endless_and_never_invented(
    headers: dict[str, str], until: datetime | None
) -> None:
    assert until_of(headers, NOW) == until
