"""Short ways through a removal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.desk.charter_world import World
from tests.desk.makers import NOON

from detente.channels import registry
from detente.contracts.capabilities import Power
from detente.contracts.capture import Stop
from detente.contracts.refusals import Refused
from detente.desk.actions.claim import Claim
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.execute_removal import claim_removal, intend_removal, removal_done
from detente.desk.models import Capture, Message

LEASE = timedelta(seconds=60)


def carry_out(now: datetime = NOON) -> Claim:
    """Do what a worker does, with a network that says yes."""
    claim = claim_removal(lease=LEASE, now=now)
    assert claim is not None
    order = intend_removal(claim, now=now)
    assert order is not None
    assert removal_done(order, now=now)
    return claim


def done(world: World, message: Message) -> int:
    """A removal asked for, approved and carried out."""
    removal = world.ask(message)
    decide_removal(world.id_of("charter"), removal, True, "", now=NOON)
    carry_out()
    return removal


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    """The check that refused."""
    return refused.value.code


def grant(monkeypatch: pytest.MonkeyPatch, power: Power) -> None:
    """Let the public page's network offer exactly one power."""
    known = registry.NETWORKS["publicpage"]
    assert known.capabilities is not None
    changed = replace(known, capabilities=replace(known.capabilities, powers=(power,)))
    monkeypatch.setitem(registry.NETWORKS, "publicpage", changed)


def on_a_page(message: Message) -> Message:
    """The message, with an address at which a picture of it can be tried."""
    Message.objects.filter(id=message.id).update(permalink="https://page.example/p/ferrolune#c-m1")
    message.refresh_from_db()
    return message


def stop_captures(stop: Stop, now: datetime = NOON) -> None:
    """Every picture that is waited for met this; what may pass by itself is tried again later."""
    rows = Capture.objects.filter(state="waiting")
    if stop.may_pass:
        rows.update(stopped_by=stop.value, due_at=now + timedelta(minutes=3))
    else:
        rows.update(stopped_by=stop.value, state="done", done_at=now, due_at=None)
