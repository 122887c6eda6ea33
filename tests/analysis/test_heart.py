"""The heart and the ask are cut out of the message, short, and never invented."""

from __future__ import annotations

import pytest

from detente.analysis.heart import LONGEST, asks_of, heart_of, pieces_of, shown
from tests.analysis.reading import read


@pytest.mark.parametrize(
    ("text", "heart"),
    [
        (
            "Bonjour. Je passe souvent chez vous. Le pain était moisi ce matin. Bonne journée.",
            "Le pain était moisi ce matin.",
        ),
        ("Hello, big fan. The zip broke after two days. See you.", "The zip broke after two days."),
        ("Bonjour\nOn y était dimanche.", "On y était dimanche."),
        ("J'ai payé 47.90 € et c'est une arnaque. Voilà.", "J'ai payé 47.90 € et c'est une arnaque."),
    ],
)
def test_the_heart_is_the_clause_that_carries_the_matter(text, heart):
    assert read(text).heart == heart


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Mon colis est perdu. Quand serai-je remboursée ? Merci.", "Quand serai-je remboursée ?"),
        ("The lamp is broken. Please send me a new one.", "Please send me a new one."),
        ("Encore en retard. Merci de me rappeler au plus vite.", "Merci de me rappeler au plus vite."),
        ("Quelle honte.", ""),
    ],
)
def test_the_ask_is_the_question_or_the_clause_of_the_request(text, asks):
    assert read(text).asks == asks


def test_a_long_sentence_gives_its_clause():
    text = (
        "Nous étions venus à six pour fêter les quatre-vingts ans de ma grand-mère un samedi soir de novembre, "
        "le serveur a été odieux du début à la fin, et nous sommes repartis à pied sous la pluie jusqu'à la gare"
    )
    assert read(text).heart == "le serveur a été odieux du début à la fin"


def test_a_heart_without_a_place_to_cut_is_cut_between_words():
    heart = read("perdu " * 60).heart
    assert len(heart) <= LONGEST
    assert heart.endswith("perdu")


def test_signs_that_nobody_sees_never_reach_the_queue():
    assert shown("a\u202eb\u200bc\x00d\ne") == "abc d e"


def test_no_words_no_heart():
    assert pieces_of("…?!") == []
    assert heart_of([], []) == ""
    assert asks_of([], [], []) == ""
