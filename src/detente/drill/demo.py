"""A believable brand in two languages on an empty desk, made by the same actions as real use.

Its two colleagues are pretend: their passwords are drawn and forgotten, so nobody signs in as them. Whoever tries the
desk joins by an invitation, like any colleague.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from detente.accounts import queries
from detente.accounts.actions.accept_invitation import Newcomer, accept_invitation
from detente.accounts.actions.edit_brand import BrandWords, edit_brand
from detente.accounts.actions.first_run import FIRST_ROLES, make_first_run_link, open_the_desk
from detente.accounts.actions.invite_person import Asked, invite_person
from detente.accounts.models import Brand, Person
from detente.contracts.actors import Actor
from detente.contracts.clock import OpeningHours
from detente.contracts.people import MandateKind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.channels import connect_channel
from detente.desk.actions.import_comments import import_comments
from detente.desk.actions.make_department import make_department
from detente.desk.actions.saved_replies import make_saved_reply
from detente.desk.models import Case
from detente.drill import story
from detente.drill.acts import ACTS, ON_THE_NETWORK, Play
from detente.drill.stage import Stage, stage
from detente.rules.airlock import USUAL_SECONDS
from detente.web.opening import furnish

PRETEND: Final = "@pretend.invalid"
"""How the addresses of pretend colleagues end; no mail can ever reach them."""
_BEGIN: Final = timedelta(minutes=52)
"""How long before now the story begins."""
_MARKER: Final = "demo"

_IN_USE = Words(
    fr="Ce bureau sert déjà\u202f: la démonstration ne s’y ajoute pas. Choisissez un autre dossier avec --data.",
    en="This desk is in use: the demo is not added to it. Choose another folder with --data.",
)


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What stands after filling. `join`: the token of the one-time link `/join/<token>` for whoever tries the desk;
    None when somebody has joined already. `filled`: whether the story was played now."""

    brand: str
    live: int
    historical: int
    join: str | None
    filled: bool


def fill_demo(now: datetime, base_url: str) -> DemoReport:
    """Fill an empty desk, or find it filled. `base_url` is the origin under which the workers will reach this desk.

    One transaction: a demo is there whole or not at all. Raises `Refused("state.demo")` for a desk in real use.
    """
    fresh = queries.nobody_yet()
    if not fresh and not marked():
        raise Refused("state.demo", _IN_USE)
    with transaction.atomic():
        brand = _fill(now, base_url) if fresh else Brand.objects.order_by("id")[0]
        join = None if somebody_joined() else _invite(brand, now)
        historical = Case.objects.filter(brand=brand, historical=True).count()
        live = Case.objects.filter(brand=brand, historical=False).count()
    if fresh:
        _mark()
    return DemoReport(brand.slug, live, historical, join, fresh)


def is_demo() -> bool:
    """Whether this desk was filled by `fill_demo` and started as a demo. Both, so that neither happens by accident."""
    return bool(getattr(settings, "DETENTE_DEMO", False)) and marked()


def marked() -> bool:
    """Whether the data folder is a demo's."""
    return bool(settings.DETENTE_DATA) and (Path(settings.DETENTE_DATA) / _MARKER).is_file()


def somebody_joined() -> bool:
    """Whether a person who is not pretend works here."""
    return Person.objects.exclude(email__endswith=PRETEND).exists()


def _mark() -> None:
    if settings.DETENTE_DATA:
        (Path(settings.DETENTE_DATA) / _MARKER).write_text("This folder holds an invented brand.\n", encoding="utf-8")


def _fill(now: datetime, base_url: str) -> Brand:
    begin = now - _BEGIN
    with stage(begin) as playing:
        brand, opener = _open(begin, base_url)
        departments = {
            key: make_department(opener, brand.id, name, now=begin) for key, name in story.DEPARTMENTS.items()
        }
        second = _join(opener, brand, departments, begin)
        _history(brand, opener, now, begin)
        for words in story.saved_words():
            make_saved_reply(opener, brand.id, words, now=begin)
        people = {story.OPENER.key: opener, story.SECOND.key: second}
        _airlock(opener, brand, 0, begin)
        _play(Play(brand, people, departments), playing, now)
    _airlock(opener, brand, USUAL_SECONDS, now)
    return brand


def _airlock(opener: int, brand: Brand, seconds: int, now: datetime) -> None:
    """The story is told without the moment in which a text can be called back; whoever practises has it."""
    brand.refresh_from_db()
    hours = OpeningHours.from_json(brand.hours) if brand.hours else None
    words = BrandWords(brand.name, brand.language, brand.time_zone, hours, brand.review_policy, seconds)
    edit_brand(opener, brand.id, words, now=now)


def _open(now: datetime, base_url: str) -> tuple[Brand, int]:
    token = make_first_run_link(now) or ""
    who = story.OPENER
    person, brand = open_the_desk(
        token, who.name, _email(who), _forgotten(), story.BRAND, story.LANGUAGE, story.TIME_ZONE, now
    )
    furnish(brand, now, base_url)
    return brand, person.id


def _join(opener: int, brand: Brand, departments: dict[str, int], now: datetime) -> int:
    who = story.SECOND
    asked = Asked(who.roles, email=_email(who), department_id=departments[who.department])
    token = invite_person(opener, brand.id, asked, now=now)
    return accept_invitation(token, Newcomer(who.name, _email(who), _forgotten(), who.language), now=now).id


def _history(brand: Brand, opener: int, now: datetime, begin: datetime) -> None:
    channel = connect_channel(
        brand.id,
        network="import",
        name=story.HISTORY_CHANNEL.in_(brand.language),
        base_url="",
        secret="",
        actor=Actor.person(opener),
        now=begin,
    )
    lines = story.history_lines(now)
    import_comments(channel, lines, file_name="history.jsonl", live=False, now=begin, person_id=opener)


def _play(play: Play, playing: Stage, now: datetime) -> None:
    for line in story.live_lines(now):
        playing.set(line.at)
        ACTS[line.do](play, line)
        if line.do in ON_THE_NETWORK:
            playing.settle()


def _invite(brand: Brand, now: datetime) -> str:
    opener = Person.objects.get(email=_email(story.OPENER))
    asked = Asked([role.value for role in FIRST_ROLES], [kind.value for kind in MandateKind])
    return invite_person(opener.id, brand.id, asked, now=now)


def _email(who: story.Pretend) -> str:
    return who.key + PRETEND


def _forgotten() -> str:
    """A password that nobody keeps."""
    return secrets.token_urlsafe(32)
