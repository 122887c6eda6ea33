"""What comes with a batch: holes, payloads nobody could read, allowances, counts, delays, what may not be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.desk.makers import NOON, a_brand, a_channel, an_item, created

from detente.contracts.network import (
    Affordance,
    AffordanceState,
    Aside,
    Budget,
    Coverage,
    Hole,
    Tally,
)
from detente.contracts.words import Words
from detente.desk.actions.receive import Beside, receive
from detente.desk.models import Channel, KeptAside, Message
from detente.desk.models import Hole as HoleRow
from detente.desk.queries.coverage import channel_coverage
from detente.journal.models import Event

pytestmark = pytest.mark.django_db

WHY = Words(fr="Ce n’est pas du JSON.", en="This is not JSON.")


@pytest.fixture
def channel(db: None) -> Channel:
    return a_channel(a_brand(), "publicpage")


def _t(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def _gap(since: int, until: int) -> Beside:
    return Beside("poll", Coverage.GAP, Hole(_t(since), _t(until)))


def _open() -> list[tuple[datetime, datetime]]:
    return list(HoleRow.objects.filter(filled_at__isnull=True).order_by("since").values_list("since", "until"))


def _receive(channel: Channel, beside: Beside) -> None:
    receive(channel.id, [], now=_t(100), beside=beside)


def test_a_gap_becomes_a_visible_hole_once(channel: Channel) -> None:
    for _ in range(2):
        _receive(channel, _gap(1, 5))
    assert _open() == [(_t(1), _t(5))]
    assert Event.objects.filter(name="hole.found").count() == 1


def test_holes_that_touch_become_one(channel: Channel) -> None:
    for since, until in ((1, 5), (10, 15), (4, 11)):
        _receive(channel, _gap(since, until))
    assert _open() == [(_t(1), _t(15))]


def test_a_gap_of_unknown_range_reaches_from_the_last_good_poll_until_now(channel: Channel) -> None:
    Channel.objects.update(last_success_at=_t(60))
    _receive(channel, Beside("poll", Coverage.GAP, None))
    assert _open() == [(_t(60), _t(100))]
    assert HoleRow.objects.get().why == "unknown_range"


@pytest.mark.parametrize(
    ("filled", "left"),
    [
        ((0, 20), []),
        ((1, 10), []),
        ((0, 4), [(4, 10)]),
        ((4, 20), [(1, 4)]),
        ((4, 6), [(1, 4), (6, 10)]),
        ((10, 20), [(1, 10)]),
    ],
)
def test_what_was_read_after_all_closes_the_hole_or_a_part_of_it(
    channel: Channel, filled: tuple[int, int], left: list[tuple[int, int]]
) -> None:
    _receive(channel, _gap(1, 10))
    _receive(channel, Beside("poll", filled=(Hole(_t(filled[0]), _t(filled[1])),)))
    assert _open() == [(_t(since), _t(until)) for since, until in left]
    assert Event.objects.filter(name="hole.filled").count() == (not left)


def test_a_hole_that_somebody_accepted_is_not_opened_again(channel: Channel) -> None:
    _receive(channel, _gap(1, 10))
    HoleRow.objects.update(filled_at=NOON, filled_how="accepted")
    _receive(channel, _gap(2, 9))
    assert _open() == []


def test_a_payload_nobody_can_read_is_kept_once_with_its_reason_and_counted(channel: Channel) -> None:
    aside = (Aside(b"<html>", WHY), Aside(b"<html>", WHY), Aside(b"other", WHY))
    for _ in range(2):
        _receive(channel, Beside("push", aside=aside))
    rows = {row.size: row for row in KeptAside.objects.all()}
    assert {size: row.times for size, row in rows.items()} == {6: 4, 5: 2}
    assert b"<html>" not in bytes(rows[6].excerpt or b"")
    assert Event.objects.get(name="aside.kept").facts == {"source": "push", "count": 2}


def test_of_a_huge_payload_only_the_beginning_is_kept(channel: Channel) -> None:
    _receive(channel, Beside("push", aside=(Aside(b"x" * 20_000_000, WHY),)))
    row = KeptAside.objects.get()
    assert row.size == 20_000_000
    assert len(bytes(row.excerpt or b"")) < 65_700


def test_a_flood_of_unreadable_payloads_ends_in_a_count(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.desk.actions._aside.MOST", 3)
    for n in range(9):
        _receive(channel, Beside("poll", aside=(Aside(f"{n}".encode(), WHY),)))
    assert KeptAside.objects.count() == 4
    assert KeptAside.objects.get(excerpt__isnull=True).times == 6


@pytest.mark.parametrize(
    "bad",
    [
        replace(an_item(""), text="x"),
        replace(an_item("x" * 301)),
        replace(an_item("nul\x00")),
        replace(an_item("b"), conversation_external_id="c" * 400),
        replace(an_item("b"), parent_external_id="\ud800"),
        an_item("b", author="y" * 301),
        an_item("b", text="z" * 2_000_001),
        an_item("b", posted_at=datetime(2026, 1, 1)),  # noqa: DTZ001
    ],
)
def test_an_item_that_cannot_be_stored_is_kept_aside_and_the_others_arrive(channel: Channel, bad: object) -> None:
    got = receive(channel.id, created(an_item("good"), bad), now=NOON, cursor={"n": 1}, beside=Beside("poll"))  # type: ignore[arg-type]
    assert (got.new, got.aside) == (1, 1)
    channel.refresh_from_db()
    assert channel.cursor == {"n": 1}


def test_a_reference_with_what_json_columns_refuse_is_still_stored(channel: Channel) -> None:
    item = replace(an_item("a"), reference={"cid": "nul\x00 and \ud800", "n": 7})
    receive(channel.id, created(item), now=NOON)
    assert Message.objects.get().reference["n"] == 7


def test_what_the_network_does_not_allow_is_kept_with_reason_and_remedy(channel: Channel) -> None:
    no = Affordance(AffordanceState.DENIED, Words(fr="Fermé", en="Closed"), Words(fr="Rouvrir", en="Open it"))
    denied = {"a": {"reply": no, "hide": Affordance(AffordanceState.ALLOWED)}}
    receive(channel.id, created(an_item("a")), now=NOON, beside=Beside("poll", denied=denied))  # type: ignore[arg-type]
    said = {"reply": {"state": "denied", "reason": ["Fermé", "Closed"], "remedy": ["Rouvrir", "Open it"]}}
    assert Message.objects.get().denied == said
    receive(channel.id, created(an_item("a")), now=NOON, beside=Beside("poll", denied={"a": {}}))
    assert Message.objects.get().denied == {}


def test_a_private_message_stays_private_and_its_reference_follows_the_network(channel: Channel) -> None:
    private = replace(an_item("a"), private=True, reference={"cid": "1"})
    receive(channel.id, created(private), now=NOON)
    receive(channel.id, created(replace(private, private=False, reference={"cid": "2"})), now=NOON)
    assert (Message.objects.get().private, Message.objects.get().reference) == (True, {"cid": "2"})


def test_when_a_message_was_last_seen_is_noted_by_the_hour_only(channel: Channel) -> None:
    for minutes in (0, 30, 61):
        receive(channel.id, created(an_item("a")), now=_t(minutes))
        assert Message.objects.get().checked_at == _t(61 if minutes == 61 else 0)


def test_allowance_counts_and_delay_are_saved_with_the_place(channel: Channel) -> None:
    items = [an_item(f"{n}", author=f"p{n}", posted_at=_t(-n)) for n in (1, 3, 50)]
    ours = an_item("ours", ours=True, posted_at=_t(-500))
    beside = Beside("poll", budget=Budget(300, 12, _t(15)), tally=Tally(5, _t(-10)))
    receive(channel.id, created(*items, ours), now=NOON, cursor={"n": 1}, beside=beside)
    shown = channel_coverage(channel.id)
    assert shown is not None and shown.budget is not None and shown.tally is not None
    assert (shown.budget.limit, shown.budget.remaining, shown.budget.resets_at) == (300, 12, _t(15))
    assert (shown.tally.network, shown.tally.held, shown.tally.missing) == (5, 2, 3)
    assert (shown.delay_ms, shown.place, shown.last_item_at) == (180_000, "n 1", NOON)


def test_an_item_from_the_future_has_no_negative_delay(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", posted_at=_t(9))), now=NOON, beside=Beside("poll"))
    channel.refresh_from_db()
    assert channel.delay_ms == 0


def test_a_removed_channel_has_no_coverage(channel: Channel) -> None:
    Channel.objects.update(state="removed")
    assert channel_coverage(channel.id) is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "  JavaScript:x", "data:text/html,x", "/cases/1", "ftp://a/b"]
)
def test_only_addresses_that_a_browser_opens_as_a_page_become_links(channel: Channel, address: str) -> None:
    item = replace(an_item("a"), permalink=address, conversation_url=address)
    receive(channel.id, created(item), now=NOON)
    message = Message.objects.select_related("conversation").get()
    assert (message.permalink, message.conversation.url) == ("", "")


def test_an_address_of_a_page_is_kept(channel: Channel) -> None:
    receive(channel.id, created(replace(an_item("a"), permalink=" HTTPS://a.example/1 ")), now=NOON)
    assert Message.objects.get().permalink == "HTTPS://a.example/1"


@pytest.mark.parametrize("year", [1, 1969, 9999])
def test_a_time_that_nobody_could_read_back_is_kept_aside(channel: Channel, year: int) -> None:
    item = replace(an_item("a"), posted_at=datetime(year, 6, 1, tzinfo=UTC))
    receive(channel.id, created(item, an_item("b")), now=NOON)
    assert [one.external_id for one in Message.objects.all()] == ["b"]
    assert KeptAside.objects.get().reason_en == "The time of a message cannot be."
