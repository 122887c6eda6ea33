"""The numbers beside the navigation."""

from __future__ import annotations

from dataclasses import dataclass

from detente.accounts.queries import Member


@dataclass(frozen=True, slots=True)
class NavCounts:
    """`to_review`: drafts waiting for this person; `channels`: connected ones; `troubled`: those that need a hand."""

    to_review: int = 0
    channels: int = 0
    troubled: int = 0


def nav_counts(member: Member) -> NavCounts:
    """The numbers for one person in one brand."""
    return NavCounts()
