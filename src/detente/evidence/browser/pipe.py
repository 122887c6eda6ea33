"""DevTools over two pipes: JSON messages that end with a zero byte.

One thread reads and sorts the answers into the inbox of the session they belong to; whoever owns the session takes them
out while it waits. So a visit handles its own dialogs and downloads even while an answer of the page is outstanding,
and no handler runs in a strange thread.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import json
import os
import select
import sys
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Final

from detente.evidence.browser import said
from detente.evidence.browser.deadline import Deadline, TooLate
from detente.evidence.browser.said import Said

_CHUNK: Final = 1 << 20
_LONGEST: Final = 256 << 20
_PIPE_SIZE: Final = 1 << 20
_F_SETPIPE_SZ: Final = 1031

Handler = Callable[[Said], None]
_Inbox = SimpleQueue["Said | None"]


class BrowserGone(Exception):
    """The browser ended, or closed its pipe, or speaks nonsense: nothing more will come from it."""


class CallRefused(Exception):
    """The browser answered that it will not or cannot."""


class Pipe:
    """The connection to one browser. Owns both file descriptors, and closes them when the browser is gone."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._inboxes: set[_Inbox] = set()
        self._listening: dict[str, _Inbox] = {}
        self._asked: dict[int, _Inbox] = {}
        self._numbers = itertools.count(1)
        self._lock, self._write_lock = threading.Lock(), threading.Lock()
        self._gone = threading.Event()
        _prepare(reading, writing)
        self._reader = threading.Thread(target=self._read_all, name="devtools-pipe", daemon=True)
        self._reader.start()

    @property
    def gone(self) -> bool:
        """Whether the browser closed its end, or we gave it up."""
        return self._gone.is_set()

    def session(self, key: str = "") -> Session:
        """A conversation with one target; the empty key is the browser itself."""
        return Session(self, key)

    def close(self) -> None:
        """Give the browser up: everything that waits for it fails at once."""
        self._fail()
        with self._write_lock:
            if self._writing >= 0:
                os.close(self._writing)
                self._writing = -1
        if threading.current_thread() is not self._reader:
            self._reader.join(timeout=5)

    def listen(self, key: str, inbox: _Inbox) -> None:
        """Let the events of one target go into the inbox; those of the browser itself go nowhere. Or `BrowserGone`."""
        with self._lock:
            if self.gone:
                raise BrowserGone
            self._inboxes.add(inbox)
            if key:
                self._listening[key] = inbox

    def forget(self, inbox: _Inbox) -> None:
        """What would still go into this inbox is thrown away."""
        with self._lock:
            self._inboxes.discard(inbox)
            self._listening = {key: each for key, each in self._listening.items() if each is not inbox}
            self._asked = {number: each for number, each in self._asked.items() if each is not inbox}

    def send(self, inbox: _Inbox, key: str, method: str, params: Said, deadline: Deadline) -> int:
        """Send one command, whose answer goes into the inbox; its number.

        Raises `BrowserGone`, or `TooLate` when the browser takes nothing any more.
        """
        number = next(self._numbers)
        with self._lock:
            self._asked[number] = inbox
        message: dict[str, object] = {"id": number, "method": method, "params": params}
        if key:
            message["sessionId"] = key
        with self._write_lock:
            self._write(json.dumps(message).encode() + b"\0", deadline)
        return number

    def _write(self, data: bytes, deadline: Deadline) -> None:
        rest = memoryview(data)
        while rest:
            if self.gone or self._writing < 0:
                raise BrowserGone
            try:
                rest = rest[os.write(self._writing, rest) :]
            except BlockingIOError:
                self._await_room(deadline, cut=len(rest) < len(data))
            except OSError as error:
                raise BrowserGone from error

    def _await_room(self, deadline: Deadline, *, cut: bool) -> None:
        select.select([], [self._writing], [], deadline.within(1.0).left)
        if deadline.passed:
            if cut:
                self._fail()
            raise TooLate

    def _read_all(self) -> None:
        rest = bytearray()
        try:
            while chunk := self._chunk():
                start = len(rest)
                rest += chunk
                rest = self._sort(rest, start)
                if len(rest) > _LONGEST:
                    break
        except (OSError, ValueError):
            pass
        finally:
            self._fail()
            with contextlib.suppress(OSError):
                os.close(self._reading)

    def _chunk(self) -> bytes:
        """The next bytes; none when the browser closed its end or was given up."""
        while not self.gone:
            if select.select([self._reading], [], [], 0.25)[0]:
                return os.read(self._reading, _CHUNK)
        return b""

    def _sort(self, data: bytearray, start: int) -> bytearray:
        """Hand out every whole message; the bytes that are left."""
        begin = 0
        while (end := data.find(b"\0", max(begin, start))) >= 0:
            self._hand_out(json.loads(data[begin:end]))
            begin = end + 1
        return data[begin:] if begin else data

    def _hand_out(self, message: Said) -> None:
        number = message.get("id")
        with self._lock:
            if isinstance(number, int):
                inbox = self._asked.pop(number, None)
            else:
                inbox = self._listening.get(said.text(message, "sessionId"))
        if inbox is not None:
            inbox.put(message)

    def _fail(self) -> None:
        with self._lock:
            self._gone.set()
            for inbox in self._inboxes:
                inbox.put(None)


def _prepare(reading: int, writing: int) -> None:
    os.set_blocking(writing, False)
    if sys.platform == "linux":
        for end in (reading, writing):
            with contextlib.suppress(OSError):
                fcntl.fcntl(end, _F_SETPIPE_SZ, _PIPE_SIZE)


class Session:
    """One target's side of the conversation. Used by one thread, which handles events while it waits."""

    def __init__(self, pipe: Pipe, key: str) -> None:
        self.key = key
        self._pipe = pipe
        self._inbox: _Inbox = SimpleQueue()
        self._handlers: dict[str, Handler] = {}
        self._answers: dict[int, Handler] = {}
        self.adopt(key)

    def adopt(self, key: str) -> None:
        """Take in what another session of the same page says, a frame's of another site."""
        self._pipe.listen(key, self._inbox)

    def close(self) -> None:
        """Listen no longer."""
        self._pipe.forget(self._inbox)

    def on(self, event: str, handler: Handler) -> None:
        """Call the handler with the whole message of each such event."""
        self._handlers[event] = handler

    def call(self, method: str, params: Said, deadline: Deadline) -> Said:
        """Ask and wait. Raises `CallRefused`, `TooLate` or `BrowserGone`."""
        answers: list[Said] = []
        number = self.post(method, params, answers.append, deadline=deadline)
        try:
            self.wait(lambda: bool(answers), deadline)
        finally:
            self._answers.pop(number, None)
        if "error" in answers[0]:
            raise CallRefused(f"{method}: {said.text(answers[0], 'error', 'message')[:200]}")
        return said.part(answers[0], "result")

    def post(
        self, method: str, params: Said, then: Handler | None = None, *, key: str = "", deadline: Deadline | None = None
    ) -> int:
        """Ask without waiting; `then` gets the whole answer, an error too. `key`: an adopted session."""
        number = self._pipe.send(self._inbox, key or self.key, method, params, deadline or Deadline.after(5))
        if then is not None:
            self._answers[number] = then
        return number

    def wait(self, condition: Callable[[], bool], deadline: Deadline) -> None:
        """Handle what comes until the condition holds. Raises `TooLate` or `BrowserGone`."""
        while not condition():
            try:
                message = self._inbox.get(timeout=deadline.left)
            except Empty:
                raise TooLate from None
            self._handle(message)

    def pump(self, seconds: float) -> None:
        """Handle what comes for that long. Raises `BrowserGone`."""
        with contextlib.suppress(TooLate):
            self.wait(lambda: False, Deadline.after(seconds))

    def _handle(self, message: Said | None) -> None:
        if message is None:
            self._inbox.put(None)
            raise BrowserGone
        number = message.get("id")
        handler = self._answers.pop(number, None) if isinstance(number, int) else None
        handler = handler or self._handlers.get(said.text(message, "method"))
        if handler is not None:
            handler(message)
