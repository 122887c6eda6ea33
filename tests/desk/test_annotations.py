"""Words about words: on this exact text, carried into the next version, settled by the writer."""

from __future__ import annotations

import pytest
from django.db import Error, transaction
from tests.desk.makers import a_brand, a_person
from tests.desk.replies import GOOD, LATER, Desk, a_desk, fresh, revision_of

from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.desk.actions._annotations import MOST_OPEN, Said
from detente.desk.actions.annotate_draft import annotate_draft, settle_annotation
from detente.desk.actions.ask_changes import ask_changes
from detente.desk.models import DraftComment, Review
from detente.desk.queries.annotations import AnnotationView, annotated
from detente.journal.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def say(desk: Desk, draft, words: str = "demain avant 10 h", text: str = "Dites plutôt ce soir.", *, by=None) -> int:
    revision = revision_of(draft)
    start = revision.text.index(words) if words else 0
    place = f"{start}-{start + len(words)}" if words else ""
    said = Said(place, text, revision.text_hash)
    return annotate_draft((by or desk.reviewer).id, draft.id, said, now=LATER)


def seen(desk: Desk, draft, person=None) -> list[AnnotationView]:
    return list(annotated(draft.id, fresh(draft).revision_number, (person or desk.writer).id).annotations)


def code(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


def test_an_annotation_stands_on_its_words_and_follows_them_into_the_next_version(desk):
    draft = desk.submitted()
    say(desk, draft)
    desk.save(draft, "Bonsoir Odile. " + GOOD)
    (one,) = seen(desk, draft)
    now = revision_of(draft).text
    assert now[one.place.start : one.place.end] == "demain avant 10 h" == one.quote
    desk.save(draft, GOOD.replace("demain avant 10 h", "ce soir"))
    (one,) = seen(desk, draft)
    assert (one.gone, one.quote, one.number) == (True, "demain avant 10 h", 1)


def test_no_word_of_it_goes_into_the_journal(desk):
    draft = desk.submitted()
    annotation = say(desk, draft)
    event = Event.objects.get(name="draft.annotated")
    assert event.facts == {"revision": 1, "annotation": annotation}


def test_the_writer_settles_it_once_and_the_database_keeps_it(desk):
    draft = desk.submitted()
    annotation = say(desk, draft)
    settle_annotation(desk.writer.id, annotation, now=LATER)
    settle_annotation(desk.writer.id, annotation, now=LATER)
    assert Event.objects.filter(name="draft.annotation_settled").count() == 1
    (one,) = seen(desk, draft)
    assert (one.settled_by, one.number) == ("Salomé Brandt", 0)
    with pytest.raises(Error), transaction.atomic():
        DraftComment.objects.update(text="Autre chose")


def test_only_the_writer_or_its_author_settles(desk):
    draft = desk.submitted()
    annotation = say(desk, draft)
    assert code(settle_annotation, desk.lead.id, annotation, now=LATER) == "access.annotation"
    assert [one.mine for one in seen(desk, draft, desk.lead)] == [False]
    settle_annotation(desk.reviewer.id, annotation, now=LATER)


@pytest.mark.parametrize(
    ("roles", "mandates", "allowed"),
    [
        ((Role.AGENT,), (), True),
        ((Role.REVIEWER,), (), True),
        ((Role.LEAD,), (), True),
        ((Role.AUDITOR,), (), False),
        ((Role.EXPERT,), (), False),
        ((Role.ADMINISTRATOR,), (), False),
        ((Role.AUDITOR,), (MandateKind.LEGAL,), True),
    ],
)
def test_who_may_annotate(desk, roles, mandates, allowed):
    draft = desk.submitted()
    person = a_person(desk.brand, *roles, name="Odon Vial", mandates=mandates)
    if allowed:
        assert say(desk, draft, by=person)
    else:
        assert code(say, desk, draft, by=person).startswith("access.")


def test_a_stranger_learns_nothing(desk):
    draft = desk.submitted()
    annotation = say(desk, draft)
    stranger = a_person(a_brand("autre"), Role.LEAD, name="Zoé")
    assert code(say, desk, draft, by=stranger).startswith("access.")
    assert code(settle_annotation, stranger.id, annotation, now=LATER).startswith("access.")
    assert code(settle_annotation, desk.writer.id, 10**9, now=LATER) == "access.annotation"


def test_only_a_text_in_review_and_only_the_one_that_was_shown(desk):
    draft = desk.submitted()
    old = revision_of(draft).text_hash
    desk.submit(draft, GOOD + " Salomé")
    said = Said("", "Trop long.", old)
    assert code(annotate_draft, desk.reviewer.id, draft.id, said, now=LATER) == "proc.unchanged"
    desk.save(draft, GOOD)
    assert code(say, desk, draft) == "state.draft"


def test_asking_for_changes_may_carry_annotations_instead_of_a_word(desk):
    draft = desk.submitted()
    assert code(ask_changes, desk.reviewer.id, draft.id, " ", now=LATER) == "input.text"
    annotation = say(desk, draft, "")
    review = ask_changes(desk.reviewer.id, draft.id, "", now=LATER)
    assert Review.objects.get(id=review).note == ""
    assert Event.objects.get(name="draft.changes_asked").facts["annotations"] == [annotation]


def test_annotations_have_a_limit(desk):
    draft = desk.submitted()
    row = DraftComment(draft=draft, revision_number=1, person_id=desk.reviewer.id, text="x", at=LATER)
    DraftComment.objects.bulk_create(
        [
            DraftComment(**{f.attname: getattr(row, f.attname) for f in row._meta.fields if f.name != "id"})
            for _ in range(MOST_OPEN)
        ]
    )
    assert code(say, desk, draft) == "state.annotations"
