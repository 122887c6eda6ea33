"""A provisional hide on the real public page, over real HTTP: notice, contest, decision, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from tests.desk.charter_world import NOTICE, TEXT, World, a_world
from tests.desk.makers import read_all
from tests.helpers.live_page import live_page

from detente.channels.dial import dial
from detente.contracts.actors import SYSTEM
from detente.desk.actions.channels import connect_channel, connection_of
from detente.desk.actions.confirm_provisional import confirm_provisional
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.decide_contest import decide_contest
from detente.desk.models import Channel, Message, Removal
from detente.publicpage.actions import Entry, Sender, contest_notice, make_page, post_comment
from detente.publicpage.models import Comment, Notice
from detente.workers.listen import listen_work
from detente.workers.loop import Loop
from detente.workers.moderate import Moderator, moderate_work


@dataclass
class Page:
    """A desk listening to a live page on which somebody wrote."""

    world: World
    origin: str
    now: datetime
    comment: Comment

    def work(self) -> None:
        """Listen, read, carry out: all that is due."""

        def connect(channel: Channel) -> object:
            return dial(channel.network, connection_of(channel), [self.origin])

        works = [listen_work(connect), moderate_work(Moderator(connect, lambda: self.now))]  # type: ignore[arg-type]
        Channel.objects.update(due_at=self.now)
        Loop("t", works, now=lambda: self.now).drain()
        read_all(self.now)

    def state(self) -> str:
        """What the page shows of the comment."""
        return Comment.objects.get(id=self.comment.id).state


@pytest.fixture
def page(fresh_desk: str) -> Iterator[Page]:
    now = datetime.now(UTC)
    world = a_world(network="import")
    token = make_page("ferrolune", "Ferrolune", ["fr", "en"], now)
    with live_page() as port:
        origin = f"http://127.0.0.1:{port}"
        connect_channel(
            world.brand.id, network="publicpage", name="Page", base_url=f"{origin}/p/ferrolune", secret=token,
            actor=SYSTEM, now=now, account_id="ferrolune",
        )  # fmt: skip
        comment = post_comment("ferrolune", Entry(TEXT, language="fr"), Sender(), now=now)
        found = Page(world, origin, now, comment)
        found.work()
        yield found


def _hidden(page: Page) -> Removal:
    message = Message.objects.get(external_id=page.comment.public_id)
    assert message.case_id is not None
    agent = page.world.id_of("agent")
    correct_reading(agent, message.case_id, message.id, Correction(kind="abuse"), now=page.now)
    removal = page.world.hide(message, now=page.now)
    page.work()
    return Removal.objects.get(id=removal)


def test_the_author_reads_the_notice_contests_and_is_heard_by_a_third_person(page: Page) -> None:
    removal = _hidden(page)
    assert (page.state(), Notice.objects.get().text) == ("hidden", NOTICE)
    assert (removal.state, removal.done_at) == ("provisional", page.now)
    confirm_provisional(page.world.id_of("reviewer"), removal.id, True, "", now=page.now)
    visitor = Comment.objects.select_related("visitor").get(id=page.comment.id).visitor
    assert visitor is not None
    contest_notice(page.comment.public_id, visitor, "Je ne visais personne.", now=page.now)
    page.work()
    removal.refresh_from_db()
    assert (removal.state, removal.contest_text) == ("contested", "Je ne visais personne.")
    decide_contest(page.world.id_of("lead"), removal.id, False, "Elle a raison.", now=page.now)
    page.work()
    removal.refresh_from_db()
    assert (page.state(), removal.restored_at) == ("visible", page.now)


def test_a_hide_that_is_not_confirmed_is_visible_again_on_the_page(page: Page) -> None:
    removal = _hidden(page)
    confirm_provisional(page.world.id_of("reviewer"), removal.id, False, "Pas une attaque.", now=page.now)
    page.work()
    assert page.state() == "visible"
    assert Message.objects.get(external_id=page.comment.public_id).state == "visible"
