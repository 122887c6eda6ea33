"""Small files that are what they say."""

from __future__ import annotations

import struct
import zlib


def a_png(width: int = 2, height: int = 2) -> bytes:
    """A whole, grey PNG."""
    rows = (b"\0" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(body)) + name + body + _sum(name + body) for name, body in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _sum(data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(data))
