"""What the environment says of other reading engines: `DETENTE_READING_…`, read for `env.py` into one frozen value.

Only what is said is judged here. Whether a folder or an address works is told when the desk starts, and by `doctor`: a
disk that is missing for an hour never keeps a desk from starting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from detente.analysis.plugins.asked import LONGEST_SECONDS, MOST_AT_ONCE, AddressAsked, FolderAsked, ReadingAsked
from detente.contracts.learning import DIMENSIONS

FOLDER: Final = "DETENTE_READING_FOLDER"
URL: Final = "DETENTE_READING_URL"
MODEL: Final = "DETENTE_READING_MODEL"
DECIDES: Final = "DETENTE_READING_DIMENSIONS"
KEY_FILE: Final = "DETENTE_READING_KEY_FILE"
AT_ONCE: Final = "DETENTE_READING_AT_ONCE"
MASK: Final = "DETENTE_READING_MASK"
SECONDS: Final = "DETENTE_READING_SECONDS"
_OF_THE_URL: Final = (MODEL, DECIDES, KEY_FILE, AT_ONCE, MASK)


class ReadingRefused(ValueError):
    """A variable that cannot be obeyed; the message is the one sentence for the person."""


def read_reading(source: Mapping[str, str], origins: Sequence[str]) -> ReadingAsked:
    """What is asked for; `origins`: the allowed ones. Raises `ReadingRefused`."""
    folders = tuple(_folder(text) for text in _listed(source, FOLDER))
    address = _address(source, origins)
    _once([*folders, *([address] if address else [])])
    return ReadingAsked(folders, address, _number(source, SECONDS, 10, LONGEST_SECONDS))


def _folder(text: str) -> FolderAsked:
    named, equals, path = text.partition("=")
    if not equals or not path.strip() or "\0" in path:
        raise ReadingRefused(f"{FOLDER} holds {text!r}: write what it decides and where it lies, sentiment=/srv/tone.")
    return FolderAsked(Path(path.strip()).expanduser().absolute(), _dimensions(FOLDER, named.split("+")))


def _address(source: Mapping[str, str], origins: Sequence[str]) -> AddressAsked | None:
    url = source.get(URL, "").strip().rstrip("/")
    if not url:
        for name in _OF_THE_URL:
            if source.get(name, "").strip():
                raise ReadingRefused(f"{name} is set without {URL}: name the address too, or unset it.")
        return None
    _check_url(url, origins)
    model, decides, key = (source.get(name, "").strip() for name in (MODEL, DECIDES, KEY_FILE))
    if not model or not model.isprintable():
        raise ReadingRefused(f"{URL} is set without {MODEL}: name the model as that address calls it.")
    if not decides:
        raise ReadingRefused(f"{URL} is set without {DECIDES}: say what its model decides, such as kind,topic.")
    return AddressAsked(
        url=url,
        model=model,
        dimensions=_dimensions(DECIDES, decides.split(",")),
        key_file=Path(key).expanduser().absolute() if key else None,
        at_once=_number(source, AT_ONCE, 5, MOST_AT_ONCE),
        mask=_yes(source, MASK),
    )


def _check_url(url: str, origins: Sequence[str]) -> None:
    import httpx

    from detente.net import AddressRefused, AllowedOrigins
    from detente.net.addresses import check_written, origin_of

    try:
        target = httpx.URL(url)
        origin = origin_of(target)
    except (httpx.InvalidURL, AddressRefused):
        raise ReadingRefused(f"{URL} is not an address: write it like https://models.example/v1.") from None
    if target.query or target.fragment:
        raise ReadingRefused(f"{URL} may hold no question and no fragment: write it like https://models.example/v1.")
    try:
        check_written(target, AllowedOrigins(origins))
    except AddressRefused:
        raise ReadingRefused(
            f"{URL} is not a public https address: if it is meant, add {origin} to DETENTE_ALLOWED_ORIGINS."
        ) from None


def _dimensions(name: str, words: Sequence[str]) -> frozenset[str]:
    found = [word.strip().lower() for word in words if word.strip()]
    unknown = [word for word in found if word not in DIMENSIONS]
    if unknown or not found:
        said = f"{unknown[0]!r}, which is no dimension of a reading" if unknown else "no dimension"
        raise ReadingRefused(f"{name} names {said}: choose among {', '.join(DIMENSIONS)}.")
    return frozenset(found)


def _once(asked: Sequence[FolderAsked | AddressAsked]) -> None:
    seen: set[str] = set()
    for each in asked:
        for twice in sorted(seen & each.dimensions):
            raise ReadingRefused(f"{twice} is given to two reading plug-ins: leave it to one ({FOLDER}, {DECIDES}).")
        seen |= each.dimensions


def _listed(source: Mapping[str, str], name: str) -> list[str]:
    return [text.strip() for text in source.get(name, "").split(",") if text.strip()]


def _number(source: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = source.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= most):
        raise ReadingRefused(f"{name} holds {text!r}: give a whole number from 1 to {most}.")
    return int(text)


def _yes(source: Mapping[str, str], name: str) -> bool:
    text = source.get(name, "").strip().lower() or "yes"
    if text not in ("yes", "no"):
        raise ReadingRefused(f"{name} holds {text!r}: write yes or no.")
    return text == "yes"
