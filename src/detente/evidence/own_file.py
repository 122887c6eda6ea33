"""What a person brings as their own capture, told from its bytes: PNG, JPEG, WebP, PDF or MHTML, whole, else nothing.

Nothing is decoded and nothing is changed, what a camera wrote into its file included: evidence stays as it came.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import Final

LARGEST: Final = 25 * 1024 * 1024
"""Bytes of one file."""
MOST_PIXELS: Final = 100_000_000
"""Of one image: a browser that draws it holds four bytes for each."""
_LARGEST_SIDE: Final = 65_535
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PDF: Final = re.compile(rb"%PDF-[12]\.[0-9]")
_PDF_TAIL: Final = 2_048
_STANDALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers of a JPEG that carry no length."""
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_HEAD: Final = 64 * 1024


class NotCapture(ValueError):
    """These bytes are none of the five kinds, or are not whole."""


@dataclass(frozen=True, slots=True)
class _Size:
    width: int
    height: int


def media_type_of(data: bytes) -> str:
    """The kind of file that these bytes are. Raises `NotCapture`."""
    if data.startswith(_PNG):
        return _image("image/png", _png(data))
    if data.startswith(b"\xff\xd8\xff"):
        return _image("image/jpeg", _jpeg(data))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _image("image/webp", _webp(data))
    if _PDF.match(data) and b"%%EOF" in data[-_PDF_TAIL:]:
        return "application/pdf"
    if _is_mhtml(data):
        return "multipart/related"
    raise NotCapture("none of the kinds that are taken")


def _image(media_type: str, size: _Size) -> str:
    sides = (size.width, size.height)
    if not all(0 < side <= _LARGEST_SIDE for side in sides) or size.width * size.height > MOST_PIXELS:
        raise NotCapture("an image of no size, or of too many pixels")
    return media_type


def _png(data: bytes) -> _Size:
    """Every chunk with its own sum, from the header to the end."""
    at, size = len(_PNG), None
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if at + 12 + length > len(data) or zlib.crc32(name + body) != int.from_bytes(data[at + 8 + length :][:4]):
            break
        if size is None and (name != b"IHDR" or length != 13):
            break
        size = size or _Size(*struct.unpack_from(">II", body))
        if name == b"IEND":
            return size
        at += 12 + length
    raise NotCapture("a PNG that is not whole")


def _jpeg(data: bytes) -> _Size:
    """The segments up to the picture itself, and its end somewhere after: phones write more behind it."""
    at, size = 2, None
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        if marker in _FRAMES and length >= 8:
            height, width = struct.unpack_from(">HH", data.ljust(at + 9, b"\0"), at + 5)
            size = _Size(width, height)
        if marker == 0xDA and size is not None and data.find(b"\xff\xd9", at) > 0:
            return size
        at += 2 + length
    raise NotCapture("a JPEG that is not whole")


def _webp(data: bytes) -> _Size:
    kind, whole = data[12:16], int.from_bytes(data[4:8], "little") + 8
    if whole > len(data) or len(data) < 30:
        raise NotCapture("a WebP that is not whole")
    if kind == b"VP8X":
        return _Size(int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1)
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return _Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return _Size(width & 0x3FFF, height & 0x3FFF)
    raise NotCapture("a WebP that is not whole")


def _is_mhtml(data: bytes) -> bool:
    """A saved page: mail headers that announce related parts, and the last line of those parts."""
    head = data[:_HEAD]
    if not re.match(rb"[A-Za-z-]+:", head) or b"\0" in head[:1_024]:
        return False
    told = BytesHeaderParser(policy=compat32).parsebytes(head)
    edge = told.get_boundary()
    if told.get_content_type() != "multipart/related" or not edge or not edge.isascii():
        return False
    return f"--{edge}--".encode() in data[-_PDF_TAIL - len(edge) :]
