"""What the case shows of the evidence of one message: a small picture, its level in words, why it is not higher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.contracts.capture import Level
from detente.contracts.words import Words
from detente.desk.queries.case_trace import Trace
from detente.rules.capture_words import why_stopped
from detente.rules.evidence_words import LEVEL_WORDS

_WAITING: Final = Words(fr="L’image est en train d’être prise.", en="The picture is being taken.")
_NO_PAGES: Final = Words(
    fr="Ce réseau n’a pas de page publique à photographier\u202f: envoyez votre propre capture.",
    en="This network has no public page to take a picture of: send your own screenshot.",
)


@dataclass(frozen=True, slots=True)
class TraceView:
    """One message. `thumb`: the item to draw small, None where there is none to draw; `why`: why not level A."""

    trace: Trace
    level: Words
    thumb: int | None
    covered: bool
    why: Words | None


def trace_views(traces: dict[int, Trace], *, covered: bool) -> dict[int, TraceView]:
    """By message. `covered`: the author's words are covered on this page, and so are their pictures."""
    return {key: _view(one, covered=covered and not one.ours) for key, one in traces.items()}


def _view(trace: Trace, *, covered: bool) -> TraceView:
    best = trace.best
    drawn = best is not None and best.is_image and not covered
    return TraceView(
        trace=trace,
        level=LEVEL_WORDS[best.level if best else Level.D],
        thumb=best.id if best is not None and drawn else None,
        covered=covered and best is not None and best.is_image,
        why=None if best is not None and best.level is Level.A else _why(trace),
    )


def _why(trace: Trace) -> Words | None:
    """What stopped it comes before the next try: it says more."""
    stopped = why_stopped(trace.stop) if trace.stop else None
    if stopped is not None:
        return stopped
    if trace.waiting:
        return _WAITING
    return None if trace.on_a_page or trace.ours else _NO_PAGES
