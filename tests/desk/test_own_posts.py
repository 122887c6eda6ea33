"""Our posts as they come back: ours by data, a colleague's by what is left, and never the one for the other."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from tests.desk.makers import a_brand, a_case, a_channel, an_item, created, read_all
from tests.desk.replies import GOOD, LATER, Desk, a_desk
from tests.desk.sending import Hands, Wire, Workers, a_wire, lose_after

from detente.contracts.network import Frozen, Item
from detente.desk.actions.judge_own_posts import judge_own_posts, settle_seen
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Draft, Message, Publication
from detente.journal.models import Event
from detente.rules.clock import STOPS
from detente.workers.publish import Sender

AFTER = LATER + timedelta(minutes=2)


@pytest.fixture
def desk(db: None) -> Desk:
    return a_desk()


def _ours(text: str, external_id: str = "o1", *, parent: str = "m1", at: datetime = AFTER) -> Item:
    return an_item(external_id, text, author=None, thread="m1", parent=parent, posted_at=at, ours=True)


def _heard(desk: Desk, item: Item, *, now: datetime = AFTER, historical: bool = False) -> None:
    """Listening brings one post of ours, and everything that follows at once."""
    receive(desk.channel.id, created(item, at=now), now=now, historical=historical)
    settle_seen(now)
    judge_own_posts(now)


def _elsewhere() -> int:
    return Event.objects.filter(name="reply.seen_elsewhere").count()


def test_a_colleagues_reply_on_the_network_stops_the_clock_as_such(desk: Desk) -> None:
    _heard(desk, _ours("Bonjour, je regarde cela."))
    case = desk.case_now()
    assert (case.state, case.first_reply_kind, case.first_reply_at) == ("answered", "elsewhere", AFTER)
    assert Message.objects.get(external_id="o1").elsewhere
    assert _elsewhere() == 1


def test_it_is_said_once_however_often_it_comes(desk: Desk) -> None:
    for _ in range(3):
        _heard(desk, _ours("Bonjour, je regarde cela."))
    assert _elsewhere() == 1


def test_a_reply_seen_elsewhere_is_one_of_the_facts_that_stop_the_clock() -> None:
    assert "reply_seen_elsewhere" in {fact.value for fact in STOPS}


def test_a_colleagues_reply_that_arrives_before_the_case_is_opened_counts_once_it_is(db: None) -> None:
    channel = a_channel(a_brand())
    complaint = an_item("m1", posted_at=LATER)
    receive(channel.id, created(complaint, _ours("Bonjour.")), now=AFTER)
    assert judge_own_posts(AFTER) == 0
    read_all(AFTER)
    assert judge_own_posts(AFTER) == 1
    assert Case.objects.get().first_reply_kind == "elsewhere"


def test_what_the_author_wrote_after_that_reply_waits_for_an_answer_of_its_own(desk: Desk) -> None:
    desk.author_writes(external_id="m2", now=AFTER + timedelta(minutes=1))
    _heard(desk, _ours("Bonjour.", at=AFTER), now=AFTER + timedelta(minutes=2))
    case = desk.case_now()
    assert (case.state, case.first_reply_at) == ("open", None)
    assert case.clock_started_at == AFTER + timedelta(minutes=1)
    assert _elsewhere() == 1


def test_a_text_that_waits_to_leave_under_the_same_message_is_held_back(desk: Desk) -> None:
    publication = desk.queued()
    _heard(desk, _ours("Je m’en occupe."))
    publication.refresh_from_db()
    assert (publication.state, publication.trouble) == ("not_published", "held.answered_elsewhere")
    assert Draft.objects.get().state == "editing"


def test_a_sender_that_was_faster_than_the_judge_finds_the_tie_broken(desk: Desk) -> None:
    publication = desk.queued()
    wire = a_wire(Hands(AFTER))
    wire.items["o1"] = _ours("Je m’en occupe.")
    receive(desk.channel.id, created(wire.items["o1"]), now=AFTER)
    Workers(wire).publish()
    publication.refresh_from_db()
    assert (publication.state, wire.sent) == ("not_published", [])
    assert judge_own_posts(AFTER) == 1


def test_our_own_reply_under_its_known_id_is_ours(desk: Desk) -> None:
    desk.queued()
    workers = Workers(a_wire(Hands(AFTER)))
    workers.publish()
    item = next(one for one in workers.wire.items.values() if one.ours)
    _heard(desk, replace(item, text="les mots que le réseau en a faits"))
    assert (_elsewhere(), desk.case_now().first_reply_kind) == (0, "reply")
    assert Message.objects.get(external_id=item.external_id).case_id == desk.case.id


def test_a_reply_whose_answer_was_lost_is_found_by_listening(desk: Desk) -> None:
    publication = desk.queued()
    wire = a_wire(Hands(AFTER))
    wire.on_send.append(lose_after(wire))
    Workers(wire).publish()
    _heard(desk, next(one for one in wire.items.values() if one.ours))
    publication.refresh_from_db()
    assert (publication.state, len(wire.sent)) == ("confirmed", 1)
    assert _elsewhere() == 0


def test_other_words_are_not_judged_while_a_reply_is_in_doubt(desk: Desk) -> None:
    desk.queued()
    wire = a_wire(Hands(AFTER))
    wire.on_send.append(lose_after(wire))
    Workers(wire).publish()
    sent = next(one for one in wire.items.values() if one.ours)
    _heard(desk, replace(sent, text="&laquo; mots changés par le réseau &raquo;"))
    assert _elsewhere() == 0
    Workers(wire).settle()
    judge_own_posts(wire.hands.at)
    assert (_elsewhere(), Publication.objects.get().message_id) == (0, Message.objects.get(ours=True).id)


def test_an_id_that_was_foretold_is_ours_whatever_its_words(desk: Desk) -> None:
    desk.queued()
    wire = _Foretelling(Hands(AFTER))
    wire.items.update(a_wire().items)
    wire.on_send.append(lose_after(wire))
    Workers(wire).publish()
    _heard(desk, replace(wire.items["foretold"], text="autre chose"))
    assert Publication.objects.get().message_id == Message.objects.get(external_id="foretold").id


def test_the_same_words_from_a_colleague_before_anything_left_are_theirs(desk: Desk) -> None:
    desk.queued()
    _heard(desk, _ours(GOOD))
    assert _elsewhere() == 1
    assert Publication.objects.get().state == "not_published"


def test_history_is_answered_without_a_clock(db: None) -> None:
    channel = a_channel(a_brand())
    old = LATER - timedelta(days=90)
    receive(channel.id, created(an_item("m1", posted_at=old), _ours("Réglé.", at=old)), now=AFTER, historical=True)
    read_all(AFTER)
    judge_own_posts(AFTER)
    case = Case.objects.get()
    assert (case.historical, case.state, case.deadline, case.first_reply_kind) == (True, "answered", None, "elsewhere")


def test_a_post_of_ours_that_answers_nobody_is_no_reply(db: None) -> None:
    channel = a_channel(a_brand())
    receive(channel.id, created(replace(_ours("Bonne nouvelle."), parent_external_id=None)), now=AFTER)
    a_case(channel, external_id="m9", now=AFTER)
    assert judge_own_posts(AFTER) == 0


class _Foretelling(Wire):
    """A network whose ids are known beforehand."""

    def foretell(self, frozen: Frozen) -> str:
        return "foretold"

    def write(self, frozen: Frozen) -> Item:
        item = super().write(frozen)
        self.items.pop(item.external_id)
        self.items["foretold"] = replace(item, external_id="foretold")
        return self.items["foretold"]


@pytest.mark.parametrize(("lost", "changed"), list(product([False, True], [False, True])))
def test_our_reply_that_listening_sees_while_it_is_being_sent_is_never_a_colleagues(
    fresh_desk: str, lost: bool, changed: bool
) -> None:
    desk = a_desk()
    desk.queued()
    wire = a_wire(Hands(AFTER))
    there, heard = threading.Event(), threading.Event()

    def meanwhile(frozen: Frozen) -> None:
        standing = wire.write(frozen)
        there.set()
        assert heard.wait(20)
        if lost:
            lose_after(_Nothing(wire))(frozen)
        wire.items.pop(standing.external_id)

    wire.on_send.append(meanwhile)

    def sending() -> None:
        try:
            Sender(lambda _: wire, wire.hands).step(wire.hands.at)
        finally:
            connection.close()

    thread = threading.Thread(target=sending)
    thread.start()
    assert there.wait(20)
    seen = next(one for one in wire.items.values() if one.ours)
    _heard(desk, replace(seen, text="transformé par le réseau") if changed else seen)
    assert (_elsewhere(), Publication.objects.get().state) == (0, "sending")
    heard.set()
    thread.join(20)
    Workers(wire).settle()
    settle_seen(wire.hands.at)
    judge_own_posts(wire.hands.at)
    publication = Publication.objects.get()
    assert (_elsewhere(), desk.case_now().first_reply_kind) == (0, "reply")
    assert (publication.state, publication.message_id) == ("visible", Message.objects.get(ours=True).id)
    assert Message.objects.get(ours=True).case_id == desk.case.id
    assert len(wire.sent) == 1


class _Nothing(Wire):
    """A wire on which nothing more is written."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire.hands)

    def write(self, frozen: Frozen) -> Item:
        return an_item("never")
