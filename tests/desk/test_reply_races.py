"""Two people, or two workers, at the same instant: real connections, real commits, one publication."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.desk.makers import a_person, an_item
from tests.desk.racing import race
from tests.desk.replies import HOLDING, LATER, Desk, a_desk, fresh, revision_of, seen_now
from tests.desk.sending import LEASE, Workers, a_wire, attempted, claimed, frozen_claim, state_of

from detente.contracts.network import Change, ChangeKind
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions._fence import Superseded
from detente.desk.actions.approve_draft import approve_draft
from detente.desk.actions.ask_changes import ask_changes
from detente.desk.actions.break_promises import break_promises
from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.actions.claim_publication import claim_publication
from detente.desk.actions.confirm_publication import Proof, confirm_publication
from detente.desk.actions.expire_sending import expire_sending
from detente.desk.actions.open_attempt import Opening, open_attempt
from detente.desk.actions.read_messages import _still_mine, claim_unread
from detente.desk.actions.read_outside import approve_outside
from detente.desk.actions.receive import receive
from detente.desk.actions.review_links import AskedLink, make_review_link
from detente.desk.actions.save_draft import save_draft
from detente.desk.actions.start_draft import start_draft
from detente.desk.models import Attempt, Case, Draft, Promise, Publication, Review
from detente.desk.queries.threads import bound_thread


@pytest.fixture
def desk(fresh_desk: str) -> Desk:
    return a_desk()


def at_once(*calls: Callable[[], object]) -> list[object]:
    """What each call brought, all let go at the same instant, each on a connection of its own."""
    gate = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        gate.wait(10)
        try:
            results[place] = call()
        except (Refused, Superseded) as error:
            results[place] = getattr(error, "code", type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive(), "the calls wait for each other"
    return results


def agreement(desk: Desk, draft: Draft, person_id: int) -> Callable[[], object]:
    text_hash, thread = revision_of(draft).text_hash, bound_thread(fresh(draft).recipient).hash
    return lambda: approve_draft(
        person_id, draft.id, text_hash=text_hash, thread_state=thread, face_to_face=True, now=LATER
    )


def codes(results: Sequence[object]) -> list[str]:
    return sorted(result for result in results if isinstance(result, str))


def test_two_reviewers_at_once_make_one_publication(desk):
    others = [a_person(desk.brand, Role.REVIEWER, name=f"Relecteur {n}").id for n in range(3)]
    draft = desk.submitted()
    results = at_once(*[agreement(desk, draft, person) for person in (desk.reviewer.id, desk.lead.id, *others)])
    assert codes(results) == ["state.draft"] * 4
    assert (Publication.objects.count(), Review.objects.count()) == (1, 1)


def test_two_agents_two_reviewers_and_two_workers_at_once_let_one_text_leave(desk):
    assert race(desk).exact


def test_an_agreement_and_a_last_change_at_once_never_publish_the_changed_text(desk):
    for number in range(4):
        one = a_desk(f"brand-{number}")
        draft = one.submitted()
        seen, approved = seen_now(draft), revision_of(draft).text_hash
        changed = at_once(
            agreement(one, draft, one.reviewer.id),
            lambda one=one, draft=draft, seen=seen: save_draft(one.writer.id, draft.id, "Autre", seen, now=LATER),
        )
        published = Publication.objects.filter(case=one.case)
        assert codes(changed) == ["state.draft"], "exactly one of the two came through"
        assert [publication.text_hash for publication in published] in ([], [approved])
        assert fresh(draft).state == ("approved" if published else "editing")


def test_an_agreement_and_a_refusal_at_once_leave_one_decision(desk):
    draft = desk.submitted()
    results = at_once(
        agreement(desk, draft, desk.reviewer.id), lambda: ask_changes(desk.lead.id, draft.id, "Plus court.", now=LATER)
    )
    assert codes(results) == ["state.draft"]
    assert Publication.objects.count() == (1 if fresh(draft).state == "approved" else 0)


def test_a_draft_begun_by_several_at_once_is_one_draft(desk):
    people = (desk.writer.id, desk.reviewer.id, desk.lead.id)
    results = at_once(*[lambda p=p: start_draft(p, desk.case.id, "reply", now=LATER) for p in people])
    assert len(set(results)) == 1
    assert Draft.objects.count() == 1


def test_of_two_who_type_at_once_one_is_told(desk):
    draft = desk.draft()
    seen = desk.save(draft, "Bonjour")
    results = at_once(
        lambda: save_draft(desk.writer.id, draft.id, "Bonjour de Salomé", seen, now=LATER),
        lambda: save_draft(desk.reviewer.id, draft.id, "Bonjour de Malo", seen, now=LATER),
    )
    assert codes(results) == ["state.draft_moved"]
    assert revision_of(draft).text in ("Bonjour de Salomé", "Bonjour de Malo")


def test_one_worker_gets_a_publication(desk):
    desk.queued()
    results = at_once(*[lambda: claim_publication(lease=LEASE, now=LATER)] * 6)
    assert sum(result is not None for result in results) == 1


def test_many_workers_at_once_send_once(desk):
    publication = desk.queued()
    wire = a_wire()
    at_once(*[Workers(wire).publish] * 6)
    assert (len(wire.sent), state_of(publication).state) == (1, "confirmed")


def test_of_two_texts_under_one_message_one_is_in_flight(desk):
    desk.queued(HOLDING, "holding")
    desk.queued()
    wire = a_wire()
    claims = [frozen_claim(wire), frozen_claim(wire)]
    results = at_once(*[lambda claim=claim: open_attempt(claim, now=LATER) for claim in claims])
    assert sorted(map(str, results)) == sorted([Opening.OPEN, Opening.LATER])
    assert Attempt.objects.count() == 1


def test_a_call_back_and_a_worker_at_once_never_both_win(desk):
    publication = desk.queued()
    cancelled, claim = at_once(
        lambda: cancel_publication(desk.writer.id, publication.id, now=LATER),
        lambda: claim_publication(lease=LEASE, now=LATER),
    )
    assert (cancelled == "state.publication") == (claim is not None)
    assert state_of(publication).state == ("sending" if claim else "not_published")


def test_the_same_confirmation_from_many_sides_counts_once(desk):
    publication = desk.queued()
    claimed()
    proof = Proof("accepted", "r1", "", LATER)
    results = at_once(*[lambda: confirm_publication(publication.id, proof, now=LATER)] * 5)
    assert results.count(True) == 1
    assert Promise.objects.count() == 1


def test_a_lease_that_runs_out_while_the_answer_comes_in_ends_confirmed(desk):
    publication = desk.queued()
    attempted(a_wire())
    at_once(
        lambda: expire_sending(now=LATER + LEASE),
        lambda: confirm_publication(publication.id, Proof("accepted", "r1", "", LATER), now=LATER),
    )
    assert state_of(publication).state == "confirmed"


def test_a_reply_being_confirmed_and_the_sweep_of_promises_never_wait_for_each_other(desk):
    confirm_first(desk)
    late = LATER + timedelta(hours=9)
    with transaction.atomic():
        Case.objects.select_for_update().get(id=desk.case.id)
        assert at_once(lambda: break_promises(late)) == [0]
    assert break_promises(late) == 1


def confirm_first(desk: Desk) -> None:
    """A holding reply is out; its promise is due today at 18:00."""
    publication = desk.queued(HOLDING, "holding")
    claimed()
    confirm_publication(publication.id, Proof("accepted", "h1", "", LATER), now=LATER)


def test_a_message_being_read_again_does_not_hold_up_a_person_who_answers_it(desk):
    """Reading locks its messages before their cases, people the case before they name a message: neither may block."""
    item = an_item("m1", "Colis jamais reçu, et personne ne répond.")
    receive(desk.channel.id, [Change(ChangeKind.EDITED, "m1", item, LATER)], now=LATER)
    unread = claim_unread(limit=10, lease=LEASE, now=LATER)
    with transaction.atomic():
        assert len(_still_mine(unread)) == 1
        (draft_id,) = at_once(lambda: start_draft(desk.writer.id, desk.case.id, "reply", now=LATER))
    assert Draft.objects.get().id == draft_id


def test_a_reader_outside_and_a_reviewer_at_once_make_one_publication(desk):
    draft = desk.submitted()
    token = make_review_link(desk.writer.id, draft.id, AskedLink("Maître Dupré"), now=LATER).token
    text_hash, thread = revision_of(draft).text_hash, bound_thread(fresh(draft).recipient).hash

    def outside() -> object:
        return approve_outside(token, text_hash=text_hash, thread_state=thread, face_to_face=True, now=LATER)

    results = at_once(outside, agreement(desk, draft, desk.reviewer.id), outside, agreement(desk, draft, desk.lead.id))
    assert len(codes(results)) == 3
    assert set(codes(results)) <= {"state.draft", "access.link"}
    assert (Publication.objects.count(), Review.objects.count()) == (1, 1)


def test_a_new_version_and_an_outside_agreement_at_once_never_send_what_was_not_read(desk):
    draft = desk.submitted()
    token = make_review_link(desk.writer.id, draft.id, AskedLink("Maître Dupré"), now=LATER).token
    text_hash, thread, seen = revision_of(draft).text_hash, bound_thread(fresh(draft).recipient).hash, seen_now(draft)
    results = at_once(
        lambda: approve_outside(token, text_hash=text_hash, thread_state=thread, face_to_face=True, now=LATER),
        lambda: save_draft(desk.writer.id, draft.id, "Tout autre chose.", seen, now=LATER),
    )
    assert len(codes(results)) == 1
    assert set(Publication.objects.values_list("text_hash", flat=True)) <= {text_hash}
