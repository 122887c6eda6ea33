"""An authority's answer is kept as it came and believed only where it holds; every failure has its name."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from rfc3161_client import decode_timestamp_response
from tests.evidence.makers import built
from tests.helpers.stamping import LocalAuthority, unreachable

from detente.evidence.bundle import pack, unpack
from detente.evidence.stamp.answer import NoStamp, Stamp, Why, check, load, roots_of_machine
from detente.evidence.stamp.ask import ask
from detente.evidence.stamp.authorities import Authority
from detente.evidence.stamp.der import NotDer, asked, in_order, request
from detente.evidence.verify import Published, verify
from detente.net import AllowedOrigins, Limits, WayOut

pytestmark = pytest.mark.openssl
MADE = built()


@pytest.fixture(scope="session")
def stamp(stamping: LocalAuthority) -> Stamp:
    """One good stamp on the manifest of the invented bundle."""
    return ask(stamping.named("good"), MADE.commitment, stamping.way)


def test_a_stamp_brings_the_time_the_number_and_the_chain_up_to_a_root(stamp: Stamp, stamping: LocalAuthority) -> None:
    assert asked(stamp.request)[0] == MADE.commitment
    assert (stamp.policy, stamp.gen_time.utcoffset()) == ("1.2.3.4.1", stamp.gen_time.utcoffset())
    assert stamp.gen_time.tzinfo is not None
    assert stamp.serial > 0
    assert stamp.certificates[-1] == stamping.root_file.read_text()
    assert len(stamp.certificates) == 2


def test_certificates_out_of_order_are_read_and_the_answer_is_kept_as_it_came(stamping: LocalAuthority) -> None:
    """The strict library refuses such an answer, although `openssl` makes and takes it."""
    had = ask(stamping.named("two-certificates"), MADE.commitment, stamping.way)
    with pytest.raises(ValueError, match="InvalidSetOrdering"):
        decode_timestamp_response(had.response)
    assert in_order(had.response) != had.response
    assert sorted(in_order(had.response)) == sorted(had.response)


@pytest.mark.parametrize(
    ("how", "why", "answered"),
    [
        ("wrong-nonce", Why.WRONG_NONCE, True),
        ("wrong-imprint", Why.WRONG_IMPRINT, True),
        ("forged", Why.NOT_VOUCHED, True),
        ("rejects", Why.REFUSED, True),
        ("broken", Why.NOT_UNDERSTOOD, True),
        ("cut", Why.NOT_UNDERSTOOD, True),
        ("long", Why.NOT_UNDERSTOOD, False),
        ("busy", Why.DOWN, False),
        ("forbidden", Why.REFUSED, False),
    ],
)
def test_every_bad_answer_has_its_name_and_is_kept(
    stamping: LocalAuthority, how: str, why: Why, answered: bool
) -> None:
    with pytest.raises(NoStamp) as none:
        ask(stamping.named(how), MADE.commitment, stamping.way)
    assert none.value.why is why
    assert bool(none.value.response) is answered
    assert bool(none.value.request) is answered


def test_an_authority_that_does_not_answer_in_time_is_slow(stamping: LocalAuthority) -> None:
    way = replace(stamping.way, limits=Limits(connect=5, read=0.2, total=0.2))
    with pytest.raises(NoStamp) as none:
        ask(stamping.named("slow"), MADE.commitment, way)
    assert none.value.why is Why.SLOW
    assert none.value.why.may_pass


def test_an_authority_that_is_not_there_is_down_and_one_inside_is_not_dialled(stamping: LocalAuthority) -> None:
    nobody = WayOut(resolver=unreachable)
    for address, way, why in (
        ("https://stamps.example/", nobody, Why.DOWN),
        (f"{stamping.origin}/good", WayOut(), Why.NOT_ALLOWED),
        ("http://127.0.0.1:1/", WayOut(AllowedOrigins(["http://127.0.0.1:1"])), Why.DOWN),
    ):
        with pytest.raises(NoStamp) as none:
            ask(Authority("a", address), MADE.commitment, way)
        assert none.value.why is why


def test_a_root_that_cannot_be_read_or_is_another_vouches_for_nothing(stamping: LocalAuthority, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("")
    for root in (tmp_path / "none.pem", tmp_path / "empty.pem", stamping.folder / "stranger.pem", None):
        with pytest.raises(NoStamp) as none:
            ask(replace(stamping.named("good"), root_file=root), MADE.commitment, stamping.way)
        assert none.value.why is Why.NOT_VOUCHED


def test_a_digest_of_another_length_is_never_sent(stamping: LocalAuthority) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        ask(stamping.named("good"), b"short", stamping.way)


def test_the_roots_of_this_machine_are_read_once() -> None:
    assert roots_of_machine() is roots_of_machine()
    assert all(isinstance(one, x509.Certificate) for one in roots_of_machine())


@given(st.binary(min_size=32, max_size=32), st.integers(1, 2**63))
@settings(deadline=None)
def test_a_request_says_what_it_was_made_of(digest: bytes, nonce: int) -> None:
    assert asked(request(digest, nonce)) == (digest, nonce)


@given(place=st.integers(0, 1 << 16), bit=st.integers(0, 7))
@settings(deadline=None, max_examples=60)
def test_a_bit_turned_in_an_answer_gives_no_other_stamp(
    stamp: Stamp, stamping: LocalAuthority, place: int, bit: int
) -> None:
    changed = bytearray(stamp.response)
    changed[place % len(changed)] ^= 1 << bit
    roots = load(stamping.root_file.read_bytes())
    try:
        had = check("local", stamp.request, bytes(changed), roots)
    except NoStamp:
        return
    # A bit outside of what is signed may turn, and says nothing; what the authority said cannot.
    assert (had.gen_time, had.serial, had.policy) == (stamp.gen_time, stamp.serial, stamp.policy)


@given(st.binary(max_size=80))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for read in (asked, in_order):
        try:
            read(raw)
        except NotDer as error:
            assert str(error)  # noqa: PT017 - either way is right
    with pytest.raises(NoStamp):
        check("a", request(bytes(32), 1), raw, ())


def test_a_stamped_bundle_is_whole_and_says_when_each_authority_saw_it(stamp: Stamp, stamping: LocalAuthority) -> None:
    other = ask(stamping.named("two-certificates", "second"), MADE.commitment, stamping.way)
    files = unpack(pack(MADE.files, [stamp, other]))
    report = verify(files, Published(roots=stamping.root_file.read_bytes()))
    assert report.findings == ()
    assert [(one.authority, one.gen_time) for one in report.stamps] == [
        ("local", stamp.gen_time),
        ("second", other.gen_time),
    ]
    assert "manifest.second.tsr" in files["VERIFY.txt"].decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("manifest.local.tsr", "is missing"),
        ("manifest.local.tsq", "is missing"),
        ("tsa-chain.pem", "holds no certificate"),
    ],
)
def test_a_part_of_a_stamp_that_is_missing_is_named(stamp: Stamp, name: str, words: str) -> None:
    files = unpack(pack(MADE.files, [stamp]))
    del files[name]
    assert any(one.file == name and words in one.what for one in verify(files).findings)


@pytest.mark.parametrize("name", ["manifest.local.tsr", "manifest.local.tsq", "tsa-chain.pem"])
@given(place=st.integers(0, 1 << 16), bit=st.integers(0, 7))
@settings(deadline=None, max_examples=25)
def test_a_bit_turned_in_a_part_of_a_stamp_is_found_and_named(stamp: Stamp, name: str, place: int, bit: int) -> None:
    files = unpack(pack(MADE.files, [stamp]))
    changed = bytearray(files[name])
    changed[place % len(changed)] ^= 1 << bit
    assert any(one.file == name for one in verify({**files, name: bytes(changed)}).findings)


def test_a_stamp_on_another_manifest_or_under_another_root_is_named(stamp: Stamp, stamping: LocalAuthority) -> None:
    other = ask(stamping.named("good"), sha256(b"another").digest(), stamping.way)
    told = verify(unpack(pack(MADE.files, [other]))).findings
    assert [str(one) for one in told] == ["manifest.local.tsr is not a stamp on manifest.json"]
    published = Published(roots=(stamping.folder / "stranger.pem").read_bytes())
    assert [one.file for one in verify(unpack(pack(MADE.files, [stamp])), published).findings] == ["manifest.local.tsr"]
