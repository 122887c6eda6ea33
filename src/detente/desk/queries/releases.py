"""What may be let appear in a case, for whom, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.desk.access import Colleague
from detente.desk.actions.release_message import may_be_released
from detente.desk.models import Message, Release
from detente.rules.roles import Action


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A held message. `offered`: this person may publish it; `waiting`: it is asked for; `trouble`: what hindered."""

    offered: bool
    waiting: bool
    trouble: str


def held_posts(case_id: int, colleague: Colleague) -> dict[int, HeldPost]:
    """The held messages of a case by id. The caller passed the case's gate."""
    rows = Message.objects.select_related("channel").filter(case_id=case_id, ours=False, state="hidden")
    held = [message for message in rows if may_be_released(message)]
    last = {one.message_id: one for one in Release.objects.filter(message__in=held).order_by("id")}
    may = colleague.may(Action.RELEASE_MESSAGE)
    return {message.id: _held(last.get(message.id), may) for message in held}


def _held(last: Release | None, may: bool) -> HeldPost:
    waiting = last is not None and last.state == "waiting"
    return HeldPost(may and not waiting, waiting, last.trouble if last and last.state != "done" else "")
