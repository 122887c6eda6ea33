"""One request on one connection to one vetted address, with caps on bytes and on time.

Below httpx, httpcore is given a network backend of our own: it dials the vetted address whatever the name says now (the
Host header and the TLS name stay), it knows whether a byte of the request has left, and it holds the total time.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import httpcore
import httpx

from detente.contracts.network import NetworkError, NotSent, Unknown
from detente.net.addresses import AllowedOrigins, Resolver, origin_of, resolve, vet

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of one request. Times in seconds (`read`: between two bytes; `total`: from dialling on), `body` in bytes."""

    connect: float = 5.0
    read: float = 10.0
    total: float = 20.0
    body: int = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, unread and undecoded. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class AnswerTooLong(Unknown):
    """The answer passed the cap on its size and was cut off; what it was about may have happened."""


@dataclass(slots=True)
class _Line:
    """What is known of one connection: where it goes, when it must end, whether a byte of the request left."""

    addresses: tuple[str, ...]
    deadline: float
    tick: Callable[[], float]
    bytes_left: bool = False

    def time_for(self, wanted: float | None, error: type[Exception]) -> float:
        remaining = self.deadline - self.tick()
        if remaining <= 0:
            raise error("the total time is over")
        return remaining if wanted is None else min(wanted, remaining)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, line: _Line) -> None:
        self._inner = inner
        self._line = line

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._line.time_for(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        allowed = self._line.time_for(timeout, httpcore.WriteTimeout)
        # Set before writing: a write that fails half-way has let bytes go.
        self._line.bytes_left = True
        self._inner.write(buffer, allowed)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        allowed = self._line.time_for(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, allowed), self._line)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


class _Pinned(httpcore.NetworkBackend):
    """Dials the vetted addresses in turn and never looks at the name again."""

    def __init__(self, line: _Line) -> None:
        self._line = line
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002  the name was resolved and vetted before
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        *others, last = self._line.addresses
        for address in others:
            try:
                return self._dial(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._dial(last, port, timeout, local_address, socket_options)

    def _dial(
        self,
        address: str,
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[SocketOption] | None,
    ) -> httpcore.NetworkStream:
        allowed = self._line.time_for(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_tcp(address, port, allowed, local_address, socket_options), self._line)


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """The machine's authorities, read once a process: reading them takes 20 ms, and a worker dials all the time."""
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class WayOut:
    """The one way from the desk to a network. Safe to share between threads: it keeps nothing between two requests."""

    allowed: AllowedOrigins = field(default_factory=AllowedOrigins)
    limits: Limits = field(default_factory=Limits)
    resolver: Resolver = resolve
    tls: ssl.SSLContext = field(default_factory=trusted)
    tick: Callable[[], float] = time.monotonic

    def request(self, method: str, url: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
        """Send exactly one request and read its whole answer; redirects come back as they are.

        Raises `AddressRefused` or `NotSent` when no byte left, `Unknown` (`AnswerTooLong`) when bytes left and no
        whole answer came. Resolving the name is not capped by us.
        """
        target = _parsed(url)
        origin = origin_of(target)
        addresses = vet(origin, self.allowed, self.resolver)
        line = _Line(addresses, self.tick() + self.limits.total, self.tick)
        connection = httpcore.HTTPConnection(
            httpcore.Origin(origin.scheme.encode(), target.raw_host, origin.port),
            ssl_context=self.tls,
            retries=0,
            network_backend=_Pinned(line),
        )
        try:
            return self._exchange(connection, _request(method, target, headers, body, self.limits))
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise _told(line, origin.host, error) from error
        finally:
            connection.close()

    def _exchange(self, connection: httpcore.HTTPConnection, request: httpcore.Request) -> Answer:
        response = connection.handle_request(request)
        try:
            parts, size = [], 0
            for part in response.iter_stream():
                size += len(part)
                if size > self.limits.body:
                    raise AnswerTooLong(f"the answer is longer than {self.limits.body} bytes")
                parts.append(part)
        finally:
            response.close()
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        return Answer(response.status, headers, b"".join(parts))


def _parsed(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except httpx.InvalidURL as error:
        raise NotSent("the address cannot be read") from error


def _request(
    method: str, target: httpx.URL, headers: Sequence[tuple[str, str]], body: bytes, limits: Limits
) -> httpcore.Request:
    # httpx adds Host and Content-Length; the rest is said here so that nothing is decoded, kept or guessed.
    plain = [("accept-encoding", "identity"), ("connection", "close"), *headers]
    built = httpx.Request(method, target, headers=plain, content=body or None)
    seconds = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.connect}
    return httpcore.Request(
        method=built.method,
        url=httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path),
        headers=built.headers.raw,
        content=body,
        extensions={"timeout": seconds},
    )


def _told(line: _Line, host: str, error: Exception) -> NetworkError:
    what = f"{host}: {type(error).__name__}"
    return Unknown(f"{what} after bytes left") if line.bytes_left else NotSent(f"{what} before any byte left")
