"""In front of the doors for programs: a body without measure is not even written to disk.

The application reads a whole body before a view sees it. This stands before that, for these doors only, whose callers
nobody knows yet: what announces too much is answered at once, what does not stop is left.
"""

from __future__ import annotations

import json
from typing import Final

from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGIReceiveEvent,
    ASGISendCallable,
    ASGISendEvent,
    HTTPScope,
)

from detente.api.reading import FARTHEST

PREFIX: Final = "/hooks/"
_TOO_LONG: Final = json.dumps(
    {"error": "input.size", "message": "This push is too long: it was not read."}, ensure_ascii=False
).encode()


class Measured:
    """The application behind a limit on the bytes of a request."""

    def __init__(self, application: ASGI3Application, most: int = FARTHEST + 1) -> None:
        self._application = application
        self._most = most

    async def __call__(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer one request."""
        if _announced(scope) > self._most:
            await _refuse(send)
            return
        line = _Line(receive, send, self._most)
        await self._application(scope, line.receive, line.send)
        if line.over and not line.answered:
            await _refuse(send)


class _Line:
    """One request on its way in: its bytes are counted, and whether it was answered is known."""

    def __init__(self, receive: ASGIReceiveCallable, send: ASGISendCallable, most: int) -> None:
        self._receive, self._send, self._left = receive, send, most
        self.answered = False

    @property
    def over(self) -> bool:
        """Whether more came than may."""
        return self._left < 0

    async def receive(self) -> ASGIReceiveEvent:
        """The next part. Beyond the limit it looks to the application as if the sender had hung up."""
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message["body"])
        return {"type": "http.disconnect"} if self.over else message

    async def send(self, event: ASGISendEvent) -> None:
        """The answer, passed on."""
        self.answered = True
        await self._send(event)


def _announced(scope: HTTPScope) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() and len(told) < 19 else 0


async def _refuse(send: ASGISendCallable) -> None:
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers, "trailers": False})
    await send({"type": "http.response.body", "body": _TOO_LONG, "more_body": False})
