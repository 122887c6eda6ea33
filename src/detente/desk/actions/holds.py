"""Hold the evidence of a case while a claim is real: set, reviewed, lifted; each with its reason or its date.

What is held is not erased: the database refuses it too.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction

from detente.accounts.models import Membership
from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_case
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.duty import MailReader, leads
from detente.desk.keeping_letters import hold_review
from detente.desk.models import Case, EvidenceItem, Hold
from detente.journal.ledger import append_line
from detente.journal.merkle import merkle_root
from detente.journal.record import Entry, record
from detente.rules.retention import check_reason, check_review
from detente.rules.roles import Action

HELD_ALREADY: Final = Words(
    fr="Les preuves de ce cas sont déjà gardées. Changez la date de réexamen, ou levez d’abord cette conservation.",
    en="The evidence of this case is held already. Change the date of review, or lift this hold first.",
)
NOT_HELD: Final = Words(
    fr="Rien n’est gardé dans ce cas. Rechargez la page pour voir où il en est.",
    en="Nothing is held in this case. Reload the page to see where it stands.",
)
_NOTHING: Final = bytes(32)


@transaction.atomic
def set_hold(person_id: int, case_id: int, reason: str, review_on: date | None, *, now: datetime) -> int:
    """Hold the evidence of a case until somebody lifts it; the hold's id.

    Raises `Refused`: `access.…`, `input.reason`, `input.date` (after today, within a year), `state.hold`.
    """
    case, who = access_case(person_id, case_id, Action.HOLD_EVIDENCE, lock=True)
    said, when = check_reason(reason), check_review(review_on, _today(case, now))
    if _standing(case) is not None:
        raise Refused("state.hold", HELD_ALREADY)
    hold = Hold.objects.create(case=case, reason=said, set_by_id=who.id, set_at=now, review_on=when)
    _tell("hold.set", case, hold, who.actor, line="hold_set", now=now)
    return hold.id


@transaction.atomic
def review_hold(person_id: int, case_id: int, review_on: date | None, *, now: datetime) -> None:
    """The claim is still real: look again on another date. Raises `Refused`: `access.…`, `input.date`, `state.hold`."""
    case, who = access_case(person_id, case_id, Action.HOLD_EVIDENCE, lock=True)
    hold = _needed(case)
    hold.review_on = check_review(review_on, _today(case, now))
    hold.save(update_fields=["review_on"])
    _tell("hold.reviewed", case, hold, who.actor, now=now)


@transaction.atomic
def lift_hold(person_id: int, case_id: int, reason: str, *, now: datetime) -> None:
    """The claim is over: what is past its date goes with the next hour.

    Raises `Refused`: `access.…`, `input.reason`, `state.hold`.
    """
    case, who = access_case(person_id, case_id, Action.HOLD_EVIDENCE, lock=True)
    hold = _needed(case)
    hold.lift_reason, hold.lifted_by_id, hold.lifted_at = check_reason(reason), who.id, now
    hold.save(update_fields=["lift_reason", "lifted_by", "lifted_at"])
    _tell("hold.lifted", case, hold, who.actor, line="hold_lifted", now=now)


@transaction.atomic
def tell_reviews(now: datetime) -> int:
    """Mail whoever set a hold when its date of review has come; the leads when they left. How many mails were new."""
    told = 0
    for hold in Hold.objects.filter(lifted_at__isnull=True).select_related("case__brand", "set_by").order_by("id"):
        if hold.review_on <= _today(hold.case, now):
            told += queue_mail(hold_review(hold), _readers(hold), now=now)
    return told


def standing_hold(case_id: int) -> Hold | None:
    """The hold that stands on a case."""
    return Hold.objects.filter(case_id=case_id, lifted_at__isnull=True).select_related("set_by").first()


def _standing(case: Case) -> Hold | None:
    return Hold.objects.select_for_update(of=("self",)).filter(case=case, lifted_at__isnull=True).first()


def _needed(case: Case) -> Hold:
    hold = _standing(case)
    if hold is None:
        raise Refused("state.hold", NOT_HELD)
    return hold


def _today(case: Case, now: datetime) -> date:
    return now.astimezone(ZoneInfo(case.brand.time_zone)).date()


def _readers(hold: Hold) -> tuple[MailReader, ...]:
    here = Membership.objects.filter(
        person_id=hold.set_by_id, brand_id=hold.case.brand_id, active=True, person__is_active=True
    )
    if here.exists():
        return (MailReader(hold.set_by.email, hold.set_by.language),)
    return leads([hold.case.brand_id]).get(hold.case.brand_id, ())


def _tell(name: str, case: Case, hold: Hold, actor: Actor, *, line: str = "", now: datetime) -> None:
    facts: dict[str, object] = {"hold": hold.id, "review_on": hold.review_on.isoformat()}
    record(Entry(name, actor, "case", case.id, case.brand_id, case.id, facts), at=now)
    tell_screens(case.brand_id)
    if line:
        items = EvidenceItem.objects.filter(message__case=case, erased_at__isnull=True).order_by("ledger_seq", "leaf")
        leaves = [bytes(one) for one in items.values_list("commitment", flat=True)]
        root = merkle_root(leaves or [_NOTHING])
        append_line(line, root, len(leaves), {"hold": hold.id, "case": case.id}, at=now)
