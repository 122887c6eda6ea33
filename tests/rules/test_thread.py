"""What voids an approval, and what never does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.rules.thread import ThreadItem, new_since, thread_state, thread_state_hash, what_moved

OURS, ODILE, OTHER = 1, 2, 3

POST = ThreadItem(10, OURS, ours=True, parent_id=None, revision=1, position=0)
FIRST = ThreadItem(11, OTHER, ours=False, parent_id=10, revision=1, position=1)
HERS = ThreadItem(12, ODILE, ours=False, parent_id=11, revision=1, position=2)
THREAD = [POST, FIRST, HERS]


def added(item):
    return [*THREAD, item]


def changed(item, **changes):
    return [replace(one, **changes) if one is item else one for one in THREAD]


def moved(after):
    return what_moved(thread_state(THREAD, 12), thread_state(after, 12))


AGAIN = ThreadItem(13, ODILE, ours=False, parent_id=10, revision=1, position=3)
REPLY = ThreadItem(14, OURS, ours=True, parent_id=12, revision=1, position=4)
STRANGER = ThreadItem(15, OTHER, ours=False, parent_id=12, revision=1, position=5)
ELSEWHERE = ThreadItem(16, OURS, ours=True, parent_id=11, revision=1, position=6)


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (changed(HERS, revision=2), "The author edited"),
        (changed(HERS, state="deleted"), "no longer visible"),
        (changed(FIRST, revision=2), "further up"),
        (changed(POST, state="deleted"), "further up"),
        (added(AGAIN), "wrote again"),
        (added(REPLY), "already under"),
    ],
    ids=["recipient edited", "recipient gone", "parent edited", "post deleted", "author wrote", "we answered"],
)
def test_each_broken_tie_changes_the_hash_and_is_named(after, says):
    assert thread_state_hash(after, 12) != thread_state_hash(THREAD, 12)
    (words,) = moved(after)
    assert says in words.en


@pytest.mark.parametrize("item", [STRANGER, ELSEWHERE, replace(AGAIN, position=-1)])
def test_other_people_and_other_places_never_void_an_approval(item):
    assert thread_state_hash(added(item), 12) == thread_state_hash(THREAD, 12)
    assert moved(added(item)) == ()


def test_an_edit_of_a_later_message_of_the_author_is_named_as_such():
    before, after = added(AGAIN), added(replace(AGAIN, revision=2))
    (words,) = what_moved(thread_state(before, 12), thread_state(after, 12))
    assert "Another message" in words.en


def test_an_author_whom_the_network_does_not_name_has_no_later_messages():
    nobody = [replace(HERS, author_id=None), replace(AGAIN, author_id=None)]
    assert thread_state(nobody, 12).author_later == ()


def test_comments_of_others_are_counted_for_display():
    assert new_since([*added(STRANGER), AGAIN, REPLY], 12, seen_position=2) == 1
    assert new_since(THREAD, 12, seen_position=2) == 0


def test_a_loop_of_parents_is_walked_once_and_a_missing_parent_ends_the_chain():
    loop = [replace(POST, parent_id=12), FIRST, HERS]
    assert [mark[0] for mark in thread_state(loop, 12).ancestors] == [11, 10]
    assert thread_state([HERS], 12).ancestors == ()


@given(st.permutations([*THREAD, AGAIN, REPLY, STRANGER]))
def test_the_order_in_which_messages_are_listed_does_not_matter(items):
    assert thread_state_hash(items, 12) == thread_state_hash([*THREAD, AGAIN, REPLY, STRANGER], 12)


def test_a_message_that_is_not_in_the_conversation_is_an_error():
    with pytest.raises(KeyError):
        thread_state(THREAD, 99)
