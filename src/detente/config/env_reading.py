"""What the environment says of other reading engines: `DETENTE_READING_…`, read for `env.py` into one frozen value.

Only what is said is judged here. Whether a folder or an address works is told when the desk starts, and by `doctor`: a
disk that is missing for an hour never keeps a desk from starting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from detente.analysis.plugins.asked import LONGEST_SECONDS, MOST_AT_ONCE, AddressAsked, FolderAsked, ReadingAsked
from detente.config.env_values import VariableRefused, check_model_url, whole_number, yes_or_no
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


def read_reading(source: Mapping[str, str], origins: Sequence[str]) -> ReadingAsked:
    """What is asked for; `origins`: the allowed ones. Raises `VariableRefused`."""
    folders = tuple(_folder(text) for text in _listed(source, FOLDER))
    address = _address(source, origins)
    _once([*folders, *([address] if address else [])])
    return ReadingAsked(folders, address, whole_number(source, SECONDS, 10, LONGEST_SECONDS))


def _folder(text: str) -> FolderAsked:
    named, equals, path = text.partition("=")
    if not equals or not path.strip() or "\0" in path:
        raise VariableRefused(f"{FOLDER} holds {text!r}: write what it decides and where it lies, sentiment=/srv/tone.")
    return FolderAsked(Path(path.strip()).expanduser().absolute(), _dimensions(FOLDER, named.split("+")))


def _address(source: Mapping[str, str], origins: Sequence[str]) -> AddressAsked | None:
    url = source.get(URL, "").strip().rstrip("/")
    if not url:
        for name in _OF_THE_URL:
            if source.get(name, "").strip():
                raise VariableRefused(f"{name} is set without {URL}: name the address too, or unset it.")
        return None
    check_model_url(URL, url, origins)
    model, decides, key = (source.get(name, "").strip() for name in (MODEL, DECIDES, KEY_FILE))
    if not model or not model.isprintable():
        raise VariableRefused(f"{URL} is set without {MODEL}: name the model as that address calls it.")
    if not decides:
        raise VariableRefused(f"{URL} is set without {DECIDES}: say what its model decides, such as kind,topic.")
    return AddressAsked(
        url=url,
        model=model,
        dimensions=_dimensions(DECIDES, decides.split(",")),
        key_file=Path(key).expanduser().absolute() if key else None,
        at_once=whole_number(source, AT_ONCE, 5, MOST_AT_ONCE),
        mask=yes_or_no(source, MASK),
    )


def _dimensions(name: str, words: Sequence[str]) -> frozenset[str]:
    found = [word.strip().lower() for word in words if word.strip()]
    unknown = [word for word in found if word not in DIMENSIONS]
    if unknown or not found:
        said = f"{unknown[0]!r}, which is no dimension of a reading" if unknown else "no dimension"
        raise VariableRefused(f"{name} names {said}: choose among {', '.join(DIMENSIONS)}.")
    return frozenset(found)


def _once(asked: Sequence[FolderAsked | AddressAsked]) -> None:
    seen: set[str] = set()
    for each in asked:
        for twice in sorted(seen & each.dimensions):
            raise VariableRefused(f"{twice} is given to two reading plug-ins: leave it to one ({FOLDER}, {DECIDES}).")
        seen |= each.dimensions


def _listed(source: Mapping[str, str], name: str) -> list[str]:
    return [text.strip() for text in source.get(name, "").split(",") if text.strip()]
