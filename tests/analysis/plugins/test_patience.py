"""A name that is never resolved holds nobody up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from detente.analysis.plugins.plugin import PluginTrouble, Trouble
from detente.contracts.network import NotSent
from detente.net.patience import within
from tests.analysis.plugins.readings import messages
from tests.analysis.plugins.test_address import address_of
from tests.helpers.fake_model import FakeModel


@pytest.fixture
def released() -> Iterator[threading.Event]:
    """Set at the end of the test, so that what hangs ends with it."""
    event = threading.Event()
    yield event
    event.set()


def test_what_the_resolver_finds_in_time_is_passed_on() -> None:
    assert within(5, lambda host, port: [f"{host}:{port}"])("a.example", 443) == ["a.example:443"]


def test_what_the_resolver_says_in_time_is_passed_on_too() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise NotSent(f"{host} has no address")

    with pytest.raises(NotSent, match=r"a\.example has no address"):
        within(5, unknown)("a.example", 443)


def test_a_name_that_hangs_makes_no_request_and_takes_no_longer_than_it_may(
    monkeypatch: pytest.MonkeyPatch, released: threading.Event
) -> None:
    def hang(*_: object, **__: object) -> list[object]:
        released.wait(30)
        return []

    with FakeModel() as fake:
        plugin = address_of(fake)
        monkeypatch.setattr(socket, "getaddrinfo", hang)
        begun = time.monotonic()
        with pytest.raises(PluginTrouble) as told:
            plugin.ask(messages("a"), 0.2)
        took = time.monotonic() - begun
    assert (told.value.trouble, fake.asked) == (Trouble.AWAY, [])
    assert took < 5
