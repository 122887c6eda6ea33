"""One question to an OpenAI-compatible address: through the vetted way out, once, within a time; and the key for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from detente.net.addresses import AllowedOrigins
from detente.net.patience import within
from detente.net.way import Answer, Limits, WayOut

MOST_BYTES: Final = 256 * 1024
"""Of an answer."""
_CONNECT: Final = 5.0


class NoKey(Exception):
    """The file of the key cannot be read, or holds something else than one line of visible ASCII."""


def read_key(path: Path | None) -> str:
    """The key, read for each question so that a new one counts at once; empty without a file. Raises `NoKey`."""
    if path is None:
        return ""
    try:
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        key = ""
    if not key or not key.isprintable() or " " in key:
        raise NoKey(str(path))
    return key


def ask_model(url: str, key: str, question: Mapping[str, object], seconds: float, allowed: AllowedOrigins) -> Answer:
    """The answer to one request. `url` is given up to and without `/chat/completions`.

    Raises `AddressRefused`, and `NetworkError`: `NotSent` when nothing was sent, `Unknown` when no answer can be read.
    """
    headers = [("content-type", "application/json"), ("accept", "application/json")]
    if key:
        headers.append(("authorization", f"Bearer {key}"))
    connect = min(_CONNECT, seconds)
    limits = Limits(connect=connect, read=seconds, total=seconds, body=MOST_BYTES)
    way = WayOut(allowed, limits, within(connect))
    # Texts are inside strings inside JSON: whatever signs they hold, the request keeps its shape.
    return way.request("POST", f"{url}/chat/completions", headers, json.dumps(question).encode())
