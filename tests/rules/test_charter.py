"""What the charter lets anyone remove, and what it never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.kinds import CRITICISM, Kind
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.rules.charter import (
    PROTECTED,
    MessageFacts,
    RemovalRequest,
    RemovalVerb,
    check_confirmation,
    check_contest_decision,
    check_decision,
    check_removal_request,
    confirm_by,
    confirmation_overdue,
    removal_grounds,
    why_it_stays,
)
from detente.rules.charter_default import (
    ADVERTISING,
    COMMITMENTS,
    DEFAMATION,
    DEFAULT_CHARTER,
    DISTRESS,
    NEVER,
    PERSONAL_DATA,
    RACISM,
    RIGHTS,
)
from detente.rules.notice import NoticeFacts, contest_until, kept_until, notice_text, public_line, true_notice

HATEFUL = MessageFacts("Ces gens du guichet, qu’on les renvoie chez eux.", Kind.ABUSE, confirmed=True)
PLAIN = MessageFacts("Deux heures d’attente et personne au guichet.", Kind.COMPLAINT, confirmed=True)
EXPOSING = MessageFacts("Appelez donc le chef au 06 12 34 56 78, il ne répond jamais.", Kind.COMPLAINT, confirmed=True)

ASKED = RemovalRequest(RACISM, RemovalVerb.HIDE, "qu’on les renvoie chez eux", "Vise des personnes pour leur origine.")


def refusal(request, message):
    with pytest.raises(Refused) as refused:
        check_removal_request(request, message)
    return refused.value


def test_a_confirmed_breach_with_clause_quote_reason_and_evidence_may_be_asked_for():
    check_removal_request(ASKED, HATEFUL)
    check_removal_request(replace(ASKED, verb=RemovalVerb.DELETE), HATEFUL)
    check_removal_request(replace(ASKED, provisional=True), HATEFUL)


@pytest.mark.parametrize(
    ("kind", "clause", "verb"), list(product(sorted(CRITICISM), [*DEFAULT_CHARTER, None], RemovalVerb))
)
def test_criticism_is_never_removed_under_any_clause(kind, clause, verb):
    request = RemovalRequest(clause, verb, "personne au guichet", "Nuit à notre image.")
    assert refusal(request, replace(PLAIN, kind=kind)).code == "proc.removal"


@pytest.mark.parametrize(
    ("kind", "clause", "verb"), list(product(sorted(PROTECTED), [*DEFAULT_CHARTER, None], RemovalVerb))
)
def test_whistleblowers_the_press_and_people_at_risk_are_never_removed(kind, clause, verb):
    request = RemovalRequest(clause, verb, "06 12 34 56 78", "Nuit à notre image.")
    assert refusal(request, replace(EXPOSING, kind=kind)).code == "proc.removal"


@pytest.mark.parametrize("clause", DEFAULT_CHARTER)
def test_a_consumer_review_is_never_removed(clause):
    said = refusal(replace(ASKED, clause=clause), replace(HATEFUL, is_consumer_review=True))
    assert said.code == "proc.removal"
    assert "review" in said.sentence.en


@pytest.mark.parametrize(("kind", "clause"), list(product(Kind, DEFAULT_CHARTER)))
def test_a_guess_of_the_machine_opens_nothing_and_the_sentence_says_what_remains_possible(kind, clause):
    said = refusal(replace(ASKED, clause=clause), replace(HATEFUL, kind=kind, confirmed=False))
    assert said.code == "proc.removal"
    assert kind.label.fr in said.sentence.fr
    assert "correct the reading first" in said.sentence.en


@pytest.mark.parametrize(("kind", "confirmed", "review"), list(product(Kind, [True, False], [True, False])))
def test_nothing_is_removed_before_it_is_sealed(kind, confirmed, review):
    message = replace(HATEFUL, kind=kind, confirmed=confirmed, is_consumer_review=review, sealed=False)
    assert refusal(ASKED, message).code == "proc.evidence"


@pytest.mark.parametrize("clause", [NEVER, DISTRESS, COMMITMENTS])
@pytest.mark.parametrize("kind", Kind)
def test_what_we_promise_to_keep_is_never_a_ground(clause, kind):
    message = replace(HATEFUL, kind=kind)
    assert refusal(replace(ASKED, clause=clause), message).code == "proc.removal"
    assert clause not in removal_grounds(DEFAULT_CHARTER, message)


@pytest.mark.parametrize(
    "request_",
    [
        replace(ASKED, clause=None),
        replace(ASKED, quote=""),
        replace(ASKED, quote="   "),
        replace(ASKED, quote="qu’on les renvoie"[:-1]),
        replace(ASKED, quote="des mots qui n’y sont pas"),
        replace(ASKED, quote="QU’ON LES RENVOIE CHEZ EUX"),
        replace(ASKED, reason=" \n"),
        replace(ASKED, clause=ADVERTISING, verb=RemovalVerb.DELETE),
        replace(ASKED, clause=ADVERTISING, provisional=True),
        replace(ASKED, clause=DEFAMATION, provisional=True),
        replace(ASKED, verb=RemovalVerb.DELETE, provisional=True),
        replace(ASKED, provisional=True, reversible=False),
    ],
    ids=[
        "no clause",
        "no quote",
        "blank quote",
        "half a word",
        "other words",
        "other letters",
        "no reason",
        "delete advertising",
        "advertising at once",
        "defamation at once",
        "delete at once",
        "no way back",
    ],
)
def test_a_request_lacking_one_part_is_refused(request_):
    assert refusal(request_, HATEFUL).code == "proc.removal"


def test_our_own_messages_are_corrected_and_not_removed():
    assert refusal(ASKED, replace(HATEFUL, ours=True)).code == "proc.removal"


def test_personal_data_inside_criticism_may_be_hidden_and_nothing_else_of_it():
    request = RemovalRequest(
        PERSONAL_DATA, RemovalVerb.HIDE, "06 12 34 56 78", "Le téléphone d’un agent.", provisional=True
    )
    check_removal_request(request, EXPOSING)
    assert removal_grounds(DEFAULT_CHARTER, EXPOSING) == (PERSONAL_DATA,)
    for other in (
        replace(request, quote="il ne répond jamais"),
        replace(request, verb=RemovalVerb.DELETE, provisional=False),
        replace(request, clause=RACISM),
        replace(request, clause=RIGHTS),
    ):
        assert refusal(other, EXPOSING).code == "proc.removal"


def test_the_refusal_of_criticism_says_that_it_stays_and_why():
    assert removal_grounds(DEFAULT_CHARTER, PLAIN) == ()
    words = why_it_stays(DEFAULT_CHARTER, PLAIN)
    assert words is not None
    assert "reste en ligne" in words.fr
    assert why_it_stays(DEFAULT_CHARTER, HATEFUL) is None
    assert "personne ne l’a confirmée" in why_it_stays(DEFAULT_CHARTER, replace(HATEFUL, confirmed=False)).fr


def test_a_kind_that_is_neither_breach_nor_criticism_only_opens_the_protective_clauses():
    message = replace(PLAIN, kind=Kind.OTHER)
    assert removal_grounds(DEFAULT_CHARTER, message) == (PERSONAL_DATA, RIGHTS)
    assert "neither an attack" in refusal(replace(ASKED, quote="au guichet"), message).sentence.en


@given(st.text(max_size=40), st.text(max_size=80))
def test_no_quote_that_is_not_in_the_message_passes(quote, text):
    message = replace(HATEFUL, text=text)
    if not quote.strip() or quote.strip() not in text:
        assert refusal(replace(ASKED, quote=quote), message).code == "proc.removal"


def code_of(check, *arguments):
    with pytest.raises(Refused) as refused:
        check(*arguments)
    return refused.value.code


def test_the_asker_never_decides_whatever_they_hold():
    assert code_of(check_decision, RACISM, 7, 7, list(Role), list(MandateKind)) == "proc.approval"
    check_decision(RACISM, 7, 8, [Role.LEAD], [])
    check_decision(RACISM, 7, 8, [Role.AGENT], [MandateKind.CHARTER])


def test_deciding_needs_the_mandate_of_the_clause():
    assert code_of(check_decision, RACISM, 7, 8, [Role.REVIEWER], []) == "proc.approval"
    assert code_of(check_decision, DEFAMATION, 7, 8, [Role.AGENT], [MandateKind.CHARTER]) == "proc.approval"
    check_decision(DEFAMATION, 7, 8, [Role.EXPERT], [MandateKind.LEGAL])


def test_whoever_hid_at_once_does_not_confirm_and_an_outside_reader_may():
    assert code_of(check_confirmation, 7, 7) == "proc.approval"
    check_confirmation(7, 8)
    check_confirmation(7, None)


def test_a_contest_is_looked_at_by_somebody_who_took_no_part():
    assert code_of(check_contest_decision, RACISM, [7, 8], 8, [Role.LEAD], []) == "proc.approval"
    assert code_of(check_contest_decision, RACISM, [7, 8], 9, [Role.AGENT], []) == "proc.approval"
    check_contest_decision(RACISM, [7, 8], 9, [Role.LEAD], [])


NOON = datetime(2026, 11, 20, 12, 4, tzinfo=UTC)


def test_an_unconfirmed_hide_is_overdue_after_a_day():
    assert confirm_by(NOON) == NOON + timedelta(hours=24)
    assert not confirmation_overdue(NOON, NOON + timedelta(hours=23, minutes=59))
    assert confirmation_overdue(NOON, NOON + timedelta(hours=24))


def test_the_default_charter_is_whole_in_both_languages():
    assert [clause.number for clause in DEFAULT_CHARTER] == list(range(1, 13))
    assert [clause.number for clause in DEFAULT_CHARTER if clause.ground] == list(range(1, 10))
    assert [clause.number for clause in DEFAULT_CHARTER if clause.provisional] == [1, 2, 3, 4, 5, 7]
    assert len({clause.key for clause in DEFAULT_CHARTER}) == 12
    for clause in DEFAULT_CHARTER:
        assert min(len(words) for text in (clause.title, clause.text) for words in (text.fr, text.en)) > 4
        assert (clause.approver is not None) is clause.ground
        assert len(clause.title.fr) <= 200


FACTS = NoticeFacts(
    clause=RACISM,
    verb=RemovalVerb.HIDE,
    posted_at=datetime(2026, 11, 19, 23, 30, tzinfo=UTC),
    decided_at=NOON,
    post="Nos équipes",
    facts="propos visant des personnes pour leur origine.",
    first_name="Salomé",
    timezone="Europe/Paris",
)


def test_the_notice_names_section_facts_people_and_how_to_contest():
    words = notice_text(FACTS)
    assert "du 20 novembre 2026 sous" in words.fr
    assert "masqué le 20 novembre 2026 à 13:04" in words.fr
    assert "article 1 de notre charte (Propos racistes ou discriminatoires)" in words.fr
    assert "pour leur origine. Décision prise par deux personnes, sans outil automatique." in words.fr
    assert "avant le 20 mai 2027" in words.fr
    assert "section 1 of our house rules (Racist or discriminatory speech)" in words.en
    assert "was hidden on 20 November 2026 at 13:04" in words.en
    assert words.en.endswith("A copy is kept until 20 February 2028. — Salomé")
    assert "{" not in words.fr + words.en


def test_the_notice_of_a_provisional_hide_says_that_a_second_person_comes():
    provisional = replace(FACTS, people=1, clause=PERSONAL_DATA, law=Words(fr="le RGPD", en="the GDPR"))
    words = notice_text(provisional)
    assert "Décision provisoire d’une personne, sans outil automatique" in words.fr
    assert "une seconde personne confirme ou rétablit sous 24 h" in words.fr
    assert "a second person confirms or restores within 24 hours" in words.en
    assert "two people" not in words.en
    assert "You may post it again" in words.en
    assert ", and the GDPR" in words.en


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("automated", [True, False])
def test_a_notice_proposed_for_another_way_of_deciding_is_put_right(lang, automated):
    alone, together = (notice_text(replace(FACTS, people=n, automated=automated)).in_(lang) for n in (1, 2))
    deleted = notice_text(replace(FACTS, automated=automated, verb=RemovalVerb.DELETE)).in_(lang)
    assert true_notice(together, RemovalVerb.HIDE, people=1) == alone
    assert true_notice(alone, RemovalVerb.HIDE, people=2) == together
    assert true_notice(alone, RemovalVerb.DELETE, people=2) == deleted
    assert true_notice(alone, RemovalVerb.HIDE, people=1) == alone
    assert true_notice("Vos mots sont cachés.", RemovalVerb.DELETE, people=2) == "Vos mots sont cachés."


def test_braces_in_a_post_or_a_reason_do_no_harm():
    words = notice_text(replace(FACTS, post="{kept}", facts="{0}"))
    assert "{kept}" in words.en
    assert "{0}" in words.fr


def test_the_public_line_quotes_nothing_and_names_nobody():
    words = public_line(replace(FACTS, verb=RemovalVerb.DELETE))
    assert "retiré un commentaire à 13:04, selon l’article 1" in words.fr
    assert "Nos équipes" not in words.fr


def test_months_end_where_the_month_ends():
    assert contest_until(date(2026, 8, 31)) == date(2027, 2, 28)
    assert kept_until(RACISM, date(2026, 11, 30)) == date(2028, 2, 29)
