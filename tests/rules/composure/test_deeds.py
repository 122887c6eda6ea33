"""Deeds, data, law, care and form: each family's faults are named where they stand, and what is close to them is not."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.composure.deeds_faulty import FAULTY_DEEDS, SILENT_DEEDS
from tests.rules.composure.deeds_frames import FAULTY_FRAMES, SILENT_FRAMES
from tests.rules.composure.deeds_more import MORE_FAULTY, MORE_SILENT

from detente.contracts.composure import Fault, Finding, FindingSeverity, ReplyKind, Situation
from detente.contracts.kinds import Kind
from detente.contracts.words import Language
from detente.rules.composure import check_reply
from detente.rules.composure.cues import whole_words

BLOCK, WARN, HINT = FindingSeverity
HOSTILE = [
    "a ",
    "votre avis ",
    "si vous ",
    "pouvez vous de ",
    "no one ",
    "never ",
    "je vous ",
    "à 5 h ",
    "www.a-",
    "a.b.c.",
    "[[",
    "{{",
    "your review ",
    "numéro de ",
    "0 1 2 ",
    "merci de me ",
    "\u00e9\u0301",
    "l'",
    "£1 ",
    "offert ",
    "Mme Lo ",
    "we can now see ",
    "is ",
    "before you post ",
    "retirez avis et ",
    "the last person who a ",
]
"""Pieces that invite a pattern to try again and again."""


def found(text: str, language: str = "fr", **differs: object) -> list[Finding]:
    usual = {"message": "Le colis est en retard.", "protected_names": ("Maud Kerléo",), "author": "Camille",
             "link_hosts": ("rives.example",)}  # fmt: skip
    situation = Situation(text=text, language=language, **(usual | differs))  # type: ignore[arg-type]
    return list(check_reply(situation).findings)


def of(check: str, findings: list[Finding]) -> list[FindingSeverity]:
    return [one.severity for one in findings if one.check == check]


@pytest.mark.parametrize(("language", "sentence", "check"), FAULTY_DEEDS + MORE_FAULTY + FAULTY_FRAMES)
def test_a_fault_is_named(language: str, sentence: str, check: str) -> None:
    assert check in {one.check for one in found(sentence, language)}


@pytest.mark.parametrize(("language", "sentence", "check"), SILENT_DEEDS + SILENT_FRAMES)
def test_what_is_close_to_a_fault_is_none(language: str, sentence: str, check: str) -> None:
    assert check not in {one.check for one in found(sentence, language)}


SERIOUS = ("data.", "legal.", "care.", "fix.promise", "fix.public_compensation", "form.links", "form.placeholder")


@pytest.mark.parametrize(("language", "sentence"), MORE_SILENT)
def test_an_everyday_sentence_has_no_fault_of_deeds(language: str, sentence: str) -> None:
    assert [one.check for one in found(sentence, language) if one.check.startswith(SERIOUS)] == []


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


def test_a_comment_is_not_asked_away_unless_it_holds_their_own_data_or_breaks_the_charter() -> None:
    text = "Supprimez votre commentaire."
    assert of("legal.review_gating", found(text)) == [BLOCK]
    assert of("legal.review_gating", found(text, kind=Kind.ABUSE)) == []
    kind = "Supprimez votre commentaire, il montre votre numéro de téléphone."
    assert of("legal.review_gating", found(kind, is_review=True)) == []


def test_a_correction_without_a_source_is_a_warning_unless_they_mean_somebody_else() -> None:
    wrong = "Non, la ligne 4 ne ferme pas."
    assert of("legal.source", found(wrong, kind=Kind.MISINFORMED)) == [WARN]
    for text in (f"{wrong} Le calendrier est sur rives.example/lignes.", "Vous pensez peut-être à une autre enseigne."):
        assert of("legal.source", found(text, kind=Kind.MISINFORMED)) == []


@pytest.mark.parametrize(
    ("language", "country", "text", "said"),
    [
        ("fr", "FR", "Le 3114 répond jour et nuit.", []),
        ("fr", "FR", "Si c'est urgent, faites le 15.", []),
        ("fr", "FR", "Je vous rappelle à 15 h.", [BLOCK]),
        ("fr", "FR", "Le 15 décembre sera un autre jour.", [BLOCK]),
        ("fr", "BE", "Le 0800 32 123 est gratuit.", []),
        ("fr", "BE", "Le 3114 répond jour et nuit.", [BLOCK]),
        ("fr", "CH", "Appelez le 143.", []),
        ("fr", "CA", "Textez le 988, ou appelez le 988.", []),
        ("fr", "", "Le 3114 répond, même la nuit.", []),
        ("en", "GB", "Samaritans answer on 116 123.", []),
        ("en", "GB", "Please call 988.", [BLOCK]),
        ("en", "IE", "Ring 116-123, any time.", []),
        ("en", "US", "Call or text 988 right now.", []),
        ("en", "AU", "Lifeline is on 13 11 14.", []),
        ("en", "NZ", "You can text 1737.", []),
        ("en", "", "There are people at samaritans.org who listen.", []),
        ("en", "US", "We answered 988 letters.", [BLOCK]),
        ("en", "US", "Take care of yourself.", [BLOCK]),
    ],
)
def test_a_person_at_risk_is_given_a_helpline_of_their_country(
    language: str, country: str, text: str, said: list[FindingSeverity]
) -> None:
    assert of("care.resource", found(text, language, country=country, kind=Kind.PERSON_AT_RISK)) == said


def test_our_own_business_beside_a_helpline_is_a_warning_to_look_at() -> None:
    text = "Le 3114 répond. Votre remboursement suit."
    findings = found(text, country="FR", kind=Kind.PERSON_AT_RISK)
    (one,) = (one for one in findings if one.check == "care.resource")
    assert (one.severity, one.look, one.quote) == (WARN, True, "remboursement")


def test_the_suggestion_names_the_line_of_the_country() -> None:
    (one,) = (one for one in found("Bon courage.", country="CH", kind=Kind.PERSON_AT_RISK) if "care" in one.check)
    assert "143" in one.suggestion.fr
    assert "144" in one.suggestion.en


def test_a_shortener_blocks_an_unknown_site_warns_and_without_any_declared_site_one_looks_oneself() -> None:
    assert of("form.links", found("Voir https://bit.ly/3xy")) == [BLOCK]
    assert of("form.links", found("Voir https://ailleurs.example/3xy")) == [WARN]
    (one,) = (one for one in found("Voir https://ailleurs.example/3xy", link_hosts=()) if one.check == "form.links")
    assert (one.severity, one.look, one.quote) == (HINT, True, "https://ailleurs.example/3xy")


def test_a_holding_reply_may_say_who_comes_back_in_any_person() -> None:
    text = "Bonjour, j'ai ouvert le dossier du colis avec l'atelier. Premier point ici, demain à 15 h."
    assert of("form.hold_complete", found(text, reply_kind=ReplyKind.HOLDING)) == []
    echo = "Devoir payer le colis demain, nous comprenons. C'est bien noté au service Colis, à bientôt."
    assert of("form.hold_complete", found(echo, reply_kind=ReplyKind.HOLDING)) == [BLOCK]


def test_a_part_of_the_day_alone_and_a_greeting_are_no_time_of_ours() -> None:
    for text in ("Good evening, the parcel is a pity.", "A parcel is a sad way to spend an afternoon."):
        assert of("fix.action", found(text, "en")) == [BLOCK]


def test_an_amount_that_the_author_named_is_no_gesture_and_a_brand_may_allow_its_own() -> None:
    text = "Les 20 € de remise sont sur la facture."
    assert of("fix.public_compensation", found(text, message="Où sont mes 20 € de remise ?")) == []
    assert of("fix.public_compensation", found(text)) == [WARN]
    assert of("fix.public_compensation", found(text, may_compensate=True)) == []
    assert of("fix.public_compensation", found(text, public=False)) == []


def test_what_an_answer_would_hold_is_looked_for_and_a_question_alone_only_asks_to_look() -> None:
    keys = {"questions": ("horaires", "parking")}
    assert of("fix.answers", found("Le parking est ouvert, les horaires aussi.", **keys)) == []
    assert of("fix.answers", found("Le parking est ouvert.", **keys)) == [HINT]
    assert of("fix.answers", found("Merci du message.", **keys)) == [WARN]
    message = "Le colis est en retard. Et la facture, qui la corrige ?"
    (one,) = (one for one in found("Le colis arrive demain.", message=message) if one.check == "fix.answers")
    assert (one.severity, one.look) == (HINT, True)
    assert "facture" in one.why.fr
    assert of("fix.answers", found("La facture est corrigée.", message=message)) == []


def test_what_changes_is_a_hint_where_the_cause_is_known_and_a_warning_when_it_comes_back() -> None:
    text = "J'ai renvoyé le colis."
    assert of("fix.prevention", found(text)) == []
    assert of("fix.prevention", found(text, fault=Fault.ESTABLISHED)) == [HINT]
    assert of("fix.prevention", found(text, same_cause=2)) == []
    assert of("fix.prevention", found(text, same_cause=3)) == [WARN]
    assert of("fix.prevention", found(f"{text} Pour que cela cesse, nous pesons tout.", same_cause=3)) == []


def test_vague_words_beside_an_answer_to_come_warn_though_nothing_is_said_to_be_pending() -> None:
    text = "Une réponse vous sera donnée dans les meilleurs délais."
    assert of("fix.when", found(text, pending=False)) == [WARN]
    assert of("fix.when", found("Merci de l'avoir dit si vite.", pending=False)) == []


def test_what_a_frame_only_hints_at_is_a_hint_to_look_and_never_more() -> None:
    for text, check in (
        ("Nous vous conseillons vivement de retirer ce texte.", "legal.threat"),
        ("Nous ferons en sorte que cela n'arrive plus.", "fix.promise"),
        ("Vous êtes en chambre 318.", "data.discloses"),
    ):
        (one,) = (one for one in found(text) if one.check == check)
        assert (one.severity, one.look) == (HINT, True)
        assert "Regardez vous-même" in one.why.fr


def test_the_duties_of_staff_silence_somebody_who_reports_wrongdoing() -> None:
    text = "Le contrat prévoit une clause de discrétion."
    assert of("legal.threat", found(text, kind=Kind.WHISTLEBLOWER)) == [BLOCK]
    assert of("legal.threat", found(text)) == [HINT]
    few = "Il n'y a qu'une équipe de nuit."
    assert of("data.unmask", found(few, kind=Kind.WHISTLEBLOWER)) == [BLOCK]
    assert of("data.unmask", found(few)) == [HINT]


def test_a_correction_that_neither_acts_nor_shows_where_it_stands_blocks() -> None:
    for kind in (Kind.MISINFORMED, Kind.RIGHTS_REQUEST, Kind.WHISTLEBLOWER):
        assert of("fix.action", found("C'est inexact, tout le monde le sait.", kind=kind)) == [BLOCK]
    for text in ("Non : le calendrier est sur rives.example/lignes.", "Vous pensez à une autre enseigne."):
        assert of("fix.action", found(text, kind=Kind.MISINFORMED)) == []
    assert of("fix.action", found("Le magasin est ouvert.")) == [BLOCK]


def test_an_answer_may_be_a_date_or_a_bare_yes() -> None:
    assert of("fix.answers", found("La réponse part le 2 juillet.", questions=("2 juillet",))) == []
    assert of("fix.answers", found("Oui.", questions=("oui",))) == []


def test_looking_whether_something_is_so_leaves_the_time_ours() -> None:
    text = "Je vérifie s'il est parti et je te réponds ici demain avant 12 h."
    assert of("fix.when", found(text, pending=True)) == []
    assert of("fix.when", found("S'il est parti, je te réponds avant 12 h.", pending=True)) == []
    assert of("fix.when", found("Je reviens vers vous si la pièce arrive demain avant 12 h.", pending=True)) == [WARN]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(HOSTILE), st.integers(100, 900), st.sampled_from(["fr", "en"]))
def test_no_long_text_holds_the_check_up(part: str, times: int, language: Language) -> None:
    text = (part * times)[:5000]
    begun = process_time()
    check_reply(Situation(text=text, language=language, message=text[:500], is_review=True))
    assert process_time() - begun < 5


def test_an_hour_without_am_or_pm_says_when_in_english() -> None:
    text = "I've passed the parcel to our depot desk, and I'll post here at 11."
    assert of("form.hold_complete", found(text, "en", reply_kind=ReplyKind.HOLDING)) == []
    other = "I've passed the parcel to our depot desk at 11 Willow Lane."
    assert of("form.hold_complete", found(other, "en", reply_kind=ReplyKind.HOLDING)) == [BLOCK]


def test_a_cue_may_not_say_what_folding_would_turn_around() -> None:
    with pytest.raises(ValueError, match="folded"):
        whole_words(r"je \W")
