"""Keys of records: 13 characters that sort by time. Source: AT protocol, record key type `tid`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

_LETTERS: Final = "234567abcdefghijklmnopqrstuvwxyz"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CLOCKS: Final = 1024
_PART: Final = 1000


def tid(written_at: datetime, key: str) -> str:
    """The key of the record of one publication: always the same for the same instant (milliseconds count) and key.

    The digits below a millisecond and the clock's number come from `key`, so that two of one instant differ.
    """
    drawn = int.from_bytes(sha256(key.encode()).digest()[:8], "big")
    micros = (written_at - _EPOCH) // timedelta(milliseconds=1) * _PART + drawn % _PART
    number = max(0, micros) * _CLOCKS + drawn // _PART % _CLOCKS
    return "".join(_LETTERS[number >> shift & 31] for shift in range(60, -1, -5))
