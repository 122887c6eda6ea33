"""Writes the file of a case as a zip, one file after the other; the sums are kept as they pass."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from types import TracebackType
from typing import IO, Final, Self

from detente.evidence.bundle.build import PUBLIC_KEY
from detente.evidence.bundle.pack import SUMS
from detente.evidence.bundle.signer import Signer
from detente.evidence.casefile.names import SUMS_SIGNED

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_SQUEEZED: Final = (".html", ".css", ".json", ".jsonl", ".txt", ".pem")


class CaseZip:
    """A zip being written into `room`; `with` closes it with its sums, signed. `folder`: the one at its top."""

    def __init__(self, room: IO[bytes], folder: str, signer: Signer) -> None:
        self._zip = zipfile.ZipFile(room, "w")
        self._folder = folder
        self._signer = signer
        self._sums: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        """Put one file in. Raises `ValueError` when the name is taken."""
        if name in self._sums:
            raise ValueError(f"{name} is in the zip already")
        self._sums[name] = sha256(data).hexdigest()
        self._put(name, data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if kind is None:
            self._close()
        self._zip.close()

    def _close(self) -> None:
        self.add(PUBLIC_KEY, self._signer.public_pem)
        sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(self._sums.items())).encode()
        self._put(SUMS, sums)
        self._put(SUMS_SIGNED, self._signer.sign(sums))

    def _put(self, name: str, data: bytes) -> None:
        entry = zipfile.ZipInfo(f"{self._folder}/{name}", _FIRST_DAY)
        entry.create_system, entry.external_attr = 3, 0o644 << 16
        entry.compress_type = zipfile.ZIP_DEFLATED if name.endswith(_SQUEEZED) else zipfile.ZIP_STORED
        self._zip.writestr(entry, data)
