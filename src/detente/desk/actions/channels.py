"""Connect, pause and resume a channel; its secret is encrypted and never shown again."""

from __future__ import annotations

import secrets
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from detente.contracts.actors import Actor
from detente.contracts.network import Connection
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.keys import channel_key
from detente.desk.models import Channel
from detente.journal.record import Entry, record

_NAME_TAKEN = Words(
    fr="Un canal porte déjà ce nom. Choisissez-en un autre.", en="A channel already has this name. Choose another one."
)
_NO_NAME = Words(fr="Donnez un nom au canal.", en="Give the channel a name.")
_UNREADABLE = Words(
    fr="Le secret de ce canal ne s’ouvre pas avec la clé de ce bureau. Reliez le canal à nouveau.",
    en="The secret of this channel does not open with this desk’s key. Connect the channel again.",
)
_NO_SUCH = Words(fr="Ce canal n’existe pas.", en="There is no such channel.")
_NONCE = 12


@transaction.atomic
def connect_channel(
    brand_id: int,
    *,
    network: str,
    name: str,
    base_url: str,
    secret: str,
    actor: Actor,
    now: datetime,
    account_id: str = "",
) -> int:
    """Save a channel and have it polled at once. The caller has passed a gate or is the set-up. Returns its id."""
    if not name.strip():
        raise Refused("input.name", _NO_NAME)
    channel = Channel(
        brand_id=brand_id,
        network=network,
        name=name.strip()[:120],
        base_url=base_url,
        account_id=account_id,
        secret=lock_secret(secret, brand_id) if secret else None,
        created_at=now,
        due_at=now if base_url else None,
    )
    try:
        with transaction.atomic():
            channel.save(force_insert=True)
    except IntegrityError:
        raise Refused("input.name", _NAME_TAKEN) from None
    record(Entry("channel.connected", actor, "channel", channel.id, brand_id, facts={"network": network}), at=now)
    wake_workers("listen")
    return channel.id


def set_channel_state(person_id: int, channel_id: int, state: str, *, now: datetime) -> None:
    """Pause (`paused`) or resume (`active`) listening and publishing on one channel."""
    with transaction.atomic():
        channel = Channel.objects.select_for_update().filter(id=channel_id).first()
        if channel is None or state not in ("active", "paused"):
            raise Refused("access.channel", _NO_SUCH)
        who = access_brand(person_id, channel.brand_id, "pause_channel")
        channel.state, channel.trouble, channel.attempts = state, "", 0
        channel.due_at = now if state == "active" and channel.base_url else None
        channel.save(update_fields=["state", "trouble", "attempts", "due_at"])
        name = "channel.resumed" if state == "active" else "channel.paused"
        record(Entry(name, who.actor, "channel", channel.id, channel.brand_id), at=now)
        wake_workers("listen")
        tell_screens(channel.brand_id)


def connection_of(channel: Channel) -> Connection:
    """What a connector needs to reach the account. Raises `Refused` when the secret cannot be opened."""
    secret = open_secret(bytes(channel.secret), channel.brand_id) if channel.secret else ""
    return Connection(base_url=channel.base_url, secret=secret, account_id=channel.account_id)


def lock_secret(secret: str, brand_id: int) -> bytes:
    """Encrypt a secret for storage, bound to its brand."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(channel_key()).encrypt(nonce, secret.encode(), _bound(brand_id))


def open_secret(locked: bytes, brand_id: int) -> str:
    """Decrypt a stored secret."""
    try:
        return AESGCM(channel_key()).decrypt(locked[:_NONCE], locked[_NONCE:], _bound(brand_id)).decode()
    except InvalidTag:
        raise Refused("state.channel", _UNREADABLE) from None


def _bound(brand_id: int) -> bytes:
    return f"detente.channel.{brand_id}".encode()
