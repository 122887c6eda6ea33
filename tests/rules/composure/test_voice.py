"""Voice: the author's language, tu or vous, nothing already said, and a name at the end. All sentences are invented."""

from __future__ import annotations

import pytest
from tests.rules.composure.saying import said_of

from detente.contracts.composure import FindingSeverity, Register, ReplyKind, SignatureRule
from detente.contracts.kinds import Kind

BLOCK, WARN, HINT = FindingSeverity
TU, VOUS, NONE = Register.TU, Register.VOUS, Register.NONE

ADDRESS = [
    (VOUS, "Ta barque est réparée, venez la chercher quand vous voulez.", {BLOCK}),
    (TU, "Ta barque est réparée, venez la chercher jeudi.", {BLOCK}),
    (NONE, "Ta barque est réparée. Votre rame aussi.", {BLOCK}),
    (VOUS, "Écris-moi quand tu passes au ponton.", {WARN}),
    (VOUS, "Je t'attends au ponton jeudi.", {WARN}),
    (TU, "Votre barque est réparée, passez jeudi.", {WARN}),
    (TU, "Ta barque est réparée. Rendez-vous jeudi, s'il te plaît.", set()),
    (TU, "Ta barque est réparée, et vous êtes nombreux à l'attendre.", set()),
    (TU, "Ta sœur et toi, je vous garde la barque jeudi.", {HINT}),
    (VOUS, "Le ton de mon collègue n'allait pas, je vous rappelle jeudi.", set()),
    (VOUS, "Vous lisez « prends ta rame » sur le panneau, je le change.", set()),
    (NONE, "Je te garde la barque, dis-moi quel jour.", set()),
    (TU, "Maël, Lou, vous avez bien fait de venir au ponton.", {HINT}),
    (VOUS, "Assez de boue chez nous : la cale est nettoyée pour vous.", set()),
]
SIGNED = [
    "La barque est prête. — Maïwenn",
    "La barque est prête. – Maïwenn & Yann",
    "La barque est prête ^MK",
    "La barque est prête.\nMaïwenn",
    "La barque est prête. Bien à vous, Maïwenn",
    "La barque est prête. — Maïwenn, pour l'équipe du ponton",
    "La barque est prête. - M. K.",
    "La barque est prête. Maïwenn Kerdal",
]
UNSIGNED = [
    "La barque est prête.",
    "La barque est prête, venez jeudi",
    "La barque est prête — venez jeudi matin.",
    "La barque est prête. — {prénom}",
    "La barque est prête à Port-Louis.",
]


@pytest.mark.parametrize(("brand", "text", "expected"), ADDRESS)
def test_one_form_of_address_and_the_brand_s(brand, text, expected):
    assert {one.severity for one in said_of("fr", text, "voice.register", register=brand)} == expected


def test_a_vous_for_an_author_who_writes_for_several_is_left_to_the_writer():
    (one,) = said_of(
        "fr", "Vous avez attendu la barque.", "voice.register", register=TU, message="On a attendu une heure."
    )
    assert (one.severity, one.look, one.quote) == (HINT, True, "Vous")


def test_the_stray_word_is_quoted():
    (one,) = said_of("fr", "Votre barque est là, à toi vous lire.", "voice.register", register=VOUS)
    assert one.quote == "toi"


@pytest.mark.parametrize("text", SIGNED)
def test_a_name_or_initials_at_the_end_sign(text):
    assert said_of("fr", text, "voice.signature", signature=SignatureRule.FIRST_NAME) == []


@pytest.mark.parametrize("text", UNSIGNED)
def test_without_one_it_is_a_hint_and_a_warning_where_the_brand_insists(text):
    for must, severity in ((False, HINT), (True, WARN)):
        (one,) = said_of("fr", text, "voice.signature", signature=SignatureRule.INITIALS, must_sign=must)
        assert one.severity is severity


def test_a_brand_that_does_not_sign_is_left_alone():
    assert said_of("fr", UNSIGNED[0], "voice.signature") == []


def test_a_foreign_sentence_is_shown_and_a_foreign_reply_blocks():
    mixed = "La barque est prête pour vous jeudi matin. Thank you for waiting and see you at the pier. — Yann"
    (one,) = said_of("fr", mixed, "voice.language")
    assert (one.severity, one.look, one.quote.strip()) == (
        WARN,
        True,
        "Thank you for waiting and see you at the pier.",
    )
    quoting = "Vous écrivez « Thank you for waiting and see you at the pier. » et je vous entends."
    assert said_of("fr", quoting, "voice.language", message="Thank you for waiting and see you at the pier") == []
    foreign = "Thank you for waiting, the boat is ready for you on Thursday."
    assert [two.severity for two in said_of("fr", foreign, "voice.language", message="La barque.")] == [BLOCK]


def test_a_reply_in_neither_language_blocks():
    text = "Ihre Barke liegt bereit, kommen Sie bitte Donnerstag zum Steg, dann zeige ich Ihnen alles. Jana"
    assert [one.severity for one in said_of("en", text, "voice.language")] == [BLOCK]


def test_a_reply_in_the_wrong_language_is_read_with_its_own_cues():
    foreign = "I'm so sorry about the boat, it is ready for you on Thursday."
    assert said_of("fr", foreign, "own.apology") == []


def test_a_complete_holding_reply_is_spared_under_others_and_not_under_the_same_person():
    text = "Bonjour Aël, j'ai lu pour la barque et confié cela à l'atelier ; je reviens ici jeudi à 16 h. Merci."
    seen = text.replace("jeudi", "mardi")
    held = {"reply_kind": ReplyKind.HOLDING, "recent_replies": (seen,)}
    assert [one.severity for one in said_of("fr", text, "voice.canned", author="Aël K.", **held)] == [BLOCK]
    assert said_of("fr", text, "voice.canned", author="Briec", **held) == []


def test_under_a_compliment_a_missing_name_is_at_most_a_hint():
    found = said_of(
        "fr", UNSIGNED[0], "voice.signature", signature=SignatureRule.INITIALS, must_sign=True, kind=Kind.COMPLIMENT
    )
    assert [one.severity for one in found] == [HINT]
