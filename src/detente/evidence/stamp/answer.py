"""What an authority answered: read strictly, checked against what was asked, its signer followed up to a root.

The library is strict where some authorities are not: an answer that it cannot read is read once more with its
certificates put in order. The raw answer is never changed and never thrown away because a reader dislikes it.
"""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.utils import CryptographyDeprecationWarning
from rfc3161_client import PKIStatus, TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response

from detente.evidence.stamp.der import NotDer, asked, in_order

Certificates = Sequence[x509.Certificate]
_LONGEST_CHAIN: Final = 10
_UNREADABLE: Final = (
    *(ValueError, TypeError, LookupError, OverflowError, UnsupportedAlgorithm, CryptographyDeprecationWarning),
    *(x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType),
)
"""What the library raises over hostile bytes, found by turning bits in six thousand answers.

The warning too: it is about certificates that will be refused one day, and here they are refused already.
"""


class Why(StrEnum):
    """Why there is no stamp."""

    DOWN = "down"
    SLOW = "slow"
    NOT_ALLOWED = "not_allowed"
    """The desk may not dial this address; see `detente.net`."""
    REFUSED = "refused"
    """The authority answered and said no."""
    NOT_UNDERSTOOD = "not_understood"
    WRONG_IMPRINT = "wrong_imprint"
    WRONG_NONCE = "wrong_nonce"
    NOT_VOUCHED = "not_vouched"
    """Its signature does not hold, or leads to no root that we trust."""

    @property
    def may_pass(self) -> bool:
        """Whether another try later can go better without a person."""
        return self in (Why.DOWN, Why.SLOW, Why.REFUSED)


class NoStamp(Exception):
    """There is none. `detail`: short, nobody's words; `request`, `response`: as sent and as it came, worth keeping."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why
        self.detail = detail
        self.request = b""
        self.response = b""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp that was checked. `gen_time`: what the authority says (aware, UTC); `serial`: its number for it.

    `request`, `response`: in DER, the response as it came; `policy`: dotted; `certificates`: PEM, signer first, root
    last.
    """

    authority: str
    request: bytes
    response: bytes
    gen_time: datetime
    serial: int
    policy: str
    certificates: tuple[str, ...]


def check(authority: str, request: bytes, response: bytes, roots: Certificates) -> Stamp:
    """The stamp in this answer to this request, its certificates judged at the time it names. Raises `NoStamp`."""
    try:
        return _checked(authority, request, response, roots)
    except _UNREADABLE:
        # The library reads many fields only when they are asked for.
        none = NoStamp(Why.NOT_UNDERSTOOD, "the answer is not a time stamp that can be read")
    except NoStamp as said:
        none = said
    none.request, none.response = request, response
    raise none


def load(pem: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM file. Raises `ValueError` where it holds none, or one that cannot be read."""
    try:
        with _strictly():
            return [_looked_at(one) for one in x509.load_pem_x509_certificates(pem)]
    except _UNREADABLE:
        raise ValueError("holds no certificate that can be read") from None


@lru_cache(maxsize=1)
def roots_of_machine() -> tuple[x509.Certificate, ...]:
    """The roots that this machine trusts, read once a process."""
    found = []
    for der in ssl.create_default_context().get_ca_certs(binary_form=True):
        try:
            found.append(_certificate(der))
        except _UNREADABLE:
            continue
    return tuple(found)


def _certificate(der: bytes) -> x509.Certificate:
    with _strictly():
        return _looked_at(x509.load_der_x509_certificate(der))


def _looked_at(one: x509.Certificate) -> x509.Certificate:
    """The same, once the parts that we use were read: the library reads them only when they are asked for."""
    _ = one.issuer, one.subject, one.serial_number
    return one


@contextmanager
def _strictly() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error", CryptographyDeprecationWarning)
        yield


def _checked(authority: str, request: bytes, response: bytes, roots: Certificates) -> Stamp:
    digest, nonce = _asked(request)
    read = _read(response)
    _granted(read)
    said = read.tst_info
    if said.message_imprint.message != digest:
        raise NoStamp(Why.WRONG_IMPRINT, "the stamp is on another hash")
    if nonce is not None and said.nonce != nonce:
        raise NoStamp(Why.WRONG_NONCE, "the stamp answers another request")
    chain = _chain(read, roots)
    _vouched(read, digest, chain)
    at = said.gen_time if said.gen_time.tzinfo else said.gen_time.replace(tzinfo=UTC)
    pem = tuple(one.public_bytes(Encoding.PEM).decode() for one in chain)
    return Stamp(authority, request, response, at, said.serial_number, said.policy.dotted_string, pem)


def _asked(request: bytes) -> tuple[bytes, int | None]:
    try:
        return asked(request)
    except NotDer as error:
        raise NoStamp(Why.NOT_UNDERSTOOD, f"the request {error}") from None


def _read(response: bytes) -> TimeStampResponse:
    try:
        return decode_timestamp_response(response)
    except _UNREADABLE:
        pass
    return decode_timestamp_response(in_order(response))


def _granted(read: TimeStampResponse) -> None:
    if read.status != PKIStatus.GRANTED:
        raise NoStamp(Why.REFUSED, f"the authority answered with status {read.status}")


def _chain(read: TimeStampResponse, roots: Certificates) -> list[x509.Certificate]:
    """From the signer up to one of the roots. Raises `NoStamp`."""
    carried = _carried(read)
    signers = list(read.signed_data.signer_infos)
    leaf = [
        one for one in carried
        if any(one.serial_number == who.serial_number and one.issuer == who.issuer for who in signers)
    ]  # fmt: skip
    if not leaf:
        raise NoStamp(Why.NOT_VOUCHED, "the answer does not carry the certificate of its signer")
    chain = [leaf[0]]
    while chain[-1] not in roots:
        above = [one for one in (*roots, *carried) if one not in chain and _issued(chain[-1], one)]
        if not above or len(chain) == _LONGEST_CHAIN:
            raise NoStamp(Why.NOT_VOUCHED, "its certificates lead to no root that is trusted here")
        chain.append(above[0])
    return chain


def _carried(read: TimeStampResponse) -> list[x509.Certificate]:
    return [_certificate(one) for one in sorted(read.signed_data.certificates)]


def _issued(one: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        one.verify_directly_issued_by(issuer)
    except (InvalidSignature, *_UNREADABLE):
        return False
    return True


def _vouched(read: TimeStampResponse, digest: bytes, chain: Certificates) -> None:
    verifier = VerifierBuilder(roots=[chain[-1]], intermediates=list(chain[1:-1])).build()
    try:
        verifier.verify(read, digest)
    except (VerificationError, *_UNREADABLE) as error:
        raise NoStamp(Why.NOT_VOUCHED, "its signature or its certificates do not hold") from error
