"""What happened on a site since the last look, worked out from pages of its comments. Pure.

WordPress tells nothing by itself and dates no change. So the place of a listener remembers a *mark* (state and words)
for each of the newest comments and for every older one that is still held: whatever differs, vanishes or returns is
told. `total` is what the listing should hold by our reckoning: when it holds more, something came back from deep down,
and the listing is swept once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeAlias

from detente.channels.wordpress.payloads import Seen
from detente.contracts.network import ChangeKind, Contract, Cursor, Json

WINDOW: Final = 100
"""How many of the newest comments are compared at every look."""

_LISTED: Final = ("a", "h")
_KEPT_ASIDE: Final = 50

Whereabouts: TypeAlias = Mapping[int, Seen | None]
"""Comments looked up by id: as they are now, None when surely gone; one that is left out is not known."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of one comment, in order. `seen` None: nothing but its id is left."""

    id: int
    kinds: tuple[ChangeKind, ...]
    seen: Seen | None
    mark: str | None


@dataclass(slots=True)
class Place:
    """Where a listener stands: every comment up to `high` was told. The cursor is its plain form.

    `offset`: rows of the listing (newest first) before the page to read next, 0 when nothing is left behind; `sweep`:
    the same for a sweep under way. `tallied`: the total for which the network was last asked for its count.
    """

    high: int = 0
    seen: dict[int, str] = field(default_factory=dict)
    held: dict[int, str] = field(default_factory=dict)
    total: int = 0
    tallied: int = -1
    at: datetime | None = None
    since: datetime | None = None
    offset: int = 0
    sweep: int | None = None
    aside: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, cursor: Cursor) -> Place:
        """Read a cursor. Raises `Contract` for one that is not ours."""
        try:
            return cls(
                high=int(str(cursor["high"])),
                seen=_marks(cursor["seen"]),
                held=_marks(cursor["held"]),
                total=int(str(cursor["total"])),
                tallied=int(str(cursor["tallied"])),
                at=_instant(cursor.get("at")),
                since=_instant(cursor.get("since")),
                offset=int(str(cursor.get("offset", 0))),
                sweep=None if cursor.get("sweep") is None else int(str(cursor["sweep"])),
                aside=_texts(cursor.get("aside", [])),
            )
        except (KeyError, ValueError) as error:
            raise Contract("this is not a place in a WordPress listing") from error

    def cursor(self) -> Cursor:
        """The place as plain values."""
        plain: Cursor = {
            "v": 1,
            "high": self.high,
            "seen": {str(key): mark for key, mark in sorted(self.seen.items())},
            "held": {str(key): mark for key, mark in self.held.items()},
            "total": self.total,
            "tallied": self.tallied,
            "at": self.at.isoformat() if self.at else None,
            "aside": list(self.aside),
        }
        if self.since:
            plain["since"] = self.since.isoformat()
        if self.offset:
            plain["offset"] = self.offset
        if self.sweep is not None:
            plain["sweep"] = self.sweep
        return plain

    def vanished(self, page: Sequence[Seen], *, to_the_end: bool) -> list[int]:
        """Comments that this page should show and does not. `to_the_end`: the listing has no older ones."""
        shown = {seen.id for seen in page}
        lowest = 0 if to_the_end or not shown else min(shown)
        return [key for key, mark in self.seen.items() if key >= lowest and key not in shown and mark[:1] in _LISTED]

    def is_another_past(self, page: Sequence[Seen]) -> bool:
        """Whether the site went back (a restored copy, a new start): all is older than what was told, none known."""
        known = self.seen.keys() | self.held.keys()
        return bool(page) and max(seen.id for seen in page) < self.high and not any(seen.id in known for seen in page)

    def start_again(self, page: Sequence[Seen]) -> None:
        """Tell the page of another past from its oldest comment on."""
        self.seen, self.high = {}, min(seen.id for seen in page) - 1

    def news(self, page: Sequence[Seen], lost: Whereabouts, *, to_the_end: bool) -> list[Told]:
        """What a page says against what is remembered, by id.

        Below what is remembered nothing is new, unless the listing ends here: then all of it is remembered.
        """
        known_from = 0 if to_the_end else min(self.seen, default=self.high)
        found = [told for seen in page if (told := self._compared(seen, known_from))]
        return sorted([*found, *self._lost(lost)], key=lambda told: told.id)

    def held_news(self, found: Whereabouts) -> list[Told]:
        """What became of the older comments that were held."""
        told = [self._compared(seen, self.high) for seen in found.values() if seen is not None]
        gone = [Told(key, (ChangeKind.DELETED,), None, None) for key, seen in found.items() if seen is None]
        return [each for each in [*told, *gone] if each]

    def take(self, told: Iterable[Told]) -> None:
        """Remember what was told."""
        for each in told:
            before = (self.seen.get(each.id) or self.held.get(each.id) or " ")[0]
            after = (each.mark or " ")[0]
            if each.id not in self.held:
                self.total += (after in _LISTED) - (before in _LISTED)
            place = self.held if each.id in self.held else self.seen
            if each.mark is None or (place is self.held and after != "h"):
                place.pop(each.id, None)
            else:
                place[each.id] = each.mark
            self.high = max(self.high, each.id)

    def passed(self, page: Sequence[Seen]) -> None:
        """A page was told to its end: forget what is too old to be looked at, except what is still held."""
        self.high = max([self.high, *(seen.id for seen in page)])
        for listed in (True, False):
            keys = sorted(key for key, mark in self.seen.items() if (mark[:1] in _LISTED) is listed)
            for key in keys[: max(0, len(keys) - WINDOW)]:
                mark = self.seen.pop(key)
                if mark[:1] == "h":
                    self.held[key] = mark

    def rotate(self, asked: Sequence[int]) -> None:
        """Those that were looked up go to the end, so that each has its turn."""
        for key in asked:
            if key in self.held:
                self.held[key] = self.held.pop(key)

    def note_aside(self, digests: Sequence[str]) -> list[str]:
        """The digests that were not told of before."""
        fresh = [digest for digest in digests if digest not in self.aside]
        self.aside = [*self.aside, *fresh][-_KEPT_ASIDE:]
        return fresh

    def _compared(self, seen: Seen, known_from: int) -> Told | None:
        known = self.seen.get(seen.id, self.held.get(seen.id))
        if known is None:
            fresh = seen.id > min(self.high, known_from)
            return Told(seen.id, (ChangeKind.CREATED,), seen, seen.mark) if fresh else None
        if known == seen.mark:
            return None
        return Told(seen.id, _kinds(known, seen.mark), seen, seen.mark)

    def _lost(self, lost: Whereabouts) -> list[Told]:
        gone = [Told(key, (ChangeKind.DELETED,), None, None) for key, seen in lost.items() if seen is None]
        moved = [
            Told(key, _kinds(self.seen[key], seen.mark), seen, seen.mark)
            for key, seen in lost.items()
            if seen is not None
        ]
        return [*gone, *(told for told in moved if told.kinds)]


def swept(page: Iterable[Seen]) -> list[Told]:
    """Every comment of a swept page as it stands: known ones are told again, which changes nothing."""
    return [
        Told(
            seen.id, (ChangeKind.RESTORED if seen.state == "approved" else ChangeKind.MODERATED_ELSEWHERE,), seen, None
        )
        for seen in sorted(page, key=lambda each: each.id)
    ]


def _kinds(before: str, after: str) -> tuple[ChangeKind, ...]:
    """From one mark to another; a comment first held before us has none yet."""
    if not before:
        return (ChangeKind.CREATED,)
    edited = (ChangeKind.EDITED,) if before[1:] != after[1:] else ()
    if before[0] == after[0]:
        return edited
    if after[0] == "a":
        return (*edited, ChangeKind.RESTORED)
    return (*edited, ChangeKind.MODERATED_ELSEWHERE)


def _marks(plain: Json) -> dict[int, str]:
    if not isinstance(plain, dict):
        raise ValueError("marks are an object")
    return {int(key): str(mark) for key, mark in plain.items()}


def _texts(plain: Json) -> list[str]:
    if not isinstance(plain, list):
        raise ValueError("digests are a list")
    return [str(each) for each in plain]


def _instant(plain: Json) -> datetime | None:
    return datetime.fromisoformat(str(plain)) if plain else None
