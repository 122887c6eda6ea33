"""Which frames of a Jetstream speak of us. Pure and quick: most frames are about others and are never parsed.

Source: Jetstream's own documentation (commit events with `operation`, `collection`, `rkey` and `record`).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from detente.channels.bluesky.payloads import POST, Reading, stamp
from detente.contracts.network import Contract, Hint, Item, Json

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DELETE: Final = b'"delete"'


def address(base: str, since: datetime | None) -> str:
    """Where to listen, from `since` on; "" when no stream was named."""
    if not base:
        return ""
    asked = [("wantedCollections", POST)]
    if since:
        asked.append(("cursor", str((since - _EPOCH) // timedelta(microseconds=1))))
    return f"{base.rstrip('/')}/subscribe?{urlencode(asked)}"


def hint(frame: bytes, us: str) -> Hint | None:
    """The post that a frame speaks of when it answers, quotes or names us, or when any post was deleted; else None."""
    if _DELETE not in frame and us.encode() not in frame:
        return None
    try:
        event = json.loads(frame)
    except (ValueError, RecursionError):
        return None
    commit = event.get("commit") if isinstance(event, dict) else None
    if not isinstance(commit, dict) or commit.get("collection") != POST:
        return None
    return _of(event, commit, us, frame)


def _of(event: dict[str, Json], commit: dict[str, Json], us: str, frame: bytes) -> Hint | None:
    did = event.get("did")
    key, operation = commit.get("rkey"), commit.get("operation")
    if not isinstance(did, str) or not isinstance(key, str):
        return None
    external_id = f"at://{did}/{POST}/{key}"
    if operation == "delete":
        return Hint(external_id, gone=True)
    record = commit.get("record")
    if operation not in ("create", "update") or not isinstance(record, dict):
        return None
    # Our own posts matter only as answers: a colleague's, made on the network itself.
    concerns = isinstance(record.get("reply"), dict) if did == us else _concerns(record, us)
    return Hint(external_id, item=_shown(external_id, did, event, commit, us, frame)) if concerns else None


def _shown(
    external_id: str, did: str, event: dict[str, Json], commit: dict[str, Json], us: str, frame: bytes
) -> Item | None:
    """The post as the frame tells it; its bytes are the frame's. A stream names nobody: the DID stands for the name."""
    at = event.get("time_us")
    seen = _EPOCH + timedelta(microseconds=at) if isinstance(at, int) and 0 < at < 2**53 else None
    view: dict[str, Json] = {
        "uri": external_id,
        "cid": commit.get("cid"),
        "author": {"did": did, "handle": did},
        "record": commit.get("record"),
        "indexedAt": stamp(seen) if seen else None,
    }
    try:
        return Reading(us, {}).item(view, frame)
    except Contract:
        return None


def _concerns(record: dict[str, Json], us: str) -> bool:
    ours = f"at://{us}/"
    return any(uri.startswith(ours) for uri in _pointed_at(record)) or us in _named(record.get("facets"))


def _pointed_at(record: dict[str, Json]) -> list[str]:
    """Addresses of what a post answers and quotes."""
    reply, embed = _object(record.get("reply")), _object(record.get("embed"))
    quoted = _object(embed.get("record"))
    places = [_object(reply.get("root")), _object(reply.get("parent")), quoted, _object(quoted.get("record"))]
    return [uri for place in places if isinstance(uri := place.get("uri"), str)]


def _named(facets: Json) -> list[Json]:
    features = [_object(facet).get("features") for facet in facets] if isinstance(facets, list) else []
    return [_object(each).get("did") for listed in features if isinstance(listed, list) for each in listed]


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}
