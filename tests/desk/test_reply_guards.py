"""Raw SQL against rules 3 and 4: the database itself refuses."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests.desk.replies import LATER, Desk, a_desk, revision_of
from tests.desk.sending import LEASE, a_wire, attempted, confirmed, frozen_claim

from detente.desk.actions.expire_sending import expire_sending
from detente.desk.models import Attempt, Publication, Review

pytestmark = pytest.mark.django_db

_PUBLISH = """
WITH made AS (INSERT INTO desk_publication (case_id, draft_id, revision_number, text_hash, review_id, channel_id, recipient_id, kind,
    key, signed_as, digest, state, looks, remote_id, permalink, trouble, queued_at, due_at, attempts)
SELECT r_case, draft_id, revision_number, text_hash, review_id, channel_id, recipient_id, 'reply', %(key)s, 'x', '',
    %(state)s, 0, '', '', '', %(at)s, %(at)s, 0
FROM (SELECT d.case_id AS r_case, r.draft_id, {number} AS revision_number, {hash} AS text_hash, r.id AS review_id,
    {channel} AS channel_id, {recipient} AS recipient_id
    FROM desk_review r JOIN desk_draft d ON d.id = r.draft_id WHERE r.id = %(review)s) x RETURNING id)
INSERT INTO journal_event (at, name, actor_kind, subject_kind, subject_id, facts)
SELECT %(at)s, 'publication.queued', %(actor)s, 'publication', id, '{{}}' FROM made
"""
_AS_SIGNED = {
    "number": "r.revision_number",
    "hash": "r.text_hash",
    "channel": "r.channel_id",
    "recipient": "r.recipient_id",
}


def run(query: str, **values: object) -> None:
    """The statement with its deferred checks."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def publish(review: Review, *, at=LATER, state: str = "queued", actor: str = "person", **other: str) -> None:
    told = {"review": review.id, "key": uuid4(), "at": at, "state": state, "actor": actor}
    run(_PUBLISH.format(**(_AS_SIGNED | other)), **told)


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def review(desk: Desk) -> Review:
    """A signature for one mandate of two: nothing is queued yet."""
    draft = desk.submitted()
    revision = revision_of(draft)
    return Review.objects.create(
        draft=draft,
        revision_number=1,
        text_hash=revision.text_hash,
        writer=desk.writer,
        reviewer=desk.reviewer,
        decision="approved",
        recipient=draft.recipient,
        recipient_revision=1,
        channel=desk.channel,
        thread_state=draft.thread_seen,
        face_to_face=True,
        at=LATER,
        expires_at=LATER + timedelta(hours=1),
    )


def refused(query: str, **values: object) -> None:
    with pytest.raises(IntegrityError):
        run(query, **values)


def test_raw_sql_can_queue_what_was_approved_so_that_the_refusals_below_mean_something(review):
    publish(review)
    assert Publication.objects.get().state == "queued"


def test_there_is_no_publication_without_a_standing_approval(review, desk):
    for change in ("voided_at = now(), void_reason = 'x'",):
        run(f"UPDATE desk_review SET {change} WHERE id = %(id)s", id=review.id)
        with pytest.raises(IntegrityError):
            publish(review)


def test_there_is_no_publication_on_an_approval_that_ran_out(review):
    with pytest.raises(IntegrityError):
        publish(review, at=LATER + timedelta(hours=1))


def test_a_publication_is_born_in_the_queue(review):
    for state in ("sending", "confirmed", "visible"):
        with pytest.raises(IntegrityError):
            publish(review, state=state)


@pytest.mark.parametrize("actor", ["system", "command", "connector"])
def test_nothing_queues_itself(review, actor):
    with pytest.raises(IntegrityError, match=r"proc\.human"):
        publish(review, actor=actor)


def test_there_is_no_publication_without_the_face_to_face_question(review, desk):
    other = Review.objects.create(
        **{name: getattr(review, name) for name in _REVIEW}, decision="approved", reviewer=desk.lead
    )
    with pytest.raises(IntegrityError, match="standing approval"):
        publish(other)


@pytest.mark.parametrize(("face", "kind"), [(False, "complaint"), (True, "person_at_risk")])
def test_words_of_a_model_leave_when_their_writer_stands_behind_them_and_never_to_a_person_at_risk(review, face, kind):
    run("UPDATE desk_draftrevision SET origin = 'model' WHERE draft_id = %(id)s", id=review.draft_id)
    run("UPDATE desk_draft SET face_to_face = %(face)s WHERE id = %(id)s", id=review.draft_id, face=face)
    run("UPDATE desk_case SET kind = %(kind)s WHERE id = %(id)s", id=review.draft.case_id, kind=kind)
    with pytest.raises(IntegrityError, match=r"proc\.human"):
        publish(review)


@pytest.mark.parametrize("decision", ["changes_asked", "rejected"])
def test_a_refusal_publishes_nothing(review, desk, decision):
    other = Review.objects.create(
        **{name: getattr(review, name) for name in _REVIEW}, decision=decision, reviewer=desk.lead
    )
    with pytest.raises(IntegrityError):
        publish(other)


_REVIEW = [
    "draft", "revision_number", "text_hash", "writer", "recipient", "recipient_revision", "channel", "thread_state",
    "at", "expires_at",
]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [{"number": "r.revision_number + 1"}, {"hash": "repeat('0', 64)"}],
    ids=["version", "text"],
)
def test_a_publication_is_of_the_very_text_that_was_approved(review, other):
    with pytest.raises(IntegrityError):
        publish(review, **other)


def test_a_publication_goes_where_it_was_approved_for(review):
    elsewhere = a_desk("other")
    with pytest.raises(IntegrityError):
        publish(review, channel=str(elsewhere.channel.id))
    with pytest.raises(IntegrityError):
        publish(review, recipient=str(elsewhere.case.messages.get().id))


def test_one_version_is_published_once(review):
    publish(review)
    with pytest.raises(IntegrityError):
        publish(review)


def test_an_approval_is_of_a_text_by_its_writer(review, desk):
    for column, value in (("text_hash", "0" * 64), ("writer_id", desk.lead.id), ("revision_number", 9)):
        copy = {name: getattr(review, name) for name in _REVIEW} | {"reviewer": desk.lead, "decision": "approved"}
        copy.pop("writer" if column == "writer_id" else column)
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.create(**copy, **{column: value})


def test_nobody_is_another_person_to_themselves(review, desk):
    copy = {name: getattr(review, name) for name in _REVIEW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(**copy, reviewer=desk.writer, decision="approved", mode="another_person")


@pytest.mark.parametrize(
    "change",
    ["text = 'autre'", "text_hash = repeat('0', 64)", "sealed_at = NULL", "number = 7", "writer_id = writer_id + 1"],
)
def test_a_version_that_was_handed_over_is_never_rewritten(desk, change):
    draft = desk.submitted()
    refused(f"UPDATE desk_draftrevision SET {change} WHERE draft_id = %(id)s", id=draft.id)


@pytest.mark.parametrize("table", ["desk_draftrevision", "desk_review", "desk_publication", "desk_attempt"])
def test_nothing_of_it_is_deleted(desk, table):
    confirmed(desk.queued())
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "change",
    [
        "text_hash = repeat('0', 64)",
        "draft_id = draft_id + 1",
        "revision_number = 2",
        "review_id = review_id + 1",
        "channel_id = channel_id + 1",
        "recipient_id = recipient_id + 1",
        "key = gen_random_uuid()",
        'frozen = \'{"body": ""}\'',
        "frozen = NULL",
        "digest = ''",
    ],
)
def test_what_was_queued_and_frozen_never_changes(desk, change):
    desk.queued()
    frozen_claim(a_wire())
    refused(f"UPDATE desk_publication SET {change}")


@pytest.mark.parametrize(
    "change", ["decision = 'rejected'", "expires_at = expires_at + interval '1 day'", "note = 'x'"]
)
def test_a_decision_is_never_rewritten(desk, change):
    desk.queued()
    refused(f"UPDATE desk_review SET {change}")


def test_a_decision_falls_once(desk):
    desk.queued()
    run("UPDATE desk_review SET voided_at = now(), void_reason = 'x'")
    refused("UPDATE desk_review SET voided_at = now()")
    refused("UPDATE desk_review SET voided_at = NULL")


def test_what_may_have_left_is_not_queued_again(desk):
    desk.queued()
    attempted(a_wire())
    refused("UPDATE desk_publication SET state = 'queued'")
    refused("UPDATE desk_publication SET state = 'queued', attempts = attempts + 1")
    expire_sending(now=LATER + LEASE)
    assert Publication.objects.get().state == "unknown"
    refused("UPDATE desk_publication SET state = 'queued'")


@pytest.mark.parametrize("outcome", ["accepted", "refused", "absent", "found"])
def test_an_attempt_that_was_answered_does_not_go_back_to_the_queue(desk, outcome):
    desk.queued()
    attempted(a_wire())
    run("UPDATE desk_attempt SET closed_at = %(at)s, outcome = %(outcome)s", at=LATER, outcome=outcome)
    refused("UPDATE desk_publication SET state = 'queued'")


def test_what_the_network_has_is_not_queued_again(desk):
    confirmed(desk.queued())
    refused("UPDATE desk_publication SET state = 'queued'")


def test_an_attempt_needs_a_claimed_and_frozen_publication(desk):
    publication = desk.queued()
    values = {
        "publication": publication, "number": 0, "channel": desk.channel, "recipient": publication.recipient,
        "opened_at": LATER,
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(**values)
    claim = frozen_claim(a_wire())
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(**(values | {"number": claim.attempt + 1}))
    Attempt.objects.create(**(values | {"number": claim.attempt}))


def test_there_is_one_attempt_in_flight_per_channel_and_message(desk):
    from tests.desk.replies import HOLDING

    desk.queued(HOLDING, "holding")
    second = desk.queued()
    attempted(a_wire())
    claim = frozen_claim(a_wire())
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            publication=second, number=claim.attempt, channel=desk.channel, recipient=second.recipient, opened_at=LATER
        )


@pytest.mark.parametrize("change", ["opened_at = opened_at - interval '1 hour'", "number = 9", "outcome = 'accepted'"])
def test_an_attempt_is_closed_and_nothing_else(desk, change):
    desk.queued()
    attempted(a_wire())
    refused(f"UPDATE desk_attempt SET {change}")


def test_an_attempt_is_closed_once(desk):
    confirmed_by = desk.queued()
    attempted(a_wire())
    run("UPDATE desk_attempt SET closed_at = %(at)s, outcome = 'absent'", at=LATER)
    refused("UPDATE desk_attempt SET closed_at = NULL")
    refused("UPDATE desk_attempt SET outcome = 'accepted'")
    assert confirmed_by.id
