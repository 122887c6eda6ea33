"""What screens are told about drafts, reviews and publications."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk.makers import a_person
from tests.desk.replies import GOOD, HOLDING, LATER, MESSAGE, Desk, a_desk, fresh, revision_of
from tests.desk.sending import Workers, a_wire, attempted, claimed, confirmed, fail_with

from detente.contracts.kinds import Kind
from detente.contracts.network import Unknown
from detente.contracts.people import MandateKind, Role
from detente.desk.actions.ask_changes import ask_changes
from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.actions.hold_back import hold_back
from detente.desk.actions.mark_unknown import mark_unknown
from detente.desk.actions.refuse_publication import refuse_publication
from detente.desk.queries.drafts import check_draft, comments_since, draft_versions, reread_page
from detente.desk.queries.publications import publishing_problems, sentence_of
from detente.desk.queries.review_page import review_queue, to_review
from detente.desk.queries.reviews import review_page
from detente.desk.queries.situations import length_of, recent_replies, situation_of
from detente.desk.queries.threads import bound_thread, newest_message_id
from detente.rules.publication import PublicationState

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def test_the_check_of_what_is_being_typed_writes_nothing(desk):
    draft = desk.draft()
    before = revision_of(draft)
    checked = check_draft(desk.writer.id, draft.id, "Vous auriez dû lire la notice.", now=LATER)
    assert "tone.blame" in {finding.check for finding in checked.report.blocks}
    assert (checked.length.count, checked.length.maximum) == (30, 5000)
    assert revision_of(draft).saves == before.saves


def test_the_check_sees_the_whole_case_around_the_text(desk):
    desk.author_writes("Et toujours rien ce soir.")
    desk.stranger_comments()
    draft = desk.draft()
    seen = situation_of(draft, "x", now=LATER)
    assert seen.message == f"{MESSAGE}\nEt toujours rien ce soir."
    assert (seen.language, seen.severity, seen.char_limit, seen.timezone) == ("fr", 2, 5000, "Europe/Paris")
    assert seen.link_hosts == ("127.0.0.1",)


def test_what_the_brand_said_lately_is_compared_once(desk):
    Workers(a_wire()).settle()
    desk.queued()
    workers = Workers(a_wire())
    workers.settle()
    assert recent_replies(desk.case, now=LATER) == (GOOD,)
    assert recent_replies(desk.case, now=LATER + timedelta(days=31)) == ()


def test_a_sentence_that_stands_already_is_canned(desk):
    confirmed(desk.queued())
    later = LATER + timedelta(minutes=10)
    desk.author_writes("Toujours pas reçu ce colis.", now=later)
    checked = check_draft(desk.writer.id, desk.draft(now=later).id, GOOD, now=later)
    assert "voice.canned" in {finding.check for finding in checked.report.blocks}


def test_an_unknown_network_sets_no_limit():
    assert length_of("nowhere", "x") is None


def test_the_versions_of_a_draft_are_told_latest_first(desk):
    draft = desk.draft()
    seen = desk.save(draft, "Bonjour")
    desk.save(draft, GOOD, by=desk.reviewer, seen=seen)
    versions = draft_versions(desk.writer.id, draft.id)
    assert [(v.number, v.writer, v.kept) for v in versions] == [(2, "Malo Kerbrat", False), (1, "Salomé Brandt", True)]


def test_the_page_of_an_own_reread_says_why_and_how_long():
    desk = a_desk("alone", policy="alone")
    draft = desk.submitted()
    page = reread_page(desk.writer.id, draft.id)
    assert (page.words, page.may_reread, page.need.min_seconds, page.moved) == (GOOD, True, 10, ())
    assert not reread_page(desk.reviewer.id, draft.id).may_reread
    desk.author_writes()
    assert [words.en for words in reread_page(desk.writer.id, draft.id).moved] == ["The author wrote again."]


def test_comments_of_others_are_counted_and_nothing_more(desk):
    draft = desk.draft()
    seen = newest_message_id(desk.case.conversation_id)
    desk.stranger_comments()
    desk.author_writes()
    assert comments_since(desk.writer.id, draft.id, seen) == 1


def test_the_review_page_holds_everything_that_an_agreement_is_bound_to(desk):
    draft = desk.draft()
    desk.submit(draft, GOOD.replace("Merci de l’avoir signalé.", ""), now=LATER)
    text = GOOD + " Nous contestons ce délai."
    desk.submit(draft, text, overridden={"tone.denial": "confirmé"})
    desk.stranger_comments(now=LATER + timedelta(seconds=1))
    page = review_page(desk.reviewer.id, draft.id, now=LATER)
    assert (page.words, page.revision, page.author, page.recipient_words) == (text, 2, "Odile", MESSAGE)
    assert page.before == GOOD.replace("Merci de l’avoir signalé.", "")
    assert (page.text_hash, page.thread_state) == (
        revision_of(draft).text_hash,
        bound_thread(fresh(draft).recipient).hash,
    )
    assert (page.moved, page.new_comments, page.why_not, page.signatures) == ((), 1, None, ())
    assert page.would_expire_at == desk.case.deadline
    (denial,) = [finding for finding in page.findings if finding.check == "tone.denial"]
    assert (denial.overridden, text[denial.start : denial.end]) == ("confirmé", denial.quote)
    assert (denial.why.fr != "", denial.suggestion.en != "") == (True, True)


def test_the_review_page_says_what_moved_and_who_may_not_agree(desk):
    draft = desk.submitted()
    desk.author_writes()
    page = review_page(desk.writer.id, draft.id, now=LATER)
    assert [words.fr for words in page.moved] == ["L’auteur a écrit de nouveau."]
    assert page.why_not is not None
    assert "Vous avez écrit ce texte" in page.why_not.fr


def test_signatures_that_stand_are_shown_with_what_is_missing():
    desk = a_desk("press", kind=Kind.PRESS, severity=4)
    lawyer = a_person(desk.brand, Role.REVIEWER, name="Alix Noë", mandates=(MandateKind.LEGAL,))
    draft = desk.submitted()
    desk.approve(draft, by=lawyer)
    page = review_page(desk.lead.id, draft.id, now=LATER)
    assert [(one.reviewer, one.mandate) for one in page.signatures] == [("Alix Noë", "legal")]
    assert page.missing == (MandateKind.PRESS,)
    late = review_page(desk.lead.id, draft.id, now=LATER + timedelta(hours=3))
    assert (late.signatures, late.missing) == ((), (MandateKind.PRESS, MandateKind.LEGAL))


def test_the_queue_of_reviews_is_ordered_by_deadline(desk):
    from tests.desk.makers import a_case

    urgent = a_case(desk.channel, "Réponse avant midi ?", external_id="n1", author="zoe", severity=4)
    first = desk.submitted()
    desk.case = urgent
    second = desk.draft()
    desk.save(second, GOOD)
    desk.submit(second, overridden={"ack.specific": "même matière", "voice.canned": "voulu"})
    waiting = review_queue(desk.reviewer.id, desk.brand.id, now=LATER)
    assert [one.draft_id for one in waiting] == [second.id, first.id]
    assert (waiting[1].writer, waiting[1].own, waiting[1].signed) == ("Salomé Brandt", False, False)
    assert [one.own for one in review_queue(desk.writer.id, desk.brand.id, now=LATER)] == [True, True]
    assert (to_review(desk.brand.id, desk.reviewer.id), to_review(desk.brand.id, desk.writer.id)) == (2, 0)
    ask_changes(desk.reviewer.id, first.id, "Plus court.", now=LATER)
    assert to_review(desk.brand.id, desk.reviewer.id) == 1


def test_the_queue_of_reviews_says_what_this_person_signed_and_what_fell():
    desk = a_desk("press", kind=Kind.PRESS, severity=4)
    lawyer = a_person(desk.brand, Role.REVIEWER, name="Alix Noë", mandates=(MandateKind.LEGAL,))
    desk.approve(desk.submitted(), by=lawyer)
    signed = [review_queue(one.id, desk.brand.id, now=LATER)[0].signed for one in (lawyer, desk.lead)]
    assert signed == [True, False]
    assert not review_queue(lawyer.id, desk.brand.id, now=LATER + timedelta(hours=3))[0].signed


def test_the_queue_of_reviews_costs_the_same_with_three_texts_and_with_twelve(desk):
    from tests.desk.makers import a_case

    asked = {}
    for number in range(12):
        desk.case = a_case(desk.channel, f"Colis {number} jamais reçu.", external_id=f"q{number}", author=f"a{number}")
        draft = desk.draft()
        desk.save(draft, GOOD)
        desk.submit(draft, overridden={"ack.specific": "même matière", "voice.canned": "voulu"})
        with CaptureQueriesContext(connection) as counted:
            assert len(review_queue(desk.reviewer.id, desk.brand.id, now=LATER)) == number + 1
        asked[number + 1] = len(counted)
    assert asked[3] == asked[12]
    assert asked[12] < 12


def test_a_queue_does_not_ask_the_database_per_comment(desk):
    draft = desk.submitted()
    with CaptureQueriesContext(
        connection,
    ) as few:
        bound_thread(fresh(draft).recipient)
    for number in range(12):
        desk.stranger_comments(f"x{number}")
    with CaptureQueriesContext(connection) as many:
        bound_thread(fresh(draft).recipient)
    assert len(many) == len(few)


def problems(desk: Desk, now=LATER) -> list[tuple[str, bool]]:
    found = publishing_problems(desk.lead.id, desk.brand.id, now=now)
    return [(problem.sentence.fr, problem.to_settle) for problem in found]


def test_a_doubt_is_said_and_what_not_to_do_meanwhile(desk):
    desk.queued()
    mark_unknown(attempted(a_wire()), "answer_lost", look_at=LATER, now=LATER)
    ((sentence, to_settle),) = problems(desk, LATER + timedelta(days=30))
    assert ("peut-être publiée" in sentence, to_settle) == (True, False)


def test_a_doubt_left_to_a_person_comes_first_and_asks_for_a_look(desk):
    desk.queued()
    refuse_publication(attempted(a_wire()), "gone", now=LATER)
    desk.submit(desk.draft(), overridden={"voice.canned": "rien n’est parti"})
    desk.approve(desk.draft())
    workers = Workers(a_wire())
    workers.wire.on_send = [fail_with(Unknown("reset"))]
    workers.publish()
    workers.wire.on_read = [Unknown("503")] * 200
    workers.settle(rounds=100)
    found = problems(desk)
    assert [to_settle for _, to_settle in found] == [True, False]
    assert "Regardez sur le réseau" in found[0][0]


@pytest.mark.parametrize("because", ["thread_moved", "answered_elsewhere", "approval_expired", "request_damaged"])
def test_what_was_held_back_says_why_for_a_week(desk, because):
    desk.queued()
    hold_back(claimed(), because, now=LATER)
    ((sentence, _),) = problems(desk)
    assert "rien n’est parti" in sentence
    assert problems(desk, LATER + timedelta(days=8)) == []


def test_a_text_that_was_called_back_is_no_problem(desk):
    publication = desk.queued()
    cancel_publication(desk.writer.id, publication.id, now=LATER)
    assert problems(desk) == []


def test_what_the_network_said_is_passed_on(desk):
    desk.queued()
    refuse_publication(attempted(a_wire()), "denied", "Les commentaires sont fermés.", now=LATER)
    assert problems(desk) == [], "a person has it in hand"
    sentence = sentence_of(PublicationState.REFUSED, "denied: Les commentaires sont fermés.")
    assert sentence is not None and "Les commentaires sont fermés." in sentence.fr


@pytest.mark.parametrize(
    ("state", "trouble", "words"),
    [
        ("visible", "", None),
        ("queued", "limited.window", None),
        ("confirmed", "", None),
        ("confirmed", "gone", "n’est plus sur le réseau"),
        ("confirmed", "rejected", "a retiré cette réponse"),
        ("visible", "doubled", "en double"),
        ("human", "too_many_claims", "trop souvent"),
        ("by_hand", "", None),
        ("human", "lease", "Regardez sur le réseau"),
        ("refused", "gone", "a disparu"),
        ("refused", "invalid: text", "refuse ce contenu"),
        ("refused", "denied", "n’est pas partie"),
        ("not_published", "cancelled", "Rappelée"),
        ("not_published", "person_says_absent", "envoyer de nouveau"),
        ("not_published", "anything", "Rouvrez le brouillon"),
    ],
)
def test_every_state_that_needs_a_word_has_one(state, trouble, words):
    sentence = sentence_of(PublicationState(state), trouble)
    assert (sentence is None) == (words is None)
    if sentence is not None:
        assert words in sentence.fr
        assert sentence.en


def test_a_reply_that_is_out_is_no_problem(desk):
    desk.queued(HOLDING, "holding")
    Workers(a_wire()).settle()
    assert problems(desk) == []
