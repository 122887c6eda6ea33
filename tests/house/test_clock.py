"""One clock, at the doors. Below them *now* is an argument, so that a drill can play a day in a second."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.checkout import ROOT, SOURCE

CLOCKS = {
    "config/clock.py",  # the clock itself
    "host/logbook.py",  # the time at which a line was logged, as the machine has it
}
_ASKING = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
_FROM = {"datetime", "date", "timezone", "time", "dt", "datetime.datetime", "datetime.date"}
_SQL = re.compile(
    r"\bnow\(\)|\bCURRENT_(?:TIMESTAMP|DATE|TIME)\b|\b(?:clock|statement|transaction)_timestamp\(\)", re.I
)


def _sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if str(path.relative_to(SOURCE)) not in CLOCKS:
            yield path, ast.parse(path.read_text())


def _asks(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in ("auto_now", "auto_now_add")
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        parts = ast.unparse(node.func.value)
        given = bool(node.args) and node.func.attr in ("localtime", "gmtime")
        return node.func.attr in _ASKING and parts in _FROM and not given
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Now"


def test_nothing_below_the_doors_asks_for_the_time() -> None:
    bad = [
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', '?')}"
        for path, tree in _sources()
        for node in ast.walk(tree)
        if _asks(node)
    ]
    assert bad == []


def test_the_database_is_asked_for_the_time_only_for_leases() -> None:
    bad = []
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.sql")]):
        if path.parent.name == "cli":
            continue  # `doctor` compares both clocks: that is its purpose
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            said = line.split("#")[0] if path.suffix == ".py" else line.split("--")[0]
            in_sql = path.suffix == ".sql" or re.search(r"SELECT|UPDATE|INSERT|DEFAULT|interval|WHERE", said)
            if in_sql and _SQL.search(said) and "lease" not in said:
                bad.append(f"{path.relative_to(ROOT)}:{number}: {said.strip()}")
    assert bad == []
