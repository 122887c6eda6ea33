"""Where words about words stand, in the next version of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.refusals import Refused
from detente.rules.annotations import LONGEST, WHOLE, Place, check_said, place_now, read_place, sentences

TEXT = "Bonjour Odile. Votre colis est au dépôt, nous le cherchons ce soir. Nous vous répondons demain avant 10 h."


def of(words: str, text: str = TEXT) -> Place:
    start = text.index(words)
    return Place(start, start + len(words))


def words_after(now: str, words: str) -> str | None:
    place = place_now(TEXT, now, of(words))
    return None if place is None else now[: place.start] + "[" + now[place.start : place.end] + "]"


@pytest.mark.parametrize(
    ("now", "words", "stands"),
    [
        (TEXT, "ce soir", "Bonjour Odile. Votre colis est au dépôt, nous le cherchons [ce soir]"),
        (TEXT + " Salomé", "Odile", "Bonjour [Odile]"),
        (TEXT.replace("Bonjour", "Bonsoir chère"), "demain", None),
        (TEXT.replace("demain", "lundi"), "demain", None),
        (TEXT.replace("dépôt", "dépôts"), "dépôt", None),
        (TEXT.replace("Bonjour Odile. ", ""), "dépôt", "Votre colis est au [dépôt]"),
        ("Demain. Nous le cherchons ce soir.", "le cherchons", "Demain. Nous [le cherchons]"),
        (TEXT.replace(", nous", " ; nous").replace("Votre", "Ton"), ",", None),
    ],
    ids=["same", "added-after", "before-and-kept", "replaced", "grown", "taken-out-before", "moved", "a-sign"],
)
def test_words_are_found_again_or_are_gone(now: str, words: str, stands: str | None) -> None:
    if words == "demain" and "Bonsoir" in now:
        stands = now[: now.index("demain")] + "[demain]"
    assert words_after(now, words) == stands


def test_the_nearest_of_several_is_taken() -> None:
    before = "Merci. Nous regardons. Merci encore."
    now = "Merci bien. Nous regardons vite. Merci beaucoup."
    assert place_now(before, now, of("Merci", before)) == Place(0, 5)
    assert place_now(before, now, Place(23, 28)) == Place(33, 38)


def test_the_whole_text_is_always_there() -> None:
    assert place_now(TEXT, "Tout autre chose", WHOLE) == WHOLE


@given(
    st.text("ab .", max_size=20),
    st.text("ab .", min_size=1, max_size=6),
    st.text("ab .", max_size=20),
    st.text("ab .", max_size=40),
)
def test_a_place_found_always_holds_the_same_words(head: str, words: str, tail: str, now: str) -> None:
    place = place_now(head + words + tail, now, Place(len(head), len(head) + len(words)))
    assert place is None or now[place.start : place.end] == words


@given(st.text(max_size=30), st.text(min_size=1, max_size=10), st.text(max_size=30))
def test_nothing_changed_means_nothing_moved(head: str, words: str, tail: str) -> None:
    text, place = head + words + tail, Place(len(head), len(head) + len(words))
    assert place_now(text, text, place) == place


def test_sentences_end_where_they_are_said_to() -> None:
    text = "Bonjour Odile,\nvous avez raison\u202f! Nous disions «\u202flivré.\u202f» À 10 h 30 ?\n\nSalomé"
    assert [text[one.start : one.end] for one in sentences(text)] == [
        "Bonjour Odile,",
        "vous avez raison\u202f!",
        "Nous disions «\u202flivré.\u202f»",
        "À 10 h 30 ?",
        "Salomé",
    ]


@given(st.text("a.! \n»?", max_size=300))
def test_sentences_lie_apart_and_in_order(text: str) -> None:
    found = sentences(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert "".join(text.split()) == "".join("".join(text[one.start : one.end].split()) for one in found)


def test_a_place_is_read_as_a_form_sends_it() -> None:
    assert read_place("", TEXT) == WHOLE
    assert read_place("7-14", TEXT) == of("Odile.")
    for told in ("7", "7-", "9-7", "0-999", "-1-4", "a-b", "٣-9", "7-8", "1e3-1e4", "0" * 9 + "-1"):
        with pytest.raises(Refused) as refused:
            read_place(told, TEXT)
        assert refused.value.code == "input.place", told


def test_something_is_said_and_not_too_much() -> None:
    assert check_said("  Plus simple. ") == "Plus simple."
    for said in (" \n", "x" * (LONGEST + 1)):
        with pytest.raises(Refused):
            check_said(said)
