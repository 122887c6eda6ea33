"""The public page seen as a network of another class: the server cannot help, only looking can, or nothing at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from detente.channels.publicpage.connector import PublicPage
from detente.contracts.capabilities import Idempotency
from detente.contracts.network import Found, Frozen, Intent, Item, Lookup, NotFound

_SETTLE: Final = timedelta(milliseconds=100)


class Listable(PublicPage):
    """No key leaves: the page writes as often as it is asked, and a reply is found by its words under its parent."""

    capabilities = replace(PublicPage.capabilities, idempotency=Idempotency.LISTABLE, settle=_SETTLE)

    def prepare(self, intent: Intent) -> Frozen:
        """The request of the page, without its key."""
        frozen = super().prepare(intent)
        body = json.loads(frozen.body)
        del body["key"]
        return Frozen.of(frozen.key, frozen.method, frozen.path, frozen.headers, json.dumps(body).encode())

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        """The reply with these words under that parent."""
        wanted = json.loads(frozen.body)
        for item in self.replies(wanted["parent"], now=now):
            if item.ours and item.text == wanted["text"]:
                return Found(item.external_id, item.permalink, item.text, item.posted_at)
        return NotFound(since, now)


class Blind(Listable):
    """What most programs do: an answer that did not come means that nothing happened, so send again."""

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        """Does not look."""
        return NotFound(since, now)

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        """Does not look."""
        return ()
