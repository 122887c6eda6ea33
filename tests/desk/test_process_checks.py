"""The process checks at work: no path lets a text leave, or an author go without a reply, that they refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.desk.makers import an_item, created, read_all
from tests.desk.replies import GOOD, HOLDING, LATER, Desk, a_desk, fresh, revision_of, seen_now
from tests.desk.sending import confirmed

import detente
from detente.contracts.actors import SYSTEM, Actor
from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.desk.actions.close_case import close_case
from detente.desk.actions.queue_publication import queue_publication
from detente.desk.actions.receive import receive
from detente.desk.models import Case, DraftRevision, Publication, Review
from detente.desk.queries.composer import check_text
from detente.rules.case import CloseReason

pytestmark = pytest.mark.django_db

SOURCE = Path(detente.__file__).parent


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def code(act, *args, **said) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    return refused.value.code


# --- proc.human


def test_one_action_writes_publications_and_only_actions_ask_it_to():
    """The rule refuses whoever is no person; a second writer would not be asked."""
    texts = {path.relative_to(SOURCE): path.read_text() for path in SOURCE.rglob("*.py")}
    writes = re.compile(r"\bPublication(\.objects\.(bulk_|get_or_|update_or_)?create)?\(\n? *[a-z]")
    asks = re.compile(r"(?<!def )queue_publication\(")
    writing = {path.stem for path, text in texts.items() if writes.search(text)}
    asking = {path.parts[:2] for path, text in texts.items() if asks.search(text)}
    assert writing == {"queue_publication"}
    assert {room for room, _ in asking} <= {"desk", "drill"}


@pytest.mark.parametrize("actor", [SYSTEM, Actor.connector(1), Actor("command")])
def test_a_program_queues_nothing_even_what_was_approved(desk, actor):
    draft = desk.submitted()
    review = _signed(desk, draft)
    assert code(queue_publication, draft, revision_of(draft), review, actor, now=LATER) == "proc.human"
    assert not Publication.objects.exists()


def test_words_of_a_model_wait_until_their_writer_stands_behind_them(desk):
    draft = desk.submitted()
    review = _signed(desk, draft)
    DraftRevision.objects.filter(draft=draft).update(origin="model")
    draft.face_to_face = False
    who = Actor.person(desk.reviewer.id)
    assert code(queue_publication, draft, revision_of(draft), review, who, now=LATER) == "proc.human"


def test_words_of_a_model_that_their_writer_submitted_are_reviewed_and_leave(desk):
    draft = desk.draft()
    desk.save(draft, GOOD)
    DraftRevision.objects.filter(draft=draft).update(origin="model")
    desk.submit(draft)
    assert desk.approve(draft).publication_id


def test_to_a_person_at_risk_no_words_of_a_model_are_even_submitted():
    desk = a_desk(kind=Kind.PERSON_AT_RISK, severity=4)
    draft = desk.draft()
    desk.save(draft, GOOD)
    DraftRevision.objects.filter(draft=draft).update(origin="model")
    assert code(desk.submit, draft) == "proc.human"


def test_a_model_stays_the_origin_of_its_words_until_somebody_begins_anew(desk):
    draft = desk.draft()
    desk.save(draft, GOOD)
    DraftRevision.objects.filter(draft=draft).update(origin="model", origin_name="m")
    desk.submit(draft)
    desk.save(draft, GOOD + " Bien à vous.")
    assert (revision_of(draft).number, revision_of(draft).origin) == (2, "model")
    desk.save(draft, "", seen=seen_now(draft))
    assert (revision_of(draft).origin, revision_of(draft).origin_name) == ("person", "")
    desk.save(draft, "Bonjour", seen=seen_now(draft))
    assert revision_of(draft).origin == "person"


def _signed(desk: Desk, draft) -> Review:
    return Review.objects.create(
        draft=draft,
        revision_number=1,
        text_hash=revision_of(draft).text_hash,
        writer=desk.writer,
        reviewer=desk.reviewer,
        decision="approved",
        recipient=draft.recipient,
        recipient_revision=1,
        channel=desk.channel,
        thread_state=draft.thread_seen,
        face_to_face=True,
        at=LATER,
        expires_at=LATER.replace(hour=23),
    )


# --- proc.second_holding


def test_a_second_holding_reply_in_a_case_is_the_leads_whichever_message_it_answers(desk):
    confirmed(desk.queued(HOLDING, "holding"))
    desk.author_writes()
    again = desk.draft("holding")
    other = HOLDING.replace("J’ai bien lu", "J’ai relu").replace("18 h", "19 h")
    assert code(desk.submit, again, other) == "proc.second_holding"
    assert desk.submit(again, other, by=desk.lead).revision


def test_after_an_answer_a_new_matter_may_be_held_again(desk):
    confirmed(desk.queued(HOLDING, "holding"))
    confirmed(desk.queued(), remote_id="r2")
    desk.author_writes("Nouveau souci, la facture est fausse et le colis reste jamais reçu.")
    again = desk.draft("holding")
    assert desk.submit(again, HOLDING.replace("J’ai bien lu", "Bien lu aussi").replace("18 h", "19 h")).revision


# --- proc.exchanges


def test_a_third_public_reply_wants_a_reason_which_is_kept(desk):
    confirmed(desk.queued())
    ours = an_item("o1", "Bonjour, le voici.", author=None, thread="m1", parent="m1", ours=True, posted_at=LATER)
    receive(desk.channel.id, created(ours, at=LATER), now=LATER)
    desk.author_writes("Colis toujours pas reçu, et l’appel de mardi reste sans suite.")
    text = "Bonjour, le colis jamais reçu est retrouvé\u202f: il vous est livré demain avant 10 h. Merci de votre patience."
    said = check_text(desk.writer.id, desk.case.id, "reply", text, now=LATER)
    assert "proc.exchanges" in {finding.check for finding in said.report.warnings}
    others = {finding.check: "Voulu ici" for finding in said.report.warnings if finding.check != "proc.exchanges"}
    draft = desk.draft()
    assert code(desk.submit, draft, text, overridden=others) == "proc.checks"
    desk.submit(draft, text, overridden=others | {"proc.exchanges": "Le colis est retrouvé"})
    assert fresh(draft).overridden["proc.exchanges"] == "Le colis est retrouvé"


def test_two_replies_need_no_reason(desk):
    confirmed(desk.queued())
    desk.author_writes()
    said = check_text(desk.writer.id, desk.case.id, "reply", GOOD, now=LATER)
    assert "proc.exchanges" not in {finding.check for finding in said.report.findings}


# --- proc.equal_treatment


@pytest.mark.parametrize("kind", [Kind.TROLL, Kind.ABUSE, Kind.COMPLAINT])
@pytest.mark.parametrize("reason", [one for one in CloseReason if one is not CloseReason.REMOVED])
def test_nobody_is_left_without_a_reply_for_being_rude_or_in_bad_faith(kind, reason):
    desk = a_desk(kind=kind)
    assert (
        code(close_case, desk.writer.id, desk.case.id, reason, "Ne mérite rien.", now=LATER) == "proc.equal_treatment"
    )
    assert Case.objects.get().state == "open"


def test_an_answer_of_the_community_is_not_ours(desk):
    desk.stranger_comments()
    refused = code(close_case, desk.writer.id, desk.case.id, "no_word_back", now=LATER)
    assert refused == "proc.equal_treatment"


def test_spam_that_is_read_as_spam_needs_no_reply():
    desk = a_desk(kind=Kind.SPAM, severity=1)
    close_case(desk.writer.id, desk.case.id, "spam", now=LATER)
    assert Case.objects.get().close_reason == "spam"


def test_a_duplicate_is_of_another_case_of_the_same_author(desk):
    item = an_item("m7", "Colis jamais reçu, encore.", thread="m7")
    receive(desk.channel.id, created(item, at=LATER), now=LATER)
    read_all(LATER)
    close_case(desk.writer.id, desk.case.id, "duplicate", now=LATER)
    assert desk.case_now().close_reason == "duplicate"
