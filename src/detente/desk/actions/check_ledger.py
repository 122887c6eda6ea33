"""Check that everything sealed is whole, write down what was found, and tell the leads at once when it is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from detente.accounts.models import Brand
from detente.contracts.actors import SYSTEM, Actor
from detente.desk.access import access_brand
from detente.desk.actions.chores import hurry_chore
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.actions.stamps import read_into
from detente.desk.duty import leads
from detente.desk.keeping_letters import ledger_broken
from detente.desk.keys import sealing_key, signing_secret
from detente.desk.models import LedgerCheck, Stamp
from detente.desk.vault import the_vault
from detente.desk.whole_check import SLICES, Found, look_at_everything, vouched
from detente.evidence.stamp.answer import Certificates, NoStamp, check, load, roots_of_machine
from detente.evidence.stamp.authorities import Authority
from detente.evidence.vault import Vault
from detente.host.keys import SEALING, SIGNING, KeyMissing
from detente.journal.models import Event
from detente.journal.record import Entry, record
from detente.rules.roles import Action
from detente.rules.whole import found_words

ASKED: Final = "ledger.check_asked"
CHECK: Final = "keep.check"
"""The chore that checks."""
_NIGHT: Final = range(2, 6)
_A_DAY: Final = timedelta(hours=20)


@transaction.atomic
def ask_ledger_check(person_id: int, brand_id: int, *, now: datetime) -> None:
    """Have a worker check everything now. Raises `Refused("access.…")`."""
    who = access_brand(person_id, brand_id, Action.CHECK_LEDGER)
    if not waiting_check():
        record(Entry(ASKED, who.actor, "ledger", None, brand_id), at=now)
        hurry_chore(CHECK, now=now)
        wake_workers("keep")


def waiting_check() -> Event | None:
    """The wish of a person that no check has followed yet."""
    asked = Event.objects.filter(subject_kind="ledger", subject_id__isnull=True, name=ASKED).order_by("-id").first()
    last = LedgerCheck.objects.order_by("-id").first()
    return None if asked is None or (last is not None and last.at >= asked.at) else asked


def check_when_due(now: datetime, *, clock: Callable[[], datetime]) -> int:
    """Check at night, once, in the brand's own time, and whenever a person asked; 1 when it was done."""
    asked = waiting_check()
    if asked is None and not _is_night(now):
        return 0
    by = asked.actor_id if asked else None
    check_ledger(by=by, actor=Actor.person(by) if by else SYSTEM, deep=False, now=now, clock=clock)
    return 1


def _is_night(now: datetime) -> bool:
    brand = Brand.objects.order_by("id").first()
    if brand is None or now.astimezone(ZoneInfo(brand.time_zone)).hour not in _NIGHT:
        return False
    return not LedgerCheck.objects.filter(by=None, at__gt=now - _A_DAY).exists()


def check_ledger(
    *, by: int | None = None, actor: Actor = SYSTEM, deep: bool, now: datetime, clock: Callable[[], datetime]
) -> Found:
    """Check everything and write the outcome down; a tenth of the items is opened, all of them when `deep`.

    Reads outside of a transaction, so that a desk that works is not in its way.
    """
    found = Found()
    vault = _vault(found)
    slice_of = None if deep else now.date().toordinal() % SLICES
    look_at_everything(found, vault, roots_of, slice_of=slice_of)
    _vouch_late(now)
    _write_down(found, by, actor, seconds=max(0.0, (clock() - now).total_seconds()), now=now)
    return found


def _vault(found: Found) -> Vault | None:
    """The vault, with the keys that are not there noted; None without the sealing key."""
    for name, key in ((SEALING, sealing_key), (SIGNING, signing_secret)):
        try:
            key()
        except KeyMissing:
            found.keys.append(name)
    return None if SEALING in found.keys else the_vault()


def roots_of(name: str) -> Certificates | None:
    """The roots for an authority that this desk names; None for another."""
    known: Sequence[Authority] = settings.DETENTE_TIMESTAMP_AUTHORITIES
    one = next((each for each in known if each.name == name), None)
    if one is None:
        return None
    if one.root_file is None:
        return roots_of_machine()
    try:
        return load(one.root_file.read_bytes())
    except (OSError, ValueError):
        return None


@transaction.atomic
def _vouch_late(now: datetime) -> None:
    """Answers that nobody could vouch for when they came are good now, when their root has been given since."""
    for stamp in Stamp.objects.select_for_update(of=("self",)).filter(state="had", genuine=False):
        roots = roots_of(stamp.authority)
        if roots is None or not vouched(stamp, roots_of):
            continue
        try:
            read_into(stamp, check(stamp.authority, bytes(stamp.request or b""), bytes(stamp.response or b""), roots))
        except NoStamp:
            continue
        stamp.genuine, stamp.trouble = True, ""
        stamp.save()
        facts: dict[str, object] = {"authority": stamp.authority, "genuine": True}
        record(Entry("stamp.had", SYSTEM, "stamp", stamp.id, facts=facts), at=now)


@transaction.atomic
def _write_down(found: Found, by: int | None, actor: Actor, *, seconds: float, now: datetime) -> None:
    row = LedgerCheck.objects.create(
        at=now,
        by_id=by,
        lines=found.lines,
        broken_at=found.broken_at,
        items_seen=found.items_seen,
        opened=found.opened,
        items=found.items,
        bundles_seen=found.bundles_seen,
        bundles=found.bundles,
        missing=found.missing,
        stamps_seen=found.stamps_seen,
        stamps=found.stamps,
        keys=found.keys,
        seconds=seconds,
    )
    name = "ledger.checked" if found.whole else "ledger.broken"
    facts: dict[str, object] = {"lines": found.lines, "items": found.items_seen, "bundles": found.bundles_seen}
    record(Entry(name, actor, "ledger", row.id, facts=facts | {"broken_at": found.broken_at}), at=now)
    brands = list(Brand.objects.order_by("id"))
    if not found.whole:
        _tell_leads(found, brands, now)
    for brand in brands:
        tell_screens(brand.id)


def _tell_leads(found: Found, brands: Sequence[Brand], now: datetime) -> None:
    said = found_words(found)
    mark = sha256(said.en.encode()).hexdigest()[:16]
    readers = leads([brand.id for brand in brands])
    for brand in brands:
        queue_mail(ledger_broken(brand, mark, said), readers.get(brand.id, ()), now=now)
