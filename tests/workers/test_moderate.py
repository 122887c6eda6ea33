"""Removals are carried out once each, whatever dies on the way, and what a network answers is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from tests.desk.charter_world import NOTICE, TEXT, WORDS, World, a_world
from tests.desk.makers import NOON, an_item

from detente.contracts.network import (
    Auth,
    Batch,
    Connector,
    Cursor,
    Denied,
    Gone,
    Invalid,
    Item,
    Limited,
    Moderated,
    Moderation,
    NetworkError,
    NotSent,
    Probe,
    Unknown,
)
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.confirm_provisional import confirm_provisional
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.execute_removal import ATTEMPT_CAP, give_up_removals
from detente.desk.models import Channel, Mail, Message, Removal
from detente.journal.models import Event
from detente.workers.loop import Loop
from detente.workers.moderate import LEASE, Moderator, moderate_work

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker's process dies here."""


@dataclass
class Clock:
    """A clock that the test moves."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def later(self, by: timedelta) -> None:
        """Move on."""
        self.at += by


@dataclass
class Network:
    """A network in memory: what is hidden or gone there, and every order it was given."""

    hidden: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    orders: list[Moderation] = field(default_factory=list)
    looks: int = 0
    answer: BaseException | None = None
    after: BaseException | None = None

    def moderate(self, order: Moderation, *, now: datetime) -> Moderated:
        self.orders.append(order)
        if self.answer:
            raise self.answer
        if order.external_id in self.gone:
            raise Gone(order.external_id)
        {"hide": self.hidden.add, "restore": self.hidden.discard, "delete": self.gone.add}[order.verb](
            order.external_id
        )
        if self.after:
            raise self.after
        return Moderated(order.external_id, order.verb, b"{}")

    def inverse(self, order: Moderation) -> Moderation | None:
        return None

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        self.looks += 1
        if external_id in self.gone:
            raise Gone(external_id)
        return replace(an_item(external_id, TEXT), hidden=external_id in self.hidden)

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        raise AssertionError("moderating never asks for this")

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        raise AssertionError("moderating never asks for this")

    def probe(self, *, now: datetime) -> Probe:
        raise AssertionError("moderating never asks for this")


@dataclass
class Bench:
    """One decided removal, a network and a clock."""

    world: World
    message: Message
    network: Network
    clock: Clock

    def moderator(self) -> Moderator:
        """The worker."""
        return Moderator(lambda _: self.network, self.clock)

    def drain(self) -> int:
        """Let the worker do all that is due."""
        return Loop("t", [moderate_work(self.moderator())], now=self.clock).drain()

    def row(self) -> Removal:
        """The removal as it stands."""
        return Removal.objects.get(message=self.message)

    def names(self) -> list[str]:
        """Names of the removal's events, in order."""
        rows = Event.objects.filter(subject_kind="removal", subject_id=self.row().id)
        return list(rows.order_by("id").values_list("name", flat=True))


@pytest.fixture
def bench() -> Bench:
    world = a_world()
    message = world.abuse()
    decide_removal(world.id_of("lead"), world.ask(message), True, "", now=NOON)
    return Bench(world, message, Network(), Clock())


def test_an_approved_hide_reaches_the_network_once_with_the_authors_notice(bench: Bench) -> None:
    assert bench.drain() == 1
    assert bench.drain() == 0
    (order,) = bench.network.orders
    assert (order.verb, order.external_id, order.notice) == ("hide", "m1", NOTICE)
    assert order.clause_title == "Propos racistes ou discriminatoires"
    assert order.contest_until == bench.row().contest_until
    assert (bench.row().state, bench.row().done_at) == ("done", NOON)
    assert bench.network.looks == 0


def test_the_intention_is_written_before_the_network_is_called(bench: Bench) -> None:
    bench.network.answer = Killed()
    with pytest.raises(Killed):
        bench.drain()
    assert bench.row().intended_at == NOON
    assert bench.names()[-1] == "removal.intended"


STEPS: dict[str, Callable[[pytest.MonkeyPatch, Network], None]] = {
    "after the claim": lambda patch, network: patch.setattr("detente.workers.moderate.intend_removal", _die),
    "before the request": lambda patch, network: setattr(network, "answer", Killed()),
    "after the request": lambda patch, network: setattr(network, "after", Killed()),
    "before the result is written": lambda patch, network: patch.setattr("detente.workers.moderate.removal_done", _die),
}


def _die(*args: object, **kwargs: object) -> None:
    raise Killed


@pytest.mark.parametrize("step", sorted(STEPS))
def test_a_worker_killed_at_any_step_leaves_a_removal_that_the_next_one_finishes_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patch:
        STEPS[step](patch, bench.network)
        with pytest.raises(Killed):
            bench.drain()
    bench.network.answer = bench.network.after = None
    assert bench.drain() == 0
    bench.clock.later(LEASE)
    assert bench.drain() == 1
    assert (bench.row().state, bench.network.hidden) == ("done", {"m1"})
    assert bench.names().count("removal.done") == 1
    assert bench.network.looks == 1
    happened = step in ("after the request", "before the result is written")
    assert len(bench.network.orders) == (1 if happened or step == "after the claim" else 2)


def test_a_result_that_comes_after_the_lease_changes_nothing(bench: Bench) -> None:
    slow, late = bench.moderator(), bench.network.moderate

    def take_over(order: Moderation, *, now: datetime) -> Moderated:
        answer = late(order, now=now)
        bench.network.moderate = late  # type: ignore[method-assign]
        bench.clock.later(LEASE)
        bench.drain()
        return answer

    bench.network.moderate = take_over  # type: ignore[method-assign]
    slow.step(bench.clock.at)
    assert bench.names().count("removal.done") == 1
    assert bench.row().attempts == 2


def test_a_hide_that_was_not_confirmed_is_put_back(bench: Bench) -> None:
    message = bench.world.abuse("m2", "paul")
    removal = bench.world.hide(message)
    bench.drain()
    assert bench.network.hidden == {"m1", "m2"}
    confirm_provisional(bench.world.id_of("reviewer"), removal, False, "Non.", now=NOON)
    bench.drain()
    assert bench.network.hidden == {"m1"}
    assert Message.objects.get(id=message.id).state == "visible"
    assert Event.objects.filter(name="removal.put_back", subject_id=removal).count() == 1


@pytest.mark.parametrize("error", [NotSent("dns"), Unknown("reset"), Limited("slow", until=None), TypeError()])
def test_a_network_that_does_not_answer_is_tried_again_after_a_look(bench: Bench, error: Exception) -> None:
    bench.network.answer = error
    bench.drain()
    row = bench.row()
    assert (row.state, row.wanted, row.done_at) == ("approved", "hide", None)
    assert row.due_at is not None
    assert NOON < row.due_at <= NOON + timedelta(minutes=1)
    assert "pas répondu" in row.trouble
    bench.network.answer = None
    bench.clock.later(timedelta(minutes=1))
    bench.drain()
    assert (bench.row().state, bench.row().trouble, bench.network.looks) == ("done", "", 1)


def test_a_lost_answer_is_never_repeated_when_the_look_shows_it_done(bench: Bench) -> None:
    bench.network.after = Unknown("cut")
    bench.drain()
    bench.network.after = None
    bench.clock.later(timedelta(minutes=1))
    bench.drain()
    assert (len(bench.network.orders), bench.row().state) == (1, "done")


def test_a_network_that_says_wait_is_asked_when_it_said(bench: Bench) -> None:
    until = NOON + timedelta(minutes=9)
    bench.network.answer = Limited("slow", until=until)
    bench.drain()
    assert bench.row().due_at == until


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Denied(Words(fr="Interdit ici.", en="Forbidden here."), Words(fr="x", en="x")), "Interdit ici."),
        (Invalid("bad", field="notice"), "pas accepté"),
        (Auth("revoked", kind="revoked"), "droits"),
        (Refused("state.channel", Words(fr="Reliez le canal.", en="Connect it again.")), "Reliez le canal."),
    ],
)
def test_what_trying_again_cannot_help_waits_for_a_person_and_the_lead_is_told(
    bench: Bench, error: NetworkError | Refused, said: str
) -> None:
    bench.network.answer = error
    bench.drain()
    row = bench.row()
    assert (row.state, row.wanted, row.due_at) == ("approved", "hide", None)
    assert said in row.trouble
    bench.clock.later(timedelta(days=1))
    assert bench.drain() == 0
    assert Mail.objects.filter(about__startswith=f"removal:{row.id}:stuck").count() == 2


def test_a_message_that_its_author_deleted_meanwhile_is_done_without_a_notice(bench: Bench) -> None:
    bench.network.gone.add("m1")
    bench.drain()
    assert (bench.row().state, bench.row().notice_sent_at) == ("done", None)
    assert Message.objects.get(id=bench.message.id).state == "deleted"
    assert "removal.notified" not in bench.names()


def test_where_no_notice_is_shown_nobody_is_said_to_have_read_it(bench: Bench) -> None:
    Channel.objects.update(network="wordpress")
    bench.drain()
    assert (bench.row().state, bench.row().done_at, bench.row().notice_sent_at) == ("done", NOON, None)
    assert "removal.notified" not in bench.names()


def test_a_network_that_cannot_remove_says_so(bench: Bench) -> None:
    class OnlyReads:
        """A connector without moderation."""

        probe, poll, fetch, replies = Network.probe, Network.poll, Network.fetch, Network.replies

    def dial(channel: Channel) -> Connector:
        return OnlyReads()  # type: ignore[return-value]

    Moderator(dial, bench.clock).step(NOON)
    assert "ne permet pas" in bench.row().trouble


def test_a_removal_whose_workers_all_died_is_said_to_the_lead(bench: Bench) -> None:
    bench.network.answer = Killed()
    for _ in range(ATTEMPT_CAP):
        with pytest.raises(Killed):
            bench.drain()
        bench.clock.later(LEASE)
    assert bench.drain() == 0
    assert give_up_removals(bench.clock.at) == 1
    assert give_up_removals(bench.clock.at) == 0
    assert "Trop d’essais" in bench.row().trouble


def test_a_broken_seal_stops_the_worker(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.desk.sealed.sealing_key", lambda: bytes(32))
    bench.drain()
    assert bench.network.orders == []
    assert "sceau" in bench.row().trouble
    assert bench.row().intended_at is None


def test_nothing_undecided_ever_reaches_the_network(bench: Bench) -> None:
    bench.world.ask(bench.world.abuse("m2", "paul"))
    refused = bench.world.ask(bench.world.abuse("m3", "rita"))
    decide_removal(bench.world.id_of("lead"), refused, False, "Non.", now=NOON)
    bench.drain()
    assert [order.external_id for order in bench.network.orders] == ["m1"]
    assert WORDS not in str(bench.names())
