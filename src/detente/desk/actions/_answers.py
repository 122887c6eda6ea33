"""What a person answered to a network's own questions, checked and put where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from detente.channels.registry import NETWORKS
from detente.contracts.network import Field, Registered
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

_NO_NETWORK = Words(
    fr="Ce réseau n’est pas de ceux que ce bureau sait relier. Choisissez-en un dans la liste.",
    en="This desk cannot connect to that network. Choose one of the list.",
)
_MISSING = Words(fr="Il manque une réponse\u202f: {label}.", en="An answer is missing: {label}.")
_TOO_LONG = Words(
    fr="«\u202f{label}\u202f» est trop long\u202f: {most} caractères au plus.",
    en="“{label}” is too long: at most {most} characters.",
)
_NO_ADDRESS = Words(
    fr="«\u202f{label}\u202f» n’est pas une adresse complète. Écrivez-la comme https://exemple.org.",
    en="“{label}” is not a whole address. Write it like https://example.org.",
)
_UNPRINTABLE = Words(
    fr="«\u202f{label}\u202f» contient un caractère invisible. Recopiez la réponse sans mise en forme.",
    en="“{label}” contains an invisible character. Paste the answer again without formatting.",
)
_LONGEST: Final[Mapping[str, int]] = {"base_url": 500, "account_id": 200, "secret": 4_000}
_OTHERWISE: Final = 500


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers in their places. `secret` empty: none was given. `settings` hold no secret."""

    base_url: str
    account_id: str
    secret: str
    settings: dict[str, str]


def connectable(network: str) -> Registered:
    """The register's line of a network that people may connect. Raises `Refused("input.network")`."""
    line = NETWORKS.get(network)
    if line is None or not line.connectable:
        raise Refused("input.network", _NO_NETWORK)
    return line


def read_answers(line: Registered, given: Mapping[str, str], *, keeps_secret: bool = False) -> Answers:
    """The answers to the fields of `line`; whatever was not asked is left out.

    `keeps_secret`: an empty secret means the stored one. Raises `Refused("input.answer", field=…)`.
    """
    read = {one.key: _read(one, given.get(one.key), keeps_secret) for one in line.fields}
    places = {key: read.pop(key, "") for key in _LONGEST}
    return Answers(places["base_url"], places["account_id"], places["secret"], read)


def _read(field: Field, given: str | None, keeps_secret: bool) -> str:
    """An answer that may be left out stays empty when it was emptied; the default stands in for the others."""
    text = (given or "").strip()
    if not text and field.kind != "secret" and (given is None or field.required):
        text = field.default
    if not text and field.required and not (keeps_secret and field.kind == "secret"):
        raise Refused("input.answer", _MISSING.with_(label=field.label), field=field.key)
    most = _LONGEST.get(field.key, _OTHERWISE)
    if len(text) > most:
        raise Refused("input.answer", _TOO_LONG.with_(label=field.label, most=most), field=field.key)
    if not text.isprintable():
        raise Refused("input.answer", _UNPRINTABLE.with_(label=field.label), field=field.key)
    if text and field.kind == "address" and not _is_address(text):
        raise Refused("input.answer", _NO_ADDRESS.with_(label=field.label), field=field.key)
    return text.rstrip("/") if field.kind == "address" else text


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("https", "http", "wss", "ws") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
