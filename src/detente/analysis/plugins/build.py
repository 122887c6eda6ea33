"""From what the operator asked for to an engine: the one place where plug-ins are put beside the embedded engine."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.plugins.address import Address
from detente.analysis.plugins.asked import ReadingAsked
from detente.analysis.plugins.folder import Folder, facts_of
from detente.analysis.plugins.overridden import Overridden
from detente.analysis.plugins.plugin import Plugin, PluginTrouble
from detente.contracts.analysis import Engine, MessageToRead

log = logging.getLogger(__name__)

_TRIED: Final = (
    MessageToRead(1, "Mon colis devait arriver mardi et je n’ai toujours rien. Que faites-vous ?", "fr"),
    MessageToRead(2, "Thank you, the new kettle works perfectly!", "en"),
)
"""Invented, and the only words that `try_out` sends."""


def plugins_of(asked: ReadingAsked, origins: Sequence[str] = ()) -> list[Plugin]:
    """The plug-ins, none of them loaded: folders first, they are the faster ones."""
    made: list[Plugin] = [Folder(each) for each in asked.folders]
    return [*made, Address(asked.address, origins)] if asked.address else made


def with_plugins(engine: Engine, asked: ReadingAsked, origins: Sequence[str] = ()) -> Engine:
    """The engine with what the operator asked for beside it; the engine itself when that is nothing.

    What cannot be used is told once, here, and tried again later: a missing disk never keeps the desk from reading.
    """
    for trouble in troubles(asked, origins):
        log.warning("a reading plug-in cannot be used, the embedded reading stands: %s", trouble)
    plugins = plugins_of(asked, origins)
    return Overridden(engine, plugins, seconds=asked.seconds) if plugins else engine


def troubles(asked: ReadingAsked, origins: Sequence[str] = ()) -> list[str]:
    """What can be seen without loading anything, each as one sentence that says what to do."""
    found: list[str] = []
    for folder in asked.folders:
        try:
            facts_of(folder)
        except PluginTrouble as trouble:
            found.append(trouble.remedy)
    if asked.address:
        try:
            Address(asked.address, origins).prepare()
        except PluginTrouble as trouble:
            found.append(trouble.remedy)
    return found


@dataclass(frozen=True, slots=True)
class Tried:
    """How one plug-in answered two invented messages. `seconds`: of the answer, without loading."""

    name: str
    dimensions: tuple[str, ...]
    seconds: float = 0.0
    trouble: str = ""
    remedy: str = ""


def try_out(plugin: Plugin, seconds: float) -> Tried:
    """Load and ask it. Never raises."""
    dimensions = tuple(sorted(plugin.dimensions))
    try:
        plugin.prepare()
        begun = time.perf_counter()
        answer = plugin.ask(_TRIED, seconds)
        took = time.perf_counter() - begun
    except PluginTrouble as trouble:
        return Tried(plugin.name, dimensions, trouble=str(trouble), remedy=trouble.remedy or _REMEDY)
    except Exception as error:  # noqa: BLE001 - a plug-in is other people's code
        return Tried(plugin.name, dimensions, trouble=type(error).__name__, remedy=_REMEDY)
    silent = plugin.dimensions - {each for said in answer.guesses.values() for each in said}
    if silent:
        return Tried(plugin.name, dimensions, took, f"says nothing of {', '.join(sorted(silent))}", _REMEDY)
    return Tried(plugin.name, dimensions, took)


_REMEDY: Final = "Until it answers, the embedded reading stands; see docs/operate/reading.md."
