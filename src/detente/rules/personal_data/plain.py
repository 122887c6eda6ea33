"""A text made comparable sign by sign: the places in it are those of the original."""

from __future__ import annotations

import re
from typing import Final

_SPACES: Final = (
    "\t\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_DIGITS: Final = ("\uff10", "\u0660", "\u06f0")
"""The zeros of the full-width, Arabic and Persian digits; the nine others follow each."""

_SAME: Final = str.maketrans(
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u2019\u2018\u02bc", "'")
    | {"\uff20": "@", "\ufe6b": "@", "\uff0b": "+", "\uff0e": ".", "º": "°"}
    | {chr(ord(zero) + value): str(value) for zero in _DIGITS for value in range(10)}
)
_ODD: Final = re.compile("[" + "".join(re.escape(chr(code)) for code in _SAME) + "]")


def plain(text: str) -> str:
    """`text` with one kind of space, hyphen, apostrophe and digit; as many characters as before."""
    return text.translate(_SAME) if _ODD.search(text) else text
