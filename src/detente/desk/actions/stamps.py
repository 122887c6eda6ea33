"""The worker's side of a time stamp: take it, keep the raw answer first, then say what was found in it.

A stamp that is waited for is never an obstacle: what it is for was sealed before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions.claim import Claim, claim, next_due
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Stamp
from detente.evidence.stamp.answer import Stamp as Checked
from detente.evidence.stamp.answer import Why
from detente.evidence.stamp.authorities import Authority
from detente.journal.record import Entry, record
from detente.rules.stamping import ask_again_at

WAITING: Final = "state = 'waiting'"
_UNCAPPED: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class ToStamp:
    """One stamp in this worker's hands. `digest`: the SHA-256 to be stamped, 32 bytes."""

    claim: Claim
    authority: str
    digest: bytes


@transaction.atomic
def claim_stamp(*, lease: timedelta, now: datetime) -> ToStamp | None:
    """Take one stamp that is due to be asked for; None when there is none."""
    taken = claim("desk_stamp", WAITING, limit=1, lease=lease, now=now, cap=_UNCAPPED)
    if not taken:
        return None
    stamp = Stamp.objects.only("authority", "digest").get(id=taken[0].id)
    return ToStamp(taken[0], stamp.authority, bytes(stamp.digest))


def next_stamp() -> datetime | None:
    """When the next stamp is due."""
    return next_due("desk_stamp", WAITING, cap=_UNCAPPED)


def stamps_for_line(seq: int, digest: bytes, authorities: Sequence[Authority], *, now: datetime) -> None:
    """Ask every authority to stamp the hash of this line of the ledger; inside the caller's transaction."""
    rows = [
        Stamp(
            ledger_seq=seq, authority=one.name, qualified=one.qualified, digest=digest, made_at=now, due_at=now
        )
        for one in authorities
    ]  # fmt: skip
    Stamp.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def stamp_answered(claimed: Claim, request: bytes, response: bytes) -> None:
    """Keep the answer as it came, before anybody looks into it."""
    rows = Stamp.objects.filter(id=claimed.id, attempts=claimed.attempt, state="waiting")
    rows.update(request=request, response=response)


@transaction.atomic
def stamp_had(claimed: Claim, checked: Checked, *, now: datetime) -> bool:
    """The stamp is there and was checked. False when another worker has it meanwhile."""
    stamp = _mine(claimed)
    if stamp is None:
        return False
    stamp.request, stamp.response = checked.request, checked.response
    read_into(stamp, checked)
    _had(stamp, genuine=True, trouble="", now=now)
    return True


@transaction.atomic
def stamp_failed(claimed: Claim, why: str, *, now: datetime) -> None:
    """There is none yet: later again, each time later; after a week it is *failed*, with its reason.

    An answer whose signer is not known here is kept as *had* and not vouched for: once its root is given, the nightly
    check finds it good.
    """
    stamp = _mine(claimed)
    if stamp is None:
        return
    if why == Why.NOT_VOUCHED and stamp.response:
        _had(stamp, genuine=False, trouble=why, now=now)
        return
    passing = why in set(Why) and Why(why).may_pass
    again = ask_again_at(claimed.attempt, stamp.made_at, now, may_pass=passing)
    stamp.trouble, stamp.due_at, stamp.lease_until = why[:40], again, None
    stamp.state = "waiting" if again else "failed"
    stamp.save(update_fields=["trouble", "due_at", "lease_until", "state"])
    if again is None:
        _tell("stamp.failed", stamp, now)


def read_into(stamp: Stamp, checked: Checked) -> None:
    """Write what was read in the answer into the row."""
    stamp.gen_time, stamp.serial, stamp.policy = checked.gen_time, str(checked.serial)[:80], checked.policy[:80]
    stamp.certificates = "".join(checked.certificates)


def _had(stamp: Stamp, *, genuine: bool, trouble: str, now: datetime) -> None:
    stamp.state, stamp.had_at, stamp.genuine, stamp.trouble = "had", now, genuine, trouble
    stamp.due_at = stamp.lease_until = None
    stamp.save()
    _tell("stamp.had", stamp, now)


def _mine(claimed: Claim) -> Stamp | None:
    rows = Stamp.objects.select_for_update(of=("self",)).filter(state="waiting")
    return rows.filter(id=claimed.id, attempts=claimed.attempt).first()


def _tell(name: str, stamp: Stamp, now: datetime) -> None:
    brand_id = stamp.bundle.channel.brand_id if stamp.bundle else None
    facts: dict[str, object] = {"authority": stamp.authority, "genuine": stamp.genuine, "trouble": stamp.trouble}
    about = {"bundle": stamp.bundle_id} if stamp.bundle_id else {"ledger": stamp.ledger_seq}
    record(Entry(name, SYSTEM, "stamp", stamp.id, brand_id, facts=facts | about), at=now)
    if brand_id is not None:
        tell_screens(brand_id)
