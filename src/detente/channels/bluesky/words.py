"""What this network lets us do with one item, and what is wrong with a connection, in sentences. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.contracts.network import Affordance, AffordanceState, Item, Json, Verb
from detente.contracts.words import Words

CLOCKS: Final = Words(
    fr="L’horloge du serveur et celle du bureau diffèrent de {seconds} s. Réglez celle du bureau.",
    en="The server’s clock and the desk’s differ by {seconds} s. Set the desk’s right.",
)
_MAIN_PASSWORD: Final = Words(
    fr="C’est le mot de passe du compte. Créez un mot de passe d’application et donnez celui-là.",
    en="This is the account’s own password. Make an app password and give that one.",
)
_INACTIVE: Final = Words(
    fr="Ce compte est désactivé ou suspendu sur Bluesky.", en="This account is deactivated or suspended on Bluesky."
)
_OURS: Final = Words(fr="Ce message est le nôtre.", en="This message is ours.")
_NOTHING: Final = Words(fr="Il n’y a rien à faire.", en="There is nothing to do.")
_HIDDEN: Final = Words(fr="Cette réponse est masquée.", en="This reply is hidden.")
_RESTORE_FIRST: Final = Words(fr="Rétablissez-la avant d’y répondre.", en="Restore it before answering.")
_VISIBLE: Final = Words(fr="Cette réponse est déjà visible.", en="This reply is visible already.")
_CLOSED: Final = Words(
    fr="L’auteur du fil n’y accepte pas nos réponses.", en="The author of the thread does not take our replies there."
)
_QUOTE: Final = Words(fr="Citez le message à la main, ou attendez.", en="Quote the post by hand, or wait.")
_NOT_OUR_THREAD: Final = Words(
    fr="Sur Bluesky, on ne masque que dans ses propres fils\u202f; celui-ci appartient à quelqu’un d’autre.",
    en="On Bluesky one hides only in one’s own threads; this one is somebody else’s.",
)
_REPORT: Final = Words(
    fr="Signalez le message dans Bluesky, ou répondez-y.", en="Report the post in Bluesky, or answer it."
)
ELSEWHERE: Final = (_NOT_OUR_THREAD, _REPORT)

_ALLOWED: Final = Affordance(AffordanceState.ALLOWED)
_MAIN_SCOPE: Final = "com.atproto.access"


def affordances_of(item: Item, *, in_our_thread: bool) -> Mapping[Verb, Affordance]:
    """What may be done with one item."""
    if item.ours:
        no = _denied(_OURS, _NOTHING)
        return {"reply": no, "hide": no, "restore": no}
    if not in_our_thread:
        elsewhere = _denied(*ELSEWHERE)
        return {"reply": _reply(item), "hide": elsewhere, "restore": elsewhere}
    if item.hidden:
        return {
            "reply": _denied(_HIDDEN, _RESTORE_FIRST),
            "hide": _denied(_HIDDEN, _NOTHING),
            "restore": _ALLOWED,
        }
    return {"reply": _reply(item), "hide": _ALLOWED, "restore": _denied(_VISIBLE, _NOTHING)}


def trouble_of(told: Mapping[str, Json], scope: str) -> tuple[Words, ...]:
    """What is wrong with an account, from what its server says of the session."""
    found = (_MAIN_PASSWORD,) if scope == _MAIN_SCOPE else ()
    return (*found, _INACTIVE) if told.get("active") is False else found


def _reply(item: Item) -> Affordance:
    return _denied(_CLOSED, _QUOTE) if item.reference.get("closed") is True else _ALLOWED


def _denied(reason: Words, remedy: Words) -> Affordance:
    return Affordance(AffordanceState.DENIED, reason, remedy)
