"""Words are weighed where they stand: grievance is not abuse, a negation turns, irony does not praise, a report accuses nobody."""

from __future__ import annotations

import pytest

from detente.contracts.kinds import Kind
from tests.analysis.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "C'est du foutage de gueule",
        "Service de merde, trois semaines de retard",
        "This is bullshit, my order never arrived",
        "Quelle bande de voleurs, remboursez-moi",
        "Boycott, I will see you in court",
    ],
)
def test_a_coarse_grievance_stays_a_complaint(text):
    reading = read(text)
    assert reading.kind is Kind.COMPLAINT
    assert reading.scores["hateful"] < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Votre agent m'a traité de sale arabe",
        "Your guard called my son a nigger",
        "On m'a dit de retourner dans mon pays, votre agent est raciste",
    ],
)
def test_a_slur_that_somebody_reports_is_a_claim_of_discrimination(text):
    reading = read(text)
    assert (reading.kind, reading.severity) == (Kind.COMPLAINT, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Aucun accès pour les handicapés dans cette gare",
        "Ma voisine marocaine adore votre couscous",
        "Les femmes enceintes attendent debout",
        "My wife is Jewish and loved the exhibition",
        "Do you have prayer rooms for Muslims?",
        "Elle est nègre littéraire pour votre maison d'édition",
    ],
)
def test_naming_a_group_is_no_attack(text):
    assert read(text).kind is not Kind.ABUSE


@pytest.mark.parametrize(
    "text", ["Aucun problème, rien à redire", "Jamais en retard, jamais déçu", "No problem at all, thank you"]
)
def test_a_negated_fault_is_no_complaint(text):
    assert read(text).kind is Kind.COMPLIMENT


@pytest.mark.parametrize(
    "text", ["Je ne suis pas satisfaite", "not very helpful, not happy", "Pas vraiment efficace, pas aimable"]
)
def test_a_negated_praise_is_a_complaint(text):
    assert read(text).kind is Kind.COMPLAINT


def test_praise_that_opens_a_failure_is_irony():
    reading = read("Bravo pour la panne de ce matin, on adore attendre")
    assert reading.kind is Kind.COMPLAINT
    assert reading.scores["positive"] < 0.5


def test_praise_with_a_but_is_weighed_as_it_is_meant():
    assert read("Merci infiniment à la conductrice, adorable malgré le retard").kind is Kind.COMPLIMENT


def test_a_figure_of_speech_is_no_danger():
    for text in ("C'était à mourir de rire", "We nearly died laughing, career suicide that sketch", "Je meurs de faim"):
        assert read(text).kind is not Kind.PERSON_AT_RISK


def test_a_person_at_risk_is_seen_in_the_other_language_too():
    assert read("Encore en retard. I want to die", "fr").kind is Kind.PERSON_AT_RISK


def test_a_rhetorical_question_asks_nothing():
    assert read("Vous vous moquez de qui ? Deux heures de retard").asks == ""


def test_a_text_in_neither_language_is_left_to_a_person():
    assert read("Die Lieferung ist leider immer noch nicht angekommen, bitte melden").unsure


def test_nothing_said_is_unsure():
    for text in ("", "   ", "😶", "\u200b\u200b", "…"):
        reading = read(text)
        assert reading.unsure
        assert reading.kind is Kind.OTHER


def test_without_a_cue_the_hint_decides_the_language():
    assert read("Lundi 14", "fr").language == "fr"
    assert read("Lundi 14", "de").language == "en"
    assert read("Lundi 14").language == "en"


def test_two_negations_of_one_thing_are_no_praise():
    reading = read("Je n’ai jamais rien reçu")
    assert "compliment" not in [weight.score for weight in reading.because]
