"""The composure check on whole replies: good ones pass, faulty ones are caught, near misses stay silent."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.composure.faulty_colloquial import FAULTY_COLLOQUIAL
from tests.rules.composure.faulty_english import FAULTY_ENGLISH
from tests.rules.composure.faulty_french import FAULTY_FRENCH
from tests.rules.composure.good_colloquial import GOOD_COLLOQUIAL
from tests.rules.composure.good_english import GOOD_ENGLISH
from tests.rules.composure.good_french import GOOD_FRENCH
from tests.rules.composure.near_misses import NEAR_MISSES

from detente.contracts.composure import Fault, Finding, FindingSeverity, Register, ReplyKind, Situation, Verdict
from detente.contracts.kinds import Kind
from detente.rules.composure import check_reply
from detente.rules.composure.acknowledge import specific
from detente.rules.composure.look import Look
from detente.rules.composure.report import CHECKS

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
GOOD = [("fr", *row) for row in GOOD_FRENCH] + [("en", *row) for row in GOOD_ENGLISH] + GOOD_COLLOQUIAL
FAULTY = [("fr", *row) for row in FAULTY_FRENCH] + [("en", *row) for row in FAULTY_ENGLISH] + FAULTY_COLLOQUIAL


def situation(language, message, reply, **differs):
    usual = {"fault": Fault.ESTABLISHED, "now": NOW, "timezone": "Europe/Paris"}
    return Situation(text=reply, language=language, message=message, **(usual | differs))


def checks(report):
    return {finding.check for finding in report.findings}


def test_there_are_enough_examples_of_both():
    assert len(GOOD) >= 60
    assert len(FAULTY) >= 60


@pytest.mark.parametrize(("language", "message", "reply", "differs"), GOOD, ids=[row[2][:40] for row in GOOD])
def test_a_good_reply_has_nothing_to_justify(language, message, reply, differs):
    report = check_reply(situation(language, message, reply, **differs))
    assert [(one.check, one.quote) for one in (*report.blocks, *report.warnings)] == []
    assert report.verdict in (Verdict.OK, Verdict.HINT)


@pytest.mark.parametrize(
    ("language", "message", "reply", "differs", "must"), FAULTY, ids=[row[2][:40] or "empty" for row in FAULTY]
)
def test_a_faulty_reply_is_caught_by_the_checks_that_must(language, message, reply, differs, must):
    report = check_reply(situation(language, message, reply, **differs))
    assert must <= checks(report)
    assert report.verdict in (Verdict.BLOCK, Verdict.WARN)


@pytest.mark.parametrize(("language", "sentence", "check"), NEAR_MISSES)
def test_a_near_miss_stays_silent(language, sentence, check):
    looked = Situation(
        text=sentence, language=language, message="Votre accueil est « ridicule ».", link_hosts=("brindille.example",)
    )
    assert check not in checks(check_reply(looked))


@pytest.mark.parametrize(("language", "message", "reply", "differs", "must"), FAULTY)
def test_findings_quote_the_words_where_they_stand_and_say_why_in_both_languages(
    language, message, reply, differs, must
):
    for finding in check_reply(situation(language, message, reply, **differs)).findings:
        assert finding.quote == reply[finding.start : finding.end]
        assert finding.lacks is (finding.quote == "")
        assert finding.why.fr
        assert finding.why.en
        assert finding.suggestion.fr
        assert finding.suggestion.en
        assert "{" not in finding.why.fr + finding.why.en


def quotes(text, check, language="fr", **differs):
    found = check_reply(situation(language, "Le colis.", text, **differs)).findings
    return [finding.quote for finding in found if finding.check == check]


def test_the_words_at_fault_are_quoted_as_they_were_typed():
    assert quotes("Vous   AURIEZ DÛ lire. La prochaine fois, vérifiez.", "tone.blame") == [
        "Vous   AURIEZ DÛ",
        "La prochaine fois, vérifiez",
    ]
    assert quotes("Pardon pour la gêne\u00a0occasionnée.", "own.non_apology") == ["la gêne\u00a0occasionnée"]
    assert quotes("C’est de votre faute.", "tone.blame") == ["C’est de votre faute"]
    assert quotes("Bonjour [PRÉNOM], merci.", "form.placeholder") == ["[PRÉNOM]"]
    assert quotes("Écrivez à eva@rives.example.", "data.discloses") == ["eva@rives.example"]


def test_accents_typed_in_two_signs_and_invisible_signs_change_nothing():
    text = "Désolés si vous êtes gêné, vous auriez dû vérifier."
    for other in (unicodedata.normalize("NFD", text), text.replace("si", "s\u200bi"), text.upper()):
        assert checks(check_reply(situation("fr", "Le colis.", other))) >= {"own.non_apology", "tone.blame"}
    decomposed = unicodedata.normalize("NFD", "Vous auriez dû.")
    assert quotes(decomposed, "tone.blame") == [decomposed[:-1]]


def test_cues_only_match_whole_words():
    assert quotes("La lolette est un idiotisme suisse.", "tone.sarcasm") == []
    assert quotes("La lolette est un idiotisme suisse.", "tone.aggression") == []


def test_the_author_own_words_between_quotation_marks_are_not_ours():
    message = "Vous êtes des menteurs, franchement."
    quoting = "Vous écrivez « menteurs », je comprends pourquoi."
    assert "tone.aggression" not in checks(check_reply(situation("fr", message, quoting)))
    accusing = "Vous écrivez « menteurs » ? Menteurs vous-mêmes."
    assert "tone.aggression" in checks(check_reply(situation("fr", message, accusing)))


def test_one_fault_repeated_is_told_three_times_at_most():
    assert len(quotes("C'est votre faute. " * 9, "tone.blame")) == 3


def test_blocks_come_first_and_the_verdict_is_the_worst():
    report = check_reply(situation("fr", "Le colis est perdu depuis mardi.", "Désolé si le colis vous manque."))
    severities = [finding.severity for finding in report.findings]
    assert severities == sorted(severities, key=list(FindingSeverity).index)
    assert report.verdict is Verdict.BLOCK
    assert report.blocks
    assert report.warnings


def test_what_is_there_is_said_as_well():
    report = check_reply(situation("fr", GOOD_FRENCH[0][0], GOOD_FRENCH[0][1]))
    assert {passed.check for passed in report.passed} >= {
        "ack.specific",
        "ack.thanks",
        "ack.empathy",
        "own.apology",
        "fix.action",
        "fix.when",
    }


@pytest.mark.parametrize("kind", [Kind.COMPLIMENT, Kind.QUESTION])
def test_compliments_and_questions_only_get_blocks_and_language_length_and_data(kind):
    plain = check_reply(
        situation("fr", "Le guide Paulin était formidable.", "Oui, 3 fois merci pour Paulin.", kind=kind)
    )
    assert plain.verdict is Verdict.OK
    foreign = check_reply(
        situation("fr", "Le guide Paulin.", "Thank you so much for what you say of Paulin.", kind=kind)
    )
    assert "voice.language" in checks(foreign)
    long = check_reply(situation("fr", "Paulin.", "Paulin et nous, merci à vous. " * 30, kind=kind, char_limit=500))
    assert "form.length" in checks(long)


def test_an_apology_is_due_where_we_are_at_fault_and_only_a_hint_while_nobody_said():
    warn, hint = FindingSeverity.WARN, FindingSeverity.HINT
    due = {Fault.NONE: [], Fault.UNKNOWN: [hint], Fault.LIKELY: [warn], Fault.ESTABLISHED: [warn]}
    for fault, expected in due.items():
        report = check_reply(situation("en", "The kettle leaks.", "I've sent a kettle today.", fault=fault))
        assert [one.severity for one in report.findings if one.check == "own.apology"] == expected


def test_a_holding_reply_is_not_asked_for_a_solution_but_for_its_three_parts():
    lacking = check_reply(situation("en", "My parcel is late.", "Your parcel: noted.", reply_kind=ReplyKind.HOLDING))
    (hold,) = (one for one in lacking.findings if one.check == "form.hold_complete")
    assert hold.severity is FindingSeverity.BLOCK
    assert "which department, when you come back" in hold.why.en
    named = situation(
        "en",
        "My parcel is late.",
        "Hello Ida, I've read about your parcel and passed it to Harbour Nine; I'll be back here by 4 pm. Thank you.",
        reply_kind=ReplyKind.HOLDING,
        department="Harbour Nine",
    )
    assert "form.hold_complete" not in checks(check_reply(named))


def test_a_date_in_the_past_does_not_make_a_holding_reply_complete():
    text = "Bonjour, votre message du 12 mars est bien lu par l'équipe Colis, nous cherchons ce colis."
    report = check_reply(situation("fr", "Mon colis est perdu.", text, reply_kind=ReplyKind.HOLDING))
    assert "form.hold_complete" in checks(report)


def test_private_texts_may_hold_what_public_ones_may_not():
    text = "Voici votre commande n° 88214567, confirmez-moi votre numéro de téléphone."
    public = check_reply(situation("fr", "La commande.", text))
    private = check_reply(situation("fr", "La commande.", text, public=False))
    assert {"data.asks_personal", "data.discloses"} <= checks(public)
    assert not {"data.asks_personal", "data.discloses"} & checks(private)


def test_length_is_the_network_s_first_and_the_reader_s_second():
    long = situation("en", "The boots leak.", "boots " * 121)
    assert [one.severity for one in check_reply(long).findings if one.check == "form.length"] == [FindingSeverity.WARN]
    over = situation("en", "The boots leak.", "boots " * 121, char_limit=500)
    (found,) = (one for one in check_reply(over).findings if one.check == "form.length")
    assert found.severity is FindingSeverity.BLOCK
    assert "726 characters" in found.why.en


def test_a_reply_close_to_one_already_visible_is_a_warning_and_the_same_one_a_block():
    seen = "Hello, sorry about the boots. We have asked the workshop to look at the seam and will tell you on Friday."
    close = "Hello, sorry about the jacket. We have asked the workshop to test the zip and will tell you on Monday."
    other = "Hello Ida, wet feet on day one is miserable. I've put a new pair aside for you until Friday noon."
    said = [
        [one.severity for one in check_reply(looked).findings if one.check == "voice.canned"]
        for looked in (situation("en", "Boots.", text, recent_replies=(seen,)) for text in (seen, close, other))
    ]
    assert said == [[FindingSeverity.BLOCK], [FindingSeverity.WARN], []]


def test_a_complete_holding_reply_may_look_like_the_one_before_and_an_incomplete_one_may_not():
    complete = "Hello, we have read it and taken it into account. Our billing team is on it, back by 18:00 today."
    without_time = "Hello, we have read it and taken it into account. Our billing team is on it, back to you very soon."
    for text, spared in ((complete, True), (without_time, False)):
        looked = situation("en", "Boots.", text, reply_kind=ReplyKind.HOLDING, recent_replies=(text,), pending=True)
        assert ("voice.canned" not in checks(check_reply(looked))) is spared


def test_a_pasted_reply_about_another_matter_is_caught_most_of_the_time():
    """Not a proof: cues see words, and some pasted replies share one by chance."""
    final = [row for row in GOOD if row[1] and "kind" not in row[3] and "reply_kind" not in row[3]]
    pairs = [(one, other) for one in final for other in final if one[0] == other[0] and one is not other]
    asked = [situation(one[0], one[1], other[2]) for one, other in pairs]
    caught = sum(any(isinstance(one, Finding) for one in specific(Look.at(looked))) for looked in asked)
    assert caught / len(pairs) > 0.7


def test_a_situation_with_only_a_text_is_enough():
    report = check_reply(Situation(text="Hello", language="en", register=Register.VOUS))
    assert report.verdict in Verdict


def test_every_check_is_listed_once():
    assert len({check.look for check in CHECKS}) == len(CHECKS)


@given(st.text(max_size=400), st.sampled_from(["fr", "en"]), st.sampled_from(ReplyKind), st.sampled_from(Kind))
def test_no_text_breaks_the_check_and_quotes_always_lie_in_it(text, language, reply_kind, kind):
    looked = Situation(text=text, language=language, reply_kind=reply_kind, kind=kind, message=text[::-1], now=NOW)
    for finding in check_reply(looked).findings:
        assert text[finding.start : finding.end] == finding.quote
