"""The network of one visit as the browser saw it: exchanges with their bodies, redirects, and a cap on bytes."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from detente.contracts.capture import Exchange, Stop
from detente.evidence.browser import said
from detente.evidence.browser.pipe import Session
from detente.evidence.browser.said import Said

SECRET: Final = re.compile(
    r"cookie|authori[sz]ation|authenticat|token|secret|session|csrf|xsrf|api-?key|credential", re.I
)
"""Names of headers whose values never leave this room."""
_MAIN_KINDS: Final = "Document"


class Stopped(Exception):
    """The visit ends here, for this reason. `detail`: numbers and names only."""

    def __init__(self, stop: Stop, detail: str = "") -> None:
        super().__init__(stop)
        self.stop, self.detail = stop, detail


@dataclass(frozen=True, slots=True)
class Caps:
    """How much a page may bring, in bytes: everything decoded, what is kept of it, and one body kept."""

    total: int = 64 << 20
    kept: int = 32 << 20
    one: int = 12 << 20


class Traffic:
    """Listens to one tab. `frame`: the page's own; `proxied`: the addresses that the browser sees are the guard's.

    `status` of the page itself; `documents`: how many pages stood there; `asked_for`: their addresses, redirects too.
    """

    def __init__(
        self, session: Session, frame: str, clock: Callable[[], datetime], *, caps: Caps, proxied: bool
    ) -> None:
        self.status, self.documents = 0, 0
        self.asked_for: list[str] = []
        self._session, self._frame, self._clock = session, frame, clock
        self._caps, self._proxied = caps, proxied
        self._exchanges: dict[str, Exchange] = {}
        self._open: set[str] = set()
        self._awaited = self._bytes = self._kept = 0
        for event, handler in self._handlers():
            session.on(event, handler)

    def _handlers(self) -> Iterator[tuple[str, Callable[[Said], None]]]:
        yield "Network.requestWillBeSent", self._asked
        yield "Network.responseReceived", self._answered
        yield "Network.dataReceived", self._received
        yield "Network.loadingFinished", self._finished
        yield "Network.loadingFailed", self._failed

    @property
    def quiet(self) -> bool:
        """Whether nothing is on its way."""
        return not self._open

    @property
    def complete(self) -> bool:
        """Whether every body that was asked for has come."""
        return self._awaited == 0

    def exchanges(self) -> tuple[Exchange, ...]:
        """Those that were answered, in the order of their requests."""
        return tuple(each for each in self._exchanges.values() if each.status)

    def _asked(self, message: Said) -> None:
        told = said.part(message, "params")
        number, request = said.text(told, "requestId"), said.part(told, "request")
        passed = said.part(told, "redirectResponse")
        if passed:
            self._pass(number, passed)
        url = said.text(request, "url")
        main = said.text(told, "frameId") == self._frame and said.text(told, "type") == _MAIN_KINDS
        if main:
            self.asked_for.append(url)
        if url.startswith(("http://", "https://")):
            self._open.add(number)
            headers = clean(said.part(request, "headers"))
            self._exchanges[number] = Exchange(
                url, said.text(request, "method"), headers, 0, "", "", (), b"", self._clock()
            )

    def _pass(self, number: str, answer: Said) -> None:
        """A redirect: its answer has no body, and the next request bears the same number."""
        asked = self._exchanges.pop(number, None)
        if asked is not None:
            self._exchanges[f"{number} {len(self._exchanges)}"] = self._filled(asked, answer)

    def _answered(self, message: Said) -> None:
        told = said.part(message, "params")
        number, answer = said.text(told, "requestId"), said.part(told, "response")
        asked = self._exchanges.get(number)
        if asked is not None:
            self._exchanges[number] = self._filled(asked, answer)
        if said.text(told, "frameId") == self._frame and said.text(told, "type") == _MAIN_KINDS:
            self.status = int(said.number(answer, "status"))
            self.documents += 1

    def _filled(self, asked: Exchange, answer: Said) -> Exchange:
        return replace(
            asked,
            status=int(said.number(answer, "status")),
            reason=said.text(answer, "statusText"),
            protocol=said.text(answer, "protocol"),
            response_headers=clean(said.part(answer, "headers")),
            address="" if self._proxied else said.text(answer, "remoteIPAddress"),
        )

    def _received(self, message: Said) -> None:
        told = said.part(message, "params")
        self._bytes += int(max(said.number(told, "dataLength"), said.number(told, "encodedDataLength")))
        if self._bytes > self._caps.total:
            raise Stopped(Stop.TOO_LARGE, f"over {self._caps.total >> 20} MiB")

    def _finished(self, message: Said) -> None:
        told = said.part(message, "params")
        number = said.text(told, "requestId")
        self._open.discard(number)
        if number in self._exchanges and said.number(told, "encodedDataLength") <= self._caps.one:
            self._awaited += 1
            key = said.text(message, "sessionId")
            self._session.post(
                "Network.getResponseBody", {"requestId": number}, lambda answer: self._keep(number, answer), key=key
            )

    def _failed(self, message: Said) -> None:
        self._open.discard(said.text(message, "params", "requestId"))

    def _keep(self, number: str, answer: Said) -> None:
        self._awaited -= 1
        body = _body(said.part(answer, "result"))
        asked = self._exchanges.get(number)
        if asked is not None and len(body) <= self._caps.one and self._kept + len(body) <= self._caps.kept:
            self._kept += len(body)
            self._exchanges[number] = replace(asked, body=body)


def _body(answer: Said) -> bytes:
    text = said.text(answer, "body")
    if not said.flag(answer, "base64Encoded"):
        return text.encode(errors="surrogatepass")
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return b""


def clean(headers: Said) -> tuple[tuple[str, str], ...]:
    """Headers as pairs, without those that could carry a credential and without HTTP/2's own."""
    return tuple(
        (name, value)
        for name, joined in headers.items()
        if isinstance(joined, str) and not name.startswith(":") and not SECRET.search(name)
        for value in joined.split("\n")
    )
