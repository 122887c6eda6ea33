"""Nearly the same words have nearly the same fingerprint, everywhere and for ever."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.normalise import fold, tokenise
from detente.analysis.prints import FEWEST, MOST, Prints, fingerprint
from detente.analysis.similar import distance, near, overlap

PARCEL = "Mon colis est noté livré depuis mardi mais je n'ai rien reçu, et personne ne répond au téléphone."
WORDS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), min_size=FEWEST, max_size=60)


def words_of(text: str) -> list[str]:
    return tokenise(fold(text)).words


def compared(text: str, other: str) -> tuple[int, bool]:
    a, b = words_of(text), words_of(other)
    marks = fingerprint(a), fingerprint(b)
    return distance(*marks), near(*marks, a, b)


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        ("Colis noté livré mardi, jamais reçu, et personne ne répond.", 0xBBDBC583835D7B87),
        ("My parcel says delivered but nothing ever came, and nobody answers.", 0x3FC7415D3EE3D016),
        ("a b c d", 0x0430C2604D040C3B),
        ("Ça fait 3 semaines 😡 que j'attends", 0x24656A849743A221),
    ],
)
def test_the_bits_never_change_since_they_are_stored(text, bits):
    assert fingerprint(words_of(text)) == bits


def test_another_process_with_another_hash_seed_finds_the_same_bits():
    code = f"from detente.analysis.prints import fingerprint; print(fingerprint({words_of(PARCEL)!r}))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {str(fingerprint(words_of(PARCEL)))}


@pytest.mark.parametrize("text", ["", "Nul", "Encore en retard"])
def test_fewer_than_four_words_have_no_fingerprint_and_are_near_nothing(text):
    words = words_of(text)
    assert fingerprint(words) == 0
    assert not near(0, 0, words, words)


def test_case_accents_and_a_stretched_word_change_nothing():
    assert compared("COLIS JAMAIS RECU DEPUIS MARDIIIII", "Colis jamais reçu depuis mardi") == (0, True)


def test_spelling_mistakes_stay_near():
    apart, is_near = compared(
        PARCEL, "Mon coli est noté livrer depuis mardi mais je n'ai rien reçu et personne répond au téléphone !!"
    )
    assert is_near
    assert apart > 0


def test_another_day_in_the_same_sentence_stays_near():
    assert compared(PARCEL, PARCEL.replace("mardi", "lundi"))[1]


@pytest.mark.parametrize(
    "other",
    [
        "Mon colis est arrivé mardi, tout est parfait, merci à toute votre équipe.",
        "Le casque est noté étanche mais il n'a pas survécu à une averse, et personne ne répond.",
        "Je n'ai rien compris à la facture, et personne ne rappelle.",
    ],
)
def test_another_matter_is_not_near(other):
    assert not compared(PARCEL, other)[1]


def test_between_eleven_and_fourteen_bits_the_shared_words_decide():
    a, b = 0b1, 0b1 | (0b111111111111 << 4)
    assert distance(a, b) == 12
    assert near(a, b, ["colis", "perdu", "mardi"], ["colis", "perdu", "lundi"])
    assert not near(a, b, ["colis", "perdu", "mardi"], ["facture", "double", "mardi"])


def test_ten_bits_are_near_and_fifteen_are_not_whatever_the_words():
    assert near(1, 1 | (0b1111111111 << 4), ["a"], ["b"])
    assert not near(1, 1 | (0x7FFF << 4), ["a"], ["a"])


def test_a_number_from_the_database_is_compared_as_its_pattern():
    assert distance(-1, (1 << 64) - 1) == 0
    assert distance(-1, 0) == 64


@given(WORDS)
def test_a_fingerprint_fits_sixty_four_bits_and_ignores_the_order(words):
    bits = fingerprint(words)
    assert 0 < bits < 1 << 64
    assert fingerprint(list(reversed(words))) == bits


def test_the_longest_message_of_the_longest_words_does_not_run_over():
    words = [f"{number:040d}" for number in range(MOST)]
    assert fingerprint([*words, "more"]) == fingerprint(words)
    assert near(fingerprint(words), fingerprint(words[: MOST // 2]), words, words)


@given(WORDS, WORDS)
def test_nearness_does_not_depend_on_who_comes_first(words, others):
    a, b = fingerprint(words), fingerprint(others)
    assert near(a, b, words, others) == near(b, a, others, words)
    assert near(a, a, words, words)
    assert overlap(words, words) == 1.0


@given(texts=st.lists(st.lists(st.text("abcdeé", min_size=1, max_size=8), max_size=9), max_size=6))
def test_messages_marked_together_are_marked_as_each_by_itself(texts):
    assert Prints().of(texts) == [fingerprint(words) for words in texts]
