"""A decided removal waits for the picture, leaves as soon as it is there, and knows at once when none can be had."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON
from tests.desk.removing import LEASE
from tests.workers.test_capture import at_work, found, stopped, vault

from detente.contracts.capture import Stop, Visit, VisitOrder
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.execute_removal import claim_removal, intend_removal
from detente.desk.models import Channel, Message, Removal
from detente.evidence.vault import Vault
from detente.journal.models import LedgerLine

__all__ = ["vault"]
pytestmark = pytest.mark.django_db


def _tried() -> bool:
    claim = claim_removal(lease=LEASE, now=NOON)
    return claim is not None and intend_removal(claim, now=NOON) is not None


@pytest.fixture
def world() -> World:
    world = a_world()
    Channel.objects.update(base_url="https://page.example")
    return world


@pytest.mark.parametrize(
    ("answer", "level", "reason"), [(found, "A", ""), (stopped(Stop.LOGIN_WALL), "C", "login_wall")]
)
def test_the_end_of_a_visit_ends_the_wait(
    vault: Vault, world: World, answer: Callable[[VisitOrder], Visit], level: str, reason: str
) -> None:
    message = world.abuse()
    Message.objects.filter(id=message.id).update(permalink="https://page.example/p/1#m-m1")
    message.refresh_from_db()
    removal = world.ask(message)
    decide_removal(world.id_of("lead"), removal, True, "", now=NOON)
    assert not _tried()
    assert claim_removal(lease=LEASE, now=NOON) is None
    at_work(vault, answer)
    assert _tried()
    assert Removal.objects.get(id=removal).lesser_reason == reason
    assert LedgerLine.objects.get(event="action_intended").facts["level"] == level
