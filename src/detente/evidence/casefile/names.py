"""The files of `detente.case/1` and their names. All names are ours: nothing of a commenter ever makes one."""

from __future__ import annotations

import re
from typing import Final

from detente.evidence.bundle.build import PUBLIC_KEY
from detente.evidence.bundle.pack import CHAIN, HOW, SUMS

SCHEMA: Final = "detente.case/1"
PAGE: Final = "case.html"
STYLE: Final = "case.css"
DATA: Final = "case.json"
PROOFS: Final = "proofs.json"
LINES: Final = "ledger.jsonl"
SUMS_SIGNED: Final = f"{SUMS}.sig"
"""The desk's signature of the sums, and so of every file: also of what no commitment covers."""
METHOD: Final = {"fr": "METHOD.fr.txt", "en": "METHOD.en.txt"}
ALWAYS: Final = (PAGE, STYLE, DATA, PROOFS, LINES, *METHOD.values(), HOW, PUBLIC_KEY, SUMS, SUMS_SIGNED)
KNOWN: Final = frozenset({*ALWAYS, CHAIN})
_ENDINGS: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "image/gif": "gif",
    "application/pdf": "pdf",
}


def item_name(item_id: int, media_type: str) -> str:
    """Where the bytes of a sealed item lie. What a program might run gets an ending that no program opens."""
    folder = "pictures" if media_type.startswith("image/") else "sealed"
    return f"{folder}/{item_id}.{_ENDINGS.get(media_type, 'bin')}"


def bundle_name(key: str) -> str:
    """Where a sealed folder lies."""
    return f"bundles/{key}.zip"


def stamp_names(line: int, authority: str) -> tuple[str, str]:
    """Where lie what an authority was asked about a line, and what it answered. Raises `ValueError` for a wild name."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", authority):
        raise ValueError("an authority's name has letters, digits and hyphens only")
    return f"stamps/{line}.{authority}.tsq", f"stamps/{line}.{authority}.tsr"
