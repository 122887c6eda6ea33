"""What a scenario says the desk must refuse on the reply's side, tried through the real actions, each in several ways.

An attempt that the desk rightly allows refuses nothing; the scenario says which checks must have spoken. Removals
belong to a later form of the drill.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from detente.contracts.actors import SYSTEM
from detente.contracts.composure import ReplyKind
from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.desk.actions.close_case import close_case
from detente.desk.actions.queue_publication import queue_publication
from detente.desk.models import Department, Draft, DraftRevision, Publication, Review
from detente.drafting.holding import HoldingFacts, holding_text, next_quarter
from detente.drill.rehearsal import Rehearsal
from detente.rules.case import CloseReason

Attempt = Callable[[Rehearsal], object]

_ANOTHER_TEXT: Final = "0" * 64
_BECAUSE: Final = Words(fr="Inutile d’y répondre.", en="No need to answer.")


def _own(play: Rehearsal) -> None:
    """The writer agrees with their own text."""
    play.approve(play.cast.writer, _submitted(play))


def _without_mandate(play: Rehearsal) -> None:
    """A colleague who holds no mandate agrees."""
    play.approve(play.cast.colleague, _submitted(play))


def _other_text(play: Rehearsal) -> None:
    """Somebody agrees with another text than the one that would leave."""
    play.approve(play.cast.lead, _submitted(play), text_hash=_ANOTHER_TEXT)


def _no_face(play: Rehearsal) -> None:
    """Nobody answered the face-to-face question."""
    play.approve(play.cast.lead, _submitted(play), face=False)


def _never_asked(play: Rehearsal) -> None:
    """The writer submits without the question."""
    play.submit(*_text(play), face=False)


def _second_holding(play: Rehearsal) -> None:
    """A holding reply on top of the one that is out already."""
    if not Publication.objects.filter(case=play.case(), kind="holding").exists():
        play.send("holding", _holding(play))
    play.submit("holding", _holding(play))


def _by_itself(play: Rehearsal) -> None:
    """The desk, not a person, lets the text leave."""
    draft = Draft.objects.select_related("case__brand", "channel", "recipient").get(id=_submitted(play))
    play.sign(draft.id)
    revision = DraftRevision.objects.get(draft=draft, number=draft.revision_number)
    queue_publication(draft, revision, Review.objects.filter(draft=draft).latest("id"), SYSTEM, now=play.at(None))


def _close(reason: CloseReason) -> Attempt:
    def attempt(play: Rehearsal) -> None:
        why = _BECAUSE.in_(play.scenario.language)
        close_case(play.cast.writer, play.case().id, reason.value, why, now=play.at(None))

    return attempt


ATTEMPTS: Final[Mapping[str, tuple[Attempt, ...]]] = {
    "publish": (_own, _without_mandate, _other_text, _no_face, _never_asked),
    "publish_holding": (_second_holding,),
    "auto_reply": (_by_itself,),
    "close": (_close(CloseReason.SOLVED), _close(CloseReason.NO_WORD_BACK)),
    "close_without_reply": (_close(CloseReason.SOLVED), _close(CloseReason.LEFT_BY_LEAD)),
}
"""Action of a scenario → the ways in which it is tried."""


def _submitted(play: Rehearsal) -> int:
    """A text in review that the checks let through. Raises `Refused`."""
    return play.submit(*_text(play))


def _text(play: Rehearsal) -> tuple[str, str]:
    """Kind and words of the scenario's first good reply that can be submitted now, else of a holding reply."""
    for reply in play.scenario.exemplary:
        kind, words = reply.kind.value, reply.text
        if reply.is_drafted and not play.tried(partial(_submit, kind, words)):
            return kind, words
    return ReplyKind.HOLDING.value, _holding(play)


def _submit(kind: str, words: str, play: Rehearsal) -> int:
    return play.submit(kind, words)


def _holding(play: Rehearsal) -> str:
    """A complete holding reply, as the composer proposes it."""
    case, told = play.case(), play.scenario
    department = Department.objects.get(id=play.scene.department_id)
    back_at = next_quarter(play.now + timedelta(hours=20))
    facts = HoldingFacts(department.name, back_at, ZoneInfo(told.time_zone), message=told.text, kind=Kind(case.kind))
    return holding_text(facts, told.language, now=play.now)
