"""A removal leaves once, proven: real workers killed between every two of its steps, and what the page was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from tests.desk.charter_world import TEXT, WORDS, World, a_world
from tests.desk.makers import picture_of, read_all
from tests.helpers.live_page import live_page
from tests.helpers.wait import wait_until
from tests.workers.kill.harness import SECONDS, Workers
from tests.workers.kill.networks import PAGE
from tests.workers.kill.worker import REMOVAL_PLACES

from detente.channels.dial import dial
from detente.channels.testkit.faults import Fault, FaultProxy
from detente.contracts.actors import SYSTEM
from detente.desk.actions.channels import connect_channel, connection_of
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.receive import receive
from detente.desk.models import Channel, Message, Removal
from detente.journal.ledger import verify
from detente.journal.models import LedgerLine
from detente.publicpage.actions import Entry, Limits, Sender, make_page, post_comment
from detente.publicpage.models import Comment

pytestmark = pytest.mark.processes
WIDE = Limits(visitor=(10**6, 10**6), address=(10**6, 10**6))
PLACES = [*REMOVAL_PLACES, "after_request"]


@dataclass
class Desk:
    """A desk connected to its page through a proxy that counts, and workers that die."""

    world: World
    channel: Channel
    proxy: FaultProxy
    workers: Workers

    def decided(self) -> Removal:
        """A comment on the page, with a picture, and an approved hide of it."""
        now = datetime.now(UTC)
        made = post_comment("ferrolune", Entry(TEXT, language="fr"), Sender(limits=WIDE), now=now)
        connector = dial("publicpage", connection_of(self.channel), [self.proxy.origin])
        receive(self.channel.id, connector.poll(None, now=now).changes, now=now)
        read_all(now)
        message = Message.objects.get(external_id=made.public_id)
        assert message.case_id is not None
        correct_reading(self.world.id_of("agent"), message.case_id, message.id, Correction(kind="abuse"), now=now)
        picture_of(message, now=now)
        removal = self.world.ask(message, quote=WORDS, now=now)
        decide_removal(self.world.id_of("lead"), removal, True, "", now=now)
        return Removal.objects.select_related("message").get(id=removal)

    def asked(self, removal: Removal) -> int:
        """How many writes about this message have reached the page."""
        return sum(removal.message.external_id in seen.path for seen in self.proxy.writes)

    def hidden(self, removal: Removal) -> bool:
        """Whether the page hides it."""
        return Comment.objects.get(public_id=removal.message.external_id).state == "hidden"

    def take_over(self, removal: Removal) -> None:
        """Let another worker go on once the dead one's lease has run out."""
        now = datetime.now(UTC)
        Removal.objects.filter(lease_until__isnull=False).update(lease_until=now, due_at=now)
        ids = self.workers.start(1, PAGE, work="moderate")
        try:
            rows = Removal.objects.filter(id=removal.id, state="done", wanted="")
            wait_until(rows.exists, seconds=SECONDS, what="the removal to be done")
        finally:
            self.workers.end(ids)

    def lines(self, removal: Removal) -> list[str]:
        """What the ledger says of it, in order."""
        rows = LedgerLine.objects.filter(event__startswith="action_", facts__removal=removal.id)
        return list(rows.order_by("seq").values_list("event", flat=True))


@pytest.fixture(scope="module")
def desk(module_desk: str) -> Iterator[Desk]:
    now = datetime.now(UTC)
    world = a_world(network="import")
    token = make_page("ferrolune", "Ferrolune", ["fr", "en"], now)
    with live_page() as port, FaultProxy("127.0.0.1", port, silence=10) as proxy:
        channel = connect_channel(
            world.brand.id, network="publicpage", name="Page", base_url=f"{proxy.origin}/p/ferrolune", secret=token,
            actor=SYSTEM, now=now, account_id="ferrolune",
        )  # fmt: skip
        workers = Workers(module_desk, proxy.origin)
        try:
            yield Desk(world, Channel.objects.get(id=channel), proxy, workers)
        finally:
            proxy.release()
            workers.close()


@pytest.mark.parametrize("place", PLACES)
def test_a_worker_killed_there_leaves_a_removal_that_the_next_one_finishes_with_one_request(
    desk: Desk, place: str
) -> None:
    removal = desk.decided()
    assert desk.workers.wait(desk.workers.start(1, PAGE, place, work="moderate")) == [-9]
    desk.take_over(removal)
    _once(desk, removal)


@pytest.mark.parametrize("committed", [False, True], ids=["before-the-page-has-it", "after-it-was-done"])
def test_a_worker_killed_in_the_middle_of_its_request_is_looked_after_not_repeated(desk: Desk, committed: bool) -> None:
    removal = desk.decided()
    desk.proxy.fail(Fault.HOLD_AFTER if committed else Fault.HOLD_BEFORE, times=1)
    dying = desk.workers.start(1, PAGE, "in_request", work="moderate")
    wait_until(lambda: desk.asked(removal) == 1, seconds=SECONDS, what="the request to be under way")
    if committed:
        wait_until(lambda: desk.hidden(removal), seconds=SECONDS, what="the page to have hidden it")
    assert desk.workers.kill(dying) == [-9]
    desk.proxy.release()
    wait_until(lambda: desk.hidden(removal), seconds=SECONDS, what="the late request to arrive")
    desk.proxy.fail(Fault.OK)
    desk.take_over(removal)
    _once(desk, removal)


def _once(desk: Desk, removal: Removal) -> None:
    lines = desk.lines(removal)
    assert (desk.asked(removal), desk.hidden(removal)) == (1, True)
    assert lines.count("action_done") == 1
    assert (lines[0], lines[-1]) == ("action_intended", "action_done")
    assert "action_failed" not in lines
    assert verify().intact
