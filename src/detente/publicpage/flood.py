"""Limits on how much one visitor, or one address, may post. What is refused is not lost: the text stays in the form."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.publicpage.models import FloodCount, FloodSalt

WINDOWS = (timedelta(minutes=10), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Limits:
    """Most messages in ten minutes and in a day. An address may be a whole village's: its limits are wide."""

    visitor: tuple[int, int] = (6, 60)
    address: tuple[int, int] = (60, 600)


def count_post(visitor_id: str, address: str, *, now: datetime, limits: Limits | None = None) -> None:
    """Count one message of this visitor and address. Raises `Refused` (`input.flood`) over a limit.

    Must run inside the transaction of the message: a refusal leaves no trace. An empty address is not counted.
    """
    bounds = limits or Limits()
    salt = _salt_of(now.date())
    for kind, name, allowed in (("address", address, bounds.address), ("visitor", visitor_id, bounds.visitor)):
        if not name:
            continue
        sender = hashlib.sha256(salt + f"{kind}:{name}".encode()).hexdigest()
        for span, most in zip(WINDOWS, allowed, strict=True):
            _count(sender, span, most, now)


def _count(sender: str, span: timedelta, most: int, now: datetime) -> None:
    start = _start(now, span)
    window = f"{int(span.total_seconds())}@{start.isoformat()}"
    row, _ = FloodCount.objects.select_for_update().get_or_create(
        sender=sender, window=window, defaults={"day": now.date()}
    )
    if row.count >= most:
        minutes = -(-int((start + span - now).total_seconds()) // 60)
        raise Refused("input.flood", TOO_MANY.with_(minutes=max(1, minutes)), minutes=max(1, minutes))
    FloodCount.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _start(now: datetime, span: timedelta) -> datetime:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + span * ((now - midnight) // span)


def _salt_of(day: date) -> bytes:
    known = FloodSalt.objects.filter(day=day).first()
    if known is None:
        with transaction.atomic():
            FloodSalt.objects.filter(day__lt=day).delete()
            FloodCount.objects.filter(day__lt=day).delete()
            known, _ = FloodSalt.objects.get_or_create(day=day, defaults={"salt": secrets.token_bytes(16)})
    return bytes(known.salt)


TOO_MANY = Words(
    fr="Beaucoup de messages viennent d’être envoyés d’ici. Le vôtre est gardé ci-dessous : envoyez-le de nouveau "
    "dans {minutes} min.",
    en="Many messages have just been sent from here. Yours is kept below: please send it again in {minutes} min.",
)
