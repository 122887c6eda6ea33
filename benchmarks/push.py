"""A signed push of 100 events, from the request to the answer, beside plain `receive` of the same events.

Command: `.venv/bin/python -m benchmarks.push [--pushes 200] [--events 100]`

The push goes through the whole application in this process (middleware, limits, signature, replay, one transaction);
plain `receive` is given the changes ready-made. Both commit; they take turns, so that both meet the same machine. The
last two rows are what a stranger costs: a bad signature at a real address, and the same at one that is not there.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from datetime import UTC, datetime

from benchmarks.scratch import scratch_desk

_WRONG = "whsec_AAAA"


def main() -> None:
    """Run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pushes", type=int, default=200)
    parser.add_argument("--events", type=int, default=100)
    asked = parser.parse_args()
    with scratch_desk():
        _measure(asked.pushes, asked.events)


def _measure(pushes: int, events: int) -> None:
    from detente.desk.models import Message

    channel_id, address, secret, plain_id = _channels()
    pushed: list[float] = []
    plain: list[float] = []
    for number in range(pushes + 20):
        pushed.append(_push(address, secret, _body(f"p{number}", events), expected=200))
        plain.append(_plain(plain_id, _body(f"r{number}", events)))
    pushed, plain = pushed[20:], plain[20:]
    held = Message.objects.filter(channel_id=channel_id).count(), Message.objects.filter(channel_id=plain_id).count()
    if held != ((pushes + 20) * events,) * 2:
        raise SystemExit(f"not measured: {held} of {(pushes + 20) * events}")
    body = _body("x", events)
    known, unknown = [], []
    for _ in range(pushes):
        known.append(_push(address, _WRONG, body, expected=401))
        unknown.append(_push("/hooks/" + "0" * 32, _WRONG, body, expected=401))
    print(f"{'':28}{'p50':>9}{'p95':>9}")
    for name, times in (
        (f"push of {events} events", pushed),
        (f"plain receive of {events}", plain),
        ("bad signature", known),
        ("unknown address", unknown),
    ):
        print(f"{name:28}{_at(times, 50):>6.1f} ms{_at(times, 95):>6.1f} ms")
    print(f"ratio push : receive        {_at(pushed, 50) / _at(plain, 50):>6.2f}")


def _channels() -> tuple[int, str, str, int]:
    from detente.accounts.models import Brand, Membership, Person
    from detente.contracts.people import Role
    from detente.desk.actions.ask_channel import ask_channel
    from detente.desk.actions.make_push_secret import make_push_secret
    from detente.desk.models import Channel

    now = datetime.now(UTC)
    brand = Brand.objects.create(slug="bench", name="Bench", language="fr", time_zone="Europe/Paris", created_at=now)
    person = Person.objects.create(email="a@b.example", name="A B", language="fr", created_at=now, password="!")
    Membership.objects.create(person=person, brand=brand, role=Role.LEAD, since=now)
    made = [
        ask_channel(person.id, brand.id, network="webhook", name=name, answers={}, backfill_days=0, now=now)
        for name in ("Pushed", "Plain")
    ]
    secret = make_push_secret(person.id, made[0], "", now=now)
    return made[0], f"/hooks/{Channel.objects.get(id=made[0]).account_id}", secret, made[1]


def _body(prefix: str, events: int) -> bytes:
    return json.dumps(
        {
            "events": [
                {
                    "event": "created",
                    "event_id": f"{prefix}-{number}",
                    "id": f"{prefix}-{number}",
                    "conversation": {"id": f"t{number % 7}", "title": "Deliveries", "url": "https://forum.example/t"},
                    "author": {"id": f"a{number % 70}", "name": "Odile", "handle": "odile"},
                    "text": f"Colis annoncé livré mardi, jamais reçu, deux appels sans suite. Numéro {number}.",
                    "posted_at": "2026-11-20T12:00:00+01:00",
                }
                for number in range(events)
            ]
        }
    ).encode()


def _push(address: str, secret: str, body: bytes, *, expected: int) -> float:
    from django.test import Client

    from detente.api import pushes
    from detente.channels.webhook.signature import sign

    pushes.SENDERS.size = pushes.STRANGERS.size = 1_000_000
    now = datetime.now(UTC)
    push_id = f"msg_{time.perf_counter_ns()}"
    headers = {
        "webhook-id": push_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": sign(secret, push_id, now, body),
    }
    client = Client(SERVER_NAME="localhost")
    began = time.perf_counter()
    answer = client.post(address, data=body, content_type="application/json", headers=headers)
    taken = time.perf_counter() - began
    if answer.status_code != expected:
        raise SystemExit(f"not measured: {answer.status_code} {answer.content.decode()}")
    return taken


def _plain(channel_id: int, body: bytes) -> float:
    from detente.channels.webhook.payloads import read_push
    from detente.desk.actions.receive import receive

    now = datetime.now(UTC)
    changes, _ = read_push(body, now=now)
    began = time.perf_counter()
    receive(channel_id, changes, now=now)
    return time.perf_counter() - began


def _at(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1] * 1_000


if __name__ == "__main__":
    main()
