"""Numbers have no gap and follow the order of commits, whoever writes at the same time."""

from __future__ import annotations

import threading

from django.db import connection, transaction

from detente.publicpage.actions import Entry, Sender, lock_page, make_page, post_comment
from detente.publicpage.brand_actions import Reply, post_reply
from detente.publicpage.models import Change, Comment
from tests.publicpage.conftest import NOW


def together(*works) -> None:
    """Run each work in a thread and a connection of its own."""

    def run(work) -> None:
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)


def test_writers_at_the_same_time_get_numbers_without_a_gap(fresh_desk: str) -> None:
    make_page("ferrolane", "Ferrolane", ["fr"], NOW)

    def write(name: str) -> None:
        for number in range(5):
            post_comment("ferrolane", Entry(f"{name} {number}"), Sender(), now=NOW)

    together(*(lambda name=name: write(name) for name in "abcd"))
    assert list(Change.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 21))


def test_the_same_key_at_the_same_time_writes_one_reply(fresh_desk: str) -> None:
    make_page("ferrolane", "Ferrolane", ["fr"], NOW)
    parent = post_comment("ferrolane", Entry("Un"), Sender(), now=NOW).public_id
    written: list[bool] = []

    def reply() -> None:
        written.append(post_reply("ferrolane", Reply(parent, "Merci", "Inès", "k1"), now=NOW)[1])

    together(*[reply] * 6)
    assert (written.count(True), len(written), Comment.objects.filter(ours=True).count()) == (1, 6, 1)


def test_a_later_number_is_never_seen_before_an_earlier_one(fresh_desk: str) -> None:
    make_page("ferrolane", "Ferrolane", ["fr"], NOW)
    locked, seen = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            lock_page("ferrolane")
            post_comment("ferrolane", Entry("Le premier"), Sender(), now=NOW)
            locked.set()
            seen.wait(10)

    def quick() -> None:
        locked.wait(10)
        post_comment("ferrolane", Entry("Le second"), Sender(), now=NOW)

    def look() -> None:
        locked.wait(10)
        assert not Change.objects.exists(), "the first is not committed and the second waits for it"
        seen.set()

    together(slow, quick, look)
    assert list(Change.objects.order_by("seq").values_list("comment__text", flat=True)) == ["Le premier", "Le second"]
