"""Asks an authority for a stamp: one request through the vetted way out, and every way in which none comes of it."""

from __future__ import annotations

import secrets
from typing import Final

import httpcore

from detente.contracts.network import NetworkError, NotSent
from detente.evidence.stamp.answer import Certificates, NoStamp, Stamp, Why, check, load, roots_of_machine
from detente.evidence.stamp.authorities import Authority
from detente.evidence.stamp.der import request
from detente.net import AddressRefused, Answer, Limits, WayOut
from detente.net.way import AnswerTooLong

LIMITS: Final = Limits(connect=5.0, read=10.0, total=15.0, body=256 * 1024)
"""For the way out that is handed to `ask`."""
_DIGEST: Final = 32
_HEADERS: Final = (("content-type", "application/timestamp-query"), ("accept", "application/timestamp-reply"))
_REFUSING: Final = range(400, 500)


def ask(authority: Authority, digest: bytes, way: WayOut, *, nonce: int | None = None) -> Stamp:
    """A stamp on this SHA-256 (32 bytes), checked before it is given. `nonce`: made here unless a test gives it.

    Raises `NoStamp`; where an answer came, it carries it raw. Raises `ValueError` for a digest of another length.
    """
    if len(digest) != _DIGEST:
        raise ValueError(f"a stamp is asked on {_DIGEST} bytes, not {len(digest)}")
    asked = request(digest, secrets.randbits(63) | 1 if nonce is None else nonce)
    answer = _answer(authority, asked, way)
    if answer.status in _REFUSING:
        raise NoStamp(Why.REFUSED, f"the address answered with status {answer.status}")
    if answer.status != 200:
        raise NoStamp(Why.DOWN, f"the address answered with status {answer.status}")
    return check(authority.name, asked, answer.body, _roots(authority))


def _answer(authority: Authority, asked: bytes, way: WayOut) -> Answer:
    try:
        return way.request("POST", authority.address, _HEADERS, asked)
    except AddressRefused as refused:
        raise NoStamp(Why.NOT_ALLOWED, str(refused)) from refused
    except AnswerTooLong as error:
        raise NoStamp(Why.NOT_UNDERSTOOD, "the answer is too long for a stamp") from error
    except NetworkError as error:
        waited = isinstance(error.__cause__, httpcore.TimeoutException) and not isinstance(error, NotSent)
        raise NoStamp(Why.SLOW if waited else Why.DOWN, str(error)) from error


def _roots(authority: Authority) -> Certificates:
    if authority.root_file is None:
        return roots_of_machine()
    try:
        return load(authority.root_file.read_bytes())
    except (OSError, ValueError) as error:
        raise NoStamp(Why.NOT_VOUCHED, f"{authority.root_file} holds no certificate that can be read") from error
