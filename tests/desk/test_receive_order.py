"""Whatever the order and however often it comes: deletions win, versions stand in the order in which they happened."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from django.db import OperationalError, connection, transaction
from tests.desk.makers import NOON, a_brand, a_channel, an_item, created

from detente.contracts.network import Change, ChangeKind
from detente.desk.actions.receive import Beside, receive
from detente.desk.models import Channel, EvidenceItem, Message, Revision, Tombstone
from detente.journal import ledger


@pytest.fixture
def channel(db: None) -> Channel:
    return a_channel(a_brand())


def _at(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


def _edit(text: str, minutes: int | None = None) -> Change:
    at = NOON + _at(minutes) if minutes is not None else None
    return Change(ChangeKind.EDITED, "a", an_item("a", text), NOON, at)


def _gone(minutes: int | None = None) -> Change:
    return Change(ChangeKind.DELETED, "a", None, NOON, NOON + _at(minutes) if minutes is not None else None)


def _back(minutes: int | None = None) -> Change:
    at = NOON + _at(minutes) if minutes is not None else None
    return Change(ChangeKind.RESTORED, "a", an_item("a"), NOON, at)


def _shown() -> str:
    message = Message.objects.get()
    return Revision.objects.get(message=message, number=message.revision_number).text


def test_a_deletion_that_comes_first_meets_the_late_creation(channel: Channel) -> None:
    receive(channel.id, [_gone()], now=NOON)
    assert Tombstone.objects.count() == 1
    got = receive(channel.id, created(an_item("a")), now=NOON + _at(5))
    assert (got.new, got.deleted) == (1, 1)
    assert Message.objects.get().state == "deleted"
    assert sorted(EvidenceItem.objects.values_list("what", flat=True)) == ["deleted", "received"]
    assert Tombstone.objects.count() == 0


def test_a_deletion_before_its_creation_in_one_batch_wins(channel: Channel) -> None:
    receive(channel.id, [_gone(), *created(an_item("a"))], now=NOON)
    assert Message.objects.get().state == "deleted"
    assert Tombstone.objects.count() == 0


def test_a_creation_delivered_again_after_its_deletion_does_not_bring_it_back(channel: Channel) -> None:
    receive(channel.id, created(an_item("a")), now=NOON)
    receive(channel.id, [_gone()], now=NOON)
    receive(channel.id, created(an_item("a")), now=NOON)
    assert Message.objects.get().state == "deleted"


def test_what_its_author_or_a_moderator_brings_back_is_visible_again(channel: Channel) -> None:
    receive(channel.id, created(an_item("a")), now=NOON)
    receive(channel.id, [_gone(1)], now=NOON)
    receive(channel.id, [_back(2)], now=NOON)
    assert Message.objects.get().state == "visible"


def test_a_deletion_that_happened_before_a_known_return_changes_nothing(channel: Channel) -> None:
    receive(channel.id, created(an_item("a")), now=NOON)
    receive(channel.id, [_gone(1), _back(3)], now=NOON)
    receive(channel.id, [_gone(1)], now=NOON)
    assert Message.objects.get().state == "visible"


def test_a_return_takes_the_tombstone_away(channel: Channel) -> None:
    receive(channel.id, [_gone(1)], now=NOON)
    receive(channel.id, [_back(2)], now=NOON)
    assert Message.objects.get().state == "visible"
    assert Tombstone.objects.count() == 0


def test_a_hide_never_undoes_a_deletion(channel: Channel) -> None:
    receive(channel.id, created(an_item("a")), now=NOON)
    receive(channel.id, [_gone(), Change(ChangeKind.MODERATED_ELSEWHERE, "a", None, NOON)], now=NOON)
    receive(channel.id, [Change(ChangeKind.MODERATED_ELSEWHERE, "a", None, NOON)], now=NOON)
    assert Message.objects.get().state == "deleted"


def test_a_storm_of_edits_in_one_batch_leaves_every_version_sealed(channel: Channel) -> None:
    storm = [_edit(f"version {n}", n) for n in range(1, 40)]
    got = receive(channel.id, [*created(an_item("a", "version 0")), *storm], now=NOON)
    assert got.new == 1
    assert Revision.objects.count() == EvidenceItem.objects.count() == 40
    assert _shown() == "version 39"
    assert ledger.verify().intact


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_versions_that_come_in_any_order_show_the_one_that_happened_last(
    channel: Channel, order: tuple[int, ...]
) -> None:
    receive(channel.id, created(an_item("a", "first")), now=NOON)
    for minutes in order:
        receive(channel.id, [_edit(f"edited at {minutes}", minutes)], now=NOON)
    assert _shown() == "edited at 3"
    assert Revision.objects.count() == 4


def test_an_older_version_that_comes_late_is_kept_and_read_by_nobody(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "first")), now=NOON)
    receive(channel.id, [_edit("third", 3)], now=NOON)
    Message.objects.update(read_state="read", due_at=None)
    receive(channel.id, [_edit("second", 2)], now=NOON)
    assert list(Revision.objects.order_by("number").values_list("text", flat=True)) == ["first", "third", "second"]
    assert (Message.objects.get().revision_number, Message.objects.get().read_state) == (2, "read")


def test_an_old_creation_delivered_again_after_an_edit_changes_nothing(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "first")), now=NOON)
    receive(channel.id, [_edit("second")], now=NOON)
    got = receive(channel.id, created(an_item("a", "first")), now=NOON)
    assert (got.known, got.revised) == (1, 0)
    assert _shown() == "second"


def test_going_back_to_earlier_words_is_an_edit_like_any_other(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "first")), now=NOON)
    receive(channel.id, [_edit("second", 1)], now=NOON)
    receive(channel.id, [_edit("first", 2)], now=NOON)
    assert _shown() == "first"
    assert Revision.objects.count() == 3


def test_the_same_edit_delivered_twice_is_one_version(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "first")), now=NOON)
    for _ in range(3):
        receive(channel.id, [_edit("second", 1)], now=NOON)
    assert Revision.objects.count() == 2


@pytest.mark.parametrize(
    "text",
    [
        "zéro\u200blargeur\u200d et \u2060rien",
        "\u202eesrevni\u202c de droite à gauche \u2067א\u2069",
        "e\u0301 décomposé, \ufeffmarque, \u00ad trait",
        "👩🏽‍💻🏳️‍🌈 \U000e0067",
    ],
)
def test_hidden_and_turned_characters_are_kept_exactly(channel: Channel, text: str) -> None:
    receive(channel.id, created(an_item("a", text)), now=NOON)
    assert _shown() == text


def test_when_the_network_says_when_it_is_kept(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "first", posted_at=NOON - _at(9))), now=NOON)
    receive(channel.id, [_edit("second", 2)], now=NOON + _at(4))
    told = list(Revision.objects.order_by("number").values_list("occurred_at", "observed_at"))
    assert told == [(NOON - _at(9), NOON), (NOON + _at(2), NOON + _at(4))]


def test_a_deletion_and_its_creation_never_pass_each_other_on_two_connections(fresh_desk: str) -> None:
    channel = a_channel(a_brand())
    waiting = threading.Event()

    def delete() -> None:
        try:
            waiting.set()
            receive(channel.id, [_gone()], now=NOON)
        finally:
            connection.close()

    thread = threading.Thread(target=delete)
    with transaction.atomic():
        receive(channel.id, created(an_item("a")), now=NOON)
        thread.start()
        assert waiting.wait(10)
        _until_somebody_waits()
    thread.join(20)
    assert (Message.objects.get().state, Tombstone.objects.count()) == ("deleted", 0)


@pytest.mark.parametrize("kind", [ChangeKind.EDITED, ChangeKind.DELETED])
def test_what_is_told_of_known_messages_and_their_readers_lock_in_one_order(fresh_desk: str, kind: ChangeKind) -> None:
    """The reader holds the older one and asks for the younger one, which the network’s ids put first."""
    channel = a_channel(a_brand())
    receive(channel.id, created(an_item("z"), an_item("a")), now=NOON)
    older, younger = Message.objects.order_by("id")
    told = [an_item(key, "Autre.") if kind is ChangeKind.EDITED else None for key in ("a", "z")]
    changes = [Change(kind, key, item, NOON) for key, item in zip(("a", "z"), told, strict=True)]
    failed: list[str] = []

    def tell() -> None:
        try:
            receive(channel.id, changes, now=NOON)
        except OperationalError as error:
            failed.append(str(error))
        finally:
            connection.close()

    thread = threading.Thread(target=tell)
    with transaction.atomic():
        Message.objects.select_for_update(no_key=True).get(id=older.id)
        thread.start()
        _until_somebody_waits("transactionid")
        Message.objects.select_for_update(no_key=True).get(id=younger.id)
    thread.join(20)
    assert (older.external_id, failed) == ("z", [])


def _until_somebody_waits(what: str = "advisory") -> None:
    """Until another connection stands in line for a lock of ours; the database tells, no clock is asked."""
    for _ in range(100_000):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = %s"
                " AND pg_backend_pid() = ANY(pg_blocking_pids(pid))",
                [what],
            )
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")


def test_a_first_listing_is_history_only_before_the_channel_was_connected(channel: Channel) -> None:
    old, new = an_item("old", posted_at=NOON - _at(60)), an_item("new", posted_at=NOON + _at(1), author="paul")
    untold = replace(an_item("untold", author="zoe"), posted_at=None)
    receive(channel.id, created(old, new, untold), now=NOON + _at(2), beside=Beside("poll", history_before=NOON))
    assert dict(Message.objects.values_list("external_id", "historical")) == {
        "old": True,
        "new": False,
        "untold": False,
    }
