"""Comments that a person brings in by hand: single, sealed as typed, with the clock of the time that was read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from tests.desk.makers import NOON, a_brand, a_channel, a_person, read_all

from detente.channels.by_hand.payloads import Pasted
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.add_comment import add_comment, edit_comment, mark_gone, takes_paste
from detente.desk.keys import sealing_key
from detente.desk.models import Author, Case, Channel, EvidenceItem, Message, Revision
from detente.evidence.seal import Sealed, unseal
from detente.journal.models import Event

pytestmark = pytest.mark.django_db

LINK = "https://Avis.example/p/9#c3"
POST = "https://avis.example/p/9"
ONE = Pasted("Colis annoncé livré, jamais reçu.", "Odile M.", NOON - timedelta(minutes=20), link=LINK, thread=POST)


@pytest.fixture
def channel(db: None) -> Channel:
    return a_channel(a_brand(), "by_hand", "Avis locaux")


@pytest.fixture
def agent(channel: Channel) -> int:
    return a_person(channel.brand, Role.AGENT).id


def add(channel: Channel, agent: int, pasted: Pasted = ONE, **more):
    return add_comment(agent, channel.id, pasted, now=more.pop("now", NOON), **more)


def refusal(call, *args, **more) -> str:
    with pytest.raises(Refused) as refused, transaction.atomic():
        call(*args, **more)
    return refused.value.code


def test_a_pasted_comment_is_sealed_as_a_persons_word_and_opens_its_case(channel, agent):
    added = add(channel, agent)
    assert added.what == "new"
    message = Message.objects.get(id=added.message_id)
    assert (message.permalink, message.posted_at, message.historical) == (LINK, ONE.posted_at, False)
    item = EvidenceItem.objects.get(message=message)
    sealed = Sealed(bytes(item.commitment), bytes(item.wrapped), bytes(item.ciphertext), item.size)
    told = json.loads(unseal(sealed, sealing_key()))
    assert (told["source"], told["typed_by"], told["text"]) == ("typed by a person", agent, ONE.text)
    assert Event.objects.get(name="messages.received").actor_id == agent
    read_all(NOON)
    case = Case.objects.get()
    assert case.clock_started_at == ONE.posted_at, "the clock runs from the time that the network shows"
    assert Channel.objects.get().last_item_at == NOON


def test_the_clock_never_starts_after_now_and_a_slip_of_the_clock_is_now(channel, agent):
    added = add(channel, agent, replace(ONE, posted_at=NOON + timedelta(seconds=90)))
    assert Message.objects.get(id=added.message_id).posted_at == NOON


@pytest.mark.parametrize(
    "again",
    [
        ONE,
        replace(ONE, link="https://avis.example/p/9#c3 "),
        replace(ONE, link=""),
        replace(ONE, posted_at=NOON),
        replace(ONE, link="", thread=""),
    ],
    ids=["the same", "another spelling", "without its link", "at another time", "without its thread"],
)
def test_the_same_comment_again_is_known(channel, agent, again):
    first = add(channel, agent)
    assert (add(channel, agent, again).what, add(channel, agent, again).message_id) == ("known", first.message_id)
    assert Message.objects.count() == 1


def test_a_link_that_comes_later_is_kept(channel, agent):
    first = add(channel, agent, replace(ONE, link=""))
    again = add(channel, agent)
    assert (again.what, again.message_id) == ("known", first.message_id)
    assert Message.objects.get().permalink == LINK


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, link=f"{POST}#c4"),
        replace(ONE, link="", text="Autre chose."),
        replace(ONE, link="", author="Paul"),
        replace(ONE, link="", thread="https://avis.example/p/10"),
    ],
    ids=["another link", "other words", "another author", "another thread"],
)
def test_another_comment_is_another(channel, agent, other):
    add(channel, agent)
    assert add(channel, agent, other).what == "new"


def test_the_same_link_with_other_words_is_an_edit(channel, agent):
    first = add(channel, agent)
    assert add(channel, agent, replace(ONE, text="Finalement reçu."), now=NOON + timedelta(hours=1)).what == "revised"
    assert Revision.objects.filter(message_id=first.message_id).count() == 2


def test_an_edit_is_a_new_version_and_the_old_one_stays(channel, agent):
    first = add(channel, agent)
    later = NOON + timedelta(hours=1)
    assert edit_comment(agent, first.message_id, "Reçu ce matin, abîmé.", now=later).what == "revised"
    assert edit_comment(agent, first.message_id, "Reçu ce matin, abîmé.", now=later).what == "known"
    message = Message.objects.get()
    assert (message.revision_number, message.posted_at, message.permalink) == (2, ONE.posted_at, LINK)
    assert [one.text for one in Revision.objects.order_by("number")] == [ONE.text, "Reçu ce matin, abîmé."]
    assert EvidenceItem.objects.filter(message=message).count() == 2
    assert edit_comment(agent, first.message_id, ONE.text, now=later).what == "revised", "authors change back, too"


def test_what_is_gone_is_marked_and_its_words_stay(channel, agent):
    first = add(channel, agent)
    mark_gone(agent, first.message_id, now=NOON)
    assert (Message.objects.get().state, Revision.objects.get().text) == ("deleted", ONE.text)
    assert refusal(mark_gone, agent, first.message_id, now=NOON) == "state.message"
    assert refusal(edit_comment, agent, first.message_id, "x", now=NOON) == "state.message"


def test_a_typed_name_identifies_within_its_thread_only(channel, agent):
    add(channel, agent)
    add(channel, agent, replace(ONE, text="Toujours rien.", link=f"{POST}#c8", author="odile  m."))
    add(
        channel,
        agent,
        replace(ONE, text="Merci bien.", link="https://avis.example/p/4#c1", thread="https://avis.example/p/4"),
    )
    read_all(NOON)
    assert Author.objects.count() == 2
    assert sorted(case.messages.count() for case in Case.objects.all()) == [1, 2]


def test_comments_without_a_name_are_nobodys_and_stay_apart(channel, agent):
    add(channel, agent, replace(ONE, author=""))
    add(channel, agent, replace(ONE, author="", link=f"{POST}#c8", text="Moi aussi."))
    assert Author.objects.count() == 2


def test_it_continues_the_thread_of_a_case(channel, agent):
    add(channel, agent, replace(ONE, thread=""))
    read_all(NOON)
    case = Case.objects.get()
    more = Pasted("Et toujours rien ce soir.", "Odile M.", NOON + timedelta(hours=1))
    add(channel, agent, more, now=NOON + timedelta(hours=1), case_id=case.id)
    read_all(NOON + timedelta(hours=1))
    assert (Case.objects.count(), case.messages.count()) == (1, 2)


def test_a_private_message_is_kept_as_such(channel, agent):
    assert Message.objects.get(id=add(channel, agent, replace(ONE, private=True)).message_id).private


def test_strange_characters_are_kept_exactly(channel, agent):
    words = "\u202egnp.exe\u202c \u200b café — 👩\u200d🚀\n\tوصل الطرد مكسورًا"
    add(channel, agent, replace(ONE, text=words))
    assert Revision.objects.get().text == words


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (replace(ONE, text="  "), "input.text"),
        (replace(ONE, text="a\x00b"), "input.text"),
        (replace(ONE, text="x" * 20_001), "input.text"),
        (replace(ONE, author="x" * 201), "input.name"),
        (replace(ONE, author="a\x00"), "input.text"),
        (replace(ONE, link="javascript:alert(1)"), "input.link"),
        (replace(ONE, thread="not a link"), "input.link"),
        (replace(ONE, posted_at=NOON + timedelta(minutes=3)), "input.time"),
        (replace(ONE, posted_at=NOON.replace(year=1999)), "input.time"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_comes_in(channel, agent, bad, code):
    assert refusal(add, channel, agent, bad) == code
    assert not Message.objects.exists()


def test_a_channel_that_reads_its_network_takes_no_paste(channel, agent):
    Channel.objects.update(network="publicpage")
    assert refusal(add, channel, agent) == "state.channel"
    Channel.objects.update(network="by_hand", state="paused")
    assert refusal(add, channel, agent) == "state.channel"
    Channel.objects.update(state="removed")
    assert refusal(add, channel, agent) == "access.channel"


@pytest.mark.parametrize(
    ("network", "takes"),
    [
        ("by_hand", True),
        ("import", True),
        ("files", True),
        ("publicpage", False),
        ("webhook", False),
        ("bluesky", False),
    ],
)
def test_only_networks_that_nothing_reads_are_pasted_into(network, takes):
    assert takes_paste(network) is takes


@pytest.mark.parametrize(("role", "may"), [
    (Role.AGENT, True), (Role.REVIEWER, True), (Role.LEAD, True),
    (Role.EXPERT, False), (Role.AUDITOR, False), (Role.ADMINISTRATOR, False),
])  # fmt: skip
def test_the_desk_brings_comments_in_and_nobody_else(channel, agent, role, may):
    first = add(channel, agent)
    person = a_person(channel.brand, role, name="Zoé Lann").id
    stranger = a_person(a_brand(f"autre-{role}"), Role.LEAD, name="Ian Prat").id
    other = replace(ONE, link=f"{POST}#c9", text="Autre.")
    acts = [
        lambda who: add(channel, who, other),
        lambda who: edit_comment(who, first.message_id, "Corrigé.", now=NOON),
        lambda who: mark_gone(who, first.message_id, now=NOON),
    ]
    for act in acts:
        assert refusal(act, stranger) == "access.brand"
        if may:
            act(person)
        else:
            assert refusal(act, person) == "access.action"
