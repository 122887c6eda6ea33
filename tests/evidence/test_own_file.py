"""A person's file is told from its bytes, never from its name; what is not whole is not taken."""

from __future__ import annotations

import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evidence.small_files import a_png

from detente.evidence.own_file import NotCapture, media_type_of


def a_jpeg(width: int = 2, height: int = 2) -> bytes:
    """The skeleton of a JPEG with an Exif segment that names a place, as a phone writes it."""
    exif = b"Exif\0\0 48.8566 N 2.3522 E"
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    return (
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
        + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + b"\x12\x34" + b"\xff\xd9"
    )  # fmt: skip


def a_webp(width: int = 2, height: int = 2) -> bytes:
    """The skeleton of a lossless WebP."""
    bits = (width - 1) | (height - 1) << 14
    body = b"WEBPVP8L" + struct.pack("<I", 10) + b"\x2f" + struct.pack("<I", bits) + b"\0" * 5
    return b"RIFF" + struct.pack("<I", len(body)) + body


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
MHTML = (
    b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="--edge--x"\r\n\r\n'
    b"----edge--x\r\nContent-Type: text/html\r\n\r\n<p>kept\r\n----edge--x--\r\n"
)
WHOLE = {
    "image/png": a_png(),
    "image/jpeg": a_jpeg(),
    "image/webp": a_webp(),
    "application/pdf": PDF,
    "multipart/related": MHTML,
}


@pytest.mark.parametrize("kind", WHOLE)
def test_each_kind_is_told_from_its_bytes(kind: str) -> None:
    assert media_type_of(WHOLE[kind]) == kind


@pytest.mark.parametrize("kind", WHOLE)
def test_what_is_cut_off_is_not_taken(kind: str) -> None:
    data = WHOLE[kind]
    cuts = {0, 1, 8, 12, len(data) // 2, len(data) - 8}
    assert [cut for cut in cuts if _taken(data[:cut])] == []


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!doctype html><script>1</script>", b"PK\x03\x04zip",
        b"\x7fELF", b" " + PDF, PDF.replace(b"%%EOF", b""), MHTML.replace(b"related", b"mixed  "),
        b"Subject: hello\r\n\r\nwords", a_png().replace(b"IHDR", b"IHDX"),
    ],
)  # fmt: skip
def test_another_kind_is_not_taken(data: bytes) -> None:
    assert not _taken(data)


@pytest.mark.parametrize("make", [a_png, a_jpeg, a_webp])
def test_an_image_that_would_swell_is_not_taken(make: object) -> None:
    assert callable(make)
    assert not _taken(_said(make, 16_000, 16_000))
    assert _taken(_said(make, 1_080, 16_000))


def _said(make: object, width: int, height: int) -> bytes:
    """The same small file that claims another size."""
    if make is a_png:
        return _png_that_claims(width, height)
    return make(width, height)  # type: ignore[operator, no-any-return]


def _png_that_claims(width: int, height: int) -> bytes:
    from zlib import crc32

    whole = a_png()
    header = b"IHDR" + struct.pack(">II", width, height) + whole[24:29]
    return whole[:12] + header + struct.pack(">I", crc32(header)) + whole[33:]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 400), st.binary(max_size=6))
def test_no_bytes_make_it_fail_otherwise(kind: str, at: int, put: bytes) -> None:
    data = WHOLE[kind]
    _taken(data[:at] + put + data[at + len(put) :])


def _taken(data: bytes) -> bool:
    try:
        media_type_of(data)
    except NotCapture:
        return False
    return True
