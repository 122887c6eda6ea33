"""Learning from corrections: what is learnt from, when it counts, how it is undone, and who may have it done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from tests.desk.a_learner import Counting, corrected_messages
from tests.desk.makers import NOON, a_brand, a_channel, a_person, an_item
from tests.desk.replies import LATER

from detente.accounts.models import Brand, Membership, Person
from detente.cli.learn import report
from detente.contracts.actors import COMMAND, SYSTEM, Actor
from detente.contracts.learning import Lesson, Taught
from detente.contracts.network import Change, ChangeKind
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.correct_reading import Correction, correct_reading, take_back_correction
from detente.desk.actions.erase_messages import erase_messages
from detente.desk.actions.learn import learn_from_corrections, undo_layer
from detente.desk.actions.learning_tasks import ask_learning, plan_nightly_learning
from detente.desk.actions.receive import receive
from detente.desk.models import Channel, LearningTask, Message, ReadingLayer
from detente.desk.queries.brand_readings import brand_readings
from detente.desk.queries.corrections import corrections_of
from detente.desk.queries.learning import learning_page
from detente.journal.models import Event
from detente.rules.learning import is_held_back
from detente.workers.learn import LEASE, learn_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel() -> Channel:
    return a_channel(a_brand())


@pytest.fixture
def lead(channel: Channel) -> Person:
    return a_person(channel.brand, Role.LEAD)


def _learn(brand: Brand, learner: Counting | None = None, *, by: Actor = COMMAND, dry_run: bool = False):
    return learn_from_corrections(learner or Counting(), brand.id, by=by, dry_run=dry_run, now=LATER)


def _force(brand: Brand) -> int:
    rows = ReadingLayer.objects.filter(brand=brand, state="active").order_by("-version")
    return rows.values_list("version", flat=True).first() or 0


def test_below_twenty_corrections_it_says_how_many_are_missing_and_does_nothing(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 18)
    learner = Counting()
    learnt = _learn(channel.brand, learner)
    assert (learnt.state, learnt.missing, learner.taught) == ("few", 2, [])
    assert not ReadingLayer.objects.exists()


def test_every_fifth_is_held_back_and_never_taught(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 30)
    learner = Counting()
    learnt = _learn(channel.brand, learner)
    assert all(is_held_back(one.reference) for one in learner.held_back)
    assert not any(is_held_back(one.reference) for one in learner.taught)
    assert (learnt.taught, learnt.held_back) == (len(learner.taught), len(learner.held_back))
    assert learnt.taught + learnt.held_back == 30
    assert learner.taught[0].said == {"topic": "price"}
    assert learner.taught[0].text.startswith("Message ")


def test_what_helped_is_in_force_and_read_with_from_then_on(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 30)
    learnt = _learn(channel.brand)
    layer = ReadingLayer.objects.get()
    assert (learnt.state, learnt.version, layer.version, layer.state, layer.origin) == (
        "active", 1, 1, "active", "command",
    )  # fmt: skip
    assert brand_readings([channel.brand_id])[channel.brand_id].layer == bytes(layer.weights)
    facts = Event.objects.get(name="reading_layer.active").facts
    assert facts["version"] == 1 and facts["right_after"] >= facts["right_before"]


def test_what_made_it_worse_is_set_aside_and_said_so(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 60)
    _learn(channel.brand)
    learnt = _learn(channel.brand, Counting(before=1, after=0))
    assert (learnt.state, learnt.version) == ("set_aside", 2)
    assert _force(channel.brand) == 1
    assert Event.objects.filter(name="reading_layer.set_aside").count() == 1


def test_a_trial_writes_nothing(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 30)
    events = Event.objects.count()
    learnt = _learn(channel.brand, dry_run=True)
    assert (learnt.state, learnt.version, ReadingLayer.objects.count(), Event.objects.count()) == (
        "active", 0, 0, events,
    )  # fmt: skip


def test_undoing_goes_back_one_version_at_a_time_to_the_reading_as_shipped(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 30)
    _learn(channel.brand)
    _learn(channel.brand)
    by = Actor.person(lead.id)
    assert undo_layer(channel.brand_id, by=by, now=LATER) == 1
    assert _force(channel.brand) == 1
    assert undo_layer(channel.brand_id, by=COMMAND, now=LATER) == 0
    assert brand_readings([channel.brand_id]) == {}
    with pytest.raises(Refused) as refused:
        undo_layer(channel.brand_id, by=by, now=LATER)
    assert refused.value.code == "state.layer"
    assert [one.facts for one in Event.objects.filter(name="reading_layer.undone").order_by("id")] == [
        {"version": 2, "back_to": 1},
        {"version": 1, "back_to": 0},
    ]
    assert _learn(channel.brand).version == 3


def test_the_latest_word_on_each_message_is_taught_with_the_text_it_was_said_of(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 1)
    message = Message.objects.get()
    correct_reading(lead.id, message.case_id or 0, message.id, Correction(irony=True, severity=3), now=LATER)
    item = an_item("c0", "Un tout autre texte", author="c0")
    receive(channel.id, [Change(ChangeKind.EDITED, "c0", item, LATER)], now=LATER)
    one = corrections_of(channel.brand_id)[0]
    assert one == Taught(message.id, "Message 0 sur le prix", "fr", {"severity": "3", "topic": "price", "irony": "yes"})


def test_what_was_taken_back_or_says_only_words_teaches_nothing(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 2)
    first, second = Message.objects.order_by("id")
    take_back_correction(lead.id, first.case_id or 0, first.id, now=LATER)
    take_back_correction(lead.id, second.case_id or 0, second.id, now=LATER)
    correct_reading(lead.id, second.case_id or 0, second.id, Correction(heart="Trop cher"), now=LATER)
    assert corrections_of(channel.brand_id) == []


def test_erased_messages_teach_nothing(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 3)
    gone = Message.objects.order_by("id").first()
    assert gone is not None
    erase_messages(channel.id, [gone.id], "after_deletion", now=LATER)
    assert gone.id not in {one.reference for one in corrections_of(channel.brand_id)}
    assert len(corrections_of(channel.brand_id)) == 2


def test_another_brands_corrections_teach_nothing(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 2)
    assert corrections_of(a_brand("other").id) == []


# --- Who may ---


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "stranger")
def test_the_lead_and_the_administrator_have_it_learn_and_undone(
    channel: Channel, lead: Person, role: Role | None
) -> None:
    corrected_messages(channel, lead, 25)
    person = a_person(channel.brand if role else None, *([role] if role else []), name="Yann Hervé")
    by, brand = Actor.person(person.id), channel.brand
    acts = (
        lambda: _learn(brand, by=by),
        lambda: undo_layer(brand.id, by=by, now=LATER),
        lambda: ask_learning(person.id, brand.id, now=LATER),
        lambda: learning_page(person.id, brand.id),
    )
    for act in acts:
        if role in (Role.LEAD, Role.ADMINISTRATOR):
            act()
            continue
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code.startswith("access.")


# --- Asked for, and at night ---


def test_asked_once_done_once_and_the_page_says_so(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 25)
    ask_learning(lead.id, channel.brand_id, now=LATER)
    with pytest.raises(Refused) as refused:
        ask_learning(lead.id, channel.brand_id, now=LATER)
    assert refused.value.code == "state.learning"
    assert learning_page(lead.id, channel.brand_id).waiting
    work = learn_work(Counting())
    assert (work.step(LATER), work.step(LATER)) == (1, 0)
    page = learning_page(lead.id, channel.brand_id)
    assert (page.waiting, page.outcome, page.since, page.corrections) == (False, "active", 0, 25)
    assert page.current is not None and page.current.by.fr == lead.name
    assert [one.label.fr for one in page.current.measured] == ["Sujet"]


def test_with_too_few_corrections_asking_is_refused_and_says_how_many(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 5)
    with pytest.raises(Refused) as refused:
        ask_learning(lead.id, channel.brand_id, now=LATER)
    assert (refused.value.code, refused.value.facts) == ("state.corrections", {"missing": 15})
    assert "15" in refused.value.sentence.fr


class _Breaks:
    def learn(self, taught: Sequence[Taught], held_back: Sequence[Taught]) -> Lesson:
        raise ValueError("Message 3 sur le prix")


@pytest.mark.parametrize(("learner", "outcome"), [(_Breaks(), "failed"), (None, "no_learner")])
def test_a_learner_that_breaks_or_lacks_changes_nothing_and_the_page_says_so(
    channel: Channel, lead: Person, learner: _Breaks | None, outcome: str, caplog: pytest.LogCaptureFixture
) -> None:
    corrected_messages(channel, lead, 25)
    ask_learning(lead.id, channel.brand_id, now=LATER)
    learn_work(learner).step(LATER)
    assert LearningTask.objects.get().outcome == outcome
    assert not ReadingLayer.objects.exists()
    assert "sur le prix" not in caplog.text


def test_who_lost_the_right_meanwhile_has_nothing_learnt(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 25)
    ask_learning(lead.id, channel.brand_id, now=LATER)
    Membership.objects.filter(person=lead).update(active=False)
    learn_work(Counting()).step(LATER)
    assert (LearningTask.objects.get().outcome, ReadingLayer.objects.count()) == ("refused", 0)


def test_a_task_of_a_dead_worker_is_taken_over(channel: Channel, lead: Person) -> None:
    from detente.desk.actions.learning_tasks import claim_learning, learning_done

    corrected_messages(channel, lead, 25)
    ask_learning(lead.id, channel.brand_id, now=LATER)
    dead = claim_learning(lease=LEASE, now=LATER)
    assert dead is not None
    later = LATER + LEASE + timedelta(seconds=1)
    assert learn_work(Counting()).step(later) == 1
    learning_done(dead, "failed", now=later)
    assert LearningTask.objects.get().outcome == "active"


NIGHT = datetime(2026, 11, 21, 2, 10, tzinfo=UTC)
"""Ten past three in Paris."""


def test_at_night_a_brand_learns_once_and_only_from_something_new(channel: Channel, lead: Person) -> None:
    a_brand("empty")
    corrected_messages(channel, lead, 25)
    assert plan_nightly_learning(NIGHT - timedelta(hours=1)) == 0
    assert (plan_nightly_learning(NIGHT), plan_nightly_learning(NIGHT)) == (1, 0)
    learn_work(Counting()).step(NIGHT)
    assert ReadingLayer.objects.get().origin == "system"
    assert plan_nightly_learning(NIGHT + timedelta(minutes=30)) == 0
    assert plan_nightly_learning(NIGHT + timedelta(days=1)) == 0
    corrected_messages(channel, lead, 1, prefix="n", now=NIGHT)
    assert plan_nightly_learning(NIGHT + timedelta(days=2)) == 1
    assert {event.actor_kind for event in Event.objects.filter(name="learning.asked")} == {"system"}
    assert SYSTEM.kind == "system" and NOON < NIGHT


# --- What the command prints ---


def test_the_command_says_before_and_after_of_each_dimension(channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 60)
    lines = report("Ferrolune", _learn(channel.brand), "fr")
    assert lines[0].endswith("version 1 en vigueur")
    assert lines[1].split()[:2] == ["Sujet", "3"]
    assert len(lines) == 2
    tried = report("Ferrolune", _learn(channel.brand, Counting(1, 0), dry_run=True), "en")
    assert tried[0].endswith("only tried, it would be set aside")
    few = SimpleNamespace(state="few", missing=7, version=0)
    assert report("Ferrolune", few, "en") == ["Ferrolune: 7 more corrections are needed, nothing is learnt."]  # type: ignore[arg-type]
