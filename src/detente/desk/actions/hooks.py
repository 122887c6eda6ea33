"""Addresses of others that hear what happens here: make one, give it a new secret, pause it, remove it, try it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

import httpx
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_brand
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.models import Delivery, Hook
from detente.desk.queries.hook_bodies import trial_body
from detente.desk.ring import Ring, lock_ring, readable_ring
from detente.journal.models import Event
from detente.journal.record import Entry, record
from detente.net import AddressRefused, AllowedOrigins
from detente.net.addresses import check_written
from detente.rules.hook_events import WITH_TEXTS, HookEvent
from detente.rules.roles import Action

_NO_SUCH = Words(
    fr="Cette connexion n’existe pas, ou ne vous est pas ouverte.",
    en="This connection does not exist, or is not open to you.",
)
_NO_NAME = Words(fr="Donnez un nom à la connexion.", en="Give the connection a name.")
_NAME_TAKEN = Words(
    fr="Une connexion porte déjà ce nom. Choisissez-en un autre.",
    en="A connection already has this name. Choose another one.",
)
_NO_EVENT = Words(fr="Choisissez au moins un événement à transmettre.", en="Choose at least one event to pass on.")
_BAD_URL = Words(
    fr="Cette adresse ne convient pas. Il faut https et une machine publique\u202f; toute autre origine doit figurer "
    "exactement dans DETENTE_ALLOWED_ORIGINS.",
    en="This address will not do. It takes https and a public machine; any other origin has to be listed exactly in "
    "DETENTE_ALLOWED_ORIGINS.",
)
_NOT_NOW = Words(
    fr="Cette connexion est suspendue. Reprenez-la d’abord.", en="This connection is paused. Resume it first."
)
_STATES: Final = ("active", "paused", "removed")
_LONGEST_URL: Final = 1_000


@transaction.atomic
def make_hook(
    person_id: int, brand_id: int, *, name: str, url: str, hears: Collection[str], now: datetime
) -> tuple[int, str]:
    """The id and the secret of a new connection; the secret is shown this once. It hears what happens from now on.

    `hears`: values of `HookEvent`, and `WITH_TEXTS`. Raises `Refused`: `access.…`, `input.name`, `input.url`,
    `input.events`.
    """
    who = access_brand(person_id, brand_id, Action.MANAGE_HOOKS)
    ring = Ring().turned("", now)
    hook = Hook(
        brand_id=brand_id,
        name=_name(name),
        url=_url(url),
        secret=lock_ring(ring, brand_id),
        hears=_hears(hears),
        place=Event.objects.aggregate(highest=Max("id"))["highest"] or 0,
        made_at=now,
    )
    try:
        with transaction.atomic():
            hook.save(force_insert=True)
    except IntegrityError:
        raise Refused("input.name", _NAME_TAKEN) from None
    _tell("hook.made", hook, who, now)
    return hook.id, ring.newest


@transaction.atomic
def turn_hook_secret(person_id: int, hook_id: int, seen: str, *, now: datetime) -> str:
    """Make a new secret and return it, this once. For a day deliveries carry both signatures.

    `seen`: the mark of the secret that the person saw. Raises `Refused`: `access.…`, `state.secret`.
    """
    hook, who = _access(person_id, hook_id)
    ring = readable_ring(hook.secret, hook.brand_id).turned(seen, now)
    hook.secret = lock_ring(ring, hook.brand_id)
    hook.save(update_fields=["secret"])
    _tell("hook.secret_made", hook, who, now)
    return ring.newest


@transaction.atomic
def set_hook_state(person_id: int, hook_id: int, state: str, *, now: datetime) -> None:
    """Pause (`paused`), resume (`active`) or remove (`removed`) a connection.

    A pause keeps its place: what happened meanwhile is delivered afterwards. What waits for a removed one fails.
    """
    hook, who = _access(person_id, hook_id)
    if state not in _STATES:
        raise Refused("access.hook", _NO_SUCH)
    hook.state, hook.trouble = state, ""
    hook.save(update_fields=["state", "trouble"])
    waiting = Delivery.objects.filter(hook=hook, state="queued")
    if state == "removed":
        waiting.update(state="failed", due_at=None, lease_until=None, trouble="removed")
    if state == "active":
        waiting.update(due_at=now, made_at=now, lease_until=None, attempts=0)
    _tell({"active": "hook.resumed", "paused": "hook.paused", "removed": "hook.removed"}[state], hook, who, now)


@transaction.atomic
def try_hook(person_id: int, hook_id: int, *, now: datetime) -> int:
    """Queue a delivery that only says that somebody tries; returns its id. Raises `Refused`: `access.…`, `state.…`."""
    hook, who = _access(person_id, hook_id)
    if hook.state == "paused":
        raise Refused("state.hook", _NOT_NOW)
    event_id = _tell("hook.tested", hook, who, now)
    body = trial_body(hook, event_id, now)
    made = Delivery.objects.create(
        hook=hook, key=body.key, event_id=event_id, name=body.name, body=body.text, made_at=now, due_at=now
    )
    return made.id


@transaction.atomic
def send_again(person_id: int, delivery_id: int, *, now: datetime) -> None:
    """Put a delivery back in the queue, with the same key and body. Raises `Refused`: `access.…`, `state.hook`."""
    hook_id = Delivery.objects.filter(id=delivery_id).values_list("hook_id", flat=True).first() or 0
    hook, who = _access(person_id, hook_id)
    if hook.state == "paused":
        raise Refused("state.hook", _NOT_NOW)
    Delivery.objects.filter(id=delivery_id).update(
        state="queued", due_at=now, made_at=now, lease_until=None, attempts=0, trouble="", delivered_at=None
    )
    _tell("hook.sent_again", hook, who, now, delivery=delivery_id)


def _access(person_id: int, hook_id: int) -> tuple[Hook, Colleague]:
    hook = Hook.objects.select_for_update().exclude(state="removed").filter(id=hook_id).first()
    if hook is None:
        raise Refused("access.hook", _NO_SUCH)
    return hook, access_brand(person_id, hook.brand_id, Action.MANAGE_HOOKS)


def _name(name: str) -> str:
    if not name.strip() or not name.strip().isprintable():
        raise Refused("input.name", _NO_NAME)
    return name.strip()[:120]


def _url(url: str) -> str:
    written = url.strip()
    try:
        if len(written) > _LONGEST_URL or not written.isprintable():
            raise Refused("input.url", _BAD_URL)
        check_written(httpx.URL(written), AllowedOrigins(settings.DETENTE_ALLOWED_ORIGINS))
    except (httpx.InvalidURL, AddressRefused):
        raise Refused("input.url", _BAD_URL) from None
    return written


def _hears(hears: Collection[str]) -> list[str]:
    events = [event.value for event in HookEvent if event.value in hears]
    if not events:
        raise Refused("input.events", _NO_EVENT)
    return [*events, *([WITH_TEXTS] if WITH_TEXTS in hears else [])]


def _tell(name: str, hook: Hook, who: Colleague, now: datetime, **facts: int) -> int:
    event_id = record(Entry(name, who.actor, "hook", hook.id, hook.brand_id, facts=facts), at=now)
    wake_workers("deliver")
    tell_screens(hook.brand_id)
    return event_id
