"""Starts the parts of the desk, watches them, starts them again, and ends them all within six seconds.

Each part runs on a leash (`leash.py`) which ends it when this process is gone, whatever ended it. One thread, one loop.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from detente.host import leash
from detente.host.logbook import Logbook
from detente.host.stopping import shielded

PATIENCE: Final = 3.0
"""Seconds between TERM and KILL for a part. With the database's own end after it, all is over within six."""
LONGEST_PAUSE: Final = 30.0
STEADY_SECONDS: Final = 60.0
"""A part that ran this long is steady: its next pause before a restart is short again."""


@dataclass(frozen=True, slots=True)
class Part:
    """One program of the desk."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    answer_mark: str = ""
    """Lines that begin so are an answer to who started the part: they may hold a secret and are not logged."""


@dataclass(slots=True)
class _Run:
    """One start of a part."""

    part: Part
    process: subprocess.Popen[bytes]
    hold: int
    """The write end of its pipe: closing it ends the part."""
    started: float
    pause: float
    lines: list[str] = field(default_factory=list)
    tail: bytes = b""


class Supervisor:
    """The parts of one desk. Use it in the main thread."""

    def __init__(self, lock: Path, logbook: Logbook, also: Callable[[], None] = lambda: None) -> None:
        """`lock` is held by every part while it lives; `also` is called in every turn, to watch the database."""
        self._lock = lock
        self._logbook = logbook
        self._also = also
        self._runs: dict[str, _Run] = {}
        self._due: list[tuple[float, Part, float]] = []
        self._selector = selectors.DefaultSelector()

    def start(self, part: Part, pause: float = 0.5) -> None:
        """Start a part on a leash; `pause` is the next pause before it is started again."""
        with shielded():
            run = self._launch(part, pause)
            self._runs[part.name] = run
            self._selector.register(_output(run), selectors.EVENT_READ, run)

    def _launch(self, part: Part, pause: float) -> _Run:
        theirs, hold = os.pipe()
        command = [sys.executable, "-I", "-S", leash.__file__, str(theirs), str(PATIENCE), str(self._lock)]
        try:
            process = subprocess.Popen(
                [*command, *part.command], env={**os.environ, **part.environment}, pass_fds=[theirs],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, process_group=0,
            )  # fmt: skip
        finally:
            os.close(theirs)
        return _Run(part, process, hold, time.monotonic(), pause)

    def lives(self, name: str) -> bool:
        """Whether the part runs now."""
        return name in self._runs

    def finish(self, part: Part) -> tuple[int, list[str]]:
        """Run a part to its own end: its exit code and its lines, which are kept in the log as well."""
        self.start(part)
        run = self._runs[part.name]
        while part.name in self._runs:
            self._listen(0.05)
            self._note_ends(again=False)
        return run.process.returncode, run.lines

    def turn(self, seconds: float = 1.0) -> None:
        """Listen to the parts for at most `seconds`, and start again those that ended."""
        self._listen(seconds)
        self._note_ends(again=True)
        self._also()
        now = time.monotonic()
        for when, part, pause in [due for due in self._due if due[0] <= now]:
            self._due.remove((when, part, pause))
            self.start(part, pause)

    def stop(self) -> None:
        """End all parts, the last started first, each with all its descendants."""
        self._due.clear()
        for run in reversed(self._runs.values()):
            _let_go(run)
        deadline = time.monotonic() + PATIENCE + 1.0
        while self._runs and time.monotonic() < deadline:
            self._listen(0.02)
            self._note_ends(again=False)
        for run in self._runs.values():
            _kill_group(run)

    def _listen(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            run: _Run = key.data
            read = os.read(_output(run).fileno(), 65_536)
            if not read:
                self._selector.unregister(_output(run))
            *lines, run.tail = (run.tail + read).split(b"\n")
            self._keep(run, lines)

    def _keep(self, run: _Run, lines: Sequence[bytes]) -> None:
        for line in lines:
            text = line.decode(errors="replace").rstrip()
            run.lines = [*run.lines[-50:], text]
            if not run.part.answer_mark or not text.startswith(run.part.answer_mark):
                self._logbook.write(run.part.name, text)

    def _note_ends(self, *, again: bool) -> None:
        for run in [run for run in self._runs.values() if run.process.poll() is not None]:
            del self._runs[run.part.name]
            self._close(run)
            if again:
                self._plan(run)

    def _close(self, run: _Run) -> None:
        """Take the last lines, and make sure that nothing of the part outlives a leash that was killed."""
        if run.process.returncode < 0:
            _kill_group(run)
        output = _output(run)
        if output.fileno() in self._selector.get_map():
            os.set_blocking(output.fileno(), False)
            self._keep(run, [line for line in (run.tail + (output.read() or b"")).split(b"\n") if line])
            self._selector.unregister(output)
        output.close()
        _let_go(run)

    def _plan(self, run: _Run) -> None:
        steady = time.monotonic() - run.started > STEADY_SECONDS
        pause = 0.5 if steady else run.pause
        code = run.process.returncode
        self._logbook.write(run.part.name, f"WARNING: it ended (code {code}) and is started again in {pause:.1f} s")
        self._due.append((time.monotonic() + pause, run.part, min(pause * 2, LONGEST_PAUSE)))


def _output(run: _Run) -> IO[bytes]:
    if run.process.stdout is None:
        raise RuntimeError("a part always has an output")
    return run.process.stdout


def _let_go(run: _Run) -> None:
    if run.hold >= 0:
        os.close(run.hold)
        run.hold = -1


def _kill_group(run: _Run) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(run.process.pid, signal.SIGKILL)
