"""Every word of the page exists in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import polib

import detente.publicpage
from detente.contracts.words import Words
from detente.publicpage import flood, text, words

ROOM = Path(detente.publicpage.__file__).parent
FRENCH = polib.pofile(str(ROOM / "locale/fr/LC_MESSAGES/django.po"))
SENTENCES = [each for room in (words, text, flood) for each in vars(room).values() if isinstance(each, Words)]


def in_templates() -> set[str]:
    found = set()
    for template in (ROOM / "templates").rglob("*.html"):
        html = template.read_text(encoding="utf-8")
        found |= set(re.findall(r'{% translate "([^"]+)" context "public page" %}', html))
        for block in re.findall(r"{% blocktranslate [^%]*%}(.*?)(?:{% plural %}.*?)?{% endblocktranslate %}", html):
            found.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", block))
        assert not re.search(r'{% (block)?translate (?![^%]*context "public page")', html), template.name
    return found


def test_every_word_of_the_templates_has_its_french_and_no_french_is_left_over() -> None:
    known = {entry.msgid for entry in FRENCH if entry.translated()}
    assert known == in_templates() | {"today", "yesterday"}


def test_the_french_keeps_its_spaces_and_its_calm() -> None:
    french = [*(entry.msgstr for entry in FRENCH), *(sentence.fr for sentence in SENTENCES)]
    assert SENTENCES
    for sentence in french:
        assert not re.search(r"[^\u202f][;?!»]|[^\u202f:/]:\s|«[^\u202f]", sentence), sentence
        assert "'" not in sentence, sentence


def test_no_sentence_raises_its_voice() -> None:
    spoken = [*(entry.msgid for entry in FRENCH), *(each for s in SENTENCES for each in (s.fr, s.en))]
    assert [sentence for sentence in spoken if "!" in sentence] == []
