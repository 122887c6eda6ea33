"""The one kept sign-in of a channel: who may renew it now, and what came of it. Stored encrypted."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from detente.contracts.network import Session
from detente.desk.actions.channels import lock_secret
from detente.desk.models import Channel

SESSION_COLUMNS: Final = ("session", "session_renew_at", "session_until", "refresh_lease_until", "secret", "settings")


@transaction.atomic
def claim_session(channel_id: int, *, until: datetime, now: datetime) -> bool:
    """Whether this process, and no other until then, may sign in or refresh."""
    rows = Channel.objects.filter(Q(refresh_lease_until__isnull=True) | Q(refresh_lease_until__lte=now), id=channel_id)
    return rows.exclude(state="removed").update(refresh_lease_until=until) == 1


@transaction.atomic
def keep_session(channel_id: int, session: Session) -> None:
    """Store the session, before anybody uses it, and let others renew it next time."""
    channel = Channel.objects.select_for_update().get(id=channel_id)
    channel.session = lock_secret(session.secret, channel.brand_id)
    channel.session_renew_at, channel.session_until = session.renew_at, session.until
    channel.refresh_lease_until = None
    channel.save(update_fields=["session", "session_renew_at", "session_until", "refresh_lease_until"])


@transaction.atomic
def leave_session(channel_id: int, *, until: datetime | None = None) -> None:
    """It was not renewed; nobody tries before `until` (None: whoever needs it may)."""
    Channel.objects.filter(id=channel_id).update(refresh_lease_until=until)
