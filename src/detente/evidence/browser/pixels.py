"""How many colours a PNG of the browser holds, as far as it takes to know that it is not blank."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_CHANNELS: Final = {0: 1, 2: 3, 4: 2, 6: 4}
_LARGEST: Final = 400 << 20


class NotAPicture(ValueError):
    """These bytes are no PNG of 8 bits a channel, or a broken one."""


def colours(png: bytes, enough: int = 3) -> int:
    """The number of different colours, counted up to `enough` and no further. Raises `NotAPicture`."""
    width, _height, channels, data = _parts(png)
    seen: set[bytes] = set()
    for row in _rows(data, width * channels, channels):
        seen.update(bytes(row[at : at + channels]) for at in range(0, len(row), channels))
        if len(seen) >= enough:
            return enough
    return len(seen)


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises `NotAPicture`."""
    width, height, _, _ = _parts(png)
    return width, height


def _parts(png: bytes) -> tuple[int, int, int, bytes]:
    if not png.startswith(_SIGNATURE) or png[12:16] != b"IHDR" or len(png) < 33:
        raise NotAPicture
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    if depth != 8 or kind not in _CHANNELS or interlaced or width * height * 4 > _LARGEST:
        raise NotAPicture
    return width, height, _CHANNELS[kind], b"".join(_image_data(png))


def _image_data(png: bytes) -> Iterator[bytes]:
    at = len(_SIGNATURE)
    while at + 8 <= len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            yield png[at + 8 : at + 8 + length]
        at += 12 + length


def _rows(packed: bytes, length: int, step: int) -> Iterator[bytearray]:
    """The rows with their filters undone, one at a time: the first that differs is usually near the top."""
    opened, above = zlib.decompressobj(), bytearray(length)
    rest, source = b"", packed
    while True:
        try:
            rest += opened.decompress(source, max(length + 1, 1 << 16))
        except zlib.error as error:
            raise NotAPicture from error
        source = opened.unconsumed_tail
        whole = len(rest) // (length + 1)
        for number in range(whole):
            raw = rest[number * (length + 1) : (number + 1) * (length + 1)]
            above = _unfiltered(raw[0], bytearray(raw[1:]), above, step)
            yield above
        rest = rest[whole * (length + 1) :]
        if not source and not whole:
            return


def _unfiltered(kind: int, row: bytearray, above: bytearray, step: int) -> bytearray:
    if kind == 0:
        return row
    if kind > 4:
        raise NotAPicture
    for at in range(len(row)):
        left = row[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        row[at] = (row[at] + _guess(kind, left, above[at], corner)) & 255
    return row


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 1:
        return left
    if kind == 2:
        return up
    if kind == 3:
        return (left + up) // 2
    ahead = left + up - corner
    return min((left, up, corner), key=lambda each: abs(ahead - each))
