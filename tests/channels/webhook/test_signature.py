"""What is signed, by whom, and when."""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.channels.webhook.signature import Check, new_secret, sign
from detente.contracts.refusals import Refused
from tests.channels.webhook.pushes import NOON, SECRET, signed

BODY = b'{"events": []}'
OTHER = "whsec_" + b64encode(b"another key of thirty-two bytes!").decode()


def _check(headers: dict[str, str], body: bytes = BODY, *, secret: str = SECRET, late: float = 0) -> None:
    check = Check(headers, secret)
    check.feed(body)
    check.settle(now=NOON + timedelta(seconds=late))


def test_the_signature_is_the_one_that_the_convention_describes() -> None:
    key = b64decode(SECRET.removeprefix("whsec_"))
    by_hand = hmac.new(key, b"msg_1.%d." % NOON.timestamp() + BODY, sha256).digest()
    assert sign(SECRET, "msg_1", NOON, BODY) == "v1," + b64encode(by_hand).decode()
    _check(signed(BODY))


def test_two_secrets_are_never_the_same_and_hold_32_bytes() -> None:
    assert new_secret() != new_secret()
    assert len(b64decode(new_secret().removeprefix("whsec_"))) == 32


def test_one_right_signature_among_several_is_enough() -> None:
    right = signed(BODY)["webhook-signature"]
    _check(signed(BODY) | {"webhook-signature": f"v1a,unknown {sign(OTHER, 'msg_1', NOON, BODY)} {right}"})


def test_the_name_of_a_header_is_read_in_any_case() -> None:
    _check({name.title(): value for name, value in signed(BODY).items()})


BAD = {
    "no headers": {},
    "no signature": {k: v for k, v in signed(BODY).items() if k != "webhook-signature"},
    "no id": {k: v for k, v in signed(BODY).items() if k != "webhook-id"},
    "no time": {k: v for k, v in signed(BODY).items() if k != "webhook-timestamp"},
    "empty signature": signed(BODY) | {"webhook-signature": ""},
    "another secret": signed(BODY, secret=OTHER),
    "another version": signed(BODY) | {"webhook-signature": signed(BODY)["webhook-signature"].replace("v1,", "v2,")},
    "another id": signed(BODY) | {"webhook-id": "msg_2"},
    "another time": signed(BODY) | {"webhook-timestamp": str(int(NOON.timestamp()) + 1)},
    "another body": signed(b'{"events": [1]}'),
    "the re-serialised body": signed(b'{"events":[]}'),
    "hexadecimal": signed(BODY) | {"webhook-signature": "v1," + "ab" * 32},
    "beyond latin-1": signed(BODY) | {"webhook-signature": "v1,é€"},
    "hidden behind ten others": signed(BODY) | {"webhook-signature": "v1,x " * 10 + signed(BODY)["webhook-signature"]},
}


@pytest.mark.parametrize("headers", BAD.values(), ids=BAD)
def test_a_bad_or_missing_signature_is_refused_with_one_and_the_same_answer(headers: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        _check(headers)
    assert refused.value.code == "access.signature"
    assert refused.value.facts == {}


@pytest.mark.parametrize("told", ["abc", "", "-5", "1e9", "١٧٦٣٦٤٠٠٠٠", "9" * 13])
def test_a_time_that_is_no_number_is_refused_although_it_was_signed(told: str) -> None:
    key = b64decode(SECRET.removeprefix("whsec_"))
    mac = hmac.new(key, f"msg_1.{told}.".encode("latin-1", "replace") + BODY, sha256).digest()
    headers = {"webhook-id": "msg_1", "webhook-timestamp": told, "webhook-signature": "v1," + b64encode(mac).decode()}
    with pytest.raises(Refused, match=r"access\.signature"):
        _check(headers)


@pytest.mark.parametrize(
    ("late", "said"),
    [(301, "6 min behind"), (7_200, "120 min behind"), (-301, "6 min ahead"), (-86_400, "1440 min ahead")],
)
def test_a_right_signature_from_a_wrong_clock_is_told_which_way_it_is_wrong(late: float, said: str) -> None:
    with pytest.raises(Refused) as refused:
        _check(signed(BODY), late=late)
    assert refused.value.code == "access.stale"
    assert said in refused.value.sentence.en
    assert refused.value.facts == {"seconds": -late}


@pytest.mark.parametrize("late", [300, -300, 0])
def test_five_minutes_either_way_are_accepted(late: float) -> None:
    _check(signed(BODY), late=late)


def test_a_stale_push_with_a_bad_signature_is_told_nothing_of_the_clock() -> None:
    with pytest.raises(Refused, match=r"access\.signature"):
        _check(signed(BODY, secret=OTHER), late=9_999)


@given(st.binary(max_size=300), st.integers(1, 50))
def test_how_the_body_is_cut_while_it_is_read_changes_nothing(body: bytes, step: int) -> None:
    check = Check(signed(body), SECRET)
    for start in range(0, len(body), step):
        check.feed(body[start : start + step])
    check.settle(now=NOON)
