"""Who did something: every write has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["person", "system", "connector", "outside", "command"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The author of a write: a person of the desk, a part of the program, or an outside reader by one-time link.

    `id` is the person's id, the channel's for a connector, the link's for an outside reader; `None` for the system.
    """

    kind: ActorKind
    id: int | None = None

    @classmethod
    def person(cls, person_id: int) -> Actor:
        """A signed-in person."""
        return cls("person", person_id)

    @classmethod
    def connector(cls, channel_id: int) -> Actor:
        """What arrived through a channel."""
        return cls("connector", channel_id)


SYSTEM = Actor("system")
COMMAND = Actor("command")
