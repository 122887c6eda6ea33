"""An outline to begin with: every line is kept or filled, none of it can leave as it is, and what is kept does no harm."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from detente.contracts.composure import Fault, FindingSeverity, Register, SignatureRule, Situation
from detente.contracts.kinds import Kind
from detente.drafting.outline import LONGEST_NOTE, Beginning, NoteWords, outline, outline_text
from detente.drafting.outline_words import LINES
from detente.rules.composure import check_reply
from detente.rules.composure.care_numbers import HELPLINES

MESSAGE = {
    "fr": "Colis annoncé livré mardi, jamais reçu. Personne ne répond au téléphone, vous comptez faire quoi ?",
    "en": "My parcel was marked delivered on Tuesday and never came. Nobody answers the phone, what will you do?",
}
HEART = {"fr": "Colis annoncé livré mardi, jamais reçu", "en": "My parcel was marked delivered on Tuesday"}
FILLED = {
    "fr": {
        "le problème, avec ses mots": "votre colis de mardi", "jour et heure exacts": "demain avant 10 h",
        "un acte déjà fait, précis": "demandé au dépôt d’ouvrir une recherche",
        "ce que nous avons mal fait": "ces appels restés sans suite",
        "ce qui vous est arrivé": "cette attente",
    },
    "en": {
        "the problem, in their words": "your parcel from Tuesday", "exact day and time": "by 10 am tomorrow",
        "one precise act, already done": "asked the depot to search for it",
        "what we did wrong": "leaving your calls unanswered",
        "what happened to you": "this wait",
    },
}  # fmt: skip
_FIELD = re.compile(r"\[([^\[\]]+)\]")


def beginning(language: str = "fr", kind: Kind = Kind.COMPLAINT, **around: object) -> Beginning:
    situation = Situation(
        text="", language=language, message=MESSAGE[language], message_language=language, kind=kind,
        country={"fr": "FR", "en": "GB"}[language],
    )  # fmt: skip
    return Beginning(replace(situation, **around), first_name="Odile", signer="Salomé Brandt", heart=HEART[language])


def filled(said: str, known: dict[str, str]) -> str:
    return _FIELD.sub(lambda field: known.get(field[1], field[1].split(",")[0].lower()), said)


def names(of: Beginning) -> list[str]:
    return [line.name for line in outline(of)]


def text(of: Beginning) -> str:
    return outline_text(outline(of))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_no_outline_can_leave_as_it_is(language, kind):
    for fault, severity, pending in product(Fault, (1, 3, 4), (None, True, False)):
        made = beginning(language, kind, fault=fault, severity=severity, pending=pending)
        report = check_reply(replace(made.situation, text=text(made)))
        assert "form.placeholder" in {one.check for one in report.blocks}


@pytest.mark.parametrize("name", LINES)
def test_every_field_is_short_enough_to_be_seen_by_the_check(name):
    for language, register in (("fr", Register.VOUS), ("fr", Register.TU), ("en", Register.NONE)):
        line = LINES[name].in_(language, register)
        for field in _FIELD.findall(line):
            assert len(field) <= 40
            found = check_reply(Situation(text=f"[{field}]", language=language)).blocks
            assert "form.placeholder" in {one.check for one in found}


@pytest.mark.parametrize("register", [Register.VOUS, Register.TU])
@pytest.mark.parametrize("kind", Kind)
def test_the_form_of_address_of_the_brand_is_kept_to(kind, register):
    said = text(beginning("fr", kind, register=register, fault=Fault.LIKELY)).replace(HEART["fr"], "")
    other = r"\b(?:tu|te|ton|ta|tes|toi|t’)\b" if register is Register.VOUS else r"\b(?:vous|votre|vos)\b|(?<!ch)ez\b"
    assert not re.search(other, said, re.IGNORECASE)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.QUESTION, Kind.COMPLIMENT, Kind.MISINFORMED, Kind.TROLL,
                                  Kind.PERSON_AT_RISK, Kind.PRESS, Kind.RIGHTS_REQUEST, Kind.WHISTLEBLOWER])  # fmt: skip
def test_what_is_kept_does_no_harm_once_the_fields_are_filled(language, kind):
    for fault, severity in product((Fault.UNKNOWN, Fault.ESTABLISHED), (2, 4)):
        made = beginning(language, kind, fault=fault, severity=severity, signature=SignatureRule.FIRST_NAME)
        said = filled(text(made), FILLED[language])
        report = check_reply(replace(made.situation, text=said))
        harm = [one for one in report.findings if not one.lacks and one.severity is not FindingSeverity.HINT]
        assert not harm, said


def test_the_reading_decides_what_is_said():
    assert names(beginning(fault=Fault.ESTABLISHED)) == [
        "greet", "quote", "effect", "own", "act", "answer", "time", "prevention", "follow",
        "thanks",
    ]  # fmt: skip
    assert "own" not in names(beginning(fault=Fault.NONE))
    assert "not_known" in names(beginning(fault=Fault.UNKNOWN))
    assert "not_known" not in names(beginning(fault=Fault.NONE))
    assert "time" not in names(beginning(pending=False))
    assert "prevention" in names(beginning(same_cause=3))
    assert "own_serious" in names(beginning(fault=Fault.LIKELY, severity=3))


def test_a_matter_of_safety_gets_advice_first_and_no_cause():
    for made in (beginning(severity=4), replace(beginning(), safety=True)):
        assert names(made)[1] == "safety_first"
        assert "prevention" not in names(made)


def test_their_words_are_quoted_only_when_they_would_be_fit_to_be_ours():
    assert "«\u202fColis annoncé livré mardi, jamais reçu\u202f»" in text(beginning())
    for hostile in (
        "Vous êtes des menteurs", "Appelez-moi au 06 12 34 56 78", "voir https://piège.example/x", "Colis {prénom} [x]",
    ):  # fmt: skip
        made = replace(beginning(message=hostile), heart=hostile)
        assert hostile not in text(made)
        assert "matter" in names(made)


def test_abuse_and_a_cry_for_help_are_never_repeated():
    for kind in (Kind.ABUSE, Kind.PERSON_AT_RISK, Kind.WHISTLEBLOWER, Kind.TROLL):
        assert "mardi" not in text(beginning("fr", kind))


@pytest.mark.parametrize("country", HELPLINES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_person_at_risk_gets_the_helpline_of_the_country(language, country):
    made = beginning(language, Kind.PERSON_AT_RISK, country=country)
    assert HELPLINES[country][0] in text(made)
    said = filled(text(made), {})
    assert "care.resource" not in {one.check for one in check_reply(replace(made.situation, text=said)).findings}
    assert "talk_unknown" not in names(made)
    assert "talk_unknown" in names(beginning(language, Kind.PERSON_AT_RISK, country="XX"))


def test_what_a_person_said_is_asked_is_answered_one_by_one():
    said = text(beginning(questions=("une nouvelle livraison ?", "le remboursement")))
    assert "Sur «\u202fune nouvelle livraison\u202f»\u202f: [" in said
    assert "Sur «\u202fle remboursement\u202f»\u202f: [" in said


def test_the_notes_of_the_team_come_along_to_be_adapted():
    made = replace(beginning(), notes=(NoteWords("Colis [perdus]", "Nous ouvrons une enquête. " * 40),) * 3)
    lines = [line for line in outline(made) if line.name == "note"]
    assert len(lines) == 2
    assert lines[0].text.startswith("[à adapter\u202f: Colis perdus] Nous ouvrons une enquête.")
    assert len(lines[0].text) < LONGEST_NOTE + 60
    assert all(line.to_fill for line in lines)


def test_where_the_network_takes_little_only_the_needed_lines_stand():
    long = beginning(same_cause=3, char_limit=5000)
    assert {"prevention", "follow", "thanks"} <= set(names(long))
    assert not {"prevention", "follow", "thanks"} & set(names(beginning(same_cause=3, char_limit=300)))


def test_it_is_signed_as_the_brand_signs():
    assert text(beginning(signature=SignatureRule.FIRST_NAME)).endswith("\n— Salomé")
    assert text(beginning(signature=SignatureRule.INITIALS)).endswith("\n— S.B.")
    assert "—" not in text(beginning(signature=SignatureRule.NONE))


def test_without_a_first_name_nobody_is_named():
    assert text(replace(beginning(), first_name="")).startswith("Bonjour,\n")
