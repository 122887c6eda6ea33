"""The exact request of a publication, made once and kept: every attempt sends these very bytes."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.contracts.network import Frozen, Json
from detente.desk.actions._fence import held
from detente.desk.actions._own_posts import FORETOLD
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.claim import Claim
from detente.rules.publication import PublicationState


@transaction.atomic
def freeze_publication(claim: Claim, frozen: Frozen, *, now: datetime, foretold: str = "") -> Frozen:
    """Store the request unless one is stored already; returns the one that counts. Raises `Superseded`.

    `foretold`: the id under which the network will show it, where its connector knows.
    """
    publication = held(claim, PublicationState.SENDING)
    if publication.frozen is not None:
        return thaw(publication.frozen)
    stored = to_json(frozen)
    publication.frozen, publication.digest = {**stored, FORETOLD: foretold} if foretold else stored, frozen.digest
    publication.save(update_fields=["frozen", "digest"])
    tell_publication("publication.frozen", SYSTEM, publication, {"digest": frozen.digest}, now=now)
    return frozen


def to_json(frozen: Frozen) -> dict[str, Json]:
    """The stored form; the body as base64, so that it comes back byte for byte."""
    return {
        "key": frozen.key,
        "method": frozen.method,
        "path": frozen.path,
        "headers": [[name, value] for name, value in frozen.headers],
        "body": b64encode(frozen.body).decode("ascii"),
        "digest": frozen.digest,
    }


def thaw(stored: Mapping[str, Json]) -> Frozen:
    """The request from its stored form."""
    return Frozen(
        key=str(stored["key"]),
        method=str(stored["method"]),
        path=str(stored["path"]),
        headers=_pairs(stored["headers"]),
        body=b64decode(str(stored["body"])),
        digest=str(stored["digest"]),
    )


def _pairs(stored: Json) -> tuple[tuple[str, str], ...]:
    if not isinstance(stored, list):
        return ()
    return tuple((str(pair[0]), str(pair[1])) for pair in stored if isinstance(pair, list))
