"""Translations are compiled without gettext, and what is stale is named."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from detente.config import messages

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Reply"\nmsgstr "Réponse"\n'


@pytest.fixture
def package(tmp_path: Path) -> Path:
    place = tmp_path / "web" / "locale" / "fr" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.po").write_text(PO)
    return tmp_path


def test_a_missing_catalogue_is_stale_until_it_is_written(package: Path) -> None:
    assert [path.name for path in messages.stale(package)] == ["django.mo"]
    written = messages.write(package)
    assert messages.stale(package) == []
    with open(written[0], "rb") as file:
        assert gettext.GNUTranslations(file).gettext("Reply") == "Réponse"


def test_a_changed_source_makes_the_catalogue_stale(package: Path) -> None:
    [target] = messages.write(package)
    target.with_suffix(".po").write_text(PO.replace("Réponse", "La réponse"))
    assert messages.stale(package) == [target]


def test_the_same_source_always_gives_the_same_bytes(package: Path) -> None:
    [source] = messages.sources(package)
    assert messages.compiled(source) == messages.compiled(source)
