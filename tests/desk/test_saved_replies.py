"""Texts that the team keeps ready: who may do what, nothing overwritten, one text a shortcut, and what a draft says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from tests.desk.makers import NOON, a_brand, a_person
from tests.desk.replies import LATER, Desk, a_desk, revision_of, seen_now

from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.save_draft import keep_version, save_draft
from detente.desk.actions.saved_replies import (
    LONGEST_TEXT,
    SavedWords,
    bring_back_saved_reply,
    change_saved_reply,
    make_saved_reply,
    retire_saved_reply,
    use_saved_reply,
)
from detente.desk.models import Case, DraftRevision, SavedReply
from detente.desk.queries.case_page import case_page
from detente.desk.queries.saved_replies import CaseWords, filled_for, offered_on, saved_list, saved_reply
from detente.journal.models import Event

pytestmark = pytest.mark.django_db

SAID = SavedWords("casier", "Le casier de la gare", "Bonjour {prénom}, nous vérifions le casier de {gare}.")
CASE = CaseWords("Odile Verdier", "Odile")


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def saved(desk: Desk) -> int:
    return make_saved_reply(desk.lead.id, desk.brand.id, SAID, now=NOON)


def row(saved_id: int) -> SavedReply:
    return SavedReply.objects.get(id=saved_id)


def state(desk: Desk, saved_id: int) -> str:
    return saved_reply(desk.lead.id, saved_id)[0].state


def outcome(act: Callable[[], object]) -> str:
    """`done`, or the family of the refusal."""
    try:
        act()
    except Refused as refused:
        return refused.code.partition(".")[0]
    return "done"


def refusal(call: Callable[..., object], *args: object, **kwargs: object) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


@pytest.mark.parametrize("role", [*Role, None])
def test_agents_use_reviewers_and_leads_write_an_auditor_reads_a_stranger_gets_nothing(desk, saved, role):
    person = a_person(desk.brand, role) if role else a_person(a_brand("vierzeau"), Role.LEAD)
    other = replace(SAID, shortcut="autre")
    writes, draft = role in (Role.REVIEWER, Role.LEAD), desk.draft()
    may = {True: "done", False: "access"}
    assert outcome(lambda: make_saved_reply(person.id, desk.brand.id, other, now=NOON)) == may[writes]
    change = lambda: change_saved_reply(person.id, saved, SAID, state(desk, saved), now=NOON)  # noqa: E731
    assert outcome(change) == may[writes]
    uses = role in (Role.AGENT, Role.REVIEWER, Role.LEAD)
    assert outcome(lambda: use_saved_reply(person.id, saved, draft, now=NOON)) == may[uses]
    assert outcome(lambda: saved_list(person.id, desk.brand.id)) == may[uses or role is Role.AUDITOR]
    assert outcome(lambda: saved_reply(person.id, saved)) == may[uses or role is Role.AUDITOR]
    assert outcome(lambda: retire_saved_reply(person.id, saved, now=NOON)) == may[writes]
    if writes:
        assert outcome(lambda: bring_back_saved_reply(person.id, saved, now=NOON)) == "done"


def test_it_is_kept_with_an_event_that_carries_no_words(desk, saved):
    assert (row(saved).shortcut, row(saved).text, row(saved).uses) == ("casier", SAID.text, 0)
    event = Event.objects.get(name="saved_reply.made")
    assert set(event.facts) == {"language", "kind", "hash"}


NOT_KEPT = [
    ({"shortcut": ""}, "input.shortcut"),
    ({"shortcut": "deux mots"}, "input.shortcut"),
    ({"shortcut": "a" * 41}, "input.shortcut"),
    ({"shortcut": "-x"}, "input.shortcut"),
    ({"shortcut": "/Casier"}, "input.shortcut"),
    ({"title": " "}, "input.text"),
    ({"text": " \n"}, "input.text"),
    ({"text": "a" * (LONGEST_TEXT + 1)}, "input.text"),
    ({"text": "a\x00b"}, "input.text"),
    ({"language": "de"}, "input.language"),
    ({"kind": "note"}, "input.kind"),
]


def test_what_cannot_be_kept_is_refused_in_words(desk, saved):
    for change, code in NOT_KEPT:
        assert refusal(make_saved_reply, desk.lead.id, desk.brand.id, replace(SAID, **change), now=NOON) == code, change
    assert SavedReply.objects.get().id == saved


def test_a_shortcut_is_free_again_in_another_language_and_after_retiring(desk, saved):
    english = replace(SAID, language="en")
    make_saved_reply(desk.lead.id, desk.brand.id, english, now=NOON)
    retire_saved_reply(desk.lead.id, saved, now=NOON)
    make_saved_reply(desk.lead.id, desk.brand.id, SAID, now=NOON)
    assert refusal(bring_back_saved_reply, desk.lead.id, saved, now=NOON) == "input.shortcut"
    assert refusal(retire_saved_reply, desk.lead.id, saved, now=NOON) == "state.saved_reply"


def test_a_colleagues_words_are_never_overwritten(desk, saved):
    before = state(desk, saved)
    theirs = replace(SAID, text="Bonjour, le casier est ouvert.")
    change_saved_reply(desk.reviewer.id, saved, theirs, before, now=LATER)
    mine = replace(SAID, text="Autre chose.")
    assert refusal(change_saved_reply, desk.lead.id, saved, mine, before, now=LATER) == "state.saved_moved"
    assert row(saved).text == theirs.text
    change_saved_reply(desk.lead.id, saved, theirs, state(desk, saved), now=LATER)
    assert row(saved).changed_by_id == desk.reviewer.id


def test_a_retired_one_is_offered_no_more_and_not_changed(desk, saved):
    page = case_page(desk.writer.id, desk.case.id, now=LATER)
    assert [one.shortcut for one in offered_on(page, "reply")] == ["casier"]
    retire_saved_reply(desk.lead.id, saved, now=NOON)
    assert offered_on(page, "reply") == ()
    assert refusal(filled_for, page, saved, CASE, now=LATER) == "input.saved"
    assert refusal(change_saved_reply, desk.lead.id, saved, SAID, state(desk, saved), now=NOON) == "state.saved_reply"
    assert [one.retired for one in saved_list(desk.lead.id, desk.brand.id, retired=True).rows] == [True]


def test_the_composer_offers_those_of_its_kind_in_the_language_of_the_message(desk, saved):
    make_saved_reply(desk.lead.id, desk.brand.id, replace(SAID, language="en"), now=NOON)
    make_saved_reply(desk.lead.id, desk.brand.id, replace(SAID, shortcut="attente", kind="holding"), now=NOON)
    page = case_page(desk.writer.id, desk.case.id, now=LATER)
    assert [one.shortcut for one in offered_on(page, "reply")] == ["casier"]
    assert [one.shortcut for one in offered_on(page, "holding")] == ["attente"]
    Case.objects.filter(id=desk.case.id).update(language="en")
    page = case_page(desk.writer.id, desk.case.id, now=LATER)
    assert [(one.shortcut, one.language) for one in offered_on(page, "reply")] == [("casier", "en")]


def test_fields_are_filled_from_the_case_and_the_others_stay_visible(desk, saved):
    text = (
        "Bonjour {{prénom}}, [AUTEUR]. {marque} a bien lu\u202f: « {problème} ». {service} vérifie le casier de {gare}, "
        "retour ici avant {heure}. Ce {aujourd’hui}, [MON PRÉNOM], pour {{channel}}."
    )
    change_saved_reply(desk.lead.id, saved, replace(SAID, text=text), state(desk, saved), now=LATER)
    Case.objects.filter(id=desk.case.id).update(heart="jamais reçu")
    page = case_page(desk.writer.id, desk.case.id, now=LATER)
    back = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
    filled = filled_for(page, saved, CaseWords("Odile Verdier", "Odile", "Logistique", back), now=LATER)
    assert "Bonjour Odile, Odile Verdier." in filled.text
    assert "« jamais reçu »" in filled.text
    assert "Logistique vérifie le casier de {gare}, retour ici avant 18:00." in filled.text
    assert filled.text.endswith(f"20 novembre 2026, Salomé, pour {desk.channel.name}.")
    assert [one.name for one in filled.left] == ["gare"]
    bare = filled_for(page, saved, CaseWords("", ""), now=LATER)
    assert [one.name for one in bare.left] == ["prénom", "AUTEUR", "service", "gare", "heure"]


def test_another_brands_text_is_not_there(desk, saved):
    other = a_desk("vierzeau")
    page = case_page(other.writer.id, other.case.id, now=LATER)
    assert refusal(filled_for, page, saved, CASE, now=LATER).startswith("access.")
    draft = other.draft()
    both = a_person(other.brand, Role.AGENT, name="Deux Marques")
    assert refusal(save_draft, both.id, draft.id, "Bonjour", seen_now(draft), saved_id=saved, now=LATER).startswith(
        "access."
    )


def test_a_version_says_that_its_words_came_from_a_saved_reply(desk, saved):
    draft = desk.draft()
    save_draft(desk.writer.id, draft.id, "Bonjour Odile.", seen_now(draft), saved_id=saved, now=LATER)
    first = revision_of(draft)
    assert (first.number, first.origin, first.origin_name) == (1, "saved", "casier")
    desk.save(draft, "Bonjour Odile, je regarde.")
    assert (revision_of(draft).number, revision_of(draft).origin) == (1, "saved")
    assert row(saved).uses == 1
    keep_version(desk.writer.id, draft.id, seen_now(draft), now=LATER)
    assert (revision_of(draft).number, revision_of(draft).origin_name) == (2, "casier")


def test_what_stood_before_saved_words_stays_as_a_version_of_its_own(desk, saved):
    draft = desk.draft()
    desk.save(draft, "Bonjour,")
    save_draft(desk.writer.id, draft.id, "Bonjour, le casier.", seen_now(draft), saved_id=saved, now=LATER)
    rows = DraftRevision.objects.filter(draft=draft).order_by("number").values_list("text", "origin")
    assert list(rows) == [("Bonjour,", "person"), ("Bonjour, le casier.", "saved")]
    again = save_draft(desk.writer.id, draft.id, "Bonjour, le casier.", seen_now(draft), saved_id=saved, now=LATER)
    assert (again.revision, row(saved).uses) == (2, 1)
