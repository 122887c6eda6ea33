"""Every connector that a worker uses comes from here: signed in, with a session that one process at a time renews.

A session is refreshed when its time comes, and once more when the network calls it expired although it should not be.
A refresh that the network refuses leads to one new sign-in; only when that fails have the rights gone. Between a
renewal and its first use lies the commit that stores it, so that a rotated token is never lost to a crash.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.contracts.network import Auth, Connector, Limited, NetworkError, Session, Signs
from detente.desk.actions.keep_session import SESSION_COLUMNS, claim_session, keep_session, leave_session
from detente.desk.models import Channel

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=90)
AFTER_REFUSAL: Final = timedelta(seconds=60)
_WAIT: Final = timedelta(seconds=2)

Dial = Callable[[Channel], Connector]


@dataclass(frozen=True, slots=True)
class Sessions:
    """Dials channels. `dial` gives a connector for what the channel's row holds, its session included."""

    dial: Dial
    clock: Callable[[], datetime]

    def connect(self, channel: Channel) -> Connector:
        """A connector that is ready to be used.

        Raises `Auth` when nobody can sign in, `Limited` while another process does or the network says wait, another
        `NetworkError`, `Refused` when a secret cannot be opened, `KeyError` for a network without a connector.
        """
        connector = self.dial(channel)
        if not isinstance(connector, Signs) or self._young(channel):
            return connector
        return self._renewed(channel, used=None)

    def renew(self, channel: Channel) -> bool:
        """After `Auth(expired)`: whether the channel has another session now than the one that it was dialled with.

        Raises what `connect` raises.
        """
        if not isinstance(self.dial(channel), Signs):
            return False
        used = _kept(channel)
        self._renewed(channel, used=used)
        return _kept(channel) != used

    def _young(self, channel: Channel) -> bool:
        """Whether the kept session needs nothing yet."""
        return bool(channel.session) and (channel.session_renew_at is None or channel.session_renew_at > self.clock())

    def _alive(self, channel: Channel) -> bool:
        return bool(channel.session) and (channel.session_until is None or channel.session_until > self.clock())

    def _renewed(self, channel: Channel, used: bytes | None) -> Connector:
        """`used`: the session that the network just refused; it counts as dead although it looks alive."""
        now = self.clock()
        if not claim_session(channel.id, until=now + LEASE, now=now):
            return self._while_another_renews(channel, used)
        channel.refresh_from_db(fields=SESSION_COLUMNS)
        if self._young(channel) and _kept(channel) != used:
            leave_session(channel.id)
            return self.dial(channel)
        try:
            session = self._new_session(channel)
        except NetworkError as error:
            leave_session(channel.id, until=_not_before(error, self.clock()))
            if used is None and not isinstance(error, Auth) and self._alive(channel):
                log.warning("channel %s: the session was not renewed yet (%s)", channel.id, type(error).__name__)
                return self.dial(channel)
            raise
        keep_session(channel.id, session)
        channel.refresh_from_db(fields=SESSION_COLUMNS)
        return self.dial(channel)

    def _new_session(self, channel: Channel) -> Session:
        connector = self.dial(channel)
        if not isinstance(connector, Signs):
            raise KeyError(channel.network)
        if self._alive(channel):
            try:
                return connector.refresh(now=self.clock())
            except Auth as refused:
                log.warning("channel %s: refresh refused (%s), signing in", channel.id, refused.kind)
        return connector.sign_in(now=self.clock())

    def _while_another_renews(self, channel: Channel, used: bytes | None) -> Connector:
        """A session that is still alive can be used meanwhile; without one there is nothing to do but wait."""
        channel.refresh_from_db(fields=SESSION_COLUMNS)
        if self._alive(channel) and _kept(channel) != used:
            return self.dial(channel)
        until = channel.refresh_lease_until or self.clock()
        raise Limited("another process is signing in", until=min(until, self.clock() + _WAIT), scope="user")


def _kept(channel: Channel) -> bytes:
    return bytes(channel.session) if channel.session else b""


def _not_before(error: NetworkError, now: datetime) -> datetime | None:
    """Sign-ins are counted by networks: after a refusal or a limit nobody tries at once."""
    if isinstance(error, Limited):
        return error.until or now + AFTER_REFUSAL
    return now + AFTER_REFUSAL if isinstance(error, Auth) else None
