"""Every example of the guide, run as it stands there, in both directions."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from detente.channels.webhook.payloads import read_push
from detente.config.clock import now as real_now
from detente.desk.models import Message, Revision
from detente.desk.queries.hook_bodies import _case, _message
from detente.rules.hook_events import TEST, HookEvent
from tests.api.doors import Door, a_door
from tests.api.examples import GUIDE, examples, json_examples, lacking, run
from tests.channels.webhook.pushes import signed
from tests.desk.makers import a_case, a_channel
from tests.helpers.live_page import live_page

SENDERS = ["send.py", "send.mjs", "send.sh"]
VERIFIERS = ["verify.py", "verify.mjs", "verify.sh"]
HOSTILE = '{"events": [{"event": "created", "event_id": "e", "id": "c2", "conversation": {"id": "t"}, "text": "\\u202e’é👩‍👧 $(id) `id`"}]}\n\n'
OTHER = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXM="


@pytest.fixture
def door(fresh_desk: str, settings: LazySettings) -> Door:
    """A channel that is pushed to, at the real time, over real HTTP."""
    settings.DETENTE_CLOCK = "detente.config.clock.now"
    return a_door()


def _able(name: str) -> None:
    missing = lacking(name)
    if missing:
        pytest.skip(missing)


def test_the_guide_holds_every_example() -> None:
    assert set(examples()) == {*SENDERS, *VERIFIERS}


@pytest.mark.parametrize("name", SENDERS)
def test_an_example_sends_what_a_desk_takes_in(name: str, door: Door, tmp_path: Path) -> None:
    _able(name)
    with live_page() as port:
        env = {"DETENTE_HOOK": f"http://127.0.0.1:{port}{door.path}", "DETENTE_SECRET": door.secret}
        for file, text in (("push.json", json_examples()[0]), ("hostile.json", HOSTILE)):
            (tmp_path / file).write_text(text)
            done = run(name, tmp_path, str(tmp_path / file), env=env)
            assert done.returncode == 0, done.stderr.decode()
            assert json.loads(done.stdout)["new"] == 1
    assert sorted(Revision.objects.values_list("text", flat=True)) == sorted(
        ["Announced for Tuesday, never arrived.", "\u202e’é👩‍👧 $(id) `id`"]
    )


@pytest.mark.parametrize("name", SENDERS)
def test_an_example_with_a_wrong_secret_says_so(name: str, door: Door, tmp_path: Path) -> None:
    _able(name)
    (tmp_path / "push.json").write_text(json_examples()[0])
    with live_page() as port:
        env = {"DETENTE_HOOK": f"http://127.0.0.1:{port}{door.path}", "DETENTE_SECRET": OTHER}
        done = run(name, tmp_path, str(tmp_path / "push.json"), env=env)
    assert done.returncode != 0
    assert b"access.signature" in done.stdout + done.stderr
    assert Message.objects.count() == 0


def _env(headers: dict[str, str], secret: str) -> dict[str, str]:
    return {name.replace("-", "_").upper(): value for name, value in headers.items()} | {"DETENTE_SECRET": secret}


@pytest.mark.parametrize("name", VERIFIERS)
def test_an_example_knows_ours_from_anything_else(name: str, tmp_path: Path) -> None:
    _able(name)
    body, secret = (
        json_examples()[1].encode() + "é👩‍👧\n".encode(),
        "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=",
    )
    at = real_now()
    right = signed(body, secret=secret, at=at)
    both = right | {"webhook-signature": f"v1,bm8= {right['webhook-signature']}"}
    late = signed(body, secret=secret, at=at - timedelta(minutes=6))
    early = signed(body, secret=secret, at=at + timedelta(minutes=6))
    table = [(right, body, 0), (both, body, 0), (right, body + b" ", 1), (late, body, 1), (early, body, 1),
             (signed(body, secret=OTHER, at=at), body, 1), (right | {"webhook-id": "msg_2"}, body, 1)]  # fmt: skip
    for headers, sent, expected in table:
        assert run(name, tmp_path, env=_env(headers, secret), stdin=sent).returncode == expected, headers


def test_the_push_of_the_guide_is_read_without_anything_aside() -> None:
    changes, aside = read_push(json_examples()[0].encode(), now=real_now())
    assert (len(changes), aside) == (2, ())


@pytest.mark.django_db
def test_the_delivery_of_the_guide_has_the_fields_of_a_real_one() -> None:
    door = a_door()
    case = a_case(a_channel(door.brand))
    told = json.loads(json_examples()[1])
    assert set(told) == {"type", "timestamp", "sequence", "data"}
    assert set(told["data"]["case"]) == set(_case(case))
    assert set(_message(Message.objects.get())) == {
        "id", "external_id", "state", "revision", "permalink", "posted_at", "visibility",
    }  # fmt: skip


def test_the_guide_names_every_event_that_leaves() -> None:
    text = GUIDE.read_text()
    assert [one.value for one in HookEvent if f"`{one.value}`" not in text] == []
    assert f"`{TEST}`" in text
