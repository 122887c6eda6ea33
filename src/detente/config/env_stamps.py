"""Which time-stamp authorities to ask: `DETENTE_TIMESTAMP_AUTHORITIES`, read for `env.py` into frozen values.

With one, somebody outside the organisation vouches for the moment from which evidence cannot have been changed;
without, only the organisation itself does. Whether an authority answers is told by
`doctor`, never by a refusal to start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from detente.evidence.stamp.authorities import NAME, Authority

AUTHORITIES: Final = "DETENTE_TIMESTAMP_AUTHORITIES"
_EXAMPLE: Final = "name=https://stamps.example/tsr;qualified;root=/srv/root.pem"


class StampsRefused(ValueError):
    """The variable cannot be obeyed; the message is the one sentence for the person."""


def read_authorities(source: Mapping[str, str], origins: Sequence[str]) -> tuple[Authority, ...]:
    """The authorities in their order; `origins`: the allowed ones. Raises `StampsRefused`."""
    found = tuple(_authority(text, origins) for text in source.get(AUTHORITIES, "").split())
    names = [one.name for one in found]
    for name in names:
        if names.count(name) > 1:
            raise StampsRefused(f"{AUTHORITIES} names {name} twice: give each authority a name of its own.")
    return found


def _authority(text: str, origins: Sequence[str]) -> Authority:
    named, *options = text.split(";")
    name, equals, address = named.partition("=")
    if not equals or not NAME.fullmatch(name):
        raise StampsRefused(
            f"{AUTHORITIES} holds {text!r}: write a short name of small letters, digits and dashes before the address, "
            f"{_EXAMPLE}."
        )
    _check_address(address, origins)
    root, qualified = None, False
    for option in options:
        word, _, path = option.partition("=")
        if option == "qualified":
            qualified = True
        elif word == "root" and path and "\0" not in path:
            root = Path(path).expanduser().absolute()
        else:
            raise StampsRefused(f"{AUTHORITIES} has an option {option!r}: choose ;qualified or ;root=/srv/root.pem.")
    return Authority(name, address, root, qualified)


def _check_address(address: str, origins: Sequence[str]) -> None:
    import httpx

    from detente.net import AddressRefused, AllowedOrigins
    from detente.net.addresses import check_written, origin_of

    try:
        target = httpx.URL(address)
        origin = origin_of(target)
    except (httpx.InvalidURL, AddressRefused):
        raise StampsRefused(f"{AUTHORITIES} holds {address!r}, which is not an address: write {_EXAMPLE}.") from None
    try:
        check_written(target, AllowedOrigins(origins))
    except AddressRefused:
        raise StampsRefused(
            f"{AUTHORITIES} names {address!r}, which is not a public https address: "
            f"if it is meant, add {origin} to DETENTE_ALLOWED_ORIGINS."
        ) from None
