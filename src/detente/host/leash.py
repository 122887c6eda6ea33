"""The leash: a small process that runs one part of the desk and ends it when the supervisor is gone.

    python -I -S leash.py PIPE PATIENCE LOCK PROGRAM [ARGUMENT…]

PIPE is the read end of a pipe whose other end only the supervisor holds; whatever ends the supervisor, `kill -9`
included, closes it. At its end-of-file the leash sends TERM to its group, waits PATIENCE seconds, then kills every
descendant that is left, in any session. It holds LOCK shared meanwhile: the next start then knows when all are gone.

Run as a script, from the standard library only: it must be small, and must not fail for a reason of the desk's.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import select
import signal
import sys
import time
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_CHILD_SUBREAPER: Final = 36
_LINUX: Final = sys.platform == "linux"


class Leash:
    """One part, from its start to the end of its last descendant."""

    def __init__(self, command: list[str]) -> None:
        self.code: int | None = None
        self._prctl(_PR_SET_CHILD_SUBREAPER, 1)
        self.child = self._start(command)

    def hold(self, pipe: int, patience: float) -> int:
        """Wait for the part or for the supervisor to end; then end the rest and return the part's exit code."""
        self._await(pipe)
        self._tell(signal.SIGTERM)
        deadline = time.monotonic() + patience
        while self._reap() and time.monotonic() < deadline:
            time.sleep(0.02)
        while self._reap():
            self._kill()
            time.sleep(0.02)
        return 0 if self.code is None else self.code

    def _start(self, command: list[str]) -> int:
        mine = os.getpid()
        child = os.fork()
        if child:
            return child
        self._prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.set_wakeup_fd(-1)
        if os.getppid() == mine:
            with contextlib.suppress(OSError):
                os.execvp(command[0], command)  # noqa: S606 - no shell is wanted
            sys.stderr.write(f"ERROR leash: the program {command[0]} cannot be run\n")
        os._exit(127)

    def _await(self, pipe: int) -> None:
        bell, rung = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC) if _LINUX else _plain_pipe()
        signal.set_wakeup_fd(rung, warn_on_full_buffer=False)
        watch = select.poll()
        watch.register(pipe, select.POLLIN | select.POLLHUP)
        watch.register(bell, select.POLLIN)
        self._reap()
        while self.code is None:
            if any(number == pipe for number, _ in watch.poll()) or signal.SIGTERM in os.read(bell, 512):
                return
            self._reap()

    def _tell(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(0, number)

    def _reap(self) -> bool:
        """Take note of who ended; whether anybody is left."""
        try:
            while True:
                ended, status = os.waitpid(-1, os.WNOHANG)
                if ended == 0:
                    return True
                if ended == self.child:
                    self.code = os.waitstatus_to_exitcode(status)
        except ChildProcessError:
            return False

    def _kill(self) -> None:
        for process in descendants(os.getpid()) if _LINUX else [self.child]:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)

    @staticmethod
    def _prctl(option: int, value: int) -> None:
        if _LINUX:
            ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def descendants(root: int) -> list[int]:
    """Every living process below `root`, children before grandchildren. Linux only."""
    found = [root]
    for process in found:
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{thread}/children") as file:
                    found.extend(int(word) for word in file.read().split())
    return found[1:]


def _plain_pipe() -> tuple[int, int]:
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    return ends


def main(arguments: list[str]) -> int:
    """Hold the part named on the command line; its exit code, or 128 + n when signal n ended it."""
    pipe, patience, lock, *command = arguments
    os.set_inheritable(int(pipe), False)
    held = os.open(lock, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(held, fcntl.LOCK_SH)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, lambda *_: None)
    code = Leash(command).hold(int(pipe), float(patience))
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
