"""Which of the things that a page asks for may be dialled, and at which address.

An answer of the resolver holds for the whole visit: a name that moves between two requests moves nothing.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import ipaddress
import threading
from collections.abc import Callable, Set
from dataclasses import dataclass, field
from typing import Final, TypeVar

from detente.contracts.network import NotSent
from detente.evidence.guard.head import Wanted
from detente.evidence.guard.tally import Why
from detente.net.addresses import AddressRefused, AllowedOrigins, Origin, Resolver, is_public, vet

T = TypeVar("T")

_AT_ONCE: Final = 16
_TRIED: Final = 4


class Refused(Exception):
    """This target is not dialled; `why` says it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Way:
    """Where one request may go. `encrypted`: its tunnel must carry TLS."""

    origin: Origin
    encrypted: bool


def way_of(wanted: Wanted, allowed: AllowedOrigins) -> Way:
    """Https to port 443, anything else to the operator's exact origins only. Raises `Refused`."""
    plain, secure = (Origin(scheme, wanted.host, wanted.port) for scheme in ("http", "https"))
    if plain in allowed:
        return Way(plain, encrypted=False)
    if not wanted.tunnel:
        raise Refused(Why.PLAIN)
    if wanted.port != 443 and secure not in allowed:
        raise Refused(Why.PORT)
    return Way(secure, encrypted=True)


@dataclass(slots=True)
class Targets:
    """The names of one visit. `own_ports`: ports on which guards of this process listen, never a target."""

    allowed: AllowedOrigins
    resolver: Resolver
    own_ports: Set[int]
    _asked: dict[Origin, asyncio.Task[tuple[str, ...] | Why]] = field(default_factory=dict)
    _few: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def addresses(self, origin: Origin, seconds: float) -> tuple[str, ...]:
        """The vetted addresses of an origin, looked up once a visit. Raises `Refused`."""
        if origin not in self._asked:
            self._asked[origin] = asyncio.create_task(self._ask(origin))
        try:
            # Shielded: one connection that gives up must not take the answer from the others.
            async with asyncio.timeout(seconds):
                found = await asyncio.shield(self._asked[origin])
        except TimeoutError as error:
            raise Refused(Why.NO_NAME) from error
        if isinstance(found, Why):
            raise Refused(found)
        return found

    async def _ask(self, origin: Origin) -> tuple[str, ...] | Why:
        async with self._few:
            return await _beside(lambda: self._look(origin))

    def _look(self, origin: Origin) -> tuple[str, ...] | Why:
        try:
            answers = vet(origin, self.allowed, self.resolver)
        except AddressRefused:
            return Why.ADDRESS
        except (NotSent, OSError, ValueError):
            return Why.NO_NAME
        literal = tuple(answer for answer in answers if _read(answer) is not None)
        if origin.port in self.own_ports and any(_is_inside(answer) for answer in literal):
            return Why.OWN_PORT
        return literal[:_TRIED] or Why.NO_NAME


def _read(answer: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(answer)
    except ValueError:
        return None


def _is_inside(answer: str) -> bool:
    address = _read(answer)
    return address is not None and not is_public(address)


def _beside(work: Callable[[], T]) -> asyncio.Future[T]:
    """Blocking work in a thread of its own. The machine's resolver may hang for half a minute: nobody waits for it."""
    outcome: concurrent.futures.Future[T] = concurrent.futures.Future()
    outcome.set_running_or_notify_cancel()
    threading.Thread(target=lambda: outcome.set_result(work()), name="guard-resolve", daemon=True).start()
    return asyncio.wrap_future(outcome)
