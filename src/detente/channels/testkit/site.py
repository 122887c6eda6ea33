"""Where a connector is tried: a real server with the fault proxy before it, and a way to look behind the connector.

Inherit `SiteBase` and override what your network can do. What it cannot do stands in `lacks`, each with its reason: the
checks that need it do nothing, and the listing prints them. A check never leaves out anything in silence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import wraps
from typing import ClassVar, Final, NoReturn, Protocol, TypeVar

from detente.channels.testkit.faults import Canned, Fault, FaultProxy, Seen, Wait, skewed
from detente.contracts.network import (
    Backfills,
    Batch,
    Change,
    Connector,
    Cursor,
    Frozen,
    Idempotency,
    Intent,
    Item,
    Json,
    Moderates,
    NetworkError,
    Polls,
    Probes,
    Publishes,
    Rechecks,
    Signs,
    Streams,
)

LOSING: Final = (
    Fault.BEFORE_503,
    Fault.AFTER_503,
    Fault.CLOSE,
    Fault.CLOSE_AFTER,
    Fault.TIMEOUT_AFTER,
    Fault.SLOW_DRIP,
    Fault.CUT,
    Fault.TRUNCATED,
    Fault.HTML,
    Fault.REDIRECT,
    Fault.OVERSIZED,
)
"""Modes after which a client cannot know whether its write happened."""

ABILITIES: Final[Mapping[str, str]] = {
    "publishes": "publish a reply",
    "moderates": "remove and put back",
    "signs": "keep a session",
    "streams": "listen to a stream",
    "backfills": "tell what was there before the channel",
    "rechecks": "look at many items by id",
    "keys": "write once however often it is asked (keyed, two-phase, upsert)",
    "duplicates": "refuse a second copy (dedup)",
    "finds": "be asked for a reply of ours",
    "unasked": "not be asked for a reply of ours (blind)",
    "edits": "let an author change a message, and show it",
    "deletions": "tell of a deletion when polled",
    "ties": "hold several messages of one instant",
    "gaps": "hold more than its listing shows, so that a hole can be seen",
    "locks": "close a conversation to replies",
    "vanished_parents": "refuse a reply to what vanished",
    "colleagues": "let somebody of ours answer on the network itself",
    "exact_text": "keep a text exactly as it was written",
    "hides": "hide a message and show it again",
    "clock": "tell its time",
    "revokes": "refuse a wrong secret",
    "limits": "ask us to wait",
    "expiry": "end our right to act in the middle",
    "spoiled_items": "answer with a list of which one item can be broken",
    "strange_values": "use a word that this version does not know",
    "pages": "answer in pages",
}
"""Whatever a check may need, each in words that follow "can" or "cannot"."""

_DOORS: Final[Mapping[str, type]] = {
    "publishes": Publishes,
    "moderates": Moderates,
    "signs": Signs,
    "streams": Streams,
    "backfills": Backfills,
    "rechecks": Rechecks,
}
_WRITE_ONCE: Final = (Idempotency.KEYED, Idempotency.TWO_PHASE, Idempotency.UPSERT)


class Whole(Probes, Polls, Publishes, Moderates, Protocol):
    """A connector that listens, answers and removes."""


class Site(Protocol):
    """A real server of the network with a `FaultProxy` before it. Inherit `SiteBase` for everything below the line."""

    proxy: FaultProxy
    now: datetime
    secret: str

    def connector(self, *, secret: str | None = None) -> Whole:
        """A connector that reaches the server through the proxy, giving up after well under a second."""
        ...

    def comment(self, text: str) -> str:
        """Somebody else writes where we listen; the external id, once the network shows it to our polls."""
        ...

    def withdraw(self, external_id: str) -> None:
        """That author deletes it; returns once the network shows it to others as gone."""
        ...

    def replies_to(self, external_id: str) -> Sequence[str]:
        """The texts of our replies that the server really holds under a comment."""
        ...

    def takes(self, external_id: str, text: str) -> bool:
        """Whether the server itself, asked without the connector, takes this text as a reply."""
        ...

    # What follows is given by `SiteBase`.

    lacks: Mapping[str, str]
    publishing: str
    dialects: Sequence[Wait]
    small_page: int

    def intent(self, parent: str, key: str, text: str = ...) -> Intent: ...
    def comments_at_once(self, texts: Sequence[str]) -> Sequence[str]: ...
    def edit(self, external_id: str, text: str) -> None: ...
    def lock(self, external_id: str) -> None: ...
    def colleague(self, external_id: str, text: str) -> str: ...
    def flood(self) -> None: ...
    def limited(self, wait: Wait, until: datetime) -> Canned: ...
    def expired(self) -> Canned: ...
    def skew(self, answer: Canned, by: timedelta) -> Canned: ...
    def spoil(self, answer: Canned) -> Canned: ...
    def estrange(self, answer: Canned) -> Canned: ...
    def frames(self, external_id: str) -> Sequence[bytes]: ...


class SiteBase:
    """What most networks share. Override what yours can do; say in `lacks` what it cannot."""

    proxy: FaultProxy
    now: datetime
    secret: str

    lacks: Mapping[str, str] = {}
    """Abilities (keys of `ABILITIES`) that this network has not, each with its reason in a sentence."""

    publishing: str = ""
    """Which writes make a reply public: a regular expression searched in the path. Empty: every write."""

    dialects: Sequence[Wait] = tuple(Wait)
    """In which dialects this network may ask to wait; in the others `Limited(until=None)` will do."""

    small_page: int = 2
    """A page so small that three messages need several."""

    def intent(
        self, parent: str, key: str, text: str = "Merci de nous l’avoir dit. Le panneau sera réparé demain."
    ) -> Intent:
        """A reply to a root comment. Override when a reply needs the comment's `reference` or a `written_at`."""
        return Intent(key, parent, parent, text, "Inès", written_at=self.now)

    def comments_at_once(self, texts: Sequence[str]) -> Sequence[str]:  # noqa: ARG002  overridden
        """Several comments of one and the same instant (`ties`)."""
        _missing("comments_at_once", "ties")

    def edit(self, external_id: str, text: str) -> None:  # noqa: ARG002  overridden
        """The author changes a message (`edits`)."""
        _missing("edit", "edits")

    def lock(self, external_id: str) -> None:  # noqa: ARG002  overridden
        """No reply is taken under this message any more (`locks`)."""
        _missing("lock", "locks")

    def colleague(self, external_id: str, text: str) -> str:  # noqa: ARG002  overridden
        """Somebody answers with our own account on the network itself; the external id (`colleagues`)."""
        _missing("colleague", "colleagues")

    def flood(self) -> None:
        """More happens than the listing shows (`gaps`)."""
        _missing("flood", "gaps")

    def limited(self, wait: Wait, until: datetime) -> Canned:
        """The network's own answer when it asks us to wait (`limits`)."""
        headers = {"Content-Type": "application/json", **wait.headers(until, self.now)}
        return Canned(429, b"{}", headers)

    def expired(self) -> Canned:
        """The network's own answer when our right to act has ended (`expiry`)."""
        return Canned(401, b"{}", {"Content-Type": "application/json"})

    def skew(self, answer: Canned, by: timedelta) -> Canned:
        """An answer as it would be were the network's clock wrong (`clock`). Usually its `Date`."""
        return skewed(by)(answer)

    def spoil(self, answer: Canned) -> Canned:  # noqa: ARG002  overridden
        """A poll's answer in which exactly one item is malformed (`spoiled_items`); others come back as they are."""
        _missing("spoil", "spoiled_items")

    def estrange(self, answer: Canned) -> Canned:  # noqa: ARG002  overridden
        """An answer in which one word of a closed set is new (`strange_values`); others come back as they are."""
        _missing("estrange", "strange_values")

    def frames(self, external_id: str) -> Sequence[bytes]:  # noqa: ARG002  overridden
        """True frames of the stream that speak of this message (`streams`)."""
        _missing("frames", "streams")


def _missing(name: str, ability: str) -> NoReturn:
    raise AssertionError(f"override {name}() in your site, or say in lacks[{ability!r}] why the network cannot")


def lacking(site: Site, asked: Sequence[str]) -> dict[str, str]:
    """Which of the asked abilities are not there, each with its reason."""
    missing: dict[str, str] = {name: site.lacks[name] for name in asked if name in site.lacks}
    connector: object = site.connector()
    for name in asked:
        door = _DOORS.get(name)
        if door is not None and not isinstance(connector, door):
            missing.setdefault(name, f"the connector does not offer {door.__name__}")
        if name in ("keys", "duplicates", "finds", "unasked") and (why := _by_class(connector, name)):
            missing.setdefault(name, why)
    return missing


def _by_class(connector: object, name: str) -> str:
    if not isinstance(connector, Publishes):
        return "the connector does not offer Publishes"
    found = connector.capabilities.idempotency
    here = {
        "keys": found in _WRITE_ONCE,
        "duplicates": found is Idempotency.DEDUP,
        "finds": found is not Idempotency.BLIND,
        "unasked": found is Idempotency.BLIND,
    }[name]
    return "" if here else f"the network is of the class {found.value}"


S = TypeVar("S")
Check = Callable[[S, Site], None]


class Asks:
    """What each check asks of a network, by the check's name."""

    of: ClassVar[dict[str, tuple[str, ...]]] = {}


def asks(*abilities: str) -> Callable[[Check[S]], Check[S]]:
    """A check that only means something where the network has these abilities; elsewhere it does nothing."""
    assert set(abilities) <= set(ABILITIES), abilities

    def mark(check: Check[S]) -> Check[S]:
        Asks.of[check.__name__] = abilities

        @wraps(check)
        def run(self: S, site: Site) -> None:
            if not lacking(site, abilities):
                check(self, site)

        return run

    return mark


def intent_for(
    parent: str, key: str, text: str = "Merci de nous l’avoir dit. Le panneau sera réparé demain."
) -> Intent:
    """A reply to a root comment."""
    return Intent(key, parent, parent, text, "Inès")


def attempt(site: Site, connector: Publishes, frozen: Frozen) -> str:
    """Send once; the remote id, or the name of what went wrong."""
    try:
        return connector.send(frozen, now=site.now).external_id
    except NetworkError as error:
        # A kind of `Unknown` is an `Unknown` to whoever must act.
        return next(kind.__name__ for kind in type(error).__mro__ if kind.__base__ is NetworkError)


E = TypeVar("E", bound=NetworkError)


def raised(kind: type[E], call: Callable[[], object]) -> E:
    """The error of this kind that a call must raise; any other, and none, fails."""
    try:
        call()
    except kind as error:
        return error
    except NetworkError as other:
        raise AssertionError(f"{kind.__name__} was expected, not {type(other).__name__}: {other}") from other
    raise AssertionError(f"{kind.__name__} was expected")


def publishing(site: Site) -> list[Seen]:
    """The writes so far that would make a reply public."""
    import re

    return [seen for seen in site.proxy.writes if re.search(site.publishing, seen.path)]


def drain(
    site: Site,
    connector: Connector,
    cursor: Cursor | None = None,
    *,
    limit: int = 100,
    between: Callable[[], object] = int,
) -> tuple[list[Change], Cursor]:
    """Everything after the cursor, page by page, and the cursor behind it. `between` happens once, after page one.

    The cursor goes through JSON each time, as the desk stores it.
    """
    told: list[Change] = []
    for page in range(1000):
        batch = connector.poll(cursor, now=site.now, limit=limit)
        assert len(batch.changes) <= limit, f"{len(batch.changes)} changes where {limit} were asked"
        told += batch.changes
        cursor = kept(batch)
        if page == 0:
            between()
        if not batch.more:
            return told, cursor
    raise AssertionError("a poll that never comes to its end")


def kept(batch: Batch) -> Cursor:
    """The cursor of a batch as it comes back from the desk's database."""
    cursor: Json = json.loads(json.dumps(batch.next_cursor))
    assert isinstance(cursor, dict)
    return cursor


def texts_of(changes: Sequence[Change]) -> dict[str, str]:
    """The last text told of each item."""
    return {change.external_id: change.item.text for change in changes if change.item is not None}


def item_of(item: Item | None) -> Item:
    """The item that must be there."""
    assert item is not None
    return item
