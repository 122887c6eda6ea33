"""Deeds, data, law, care and form: each family's faults are named where they stand, and what is close to them is not."""

from __future__ import annotations

import pytest
from tests.rules.composure.deeds_faulty import FAULTY_DEEDS, SILENT_DEEDS

from detente.contracts.composure import Finding, FindingSeverity, Situation
from detente.contracts.kinds import Kind
from detente.rules.composure import check_reply

BLOCK, WARN, HINT = FindingSeverity


def found(text: str, language: str = "fr", **differs: object) -> list[Finding]:
    usual = {"message": "Le colis est en retard.", "protected_names": ("Maud Kerléo",), "author": "Camille"}
    situation = Situation(text=text, language=language, **(usual | differs))  # type: ignore[arg-type]
    return list(check_reply(situation).findings)


def of(check: str, findings: list[Finding]) -> list[FindingSeverity]:
    return [one.severity for one in findings if one.check == check]


@pytest.mark.parametrize(("language", "sentence", "check"), FAULTY_DEEDS)
def test_a_fault_is_named(language: str, sentence: str, check: str) -> None:
    assert check in {one.check for one in found(sentence, language)}


@pytest.mark.parametrize(("language", "sentence", "check"), SILENT_DEEDS)
def test_what_is_close_to_a_fault_is_none(language: str, sentence: str, check: str) -> None:
    assert check not in {one.check for one in found(sentence, language)}


def test_a_listed_name_blocks_whole_or_by_its_family_name_and_a_first_name_only_asks_to_look() -> None:
    (whole,) = (one for one in found("Maud Kerléo le regrette.") if one.check == "data.third_party")
    assert (whole.severity, whole.quote, whole.look) == (BLOCK, "Maud Kerléo", False)
    (first,) = (one for one in found("Je vois cela avec Maud demain.") if one.check == "data.third_party")
    assert (first.severity, first.look) == (WARN, True)


def test_the_author_and_whoever_signs_are_nobody_else() -> None:
    for text in ("Bonjour Maud, merci.", "Merci à vous, Maud"):
        assert of("data.third_party", found(text, author="Maud" if "Bonjour" in text else "Eve")) == []


def test_somebody_who_reports_wrongdoing_is_asked_for_no_name_not_even_in_private() -> None:
    text = "Envoyez-moi votre nom en message privé."
    assert of("data.unmask", found(text, kind=Kind.WHISTLEBLOWER)) == [BLOCK]
    assert of("data.unmask", found(text)) == []


def test_health_that_the_author_told_is_a_hint_and_else_a_warning_and_both_ask_to_look() -> None:
    text = "Votre cancer passe avant tout."
    for message, severity in (("J'ai un cancer.", HINT), ("Le colis est en retard.", WARN)):
        (one,) = (one for one in found(text, message=message) if one.check == "data.discloses")
        assert (one.severity, one.look) == (severity, True)
        assert "vous-même" in one.why.fr


def test_under_a_review_the_comment_is_the_review_and_elsewhere_it_may_hold_a_number() -> None:
    text = "Supprimez votre commentaire."
    assert of("legal.review_gating", found(text, is_review=True)) == [BLOCK]
    assert of("legal.review_gating", found(text)) == []
    kind = "Supprimez votre commentaire, il montre votre numéro de téléphone."
    assert of("legal.review_gating", found(kind, is_review=True)) == []


def test_a_correction_without_a_source_is_a_warning_unless_they_mean_somebody_else() -> None:
    wrong = "Non, la ligne 4 ne ferme pas."
    assert of("legal.source", found(wrong, kind=Kind.MISINFORMED)) == [WARN]
    for text in (f"{wrong} Le calendrier est sur rives.example/lignes.", "Vous pensez peut-être à une autre enseigne."):
        assert of("legal.source", found(text, kind=Kind.MISINFORMED)) == []
