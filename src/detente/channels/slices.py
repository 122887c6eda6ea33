"""The exact bytes of each element of a JSON list: evidence seals what the network sent, not our rendering of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from detente.contracts.network import Contract, Json

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def parse_object(body: bytes) -> dict[str, Json]:
    """The JSON object of an answer. Raises `Contract` when it is anything else."""
    try:
        value = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Contract("the answer is not JSON in UTF-8", raw=body) from error
    if not isinstance(value, dict):
        raise Contract("the answer is not a JSON object", raw=body)
    return value


def elements(body: bytes, name: str) -> list[tuple[dict[str, Json], bytes]]:
    """Each object of the list `name` of an answer's object, with its own bytes. Raises `Contract`."""
    return [(_object(value), raw) for value, raw in values(body, name)]


def values(body: bytes, name: str) -> list[tuple[Json, bytes]]:
    """Each value of the list `name`, whatever it is, with its own bytes. Raises `Contract` when there is no list."""
    parse_object(body)
    text = body.decode("utf-8")
    for key, start in _members(text):
        if key == name:
            return list(_values(text, start))
    raise Contract(f"the answer has no {name}")


def tree(body: bytes, root: str, value: str, children: str) -> list[tuple[dict[str, Json], bytes]]:
    """Each object `value` of a tree of objects, with its own bytes, parents before what stands under them.

    The tree begins at the member `root` of the answer; below each node stand the nodes of its list `children`. A node
    without the member `value` is passed over. Raises `Contract` when there is no tree.
    """
    parse_object(body)
    text = body.decode("utf-8")
    waiting = [start for key, start in _members(text) if key == root and text[start] == "{"]
    if not waiting:
        raise Contract(f"the answer has no {root}")
    found: list[tuple[dict[str, Json], bytes]] = []
    while waiting:
        below: list[int] = []
        for key, start in _members(text, waiting.pop()):
            if key == value and text[start] == "{":
                one, end = _DECODER.raw_decode(text, start)
                found.append((one, text[start:end].encode("utf-8")))
            elif key == children and text[start] == "[":
                below = [at for at in _starts(text, start) if text[at] == "{"]
        waiting += reversed(below)
    return found


def listed(body: bytes) -> list[tuple[Json, bytes]]:
    """Each value of an answer that is itself a list, with its own bytes. Raises `Contract` when it is none."""
    try:
        text = body.decode("utf-8")
        json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Contract("the answer is not JSON in UTF-8") from error
    return list(_values(text, _skip(text, 0)))


def _starts(text: str, start: int) -> Iterator[int]:
    at = _skip(text, start + 1)
    while text[at] != "]":
        yield at
        _, end = _DECODER.raw_decode(text, at)
        at = _next(text, end)


def _members(text: str, start: int = 0) -> Iterator[tuple[str, int]]:
    at = _skip(text, _skip(text, start) + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        yield key, at
        _, at = _DECODER.raw_decode(text, at)
        at = _next(text, at)


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise Contract("a list of objects was expected")
    return value


def _values(text: str, start: int) -> Iterator[tuple[Json, bytes]]:
    if text[start] != "[":
        raise Contract("a list was expected")
    at = _skip(text, start + 1)
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        yield value, text[at:end].encode("utf-8")
        at = _next(text, end)


def _next(text: str, at: int) -> int:
    """Where the next member or the closing bracket stands; the text is known to be valid JSON."""
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
