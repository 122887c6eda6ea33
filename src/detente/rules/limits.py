"""How often a door may be knocked at: buckets that fill again with time, kept in this process only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

_MOST_KEYS = 10_000


@dataclass(slots=True)
class Buckets:
    """One bucket a key, `size` drops each, one drop back every `each`. What is not used for long is forgotten."""

    size: int
    each: timedelta
    _levels: OrderedDict[Hashable, tuple[float, datetime]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, key: Hashable, *, now: datetime) -> timedelta | None:
        """None when there is a drop; else how long until there is one. Takes nothing."""
        with self._lock:
            level = self._level(key, now)
        return None if level >= 1 else self.each * (1 - level)

    def take(self, key: Hashable, *, now: datetime) -> None:
        """Take one drop."""
        with self._lock:
            self._levels[key] = (max(0.0, self._level(key, now) - 1), now)
            self._levels.move_to_end(key)
            while len(self._levels) > _MOST_KEYS:
                self._levels.popitem(last=False)

    def _level(self, key: Hashable, now: datetime) -> float:
        level, at = self._levels.get(key, (float(self.size), now))
        return min(float(self.size), level + (now - at) / self.each)


@dataclass(slots=True)
class Counted:
    """How often something happened since it was last written down, so that a flood makes few rows."""

    every: timedelta
    _seen: dict[Hashable, tuple[int, datetime]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def count(self, key: Hashable, *, now: datetime) -> int:
        """How many to write down now, this one included; 0: not yet."""
        with self._lock:
            waiting, at = self._seen.get(key, (0, now - self.every))
            due = now - at >= self.every
            self._seen[key] = (0, now) if due else (waiting + 1, at)
            return waiting + 1 if due else 0
