"""Every string that the screens ask gettext for, read from templates and code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

_ASKING = {"gettext": 1, "_": 1, "gettext_lazy": 1, "ngettext": 2, "pgettext": 2}
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"\b(gettext|ngettext|pgettext|_)\(({_STRING}(?:\s*,\s*{_STRING})*)")


def msgids(room: Path) -> set[tuple[str, str]]:
    """Pairs of msgid and plural (empty when there is none)."""
    code = {pair for path in room.rglob("*.py") for pair in _from_code(path.read_text())}
    return code | {pair for path in room.rglob("*.html") for pair in _from_template(path.read_text())}


def _from_code(source: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ASKING:
            said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            yield from _pair(node.func.id, said)


def _from_template(source: str) -> Iterator[tuple[str, str]]:
    for asked in _IN_TEMPLATE.finditer(templatize(source)):
        yield from _pair(asked[1], list(ast.literal_eval(f"({asked[2]},)")))


def _pair(function: str, said: list[str]) -> Iterator[tuple[str, str]]:
    if len(said) >= _ASKING[function]:
        said = said[1:] if function == "pgettext" else said
        yield (said[0], said[1] if function == "ngettext" else "")
