"""The worker's side of a mail: take it, then say that it left, or when to try again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions.claim import Claim, claim
from detente.desk.models import Case, Mail
from detente.desk.turns import take_turn
from detente.host.mail import Letter
from detente.journal.record import Entry, record

QUEUED: Final = "state = 'queued'"
ATTEMPT_CAP: Final = 12
_FIRST_PAUSE: Final = timedelta(seconds=30)
_LONGEST_PAUSE: Final = timedelta(hours=1)
_INTERRUPTED: Final = "The program was stopped too often while it was sending this mail."


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail in one worker's hands; its name is the same for every try."""

    claim: Claim
    letter: Letter


@transaction.atomic
def claim_mail(*, lease: timedelta, now: datetime) -> Outgoing | None:
    """Take one due mail; None when there is none."""
    taken = claim("desk_mail", QUEUED, limit=1, lease=lease, now=now, cap=ATTEMPT_CAP)
    if not taken:
        return None
    mail = Mail.objects.get(id=taken[0].id)
    name = f"{mail.made_at:%Y%m%dT%H%M%SZ}-{mail.id}"
    return Outgoing(taken[0], Letter(name, mail.to, mail.subject, mail.body, mail.made_at))


@transaction.atomic
def mail_sent(claimed: Claim, *, now: datetime) -> bool:
    """The mail left. False when another worker has it meanwhile."""
    mail = _mine(claimed)
    if mail is None:
        return False
    mail.state, mail.sent_at, mail.due_at, mail.lease_until, mail.trouble = "sent", now, None, None, ""
    mail.save(update_fields=["state", "sent_at", "due_at", "lease_until", "trouble"])
    _tell("mail.sent", mail, now)
    return True


@transaction.atomic
def mail_failed(claimed: Claim, trouble: str, *, final: bool, now: datetime) -> None:
    """The mail did not leave: try again later, each time later; after the last try, or when `final`, it is *failed*.

    A failed mail stays in the table with its trouble, for `doctor` and for people.
    """
    mail = _mine(claimed)
    if mail is None:
        return
    mail.lease_until, mail.trouble = None, trouble[:200]
    mail.due_at = now + _pause(claimed.attempt)
    if final or claimed.attempt >= ATTEMPT_CAP:
        mail.state, mail.due_at = "failed", None
        _tell("mail.failed", mail, now)
    mail.save(update_fields=["state", "due_at", "lease_until", "trouble"])


@transaction.atomic
def give_up_mails(now: datetime) -> int:
    """Mails whose senders died at every try are *failed*, visibly; returns how many."""
    if not take_turn("mails"):
        return 0
    rows = Mail.objects.select_for_update(skip_locked=True)
    dead = list(rows.filter(state="queued", attempts__gte=ATTEMPT_CAP, due_at__lte=now))
    for mail in dead:
        mail.state, mail.due_at, mail.lease_until, mail.trouble = "failed", None, None, _INTERRUPTED
        mail.save(update_fields=["state", "due_at", "lease_until", "trouble"])
        _tell("mail.failed", mail, now)
    return len(dead)


def _mine(claimed: Claim) -> Mail | None:
    rows = Mail.objects.select_for_update()
    return rows.filter(id=claimed.id, attempts=claimed.attempt, state="queued").first()


def _pause(attempt: int) -> timedelta:
    """30 s, 1 min, 2 min … at most an hour."""
    doublings = min(attempt - 1, 10)
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)


def _tell(name: str, mail: Mail, now: datetime) -> None:
    cases = Case.objects.filter(id=mail.case_id) if mail.case_id else Case.objects.none()
    brand_id = cases.values_list("brand_id", flat=True).first()
    facts = {"about": mail.about, "attempt": mail.attempts}
    record(Entry(name, SYSTEM, "mail", mail.id, brand_id, mail.case_id, facts), at=now)
