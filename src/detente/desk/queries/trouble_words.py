"""What is wrong with a channel, in a sentence with its remedy, for every code that `Channel.trouble` may hold."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.contracts.words import Words

_RIGHTS = Words(
    fr="Le réseau ne reconnaît plus nos droits. Donnez un nouveau secret au canal.",
    en="The network no longer knows our rights. Give the channel a new secret.",
)
WRONG_SECRET: Final = Words(
    fr="Le réseau ne reconnaît pas ce secret, ou pas pour ce compte. Recopiez-le, ou créez-en un autre là-bas.",
    en="The network does not know this secret, or not for this account. Paste it again, or make another one there.",
)
"""For a secret that never worked: mistyped rather than taken away."""
_NO_ANSWER = Words(
    fr="Le réseau ne répond pas. Nouvel essai, de plus en plus espacé\u202f; rien n’est perdu.",
    en="The network does not answer. Trying again, ever less often; nothing is lost.",
)
_BROKEN = Words(
    fr="Le réseau répond autre chose que ce qu’il promet. La réponse est gardée\u202f; nouvel essai bientôt.",
    en="The network answers something other than it promises. The answer is kept; trying again soon.",
)

TROUBLE_WORDS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "auth.expired": _RIGHTS,
        "auth.revoked": _RIGHTS,
        "auth.scope": Words(
            fr="Il manque un droit au secret de ce canal. Donnez-lui-en un qui les a tous.",
            en="The secret of this channel lacks a right. Give it one that has them all.",
        ),
        "auth.role": Words(
            fr="Notre compte n’a plus le rôle qu’il faut sur ce réseau. Faites-le rétablir là-bas.",
            en="Our account no longer has the role it needs on this network. Have it restored there.",
        ),
        "contract": _BROKEN,
        "no_answer": _NO_ANSWER,
        "not_sent": _NO_ANSWER,
        "limited": Words(
            fr="Le réseau nous demande d’attendre. Nous attendons.", en="The network asks us to wait. We are waiting."
        ),
        "bounded": Words(
            fr="Le passé demandé est trop long\u202f: les 50\u00a0000 derniers éléments sont là. Importez le reste.",
            en="The past asked for is too long: its latest 50,000 items are here. Import the rest.",
        ),
        "problems": Words(
            fr="Le réseau répond, mais ce canal n’est pas utilisable tel quel. Voyez ce qui manque.",
            en="The network answers, but this channel cannot be used as it is. See what is missing.",
        ),
        "state.unreachable": Words(
            fr="Ce bureau n’a pas de connecteur pour ce canal. Reliez-le à nouveau.",
            en="This desk has no connector for this channel. Connect it again.",
        ),
        "unreachable": Words(
            fr="Ce canal ne peut pas être joint d’ici. Demandez une vérification.",
            en="This channel cannot be reached from here. Ask for a check.",
        ),
        "state.channel": Words(
            fr="Le secret de ce canal ne s’ouvre pas avec la clé de ce bureau. Donnez-lui-en un nouveau.",
            en="The secret of this channel does not open with this desk’s key. Give it a new one.",
        ),
    }
)

_OTHER = Words(
    fr="Ce canal est en difficulté ({code}). Demandez une vérification.",
    en="This channel is in trouble ({code}). Ask for a check.",
)


def trouble_words(code: str) -> Words | None:
    """The sentence of a code; None where there is no trouble."""
    if not code:
        return None
    return TROUBLE_WORDS.get(code) or TROUBLE_WORDS.get(code.partition(".")[0]) or _OTHER.with_(code=code)
