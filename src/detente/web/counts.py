"""The numbers beside the navigation."""

from __future__ import annotations

from detente.accounts.queries import Member
from detente.desk.queries.field import NavNumbers, nav_numbers

NONE = NavNumbers(0, 0, 0)


def nav_counts(member: Member | None) -> NavNumbers:
    """The numbers for one person in one brand; zeros for a stranger."""
    return nav_numbers(member.brand.id, member.id) if member else NONE
