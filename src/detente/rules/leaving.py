"""A text as it may leave the machine: identifiers, handles and links replaced by what they are."""

from __future__ import annotations

import re
from typing import Final

from detente.rules.personal_data import find_personal_data

_LINK: Final = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?<![\w.+-])(?:@[\w.-]*\w(?:@[\w.-]*\w)?|u/[\w-]+)")
"""`@name`, `@name@host`, `@name.host`, `u/name`; not the address of a mailbox."""


def masked(text: str) -> str:
    """The text without the identifiers that a pattern recognises. Names and health stay: no pattern knows them."""
    text = _HANDLE.sub("[handle]", _LINK.sub("[link]", text))
    for found in reversed(find_personal_data(text)):
        text = f"{text[: found.start]}[{found.kind.value}]{text[found.end :]}"
    return text
