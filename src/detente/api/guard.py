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
        await self._application(scope, self._counting(receive), send)

    def _counting(self, receive: ASGIReceiveCallable) -> ASGIReceiveCallable:
        seen = 0

        async def counted() -> ASGIReceiveEvent:
            nonlocal seen
            message = await receive()
            if message["type"] == "http.request":
                seen += len(message["body"])
            # To the application it looks as if the sender had hung up: it lets go of what it has.
            return {"type": "http.disconnect"} if seen > self._most else message

        return counted


def _announced(scope: HTTPScope) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() and len(told) < 19 else 0


async def _refuse(send: ASGISendCallable) -> None:
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers, "trailers": False})
    await send({"type": "http.response.body", "body": _TOO_LONG, "more_body": False})
