"""Every registered network is whole: folder, lines, tests and pages. The failing message says what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from detente.channels.dial import CONNECTORS
from detente.channels.registry import NETWORKS
from detente.channels.testkit.conformance import CLASSES
from detente.web.templatetags.words import _NETWORKS as ICONS
from tests.house.checkout import ROOT, SOURCE

WITH_A_CONNECTOR = sorted(name for name, line in NETWORKS.items() if line.has_connector)
WITH_A_PAGE = sorted(name for name, line in NETWORKS.items() if line.has_connector or line.receives)


def _missing(network: str) -> Iterator[str]:
    """What a network with a connector still lacks, each as an order."""
    folder, tests = SOURCE / "channels" / network, ROOT / "tests" / "channels" / network
    for part in ("README.md", "shape.py", "connector.py"):
        if not (folder / part).is_file():
            yield f"write src/detente/channels/{network}/{part}"
    line = NETWORKS[network]
    if not (line.capabilities and line.measure):
        yield f"give {network} its capabilities and its measure in channels/registry.py"
    if network not in CONNECTORS:
        yield f"add the line of {network} to channels/dial.py"
    yield from _untested(network, "".join(path.read_text() for path in sorted(tests.glob("test_*.py"))))
    if f'"{network}"' not in (ROOT / "tests/workers/kill/networks.py").read_text():
        yield f"add {network} to NETWORKS in tests/workers/kill/networks.py"


def _untested(network: str, tests: str) -> Iterator[str]:
    for each in CLASSES:
        if not re.search(rf"\(.*\b{each.__name__}\b.*\)", tests):
            yield f"inherit {each.__name__} in tests/channels/{network}/test_conformance.py"


def _unsaid(network: str) -> Iterator[str]:
    """What people are not told about a network that they can connect."""
    page = ROOT / "docs" / "networks" / f"{network}.md"
    if not page.is_file():
        yield f"write docs/networks/{network}.md"
    if f"({network}.md)" not in (ROOT / "docs" / "networks" / "README.md").read_text():
        yield f"link {network}.md from docs/networks/README.md"
    for words in [NETWORKS[network].name, NETWORKS[network].rights, *(each.label for each in NETWORKS[network].fields)]:
        if words is not None and not (words.fr.strip() and words.en.strip()):
            yield f"say {words} in both languages"
    for each in NETWORKS[network].fields:
        if each.kind == "secret" and each.key != "secret":
            yield f'call the field {each.key} "secret": only that one is stored encrypted, and never shown'
    if network not in ICONS:
        yield f"give {network} a glyph and a name in web/templatetags/words.py"


@pytest.mark.parametrize("network", WITH_A_CONNECTOR)
def test_a_network_with_a_connector_is_whole(network: str) -> None:
    missing = [*_missing(network)]
    assert not missing, f"{network} is not whole yet:\n- " + "\n- ".join(missing)


@pytest.mark.parametrize("network", WITH_A_PAGE)
def test_people_are_told_about_a_network_that_they_can_connect(network: str) -> None:
    missing = [*_unsaid(network)]
    assert not missing, f"{network} is not told of yet:\n- " + "\n- ".join(missing)


def test_every_line_of_the_telephone_book_stands_in_the_register() -> None:
    assert set(CONNECTORS) == set(WITH_A_CONNECTOR)


def test_a_network_that_is_not_whole_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NETWORKS, "pigeon", NETWORKS["import"])
    told = [*_missing("pigeon"), *_unsaid("pigeon")]
    assert "write src/detente/channels/pigeon/connector.py" in told
    assert "add the line of pigeon to channels/dial.py" in told
    assert "inherit WritesOnce in tests/channels/pigeon/test_conformance.py" in told
    assert "write docs/networks/pigeon.md" in told
    assert len(told) == 6 + len(CLASSES) + 3
