"""What became of a visit: pictures sealed, or a reason on each, or another try later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.contracts.capture import Level, Shot, Stop, Visit
from detente.desk.actions.claim_page import Page, Want
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.actions.plan_captures import plan_revisits
from detente.desk.actions.rebuild import rebuild
from detente.desk.actions.receive_rows import ToSeal
from detente.desk.actions.seal_bundle import Folder, seal_bundle
from detente.desk.actions.wake_removals import wake_removals
from detente.desk.models import Bundle, Capture, Channel, EvidenceItem, Message
from detente.evidence.stamp.authorities import Authority
from detente.journal.record import Entry, record_many
from detente.rules.capture import try_again_at

_REVISITS: Final = ("hour", "day")
_RECEIVED: Final = ("received", "edited", "readback")
_WHAT: Final = {"deleted": "deleted", "readback": "readback"}


class NobodyWaits(Exception):
    """Every picture of this visit is in other hands or settled by now: nothing was written, the file is nobody's."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one visit means for one wish. `level` None: `stop` says why."""

    want: Want
    level: Level | None
    stop: Stop | None
    detail: str = ""

    @property
    def same_again(self) -> bool:
        """A later look that found what is kept already: nothing more to keep."""
        return self.level is not None and self.want.why in _REVISITS


def outcomes(page: Page, visit: Visit) -> list[Outcome]:
    """What this visit means for each wish of the page."""
    return [_outcome(want, visit) for want in page.wants]


def _outcome(want: Want, visit: Visit) -> Outcome:
    stop = visit.why_not_a(want.key)
    return Outcome(want, None if stop else Level.A, stop, visit.detail if visit.stopped_by else "")


def worth_keeping(found: Sequence[Outcome]) -> bool:
    """Whether a bundle is to be made of this visit: it shows something that is not kept yet."""
    return any(one.level is not None and not one.same_again for one in found)


@transaction.atomic
def store_visit(
    page: Page, visit: Visit, folder: Folder | None, authorities: Sequence[Authority], *, now: datetime
) -> int | None:
    """Write what came of it; the bundle's id, or None when nothing new was worth keeping.

    `folder`: what lies in the vault, given when `worth_keeping`. Raises `NobodyWaits`, with nothing written.
    """
    channel = Channel.objects.get(id=page.channel_id)
    mine = _still_mine(page.wants)
    found = [one for one in outcomes(page, visit) if one.want.claim.id in mine]
    if not found:
        raise NobodyWaits
    bundle = None
    if folder is not None and worth_keeping(found):
        bundle = seal_bundle(channel, folder, _pictures(found, visit), authorities, now=now)
    for one in found:
        _settle(mine[one.want.claim.id], one, bundle, now)
    _tell(page, found, bundle, now)
    return bundle.id if bundle else None


def _still_mine(wants: Sequence[Want]) -> dict[int, Capture]:
    rows = Capture.objects.select_for_update(of=("self",)).filter(id__in=[want.claim.id for want in wants])
    attempts = {want.claim.id: want.claim.attempt for want in wants}
    kept = rows.filter(state="waiting").select_related("message__channel").order_by("id")
    return {row.id: row for row in kept if row.attempts == attempts[row.id]}


def _pictures(found: Sequence[Outcome], visit: Visit) -> list[ToSeal]:
    """One picture for each message that reached level A: two wishes for the same message share it."""
    shown: dict[int, ToSeal] = {}
    for one in found:
        shot = visit.shot(one.want.key)
        if one.level is not None and not one.same_again and shot is not None:
            shown.setdefault(one.want.message_id, _picture(one.want, shot, visit))
    return list(shown.values())


def _picture(want: Want, shot: Shot, visit: Visit) -> ToSeal:
    what = "deleted" if want.gone else _WHAT.get(want.why, "picture")
    raw, kind = (shot.png, "image/png") if shot.png else (visit.context[0], "image/jpeg")
    return ToSeal(want.message_id, want.revision_number, what, raw, Level.A.value, kind)


def _settle(row: Capture, one: Outcome, bundle: Bundle | None, now: datetime) -> None:
    again = try_again_at(one.stop, row.attempts, now) if one.stop else None
    row.stopped_by, row.detail, row.lease_until = (one.stop or ""), one.detail[:200], None
    row.state, row.due_at, row.done_at = ("waiting", again, None) if again else ("done", None, now)
    if one.level is not None:
        row.level = one.level.value
        row.bundle = bundle
        row.evidence = None if one.same_again else _item_of(bundle, row.message)
    if row.state == "done" and one.level is None and row.why not in _REVISITS:
        _draw(row, now)
    row.save()
    if row.why == "first" and row.state == "done":
        plan_revisits(row.message, now=now)


def _draw(row: Capture, now: datetime) -> None:
    """No picture will come: our own rendering of what was sealed stands in, and says that it is one."""
    kept = EvidenceItem.objects.filter(
        message_id=row.message_id, revision_number=row.revision_number, erased_at__isnull=True
    ).order_by("-id")
    drawn, received = kept.filter(level="C").first(), kept.filter(level="D", what__in=_RECEIVED).first()
    if drawn is None and received is not None:
        drawn = rebuild(received, now=now)
    row.evidence, row.level = drawn, Level.C.value if drawn else ""


def _item_of(bundle: Bundle | None, message: Message) -> EvidenceItem | None:
    return EvidenceItem.objects.filter(bundle=bundle, message=message).first() if bundle else None


def _tell(page: Page, found: Sequence[Outcome], bundle: Bundle | None, now: datetime) -> None:
    entries = [_entry(page, one, bundle) for one in found]
    record_many(entries, at=now)
    tell_screens(page.brand_id)
    wake_removals([one.want.message_id for one in found], now=now)
    if bundle is not None:
        wake_workers("stamp")


def _entry(page: Page, one: Outcome, bundle: Bundle | None) -> Entry:
    facts: dict[str, object] = {"why": one.want.why, "level": one.level or "", "stopped_by": one.stop or ""}
    if bundle is not None and one.level is not None and not one.same_again:
        facts |= {"bundle": bundle.id, "ledger": bundle.ledger_seq}
    name = "evidence.captured" if one.level else "evidence.not_captured"
    case_id = Message.objects.values_list("case_id", flat=True).get(id=one.want.message_id)
    return Entry(name, SYSTEM, "message", one.want.message_id, page.brand_id, case_id, facts)
