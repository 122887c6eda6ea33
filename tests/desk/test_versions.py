"""Going back to an earlier version takes nothing away, and a text that repeats a reply says which one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.makers import a_person, an_item, created, read_all
from tests.desk.replies import GOOD, LATER, Desk, a_desk, fresh, revision_of, seen_now

from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions._replies import Seen
from detente.desk.actions.receive import receive
from detente.desk.actions.save_draft import save_draft
from detente.desk.actions.saved_replies import SavedWords, make_saved_reply
from detente.desk.actions.write_on_from import write_on_from
from detente.desk.models import Case, Draft, DraftRevision
from detente.desk.queries.case_page import case_page
from detente.desk.queries.composer import check_text
from detente.desk.queries.drafts import versions_page
from detente.desk.queries.preview import preview_of
from detente.rules.draft_origin import Origin, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def refusal(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


def three_versions(desk: Desk) -> Draft:
    saved = make_saved_reply(desk.lead.id, desk.brand.id, SavedWords("casier", "Casier", "Le casier."), now=LATER)
    draft = desk.draft()
    desk.save(draft, "Un.")
    save_draft(desk.writer.id, draft.id, "Le casier.", seen_now(draft), saved_id=saved, now=LATER)
    desk.save(draft, "Trois.", by=desk.reviewer)
    return draft


def texts(draft: Draft) -> list[str]:
    return list(DraftRevision.objects.filter(draft=draft).order_by("number").values_list("text", flat=True))


def test_versions_say_who_when_and_where_from_the_latest_first(desk):
    draft = three_versions(desk)
    page = versions_page(desk.writer.id, draft.id)
    assert [(row.number, row.writer, row.kept) for row in page.rows] == [
        (3, "Malo Kerbrat", False),
        (2, "Salomé Brandt", True),
        (1, "Salomé Brandt", True),
    ]
    assert [row.source for row in page.rows][1:] == [Source(Origin.SAVED, "casier"), Source()]
    assert (page.seen, page.may_write) == (seen_now(draft), True)
    assert not versions_page(a_person(desk.brand, Role.AUDITOR).id, draft.id).may_write


def test_going_back_begins_a_new_version_that_bears_the_mark_of_its_own_words(desk):
    draft = three_versions(desk)
    seen = write_on_from(desk.lead.id, draft.id, 2, seen_now(draft), now=LATER)
    assert texts(draft) == ["Un.", "Le casier.", "Trois.", "Le casier."]
    assert (seen, revision_of(draft).writer_id, revision_of(draft).origin_name) == (Seen(4, 0), desk.lead.id, "casier")
    write_on_from(desk.writer.id, draft.id, 1, seen, now=LATER)
    assert (revision_of(draft).text, revision_of(draft).origin) == ("Un.", "person")
    again = seen_now(draft)
    assert write_on_from(desk.writer.id, draft.id, 1, again, now=LATER) == again


def test_going_back_never_passes_over_what_a_colleague_saved_meanwhile(desk):
    draft = three_versions(desk)
    stale = seen_now(draft)
    desk.save(draft, "Quatre.", by=desk.lead)
    assert refusal(write_on_from, desk.writer.id, draft.id, 1, stale, now=LATER) == "state.draft_moved"
    assert refusal(write_on_from, desk.writer.id, draft.id, 9, seen_now(draft), now=LATER) == "input.version"
    assert texts(draft)[-1] == "Quatre."


def test_going_back_takes_a_text_out_of_review_and_never_one_that_is_leaving(desk):
    draft = desk.submitted()
    desk.submit(draft, f"{GOOD} Salomé")
    assert fresh(draft).state == "in_review"
    write_on_from(desk.writer.id, draft.id, 1, seen_now(draft), now=LATER)
    assert fresh(draft).state == "editing"
    sent = a_desk("vierzeau")
    publication = sent.queued()
    left = Draft.objects.get(id=publication.draft_id)
    assert not versions_page(sent.writer.id, left.id).may_write


def test_the_draft_stands_below_what_is_already_under_its_message_and_nothing_private_shows(desk):
    desk.stranger_comments()
    item = an_item("x2", "Autre fil.", author="zoe", thread="m1", posted_at=LATER)
    receive(desk.channel.id, created(item, at=LATER), now=LATER)
    read_all(LATER)
    desk.save(desk.draft(), GOOD)
    found = preview_of(case_page(desk.writer.id, desk.case.id, now=LATER), "reply")
    assert found is not None
    assert [post.author for post in found.before] == ["Odile", "Bastien"]
    assert (found.words, found.signed_as) == (GOOD, "Salomé, pour Ferrolune")
    assert found.length is not None
    assert preview_of(case_page(desk.writer.id, desk.case.id, now=LATER), "holding") is None


def test_a_text_that_repeats_a_reply_says_which_one_and_how_much(desk):
    desk.queued()
    item = an_item("n1", "Colis jamais reçu, deux appels sans réponse.", author="bastien", thread="n1", posted_at=LATER)
    receive(desk.channel.id, created(item, at=LATER), now=LATER)
    read_all(LATER)
    other = Case.objects.exclude(id=desk.case.id).get()
    later = LATER + timedelta(days=1)
    checked = check_text(desk.writer.id, other.id, "reply", GOOD.replace("Bonjour", "Bonsoir"), now=later)
    assert checked is not None
    same = checked.same_as
    assert same is not None
    assert (same.case_id, same.author, same.at) == (desk.case.id, "Odile", LATER)
    assert 90 <= same.share < 100
    fresh_words = check_text(desk.writer.id, other.id, "reply", "Bonjour Bastien, je relance le dépôt.", now=later)
    assert fresh_words is not None
    assert fresh_words.same_as is None
