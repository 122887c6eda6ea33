"""A network of paper passes the whole kit, of whatever class it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from detente.channels.testkit.conformance import ABILITIES, CLASSES, Asks, checks, lacking
from detente.channels.testkit.paper.site import PaperSite, paper_site
from detente.contracts.network import Idempotency

KINDS = [kind.value for kind in Idempotency]
OF_CLASS = ("keys", "duplicates", "finds", "unasked")


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Iterator[PaperSite]:
    with paper_site(datetime.now(UTC), request.param) as made:
        yield made


def _matters(kind: str, check: str) -> bool:
    """Every check on a listable network; on the others those about writing."""
    return kind == "listable" or "publishes" in Asks.of.get(check, ())


@pytest.mark.parametrize(
    ("site", "check"),
    [(kind, check) for kind in KINDS for check in checks() if _matters(kind, check)],
    indirect=["site"],
)
def test_a_network_of_paper_passes(site: PaperSite, check: str) -> None:
    of = next(each for each in CLASSES if check in vars(each))
    getattr(of(), check)(site)


@pytest.mark.parametrize("site", ["listable"], indirect=True)
def test_what_paper_lacks_is_its_class_a_stream_and_a_session(site: PaperSite) -> None:
    assert set(lacking(site, tuple(ABILITIES))) == {"streams", "signs", "keys", "duplicates", "unasked"}
