"""Compliments and questions get only blocks, and checks of language, length, data, form and the brand's own voice."""

from __future__ import annotations

import pytest

from detente.contracts.composure import FindingSeverity, Situation
from detente.contracts.kinds import Kind
from detente.rules.composure import check_reply
from detente.rules.composure.report import CHECKS

LIGHT = {
    "care.resource", "data.asks_personal", "data.discloses", "data.third_party", "data.unmask", "legal.review_gating",
    "form.placeholder", "links.links", "voice.language", "wording.promo", "signs.emoji", "wording.boilerplate",
    "form.length", "voice.signature",
}  # fmt: skip
"""Data, form and language; what no lane spares (helplines, bought reviews, selling); and emoji, stock phrases, signature,
which the brand itself sets."""

MESSAGES = {
    Kind.COMPLIMENT: "Bravo à votre livreur, adorable et à l’heure malgré la neige !",
    Kind.QUESTION: "Est-ce que le magasin de Nantes est ouvert lundi ?",
}
REPLIES = (
    "Merci Odile, le livreur sera très heureux de lire ces mots sur la neige. Bonne journée !",
    "Oui Odile, le magasin de Nantes est ouvert lundi de 9 h à 18 h.",
    "C’est faux, le magasin de Nantes n’ouvre pas. Ce n’est qu’un petit retard du transporteur, livreur et neige aidant.",
)


def named(check: object) -> str:
    look = check.look  # type: ignore[attr-defined]
    return f"{look.__module__.rsplit('.', 1)[1]}.{look.__name__}"


def test_the_checks_that_no_lane_spares_are_these_and_no_others():
    assert {named(check) for check in CHECKS if check.always} == LIGHT


@pytest.mark.parametrize("kind", MESSAGES)
@pytest.mark.parametrize("text", REPLIES)
def test_no_warning_of_tone_act_or_time_is_for_them(kind, text):
    report = check_reply(Situation(text=text, language="fr", message=MESSAGES[kind], kind=kind, severity=1))
    spared = ("tone.denial", "tone.minimise", "own.", "fix.", "ack.empathy", "tone.jargon", "tone.shouting")
    warned = [one.check for one in report.findings if one.severity is not FindingSeverity.BLOCK]
    assert not [check for check in warned if check.startswith(spared)]


def test_the_same_words_under_a_complaint_are_warned_about():
    text = REPLIES[2]
    report = check_reply(Situation(text=text, language="fr", message="Colis en retard, magasin fermé."))
    assert {"tone.denial", "tone.minimise"} & {one.check for one in report.findings}


def test_a_word_on_the_brands_list_and_on_ours_is_told_of_once():
    text = "Bonjour, j’ouvre un RMA pour votre colis et je vous réponds ici demain avant 10 h. — Inès"
    report = check_reply(Situation(text=text, language="fr", message="Colis jamais reçu.", jargon=("RMA", "rma")))
    assert [one.quote for one in report.findings if one.check == "tone.jargon"] == ["RMA"]
