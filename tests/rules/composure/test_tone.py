"""Tone: blame, mockery, attack and flat contradiction, said outright or in passing. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.composure.saying import said_of

from detente.contracts.composure import Fault, FindingSeverity, Situation
from detente.contracts.kinds import Kind
from detente.rules.composure import check_reply

BLOCK, WARN = FindingSeverity.BLOCK, FindingSeverity.WARN

OUTRIGHT = [
    ("fr", "Le panneau est pourtant bien visible depuis l'allée.", "tone.blame"),
    ("fr", "Un minimum d'anticipation évite ces soucis.", "tone.blame"),
    ("fr", "Vérifie ton abonnement avant de râler.", "tone.blame"),
    ("fr", "Il y a eu un manque d'attention de votre part.", "tone.blame"),
    ("fr", "Vous l'avez bien cherché en venant si tard.", "tone.blame"),
    ("fr", "Venir un jour de match sans réserver, c'est prendre un risque.", "tone.blame"),
    ("fr", "La rayure a sans doute été faite chez vous.", "tone.blame"),
    ("fr", "Ce n'est pas bien compliqué à comprendre.", "tone.blame"),
    ("fr", "Fallait appeler plus tôt.", "tone.blame"),
    ("en", "The rule was there for all to see.", "tone.blame"),
    ("en", "It's on the gate for anyone who bothers to look.", "tone.blame"),
    ("en", "People never read these days.", "tone.blame"),
    ("en", "A bit of planning would have spared you this.", "tone.blame"),
    ("en", "Check your locker before accusing our cleaners.", "tone.blame"),
    ("en", "You ignored two letters from us.", "tone.blame"),
    ("en", "The scratch probably happened on your drive.", "tone.blame"),
    ("en", "Had the valve been checked, none of this happens.", "tone.blame"),
    ("fr", "Plus sérieusement, la pompe repart mardi.", "tone.sarcasm"),
    ("fr", "Merci pour cette magnifique leçon de plomberie.", "tone.sarcasm"),
    ("fr", "Un expert de salon, quel honneur.", "tone.sarcasm"),
    ("fr", "Nous ne sommes pas devins, hélas.", "tone.sarcasm"),
    ("fr", "Allez prendre l'air, la rivière est belle.", "tone.sarcasm"),
    ("fr", "Porter vos seaux, c'est excellent pour la ligne.", "tone.sarcasm"),
    ("en", "Joking aside, the pump restarts on Tuesday.", "tone.sarcasm"),
    ("en", "A gold star for spotting the puddle.", "tone.sarcasm"),
    ("en", "Sorry, we're not mind readers.", "tone.sarcasm"),
    ("en", "Big talk from someone with a leaky bucket.", "tone.sarcasm"),
    ("en", "Thanks for the lecture on plumbing.", "tone.sarcasm"),
    ("en", "His Majesty will have his pump on Tuesday.", "tone.sarcasm"),
    ("fr", "Cessez donc de déformer les faits.", "tone.aggression"),
    ("fr", "Tout cela est inventé pour faire le buzz.", "tone.aggression"),
    ("fr", "Quel culot, après trois retards de paiement.", "tone.aggression"),
    ("fr", "Personne ne vous retient, la porte est ouverte.", "tone.aggression"),
    ("fr", "Allez donc voir ailleurs.", "tone.aggression"),
    ("en", "Stop making things up about our pump.", "tone.aggression"),
    ("en", "You know perfectly well the pump was fine.", "tone.aggression"),
    ("en", "Funny how it always breaks after our visit.", "tone.aggression"),
    ("fr", "Comme par hasard, c'est arrivé après le devis.", "tone.aggression"),
    ("en", "Mind your language or find another plumber.", "tone.aggression"),
    ("en", "What a nerve, after three late payments.", "tone.aggression"),
    ("en", "Nobody is forcing you to stay.", "tone.aggression"),
]
PERHAPS = [
    ("fr", "Chacun est prié de fermer sa vanne en partant.", "tone.blame"),
    ("fr", "Il aurait été préférable que vous appeliez la veille.", "tone.blame"),
    ("fr", "La plupart des gens font un relevé chaque mois.", "tone.blame"),
    ("fr", "Quand on a un puits, on le couvre.", "tone.blame"),
    ("en", "Most people would have turned the tap off.", "tone.blame"),
    ("en", "We do remind residents every spring.", "tone.blame"),
    ("en", "You chose to leave on a Sunday.", "tone.blame"),
    ("fr", "Pardon pour la vanne. Cela dit, la rue entière est prévenue depuis juin.", "tone.blame"),
    ("fr", "Une fuite ne vient jamais toute seule.", "tone.blame"),
    ("en", "I'm sorry about the tap. Mind you, the street was leafleted in June.", "tone.blame"),
    ("en", "It's for every resident to keep the lid on.", "tone.blame"),
    ("fr", "Une vraie odyssée, vos seaux.", "tone.sarcasm"),
    ("fr", "Ça fait les bras, hein.", "tone.sarcasm"),
    ("en", "Quite an adventure you had with those buckets.", "tone.sarcasm"),
    ("en", "Buckets keep you warm, right?", "tone.sarcasm"),
    ("fr", "Le relevé n'indique aucune baisse de pression.", "tone.denial"),
    ("en", "The logs show normal pressure all day.", "tone.denial"),
    ("fr", "Nos plombiers ne font jamais cela.", "tone.denial"),
    ("fr", "La pompe fonctionne parfaitement.", "tone.denial"),
    ("fr", "C'est impossible, la vanne est neuve.", "tone.denial"),
    ("en", "That's not what happened.", "tone.denial"),
    ("en", "Our plumbers are always polite. Our staff would never do that.", "tone.denial"),
    ("en", "There is no fault with the pump.", "tone.denial"),
]
SILENT = [
    ("fr", "Merci de nous avoir écrit avant de publier.", "tone.blame"),
    ("fr", "C'est indiqué sur le billet, mais en trop petit, je vous l'accorde.", "tone.blame"),
    ("fr", "Rien n'est de votre fait, la vanne était usée.", "tone.blame"),
    ("fr", "Je vous appelle avant de fermer la vanne.", "tone.blame"),
    ("en", "You were told 8 am, and we came at noon: I'm sorry.", "tone.blame"),
    ("en", "Sorry you missed the last ferry because of us.", "tone.blame"),
    ("en", "The engineer needs to check the meter at 4 pm.", "tone.blame"),
    ("en", "Please make sure the pump is unplugged until we come.", "tone.blame"),
    ("fr", "Le bac à ordures est vidé mardi.", "tone.aggression"),
    ("fr", "Arrêtez de l'utiliser et gardez la prise.", "tone.aggression"),
    ("en", "You are entitled to your deposit.", "tone.aggression"),
    ("en", "I'd like to make it up to you.", "tone.aggression"),
    ("en", "Nobody asked how you got home, and that was wrong of us.", "tone.aggression"),
    ("en", "The throne room is closed, sorry.", "tone.aggression"),
    ("fr", "La télévision du salon est réparée.", "tone.sarcasm"),
    ("en", "The doctor at your clinic has your file.", "tone.sarcasm"),
    ("fr", "Cela dit tout de votre patience.", "tone.blame"),
    ("fr", "Pardon pour la vanne. Je peux toutefois passer ce soir à 19 h.", "tone.blame"),
    ("fr", "Quelle déception ! Je passe ce soir.", "tone.sarcasm"),
    ("fr", "Préférez-vous jeudi ou vendredi ?", "tone.sarcasm"),
    ("en", "The logs show we missed your call twice.", "tone.denial"),
    ("en", "There was no one at the desk, and I'm sorry.", "tone.denial"),
    ("en", "It will never happen again if I can help it.", "tone.denial"),
    ("fr", "Je ne sais pas encore ce qui s'est passé.", "tone.denial"),
    ("en", "It went out with the rubbish, and I'm sorry.", "tone.aggression"),
    ("en", "Anyone can come and watch the pump on Friday.", "tone.blame"),
]


@pytest.mark.parametrize(("language", "sentence", "check"), OUTRIGHT)
def test_said_outright_it_blocks(language, sentence, check):
    found = said_of(language, sentence, check)
    assert {one.severity for one in found} == {BLOCK}
    assert all(one.quote for one in found)


@pytest.mark.parametrize(("language", "sentence", "check"), PERHAPS)
def test_between_the_lines_the_writer_looks(language, sentence, check):
    assert {(one.severity, one.look) for one in said_of(language, sentence, check)} == {(WARN, True)}


@pytest.mark.parametrize(("language", "sentence", "check"), SILENT)
def test_a_near_miss_of_tone_stays_silent(language, sentence, check):
    assert said_of(language, sentence, check) == []


def test_playing_along_is_for_compliments_and_joking_for_mockers():
    praise = "Kudos to you, what a surprise! You should have seen the crew."
    for check in ("tone.sarcasm", "tone.blame"):
        assert said_of("en", praise, check, kind=Kind.COMPLIMENT) == []
    assert said_of("en", "Joking aside, which tap is it?", "tone.sarcasm", kind=Kind.TROLL) == []
    assert said_of("en", praise, "tone.sarcasm")


def test_a_contradiction_with_its_source_or_where_nobody_is_at_fault_is_a_correction():
    text = "Our pumps never stop at night."
    assert said_of("en", "The pump is working fine, the figures are published at rives.example.", "tone.denial") == []
    assert said_of("en", text, "tone.denial", fault=Fault.NONE) == []


def test_what_they_called_us_is_theirs():
    message = "Bande de guignols, la pompe est morte."
    telling = "Vous nous traitez de guignols, et devant cette pompe je vous comprends."
    assert said_of("fr", telling, "tone.aggression", message=message) == []
    assert said_of("fr", "Quels guignols, ces clients.", "tone.aggression", message=message)


def test_what_is_sure_is_told_before_what_the_writer_is_asked_to_look_at():
    text = "A coupon box awaits, quite an adventure. It was only a small glitch, rest assured."
    warned = check_reply(Situation(text=text, language="en", message="The pump.")).warnings
    assert {one.look for one in warned} == {False, True}
    assert [one.look for one in warned] == sorted(one.look for one in warned)


HOSTILE = [
    "si vous a ", "une fois le ", "quand on a ", "désolé que vous ", "sorry if you have been ", "if we ", "vous ", "a, ",
    "A B-", "MOI TOI ", "— Al ", "!? ", "😀", "je ne sais pas ", "il est à la ", "(\"« ", "was not ", "\u202f", "the our ",
]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3), st.sampled_from(["fr", "en"]))
def test_long_hostile_texts_are_read_in_good_time(parts, language):
    """No expression may take exponential time: a text of this length would never return."""
    text = "".join(parts) * (1_500 // len("".join(parts)))
    report = check_reply(Situation(text=text, language=language, message=text[:400], severity=3))
    assert all(text[one.start : one.end] == one.quote for one in report.findings)
