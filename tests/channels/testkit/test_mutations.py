"""Each check of the kit can fail: a connector that is bad in that respect is caught, and by this very check."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from detente.channels.testkit.conformance import ABILITIES, CLASSES, Asks, SiteBase, checks, lacking
from detente.channels.testkit.paper.connector import Paper
from detente.channels.testkit.paper.site import paper_site
from detente.contracts.network import NetworkError
from tests.channels.testkit.mutations import MUTATIONS

LISTING = "test_whatever_does_not_apply_here_has_its_reason"
TABLE = [(check, kind, bad) for check, faults in MUTATIONS.items() for kind, bad in faults]


def test_every_check_has_a_connector_that_it_catches() -> None:
    assert sorted(f"test_{name}" for name in MUTATIONS) == [name for name in checks() if name != LISTING]


@pytest.mark.parametrize(("check", "kind", "bad"), TABLE, ids=[f"{check}-{bad.__name__}" for check, _, bad in TABLE])
def test_a_bad_connector_is_caught(check: str, kind: str, bad: type[Paper]) -> None:
    of = next(each for each in CLASSES if f"test_{check}" in vars(each))
    with paper_site(datetime.now(UTC), kind, bad) as site:
        site.frames = lambda external_id: [json.dumps({"id": external_id}).encode()]  # type: ignore[method-assign]
        assert not lacking(site, Asks.of.get(f"test_{check}", ())), "the check would not even look"
        with pytest.raises((AssertionError, NetworkError, ValueError)):
            getattr(of(), f"test_{check}")(site)


@pytest.mark.parametrize("lacks", [{"tides": "no network has any tides of its own"}, {"edits": "no"}])
def test_what_a_site_lacks_is_a_known_thing_with_a_reason(lacks: dict[str, str]) -> None:
    of = next(each for each in CLASSES if LISTING in vars(each))
    with paper_site(datetime.now(UTC)) as site:
        site.lacks = lacks
        with pytest.raises(AssertionError):
            getattr(of(), LISTING)(site)


def test_a_site_that_says_nothing_about_what_it_cannot_do_is_told_so() -> None:
    with pytest.raises(AssertionError, match=r"override edit\(\).*lacks\['edits'\]"):
        SiteBase().edit("n1", "x")


def test_the_listing_says_what_does_not_apply_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    of = next(each for each in CLASSES if LISTING in vars(each))
    with paper_site(datetime.now(UTC)) as site:
        getattr(of(), LISTING)(site)
    assert f"cannot {ABILITIES['streams']}: the connector does not offer Streams" in capsys.readouterr().out
