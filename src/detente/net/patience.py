"""A resolver that answers in time: the machine's own may hang for half a minute, and reading may not."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from detente.contracts.network import NetworkError, NotSent
from detente.net.addresses import Resolver, resolve


def within(seconds: float, resolver: Resolver = resolve) -> Resolver:
    """`resolver`, given up after `seconds`. Raises `NotSent` then; what is found later is dropped."""

    def patiently(host: str, port: int) -> Sequence[str]:
        found: list[Sequence[str]] = []
        failed: list[NetworkError] = []

        def look() -> None:
            try:
                found.append(resolver(host, port))
            except NetworkError as error:
                failed.append(error)

        thread = threading.Thread(target=look, name="resolve", daemon=True)
        thread.start()
        thread.join(seconds)
        if failed:
            raise failed[0]
        if not found:
            raise NotSent("the name was not resolved in time")
        return found[0]

    return patiently
