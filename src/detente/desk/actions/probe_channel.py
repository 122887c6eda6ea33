"""What the network said of our rights on a channel, and what follows from it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.contracts.network import Probe
from detente.desk.actions._channel_trouble import into_trouble, out_of_trouble, tell_channel
from detente.desk.actions.notify import wake_workers
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.channel_letters import rights_ending
from detente.desk.duty import leads
from detente.desk.models import Channel
from detente.journal.models import Event

PROBE_EVERY: Final = timedelta(minutes=10)
ENDS_SOON: Final = timedelta(days=14)
"""How long before rights end the leads are told, once for each end."""

_CURED_BY_RIGHTS: Final = ("problems", "auth", "unreachable", "state")
_MOST_SKEW: Final = 2_000_000_000


@transaction.atomic
def probed(channel_id: int, probe: Probe, *, now: datetime) -> None:
    """Keep who we are there; a channel with good rights listens, one that lacks something says so and alerts."""
    channel = _locked(channel_id)
    if channel is None:
        return
    channel.account_name, channel.software = probe.account_name[:200], probe.software[:100]
    channel.account_id = channel.account_id or probe.account_id[:200]
    channel.clock_skew_ms = _milliseconds(probe.clock_skew)
    channel.problems = [[one.fr, one.en] for one in probe.problems]
    channel.rights_until, channel.checked_at = probe.rights_until, now
    channel.save()
    if probe.problems:
        into_trouble(channel, "problems", alert=channel.trouble != "problems", now=now)
    else:
        _well(channel, now)
    _warn_of_end(channel, now)


@transaction.atomic
def probe_failed(channel_id: int, code: str, *, stop: bool, now: datetime) -> None:
    """The probe brought no answer. Only rights that are gone, or answers that break the contract, stop the channel.

    A network that merely does not answer is the polls' to tell.
    """
    channel = _locked(channel_id)
    if channel is not None and (stop or channel.state == "checking"):
        into_trouble(channel, code, alert=stop and channel.trouble != code, now=now)


def _locked(channel_id: int) -> Channel | None:
    rows = Channel.objects.select_for_update(of=("self",)).select_related("brand")
    return rows.filter(id=channel_id).exclude(state__in=["removed", "paused"]).first()


def _well(channel: Channel, now: datetime) -> None:
    if channel.state == "checking":
        channel.state, channel.trouble = "active", ""
        channel.due_at = now if channel.base_url else None
        channel.attempts, channel.lease_until = 0, None
        channel.save(update_fields=["state", "trouble", "due_at", "attempts", "lease_until"])
        tell_channel("channel.ready", channel, now=now)
        wake_workers("listen")
    elif channel.trouble.startswith(_CURED_BY_RIGHTS):
        out_of_trouble(channel, now=now)
        Channel.objects.filter(id=channel.id).update(due_at=now if channel.base_url else None)
        wake_workers("listen")


def _warn_of_end(channel: Channel, now: datetime) -> None:
    until = channel.rights_until
    if until is None or until > now + ENDS_SOON:
        return
    told = Event.objects.filter(subject_kind="channel", subject_id=channel.id, name="channel.rights_ending")
    if told.filter(facts__until=until.isoformat()).exists():
        return
    tell_channel("channel.rights_ending", channel, now=now, until=until.isoformat())
    queue_mail(rights_ending(channel, until), leads([channel.brand_id]).get(channel.brand_id, ()), now=now)


def _milliseconds(skew: timedelta | None) -> int | None:
    if skew is None:
        return None
    return max(-_MOST_SKEW, min(_MOST_SKEW, round(skew / timedelta(milliseconds=1))))
