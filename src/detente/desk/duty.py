"""Who is told when something cannot wait: people on duty, leads, a department. Addresses and languages only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.accounts.models import Membership
from detente.contracts.people import Role
from detente.desk.models import Department

ON_DUTY_ROLES = (Role.AGENT, Role.REVIEWER, Role.LEAD)


@dataclass(frozen=True, slots=True, order=True)
class MailReader:
    """Somebody who reads mails, in their own language."""

    email: str
    language: str


def people_on_duty(brand_ids: Iterable[int]) -> Mapping[int, tuple[MailReader, ...]]:
    """By brand: agents, reviewers and leads on duty; where nobody is, the leads, so that no alert falls silent."""
    wanted = set(brand_ids)
    found = _readers(wanted, on_duty=True, role__in=ON_DUTY_ROLES)
    silent = wanted - set(found)
    return {**found, **(leads(silent) if silent else {})}


def leads(brand_ids: Iterable[int]) -> Mapping[int, tuple[MailReader, ...]]:
    """By brand: every lead, on duty or not."""
    return _readers(set(brand_ids), role=Role.LEAD)


def department_readers(department: Department) -> tuple[MailReader, ...]:
    """The department's shared address, in the brand's language, and its experts."""
    experts = _readers({department.brand_id}, role=Role.EXPERT, department_id=department.id)
    own = (MailReader(department.email, department.brand.language),) if department.email else ()
    return (*own, *experts.get(department.brand_id, ()))


def _readers(brand_ids: set[int], **where: object) -> dict[int, tuple[MailReader, ...]]:
    rows = Membership.objects.filter(brand_id__in=brand_ids, active=True, person__is_active=True, **where)
    found: dict[int, set[MailReader]] = {}
    for brand_id, email, language in rows.values_list("brand_id", "person__email", "person__language"):
        found.setdefault(brand_id, set()).add(MailReader(email, language))
    return {brand_id: tuple(sorted(readers)) for brand_id, readers in found.items()}
