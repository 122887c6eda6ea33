"""Zips as bundles use them: written always alike, and read as if a stranger had made them to harm us."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Final

MOST_FILES: Final = 2_000
MOST_BYTES: Final = 1 << 30
"""What all files of one zip may have together once they are open."""
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(ValueError, OverflowError, EOFError, OSError, NotImplementedError, RuntimeError, IndexError, KeyError),
)


class ZipRefused(Exception):
    """This zip is not opened; the message is the rest of a sentence. `file`: the file inside that is at fault."""

    def __init__(self, what: str, file: str = "") -> None:
        super().__init__(what)
        self.file = file


def write(files: Mapping[str, bytes], *, squeeze: tuple[str, ...] = ()) -> bytes:
    """A zip of these files in this order; the same files always give the same bytes.

    `squeeze`: endings of names whose files are deflated; all others are stored as they are.
    """
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w") as made:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            deflated = bool(squeeze) and name.endswith(squeeze)
            entry.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
            made.writestr(entry, data)
    return room.getvalue()


def read(data: bytes, *, most_bytes: int = MOST_BYTES) -> dict[str, bytes]:
    """Every file by its name. Raises `ZipRefused`: not a zip, too much in it, or a name that leads elsewhere."""
    with _told(""), zipfile.ZipFile(io.BytesIO(data)) as opened:
        entries = [entry for entry in opened.infolist() if not entry.is_dir()]
        _check(entries, most_bytes)
        return {entry.filename: _content(opened, entry) for entry in entries}


def check_name(name: str) -> None:
    """Raises `ZipRefused` unless the name stays inside the folder into which somebody would unpack it."""
    parts = PurePosixPath(name).parts
    sound = name and name.isprintable() and "\\" not in name and ":" not in name and "/".join(parts) == name
    if not sound or name.startswith("/") or ".." in parts:
        raise ZipRefused(f"holds a file whose name leads elsewhere ({name[:80]!a})")


def _check(entries: list[zipfile.ZipInfo], most_bytes: int) -> None:
    if len(entries) > MOST_FILES:
        raise ZipRefused(f"holds {len(entries)} files, more than {MOST_FILES}")
    if sum(entry.file_size for entry in entries) > most_bytes:
        raise ZipRefused(f"would open to more than {most_bytes >> 20} MB")
    for entry in entries:
        check_name(entry.filename)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise ZipRefused("is a link to another file", entry.filename)
    if min((entry.header_offset for entry in entries), default=0) != 0:
        # Cut off in the middle of a zip that it holds, it would be read as that one.
        raise ZipRefused("does not begin with its first file")
    if len({entry.filename for entry in entries}) != len(entries):
        raise ZipRefused("holds two files of the same name")


def _content(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with _told(entry.filename), opened.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise ZipRefused("is longer or shorter than the zip says", entry.filename)
    return content


@contextmanager
def _told(file: str) -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as error:
        raise ZipRefused("is damaged" if file else "is not a zip that can be read", file) from error
