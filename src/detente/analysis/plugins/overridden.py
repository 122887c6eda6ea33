"""The embedded engine with plug-ins beside it: an engine like any other, never slower than its time allows."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from detente.analysis.careful import read_carefully, unread
from detente.analysis.plugins.circuit import Circuit
from detente.analysis.plugins.override import override
from detente.analysis.plugins.plugin import Answer, Plugin, PluginTrouble, Trouble
from detente.analysis.plugins.values import ALLOWED, Guess
from detente.contracts.analysis import Engine, MessageToRead, ReadingResult
from detente.contracts.learning import NO_BRANDS, BrandReading

log = logging.getLogger(__name__)

SECONDS: Final = 10.0
"""What all plug-ins together may take for one batch; what is not answered by then keeps the embedded reading."""


class Overridden:
    """Reads with `engine`, then lets each plug-in replace its dimensions, within `seconds` for a batch.

    `counts` adds up, by name of the plug-in: messages read, kept (left to the embedded engine), and why.
    `tick`: seconds of a clock that only goes forward.
    """

    def __init__(
        self,
        engine: Engine,
        plugins: Sequence[Plugin],
        *,
        seconds: float = SECONDS,
        tick: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = engine.name
        self.counts: Counter[tuple[str, str]] = Counter()
        self._engine = engine
        self._plugins = [(plugin, Circuit()) for plugin in plugins]
        self._seconds = seconds
        self._tick = tick

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        """One result per message, in the same order. Never raises for a message.

        What the embedded engine could not read waits for a person: no plug-in is asked about it.
        """
        results = read_carefully(self._engine, messages, brands)
        asked = [message for message, result in zip(messages, results, strict=True) if not unread(result)]
        until = self._tick() + self._seconds
        for plugin, circuit in self._plugins:
            answer = self._consult(plugin, circuit, asked, until)
            results = [override(one, answer.guesses.get(one.reference, {}), plugin.name) for one in results]
            self._count(plugin.name, len(asked), answer)
        return results

    def _consult(self, plugin: Plugin, circuit: Circuit, messages: Sequence[MessageToRead], until: float) -> Answer:
        """What a plug-in says of a batch, asked a few messages at a time while there is time and it answers."""
        guesses: dict[int, Mapping[str, Guess]] = {}
        slips: Counter[str] = Counter()
        took = 0.0
        for first in range(0, len(messages), plugin.chunk):
            begun = self._tick()
            late = begun + took >= until  # as long as the last question took, this one will: too long
            if late or circuit.open_at(begun):
                slips["late" if late else "paused"] += len(messages) - first
                break
            answer = self._ask(plugin, circuit, messages[first : first + plugin.chunk], until - begun)
            took = self._tick() - begun
            guesses |= answer.guesses
            slips.update(answer.slips)
        return Answer(guesses, slips)

    def _ask(self, plugin: Plugin, circuit: Circuit, messages: Sequence[MessageToRead], left: float) -> Answer:
        try:
            answer = plugin.ask(messages, left)
        except PluginTrouble as trouble:
            return self._troubled(plugin, circuit, trouble)
        except Exception as error:  # noqa: BLE001 - a plug-in is other people's code: the embedded reading stands
            return self._troubled(plugin, circuit, PluginTrouble(Trouble.BROKEN, type(error).__name__))
        circuit.fine()
        return _allowed(plugin, {message.reference for message in messages}, answer)

    def _troubled(self, plugin: Plugin, circuit: Circuit, trouble: PluginTrouble) -> Answer:
        self.counts[plugin.name, trouble.trouble.value] += 1
        pause = circuit.trouble(self._tick(), trouble.wait)
        then = f"it is not asked for {pause:.0f} s" if pause else "it is asked again"
        log.warning("%s: %s; the embedded reading stands and %s", plugin.name, trouble, then)
        return Answer({})

    def _count(self, name: str, messages: int, answer: Answer) -> None:
        self.counts[name, "read"] += len(answer.guesses)
        self.counts[name, "kept"] += messages - len(answer.guesses)
        for slip, count in answer.slips.items():
            self.counts[name, slip] += count
        told = ", ".join(f"{answer.slips[slip]} {slip}" for slip in sorted(answer.slips) if slip != "paused")
        if told:
            log.warning("%s: of %d messages, %s; there the embedded reading stands", name, messages, told)


def _allowed(plugin: Plugin, asked: set[int], answer: Answer) -> Answer:
    """Only what was asked: these messages, these dimensions, these values."""
    slips = Counter(answer.slips)
    guesses: dict[int, Mapping[str, Guess]] = {}
    for reference, said in answer.guesses.items():
        kept = {name: guess for name, guess in said.items() if reference in asked and _proper(plugin, name, guess)}
        slips["invented"] += len(said) - len(kept)
        if kept:
            guesses[reference] = kept
    return Answer(guesses, +slips)


def _proper(plugin: Plugin, dimension: str, guess: Guess) -> bool:
    if dimension not in plugin.dimensions or guess.value not in ALLOWED[dimension]:
        return False
    return 0.0 <= guess.probability <= 1.0 and (guess.among is None or {*guess.among} == {*ALLOWED[dimension]})
