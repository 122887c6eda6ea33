"""What is too long is not even received; what is not passes through untouched."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import cast

from asgiref.typing import ASGIReceiveCallable, ASGIReceiveEvent, ASGISendCallable, ASGISendEvent, HTTPScope, Scope

from detente.api.guard import Measured


class _Application:
    """Reads a whole body, as Django does, and says how much it was."""

    def __init__(self) -> None:
        self.seen = 0
        self.left = False

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        while True:
            message = await receive()
            if message["type"] != "http.request":
                self.left = True
                return
            self.seen += len(message["body"])
            if not message["more_body"]:
                return


def _asked(parts: Iterator[bytes], length: bytes | None = None) -> tuple[_Application, list[ASGISendEvent], int]:
    application, sent, asked = _Application(), list[ASGISendEvent](), 0
    headers = [] if length is None else [(b"content-length", length)]
    scope = cast(HTTPScope, {"type": "http", "path": "/hooks/x", "headers": headers})

    async def receive() -> ASGIReceiveEvent:
        nonlocal asked
        asked += 1
        part = next(parts, None)
        return {"type": "http.request", "body": part or b"", "more_body": part is not None}

    async def send(event: ASGISendEvent) -> None:
        sent.append(event)

    asyncio.run(Measured(application, most=1_000)(scope, receive, send))
    return application, sent, asked


def test_what_announces_too_much_is_answered_before_a_byte_is_read() -> None:
    application, sent, asked = _asked(iter([]), b"1001")
    assert (asked, application.seen) == (0, 0)
    assert [event.get("status") for event in sent] == [413, None]


def test_what_does_not_stop_is_left_as_if_its_sender_had_hung_up() -> None:
    application, sent, asked = _asked(iter(lambda: b"x" * 300, None))
    assert application.left and application.seen == 900 and asked == 4
    assert [event.get("status") for event in sent] == [413, None]


def test_what_fits_passes_through_whatever_it_announced() -> None:
    for length in (None, b"1000", b"abc", b"-5", b"9" * 30):
        application, _, _ = _asked(iter([b"x" * 500, b"y" * 500]), length)
        assert application.seen == 1_000 and not application.left
