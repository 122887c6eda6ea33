"""Every room opens with a README, and what it ships is compiled and safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.config import messages
from tests.house.checkout import ROOT, SOURCE, texts

_NOT_ROOMS = {"__pycache__"}


def _rooms() -> list[Path]:
    inside = [path for place in (SOURCE, SOURCE / "channels") for path in place.iterdir() if path.is_dir()]
    more = [ROOT / name for name in ("tests", "benchmarks", "training") if (ROOT / name).is_dir()]
    return sorted(path for path in [*inside, *more] if path.name not in _NOT_ROOMS and any(path.glob("*.*")))


@pytest.mark.parametrize("room", _rooms(), ids=lambda room: str(room.relative_to(ROOT)))
def test_a_room_opens_with_a_page_about_itself(room: Path) -> None:
    page = room / "README.md"
    assert page.is_file(), f"{room.relative_to(ROOT)} has no README.md"
    assert 6 <= len(page.read_text().splitlines()) <= 20


def test_translations_are_compiled_from_what_stands_in_the_sources() -> None:
    assert messages.stale() == [], "run: python -m detente.config.messages"


def test_no_template_trusts_a_text_or_speaks_inline() -> None:
    bad = []
    inline = re.compile(
        r"\|\s*safe\b|\{%\s*autoescape\s+off|<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:"
    )
    for path in sorted(SOURCE.rglob("*.html")):
        text = re.sub(
            r"\{#.*?#\}|\{% comment.*?endcomment %\}|\{% (?!autoescape).*?%\}", "", path.read_text(), flags=re.DOTALL
        )
        bad += [f"{path.relative_to(ROOT)}: {found[0]!r}" for found in inline.finditer(text)]
    assert bad == []


def test_no_python_file_marks_a_text_as_safe() -> None:
    allowed = re.compile(r"format_html|conditional_escape")
    bad = [
        f"{path.relative_to(ROOT)}:{number}"
        for path, text in texts()
        if path.suffix == ".py" and path.is_relative_to(SOURCE)
        for number, line in enumerate(text.splitlines(), start=1)
        if "mark_safe(" in line and not allowed.search(line)
    ]
    assert bad == []


def test_files_stay_short_enough_to_be_read_at_once() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines"
        for path, text in texts()
        if path.suffix == ".py" and path.is_relative_to(SOURCE) and "migrations" not in path.parts
        if text.count("\n") > 400
    ]
    assert long == []
