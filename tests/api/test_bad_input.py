"""Whatever comes is refused or kept aside with its reason, visibly; the door stays open."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator

import pytest
from django.test import RequestFactory

from detente.api import pushes
from detente.api.reading import FARTHEST
from detente.desk.actions.refuse_push import EXCERPT
from detente.desk.models import Message, Revision
from tests.api.doors import Answer, Door, excerpt_of
from tests.channels.webhook.pushes import a_body, an_event, signed

pytestmark = pytest.mark.django_db

OTHER = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXM="
BODY = a_body(an_event(1))

Case = Callable[[Door], Answer]
TABLE: dict[str, tuple[Case, int, str, str | None]] = {
    "no signature": (lambda d: d.send(BODY, headers={}), 401, "access.signature", "Pushes refused: signature"),
    "bad signature": (lambda d: d.send(BODY, secret=OTHER), 401, "access.signature", "Pushes refused: signature"),
    "signed yesterday": (lambda d: d.send(BODY, late=86_400), 401, "access.stale", "Pushes refused: signed at a time"),
    "a clock ahead": (lambda d: d.send(BODY, late=-7_200), 401, "access.stale", "Pushes refused: signed at a time"),
    "another body than signed": (
        lambda d: d.send(a_body(an_event(2)), headers=signed(BODY, secret=d.secret)),
        401, "access.signature", "Pushes refused: signature",
    ),
    "a web page": (lambda d: d.send(b"<!doctype html><h1>502"), 400, "input.push", "The body is not a JSON object"),
    "nothing": (lambda d: d.send(b""), 400, "input.push", "The body is not a JSON object"),
    "cut off": (lambda d: d.send(BODY[:-9]), 400, "input.push", "The body is not a JSON object"),
    "latin-1": (lambda d: d.send('{"events": ["é"]}'.encode("latin-1")), 400, "input.push", "The body is not a JSON"),
    "too many events": (lambda d: d.push(*[{}] * 1_001), 400, "input.push", "1001 events at once"),
    "20 MB": (lambda d: d.send(b"[" * 20_000_000), 413, "input.size", "This push is 20000000 bytes long"),
    "one byte too long": (lambda d: d.send(b" " * 1_000_001), 413, "input.size", "This push is 1000001 bytes long"),
    "without an end": (lambda d: d.send(b"x" * (FARTHEST + 1)), 413, "input.size", None),
}  # fmt: skip


@pytest.mark.parametrize(("send", "status", "code", "kept"), TABLE.values(), ids=TABLE)
def test_it_is_refused_in_one_sentence_and_shown_to_people(
    door: Door, send: Case, status: int, code: str, kept: str | None
) -> None:
    answer = send(door)
    assert (answer.status, answer.body["error"]) == (status, code)
    assert str(answer.body["message"]).endswith(".")
    assert [one.reason_en.startswith(kept or "-") for one in door.aside] == ([True] if kept else [])
    assert Message.objects.count() == 0
    assert door.push(an_event(5), push_id="after").body["new"] == 1


def test_a_wrong_clock_is_named_to_whoever_holds_the_secret(door: Door) -> None:
    assert "120 min ahead" in str(door.send(BODY, late=-7_200).body["message"])
    assert "retarde de 1440 min" in str(door.send(BODY, late=86_400, accept="fr").body["message"])


TEXTS = {
    "right to left": "\u202eruof ot thgir\u202c",
    "zero width": "un\u200bbe\u200dfore\ufeff",
    "combining": "e\u0301 decomposed stays decomposed",
    "markup": "<script>alert(1)</script>",
    "emoji": "👩\u200d👩\u200d👧",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_kept_exactly_whether_escaped_or_not(door: Door, text: str) -> None:
    door.push(an_event(1, text=text))  # json.dumps escapes everything beyond ASCII
    plain = a_body(an_event(2)).replace(b"Colis num\\u00e9ro 2 jamais re\\u00e7u.", text.encode())
    door.send(plain, push_id="msg_2")
    assert list(Revision.objects.values_list("text", flat=True)) == [text, text]


def test_what_no_database_can_hold_becomes_a_mark_and_stays_in_the_seal(door: Door) -> None:
    door.push(an_event(1, text="a\x00b \ud83d c"))
    assert Revision.objects.get().text == "a\ufffdb ? c"


def test_ids_that_nobody_can_see_go_aside(door: Door) -> None:
    answer = door.push(an_event(1, id="a\x00b"), an_event(2, id="a\u200bb"), an_event(3, parent_id="\ud83d"))
    assert answer.body["new"] == 0 and len(door.aside) == 3


def test_a_flood_of_bad_signatures_is_one_line_that_counts(door: Door) -> None:
    for _ in range(20):
        door.send(BODY, secret=OTHER)
    (kept,) = door.aside
    assert kept.times == 1, "the first is written at once, the others with the next minute"
    pushes.NOTED._seen = {key: (count, at - pushes.NOTED.every) for key, (count, at) in pushes.NOTED._seen.items()}
    door.send(BODY, secret=OTHER)
    assert door.aside[0].times == 21


class _Parts:
    """A body that is made while it is read."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return b"x" * size


def test_twenty_megabytes_are_never_held_in_memory(door: Door) -> None:
    size = 20_000_000
    headers = signed(b"x" * size, secret=door.secret)
    request = RequestFactory().post(door.path, data=b"", content_type="application/json", headers=headers)
    request._stream = _Parts(size)
    tracemalloc.start()
    answer = pushes.push(request, door.channel.account_id)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 413
    assert peak < 6_000_000
    (kept,) = door.aside
    assert kept.size == size and excerpt_of(kept) == b"x" * EXCERPT


def _broken() -> Iterator[bytes]:
    yield b"{"
    raise OSError("the sender went away")


def test_a_sender_that_goes_away_in_mid_body_breaks_nothing(door: Door) -> None:
    parts = _broken()

    class Broken:
        def read(self, size: int) -> bytes:
            return next(parts)

    request = RequestFactory().post(door.path, data=b"", content_type="application/json", headers=signed(b""))
    request._stream = Broken()
    assert pushes.push(request, door.channel.account_id).status_code == 413
    assert door.push(an_event(1)).status == 200
