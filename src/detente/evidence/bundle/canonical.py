"""JSON in one form only (RFC 8785, the part that we need), so that the same values always have the same hash.

Texts, whole numbers, true, false, null, lists and objects. No fractions: their canonical form is a science of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, NoReturn, TypeAlias, cast

Value: TypeAlias = "str | int | bool | list[Value] | dict[str, Value] | None"
Fields: TypeAlias = "dict[str, Value]"

LARGEST: Final = 2**53 - 1
"""Beyond it, readers in other languages would round."""


class NotCanonical(ValueError):
    """A value, or bytes, for which there is no canonical form; the message is the rest of a sentence."""


def canonical(value: Value) -> bytes:
    """The one form of this value, in UTF-8. Half of a surrogate pair becomes U+FFFD. Raises `NotCanonical`."""
    return _written(value).encode()


def parsed(raw: bytes) -> Value:
    """What these bytes say, canonical or not. Raises `NotCanonical` for anything that has no canonical form."""
    try:
        value = json.loads(raw.decode(), parse_float=_fraction, parse_constant=_fraction, object_pairs_hook=_object)
    except NotCanonical:
        raise
    except (ValueError, RecursionError):
        raise NotCanonical("is not JSON in UTF-8") from None
    return cast(Value, value)


def whole(text: str) -> str:
    """The text as UTF-8 can hold it: half of a surrogate pair becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _written(value: Value) -> str:
    if isinstance(value, str):
        return json.dumps(whole(value), ensure_ascii=False)
    if isinstance(value, list):
        return f"[{','.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{{','.join(_pairs(value))}}}"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return _number(value)


def _pairs(value: Mapping[str, Value]) -> list[str]:
    in_order = sorted(value, key=lambda name: whole(name).encode("utf-16-be"))
    return [f"{json.dumps(whole(name), ensure_ascii=False)}:{_written(value[name])}" for name in in_order]


def _number(value: int) -> str:
    if type(value) is not int or abs(value) > LARGEST:
        raise NotCanonical("holds a number that is not whole or too large")
    return str(value)


def _fraction(_: str) -> NoReturn:
    raise NotCanonical("holds a number that is not whole")


def _object(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("names a field twice")
    return found
