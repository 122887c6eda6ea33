"""Claim unread messages, read them, open their cases."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import DataError, IntegrityError

from detente.analysis.careful import read_carefully
from detente.contracts.analysis import Engine, ReadingResult
from detente.desk.actions.claim import ATTEMPT_CAP, next_due
from detente.desk.actions.read_messages import UNREAD, Unread, claim_unread, give_up_reading, write_readings
from detente.desk.queries.brand_readings import brand_readings
from detente.workers.loop import Work

log = logging.getLogger(__name__)

BATCH: Final = 250
LEASE: Final = timedelta(seconds=60)


def read_work(engine: Engine) -> Work:
    """The reading worker for one engine."""

    def step(now: datetime) -> int:
        unread = claim_unread(limit=BATCH, lease=LEASE, now=now)
        if unread:
            _read(engine, unread, now)
        return len(unread)

    return Work("read", step, lambda: next_due("desk_message", UNREAD))


def _read(engine: Engine, unread: Sequence[Unread], now: datetime) -> None:
    brands = brand_readings({one.message.brand for one in unread})
    results = read_carefully(engine, [one.message for one in unread], brands)
    try:
        write_readings(unread, results, engine=engine.name, now=now)
    except (DataError, IntegrityError):
        for one, result in zip(unread, results, strict=True):
            _write_alone(one, result, engine.name, now)


def _write_alone(one: Unread, result: ReadingResult, engine: str, now: datetime) -> None:
    """One bad row never stops the rest; it is tried again until its attempts are over, then left to people."""
    try:
        write_readings([one], [result], engine=engine, now=now)
    except (DataError, IntegrityError) as error:
        log.error("message %s cannot be written (%s)", one.claim.id, type(error.__cause__ or error).__name__)
        if one.claim.attempt >= ATTEMPT_CAP:
            give_up_reading(one, now=now)
