"""The stream lowers the delay and nothing else: with the real network, its own event stream, and lines that break."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from tests.helpers.bluesky.desk import Watch, connect_channel, listening, now
from tests.helpers.bluesky.network import Network
from tests.helpers.bluesky.people import Account, People, Post
from tests.helpers.wait import wait_until

from detente.channels.bluesky.stream import address
from detente.desk.models import Channel, Message
from detente.net import AllowedOrigins, LineOut
from detente.workers.stream import LineWorker

pytestmark = pytest.mark.bluesky

SECONDS = 25


class Scene:
    """A brand with a channel, a root and a stranger; only the stream and one poll in an hour listen."""

    def __init__(self, network: Network) -> None:
        self.network, self.people = network, People(network)
        self.brand = self.people.account("brand", with_app_password=True)
        self.stranger: Account = self.people.account("odile")
        self.root: Post = self.people.settled_root(self.brand)
        self.channel_id = connect_channel(network, self.brand)

    def rest(self) -> None:
        """Wait for the first poll and the line, then let the next poll be far away."""
        wait_until(self._polled, seconds=SECONDS, what="the first poll")
        Channel.objects.filter(id=self.channel_id).update(poll_seconds=3600, due_at="2100-01-01T00:00:00Z")
        self.wait_streaming()

    def wait_streaming(self) -> None:
        """Wait until the channel says that it streams."""
        wait_until(lambda: self.channel().streaming_since, seconds=SECONDS, what="the stream to speak")

    def channel(self) -> Channel:
        return Channel.objects.get(id=self.channel_id)

    def write(self, text: str) -> str:
        return self.stranger.post(text, self.root.reply).uri

    def wait_held(self, *uris: str, state: str = "visible") -> None:
        held = Message.objects.filter(external_id__in=uris, state=state)
        wait_until(lambda: held.count() == len(uris), seconds=SECONDS, what=f"{len(uris)} messages to be {state}")

    def _polled(self) -> bool:
        row = self.channel()
        return row.last_success_at is not None and row.lease_until is None


@pytest.fixture
def scene(bluesky: Network, fresh_desk: str) -> Scene:
    return Scene(bluesky)


@pytest.fixture
def heard(scene: Scene) -> Iterator[Watch]:
    with listening(scene.network) as watch:
        scene.rest()
        yield watch


def test_an_answer_arrives_by_the_stream_alone(scene, heard):
    uri = scene.write("Elle fuit de partout")
    scene.wait_held(uri)
    assert Message.objects.get(external_id=uri).conversation.title == "Notre nouvelle bouilloire est là."


def test_a_deletion_is_told_by_the_stream_and_its_evidence_stays(scene, heard):
    uri = scene.write("Je vais effacer ceci")
    scene.wait_held(uri)
    scene.stranger.delete(uri)
    scene.wait_held(uri, state="deleted")
    assert Message.objects.get(external_id=uri).revisions.count() == 1


def test_what_was_deleted_before_anybody_could_look_is_kept_as_the_stream_told_it(scene, heard):
    uri = scene.write("Vous êtes des voleurs")
    scene.stranger.delete(uri)
    scene.wait_held(uri, state="deleted")
    assert Message.objects.get(external_id=uri).revisions.get().text == "Vous êtes des voleurs"


def test_a_line_that_breaks_is_opened_again_and_what_happened_meanwhile_arrives(scene, heard):
    first = scene.write("Avant")
    scene.wait_held(first)
    scene.network.order("drop")
    meanwhile = scene.write("Pendant")
    wait_until(lambda: scene.network.order("lines") > 0, seconds=SECONDS, what="the line to be opened again")
    after = scene.write("Après")
    scene.wait_held(after)
    Channel.objects.filter(id=scene.channel_id).update(due_at="2000-01-01T00:00:00Z")
    scene.wait_held(first, meanwhile, after)


def test_frames_that_nobody_can_read_change_nothing(scene, heard):
    scene.network.order("garbage")
    scene.wait_held(scene.write("Toujours là"))
    assert scene.channel().state == "active"


def test_a_channel_without_a_stream_says_so_and_hears_by_polls(scene):
    Channel.objects.filter(id=scene.channel_id).update(settings={"identifier": scene.brand.handle, "jetstream": ""})
    with listening(scene.network):
        scene.wait_held(scene.write("Sans flux"))
        assert scene.channel().streaming_since is None


def test_when_the_line_ends_the_channel_no_longer_says_that_it_streams(scene):
    with listening(scene.network):
        scene.rest()
    assert scene.channel().streaming_since is None


def test_a_stream_that_refuses_our_time_is_asked_from_now_on(scene):
    """The server was rebuilt, or our clock is far ahead of its own."""
    asked: list[datetime | None] = []

    def addresses(since: datetime | None) -> str:
        asked.append(since)
        return address(scene.network.jetstream, now() + timedelta(days=1) if since else None)

    out = LineOut(AllowedOrigins(scene.network.origins))
    worker = LineWorker("any", out, now, addresses=addresses, heard_at=now())
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    wait_until(lambda: scene.network.order("lines") > 0, seconds=SECONDS, what="a line from now on")
    worker.stop()
    thread.join(10)
    assert asked[0] is not None and asked[1] is None
