"""The numbers beside the navigation."""

from __future__ import annotations

from detente.accounts.queries import Member
from detente.desk.access import Colleague
from detente.desk.queries.field import NavNumbers, nav_numbers
from detente.desk.queries.removals import decisions_waiting
from detente.rules.roles import Action

_DECISIONS = (Action.DECIDE_REMOVAL, Action.CONFIRM_PROVISIONAL, Action.DECIDE_CONTEST)
NONE = NavNumbers(0, 0, 0)


def nav_counts(member: Member | None) -> NavNumbers:
    """The numbers for one person in one brand; zeros for a stranger."""
    return nav_numbers(member.brand.id, member.id) if member else NONE


def decisions_for(member: Member | None) -> int:
    """How many removals wait for this person's own decision; zero for who may never decide one."""
    colleague = colleague_of(member) if member else None
    if colleague is None or not any(colleague.may(action) for action in _DECISIONS):
        return 0
    return decisions_waiting(colleague)


def colleague_of(member: Member) -> Colleague:
    """The person as the gates of the desk know them; nothing is read."""
    return Colleague(
        id=member.id,
        name=member.name,
        language=member.language,
        brand_id=member.brand.id,
        roles=member.roles,
        mandates=member.mandates,
        departments=member.departments,
    )
