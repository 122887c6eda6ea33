"""The same matter is found by its rare words, and the words are named."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.rules.likeness import likenesses, terms_of

MESSAGE = "Mon colis est noté « livré » depuis mardi et je n’ai jamais rien reçu."
NOTES = (
    "Remboursement d’un billet : demande en ligne sous 60 jours.",
    "Colis noté livré mais absent : vérifier le casier de la gare, puis ouvrir une enquête de livraison.",
    "Retour d’un article : étiquette dans le colis.",
)


def ranked(message: str, *candidates: str):
    return likenesses(terms_of(message), [terms_of(one) for one in candidates])


def test_the_note_about_the_matter_comes_first_with_the_words_that_say_so():
    first, second = ranked(MESSAGE, *NOTES)
    assert (first.index, second.index) == (1, 2)
    assert first.words == ("livré", "noté", "colis")
    assert second.words == ("colis",)
    assert first.score > 2 * second.score


def test_words_of_care_and_function_words_weigh_nothing():
    assert ranked("Bonjour, j’ai un problème avec votre service client", "Le service client répond à un problème") == []


def test_endings_are_cut_and_accents_folded():
    (found,) = ranked("toujours pas remboursé", "Delais de REMBOURSEMENT")
    assert found.words == ("remboursé",)


def test_english_is_compared_as_well():
    (found,) = ranked("My parcel was never delivered", "Parcels marked as delivered: ask the depot", "Opening times")
    assert found.index == 0
    assert set(found.words) == {"parcel", "delivered"}


def test_a_rare_word_weighs_more_than_one_that_everybody_has():
    first, *_ = ranked("colis et casier", "colis et vitre", "colis et facture", "casier et vitre")
    assert first.index == 2


@pytest.mark.parametrize("text", ["", "😡😡", "12345 67", "et le la"])
def test_a_text_without_a_matter_is_like_nothing(text):
    assert ranked(text, MESSAGE) == []
    assert ranked(MESSAGE, text) == []


@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=5))
def test_scores_lie_between_nought_and_one_in_order_and_the_words_are_the_messages(message, candidates):
    found = ranked(message, *candidates)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 < one.score <= 1 and one.words for one in found)
    said = normalize("NFC", message).casefold()
    assert all(word.casefold() in said for one in found for word in one.words)


def test_a_text_is_fully_like_itself():
    (found,) = ranked(MESSAGE, MESSAGE)
    assert found.score == pytest.approx(1)
