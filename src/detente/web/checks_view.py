"""The findings of the check as they are drawn: ranked, three in sight, the rest folded; one reason for each warning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from detente.contracts.composure import Finding, FindingSeverity
from detente.contracts.words import Words

IN_SIGHT: Final = 3
"""Findings that are shown; what comes after them in the ranking is folded. Source: design, decision 13."""
REASONS: Final = (
    Words(fr="C’est exact et voulu ici", en="It is exact and meant here"),
    Words(fr="Le cas demande ces mots", en="This case needs these words"),
    Words(fr="La remarque se trompe", en="The remark is mistaken"),
)
"""One-click reasons for keeping words that a warning quotes."""
REASONS_LACKING: Final = (
    Words(fr="C’est dit autrement", en="It is said in other words"),
    Words(fr="Ce cas n’en a pas besoin", en="This case does not need it"),
    Words(fr="La remarque se trompe", en="The remark is mistaken"),
)
"""One-click reasons for leaving out what a warning misses."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding. `reasons`: what may be clicked to keep it; none for a block or a hint, and once for each check."""

    finding: Finding
    reasons: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What is missing, or what needs attention: in sight and folded. False when there is nothing."""

    shown: tuple[FindingView, ...] = ()
    folded: tuple[FindingView, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.shown or self.folded)

    @property
    def hides_block(self) -> bool:
        """Whether something that blocks is folded."""
        return any(one.finding.severity is FindingSeverity.BLOCK for one in self.folded)


def columns(findings: Sequence[Finding]) -> dict[str, Column]:
    """`lacks` and `risks` of a ranked report: the first `IN_SIGHT` of both together are in sight."""
    asked: set[str] = set()
    views = [FindingView(one, _reasons(one, asked)) for one in findings]
    return {
        "lacks": _column(views, lacks=True),
        "risks": _column(views, lacks=False),
    }


def _reasons(one: Finding, asked: set[str]) -> tuple[Words, ...]:
    """A reason answers a check, whichever words it quotes: it is asked for once."""
    if one.severity is not FindingSeverity.WARN or one.check in asked:
        return ()
    asked.add(one.check)
    return REASONS_LACKING if one.lacks else REASONS


def _column(views: Sequence[FindingView], *, lacks: bool) -> Column:
    return Column(
        tuple(one for one in views[:IN_SIGHT] if one.finding.lacks is lacks),
        tuple(one for one in views[IN_SIGHT:] if one.finding.lacks is lacks),
    )
