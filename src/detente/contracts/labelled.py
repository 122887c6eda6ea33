"""An enum whose members carry their words in every language."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from detente.contracts.words import Words


class Labelled(StrEnum):
    """A string enum; each member is `"value", "libellé", "label"`.

    The value is what the database stores, `label` is what a person reads.
    """

    _value_: str
    label: Words

    def __new__(cls, value: str, fr: str = "", en: str = "") -> Self:
        """Make the member from its value and its labels (the defaults only let `Kind("troll")` type-check)."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Words(fr=fr, en=en)
        return member
