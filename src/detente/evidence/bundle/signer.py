"""The desk's signature: ECDSA over P-256 with SHA-256, from a secret of 32 bytes that lies with the other keys.

Inside the WACZ a second key, over P-384 and made from the same secret, signs as replaying programs expect it.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
    load_pem_public_key,
)

_SECRET: Final = 32
_ORDER: Final = {
    "P-256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "P-384": int("F" * 48 + "C7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973", 16),
}
_CURVE: Final = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}
_WACZ_PART: Final = 48
"""Bytes of each of the two numbers of a P-384 signature, as browsers write it."""


class BadKey(ValueError):
    """This is not a public key of the right kind."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Both keys of a desk."""

    seal: ec.EllipticCurvePrivateKey
    replay: ec.EllipticCurvePrivateKey

    @classmethod
    def from_secret(cls, secret: bytes) -> Signer:
        """Always the same keys for the same secret. Raises `ValueError` unless it has 32 bytes."""
        if len(secret) != _SECRET:
            raise ValueError(f"a signing secret has {_SECRET} bytes, not {len(secret)}")
        return cls(_derived(secret, "P-256"), _derived(secret, "P-384"))

    @property
    def public_pem(self) -> bytes:
        """The public key as `signer.pub.pem` holds it."""
        return self.seal.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key (DER), hexadecimal: what an organisation publishes."""
        return fingerprint(self.public_pem)

    def sign(self, data: bytes) -> bytes:
        """The signature in DER, the same for the same data."""
        return self.seal.sign(data, _ECDSA)

    def sign_wacz(self, digest: str) -> dict[str, str]:
        """`signature` and `publicKey` of the anonymous signature in `datapackage-digest.json`, over that text."""
        r, s = decode_dss_signature(self.replay.sign(digest.encode(), _ECDSA))
        raw = r.to_bytes(_WACZ_PART, "big") + s.to_bytes(_WACZ_PART, "big")
        key = self.replay.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return {"signature": b64encode(raw).decode(), "publicKey": b64encode(key).decode()}


_ECDSA: Final = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
_CHECKING: Final = ec.ECDSA(hashes.SHA256())


def _derived(secret: bytes, curve: str) -> ec.EllipticCurvePrivateKey:
    wide = HKDF(hashes.SHA256(), length=72, salt=None, info=f"detente.evidence/1 {curve}".encode()).derive(secret)
    return ec.derive_private_key(int.from_bytes(wide, "big") % (_ORDER[curve] - 1) + 1, _CURVE[curve])


def fingerprint(pem: bytes) -> str:
    """SHA-256 of this public key (DER), hexadecimal. Raises `BadKey`."""
    return sha256(_key(pem).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def is_signed(data: bytes, signature: bytes, pem: bytes) -> bool:
    """Whether the key of this PEM made this signature (DER) over the data. Raises `BadKey`."""
    return _holds(_key(pem), signature, data)


def is_wacz_signed(digest: str, signature: str, key: str) -> bool:
    """Whether an anonymous signature of `datapackage-digest.json` holds; False for anything that cannot be read."""
    try:
        raw, public = b64decode(signature, validate=True), load_der_public_key(b64decode(key, validate=True))
    except (ValueError, UnsupportedAlgorithm):
        return False
    if len(raw) != 2 * _WACZ_PART or not isinstance(public, ec.EllipticCurvePublicKey):
        return False
    r, s = (int.from_bytes(part, "big") for part in (raw[:_WACZ_PART], raw[_WACZ_PART:]))
    return _holds(public, encode_dss_signature(r, s), digest.encode())


def _key(pem: bytes) -> ec.EllipticCurvePublicKey:
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadKey("is not a public key") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise BadKey("is not a key over P-256")
    return key


def _holds(key: ec.EllipticCurvePublicKey, signature: bytes, data: bytes) -> bool:
    try:
        key.verify(signature, data, _CHECKING)
    except InvalidSignature:
        return False
    return True
