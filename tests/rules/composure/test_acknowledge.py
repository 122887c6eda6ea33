"""Acknowledging: the effect in any wording, and the matter even in other words. All sentences are invented."""

from __future__ import annotations

import pytest
from tests.rules.composure.saying import said_of

from detente.contracts.composure import FindingSeverity
from detente.contracts.kinds import Kind

BLOCK, WARN, HINT = FindingSeverity
KITE = "Le cerf-volant s'est déchiré au premier coup de vent, les enfants ont pleuré."

FEELING = [
    ("fr", "Deux jours sans cerf-volant en vacances, ça mine."),
    ("fr", "On devine votre déception."),
    ("fr", "J'aurais réagi comme vous."),
    ("fr", "Une toile qui lâche si tôt, c'est cruel."),
    ("fr", "À votre place je serais furieux."),
    ("fr", "Personne ne mérite une telle attente."),
    ("fr", "Il y avait de quoi râler."),
    ("en", "Two holidays without a kite would test anyone."),
    ("en", "I'd be cross too."),
    ("en", "What a wretched afternoon that was."),
    ("en", "No child should go home like that."),
    ("en", "That must sting."),
    ("en", "I can only imagine the tears."),
    ("en", "You trusted us with the one windy day."),
]
UNFEELING = [
    ("fr", "Le remplacement part demain à 9 h."),
    ("fr", "Nous sommes désolés si cela vous a déplu."),
    ("fr", "Nous comprenons votre situation."),
    ("fr", "Une petite contrariété, en somme."),
    ("en", "The replacement leaves tomorrow at 9 am."),
    ("en", "We understand your concern."),
    ("en", "Sorry if that was annoying."),
    ("en", "It was only a minor annoyance."),
]
THANKING = [
    ("fr", "Vous avez bien fait de nous l'écrire."),
    ("fr", "Mille mercis, Colette."),
    ("en", "Well spotted, Colette."),
    ("en", "I'm glad you told us."),
    ("en", "Good that you ask."),
]


@pytest.mark.parametrize(("language", "sentence"), FEELING)
def test_seeing_the_effect_counts_in_any_wording(language, sentence):
    assert said_of(language, sentence, "ack.empathy") == []


@pytest.mark.parametrize(("language", "sentence"), UNFEELING)
def test_a_formula_or_a_belittling_word_sees_nothing(language, sentence):
    assert {one.severity for one in said_of(language, sentence, "ack.empathy")} == {WARN}


def test_where_the_facts_are_named_and_owned_the_writer_looks_instead():
    text = "La toile : toutes nos excuses, je la remplace demain à 9 h."
    (one,) = said_of("fr", text, "ack.empathy", message="Toile déchirée.")
    assert (one.severity, one.look) == (HINT, True)


@pytest.mark.parametrize(("language", "sentence"), THANKING)
def test_thanks_count_in_any_wording(language, sentence):
    assert said_of(language, sentence, "ack.thanks") == []


def test_a_short_reply_that_names_nothing_blocks_and_a_full_one_in_other_words_is_shown():
    (short,) = said_of("fr", "Bonjour, je regarde et je reviens demain à 9 h.", "ack.specific", message=KITE)
    assert (short.severity, short.look) == (BLOCK, False)
    full = (
        "Une toile neuve, cousue double, quitte Camaret mercredi avec une bobine plus solide et un sac imperméable ; "
        "le voilier qui assemble ces modèles renforce aussi les coutures latérales et teste chaque exemplaire dehors."
    )
    (other,) = said_of("fr", full, "ack.specific", message=KITE)
    assert (other.severity, other.look) == (HINT, True)


def test_a_number_in_words_takes_up_the_digits():
    message = "Waited 40 mins."
    assert said_of("en", "Forty in the rain is far too long.", "ack.specific", message=message) == []


@pytest.mark.parametrize("kind", [Kind.PERSON_AT_RISK, Kind.TROLL])
def test_a_person_at_risk_or_a_mocker_need_not_have_the_matter_named(kind):
    found = said_of("fr", "Je suis là, écrivez-moi.", "ack.specific", message=KITE, kind=kind)
    assert {one.severity for one in found} <= {HINT}
