"""Connect, pause and resume a channel; its secret is encrypted and never shown again."""

from __future__ import annotations

import secrets
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from detente.channels.registry import NETWORKS
from detente.contracts.actors import Actor
from detente.contracts.network import Connection
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_channel
from detente.desk.actions._tasks import plan_tasks, wake_probe
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.keys import channel_key
from detente.desk.models import Channel
from detente.journal.record import Entry, record

NAME_TAKEN = Words(
    fr="Un canal porte déjà ce nom. Choisissez-en un autre.", en="A channel already has this name. Choose another one."
)
NO_NAME = Words(fr="Donnez un nom au canal.", en="Give the channel a name.")
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
        raise Refused("input.name", NO_NAME)
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
        raise Refused("input.name", NAME_TAKEN) from None
    record(Entry("channel.connected", actor, "channel", channel.id, brand_id, facts={"network": network}), at=now)
    plan_tasks(channel, now=now)
    wake_workers("listen")
    return channel.id


def set_channel_state(person_id: int, channel_id: int, state: str, *, now: datetime) -> None:
    """Pause (`paused`) or resume (`active`) listening and publishing on one channel.

    A channel whose rights were never found good is *checking* first. Raises `Refused("access.…")`.
    """
    with transaction.atomic():
        if state not in ("active", "paused"):
            raise Refused("access.channel", _NO_SUCH)
        channel, who = access_channel(person_id, channel_id, "pause_channel", lock=True)
        unchecked = state == "active" and channel.checked_at is None and _was_asked(channel)
        channel.state, channel.trouble, channel.attempts = "checking" if unchecked else state, "", 0
        channel.due_at = now if channel.state == "active" and channel.base_url else None
        channel.save(update_fields=["state", "trouble", "attempts", "due_at"])
        if state == "active":
            wake_probe(channel, now=now)
        name = "channel.resumed" if state == "active" else "channel.paused"
        record(Entry(name, who.actor, "channel", channel.id, channel.brand_id), at=now)
        wake_workers("listen")
        tell_screens(channel.brand_id)


def _was_asked(channel: Channel) -> bool:
    """Whether it was connected by a person, so that a probe decides; the set-up's own channels listen at once."""
    line = NETWORKS.get(channel.network)
    return line is not None and line.has_connector and line.connectable


def connection_of(channel: Channel) -> Connection:
    """What a connector needs to reach the account. Raises `Refused` when the secret cannot be opened."""
    return Connection(
        base_url=channel.base_url,
        secret=open_secret(bytes(channel.secret), channel.brand_id) if channel.secret else "",
        account_id=channel.account_id,
        settings=channel.settings,
        session=open_secret(bytes(channel.session), channel.brand_id) if channel.session else "",
    )


def lock_secret(secret: str, brand_id: int) -> bytes:
    """Encrypt a secret for storage, bound to its brand."""
    return lock_bytes(secret.encode(), brand_id)


def lock_bytes(plain: bytes, brand_id: int) -> bytes:
    """Encrypt bytes for storage under the desk's key of channels, bound to their brand."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(channel_key()).encrypt(nonce, plain, _bound(brand_id))


def open_secret(locked: bytes, brand_id: int) -> str:
    """Decrypt a stored secret. Raises `Refused("state.channel")`."""
    return open_bytes(locked, brand_id).decode()


def open_bytes(locked: bytes, brand_id: int) -> bytes:
    """Decrypt what `lock_bytes` made. Raises `Refused("state.channel")`."""
    try:
        return AESGCM(channel_key()).decrypt(locked[:_NONCE], locked[_NONCE:], _bound(brand_id))
    except InvalidTag:
        raise Refused("state.channel", _UNREADABLE) from None


def _bound(brand_id: int) -> bytes:
    return f"detente.channel.{brand_id}".encode()
