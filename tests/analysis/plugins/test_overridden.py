"""The embedded engine with plug-ins beside it: whatever they do, every message is read, and in time."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from detente.analysis.plugins.circuit import FIRST_PAUSE, LONGEST_PAUSE, TROUBLES, Circuit
from detente.analysis.plugins.overridden import Overridden
from detente.analysis.plugins.plugin import Answer, PluginTrouble, Trouble
from detente.analysis.plugins.values import Guess
from detente.contracts.analysis import ReadingResult, Sentiment
from detente.contracts.kinds import Kind
from detente.contracts.learning import BrandReading
from tests.analysis.plugins.readings import PLAIN, Clock, Embedded, Scripted, messages

NEGATIVE = {"sentiment": Guess("negative", 0.9)}
SILENT = PluginTrouble(Trouble.LATE)


def _embedded(results: list[ReadingResult]) -> bool:
    return all(replace(result, reference=0) == PLAIN for result in results)


def test_the_given_dimension_is_overridden_and_the_others_are_the_embedded_ones() -> None:
    clock = Clock()
    engine = Overridden(Embedded(), [Scripted(clock, [NEGATIVE])], tick=clock)
    results = engine.read(messages("a", "b", "c"))
    assert [result.reference for result in results] == [1, 2, 3]
    assert {result.sentiment for result in results} == {Sentiment.NEGATIVE}
    assert all(result.sources == {"sentiment": "tone"} and result.kind is Kind.COMPLAINT for result in results)
    assert engine.name == "embedded-1"
    assert engine.counts["tone", "read"] == 3


def test_several_plug_ins_each_decide_what_they_were_given() -> None:
    clock = Clock()
    kinds = Scripted(clock, [{"kind": Guess("press", 0.9)}], frozenset({"kind"}), "kinds")
    (result,) = Overridden(Embedded(), [Scripted(clock, [NEGATIVE]), kinds], tick=clock).read(messages("a"))
    assert result.sources == {"sentiment": "tone", "kind": "kinds"}
    assert (result.sentiment, result.kind) == (Sentiment.NEGATIVE, Kind.PRESS)


def test_a_plug_in_wins_over_what_a_brand_taught_and_says_so() -> None:
    clock, embedded = Clock(), Embedded(sources={"sentiment": "brand", "topic": "brand"})
    brands = {7: BrandReading("v1")}
    (result,) = Overridden(embedded, [Scripted(clock, [NEGATIVE])], tick=clock).read(messages("a"), brands)
    assert result.sources == {"sentiment": "tone", "topic": "brand"}
    assert embedded.brands is brands


@pytest.mark.parametrize(
    "line",
    [
        SILENT,
        PluginTrouble(Trouble.REFUSED, "status 500"),
        RuntimeError("boum"),
        RecursionError(),
        Answer({}),
        Answer({99: NEGATIVE}),
        {"kind": Guess("press", 0.9)},
        {"mood": Guess("bad", 0.9)},
        {"sentiment": Guess("furious", 0.9)},
        {"sentiment": Guess("negative", 1.2)},
        {"sentiment": Guess("negative", float("nan"))},
        {"sentiment": Guess("negative", 0.9, {"negative": 0.9})},
    ],
    ids=[
        "trouble", "refused", "raises", "recursion", "nothing", "another message", "a dimension it was not given",
        "no dimension", "no value", "no probability", "not a number", "half a distribution",
    ],
)  # fmt: skip
def test_whatever_a_plug_in_says_wrongly_the_embedded_reading_stands(
    line: dict[str, Guess] | Answer | Exception,
) -> None:
    clock = Clock()
    engine = Overridden(Embedded(), [Scripted(clock, [line])], tick=clock)
    assert _embedded(engine.read(messages("a", "b")))
    assert engine.counts["tone", "kept"] == 2


def test_half_a_batch_is_half_overridden() -> None:
    clock = Clock()
    plugin = Scripted(clock, [Answer({2: NEGATIVE}, {"missing": 1})])
    engine = Overridden(Embedded(), [plugin], tick=clock)
    first, second = engine.read(messages("a", "b"))
    assert (first.sources, second.sources) == ({}, {"sentiment": "tone"})
    assert engine.counts["tone", "missing"] == 1


def test_a_good_value_beside_an_invented_one_is_kept() -> None:
    clock = Clock()
    both = {**NEGATIVE, "topic": Guess("weather", 0.9)}
    engine = Overridden(Embedded(), [Scripted(clock, [both], frozenset({"sentiment", "topic"}))], tick=clock)
    (result,) = engine.read(messages("a"))
    assert result.sources == {"sentiment": "tone"}
    assert engine.counts["tone", "invented"] == 1


def test_when_the_time_of_a_batch_is_over_the_rest_keeps_the_embedded_reading() -> None:
    clock = Clock()
    plugin = Scripted(clock, [NEGATIVE], takes=4.0)
    engine = Overridden(Embedded(), [plugin], seconds=10, tick=clock)
    results = engine.read(messages(*"abcdefgh"))
    assert plugin.asked == [[1, 2], [3, 4]], "a third question would end after the time"
    assert [bool(result.sources) for result in results] == [True] * 4 + [False] * 4
    assert plugin.given == [10.0, 6.0]
    assert engine.counts["tone", "late"] == 4


def test_plug_ins_share_the_time_of_a_batch() -> None:
    clock = Clock()
    slow, starved = Scripted(clock, [SILENT], takes=10.0), Scripted(clock, [NEGATIVE], name="second")
    assert _embedded(Overridden(Embedded(), [slow, starved], seconds=10, tick=clock).read(messages("a")))
    assert starved.asked == []


def test_after_repeated_trouble_the_plug_in_is_left_alone_and_tried_again_later() -> None:
    clock = Clock()
    plugin = Scripted(clock, [SILENT] * TROUBLES + [NEGATIVE])
    engine = Overridden(Embedded(), [plugin], tick=clock)
    engine.read(messages(*"abcdefgh"))
    assert len(plugin.asked) == TROUBLES
    clock.now += FIRST_PAUSE - 1
    assert _embedded(engine.read(messages("a")))
    assert len(plugin.asked) == TROUBLES
    clock.now += 2
    (result,) = engine.read(messages("a"))
    assert result.sources == {"sentiment": "tone"}


def test_a_plug_in_that_never_answers_costs_less_and_less() -> None:
    clock = Clock()
    plugin = Scripted(clock, [SILENT], takes=10.0)
    engine = Overridden(Embedded(), [plugin], seconds=10, tick=clock)
    begun, batches = clock.now, 0
    while clock.now < begun + 3600:
        before = clock.now
        assert _embedded(engine.read(messages("a")))
        batches += 1
        assert clock.now - before <= 10, "no batch waits longer than its time"
        clock.now += 1
    assert len(plugin.asked) <= 12, "in an hour"
    assert batches > 3000


def test_a_pause_doubles_up_to_the_longest_and_an_answer_ends_it() -> None:
    circuit = Circuit()
    pauses = [circuit.trouble(0.0) for _ in range(12)]
    assert pauses[: TROUBLES + 1] == [0.0] * (TROUBLES - 1) + [FIRST_PAUSE, FIRST_PAUSE * 2]
    assert pauses[-1] == LONGEST_PAUSE
    circuit.fine()
    assert circuit.trouble(0.0) == 0.0


@pytest.mark.parametrize(("asked", "given"), [(90.0, 90.0), (10.0**300, LONGEST_PAUSE), (float("inf"), LONGEST_PAUSE)])
def test_a_plug_in_that_asks_to_wait_is_given_its_rest_within_reason(asked: float, given: float) -> None:
    clock = Clock()
    plugin = Scripted(clock, [PluginTrouble(Trouble.BUSY, wait=asked), NEGATIVE])
    engine = Overridden(Embedded(), [plugin], tick=clock)
    engine.read(messages(*"abcd"))
    clock.now += given - 1
    engine.read(messages("a"))
    assert len(plugin.asked) == 1
    clock.now += 2
    engine.read(messages("a"))
    assert len(plugin.asked) == 2


def test_a_message_that_the_embedded_engine_cannot_read_waits_for_a_person_whatever_a_plug_in_would_say() -> None:
    clock = Clock()
    plugin = Scripted(clock, [{"kind": Guess("compliment", 1.0)}], frozenset({"kind"}))
    engine = Overridden(Embedded(chokes_on="!"), [plugin], tick=clock)
    first, choked, third = engine.read(messages("a", "b!", "c"))
    assert (choked.kind, choked.unsure, choked.sources) == (Kind.OTHER, True, {})
    assert first.sources == third.sources == {"kind": "tone"}
    assert plugin.asked == [[1, 3]]


def test_the_log_names_the_plug_in_and_counts_and_holds_no_text(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    secret = "mon IBAN est FR76"
    script: list[dict[str, Guess] | Answer | Exception] = [ValueError(secret), Answer({}, {"missing": 2}), SILENT]
    engine = Overridden(Embedded(chokes_on=secret), [Scripted(clock, script, chunk=1)], tick=clock)
    with caplog.at_level(logging.DEBUG):
        engine.read(messages("a", "b", "c", secret))
    assert "tone: cannot be used as it is (ValueError); the embedded reading stands" in caplog.text
    assert "tone: of 3 messages, 2 missing" in caplog.text
    assert "tone: no answer in time" in caplog.text
    assert "IBAN" not in caplog.text


def test_nothing_to_read_asks_nobody() -> None:
    clock = Clock()
    plugin = Scripted(clock, [NEGATIVE])
    assert Overridden(Embedded(), [plugin], tick=clock).read([]) == []
    assert plugin.asked == []
