"""Every role, a stranger included, on every action about replies: the table of roles holds, and so do the gates."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.desk.makers import a_person
from tests.desk.replies import GOOD, LATER, Desk, a_desk, seen_now
from tests.desk.sending import a_wire, confirmed
from tests.desk.test_publications import left_to_a_person

from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.desk.actions.approve_draft import approve_draft
from detente.desk.actions.ask_changes import ask_changes
from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.actions.close_case import close_case
from detente.desk.actions.confirm_publication import Proof, confirm_publication
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.end_incident import end_incident
from detente.desk.actions.publish_own_reread import publish_own_reread
from detente.desk.actions.reject_draft import reject_draft
from detente.desk.actions.resolve_publication import resolve_publication
from detente.desk.actions.save_draft import keep_version, save_draft
from detente.desk.actions.start_draft import start_draft
from detente.desk.actions.state_posted import state_posted
from detente.desk.actions.stop_sending import resume_sending, stop_sending
from detente.desk.actions.submit_draft import Submission, submit_draft
from detente.desk.actions.take_case import take_case
from detente.desk.actions.write_note import write_note
from detente.desk.actions.write_on_from import write_on_from
from detente.desk.models import Channel, Incident
from detente.desk.queries.drafts import check_draft, draft_versions, reread_page, versions_page
from detente.desk.queries.publications import publishing_problems
from detente.desk.queries.review_page import review_queue
from detente.desk.queries.reviews import review_page
from detente.rules.roles import WHO_MAY, Action

pytestmark = pytest.mark.django_db

Act = Callable[[Desk, int], object]


def _approve(desk: Desk, person: int) -> object:
    return approve_draft(person, desk.submitted().id, text_hash="", thread_state="", face_to_face=True, now=LATER)


def _resolve(desk: Desk, person: int) -> object:
    publication = left_to_a_person(desk.queued(), a_wire())
    return resolve_publication(person, publication.id, True, now=LATER)


def _post(desk: Desk, person: int) -> object:
    Channel.objects.update(network="by_hand")
    return state_posted(person, desk.queued().id, now=LATER)


def _end(desk: Desk, person: int) -> object:
    publication = confirmed(desk.queued())
    confirm_publication(publication.id, Proof("found", "r9", "", LATER), now=LATER)
    return end_incident(person, Incident.objects.get().id, "Retirée là-bas.", now=LATER)


def _reread(desk: Desk, person: int) -> object:
    draft = desk.submitted()
    return publish_own_reread(person, draft.id, opened_at=LATER, face_to_face=True, now=LATER)


def _save(desk: Desk, person: int) -> object:
    draft = desk.draft()
    return save_draft(person, draft.id, "Bonjour", seen_now(draft), now=LATER)


def _keep(desk: Desk, person: int) -> object:
    draft = desk.draft()
    return keep_version(person, draft.id, seen_now(draft), now=LATER)


def _write_on(desk: Desk, person: int) -> object:
    draft = desk.draft()
    return write_on_from(person, draft.id, 1, seen_now(draft), now=LATER)


def _correct(desk: Desk, person: int) -> object:
    return correct_reading(person, desk.case.id, desk.case.messages.get().id, Correction(), now=LATER)


ACTS: dict[str, tuple[Action, Act]] = {
    "take_case": (Action.TAKE_CASE, lambda d, p: take_case(p, d.case.id, now=LATER)),
    "write_note": (Action.WRITE_NOTE, lambda d, p: write_note(p, d.case.id, "Vu.", now=LATER)),
    "close_case": (Action.CLOSE_CASE, lambda d, p: close_case(p, d.case.id, "spam", now=LATER)),
    "correct_reading": (Action.CORRECT_READING, _correct),
    "start_draft": (Action.WRITE_DRAFT, lambda d, p: start_draft(p, d.case.id, "reply", now=LATER)),
    "save_draft": (Action.WRITE_DRAFT, _save),
    "keep_version": (Action.WRITE_DRAFT, _keep),
    "write_on_from": (Action.WRITE_DRAFT, _write_on),
    "versions_page": (Action.VIEW_CASE, lambda d, p: versions_page(p, d.draft().id)),
    "submit_draft": (
        Action.SUBMIT_DRAFT,
        lambda d, p: submit_draft(p, d.draft().id, Submission(True, text=GOOD, seen=seen_now(d.draft())), now=LATER),
    ),
    "approve_draft": (Action.APPROVE_DRAFT, _approve),
    "ask_changes": (Action.REVIEW_DRAFT, lambda d, p: ask_changes(p, d.submitted().id, "Non.", now=LATER)),
    "reject_draft": (Action.REVIEW_DRAFT, lambda d, p: reject_draft(p, d.submitted().id, "Non.", now=LATER)),
    "publish_own_reread": (Action.PUBLISH_OWN_REREAD, _reread),
    "cancel_publication": (
        Action.CALL_BACK,
        lambda d, p: cancel_publication(p, d.queued().id, now=LATER),
    ),
    "stop_sending": (Action.STOP_SENDING, lambda d, p: stop_sending(p, d.brand.id, now=LATER)),
    "resume_sending": (Action.STOP_SENDING, lambda d, p: resume_sending(p, d.brand.id, now=LATER)),
    "end_incident": (Action.END_INCIDENT, _end),
    "resolve_publication": (Action.RESOLVE_PUBLICATION, _resolve),
    "state_posted": (Action.POST_BY_HAND, _post),
    "check_draft": (Action.WRITE_DRAFT, lambda d, p: check_draft(p, d.draft().id, "Bonjour", now=LATER)),
    "draft_versions": (Action.VIEW_CASE, lambda d, p: draft_versions(p, d.draft().id)),
    "reread_page": (Action.PUBLISH_OWN_REREAD, lambda d, p: reread_page(p, d.submitted().id)),
    "review_page": (Action.VIEW_CASE, lambda d, p: review_page(p, d.submitted().id, now=LATER)),
    "review_queue": (Action.VIEW_INBOX, lambda d, p: review_queue(p, d.brand.id, now=LATER)),
    "publishing_problems": (Action.VIEW_INBOX, lambda d, p: publishing_problems(p, d.brand.id, now=LATER)),
}


def outcome(act: Act, desk: Desk, person_id: int) -> str:
    """`""` when the gate let the person through, whatever a later rule said; else the access code."""
    try:
        act(desk, person_id)
    except Refused as refused:
        return refused.code if refused.code.startswith("access.") else ""
    return ""


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ACTS)
def test_each_role_may_do_what_the_table_says_and_nothing_else(name, role):
    action, act = ACTS[name]
    desk = a_desk()
    person = a_person(desk.brand, role, name="Ada Vol")
    expected = WHO_MAY[action].to({role}, ())
    if role is Role.EXPERT:
        assert outcome(act, desk, person.id) in ("access.case", "access.action"), "nothing was handed to this expert"
    else:
        assert (outcome(act, desk, person.id) == "") is expected


STRANGERS: dict[str, Callable[[], int]] = {
    "lead-elsewhere": lambda: a_desk("other").lead.id,
    "nobody": lambda: a_person(None, name="Nemo Vay").id,
    "no-such-person": lambda: 999_999_999,
}


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("name", ACTS)
def test_a_stranger_learns_nothing(name, stranger):
    _, act = ACTS[name]
    desk = a_desk()
    with pytest.raises(Refused) as refused:
        act(desk, STRANGERS[stranger]())
    assert refused.value.code == "access.brand"


@pytest.mark.parametrize("name", ["approve_draft", "ask_changes", "reject_draft", "cancel_publication"])
@pytest.mark.parametrize("mandate", MandateKind)
def test_a_mandate_opens_reviews_only_where_the_table_says(name, mandate):
    action, act = ACTS[name]
    desk = a_desk()
    person = a_person(desk.brand, Role.AGENT, name="Ada Vol", mandates=(mandate,))
    assert (outcome(act, desk, person.id) == "") is WHO_MAY[action].to({Role.AGENT}, {mandate})


@pytest.mark.parametrize(
    "act",
    [
        lambda p: take_case(p, 424242, now=LATER),
        lambda p: start_draft(p, 424242, "reply", now=LATER),
        lambda p: ask_changes(p, 424242, "Non.", now=LATER),
        lambda p: cancel_publication(p, 424242, now=LATER),
    ],
    ids=["case", "case-of-draft", "draft", "publication"],
)
def test_what_does_not_exist_answers_like_what_is_not_ones_own(act):
    desk = a_desk()
    with pytest.raises(Refused) as refused:
        act(desk.lead.id)
    assert refused.value.code.startswith("access.")
