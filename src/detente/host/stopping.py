"""How the supervisor hears that it should end: an exception in the main thread, never in the middle of a start."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class StopAsked(BaseException):
    """SIGINT, SIGTERM or SIGHUP: end everything. Raised wherever the main thread is, like KeyboardInterrupt."""


class _State:
    asked = False
    shields = 0


@contextmanager
def stop_on_signals() -> Iterator[None]:
    """Within the block the first signal to end raises `StopAsked`; later ones are ignored, since the end is under way.

    The handlers are set explicitly: a process started in the background inherits an ignored SIGINT.
    """
    _State.asked = False
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    earlier = [signal.signal(number, _hear) for number in numbers]
    try:
        yield
    finally:
        for number, before in zip(numbers, earlier, strict=True):
            signal.signal(number, before)


@contextmanager
def shielded() -> Iterator[None]:
    """Let the block finish although a signal arrives, so that no process is started and then forgotten."""
    before = _State.asked
    _State.shields += 1
    try:
        yield
    finally:
        _State.shields -= 1
    if _State.asked and not before and not _State.shields:
        raise StopAsked


def _hear(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form that signal wants
    if _State.asked:
        return
    _State.asked = True
    if not _State.shields:
        raise StopAsked
