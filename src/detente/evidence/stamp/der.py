"""The little of DER that the library does not do: a request for a hash that we have, and certificates in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SEQUENCE: Final = 0x30
_INTEGER: Final = 0x02
_OCTETS: Final = 0x04
_IN_0: Final = 0xA0
_SHA256: Final = bytes.fromhex("300d06096086480165030402010500")
_ALGORITHM: Final = (_SHA256, bytes.fromhex("300b0609608648016503040201"))
"""SHA-256 with and without its empty parameters."""
_TRUE: Final = b"\x01\x01\xff"
_LONG: Final = 0x80
_MOST_OF_LENGTH: Final = 4
"""Bytes in which a length may be written."""
_TO_CERTIFICATES: Final = (0, 1, 1, 0, 3)
"""Response → token → its content → signed data → the fourth of its parts."""


class NotDer(ValueError):
    """These bytes are not what they should be."""


@dataclass(frozen=True, slots=True)
class _Element:
    """One element of `raw`: its tag, where it begins, where its content begins, and where both end."""

    tag: int
    begin: int
    start: int
    end: int


def request(digest: bytes, nonce: int) -> bytes:
    """A request for a stamp on this SHA-256 that asks for the certificate too. `nonce`: positive, below 2^64."""
    imprint = _made(_SEQUENCE, _SHA256 + _made(_OCTETS, digest))
    number = nonce.to_bytes(nonce.bit_length() // 8 + 1, "big")
    return _made(_SEQUENCE, _made(_INTEGER, b"\x01") + imprint + _made(_INTEGER, number) + _TRUE)


def asked(request: bytes) -> tuple[bytes, int | None]:
    """The hash and the nonce of a request for a stamp on a SHA-256, ours or another's. Raises `NotDer`."""
    outer = list(_elements(request, 0, len(request)))
    parts = list(_elements(request, outer[0].start, outer[0].end)) if len(outer) == 1 else []
    if len(parts) < 2:
        raise NotDer("is no request for a stamp")
    imprint = list(_elements(request, parts[1].start, parts[1].end))
    if len(imprint) != 2 or request[imprint[0].begin : imprint[0].end] not in _ALGORITHM:
        raise NotDer("does not ask for SHA-256")
    numbers = [request[part.start : part.end] for part in parts[2:] if part.tag == _INTEGER]
    nonce = int.from_bytes(numbers[0], "big") if numbers else None
    return request[imprint[1].start : imprint[1].end], nonce


def in_order(response: bytes) -> bytes:
    """The response with its certificates sorted as DER wants them, which some authorities do not do.

    The certificates are outside of what is signed and the length stays, so nothing that counts is touched. For the
    verifier's eyes only: what is kept is what came. Raises `NotDer`.
    """
    start, end = 0, len(response)
    for which in _TO_CERTIFICATES:
        found = list(_elements(response, start, end))
        if len(found) <= which:
            raise NotDer("is shorter than it should be")
        tag, start, end = found[which].tag, found[which].start, found[which].end
    if tag != _IN_0:
        raise NotDer("carries no certificates")
    certificates = sorted(response[one.begin : one.end] for one in _elements(response, start, end))
    return response[:start] + b"".join(certificates) + response[end:]


def _elements(raw: bytes, start: int, end: int) -> Iterator[_Element]:
    while start < end:
        content, length = _header(raw, start, end)
        if content + length > end:
            raise NotDer("is cut off")
        yield _Element(raw[start], start, content, content + length)
        start = content + length


def _header(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the content of the element begins, and its length."""
    if start + 2 > end:
        raise NotDer("is cut off")
    first = raw[start + 1]
    if first < _LONG:
        return start + 2, first
    content = start + 2 + first - _LONG
    if not 1 <= first - _LONG <= _MOST_OF_LENGTH or content > end:
        raise NotDer("has a length that cannot be")
    return content, int.from_bytes(raw[start + 2 : content], "big")


def _made(tag: int, content: bytes) -> bytes:
    """For contents of less than 128 bytes, as all of ours are."""
    return bytes([tag, len(content)]) + content
