"""What the screens of the evidence say of seals, levels, stamps and later visits. Pure: codes in, words out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from detente.contracts.capture import Level, Stop
from detente.contracts.labelled import Labelled
from detente.contracts.words import Words


class SealState(Labelled):
    """What was found when sealed bytes were opened again, at the moment somebody looked."""

    WHOLE = "whole", "empreinte conforme", "hash matches"
    BROKEN = "broken", "sceau rompu", "seal broken"
    ERASED = "erased", "effacé, l’empreinte reste", "erased, the hash stays"
    NO_KEY = "no_key", "clé absente, non vérifié", "key missing, not verified"


class Later(Labelled):
    """What a later visit found, beside what was kept at first sight."""

    AHEAD = "ahead", "à venir", "still to come"
    SAME = "same", "inchangé", "the same as before"
    CHANGED = "changed", "texte modifié", "the text had changed"
    GONE = "gone", "absent de la page", "no longer on the page"
    UNSEEN = "unseen", "page non vue", "the page could not be seen"


LEVEL_WORDS: Final[dict[Level, Words]] = {
    Level.A: Words(
        fr="niveau A, image prise par le navigateur du bureau", en="level A, picture taken by the desk’s browser"
    ),
    Level.B: Words(fr="niveau B, capture fournie par une personne", en="level B, capture supplied by a person"),
    Level.C: Words(
        fr="niveau C, reconstitution, ce n’est pas une capture d’écran", en="level C, rendering, not a screenshot"
    ),
    Level.D: Words(fr="niveau D, octets reçus du réseau", en="level D, bytes received from the network"),
}
"""One line for each level; `contracts.capture` says what they are worth."""

STAMP_TROUBLE: Final[dict[str, Words]] = {
    "down": Words(fr="l’autorité ne répond pas", en="the authority does not answer"),
    "slow": Words(fr="l’autorité a mis trop de temps", en="the authority took too long"),
    "not_allowed": Words(fr="le bureau n’a pas le droit d’y aller", en="the desk may not go there"),
    "refused": Words(fr="l’autorité a refusé", en="the authority refused"),
    "not_understood": Words(fr="réponse illisible", en="its answer cannot be read"),
    "wrong_imprint": Words(fr="réponse sur une autre empreinte", en="its answer is on another hash"),
    "wrong_nonce": Words(fr="réponse à une autre demande", en="its answer is to another request"),
    "not_vouched": Words(
        fr="signature sans racine de confiance", en="its signature leads to no root that is trusted here"
    ),
}
"""Why a stamp is not there, by the code that is stored (`evidence.stamp.answer.Why`)."""
_TROUBLE: Final = Words(fr="l’horodatage a échoué", en="the stamp failed")

_ABSENT: Final = frozenset({Stop.MESSAGE_ABSENT, Stop.NOT_FOUND})


def stamp_trouble(code: str) -> Words:
    """The words for a stored trouble; a general one for a code that is not known."""
    return STAMP_TROUBLE.get(code, _TROUBLE)


def later_of(*, waiting: bool, stop: Stop | None, gone: bool) -> Later:
    """What a later visit means. `gone`: the network said before the visit that the author had deleted the message."""
    if waiting:
        return Later.AHEAD
    if stop in _ABSENT or (stop is None and gone):
        return Later.GONE
    if stop is Stop.TEXT_DIFFERS:
        return Later.CHANGED
    return Later.SAME if stop is None else Later.UNSEEN


def best_window(own: Iterable[int], anchor: int, last: int, size: int = 5) -> range:
    """The `size` lines of the ledger to show: `anchor` among them, as many of `own` as fit, near the middle.

    `last` is the newest line there is; a short ledger gives a short window.
    """
    lines = set(own)
    starts = range(max(1, anchor - size + 1), max(1, min(anchor, last - size + 1)) + 1)
    start = max(starts, key=lambda first: _worth(lines, range(first, first + size)))
    return range(start, min(start + size, last + 1))


def _worth(lines: set[int], window: Sequence[int]) -> tuple[int, int]:
    """How many lines a window holds, then how near its middle they stand."""
    held = lines.intersection(window)
    return len(held), -abs(min(held, default=0) + max(held, default=0) - window[0] - window[-1])
