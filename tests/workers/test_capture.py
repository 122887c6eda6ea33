"""The worker that takes pictures: what came back is sealed, what kept it back is said, nothing half-written stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.desk.makers import NOON, a_brand, a_channel, an_item, created

from detente.contracts.capture import BrowserFacts, Check, Shot, Stop, Visit, VisitOrder
from detente.contracts.network import Change, ChangeKind, Item
from detente.desk.actions.receive import receive
from detente.desk.bundles import Around
from detente.desk.keys import sealing_key
from detente.desk.models import Bundle, Capture, Channel, EvidenceItem, Message, Stamp
from detente.desk.sealed import is_whole
from detente.evidence.bundle import zips
from detente.evidence.bundle.contents import Surroundings
from detente.evidence.bundle.pack import unpack
from detente.evidence.bundle.signer import Signer
from detente.evidence.stamp.authorities import Authority
from detente.evidence.vault import Folder, NoRoom, Vault
from detente.evidence.verify import verify
from detente.journal.ledger import verify as verify_ledger
from detente.journal.models import Event
from detente.workers.capture import Photographer

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n an invented picture"
AROUND = Around(Signer.from_secret(b"s" * 32), Surroundings("0.1.0", "x86_64", "a machine"))
BROWSER = BrowserFacts("Chromium 156", "/usr/bin/chromium", (), True, "nobody", "0" * 64)
AUTHORITY = Authority("lune", "https://stamps.example/tsr")


def found(order: VisitOrder) -> Visit:
    """Every message stands on the page as the network gave it."""
    shots = tuple(Shot(one.key, PNG, one.text, checks=(Check("text", "pass"),)) for one in order.subjects)
    return Visit(
        order, NOON, NOON + timedelta(seconds=1), BROWSER, order.url, 200, shots=shots, context=(b"\xff\xd8 page",)
    )


@dataclass
class Fake:
    """A browser that answers as the test says, and remembers what it was asked."""

    answer: Callable[[VisitOrder], Visit] = found
    asked: list[VisitOrder] = field(default_factory=list)

    def visit(self, order: VisitOrder, /) -> Visit:
        self.asked.append(order)
        return self.answer(order)

    def close(self) -> None:
        return None


@pytest.fixture
def vault(tmp_path: Path, settings: Settings) -> Vault:
    settings.DETENTE_EVIDENCE = str(tmp_path)
    return Vault(Folder(tmp_path), sealing_key())


@pytest.fixture
def channel() -> Channel:
    return a_channel(a_brand(), "publicpage", "Page", base_url="https://page.example")


def shown(key: str = "m1", **fields: object) -> Item:
    item = an_item(key, f"Colis {key} jamais reçu.", author=f"a-{key}", thread="1")
    return replace(item, permalink=f"https://page.example/p/1#m-{key}", **fields)


def at_work(vault: Vault, answer: Callable[[VisitOrder], Visit] = found, now: datetime = NOON) -> Fake:
    """Take every picture that is due at `now`; the browser that did it."""
    fake = Fake(answer)
    worker = Photographer(fake, vault, AROUND, lambda: now, (AUTHORITY,))
    while worker.step(now):
        pass
    return fake


def stopped(stop: Stop) -> Callable[[VisitOrder], Visit]:
    return lambda order: Visit(order, NOON, NOON, stopped_by=stop, detail="numbers only")


def names(vault: Vault) -> list[str]:
    return list(vault.store.names())


def test_a_visit_becomes_one_sealed_folder_and_a_picture_of_each_message(vault: Vault, channel: Channel) -> None:
    receive(channel.id, created(shown("m1"), shown("m2")), now=NOON)
    fake = at_work(vault)
    [bundle] = Bundle.objects.all()
    pictures = EvidenceItem.objects.filter(level="A").order_by("id")
    assert len(fake.asked) == 1
    assert [(one.what, one.media_type, one.bundle_id) for one in pictures] == [("picture", "image/png", bundle.id)] * 2
    assert all(is_whole(one) for one in pictures)
    assert verify_ledger().intact
    assert (
        list(Capture.objects.filter(why="first").values_list("state", "level", "stopped_by")) == [("done", "A", "")] * 2
    )


def test_the_folder_in_the_vault_verifies_without_us_and_holds_what_the_network_gave(
    vault: Vault, channel: Channel
) -> None:
    receive(channel.id, created(shown()), now=NOON)
    at_work(vault)
    bundle = Bundle.objects.get()
    plain = vault.open(bundle.stored, bytes(bundle.wrapped or b""), bytes(bundle.commitment))
    report = verify(unpack(plain))
    assert (report.findings, report.fingerprint) == ((), AROUND.signer.fingerprint)
    assert shown().raw in {
        content for name, content in zips.read(unpack(plain)["capture.wacz"]).items() if "api-" in name
    }
    assert vault.file_hash(bundle.stored) == bytes(bundle.cipher_hash)


def test_each_authority_is_to_stamp_the_manifest(vault: Vault, channel: Channel) -> None:
    receive(channel.id, created(shown()), now=NOON)
    at_work(vault)
    [stamp] = Stamp.objects.select_related("bundle")
    assert stamp.bundle is not None
    assert (stamp.authority, stamp.state, bytes(stamp.digest)) == ("lune", "waiting", bytes(stamp.bundle.commitment))


@pytest.mark.parametrize("stop", [Stop.LOGIN_WALL, Stop.NOT_FOUND, Stop.TEXT_DIFFERS, Stop.DOWNLOAD])
def test_what_stopped_a_visit_is_said_and_nothing_is_kept(vault: Vault, channel: Channel, stop: Stop) -> None:
    receive(channel.id, created(shown()), now=NOON)
    at_work(vault, stopped(stop))
    row = Capture.objects.select_related("evidence").get(why="first")
    assert (row.state, row.level, row.stopped_by, row.detail) == ("done", "C", stop, "numbers only")
    assert row.evidence is not None and row.evidence.what == "reconstruction" and is_whole(row.evidence)
    assert (names(vault), Bundle.objects.count()) == ([], 0)
    assert Event.objects.get(name="evidence.not_captured").facts["stopped_by"] == stop


def test_what_may_pass_is_tried_again_later_and_then_given_up(vault: Vault, channel: Channel) -> None:
    receive(channel.id, created(shown()), now=NOON)
    now, visits = NOON, 0
    while (row := Capture.objects.get(why="first")).state == "waiting":
        assert row.due_at is not None
        now = max(now, row.due_at)
        visits += len(at_work(vault, stopped(Stop.UNREACHABLE), now).asked)
    assert (visits, row.stopped_by) == (4, "unreachable")


def test_one_message_that_cannot_be_found_does_not_hold_the_others_back(vault: Vault, channel: Channel) -> None:
    receive(channel.id, created(shown("m1"), shown("m2")), now=NOON)

    def one_absent(order: VisitOrder) -> Visit:
        visit = found(order)
        return replace(visit, shots=(visit.shots[0], replace(visit.shots[1], png=b"", stopped_by=Stop.MESSAGE_ABSENT)))

    at_work(vault, one_absent)
    assert sorted(Capture.objects.filter(why="first").values_list("level", "stopped_by")) == [
        ("A", ""),
        ("C", "message_absent"),
    ]
    assert EvidenceItem.objects.filter(level="A").count() == 1


def test_a_browser_that_breaks_is_a_reason_like_another(vault: Vault, channel: Channel) -> None:
    receive(channel.id, created(shown()), now=NOON)

    def breaks(order: VisitOrder) -> Visit:
        raise RuntimeError("a defect")

    at_work(vault, breaks)
    assert Capture.objects.get(why="first").stopped_by == Stop.FAILED


def test_a_full_disk_is_said_and_the_picture_is_tried_again(
    vault: Vault, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(channel.id, created(shown()), now=NOON)

    def full(self: Folder, name: str, content: bytes) -> None:
        raise NoRoom("full")

    monkeypatch.setattr(Folder, "put", full)
    at_work(vault)
    row = Capture.objects.get(why="first")
    assert (row.state, row.stopped_by, Bundle.objects.count()) == ("waiting", "disk_full", 0)
    monkeypatch.undo()
    assert row.due_at is not None
    at_work(vault, now=row.due_at)
    assert EvidenceItem.objects.filter(level="A").count() == 1


def test_a_visit_that_comes_too_late_leaves_no_file(vault: Vault, channel: Channel) -> None:
    receive(channel.id, created(shown()), now=NOON)

    def slow(order: VisitOrder) -> Visit:
        Capture.objects.update(attempts=9)
        return found(order)

    at_work(vault, slow)
    assert (names(vault), Bundle.objects.count()) == ([], 0)
    assert Capture.objects.get().state == "waiting"


def test_an_hour_and_a_day_later_the_same_page_is_looked_at_and_nothing_is_kept_twice(
    vault: Vault, channel: Channel
) -> None:
    receive(channel.id, created(shown()), now=NOON)
    at_work(vault)
    for later in (timedelta(hours=1), timedelta(days=1)):
        [order] = at_work(vault, now=NOON + later).asked
        assert not order.whole_page
    assert list(Capture.objects.order_by("id").values_list("why", "level")) == [
        ("first", "A"),
        ("hour", "A"),
        ("day", "A"),
    ]
    assert (Bundle.objects.count(), len(names(vault))) == (1, 1)


def test_that_its_author_deleted_it_is_captured_and_is_no_picture_of_the_message(
    vault: Vault, channel: Channel
) -> None:
    receive(channel.id, created(shown()), now=NOON)
    receive(channel.id, [Change(ChangeKind.DELETED, "m1", None, NOON)], now=NOON)

    def absent(order: VisitOrder) -> Visit:
        visit = found(order)
        return replace(visit, shots=tuple(replace(shot, png=b"") for shot in visit.shots))

    at_work(vault, absent)
    [item] = EvidenceItem.objects.filter(level="A")
    assert (item.what, item.media_type) == ("deleted", "image/jpeg")


def test_a_channel_without_an_address_says_so_without_a_visit(vault: Vault, channel: Channel) -> None:
    Channel.objects.update(base_url="")
    receive(channel.id, created(shown()), now=NOON)
    assert at_work(vault).asked == []
    assert Capture.objects.get(why="first").stopped_by == Stop.NO_ADDRESS


def test_a_message_that_was_read_back_is_ours_and_kept_as_such(vault: Vault, channel: Channel) -> None:
    from detente.desk.actions.plan_captures import want_capture

    receive(channel.id, created(shown(ours=True, author=None)), now=NOON)
    message = Message.objects.select_related("channel").get()
    assert want_capture(message, "readback", now=NOON)
    at_work(vault)
    assert EvidenceItem.objects.get(level="A").what == "readback"
