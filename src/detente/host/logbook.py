"""What the parts of the desk say: all of it in one file of the data folder, warnings also on the terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_LARGE: Final = 5_000_000
"""Bytes after which the file is set aside; three are kept."""
_KEPT: Final = 3
_SERIOUS: Final = re.compile(r"\W*(?:WARNING|WARN|ERROR|CRITICAL|Traceback)\b")


class Logbook:
    """One file, one line per line said: time, part, text."""

    def __init__(self, folder: Path, show: Callable[[str], None], *, verbose: bool = False) -> None:
        """`show` puts a line on the terminal: only serious ones, or all when `verbose`."""
        self.path = folder / "detente.log"
        self._show = show
        self._verbose = verbose

    def write(self, part: str, line: str) -> None:
        """Keep a line. A full disk never stops the desk: the line is then shown only."""
        if self._verbose or _SERIOUS.match(line):
            self._show(f"{part}: {line}")
        try:
            self._turn_page()
            with open(self.path, "a", encoding="utf-8", errors="replace") as file:
                file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {part}: {line}\n")
        except OSError as error:
            self._show(f"{part}: {line} (not kept in the log: {error.strerror})")

    def _turn_page(self) -> None:
        if not self.path.exists() or self.path.stat().st_size < _LARGE:
            return
        for number in range(_KEPT - 1, 0, -1):
            older = self.path.with_name(f"{self.path.name}.{number}")
            if older.exists():
                older.replace(self.path.with_name(f"{self.path.name}.{number + 1}"))
        self.path.replace(self.path.with_name(f"{self.path.name}.1"))
