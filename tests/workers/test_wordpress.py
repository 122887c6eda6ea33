"""A desk and a real WordPress: heard, held, released, answered once, and told at once when the password is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F
from tests.desk.charter_world import World, a_world
from tests.desk.makers import read_all
from tests.helpers.wordpress.site import WordPressSite

from detente.channels.dial import dial
from detente.contracts.actors import SYSTEM
from detente.contracts.network import Gone, Limited, NetworkError, Unknown
from detente.desk.actions.channels import connect_channel, connection_of, lock_secret
from detente.desk.actions.release_message import release_message
from detente.desk.models import Channel, Mail, Message, Release
from detente.journal.models import Event
from detente.workers.listen import listen_work
from detente.workers.loop import Loop
from detente.workers.moderate import Moderator
from detente.workers.release import release_work

pytestmark = pytest.mark.wordpress


@dataclass
class Blog:
    """A desk that listens to a WordPress."""

    world: World
    site: WordPressSite
    channel: Channel
    now: datetime

    def connect(self, channel: Channel) -> object:
        return dial(channel.network, connection_of(channel), [self.site.origin])

    def listen(self) -> None:
        Channel.objects.update(due_at=self.now, lease_until=None)
        Loop("t", [listen_work(self.connect)], now=lambda: self.now).drain()  # type: ignore[arg-type]
        read_all(self.now)

    def release(self) -> int:
        work = release_work(Moderator(self.connect, lambda: self.now))  # type: ignore[arg-type]
        return Loop("t", [work], now=lambda: self.now).drain()

    def message(self, comment: int) -> Message:
        return Message.objects.get(external_id=str(comment), channel=self.channel)


@pytest.fixture
def blog(fresh_desk: str, wordpress_server: WordPressSite) -> Blog:
    site, now = wordpress_server, datetime.now(UTC)
    site.fresh()
    world = a_world(network="import")
    channel_id = connect_channel(
        world.brand.id, network="wordpress", name="Blog", base_url=site.origin, secret=site.editor.password,
        actor=SYSTEM, now=now, account_id=str(site.editor.id),
    )  # fmt: skip
    Channel.objects.filter(id=channel_id).update(
        state="active", poll_seconds=2, settings={"user_name": site.editor.login}
    )
    return Blog(world, site, Channel.objects.get(id=channel_id), now)


def test_a_held_comment_is_shown_as_held_and_appears_when_somebody_with_the_right_says_so(blog: Blog) -> None:
    blog.site.tell("option", name="comment_moderation", value="1")
    comment = blog.site.visit("Parcel announced for Tuesday, never came. A disgrace.")
    blog.listen()
    message = blog.message(comment)
    assert (message.state, message.case_id is not None) == ("hidden", True)
    release_message(blog.world.id_of("reviewer"), message.id, now=blog.now)
    assert blog.release() == 1
    assert blog.site.row(comment)["comment_approved"] == "1"
    assert blog.message(comment).state == "visible"
    assert Release.objects.get().done_at == blog.now
    told = Event.objects.filter(subject_kind="release").order_by("id").values_list("name", flat=True)
    assert list(told) == ["release.asked", "release.done"]
    blog.listen()
    assert blog.message(comment).state == "visible"


def test_what_a_colleague_releases_in_wordpress_itself_is_shown_as_online(blog: Blog) -> None:
    comment = blog.site.insert("Never came.", approved=0)
    blog.listen()
    assert blog.message(comment).state == "hidden"
    blog.site.set_state(comment, "approve")
    blog.listen()
    assert blog.message(comment).state == "visible"
    blog.site.set_state(comment, "trash")
    blog.listen()
    assert blog.message(comment).state == "hidden"
    blog.site.edit(comment, "Never came, twice.")
    blog.site.set_state(comment, "approve")
    blog.listen()
    assert (blog.message(comment).state, blog.message(comment).revision_number) == ("visible", 2)
    blog.site.set_state(comment, "gone")
    blog.listen()
    assert blog.message(comment).state == "deleted"


def test_a_comment_that_came_back_from_spam_opens_its_case(blog: Blog) -> None:
    blog.listen()
    spam = blog.site.insert("Was it spam?", approved="spam")
    blog.site.tell("many", count=120, post=blog.site.make_post("Busy"), **{"from": 1_790_000_000})
    blog.listen()
    blog.site.set_state(spam, "approve")
    blog.listen()
    message = blog.message(spam)
    assert (message.state, message.case_id is not None) == ("visible", True)


def test_a_wrong_application_password_on_a_public_site_puts_the_channel_in_trouble_and_tells_the_lead(
    blog: Blog,
) -> None:
    blog.site.visit("Public, for everybody")
    blog.listen()
    Channel.objects.filter(id=blog.channel.id).update(secret=lock_secret("wrong", blog.world.brand.id))
    blog.site.visit("Nobody would hear this")
    Channel.objects.filter(id=blog.channel.id).update(due_at=blog.now)
    Loop("t", [listen_work(blog.connect)], now=lambda: blog.now).drain()  # type: ignore[arg-type]
    channel = Channel.objects.get(id=blog.channel.id)
    assert channel.state == "trouble"
    assert Event.objects.filter(name="channel.trouble", subject_id=channel.id).count() == 1
    leads = [person.email for name, person in blog.world.people.items() if name in ("lead", "second_lead")]
    assert set(Mail.objects.filter(to__in=leads).values_list("to", flat=True)) == set(leads)
    Channel.objects.filter(id=channel.id).update(
        secret=lock_secret(blog.site.editor.password, blog.world.brand.id), due_at=blog.now
    )
    blog.listen()
    assert Channel.objects.get(id=channel.id).state == "active"
    assert Message.objects.filter(channel=channel).count() == 2


@pytest.mark.parametrize("error", [Unknown("cut"), Limited("slow", until=None)])
def test_a_release_whose_answer_is_lost_is_asked_again(
    blog: Blog, error: NetworkError, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = blog.site.insert("Never came.", approved=0)
    blog.listen()
    release_message(blog.world.id_of("lead"), blog.message(comment).id, now=blog.now)
    _failing(monkeypatch, error)
    assert blog.release() == 1
    row = Release.objects.get()
    assert (row.state, row.due_at is not None and row.due_at > blog.now) == ("waiting", True)
    monkeypatch.undo()
    blog.now += timedelta(minutes=1)
    assert blog.release() == 1
    assert (Release.objects.get().state, blog.message(comment).state) == ("done", "visible")


def test_a_release_of_what_is_gone_says_so_and_can_be_asked_anew(blog: Blog) -> None:
    comment = blog.site.insert("Never came.", approved=0)
    blog.listen()
    release_message(blog.world.id_of("lead"), blog.message(comment).id, now=blog.now)
    blog.site.set_state(comment, "gone")
    assert blog.release() == 1
    row = Release.objects.get()
    assert (row.state, row.trouble) == ("failed", "Ce message n’existe plus sur le réseau.")
    assert Event.objects.filter(name="release.failed").count() == 1
    release_message(blog.world.id_of("lead"), blog.message(comment).id, now=blog.now)
    Release.objects.filter(state="waiting").update(attempts=F("attempts"))
    assert Release.objects.count() == 2


def _failing(monkeypatch: pytest.MonkeyPatch, error: NetworkError) -> None:
    from detente.channels.wordpress.connector import WordPress

    def moderate(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(WordPress, "moderate", moderate)
    assert not isinstance(error, Gone)
