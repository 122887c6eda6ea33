"""An address that a person pasted: kept as it is, refused when a browser could not open it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions._replies import check_text

LONGEST_LINK: Final = 1000

_BAD_LINK = Words(
    fr="Ce lien ne se lit pas. Copiez l’adresse complète, qui commence par https, ou laissez ce champ vide.",
    en="This link cannot be read. Copy the whole address, which begins with https, or leave the field empty.",
)


def link_of(pasted: str) -> str:
    """The address without the blanks around it; empty when there is none. Raises `Refused`: `input.link`."""
    link = pasted.strip()
    check_text(link)
    if not link:
        return ""
    try:
        parts = urlsplit(link)
    except ValueError:
        raise Refused("input.link", _BAD_LINK) from None
    blank = any(character.isspace() for character in link)
    if parts.scheme not in ("http", "https") or not parts.hostname or blank or len(link) > LONGEST_LINK:
        raise Refused("input.link", _BAD_LINK)
    return link
