"""Level D: the exact bytes received, encrypted under a key of their own, with a salted commitment for the ledger.

Source: design §5.1 (sealed in the transaction that receives), evidence note (salted commitments, erasure by key).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_KEY = 32


class SealBroken(Exception):
    """The stored bytes do not match their commitment, or the key does not open them."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is stored. `commitment` = SHA-256(salt ‖ SHA-256(bytes)), 32 bytes; `size` of the plain bytes."""

    commitment: bytes
    wrapped: bytes
    ciphertext: bytes
    size: int


def seal(raw: bytes, sealing_key: bytes) -> Sealed:
    """Seal the bytes. `sealing_key`: the desk's 32-byte key, kept apart from the database."""
    key, salt = secrets.token_bytes(_KEY), secrets.token_bytes(_KEY)
    commitment = commit(raw, salt)
    return Sealed(commitment, lock(key + salt, sealing_key, commitment), lock(raw, key, commitment), len(raw))


def unseal(sealed: Sealed, sealing_key: bytes) -> bytes:
    """The exact bytes, checked against their commitment. Raises `SealBroken`."""
    return reveal(sealed, sealing_key)[0]


def reveal(sealed: Sealed, sealing_key: bytes) -> tuple[bytes, bytes]:
    """The exact bytes and their salt, with which a stranger can recompute the commitment. Raises `SealBroken`."""
    secret = unlock(sealed.wrapped, sealing_key, sealed.commitment)
    raw, salt = unlock(sealed.ciphertext, secret[:_KEY], sealed.commitment), secret[_KEY:]
    if commit(raw, salt) != sealed.commitment:
        raise SealBroken("the bytes do not match their commitment")
    return raw, salt


def commit(raw: bytes, salt: bytes) -> bytes:
    """The salted commitment: tells nothing of the bytes to whoever lacks the salt."""
    return sha256(salt + sha256(raw).digest()).digest()


def lock(plain: bytes, key: bytes, bound_to: bytes) -> bytes:
    """AES-256-GCM under a 32-byte key; it opens only together with `bound_to`."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def unlock(locked: bytes, key: bytes, bound_to: bytes) -> bytes:
    """The plain bytes again. Raises `SealBroken`."""
    try:
        return AESGCM(key).decrypt(locked[:_NONCE], locked[_NONCE:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise SealBroken("the key does not open these bytes") from error
