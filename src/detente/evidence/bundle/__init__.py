"""Bundles `detente.evidence/1`: from what was captured to files that a stranger can check without us."""

from detente.evidence.bundle.build import Built, build
from detente.evidence.bundle.contents import (
    Chain,
    ClockFacts,
    Contents,
    Message,
    OperatorFile,
    Surroundings,
    capture_id,
)
from detente.evidence.bundle.pack import Stamped, pack, unpack, with_stamps
from detente.evidence.bundle.reconstruction import Shown, reconstruct
from detente.evidence.bundle.signer import Signer
from detente.evidence.bundle.zips import ZipRefused

__all__ = [
    "Built",
    "Chain",
    "ClockFacts",
    "Contents",
    "Message",
    "OperatorFile",
    "Shown",
    "Signer",
    "Stamped",
    "Surroundings",
    "ZipRefused",
    "build",
    "capture_id",
    "pack",
    "reconstruct",
    "unpack",
    "with_stamps",
]
