"""How long the evidence of a case is kept, and what the page of the ledger says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Max

from detente.contracts.words import Words
from detente.desk.access import Colleague, access_brand
from detente.desk.actions.check_ledger import waiting_check
from detente.desk.actions.erase_past import removed_of
from detente.desk.actions.holds import standing_hold
from detente.desk.models import EvidenceItem, LedgerCheck, Removal, Stamp
from detente.journal.models import LedgerHead, LedgerLine
from detente.rules.retention import Kept, kept
from detente.rules.roles import Action
from detente.rules.spoken_time import spoken_date
from detente.rules.stamping import stamp_words
from detente.rules.whole import found_lines

_SHOWN: Final = 14
_STAMPS: Final = 8


@dataclass(frozen=True, slots=True)
class HoldRow:
    """The hold that stands on a case."""

    reason: str
    by: str
    set_at: datetime
    review_on: date

    @property
    def review(self) -> Words:
        """The date of review, for people."""
        return spoken_date(self.review_on)


@dataclass(frozen=True, slots=True)
class CaseKeeping:
    """`kept` None: nothing sealed is left. `hold` None: nothing is held."""

    kept: Kept | None
    hold: HoldRow | None
    may_hold: bool
    may_erase: bool


def case_keeping(case_id: int, colleague: Colleague) -> CaseKeeping:
    """How the evidence of a case is kept; the case was got through its gate."""
    hold = standing_hold(case_id)
    sealed = EvidenceItem.objects.filter(message__case_id=case_id, erased_at__isnull=True)
    last = sealed.aggregate(last=Max("sealed_at"))["last"]
    removals = Removal.objects.filter(case_id=case_id).select_related("clause")
    return CaseKeeping(
        kept=kept(last, [removed_of(one) for one in removals], held=hold is not None) if last else None,
        hold=HoldRow(hold.reason, hold.set_by.name, hold.set_at, hold.review_on) if hold else None,
        may_hold=colleague.may(Action.HOLD_EVIDENCE),
        may_erase=colleague.may(Action.ERASE_EVIDENCE),
    )


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check: what it saw and, a sentence each, what did not hold. `by` is empty for the night and for a command."""

    at: datetime
    by: str
    lines: int
    items: int
    opened: int
    bundles: int
    stamps: int
    seconds: float
    found: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class StampRow:
    """One stamp on the head of the ledger, in a sentence. `at`: the time that the authority gives."""

    line: int
    said: Words
    at: datetime | None


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Where the ledger stands, its latest checks and checkpoints; `pending`: stamps of bundles that are waited for."""

    seq: int
    hash: str
    at: datetime | None
    checks: tuple[CheckRow, ...]
    waiting: bool
    stamps: tuple[StampRow, ...]
    pending: int


def ledger_page(person_id: int, brand_id: int) -> LedgerPage:
    """The page of the ledger. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, Action.CHECK_LEDGER)
    head = LedgerHead.objects.get(id=1)
    line = LedgerLine.objects.filter(seq=head.seq).first()
    checks = LedgerCheck.objects.select_related("by").order_by("-id")[:_SHOWN]
    stamps = Stamp.objects.filter(ledger_seq__isnull=False).order_by("-ledger_seq", "authority")[:_STAMPS]
    return LedgerPage(
        seq=head.seq,
        hash=bytes(head.hash).hex(),
        at=line.at if line else None,
        checks=tuple(_check(one) for one in checks),
        waiting=waiting_check() is not None,
        stamps=tuple(_stamp(one) for one in stamps),
        pending=Stamp.objects.filter(state="waiting").aggregate(n=Count("id"))["n"],
    )


def seals_in_trouble() -> bool:
    """Whether the latest check found what does not hold."""
    last = LedgerCheck.objects.order_by("-id").first()
    return last is not None and not last.whole


def _check(row: LedgerCheck) -> CheckRow:
    return CheckRow(
        at=row.at,
        by=row.by.name if row.by else "",
        lines=row.lines,
        items=row.items_seen,
        opened=row.opened,
        bundles=row.bundles_seen,
        stamps=row.stamps_seen,
        seconds=row.seconds,
        found=tuple(found_lines(row)),
    )


def _stamp(row: Stamp) -> StampRow:
    said = stamp_words(row.authority, row.state, row.trouble, genuine=row.genuine)
    return StampRow(row.ledger_seq or 0, said, row.gen_time)
