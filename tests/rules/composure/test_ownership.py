"""Owning: apologies in any wording, apologies that own nothing, excuses and admissions. All sentences are invented."""

from __future__ import annotations

import pytest
from tests.rules.composure.saying import said_of

from detente.contracts.composure import Fault, FindingSeverity

BLOCK, WARN = FindingSeverity.BLOCK, FindingSeverity.WARN

APOLOGISING = [
    ("fr", "Veuillez nous excuser pour ce portail laissé ouvert."),
    ("fr", "Excuse-nous, Basile, deux semaines c'est trop."),
    ("fr", "La direction vous présente les excuses de la maison."),
    ("fr", "Désolé Basile, la selle est partie sans vis."),
    ("fr", "La selle est partie sans vis, on s'en excuse."),
    ("fr", "La selle est partie sans vis : mea culpa."),
    ("fr", "Mille excuses, la selle est partie sans vis."),
    ("en", "We owe you an apology, the saddle left without its screws."),
    ("en", "Forgive us, the saddle left without its screws."),
    ("en", "The saddle left without its screws, our bad."),
    ("en", "The saddle left without its screws, sorry Basil."),
    ("en", "I regret that the saddle left without its screws."),
]
NOT_APOLOGISING = [
    ("fr", "Nous ne chercherons pas d'excuses."),
    ("fr", "La selle est partie sans vis."),
    ("en", "Sorry to say the saddle is out of stock."),
    ("en", "Better safe than sorry with a saddle."),
]
EMPTY_APOLOGY = [
    ("fr", "Veuillez nous excuser si d'aventure notre ton vous a heurtée."),
    ("fr", "Pardon si mon collègue a manqué de tact."),
    ("fr", "Nous sommes navrés que notre courrier ait été mal perçu."),
    ("fr", "Désolé que tu l'aies mal pris."),
    ("fr", "Si l'un de nos vendeurs a pu se montrer sec, nous le regrettons."),
    ("fr", "S'il y a eu maladresse, nous nous en excusons."),
    ("fr", "Au cas où vous auriez été gênée, toutes nos excuses s'il le faut."),
    ("fr", "Excusez-nous pour le dérangement éventuel."),
    ("fr", "Nous regrettons votre ressenti."),
    ("fr", "Pardon pour ce malentendu."),
    ("fr", "Toutes nos excuses pour les désagréments rencontrés."),
    ("en", "Apologies in case our tone came across badly."),
    ("en", "If our driver was abrupt, I apologise."),
    ("en", "Sorry you took it that way."),
    ("en", "It is regrettable that some guests felt ignored."),
    ("en", "We regret that you found the room small."),
    ("en", "We'd be sorry should you have been misled."),
    ("en", "I'm sorry for how you feel about the saddle."),
    ("en", "Apologies to anyone who was hurt by the joke."),
    ("en", "I apologise for whatever went wrong."),
    ("en", "Sorry for the misunderstanding."),
    ("en", "Sorry the answer was perceived as cold."),
    ("fr", "Nous regrettons la façon dont vous vivez ce délai."),
    ("fr", "Au cas où le ton aurait déplu, la maison le déplore."),
    ("fr", "Pardon à celles et ceux qui auraient été surpris."),
    ("en", "We apologise where the saddle may not have suited you."),
    ("en", "The shop regrets any impression of rudeness."),
    ("en", "It's a shame this left you feeling ignored."),
]
REAL_APOLOGY = [
    ("fr", "Pardon pour une attente si longue."),
    ("fr", "Désolée, si vous préférez jeudi, dites-le moi."),
    ("fr", "Si le vélo grince encore demain, écrivez-moi ici et je passe."),
    ("fr", "Je suis désolé que vous ayez porté ce vélo sur quatre étages."),
    ("fr", "Nous vous avons donné l'impression de ne pas écouter, et je m'en excuse."),
    ("en", "A flat tyre is the last thing a new bike should have, and I'm sorry."),
    ("en", "I'm sorry you carried that bike up four floors."),
    ("en", "If Thursday suits you, I'll bring the bike round."),
    ("en", "I'm sorry, and if the bike squeaks again, tell me here."),
    ("en", "I'm sorry that our shop left you waiting."),
    ("fr", "Je suis désolée que vous viviez cela."),
    ("en", "It's a shame, and it is ours: I'm sorry about the saddle."),
]
EXCUSES = [
    ("fr", "Nous n'avons pas la main sur les tournées."),
    ("fr", "Le retard est imputable à notre sous-traitant."),
    ("fr", "Cela vient d'un incident chez notre hébergeur."),
    ("fr", "C'est le nouveau logiciel qui a perdu votre fiche."),
    ("fr", "Deux vendeuses étaient malades ce jour-là."),
    ("fr", "Nous tournons en sous-effectif depuis la rentrée."),
    ("fr", "Avec la neige de samedi, que voulez-vous."),
    ("fr", "On ne peut pas être partout, on est bénévoles."),
    ("fr", "Cela ne dépend malheureusement pas de nous."),
    ("en", "The courier let us down this time."),
    ("en", "That part is out of our hands."),
    ("en", "It was the supplier's mistake."),
    ("en", "We were short-handed that Sunday."),
    ("en", "Two of our drivers were off sick."),
    ("en", "There is little we can do once it's with customs."),
    ("en", "We're seeing exceptionally high demand."),
    ("en", "Saturday was chaos in the kitchen, sadly."),
    ("en", "This is one of those things."),
    ("fr", "Trois vendeurs absents ce jour-là, on fait avec."),
    ("fr", "Nous dépendons du dépôt de Lyon."),
    ("en", "Until the firm turns up, our hands are tied."),
    ("en", "It was the builder who cut corners, take it up with them."),
    ("en", "Every supplier is struggling this winter."),
]
EXPLANATIONS = [
    ("fr", "Le transporteur a perdu le carton, et c'est à nous de choisir mieux."),
    ("fr", "Nous étions en sous-effectif, ce n'est pas une excuse."),
    ("fr", "Je viens de voir avec notre transporteur : le carton part ce soir."),
    ("fr", "Je comprends que le livreur vous ait énervé."),
    ("fr", "Votre fille malade toute une nuit, c'est terrible."),
    ("en", "The courier lost the box, but we chose them and it's on us."),
    ("en", "We were short-staffed, and that is no excuse."),
    ("en", "I've asked the courier where the box is."),
    ("en", "Half a class off sick is frightening."),
    ("en", "Your daughter was scared of the storm, of course."),
]
ADMISSIONS = [
    ("fr", "Nous reconnaissons notre entière responsabilité."),
    ("fr", "C'est bien une négligence de notre part."),
    ("fr", "La rampe avait un défaut de conception."),
    ("fr", "Ce sont nos travaux qui ont contaminé le puits."),
    ("fr", "Nous avons manqué à nos obligations."),
    ("en", "We are wholly responsible for your fall."),
    ("en", "The inspector was negligent."),
    ("en", "It was a design flaw in the ramp."),
    ("en", "We accept full liability."),
    ("en", "That is what made the children sick, it was our fault."),
    ("fr", "Nous avons commis une grave erreur de dosage."),
    ("fr", "C'est bien notre mécanicien qui a oublié la vis."),
    ("en", "We owed him a duty of care."),
    ("en", "We had no business renting out that bike."),
]
OPEN_QUESTIONS = [
    ("fr", "Nous ne savons pas encore si nous sommes responsables."),
    ("fr", "L'enquête dira si c'est un défaut de fabrication."),
    ("fr", "Inès est responsable de la page et vous écrira à 16 h."),
    ("fr", "Nous vous devons des excuses pour l'attente."),
    ("en", "We don't know yet whether it is a manufacturing fault."),
    ("en", "It is too early to say if anyone was at fault."),
    ("en", "The engineer responsible for the site is there now."),
    ("en", "I'm sorry you were hurt, the ramp is closed."),
    ("fr", "Je vous écris à 18 h avec ce que nous savons."),
    ("fr", "J'ai mis votre vélo de côté."),
]


@pytest.mark.parametrize(("language", "sentence"), APOLOGISING)
def test_an_apology_counts_in_any_wording(language, sentence):
    assert said_of(language, sentence, "own.apology") == []
    assert said_of(language, sentence, "own.non_apology") == []


@pytest.mark.parametrize(("language", "sentence"), NOT_APOLOGISING)
def test_the_word_alone_is_no_apology(language, sentence):
    assert said_of(language, sentence, "own.apology")


@pytest.mark.parametrize(("language", "sentence"), EMPTY_APOLOGY)
def test_an_apology_under_a_condition_or_for_a_feeling_blocks_and_does_not_count(language, sentence):
    found = said_of(language, sentence, "own.non_apology")
    assert {one.severity for one in found} == {BLOCK}
    assert all(one.quote for one in found)


@pytest.mark.parametrize(("language", "sentence"), REAL_APOLOGY)
def test_an_apology_for_the_fact_passes(language, sentence):
    assert said_of(language, sentence, "own.non_apology") == []


def test_being_sorry_for_a_feeling_is_left_to_the_writer_unless_the_fact_is_owned_too():
    (alone,) = said_of("fr", "Je suis navrée que vous soyez déçue du vélo.", "own.non_apology")
    assert (alone.severity, alone.look) == (WARN, True)
    owned = "Je suis navrée que vous soyez déçue, et pardon pour la selle."
    assert said_of("fr", owned, "own.non_apology") == []


@pytest.mark.parametrize(("language", "sentence"), EXCUSES)
def test_others_and_circumstances_are_named_as_excuses(language, sentence):
    assert {one.severity for one in said_of(language, sentence, "own.excuse")} == {WARN}


@pytest.mark.parametrize(("language", "sentence"), EXPLANATIONS)
def test_a_cause_that_is_owned_is_an_explanation(language, sentence):
    assert said_of(language, sentence, "own.excuse") == []


def test_circumstances_may_be_told_where_nobody_is_at_fault():
    assert said_of("fr", "En raison de la tempête, le bac reste à quai.", "own.excuse", fault=Fault.NONE) == []


@pytest.mark.parametrize(("language", "sentence"), ADMISSIONS)
def test_liability_blocks_where_the_matter_is_serious_and_only_there(language, sentence):
    assert {one.severity for one in said_of(language, sentence, "own.legal_admission", severity=3)} == {BLOCK}
    assert said_of(language, sentence, "own.legal_admission", severity=2) == []


@pytest.mark.parametrize(("language", "sentence"), OPEN_QUESTIONS)
def test_what_is_not_known_yet_may_be_said(language, sentence):
    assert said_of(language, sentence, "own.legal_admission", severity=4) == []


def test_bodily_harm_in_the_message_makes_an_admission_a_warning_whatever_the_severity_says():
    hurt = "I slipped on your stairs and broke my wrist."
    (found,) = said_of("en", "We accept full liability.", "own.legal_admission", severity=2, message=hurt)[:1]
    assert found.severity is WARN


def test_a_cause_nobody_has_established_is_for_the_writer_to_look_at():
    (found,) = said_of("en", "The brakes were not serviced in March.", "own.legal_admission", severity=4)
    assert (found.severity, found.look) == (WARN, True)
