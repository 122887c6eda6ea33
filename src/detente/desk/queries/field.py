"""Channels and departments of a brand, as the pages of settings list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from detente.desk.models import Case, Channel, Department, Draft


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel. `state` is `active`, `paused` or `trouble`; `listens` is false for a channel fed by files only."""

    id: int
    network: str
    name: str
    base_url: str
    state: str
    trouble: str
    publishes: bool
    listens: bool
    last_success_at: datetime | None
    last_item_at: datetime | None


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One department; `minutes` of opening time to answer."""

    id: int
    name: str
    email: str
    minutes: int
    closed: bool


def channel_rows(brand_id: int) -> list[ChannelRow]:
    """The channels of a brand that were not removed, by name."""
    rows = Channel.objects.filter(brand_id=brand_id).exclude(state="removed")
    return [_channel(row) for row in rows.order_by("name", "id")]


def department_rows(brand_id: int) -> list[DepartmentRow]:
    """The departments of a brand, open ones first."""
    rows = Department.objects.filter(brand_id=brand_id).order_by("closed", "name")
    return [DepartmentRow(row.id, row.name, row.email, row.minutes, row.closed) for row in rows]


@dataclass(frozen=True, slots=True)
class NavNumbers:
    """`to_review`: drafts of others that wait for a reader; `channels`: all of them; `troubled`: those in trouble."""

    to_review: int
    channels: int
    troubled: int


def nav_numbers(brand_id: int, person_id: int) -> NavNumbers:
    """The numbers beside the navigation, in two statements."""
    waiting = Draft.objects.filter(case__brand_id=brand_id, state="in_review").exclude(writer_id=person_id).count()
    found = (
        Channel.objects.filter(brand_id=brand_id)
        .exclude(state="removed")
        .aggregate(all=Count("id"), troubled=Count("id", filter=Q(state="trouble")))
    )
    return NavNumbers(waiting, found["all"] or 0, found["troubled"] or 0)


def has_cases(brand_id: int) -> bool:
    """Whether any case was ever opened."""
    return Case.objects.filter(brand_id=brand_id).exists()


def _channel(row: Channel) -> ChannelRow:
    return ChannelRow(
        id=row.id,
        network=row.network,
        name=row.name,
        base_url=row.base_url,
        state=row.state,
        trouble=row.trouble,
        publishes=row.publishes,
        listens=bool(row.base_url),
        last_success_at=row.last_success_at,
        last_item_at=row.last_item_at,
    )
