"""Whoever owns the database and the disk can change everything, and each change is found where it was made."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings
from tests.desk.keeping import Kept, meddle
from tests.desk.makers import NOON

from detente.accounts.models import Membership
from detente.contracts.refusals import Refused
from detente.desk.actions.check_ledger import ask_ledger_check, check_ledger, check_when_due
from detente.desk.actions.checkpoint import make_checkpoint
from detente.desk.actions.sweep_vault import sweep_vault
from detente.desk.models import Bundle, EvidenceItem, LedgerCheck, Mail, Stamp
from detente.desk.vault import the_folder
from detente.desk.whole_check import Found
from detente.evidence.stamp.authorities import Authority
from detente.journal.models import Event, LedgerLine

pytestmark = pytest.mark.django_db
AUTHORITY = Authority("lune", "https://stamps.example/tsr")
NIGHT = datetime(2026, 11, 21, 2, 30, tzinfo=NOON.tzinfo)


def checked(*, deep: bool = True, now: datetime = NOON) -> Found:
    return check_ledger(deep=deep, now=now, clock=lambda: now + timedelta(seconds=3))


def _file(evidence: Path) -> Path:
    [path] = evidence.rglob("*.sealed")
    return path


def test_a_desk_that_nobody_touched_is_whole_and_says_how_much_was_looked_at(desk: Kept) -> None:
    found = checked()
    assert found.whole
    assert (found.items_seen, found.opened, found.bundles_seen) == (4, 4, 1)
    row = LedgerCheck.objects.get()
    assert (row.lines, row.whole, row.seconds, row.by) == (LedgerLine.objects.count(), True, 3.0, None)
    assert Event.objects.get(name="ledger.checked").facts["broken_at"] is None
    assert not Mail.objects.exists()


def _line(event: str) -> int:
    return int(LedgerLine.objects.filter(event=event).order_by("seq").values_list("seq", flat=True)[0])


def _picture() -> EvidenceItem:
    return EvidenceItem.objects.filter(level="A").order_by("id")[0]


Meddled = Callable[[Path], Found]


def _line_removed(_: Path) -> Found:
    bundle = Bundle.objects.get()
    meddle("DELETE FROM journal_ledger WHERE seq = %s", bundle.ledger_seq)
    return Found(broken_at=bundle.ledger_seq, bundles=[bundle.id])


def _line_swapped(_: Path) -> Found:
    meddle("UPDATE journal_ledger SET seq = 900 - seq WHERE seq IN (2, 3)")
    meddle("UPDATE journal_ledger SET seq = seq - 895 WHERE seq IN (897, 898)")
    pictures = EvidenceItem.objects.filter(ledger_seq=3).order_by("id").values_list("id", flat=True)
    return Found(broken_at=2, items=list(pictures), bundles=[Bundle.objects.get().id])


def _line_edited(_: Path) -> Found:
    meddle("UPDATE journal_ledger SET at = at + interval '1 second' WHERE seq = 2")
    return Found(broken_at=2)


def _root_edited(_: Path) -> Found:
    seq = _line("sealed")
    meddle("UPDATE journal_ledger SET root = %s WHERE seq = %s", bytes(32), seq)
    return Found(broken_at=seq)


def _last_line_cut_off(_: Path) -> Found:
    last = LedgerLine.objects.order_by("-seq")[0].seq
    items = list(EvidenceItem.objects.filter(ledger_seq=last).order_by("id").values_list("id", flat=True))
    meddle("DELETE FROM journal_ledger WHERE seq = %s", last)
    return Found(broken_at=last, items=items)


def _line_beyond_the_head(_: Path) -> Found:
    meddle("UPDATE journal_ledger_head SET seq = 1, hash = (SELECT hash FROM journal_ledger WHERE seq = 1)")
    return Found(broken_at=2)


def _bytes_edited(_: Path) -> Found:
    item = _picture()
    meddle("UPDATE desk_evidenceitem SET ciphertext = %s WHERE id = %s", b"x" * 60, item.id)
    return Found(items=[item.id])


def _commitment_edited(_: Path) -> Found:
    item = _picture()
    meddle("UPDATE desk_evidenceitem SET commitment = %s WHERE id = %s", bytes(32), item.id)
    return Found(items=[item.id])


def _item_removed(_: Path) -> Found:
    item = EvidenceItem.objects.filter(level="D").order_by("id")[0]
    meddle("DELETE FROM desk_evidenceitem WHERE id = %s", item.id)
    return Found(broken_at=item.ledger_seq)


def _item_moved_to_another_line(_: Path) -> Found:
    item = _picture()
    meddle("UPDATE desk_evidenceitem SET ledger_seq = 800 WHERE id = %s", item.id)
    return Found(broken_at=item.ledger_seq, items=[item.id])


def _bundle_edited(_: Path) -> Found:
    bundle = Bundle.objects.get()
    meddle("UPDATE desk_bundle SET commitment = %s", bytes(32))
    return Found(bundles=[bundle.id])


def _bundle_row_removed(_: Path) -> Found:
    bundle = Bundle.objects.get()
    for table in ("evidenceitem", "capture"):
        meddle(f"UPDATE desk_{table} SET bundle_id = NULL")
    meddle("DELETE FROM desk_bundle")
    return Found(broken_at=bundle.ledger_seq)


def _file_changed(evidence: Path) -> Found:
    path = _file(evidence)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    return Found(bundles=[Bundle.objects.get().id])


def _file_removed(evidence: Path) -> Found:
    _file(evidence).unlink()
    bundle = Bundle.objects.get().id
    return Found(bundles=[bundle], missing=[bundle])


def _file_and_its_hash_changed(evidence: Path) -> Found:
    _file(evidence).write_bytes(b"another")
    from hashlib import sha256

    meddle("UPDATE desk_bundle SET cipher_hash = %s", sha256(b"another").digest())
    return Found(bundles=[Bundle.objects.get().id])


@pytest.mark.parametrize(
    "meddler",
    [
        *(_line_removed, _line_swapped, _line_edited, _root_edited, _last_line_cut_off, _line_beyond_the_head),
        *(_bytes_edited, _commitment_edited, _item_removed, _item_moved_to_another_line),
        *(_bundle_edited, _bundle_row_removed, _file_changed, _file_removed, _file_and_its_hash_changed),
    ],
)
def test_each_change_is_found_where_it_was_made(desk: Kept, evidence: Path, meddler: Meddled) -> None:
    expected = meddler(evidence)
    found = checked()
    assert not found.whole
    assert (found.broken_at, found.items, found.bundles, found.missing) == (
        *(expected.broken_at, expected.items, expected.bundles, expected.missing),
    )


def test_a_chain_made_anew_is_betrayed_by_its_stamp(desk: Kept) -> None:
    seq = make_checkpoint(NOON, [AUTHORITY])
    assert seq is not None
    Stamp.objects.filter(ledger_seq=seq).update(state="had", genuine=False, response=b"kept", had_at=NOON)
    _make_anew()
    found = checked()
    assert found.broken_at == seq


def _make_anew() -> None:
    """Change a line, then make every hash after it again, as whoever owns the machine can."""
    from detente.journal.ledger import GENESIS, line_hash

    prev = GENESIS
    for line in LedgerLine.objects.order_by("seq"):
        line.at, line.prev = line.at - timedelta(days=1), prev
        prev = line_hash(line)
        values = (line.at, line.prev, prev, line.seq)
        meddle("UPDATE journal_ledger SET at = %s, prev = %s, hash = %s WHERE seq = %s", *values)
    meddle("UPDATE journal_ledger_head SET hash = %s", prev)


def test_a_key_that_is_not_there_is_said_and_nothing_is_called_broken_for_it(
    desk: Kept, tmp_path: Path, settings: Settings
) -> None:
    settings.DETENTE_KEYS = str(tmp_path / "nowhere")
    found = checked()
    assert found.keys == ["sealing-key", "signing-key"]
    assert (found.items, found.bundles, found.broken_at, found.opened) == ([], [], None, 0)


def test_every_night_opens_a_tenth_and_ten_nights_open_everything(desk: Kept) -> None:
    opened = [checked(deep=False, now=NOON + timedelta(days=n)).opened for n in range(10)]
    assert sum(opened) == 4
    assert max(opened) < 4


def test_leads_are_told_once_of_the_same_finding_and_again_of_another(desk: Kept, evidence: Path) -> None:
    _file_removed(evidence)
    for _ in range(2):
        checked()
    [mail] = Mail.objects.all()
    assert mail.to == desk.people["lead"].email
    assert f"le fichier manque\u202f: {Bundle.objects.get().id}." in mail.body
    _bytes_edited(evidence)
    checked()
    assert Mail.objects.count() == 2
    assert Event.objects.filter(name="ledger.broken").count() == 3


def test_it_is_checked_at_night_in_the_brands_own_time_once(desk: Kept) -> None:
    assert check_when_due(NOON, clock=lambda: NOON) == 0
    assert check_when_due(NIGHT, clock=lambda: NIGHT) == 1
    assert check_when_due(NIGHT + timedelta(hours=1), clock=lambda: NIGHT) == 0
    assert check_when_due(NIGHT + timedelta(days=1), clock=lambda: NIGHT) == 1


def test_who_asks_has_it_checked_soon_and_stands_beside_the_outcome(desk: Kept) -> None:
    for _ in range(2):
        ask_ledger_check(desk.id_of("auditor"), desk.brand.id, now=NOON)
    assert Event.objects.filter(name="ledger.check_asked").count() == 1
    assert check_when_due(NOON + timedelta(minutes=1), clock=lambda: NOON) == 1
    assert LedgerCheck.objects.get().by_id == desk.id_of("auditor")
    assert check_when_due(NOON + timedelta(minutes=2), clock=lambda: NOON) == 0


@pytest.mark.parametrize("who", ["stranger", "agent", "reviewer", "lead", "auditor", "administrator", "legal"])
def test_who_may_ask_for_a_check(desk: Kept, who: str) -> None:
    if who in ("lead", "auditor", "administrator"):
        ask_ledger_check(desk.id_of(who), desk.brand.id, now=NOON)
        return
    with pytest.raises(Refused, match=r"access\."):
        ask_ledger_check(desk.id_of(who), desk.brand.id, now=NOON)
    assert not Event.objects.filter(name="ledger.check_asked").exists()


def test_a_colleague_who_left_may_not_ask(desk: Kept) -> None:
    Membership.objects.filter(person=desk.people["lead"]).update(active=False)
    with pytest.raises(Refused, match=r"access\."):
        ask_ledger_check(desk.id_of("lead"), desk.brand.id, now=NOON)


def test_a_check_beside_a_desk_that_seals_finds_nothing(desk: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.journal import ledger

    read = ledger._lines

    def growing(until: int):  # type: ignore[no-untyped-def]
        yield from read(until)
        desk.arrive("m3")

    monkeypatch.setattr(ledger, "_lines", growing)
    assert checked().whole


def test_the_sweep_removes_what_nobody_names_once_it_is_old(desk: Kept, evidence: Path) -> None:
    named = Bundle.objects.get().stored
    folder = the_folder()
    folder.put("2026/11/01JDETENTEORPHAN0000000000.sealed", b"nobody's")
    folder.put("2026/11/01JDETENTEYOUNG00000000000.sealed", b"of a transaction on its way")
    (evidence / "2026/11/.draft-0011").write_bytes(b"half")
    for path in evidence.rglob("*"):
        young = "YOUNG" in path.name
        when = (NOON - timedelta(minutes=1 if young else 90)).timestamp()
        os.utime(path, (when, when))
    assert sweep_vault(NOON) == 2
    assert sorted(folder.names()) == sorted([named, "2026/11/01JDETENTEYOUNG00000000000.sealed"])
    assert sweep_vault(NOON) == 0


def test_checkpoints_come_each_hour_when_the_ledger_has_grown_or_with_five_hundred_lines(
    desk: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = LedgerLine.objects.order_by("-seq")[0]
    assert make_checkpoint(NOON, [AUTHORITY]) == head.seq
    stamp = Stamp.objects.get(ledger_seq=head.seq)
    assert (stamp.authority, bytes(stamp.digest)) == ("lune", bytes(head.hash))
    assert make_checkpoint(NOON + timedelta(hours=5)) is None
    desk.arrive("m3")
    assert make_checkpoint(NOON + timedelta(minutes=59)) is None
    assert make_checkpoint(NOON + timedelta(hours=1)) is not None
    desk.arrive("m4")
    monkeypatch.setattr("detente.desk.actions.checkpoint.LINES", 1)
    assert make_checkpoint(NOON + timedelta(hours=1)) is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_ledger WHERE event = 'checkpoint'")
        assert cursor.fetchone()[0] == 3
