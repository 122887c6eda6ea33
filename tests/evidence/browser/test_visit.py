"""A real browser at a small site of our own: what a good page gives, and what each bad one is called."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from tests.evidence.browser.pages import INSULT

from detente.contracts.capture import Stop, Subject, Visit, VisitOrder
from detente.evidence.browser import pixels
from detente.evidence.browser.capturer import BrowserCapturer

pytestmark = pytest.mark.browser

ANA = Subject("m1", INSULT, ("nowhere", "c1"))


def order(address: str, *subjects: Subject, seconds: float = 60.0) -> VisitOrder:
    host = urlsplit(address).hostname or ""
    return VisitOrder("01TEST", address, (host,), subjects or (ANA,), seconds=seconds)


@pytest.fixture(scope="module")
def thread(capturer: BrowserCapturer, pages: str) -> Visit:
    subjects = (
        ANA,
        Subject("m1-free", INSULT),
        Subject("m2", "Merci", ("c2",)),
        Subject("m2-free", "Merci"),
        Subject("m4", "Merci beaucoup, tout est arrivé à temps."),
        Subject("m9", "Nobody wrote this"),
        Subject("m8", "Deleted by its author", ("c8",), gone=True),
        Subject("m3", "Merci", ("c3",), gone=True),
    )
    return capturer.visit(replace(order(f"{pages}/onward", *subjects), url=f"{pages}/onward"))


def test_a_public_message_reaches_level_a(thread: Visit) -> None:
    shot = thread.shot("m1")
    assert shot is not None
    assert thread.stopped_by is None, (thread.detail, thread.checks)
    assert thread.why_not_a("m1") is None, shot.checks
    assert {check.result for check in (*thread.checks, *shot.checks)} == {"pass"}
    assert pixels.size(shot.png)[0] == 600
    assert "AnaVous" in shot.text and "🤬" in shot.text
    assert dict(shot.fonts) and all(count > 0 for _, count in shot.fonts)


def test_a_message_without_an_anchor_is_found_by_its_text_alone(thread: Visit) -> None:
    shot = thread.shot("m1-free")
    assert shot is not None and thread.why_not_a("m1-free") is None
    assert "Ana" not in shot.text, "the smallest element"
    assert thread.why_not_a("m4") is None


def test_words_that_two_people_wrote_are_nobodys_without_an_anchor(thread: Visit) -> None:
    assert thread.why_not_a("m2") is None
    assert thread.why_not_a("m2-free") is Stop.MESSAGE_ABSENT
    assert thread.why_not_a("m9") is Stop.MESSAGE_ABSENT


def test_a_deleted_message_is_shown_by_its_absence(thread: Visit) -> None:
    assert thread.why_not_a("m8") is None
    assert thread.why_not_a("m3") is Stop.FAILED, "it still stands there"
    assert thread.context


def test_the_page_is_kept_whole_with_its_way_and_without_secrets(thread: Visit) -> None:
    assert thread.context[0].startswith(b"\xff\xd8\xff")
    assert b"multipart/related" in thread.mhtml
    assert [urlsplit(url).path for url in thread.redirects] == ["/onward"]
    assert urlsplit(thread.final_url).path == "/thread"
    kept = {urlsplit(each.url).path: each for each in thread.exchanges}
    assert {"/onward", "/thread", "/frame", "/dot.png"} <= set(kept)
    assert kept["/onward"].status == 302 and kept["/thread"].body.startswith(b"<!doctype html>")
    assert kept["/dot.png"].body.startswith(b"\x89PNG") and kept["/frame"].body.endswith(b"framed words")
    assert "SECRET-VALUE" not in repr(thread)
    assert all(before.at <= after.at for before, after in zip(thread.steps, thread.steps[1:], strict=False))
    assert thread.browser is not None and thread.browser.product


@pytest.fixture(scope="module")
def visits(capturer: BrowserCapturer, pages: str) -> dict[str, Visit]:
    """Every page of the table below, several at a time."""
    orders = {page: replace(order(f"{pages}/{page}"), whole_page=False) for page in BAD}
    with ThreadPoolExecutor(2) as several:
        return dict(zip(orders, several.map(capturer.visit, orders.values()), strict=True))


BAD = {
    "moved": Stop.LOGIN_WALL,
    "walled": Stop.LOGIN_WALL,
    "cookies": Stop.COOKIE_WALL,
    "absent": Stop.NOT_FOUND,
    "elsewhere": Stop.WRONG_PLACE,
    "file": Stop.DOWNLOAD,
    "click-download": Stop.DOWNLOAD,
    "huge": Stop.TOO_LARGE,
}


@pytest.mark.parametrize("page", BAD)
def test_a_bad_page_is_called_by_its_name(visits: dict[str, Visit], page: str) -> None:
    visit = visits[page]
    assert visit.why_not_a("m1") is BAD[page], (visit.detail, visit.checks, visit.shots)


def test_odd_things_on_a_page_keep_nobody_from_level_a(capturer: BrowserCapturer, pages: str) -> None:
    """A form beside, a banner, words of others, dialogs, a page that grows and one that spoils its own functions."""
    shadow, picture = Subject("m5", "In the shadow of it"), Subject("m6", "Emoji as a picture 🤬", ("i",))
    visit = capturer.visit(replace(order(f"{pages}/odd", ANA, shadow, picture), whole_page=False))
    assert [visit.why_not_a(key) for key in ("m1", "m5", "m6")] == [None] * 3, (visit.detail, visit.checks, visit.shots)


def test_a_message_that_is_not_shown_as_written_stays_below_a(capturer: BrowserCapturer, pages: str) -> None:
    subjects = (
        Subject("edited", INSULT, ("edited",)),
        Subject("hidden", INSULT, ("hidden",)),
        Subject("white", f"{INSULT} blanc", ("white",)),
    )
    visit = capturer.visit(replace(order(f"{pages}/faulty", *subjects), whole_page=False))
    why = {subject.key: visit.why_not_a(subject.key) for subject in subjects}
    assert why == {"edited": Stop.TEXT_DIFFERS, "hidden": Stop.MESSAGE_ABSENT, "white": Stop.BLANK}


@pytest.mark.parametrize("page", ["hangs", "busy", "leaves"])
def test_a_page_that_never_rests_ends_at_the_deadline(capturer: BrowserCapturer, pages: str, page: str) -> None:
    visit = capturer.visit(order(f"{pages}/{page}", seconds=1.5))
    assert visit.stopped_by in (Stop.TOO_SLOW, Stop.FAILED) if page == "leaves" else visit.stopped_by is Stop.TOO_SLOW


def test_an_endless_page_is_kept_as_far_as_it_came(capturer: BrowserCapturer, pages: str) -> None:
    visit = capturer.visit(replace(order(f"{pages}/endless"), whole_page=False))
    assert visit.truncated
    assert visit.why_not_a("m1") is None, (visit.detail, visit.checks, visit.shots)


def test_a_tall_page_is_kept_in_slices_and_said_to_be_cut(capturer: BrowserCapturer, pages: str) -> None:
    visit = capturer.visit(order(f"{pages}/tall"))
    assert visit.truncated and len(visit.context) == 3


def test_a_post_that_its_author_deleted_may_be_gone_whole(capturer: BrowserCapturer, pages: str) -> None:
    visit = capturer.visit(order(f"{pages}/gone", replace(ANA, gone=True), Subject("m2", "Merci")))
    assert visit.why_not_a("m1") is None and visit.context
    assert visit.why_not_a("m2") is Stop.MESSAGE_ABSENT


@pytest.mark.parametrize("address", ["file:///etc/passwd", "data:text/html,x", "http://localhost:1/x"])
def test_a_visit_begins_on_a_host_of_the_network_only(capturer: BrowserCapturer, address: str) -> None:
    visit = capturer.visit(VisitOrder("01TEST", address, ("127.0.0.1",), (ANA,)))
    assert visit.stopped_by is Stop.REFUSED_ADDRESS and not visit.exchanges


def test_nobody_at_the_address_is_unreachable(capturer: BrowserCapturer) -> None:
    assert capturer.visit(order("http://127.0.0.1:9/x")).stopped_by is Stop.UNREACHABLE
