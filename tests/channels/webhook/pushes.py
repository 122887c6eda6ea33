"""Small makers of pushes."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from detente.channels.webhook.signature import sign

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY="


def an_event(number: int = 1, event: str = "created", **fields: object) -> dict[str, object]:
    """One event with all it needs."""
    return {
        "event": event,
        "event_id": f"e-{event}-{number}",
        "id": f"c{number}",
        "conversation": {"id": "t1", "title": "Fil", "url": "https://forum.example/t1"},
        "author": {"id": f"a{number}", "name": "Odile", "handle": "odile"},
        "text": f"Colis numéro {number} jamais reçu.",
        "posted_at": "2026-11-20T12:55:00+01:00",
        **fields,
    }


def a_body(*events: object) -> bytes:
    """The bytes of a push."""
    return json.dumps({"events": list(events)}).encode()


def signed(
    body: bytes, *, secret: str = SECRET, push_id: str = "msg_1", at: datetime = NOON, **more: str
) -> dict[str, str]:
    """The headers of a signed push."""
    return {
        "webhook-id": push_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": sign(secret, push_id, at, body),
        **more,
    }
