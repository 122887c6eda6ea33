"""What was written to us alone is never answered in public: refused at the start, and again before anything leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.makers import NOON, a_brand, a_channel, a_person, an_item, created, read_all
from tests.desk.replies import LATER, Desk, a_desk

from detente.contracts.network import Change, ChangeKind
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.receive import receive
from detente.desk.actions.start_draft import start_draft
from detente.desk.models import Case, Message, Publication
from detente.desk.queries.case_page import case_page
from detente.desk.queries.composer import check_text
from detente.desk.queries.situations import words_of_author

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None) -> Desk:
    return a_desk()


def test_words_once_told_in_private_stay_private_whatever_the_same_batch_says_next() -> None:
    channel = a_channel(a_brand())
    first = replace(an_item("dm"), private=True)
    later = Change(ChangeKind.EDITED, "dm", an_item("dm", "Autre chose."), NOON)
    receive(channel.id, [*created(first), later], now=NOON)
    assert Message.objects.get().private


def test_a_private_message_opens_a_case_and_no_public_draft() -> None:
    brand = a_brand()
    channel = a_channel(brand)
    receive(channel.id, created(replace(an_item("dm"), private=True)), now=NOON)
    read_all()
    case, writer = Case.objects.get(), a_person(brand, Role.AGENT)
    with pytest.raises(Refused) as refused:
        start_draft(writer.id, case.id, "reply", now=LATER)
    assert refused.value.code == "state.private"
    assert "privé" in refused.value.sentence.fr and "private" in refused.value.sentence.en
    assert check_text(writer.id, case.id, "reply", "Bonjour", now=LATER) is None
    assert case_page(writer.id, case.id, now=LATER).only_private


def test_an_author_who_also_wrote_in_private_is_answered_under_their_public_words(desk: Desk) -> None:
    private = replace(an_item("dm", "En privé.", thread="m1", posted_at=LATER), private=True)
    receive(desk.channel.id, created(private), now=LATER)
    read_all(LATER)
    assert desk.draft().recipient.external_id == "m1"
    assert not case_page(desk.writer.id, desk.case.id, now=LATER).only_private


@pytest.mark.parametrize("act", ["submit", "approve", "reread"])
def test_a_message_that_turns_out_private_stops_a_text_on_its_way(desk: Desk, act: str) -> None:
    draft = desk.draft() if act == "submit" else desk.submitted()
    if act == "submit":
        desk.save(draft, "Bonjour, je regarde.")
    Message.objects.update(private=True)
    with pytest.raises(Refused) as refused:
        {
            "submit": lambda: desk.submit(draft),
            "approve": lambda: desk.approve(draft),
            "reread": lambda: desk.reread(draft),
        }[act]()
    assert refused.value.code in ({"state.private", "proc.review"} if act == "reread" else {"state.private"})
    assert not Publication.objects.exists()


def test_what_was_told_in_private_is_not_what_a_public_reply_is_compared_with(desk: Desk) -> None:
    draft = desk.draft()
    receive(
        desk.channel.id, created(replace(an_item("dm", "Ma fille est malade.", thread="m1"), private=True)), now=NOON
    )
    read_all()
    Message.objects.filter(external_id="dm").update(case=desk.case)
    assert "fille" not in words_of_author(draft)
    Message.objects.update(private=False)
    assert "fille" in words_of_author(draft)
