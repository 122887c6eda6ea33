"""Let appear what the network holds: a person says so, a worker tells the network, once, and again after a lost answer.

Setting a state that holds already is harmless, so nothing has to be looked at first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from detente.contracts.actors import SYSTEM, Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.claim import Claim, claim
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.actions.removal_request import open_gate
from detente.desk.models import Message, Release, Removal
from detente.desk.networks import network_power
from detente.journal.record import Entry, record
from detente.rules.removal import RemovalState
from detente.rules.roles import Action

WAITING = "state = 'waiting'"
ATTEMPT_CAP = 8
_SHOWN = Words(
    fr="Ce message n’est pas retenu\u202f: il n’y a rien à publier.",
    en="This message is not held: there is nothing to publish.",
)
_OURS = Words(
    fr="C’est notre réponse\u202f: publiez-la sur le réseau même.",
    en="This is our reply: publish it on the network itself.",
)
_CHARTER = Words(
    fr="Ce message a été retiré selon la charte. Il revient par une décision sur ce retrait.",
    en="This message was removed under the charter. A decision on that removal brings it back.",
)
_NOT_OFFERED = Words(
    fr="Ce réseau ne permet pas au bureau de publier ce qu’il retient. Faites-le là-bas.",
    en="This network does not let the desk publish what it holds. Do it there.",
)
_ASKED = Words(
    fr="C’est déjà demandé\u202f: le réseau va le faire.", en="It is asked for already: the network will do it."
)
_GIVEN_UP = Words(fr="Trop d’essais\u202f: regardez le réseau.", en="Too many tries: look at the network.")
_OVER = (RemovalState.REFUSED, RemovalState.RESTORED)


@dataclass(frozen=True, slots=True)
class Order:
    """What to ask of the network."""

    release_id: int
    attempt: int
    channel_id: int
    external_id: str


@transaction.atomic
def release_message(person_id: int, message_id: int, *, now: datetime) -> int:
    """Ask that a held message appears; the release's id.

    Raises `Refused`: `access.…`, `state.message`, `state.removal`, `state.network`, `state.release`.
    """
    gate = open_gate(person_id, message_id, Action.RELEASE_MESSAGE)
    message = gate.message
    obstacle = _obstacle(message)
    if obstacle is not None:
        raise obstacle
    _forget_the_dead(message_id, now)
    release = Release(
        case=message.case,
        channel=message.channel,
        message=message,
        by_id=gate.colleague.id,
        asked_at=now,
        due_at=now,
    )
    try:
        with transaction.atomic():
            release.save(force_insert=True)
    except IntegrityError:
        raise Refused("state.release", _ASKED) from None
    _tell("release.asked", gate.colleague.actor, release, {}, now)
    wake_workers("release")
    return release.id


def may_be_released(message: Message) -> bool:
    """Whether a held message may be let appear at all, whoever asks."""
    return _obstacle(message) is None


@transaction.atomic
def claim_release(*, lease: timedelta, now: datetime) -> tuple[Claim, Order] | None:
    """Take one release that waits for the network."""
    taken = claim("desk_release", WAITING, limit=1, lease=lease, now=now, cap=ATTEMPT_CAP)
    if not taken:
        return None
    row = Release.objects.select_related("message").get(id=taken[0].id)
    return taken[0], Order(row.id, taken[0].attempt, row.channel_id, row.message.external_id)


@transaction.atomic
def release_done(order: Order, *, now: datetime) -> None:
    """The network shows it. Nothing happens when the row is in other hands by now."""
    release = _mine(order)
    if release is None:
        return
    release.state, release.done_at, release.due_at, release.lease_until, release.trouble = "done", now, None, None, ""
    release.save(update_fields=["state", "done_at", "due_at", "lease_until", "trouble"])
    Message.objects.filter(id=release.message_id, state="hidden").update(state="visible")
    _tell("release.done", SYSTEM, release, {}, now)


@transaction.atomic
def release_failed(order: Order, trouble: Words, *, retry_at: datetime | None, now: datetime) -> None:
    """The network did not do it, or did not say. Tried again at `retry_at`; None: it is told and can be asked anew."""
    release = _mine(order)
    if release is None:
        return
    final = retry_at is None or release.attempts >= ATTEMPT_CAP
    said = trouble if retry_at is None or not final else _GIVEN_UP
    release.trouble = said.in_(release.case.brand.language)[:200]
    release.state, release.lease_until = "failed" if final else "waiting", None
    release.due_at = None if final else retry_at
    release.save(update_fields=["state", "due_at", "lease_until", "trouble"])
    _tell("release.failed", SYSTEM, release, {"final": final}, now)


def _obstacle(message: Message) -> Refused | None:
    if message.ours:
        return Refused("state.message", _OURS)
    if Removal.objects.filter(message=message).exclude(state__in=_OVER).exists():
        return Refused("state.removal", _CHARTER)
    if message.state != "hidden":
        return Refused("state.message", _SHOWN)
    if network_power(message.channel.network, "restore") is None:
        return Refused("state.network", _NOT_OFFERED)
    return None


def _forget_the_dead(message_id: int, now: datetime) -> None:
    """One whose workers all died stands in nobody's way."""
    dead = Release.objects.filter(message_id=message_id, state="waiting", attempts__gte=ATTEMPT_CAP, due_at__lte=now)
    dead.update(state="failed", due_at=None, lease_until=None)


def _mine(order: Order) -> Release | None:
    rows = Release.objects.select_for_update(of=("self",)).select_related("case__brand")
    return rows.filter(id=order.release_id, attempts=order.attempt, state="waiting").first()


def _tell(name: str, actor: Actor, release: Release, facts: Mapping[str, object], now: datetime) -> None:
    brand_id = release.case.brand_id
    told = {"message": release.message_id, **facts}
    record(Entry(name, actor, "release", release.id, brand_id, release.case_id, told), at=now)
    tell_screens(brand_id)
