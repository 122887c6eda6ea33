"""What may be done with one comment, and what helps where something may not. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.channels.wordpress.rest import CLOSED, OPEN
from detente.contracts.network import Affordance, AffordanceState, Item, Verb
from detente.contracts.words import Words

_VERBS: Final[tuple[Verb, ...]] = ("reply", "hide", "spam", "delete", "restore")
_ALLOWED: Final = Affordance(AffordanceState.ALLOWED)
_OURS: Final = Words(fr="Ce commentaire est le nôtre.", en="This comment is ours.")
_NOTHING: Final = Words(fr="Il n’y a rien à faire.", en="There is nothing to do.")
_HELD: Final = Words(
    fr="WordPress retient ce commentaire\u202f: personne ne le voit encore.",
    en="WordPress holds this comment: nobody sees it yet.",
)
_PUBLISH: Final = Words(fr="Publiez-le d’abord, puis répondez.", en="Publish it first, then answer.")
_REMOVED: Final = Words(fr="Ce commentaire est retiré.", en="This comment has been removed.")
_RESTORE: Final = Words(fr="Rétablissez-le d’abord.", en="Restore it first.")
_ONLINE: Final = Words(fr="Ce commentaire est déjà en ligne.", en="This comment is online already.")


def affordances_of(item: Item) -> Mapping[Verb, Affordance]:
    """Each verb for one comment, from what it carries: its state and whether its post is closed to comments."""
    if item.ours:
        return dict.fromkeys(_VERBS, _no(_OURS, _NOTHING))
    state = item.reference.get("state")
    if state == "hold":
        return _held()
    if item.hidden:
        return _removed(in_the_bin=state == "trash")
    reply = _no(CLOSED, OPEN) if item.reference.get("closed") is True else _ALLOWED
    return {"reply": reply, "hide": _ALLOWED, "spam": _ALLOWED, "delete": _ALLOWED, "restore": _no(_ONLINE, _NOTHING)}


def _held() -> dict[Verb, Affordance]:
    return {
        "reply": _no(_HELD, _PUBLISH),
        "hide": _no(_HELD, _NOTHING),
        "spam": _ALLOWED,
        "delete": _ALLOWED,
        "restore": _ALLOWED,
    }


def _removed(*, in_the_bin: bool) -> dict[Verb, Affordance]:
    return {
        "reply": _no(_REMOVED, _RESTORE),
        "hide": _no(_REMOVED, _NOTHING),
        "spam": _no(_REMOVED, _NOTHING),
        "delete": _no(_REMOVED, _NOTHING) if in_the_bin else _ALLOWED,
        "restore": _ALLOWED,
    }


def _no(reason: Words, remedy: Words) -> Affordance:
    return Affordance(AffordanceState.DENIED, reason, remedy)
