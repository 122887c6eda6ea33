"""The composure check of one text: every check, what applies, the worst first.

To add a check: write one function in the file of its family, its cues beside it, and one line in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from detente.contracts.composure import Finding, FindingSeverity, Passed, Report, Situation, Verdict
from detente.rules.composure import (
    acknowledge,
    care,
    data,
    excuse,
    fix,
    form,
    legal,
    links,
    ownership,
    register,
    signs,
    tone,
    voice,
    wording,
)
from detente.rules.composure.folded import fold
from detente.rules.composure.look import Look, Said

_AT_MOST: Final = 3
"""Findings of one check that are shown; a text full of the same fault is told so often enough."""


class Check(NamedTuple):
    """One check. `always`: its warnings also hold under compliments and questions, which otherwise only get blocks."""

    look: Callable[[Look], Said]
    always: bool = False


CHECKS: Final = (
    Check(care.resource, always=True),
    Check(data.asks_personal, always=True),
    Check(data.discloses, always=True),
    Check(data.third_party, always=True),
    Check(data.unmask, always=True),
    Check(legal.threat),
    Check(legal.review_gating, always=True),
    Check(tone.aggression),
    Check(tone.sarcasm),
    Check(tone.blame),
    Check(fix.promise),
    Check(fix.public_compensation),
    Check(form.placeholder, always=True),
    Check(links.links, always=True),
    Check(voice.language, always=True),
    Check(register.register),
    Check(form.hold_complete),
    Check(excuse.legal_admission),
    Check(legal.source),
    Check(ownership.non_apology),
    Check(acknowledge.specific),
    Check(fix.action),
    Check(fix.only_asks),
    Check(voice.canned),
    Check(ownership.apology),
    Check(acknowledge.empathy),
    Check(fix.when),
    Check(fix.answers),
    Check(tone.denial),
    Check(excuse.excuse),
    Check(wording.minimise),
    Check(wording.promo, always=True),
    Check(signs.emoji, always=True),
    Check(signs.shouting),
    Check(wording.boilerplate, always=True),
    Check(wording.jargon),
    Check(form.length, always=True),
    Check(voice.signature, always=True),
    Check(signs.first_person),
    Check(fix.prevention),
    Check(fix.followup),
    Check(acknowledge.thanks),
)
"""In the order in which findings of one severity are shown."""

_VERDICTS: Final = {
    FindingSeverity.BLOCK: Verdict.BLOCK,
    FindingSeverity.WARN: Verdict.WARN,
    FindingSeverity.HINT: Verdict.HINT,
}


def check_reply(situation: Situation) -> Report:
    """What is missing, what does harm and what is there. It reads words, not meaning: people re-read anyway."""
    look = Look.at(situation)
    checks = CHECKS if situation.text.strip() else (Check(form.length, always=True),)
    said = [one for check in checks for one in _said(check, look)]
    findings = _ranked(one for one in said if isinstance(one, Finding))
    passed = tuple(one for one in said if isinstance(one, Passed))
    return Report(_VERDICTS[findings[0].severity] if findings else Verdict.OK, findings, passed)


def _said(check: Check, look: Look) -> Iterator[Finding | Passed]:
    return (one for one in islice(check.look(look), _AT_MOST) if _applies(one, check, look))


def _applies(one: Finding | Passed, check: Check, look: Look) -> bool:
    if isinstance(one, Passed) or one.severity is FindingSeverity.BLOCK:
        return True
    return (check.always or not look.is_friendly) and not _is_accepted(one, look)


def _is_accepted(one: Finding, look: Look) -> bool:
    """Whether the words are the brand's own on purpose; nothing that is missing can be accepted."""
    quoted = f" {' '.join(fold(one.quote).split())} "
    return bool(one.quote) and any(
        f" {fold(word).strip()} " in quoted for word in look.situation.accepted if word.strip()
    )


def _ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    order = list(FindingSeverity)
    # What is sure comes before what the writer is asked to look at.
    # A word may stand on two lists, the brand's and ours: it is told of once.
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: (order.index(finding.severity), finding.look)))
