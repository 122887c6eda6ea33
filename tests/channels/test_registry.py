"""The register of networks and the telephone book of connectors."""

from __future__ import annotations

import pytest

from detente.channels.dial import CONNECTORS, dial
from detente.channels.publicpage.connector import PublicPage
from detente.channels.registry import NETWORKS, measure, registered
from detente.contracts.network import Connection


def test_every_network_with_a_connector_can_be_dialled_and_no_other() -> None:
    assert set(CONNECTORS) == {name for name, each in NETWORKS.items() if each.has_connector}


def test_a_network_that_nobody_knows_has_no_line() -> None:
    with pytest.raises(KeyError):
        registered("carrier-pigeon")
    with pytest.raises(KeyError):
        dial("import", Connection("", "", ""))


def test_dialling_sends_nothing() -> None:
    assert isinstance(dial("publicpage", Connection("https://desk.example/p/x", "s", "x")), PublicPage)


def test_a_wildcard_is_not_an_origin() -> None:
    with pytest.raises(ValueError, match="exact origin"):
        dial("publicpage", Connection("https://desk.example/p/x", "s", "x"), ["https://*.example"])


def test_a_screen_can_measure_without_a_connector() -> None:
    length = measure("publicpage", "👩\u200d👩\u200d👧" * 1001)
    assert length is not None
    assert (length.count, length.over, length.unit) == (5005, 5, "code_points")
    assert measure("by_hand", "anything") is None
    assert registered("by_hand").by_hand


def test_a_connection_never_shows_its_secret() -> None:
    assert "s3cr3t" not in repr(Connection("https://desk.example", "s3cr3t", "x"))
