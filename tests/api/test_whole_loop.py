"""A network that only pushes, whole: a comment comes in, a person posts the approved reply, the sender tells it, others hear."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from detente.desk.actions.hooks import make_hook
from detente.desk.actions.judge_own_posts import judge_own_posts
from detente.desk.actions.make_push_secret import make_push_secret
from detente.desk.actions.recognise_posted import recognise_posted
from detente.desk.actions.state_posted import state_posted
from detente.desk.models import Channel, Delivery, Message, Publication
from tests.api.doors import TIME, Door
from tests.channels.webhook.pushes import an_event
from tests.desk.hooks import EVERYTHING, plan
from tests.desk.makers import NOON
from tests.desk.replies import GOOD, LATER, Desk, a_desk

pytestmark = pytest.mark.django_db
SOON = LATER + timedelta(minutes=3)


@pytest.fixture
def pushed() -> tuple[Desk, Door]:
    """A desk whose one channel is pushed to, with a hook that hears everything."""
    desk = a_desk()
    Channel.objects.update(network="webhook", base_url="")
    make_hook(desk.lead.id, desk.brand.id, name="B", url="https://ears.example/", hears=EVERYTHING, now=NOON)
    secret = make_push_secret(desk.lead.id, desk.channel.id, "", now=NOON)
    TIME["now"] = SOON
    return desk, Door(desk.brand, desk.lead.id, desk.channel.id, secret)


def _our_reply(desk: Desk, text: str = GOOD) -> dict[str, object]:
    recipient = Message.objects.get(case=desk.case, ours=False)
    thread = {"id": recipient.conversation.external_id}
    return an_event(
        90, text=text, parent_id=recipient.external_id, conversation=thread, ours=True, posted_at=SOON.isoformat()
    )


def test_a_reply_posted_by_hand_is_recognised_when_the_sender_tells_it(pushed: tuple[Desk, Door]) -> None:
    desk, door = pushed
    publication = desk.queued()
    assert publication.state == "by_hand"
    state_posted(desk.writer.id, publication.id, now=SOON)
    assert door.push(_our_reply(desk)).body["new"] == 1
    recognise_posted(now=SOON + timedelta(minutes=1))
    row = Publication.objects.get(id=publication.id)
    assert (row.state, row.remote_id) == ("visible", "c90")
    assert Message.objects.get(external_id="c90").elsewhere is False
    plan()
    told = [json.loads(one.body) for one in Delivery.objects.order_by("event_id")]
    assert [one["type"] for one in told] == ["publication.by_hand", "publication.confirmed", "publication.visible"]
    assert told[-1]["data"]["publication"]["text"] == GOOD
    assert not any("jamais reçu. J’ai appelé" in one.body for one in Delivery.objects.all())


def test_a_reply_that_a_colleague_wrote_there_is_told_as_such(pushed: tuple[Desk, Door]) -> None:
    desk, door = pushed
    door.push(_our_reply(desk, "Bonjour, c’est réglé depuis ce matin."))
    judge_own_posts(SOON + timedelta(minutes=1))
    assert Message.objects.get(external_id="c90").elsewhere is True
    assert desk.case_now().first_reply_kind == "elsewhere"
