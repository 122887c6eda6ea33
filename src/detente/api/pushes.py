"""`POST /hooks/<opaque id>`: what somebody's program says happened to comments. Signature first, everything else after.

The address is a channel's; what came is verified, remembered by its id and taken in within one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from detente.api.answers import answer, in_words_of, refusal, refused
from detente.api.clock import now as clock
from detente.api.reading import Body, Endless, read_body, settle, skew_of
from detente.channels.receivers import RECEIVERS
from detente.channels.webhook.shape import MOST_BYTES
from detente.channels.webhook.signature import TIMESTAMP
from detente.contracts.network import Json, Pushed
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.refuse_push import RefusedPush, refuse_push
from detente.desk.actions.take_push import Taken, take_push
from detente.desk.queries.push_door import PushDoor, push_door
from detente.rules.limits import Buckets, Counted
from detente.rules.visitor_address import visitor_address

STRANGERS: Final = Buckets(60, timedelta(seconds=1))
"""Refused knocks, by address of the asker and of the door: whoever guesses grows tired."""
SENDERS: Final = Buckets(200, timedelta(milliseconds=50))
"""Verified pushes, by channel: 200 at once, 20 a second for long."""
NOTED: Final = Counted(timedelta(minutes=1))
PAUSE: Final = timedelta(minutes=5)

_TOO_OFTEN = Words(fr="Trop d’envois d’un coup. Réessayez plus tard.", en="Too many pushes at once. Try again later.")
_TOO_LONG = Words(
    fr="Cet envoi fait {size} octets\u202f: {most} au plus. Découpez-le en plusieurs envois.",
    en="This push is {size} bytes long: at most {most}. Cut it into several pushes.",
)
_FAR_TOO_LONG = Words(
    fr="Cet envoi est trop long, ou ne se termine pas\u202f: il n’a pas été lu en entier.",
    en="This push is too long, or does not end: it was not read to its end.",
)
_PAUSED = Words(
    fr="Ce canal est suspendu\u202f: il ne prend rien pour l’instant. Réessayez plus tard.",
    en="This channel is paused: it takes nothing at the moment. Try again later.",
)
_BAD_SIGNATURE = Words(
    fr="Envois refusés\u202f: signature absente ou fausse. Vérifiez le secret de l’expéditeur.",
    en="Pushes refused: signature missing or wrong. Check the secret that the sender uses.",
)
_WRONG_CLOCK = Words(
    fr="Envois refusés\u202f: signés à une heure qui s’écarte de plus de cinq minutes. Mettez l’expéditeur à l’heure.",
    en="Pushes refused: signed at a time that is more than five minutes off. Set the clock of the sender.",
)


@dataclass(frozen=True, slots=True)
class _Knock:
    """One request at one door."""

    request: HttpRequest
    door: PushDoor
    asker: tuple[str, str]
    now: datetime


@csrf_exempt
def push(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take in one push, or say why not."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    now = clock()
    asker = (_address_of(request), sha256(public_id.encode("utf-8", "replace")).hexdigest())
    wait = STRANGERS.wait(asker, now=now)
    if wait is not None:
        return refusal(request, "limits.pushes", _TOO_OFTEN, status=429, wait=wait)
    return _answered(_Knock(request, push_door(public_id, now=now), asker, now))


@require_GET
def schema(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The words of a push, as JSON Schema."""
    return HttpResponse(_schema(), content_type="application/schema+json; charset=utf-8")


@lru_cache(maxsize=1)
def _schema() -> bytes:
    return resources.files("detente.channels.webhook").joinpath("schema.json").read_bytes()


def _address_of(request: HttpRequest) -> str:
    peer, forwarded = (str(request.META.get(name, "")) for name in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR"))
    return visitor_address(peer, forwarded, behind_proxy=bool(settings.DETENTE_PUBLIC_URL))


def _answered(knock: _Knock) -> HttpResponse:
    receiver = RECEIVERS[knock.door.network]
    checks = [receiver.signature(knock.request.headers, secret) for secret in knock.door.secrets]
    try:
        body = read_body(knock.request, checks)
        settle(checks, now=knock.now)
    except Endless:
        STRANGERS.take(knock.asker, now=knock.now)
        return refusal(knock.request, "input.size", _FAR_TOO_LONG, status=413)
    except Refused as said:
        return _turned_away(knock, said)
    return _verified(knock, body)


def _turned_away(knock: _Knock, said: Refused) -> HttpResponse:
    """Nobody we know; or somebody whose clock is wrong, who is told so."""
    STRANGERS.take(knock.asker, now=knock.now)
    _note(knock, _WRONG_CLOCK if said.code == "access.stale" else _BAD_SIGNATURE, said.code)
    return refused(knock.request, said)


def _verified(knock: _Knock, body: Body) -> HttpResponse:
    channel_id = knock.door.channel_id
    if channel_id is None:  # nobody knows the secret of a door that is not there
        raise RuntimeError("a push was verified for no channel")
    wait = SENDERS.wait(channel_id, now=knock.now)
    if wait is not None:
        return refusal(knock.request, "limits.pushes", _TOO_OFTEN, status=429, wait=wait)
    SENDERS.take(channel_id, now=knock.now)
    if not knock.door.open:
        return refusal(knock.request, "state.paused", _PAUSED, status=503, wait=PAUSE)
    if body.too_long:
        return _too_long(knock, channel_id, body)
    return _taken_in(knock, channel_id, body)


def _too_long(knock: _Knock, channel_id: int, body: Body) -> HttpResponse:
    sentence = _TOO_LONG.with_(size=body.size, most=MOST_BYTES)
    refuse_push(channel_id, RefusedPush(sentence, body.size, body.digest, body.excerpt), now=knock.now)
    return refusal(knock.request, "input.size", sentence, status=413)


def _taken_in(knock: _Knock, channel_id: int, body: Body) -> HttpResponse:
    headers = knock.request.headers
    try:
        pushed = RECEIVERS[knock.door.network].read(headers, body.whole, now=knock.now)
    except Refused as said:
        refuse_push(channel_id, RefusedPush(said.sentence, body.size, body.digest, body.excerpt), now=knock.now)
        return refused(knock.request, said)
    taken = take_push(channel_id, pushed, skew=skew_of(headers.get(TIMESTAMP, ""), knock.now), now=knock.now)
    return answer(_told(knock.request, pushed, taken))


def _told(request: HttpRequest, pushed: Pushed, taken: Taken) -> dict[str, Json]:
    if taken.known:
        return {"status": "known"}
    counts = taken.received
    aside: list[Json] = [in_words_of(request, one.reason) for one in pushed.aside]
    return {
        "status": "taken",
        "new": counts.new,
        "known": counts.known,
        "edited": counts.revised,
        "deleted": counts.deleted,
        "aside": aside,
    }


def _note(knock: _Knock, sentence: Words, what: str) -> None:
    """Tell people on the channel's page, at most once a minute, so that a flood of strangers makes no flood of rows."""
    channel_id = knock.door.channel_id
    if channel_id is None:
        return
    times = NOTED.count((channel_id, what), now=knock.now)
    if times:
        refuse_push(channel_id, RefusedPush(sentence, 0, sha256(what.encode()).hexdigest(), b"", times), now=knock.now)
