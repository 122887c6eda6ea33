"""Between the agreement and the sending: a text can be called back, and everything can be stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.desk.makers import a_person
from tests.desk.replies import LATER, Desk, a_desk, fresh
from tests.desk.sending import LEASE, Workers, a_wire, frozen_claim, state_of

from detente.accounts.models import Brand
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.actions.claim_publication import claim_publication, next_publication_due
from detente.desk.actions.open_attempt import Opening, open_attempt
from detente.desk.actions.state_posted import state_posted
from detente.desk.actions.stop_sending import resume_sending, stop_sending
from detente.desk.models import Attempt, Channel, Publication
from detente.desk.queries.publications import waits_because
from detente.journal.models import Event

pytestmark = pytest.mark.django_db

LEAVES = LATER + timedelta(seconds=20)


@pytest.fixture
def desk() -> Desk:
    made = a_desk()
    Brand.objects.update(airlock_seconds=20)
    made.case.refresh_from_db()
    return made


@pytest.fixture
def workers(desk: Desk) -> Workers:
    return Workers(a_wire())


def test_an_approved_text_waits_for_its_moment_to_be_over(desk, workers):
    publication = desk.queued()
    assert (publication.leaves_at, publication.due_at, next_publication_due()) == (LEAVES, LEAVES, LEAVES)
    workers.wire.hands.at = LEAVES - timedelta(milliseconds=1)
    assert (workers.publish(), workers.wire.sent) == (0, [])
    workers.wire.hands.at = LEAVES
    assert (workers.publish(), len(workers.wire.sent)) == (1, 1)


def test_nothing_leaves_before_even_if_it_were_due(desk, workers):
    publication = desk.queued()
    Publication.objects.update(due_at=LATER)
    assert (workers.publish(), state_of(publication).state) == (0, "queued")


def test_a_grave_text_waits_whatever_the_brand_chose():
    desk = a_desk(severity=4)
    assert desk.brand.airlock_seconds == 0
    signed = desk.approve(desk.submitted(), by=desk.lead)
    assert Publication.objects.get(id=signed.publication_id).leaves_at == LEAVES


def test_the_database_refuses_an_attempt_before_its_time_and_a_moment_that_is_moved(desk):
    desk.queued()
    Publication.objects.update(due_at=LATER)
    claim = frozen_claim(a_wire(), LEAVES)
    with pytest.raises(IntegrityError, match="an attempt belongs"), transaction.atomic():
        open_attempt(claim, now=LATER)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Publication.objects.update(leaves_at=LATER)
    assert open_attempt(claim, now=LEAVES) is Opening.OPEN


@pytest.mark.parametrize("who", ["writer", "reviewer", "lead", "legal"])
def test_writer_reviewer_and_lead_call_it_back(desk, who):
    publication = desk.queued()
    legal = a_person(desk.brand, Role.EXPERT, name="Ada Vol", mandates=(MandateKind.LEGAL,))
    person = legal if who == "legal" else getattr(desk, who)
    cancel_publication(person.id, publication.id, now=LATER)
    assert (state_of(publication).state, fresh(publication.draft).state) == ("not_published", "editing")
    assert claim_publication(lease=LEASE, now=LEAVES) is None


def test_what_has_left_is_not_called_back_and_that_is_said(desk, workers):
    publication = desk.queued()
    workers.wire.hands.at = LEAVES
    workers.publish()
    with pytest.raises(Refused, match=r"state\.publication.*Too late"):
        cancel_publication(desk.writer.id, publication.id, now=LEAVES)


def test_what_a_person_posts_needs_no_moment(desk):
    Channel.objects.update(network="by_hand")
    assert (desk.queued().leaves_at, Publication.objects.get().state) == (None, "by_hand")


# --- Everything stopped


def test_while_sending_is_stopped_nothing_leaves_and_afterwards_it_does(desk, workers):
    publication = desk.queued()
    stop_sending(desk.lead.id, desk.brand.id, now=LATER)
    workers.wire.hands.at = LEAVES
    assert (workers.publish(), workers.wire.sent, next_publication_due()) == (0, [], None)
    waiting = Publication.objects.select_related("channel", "case__brand").get()
    assert "arrêtés" in waits_because(waiting).fr
    assert resume_sending(desk.lead.id, desk.brand.id, now=LEAVES) == 1
    assert waits_because(Publication.objects.get(id=publication.id)) is None
    assert (workers.publish(), len(workers.wire.sent)) == (1, 1)
    names = Event.objects.filter(subject_kind="brand").values_list("name", "facts__waiting")
    assert list(names) == [("brand.sending_stopped", 1), ("brand.sending_resumed", 1)]


def test_what_a_worker_has_in_hand_goes_back_when_sending_is_stopped(desk):
    publication = desk.queued()
    claim = frozen_claim(a_wire(), LEAVES)
    assert stop_sending(desk.lead.id, desk.brand.id, now=LEAVES) == 1
    assert open_attempt(claim, now=LEAVES) is Opening.LATER
    assert (state_of(publication).state, state_of(publication).trouble) == ("queued", "stopped")
    assert not Attempt.objects.exists()


def test_the_database_opens_no_attempt_while_sending_is_stopped(desk):
    desk.queued()
    claim = frozen_claim(a_wire(), LEAVES)
    Brand.objects.update(sending_stopped_at=LATER)
    publication = Publication.objects.get()
    attempt = Attempt(publication=publication, number=claim.attempt, channel=desk.channel, opened_at=LEAVES)
    attempt.recipient_id = publication.recipient_id
    with pytest.raises(IntegrityError, match="sending is stopped"), transaction.atomic():
        attempt.save()


def test_nothing_goes_out_by_hand_either_and_its_approval_stands(desk):
    Channel.objects.update(network="by_hand")
    publication = desk.queued()
    stop_sending(desk.lead.id, desk.brand.id, now=LATER)
    with pytest.raises(Refused, match=r"proc\.unchanged.*stopped"):
        state_posted(desk.writer.id, publication.id, now=LATER)
    resume_sending(desk.lead.id, desk.brand.id, now=LATER)
    assert state_posted(desk.writer.id, publication.id, now=LATER)


def test_a_text_whose_approval_ran_out_while_all_was_stopped_comes_back_to_its_writer(desk, workers):
    publication = desk.queued()
    stop_sending(desk.lead.id, desk.brand.id, now=LATER)
    later = workers.wire.hands.pass_(hours=2)
    resume_sending(desk.lead.id, desk.brand.id, now=later)
    workers.publish()
    assert (state_of(publication).trouble, workers.wire.sent) == ("held.approval_expired", [])


def test_stopping_twice_is_stopping_once(desk):
    stop_sending(desk.lead.id, desk.brand.id, now=LATER)
    stop_sending(desk.lead.id, desk.brand.id, now=LEAVES)
    assert Brand.objects.get().sending_stopped_at == LATER
    resume_sending(desk.lead.id, desk.brand.id, now=LEAVES)
    resume_sending(desk.lead.id, desk.brand.id, now=LEAVES)
    assert Event.objects.filter(subject_kind="brand").count() == 2


# --- The network's allowance


def test_with_its_allowance_used_up_the_network_is_left_alone_until_it_is_renewed(desk, workers):
    publication = desk.queued()
    renewed = LEAVES + timedelta(minutes=5)
    Channel.objects.update(budget={"limit": 100, "remaining": 2, "resets_at": renewed.isoformat(), "at": ""})
    workers.wire.hands.at = LEAVES
    workers.publish()
    row = state_of(publication)
    assert (row.state, row.trouble, row.due_at, workers.wire.sent) == ("queued", "limited.budget", renewed, [])
    assert "quota" in waits_because(Publication.objects.select_related("channel", "case__brand").get()).fr
    workers.wire.hands.at = renewed
    workers.publish()
    assert len(workers.wire.sent) == 1
