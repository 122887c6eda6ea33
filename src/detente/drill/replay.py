"""A file of scenarios replayed on a scratch desk: what passed, what was caught, what was refused, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.db import transaction

from detente.analysis.engine import EmbeddedEngine
from detente.contracts.composure import Finding, FindingSeverity, Situation
from detente.contracts.refusals import Refused
from detente.drill.attempts import ATTEMPTS
from detente.drill.cast import Cast, set_scene
from detente.drill.rehearsal import Rehearsal
from detente.drill.scenario import ReplyText, Scenario, WrongAction
from detente.drill.shore import standing_in
from detente.drill.stage import stage
from detente.rules.composure import check_reply

NOT_COVERED: Final = ("clock", "removals", "path")
"""What this form of the drill does not play yet; it says so in every answer."""


@dataclass
class Outcome:
    """What came of one scenario. `problems` are sentences; empty means passed."""

    id: str
    exemplary: list[dict[str, object]] = field(default_factory=list)
    wrong: list[dict[str, object]] = field(default_factory=list)
    actions: list[dict[str, object]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def to_json(self) -> dict[str, object]:
        """The line of this scenario."""
        return {
            "id": self.id,
            "passed": self.passed,
            "texts": {"exemplary": self.exemplary, "wrong": self.wrong},
            "actions": self.actions,
            "clock": {},
            "path": [],
            "problems": self.problems,
            "not_covered": list(NOT_COVERED),
        }


class Theatre:
    """A scratch desk on which one scenario after the other is played; nothing of one is left for the next."""

    def __init__(self, cast: Cast) -> None:
        self._cast, self._engine = cast, EmbeddedEngine()

    def play(self, scenario: Scenario) -> Outcome:
        """Play one scenario whole."""
        outcome = Outcome(scenario.id)
        with standing_in(scenario.char_limit) as shore, transaction.atomic():
            scene = set_scene(self._cast, scenario, shore)
            begin = scenario.at - timedelta(days=3)
            with stage(begin, lambda _: scene.shore, self._engine) as playing:
                _replay(Rehearsal(scenario, self._cast, scene, playing, begin), outcome)
            transaction.set_rollback(True)
        return outcome


def _replay(play: Rehearsal, outcome: Outcome) -> None:
    try:
        play.arrive()
    except Refused as refused:
        outcome.problems.append(f"the message could not be taken in: {refused}")
        return
    for number, reply in enumerate(play.scenario.wrong):
        _try_wrong(play, reply, number, outcome)
    asked = [(action, set[str]()) for action in play.scenario.wrong_actions]
    _try_actions(play, asked)
    for number, reply in enumerate(play.scenario.exemplary):
        _send_exemplary(play, reply, number, outcome)
        _try_actions(play, asked)
    for action, refused_by in asked:
        _tell_action(action, refused_by, outcome)


def _try_wrong(play: Rehearsal, reply: ReplyText, number: int, outcome: Outcome) -> None:
    findings = _findings(play, reply)
    checks = sorted({one.check for one in findings})
    blocks = sorted({one.check for one in findings if one.severity is FindingSeverity.BLOCK})
    refused = play.tried(lambda there: there.submit(reply.kind.value, reply.text)) if reply.is_drafted else ""
    missing = sorted(set(reply.must_fail) - set(checks))
    outcome.wrong.append({"checks": checks, "blocks": blocks, "refused_by": refused, "missing": missing})
    outcome.problems += [f"wrong reply {number + 1}: {check} did not speak" for check in missing]
    if not blocks:
        outcome.problems.append(f"wrong reply {number + 1}: nothing blocks it")
    if reply.is_drafted and not refused:
        outcome.problems.append(f"wrong reply {number + 1}: it could be submitted")


def _send_exemplary(play: Rehearsal, reply: ReplyText, number: int, outcome: Outcome) -> None:
    play.at(reply.at)
    findings = _findings(play, reply)
    bad = [one for one in findings if one.severity is not FindingSeverity.HINT]
    told: dict[str, object] = {"kind": reply.kind.value, "checks": sorted({one.check for one in bad})}
    problems = [f"exemplary reply {number + 1}: {one.check} ({one.severity}) {one.quote!r}" for one in bad]
    if reply.is_drafted:
        told["published"] = not problems and _leaves(play, reply, number, problems)
    outcome.exemplary.append(told)
    outcome.problems += problems


def _leaves(play: Rehearsal, reply: ReplyText, number: int, problems: list[str]) -> bool:
    try:
        out = play.is_out(play.send(reply.kind.value, reply.text))
    except Refused as refused:
        problems.append(f"exemplary reply {number + 1}: {refused}")
        return False
    if not out:
        problems.append(f"exemplary reply {number + 1}: it did not leave exactly once")
    return out


def _try_actions(play: Rehearsal, asked: Sequence[tuple[WrongAction, set[str]]]) -> None:
    """Try each at this moment of the story; what refused it is remembered over all of them."""
    for action, refused_by in asked:
        for attempt in ATTEMPTS.get(action.action, ()):
            if refusal := play.tried(attempt):
                refused_by.add(refusal)


def _tell_action(action: WrongAction, refused_by: set[str], outcome: Outcome) -> None:
    if action.action not in ATTEMPTS:
        outcome.actions.append({"action": action.action, "refused_by": [], "not_covered": True})
        return
    outcome.actions.append({"action": action.action, "refused_by": sorted(refused_by)})
    for check in action.must_block:
        if check not in refused_by:
            outcome.problems.append(f"action {action.action}: {check} did not refuse it")


def _findings(play: Rehearsal, reply: ReplyText) -> Sequence[Finding]:
    """What the desk's own composer says of it; a text that is no draft is looked at by the check alone."""
    if reply.is_drafted:
        return play.check(reply).findings
    return check_reply(_situation(play.scenario, reply)).findings


def _situation(told: Scenario, reply: ReplyText) -> Situation:
    house = told.house
    return Situation(
        text=reply.text, language=told.language, reply_kind=reply.kind, public=reply.public, message=told.text,
        message_language=told.language, kind=told.kind, severity=told.severity, fault=told.fault,
        issue_terms=told.issue_terms, pending=told.pending, register=house.register, signature=house.signature,
        link_hosts=house.link_hosts, recent_replies=tuple(_ours(told)), protected_names=house.protected_names,
        char_limit=told.char_limit, now=reply.at or told.at, timezone=told.time_zone, department=told.department,
        author=told.author, is_review=told.is_review, questions=told.questions, jargon=house.jargon, stock=house.stock,
        accepted=house.accepted, emoji=house.emoji, may_compensate=house.may_compensate, must_sign=house.must_sign,
    )  # fmt: skip


def _ours(told: Scenario) -> Iterator[str]:
    yield from told.elsewhere
    yield from (said.text for said in told.thread if said.role == "brand")
