"""A stamp is asked for until it is had: the raw answer is kept first, trouble is said, nothing else waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import Settings
from tests.desk.keeping import meddle
from tests.desk.makers import NOON, a_brand, a_channel, an_item, created
from tests.helpers.stamping import LocalAuthority, local_authority
from tests.net.raw_server import RawServer, answering

from detente.desk.actions.check_ledger import check_ledger
from detente.desk.actions.checkpoint import mail_head, make_checkpoint
from detente.desk.actions.claim import Claim
from detente.desk.actions.receive import receive
from detente.desk.actions.stamps import claim_stamp, stamp_answered, stamp_failed, stamp_had
from detente.desk.models import Mail, Stamp
from detente.desk.whole_check import Found
from detente.evidence.stamp import ask as asking
from detente.evidence.stamp.answer import NoStamp, Why
from detente.evidence.stamp.answer import Stamp as Checked
from detente.evidence.stamp.authorities import Authority
from detente.journal.models import Event, LedgerHead
from detente.net import AllowedOrigins
from detente.rules.stamping import GIVE_UP_AFTER, ask_again_at, stamp_words
from detente.workers import stamp as module
from detente.workers.stamp import LEASE, Stamper

pytestmark = pytest.mark.django_db
NOWHERE = "https://stamps.example/tsr"
CHECKED = Checked("lune", b"asked", b"answered", NOON, 7, "1.2.3", ("one", "root"))


@pytest.fixture
def waiting() -> Stamp:
    """A checkpoint that waits for the stamp of one authority."""
    channel = a_channel(a_brand())
    receive(channel.id, created(an_item()), now=NOON)
    make_checkpoint(NOON, [Authority("lune", NOWHERE)])
    return Stamp.objects.get()


def _stamper(address: str = NOWHERE, name: str = "lune") -> Stamper:
    origins = AllowedOrigins([address.rsplit("/", 1)[0]] if address.startswith("http:") else [])
    return Stamper([Authority(name, address)], origins, lambda: NOON)


def _claimed() -> Claim:
    wanted = claim_stamp(lease=LEASE, now=NOON)
    assert wanted is not None
    assert wanted.digest == bytes(Stamp.objects.get().digest)
    return wanted.claim


def test_an_answer_is_kept_as_it_came_before_anybody_looks_into_it(
    waiting: Stamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[bytes] = []

    def looking(*_: object) -> Checked:
        kept.append(bytes(Stamp.objects.get().response or b""))
        raise NoStamp(Why.NOT_UNDERSTOOD)

    monkeypatch.setattr(asking, "check", looking)
    with RawServer(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nraw!!")) as server:
        assert _stamper(f"{server.origin}/tsr").step(NOON) == 1
    waiting.refresh_from_db()
    assert kept == [b"raw!!"]
    assert (waiting.state, waiting.trouble, bytes(waiting.response or b"")) == ("waiting", "not_understood", b"raw!!")
    assert bytes(waiting.digest) in bytes(waiting.request or b"")


def test_a_good_answer_is_had_with_what_was_read_in_it(waiting: Stamp) -> None:
    claim = _claimed()
    assert stamp_had(claim, CHECKED, now=NOON)
    assert not stamp_had(claim, CHECKED, now=NOON)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.genuine, waiting.gen_time, waiting.serial, waiting.certificates) == (
        *("had", True, NOON, "7", "oneroot"),
    )
    assert Event.objects.get(name="stamp.had").facts["ledger"] == waiting.ledger_seq
    assert _stamper().step(NOON + timedelta(days=9)) == 0


@pytest.mark.parametrize("why", list(Why))
def test_what_went_wrong_is_said_and_asked_again_later(
    waiting: Stamp, monkeypatch: pytest.MonkeyPatch, why: Why
) -> None:
    def failing(*_: object) -> Checked:
        raise NoStamp(why)

    monkeypatch.setattr(module, "ask", failing)
    assert _stamper().step(NOON) == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.trouble) == ("waiting", why)
    assert waiting.due_at is not None
    assert waiting.due_at > NOON
    said = stamp_words("lune", waiting.state, waiting.trouble, genuine=None)
    assert "lune" in said.fr
    assert said.fr != said.en


def test_an_authority_that_nobody_names_any_more_is_said(waiting: Stamp) -> None:
    _stamper(name="other").step(NOON)
    assert Stamp.objects.get().trouble == "unnamed"


def test_an_answer_whose_root_is_not_known_is_kept_for_later_and_not_asked_for_again(waiting: Stamp) -> None:
    claim = _claimed()
    stamp_answered(claim, b"asked", b"answered")
    stamp_failed(claim, Why.NOT_VOUCHED, now=NOON)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.genuine, waiting.trouble) == ("had", False, "not_vouched")
    assert "root=" in stamp_words("lune", "had", waiting.trouble, genuine=False).en


def test_a_worker_that_lost_its_lease_changes_nothing(waiting: Stamp) -> None:
    lost = _claimed()
    again = claim_stamp(lease=LEASE, now=NOON + LEASE)
    assert again is not None
    stamp_answered(lost, b"x", b"x")
    stamp_failed(lost, Why.DOWN, now=NOON)
    assert not stamp_had(replace(lost), CHECKED, now=NOON)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.trouble, waiting.response) == ("waiting", "", None)


def test_after_a_week_it_is_given_up_and_the_evidence_stands_without_it(waiting: Stamp) -> None:
    stamp_failed(_claimed(), Why.DOWN, now=NOON + GIVE_UP_AFTER)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.due_at) == ("failed", None)
    assert Event.objects.filter(name="stamp.failed").count() == 1


def test_pauses_grow_and_are_long_where_a_person_has_to_help() -> None:
    pauses = [ask_again_at(n, NOON, NOON, may_pass=True) for n in range(1, 9)]
    assert pauses == sorted(pauses, key=str)
    assert ask_again_at(1, NOON, NOON, may_pass=False) == NOON + timedelta(hours=1)
    assert ask_again_at(50, NOON, NOON + GIVE_UP_AFTER, may_pass=True) is None


def _mails() -> list[str]:
    return sorted(Mail.objects.values_list("to", flat=True))


def test_the_head_is_mailed_outside_once_a_day_with_a_sentence_to_hold_it_against_the_ledger(waiting: Stamp) -> None:
    outside = ["notary@outside.example", "board@outside.example"]
    assert [mail_head(NOON, outside), mail_head(NOON + timedelta(hours=2), outside)] == [2, 0]
    assert _mails() == sorted(outside)
    head, mail = LedgerHead.objects.get(), Mail.objects.order_by("id")[0]
    assert f"detente ledger check --line {head.seq}:{bytes(head.hash).hex()}" in mail.body
    assert "Gardez ce mail hors du bureau" in mail.body
    assert mail_head(NOON + timedelta(days=1), outside) == 2
    assert mail_head(NOON + timedelta(days=2), []) == 0


# --- A real authority, on loopback ---


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAuthority]:
    with local_authority(tmp_path_factory.mktemp("authority")) as here:
        yield here


def _asks(local: LocalAuthority, authority: Authority) -> None:
    assert Stamper([authority], AllowedOrigins([local.origin]), lambda: NOON).step(NOON) == 1


def _check() -> Found:
    return check_ledger(deep=False, now=NOON, clock=lambda: NOON)


@pytest.mark.openssl
def test_a_real_stamp_is_had_and_every_check_verifies_it_again(
    waiting: Stamp, local: LocalAuthority, settings: Settings
) -> None:
    authority = local.named("good", "lune")
    settings.DETENTE_TIMESTAMP_AUTHORITIES = (authority,)
    _asks(local, authority)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.genuine, waiting.trouble) == ("had", True, "")
    found = _check()
    assert (found.whole, found.stamps_seen) == (True, 1)
    settings.DETENTE_TIMESTAMP_AUTHORITIES = ()
    assert _check().whole, "the root that it led to was kept with it"
    response = bytearray(waiting.response or b"")
    response[-20] ^= 1
    meddle("UPDATE desk_stamp SET response = %s", bytes(response))
    assert _check().stamps == [waiting.id]


@pytest.mark.openssl
def test_a_root_that_is_given_later_makes_a_kept_answer_good(
    waiting: Stamp, local: LocalAuthority, settings: Settings
) -> None:
    unknown = replace(local.named("good", "lune"), root_file=None)
    settings.DETENTE_TIMESTAMP_AUTHORITIES = (unknown,)
    _asks(local, unknown)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.genuine) == ("had", False)
    assert _check().whole, "what was never vouched for is not broken"
    settings.DETENTE_TIMESTAMP_AUTHORITIES = (local.named("good", "lune"),)
    assert _check().whole
    waiting.refresh_from_db()
    assert (waiting.genuine, waiting.trouble, waiting.gen_time is not None) == (True, "", True)


@pytest.mark.openssl
def test_a_forged_answer_is_never_vouched_for(waiting: Stamp, local: LocalAuthority) -> None:
    _asks(local, local.named("forged", "lune"))
    waiting.refresh_from_db()
    assert waiting.genuine is not True
    assert waiting.trouble
