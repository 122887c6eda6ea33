"""A promise that left with a published reply, written as rows: how it was published is another room's matter."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from tests.desk.makers import NOON

from detente.contracts.actors import Actor
from detente.desk.models import Case, Draft, DraftRevision, Message, Promise, Publication, Review
from detente.journal.record import Entry, record

HASH = "0" * 64


def a_promise(case: Case, writer_id: int, *, due_at: datetime, made_at: datetime = NOON) -> Promise:
    """An open promise of the case."""
    return Promise.objects.create(
        case=case,
        publication=a_publication(case, writer_id),
        quote="Nous revenons vers vous avant 14:00",
        made_at=made_at,
        due_at=due_at,
    )


def a_publication(case: Case, writer_id: int) -> Publication:
    """A holding reply on its way, under the author's message."""
    message = Message.objects.get(case=case, ours=False)
    bound = {"recipient": message, "channel": case.channel}
    draft = Draft.objects.create(
        case=case, kind="holding", state="approved", writer_id=writer_id, made_at=NOON, finished_at=NOON, **bound
    )
    DraftRevision.objects.create(draft=draft, number=1, writer_id=writer_id, text_hash=HASH, at=NOON, sealed_at=NOON)
    review = Review.objects.create(
        draft=draft,
        revision_number=1,
        text_hash=HASH,
        writer_id=writer_id,
        reviewer_id=writer_id,
        decision="approved",
        mode="own_reread",
        face_to_face=True,
        recipient_revision=1,
        thread_state=HASH,
        at=NOON,
        expires_at=NOON + timedelta(hours=1),
        **bound,
    )
    with transaction.atomic():
        publication = Publication.objects.create(
            case=case,
            draft=draft,
            revision_number=1,
            text_hash=HASH,
            review=review,
            kind="holding",
            key=uuid.uuid4(),
            queued_at=NOON,
            **bound,
        )
        by = Actor.person(writer_id)
        record(Entry("publication.queued", by, "publication", publication.id, case.brand_id, case.id), at=NOON)
    return publication
