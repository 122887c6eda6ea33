"""How a brand writes: what it relaxes, extends and asks for in the composure check. Blocks are nobody's to relax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from detente.contracts.composure import EmojiRule, Register, SignatureRule
from detente.contracts.labelled import Labelled

T = TypeVar("T", bound=Labelled)


LONGEST_LIST: Final = 200
"""Words or names in one list."""


@dataclass(frozen=True, slots=True)
class House:
    """The words of one brand. Every list holds words or short phrases as people write them.

    `jargon`: internal words that readers outside do not know. `stock`: phrases that the brand is tired of. `accepted`:
    words that it uses on purpose, so that no warning quotes them. `link_hosts`: sites that a reply may point to.
    `protected_names`: people, customers, competitors never named in public. `may_compensate`: a gesture may be named in
    public (the mandate of whoever signs is the brand's own affair). `must_sign`: a missing signature is a warning.
    """

    register: Register = Register.NONE
    signature: SignatureRule = SignatureRule.NONE
    must_sign: bool = False
    emoji: EmojiRule = EmojiRule.FRIENDLY
    jargon: tuple[str, ...] = ()
    stock: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    link_hosts: tuple[str, ...] = ()
    protected_names: tuple[str, ...] = ()
    may_compensate: bool = False

    def to_json(self) -> dict[str, object]:
        """What the brand's row keeps."""
        return {
            "register": str(self.register), "signature": str(self.signature), "must_sign": self.must_sign,
            "emoji": str(self.emoji), "may_compensate": self.may_compensate,
            **{name: list(getattr(self, name)) for name in LISTS},
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> House:
        """Read it back; what is missing or no longer known falls back to the default."""
        plain = cls()
        lists = {name: _texts(kept.get(name)) for name in LISTS}
        return cls(
            register=_known(Register, kept.get("register"), plain.register),
            signature=_known(SignatureRule, kept.get("signature"), plain.signature),
            must_sign=kept.get("must_sign") is True,
            emoji=_known(EmojiRule, kept.get("emoji"), plain.emoji),
            may_compensate=kept.get("may_compensate") is True,
            **lists,
        )


LISTS: Final = ("jargon", "stock", "accepted", "link_hosts", "protected_names")


def _known(labels: type[T], value: object, otherwise: T) -> T:
    return labels(value) if isinstance(value, str) and value in set(labels) else otherwise


def _texts(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
