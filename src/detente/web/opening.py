"""What a new desk is furnished with, and what remains to be done before its first real answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from detente.accounts import queries
from detente.accounts.queries import Member
from detente.contracts.actors import SYSTEM
from detente.contracts.words import LANGUAGES, Words
from detente.desk.actions.channels import connect_channel
from detente.desk.actions.publish_default_charter import publish_default_charter
from detente.desk.queries.field import channel_rows, department_rows
from detente.publicpage.actions import make_page

if TYPE_CHECKING:
    from detente.accounts.models import Brand

PUBLIC_PAGE: Final = "publicpage"
PAGE_NAME: Final = Words(fr="Livre d’or", en="Guest book")


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What is done already; `page` is the address of the public page, empty when there is none."""

    page: str
    colleague: bool
    hours: bool
    departments: bool


def furnish(brand: Brand, now: datetime, base_url: str) -> None:
    """Give a new brand its default charter, its public page and the channel that listens to it.

    `base_url` is the origin under which the workers reach this desk.
    """
    publish_default_charter(brand.id, SYSTEM, now=now)
    languages = [brand.language, *(one for one in LANGUAGES if one != brand.language)]
    token = make_page(
        brand.slug,
        brand.name,
        languages,
        now,
        charter_url=f"/charter/{brand.slug}",
        register_url=f"/register/{brand.slug}",
        time_zone=brand.time_zone,
    )
    connect_channel(
        brand.id,
        network=PUBLIC_PAGE,
        name=PAGE_NAME.in_(brand.language),
        base_url=f"{base_url}/p/{brand.slug}",
        account_id=brand.slug,
        secret=token,
        actor=SYSTEM,
        now=now,
    )


def own_origin(request: HttpRequest) -> str:
    """The origin under which the desk reaches itself: an allowed one on the same port, else the public address."""
    asked = urlsplit(request.build_absolute_uri("/"))
    allowed = [str(one) for one in settings.DETENTE_ALLOWED_ORIGINS]
    same_port = [one for one in allowed if urlsplit(one).port == asked.port]
    if settings.DETENTE_PUBLIC_URL and not same_port:
        return str(settings.DETENTE_PUBLIC_URL).rstrip("/")
    mine = f"{asked.scheme}://{asked.netloc}"
    return mine if mine in allowed or not same_port else same_port[0]


def first_steps(member: Member) -> FirstSteps:
    """The list on the empty inbox."""
    brand = member.brand
    page = any(channel.network == PUBLIC_PAGE for channel in channel_rows(brand.id))
    return FirstSteps(
        page=f"/p/{brand.slug}/" if page else "",
        colleague=queries.people_count(brand.id) > 1,
        hours=bool(brand.hours),
        departments=any(not one.closed for one in department_rows(brand.id)),
    )
