"""The desk's keys, read once from the keys folder, which lies apart from the database.

`sealing` wraps the key of every sealed item; `channels` encrypts the secrets of channels; `signing` signs bundles.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from detente.host import keys


def sealing_key() -> bytes:
    """The 32-byte key that wraps item keys. Raises `keys.KeyMissing` with one sentence when the folder is not there."""
    return _read(str(settings.DETENTE_KEYS), keys.SEALING)


def channel_key() -> bytes:
    """The 32-byte key of channels' secrets. Raises `keys.KeyMissing`."""
    return _read(str(settings.DETENTE_KEYS), keys.CHANNELS)


def signing_secret() -> bytes:
    """The 32 bytes from which the key that signs bundles is made. Raises `keys.KeyMissing`."""
    return _read(str(settings.DETENTE_KEYS), keys.SIGNING)


@lru_cache(maxsize=8)
def _read(folder: str, name: str) -> bytes:
    return keys.load(Path(folder), name)
