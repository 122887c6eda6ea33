"""When a person posts an approved text, and when even they must not: the same ties hold a hand as hold a machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from unicodedata import normalize

from detente.contracts.words import Words

_NOTHING: Final = Words(fr="", en="")

_WITHDRAWN: Final[Mapping[str, Words]] = {
    "thread_moved": Words(
        fr="Le fil a bougé depuis l’accord. {what} Le texte est retiré d’ici\u202f: ne publiez pas ce que vous auriez "
        "copié.",
        en="The thread moved since the agreement. {what} The text is withdrawn: do not post what you may have copied.",
    ),
    "approval_expired": Words(
        fr="L’accord n’est plus valable\u202f: il a été donné il y a trop longtemps. Le texte est retiré d’ici. Faites "
        "relire de nouveau.",
        en="The agreement has run out: it was given too long ago. The text is withdrawn. Have it re-read again.",
    ),
    "approval_void": Words(
        fr="L’accord est tombé. Le texte est retiré d’ici. Faites relire de nouveau.",
        en="The agreement fell. The text is withdrawn. Have it re-read again.",
    ),
    "private": Words(
        fr="L’auteur ne s’adresse plus qu’à nous : une réponse publique le trahirait. Le texte est retiré d’ici. "
        "Répondez-lui en privé.",
        en="The author now speaks to us alone: a public reply would give them away. The text is withdrawn. Answer them "
        "in private.",
    ),
    "switched_off": Words(
        fr="Les publications de ce canal sont arrêtées. Rien ne sort, à la main non plus. Le texte reviendra ici quand "
        "elles reprendront.",
        en="Publishing on this channel is stopped. Nothing goes out, by hand neither. The text comes back here when it "
        "resumes.",
    ),
    "stopped": Words(
        fr="Les envois sont arrêtés pour toute la marque. Rien ne sort, à la main non plus. Le texte reviendra ici "
        "quand un responsable ou l’administration les reprendra.",
        en="Sending is stopped for the whole brand. Nothing goes out, by hand neither. The text comes back here when a "
        "lead or an administrator resumes it.",
    ),
    "paused": Words(
        fr="Ce canal est suspendu. Rien n’y sort, à la main non plus. Le texte reviendra ici à la reprise.",
        en="This channel is paused. Nothing goes out there, by hand neither. The text comes back here when it resumes.",
    ),
    "removed": Words(
        fr="Ce canal a été retiré\u202f: plus rien n’y sort.", en="This channel was removed: nothing goes out there."
    ),
}

PASSING: Final = frozenset({"switched_off", "paused", "stopped"})
"""What only holds a text back for a while: its approval stands."""


def goes_by_hand(*, publishes: bool, denied: Mapping[str, object]) -> bool:
    """Whether a person posts the reply. `publishes`: a connector could; `denied`: what the network refuses here.

    Only a sure no counts: what is merely unknown is tried by the connector first.
    """
    if not publishes:
        return True
    said = denied.get("reply")
    return isinstance(said, Mapping) and said.get("state") == "denied"


def why_withdrawn(*, publishes: bool, channel_state: str, broken_tie: str, stopped: bool = False) -> str:
    """Why nobody may post this text now, in a word; empty when they may.

    `publishes`: the kill switch of the channel; `stopped`: that of the brand. A channel in trouble stops machines only:
    a hand needs no token.
    """
    if channel_state == "removed":
        return "removed"
    if broken_tie:
        return broken_tie
    if stopped:
        return "stopped"
    if not publishes:
        return "switched_off"
    return "paused" if channel_state == "paused" else ""


def is_that_reply(approved: str, seen: str) -> bool:
    """Whether what stands on the network are the approved words; blanks and forms of letters do not count."""
    return _plain(approved) == _plain(seen) != ""


def _plain(text: str) -> str:
    return " ".join(normalize("NFKC", text).split())


def withdrawn_words(why: str, what: Words = _NOTHING) -> Words:
    """What stands where the text was; `what` names what moved in the thread."""
    return _WITHDRAWN[why].with_(what=what)
