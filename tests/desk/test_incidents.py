"""A reply that is out twice, and the folder of everything that did not simply leave."""

from __future__ import annotations

import pytest
from tests.desk.makers import an_item, created
from tests.desk.replies import GOOD, HOLDING, LATER, Desk, a_desk
from tests.desk.sending import Workers, a_wire, confirmed, frozen_claim, state_of

from detente.contracts.refusals import Refused
from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.actions.confirm_publication import Proof, confirm_publication
from detente.desk.actions.end_incident import end_incident
from detente.desk.actions.hold_back import hold_back
from detente.desk.actions.judge_own_posts import judge_own_posts
from detente.desk.actions.receive import receive
from detente.desk.models import Incident, Mail, Message, Publication
from detente.desk.queries.folders import Folder
from detente.desk.queries.inbox import inbox_page
from detente.journal.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def doubled(desk: Desk) -> Publication:
    publication = confirmed(desk.queued())
    confirm_publication(publication.id, Proof("found", "r9", "", LATER), now=LATER)
    return publication


def listed(desk: Desk) -> list[int]:
    """The cases of the folder of publishing problems, whose number is the one beside it."""
    page = inbox_page(desk.writer.id, desk.brand.id, Folder.TROUBLE, now=LATER)
    assert page.counts.folders[Folder.TROUBLE] == len(page.rows) == sum(band.total for band in page.bands)
    return [row.facts.id for row in page.rows]


# --- Incidents


def test_a_second_copy_is_an_incident_once_and_the_lead_is_told_once(desk):
    publication = doubled(desk)
    confirm_publication(publication.id, Proof("found", "r9", "", LATER), now=LATER)
    incident = Incident.objects.get()
    assert (incident.kind, incident.remote_id, incident.publication_id) == ("doubled", "r9", publication.id)
    assert Mail.objects.filter(about=f"incident:{incident.id}").values_list("to", flat=True).get() == desk.lead.email
    assert Event.objects.filter(name="publication.doubled").count() == 1
    assert (state_of(publication).trouble, listed(desk)) == ("doubled", [desk.case.id])


def test_a_copy_that_listening_brings_is_an_incident_and_no_reply_of_a_colleague(desk):
    confirmed(desk.queued())
    again = an_item("r9", GOOD.replace("  ", " "), author=None, thread="m1", parent="m1", ours=True, posted_at=LATER)
    receive(desk.channel.id, created(again, at=LATER), now=LATER)
    assert judge_own_posts(LATER) == 1
    assert Incident.objects.get().remote_id == "r9"
    assert not Event.objects.filter(name="reply.seen_elsewhere").exists()
    assert judge_own_posts(LATER) == 0


def test_another_reply_of_a_colleague_is_no_incident(desk):
    confirmed(desk.queued())
    other = an_item("r9", "Bonjour, tout est réglé.", author=None, thread="m1", parent="m1", ours=True, posted_at=LATER)
    receive(desk.channel.id, created(other, at=LATER), now=LATER)
    judge_own_posts(LATER)
    assert not Incident.objects.exists()
    assert Event.objects.filter(name="reply.seen_elsewhere").count() == 1


def test_the_lead_ends_it_with_a_note_and_nothing_is_touched_on_the_network(desk):
    publication = doubled(desk)
    incident = Incident.objects.get()
    end_incident(desk.lead.id, incident.id, " Seconde copie retirée là-bas. ", now=LATER)
    incident.refresh_from_db()
    assert (incident.note, incident.ended_by_id) == ("Seconde copie retirée là-bas.", desk.lead.id)
    assert (state_of(publication).trouble, state_of(publication).state, listed(desk)) == ("", "confirmed", [])
    told = Event.objects.get(name="incident.ended")
    assert told.facts == {"kind": "doubled", "publication": publication.id}
    with pytest.raises(Refused, match=r"state\.incident"):
        end_incident(desk.lead.id, incident.id, "Encore.", now=LATER)


def test_an_incident_is_not_ended_without_a_word(desk):
    doubled(desk)
    with pytest.raises(Refused, match=r"input\.text"):
        end_incident(desk.lead.id, Incident.objects.get().id, "  ", now=LATER)


def test_after_its_end_the_same_copy_opens_nothing_anew(desk):
    publication = doubled(desk)
    end_incident(desk.lead.id, Incident.objects.get().id, "Laissée.", now=LATER)
    confirm_publication(publication.id, Proof("found", "r9", "", LATER), now=LATER)
    assert (Incident.objects.count(), state_of(publication).trouble) == (1, "")


# --- The folder


@pytest.mark.parametrize("state", ["unknown", "human", "refused"])
def test_doubts_and_refusals_stand_in_the_folder(desk, state):
    publication = desk.queued()
    rows = Publication.objects.filter(id=publication.id)
    rows.update(state="sending", attempts=1)
    rows.update(state=state)
    assert listed(desk) == [desk.case.id]


def test_what_was_held_back_stands_there_until_it_is_approved_anew(desk):
    desk.queued()
    hold_back(frozen_claim(a_wire()), "answered_elsewhere", now=LATER)
    assert listed(desk) == [desk.case.id]
    desk.queued(GOOD + " Bien à vous.")
    assert listed(desk) == []


def test_what_somebody_called_back_is_no_problem(desk):
    cancel_publication(desk.writer.id, desk.queued().id, now=LATER)
    assert listed(desk) == []


@pytest.mark.parametrize("trouble", ["gone", "rejected"])
def test_what_vanished_from_the_network_stands_there_though_the_case_is_answered(desk, trouble):
    publication = confirmed(desk.queued())
    assert listed(desk) == []
    Publication.objects.filter(id=publication.id).update(trouble=trouble)
    assert listed(desk) == [desk.case.id]


def test_two_troubles_of_one_case_are_one_line_and_other_brands_see_none(desk):
    other = a_desk("other")
    doubled(desk)
    publication = desk.queued(HOLDING, "holding")
    Publication.objects.filter(id=publication.id).update(state="sending", attempts=1)
    Publication.objects.filter(id=publication.id).update(state="unknown")
    assert (listed(desk), listed(other)) == ([desk.case.id], [])


def test_the_proof_that_was_read_back_is_sealed_pictured_if_it_can_be_and_shown(desk):
    from detente.desk.access import access_case
    from detente.desk.queries.replies import case_publications

    publication = desk.queued()
    workers = Workers(a_wire())
    workers.settle()
    colleague = access_case(desk.writer.id, desk.case.id)[1]
    view = case_publications(desk.case.id, colleague)[0]
    assert (view.state, view.message_id) == ("visible", Message.objects.get(ours=True).id)
    assert view.read_back.as_approved
    assert view.read_back.ledger_seq > 0
    assert state_of(publication).message_id == view.message_id
