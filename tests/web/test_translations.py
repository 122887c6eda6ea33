"""French is complete, native in its typography, and compiled."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

import detente.web
from detente.config.messages import stale
from tests.web.msgids import msgids

ROOM = Path(detente.web.__file__).parent
CATALOGUE = polib.pofile(str(ROOM / "locale/fr/LC_MESSAGES/django.po"), encoding="utf-8")
ENTRIES = list(CATALOGUE)
_FIELD = re.compile(r"%\(\w+\)s")


def _french(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_string_of_the_screens_has_its_french():
    known = {(entry.msgid, entry.msgid_plural) for entry in ENTRIES}
    assert sorted(msgids(ROOM) - known) == []


def test_no_french_is_left_over_from_a_string_that_is_gone():
    asked = msgids(ROOM)
    assert sorted(entry.msgid for entry in ENTRIES if (entry.msgid, entry.msgid_plural) not in asked) == []


def test_nothing_is_fuzzy_or_empty():
    assert [entry.msgid for entry in ENTRIES if entry.fuzzy or entry.obsolete or not all(_french(entry))] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.msgid[:40])
def test_french_keeps_the_fields_and_the_fine_spaces(entry: polib.POEntry):
    for text in _french(entry):
        assert set(_FIELD.findall(text)) == set(_FIELD.findall(entry.msgid_plural or entry.msgid))
        bare = re.sub(r"<[^>]+>", "", _FIELD.sub("", text))
        assert not re.search(r"[ \u00a0][;:?!»]|«[ \u00a0]|\w[;?!»]|«\w|'", bare), text
        assert "!" not in bare


def test_the_compiled_catalogue_is_fresh():
    assert [path.name for path in stale() if path.is_relative_to(ROOM)] == []
