"""The hostile page as the desk itself visits it: the capturer's browser, behind a gate of the guard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.evidence.guard.hostile import HostileSite, Sentinel
from tests.evidence.guard.knocking import NOON, guard

from detente.contracts.capture import Stop, Subject, Visit, VisitOrder
from detente.evidence.browser.capturer import BrowserCapturer, Habits
from detente.evidence.browser.process import Launch
from detente.evidence.browser.visit import Patience
from detente.evidence.guard import Guard
from detente.host import machine
from detente.host.account import browser_account

pytestmark = pytest.mark.browser
_HABITS = Habits(patience=Patience(load=1.5, quiet=0.2, scroll=0.2, images=0.2))
_SURE = {"img", "iframe", "fetch", "beacon", "worker", "websocket", "redirect", "mapped", "decimal"}
"""What every visit tries; the capturer's browser opens no windows and keeps no service workers to begin with."""


@pytest.fixture(scope="module")
def inside() -> Iterator[tuple[Sentinel, HostileSite]]:
    with Sentinel() as sentinel, HostileSite(sentinel) as site:
        yield sentinel, site


def _capturer(way_out: Guard | None) -> BrowserCapturer:
    named = os.environ.get("DETENTE_BROWSER")
    found = machine.find_browser(Path(named) if named else None)
    assert found is not None
    return BrowserCapturer(
        Launch(found, account=browser_account(None)), lambda: NOON, way_out, clock_offset=lambda: 0.0, habits=_HABITS
    )


@pytest.fixture(scope="module")
def capturer(inside: tuple[Sentinel, HostileSite]) -> Iterator[BrowserCapturer]:
    kept = _capturer(guard([inside[1].origin]))
    yield kept
    kept.close()


def _visited(capturer: BrowserCapturer, url: str) -> Visit:
    return capturer.visit(
        VisitOrder("01TEST", url, ("127.0.0.1",), (Subject("m", "A page like any other."),), seconds=10.0)
    )


def _hit(visit: Visit, sentinel: Sentinel) -> set[str]:
    named = {str(port): probe for probe, port in sentinel.ports.items()}
    return {named[denial.target.rpartition(":")[2]] for denial in visit.denials}


def test_a_visit_of_the_hostile_page_reaches_nothing_and_says_what_was_tried(
    capturer: BrowserCapturer, inside: tuple[Sentinel, HostileSite]
) -> None:
    sentinel, site = inside
    visit = _visited(capturer, f"{site.origin}/")
    assert visit.status == 200 and visit.stopped_by is not Stop.REFUSED_ADDRESS
    assert _hit(visit, sentinel) >= _SURE
    assert sentinel.hits == set()
    assert {each.url.partition("//")[2].partition("/")[0] for each in visit.exchanges} == {site.origin[7:]}
    assert {each.address for each in visit.exchanges} == {"127.0.0.1"}


@pytest.mark.parametrize("path", ["/away", "/refresh"])
def test_a_page_that_leads_inside_is_not_followed(
    path: str, capturer: BrowserCapturer, inside: tuple[Sentinel, HostileSite]
) -> None:
    sentinel, site = inside
    visit = _visited(capturer, f"{site.origin}{path}")
    assert visit.stopped_by is Stop.REFUSED_ADDRESS and visit.denials
    assert sentinel.hits == set()


def test_a_file_of_this_machine_is_no_page(capturer: BrowserCapturer) -> None:
    visit = _visited(capturer, "file:///etc/passwd")
    assert visit.stopped_by is Stop.REFUSED_ADDRESS and visit.exchanges == ()


def test_without_the_guard_the_same_visit_reaches_the_machine_inside() -> None:
    with Sentinel() as sentinel, HostileSite(sentinel) as site:
        unguarded = _capturer(None)
        _visited(unguarded, f"{site.origin}/")
        unguarded.close()
        assert sentinel.hits >= _SURE | {"stun"}
