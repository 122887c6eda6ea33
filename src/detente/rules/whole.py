"""What a check of everything that is sealed found, in sentences that say where to look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from detente.contracts.words import Words

_SHOWN: Final = 10

_LINE: Final = Words(
    fr="Le journal scellé est rompu à la ligne {n}.",
    en="The ledger breaks at line {n}.",
)
_ITEMS: Final = Words(fr="Pièces dont les octets ont changé\u202f: {n}.", en="Items whose bytes have changed: {n}.")
_BUNDLES: Final = Words(
    fr="Dossiers dont le fichier ou l’empreinte a changé\u202f: {n}.",
    en="Folders whose file or hash has changed: {n}.",
)
_MISSING: Final = Words(fr="Parmi eux, le fichier manque\u202f: {n}.", en="Among them, the file is gone: {n}.")
_STAMPS: Final = Words(fr="Horodatages qui ne tiennent plus\u202f: {n}.", en="Time stamps that no longer hold: {n}.")
_KEYS: Final = Words(
    fr="Clés illisibles\u202f: {n}. Remettez le fichier de clés d’une sauvegarde.",
    en="Keys that cannot be read: {n}. Put the keys file of a backup back.",
)
_WHOLE: Final = Words(fr="Tout tient.", en="Everything holds.")
_MORE: Final = Words(fr=" et {n} de plus", en=" and {n} more")


class Looked(Protocol):
    """What a check keeps of what it found."""

    broken_at: int | None
    items: list[int]
    bundles: list[int]
    missing: list[int]
    stamps: list[int]
    keys: list[str]


def found_lines(found: Looked) -> list[Words]:
    """One sentence for each sort of finding; none when everything holds."""
    said = [_LINE.with_(n=found.broken_at)] if found.broken_at is not None else []
    sorts: list[tuple[Words, Sequence[object]]] = [
        *((_ITEMS, found.items), (_BUNDLES, found.bundles), (_MISSING, found.missing)),
        *((_STAMPS, found.stamps), (_KEYS, found.keys)),
    ]
    return [*said, *(words.with_(n=_listed(several)) for words, several in sorts if several)]


def found_words(found: Looked) -> Words:
    """All of it, a line each."""
    lines = found_lines(found) or [_WHOLE]
    return Words(fr="\n".join(one.fr for one in lines), en="\n".join(one.en for one in lines))


def _listed(several: Sequence[object]) -> Words:
    shown = ", ".join(str(one) for one in several[:_SHOWN])
    more = _MORE.with_(n=len(several) - _SHOWN) if len(several) > _SHOWN else Words(fr="", en="")
    return Words(fr=shown + more.fr, en=shown + more.en)
