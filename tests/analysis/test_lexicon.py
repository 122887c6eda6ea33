"""The lists are data that can be read, phrase by phrase."""

from __future__ import annotations

import pytest

from detente.analysis.lexicon import Lexicon, Phrase, lexicon_of, phrases_in
from detente.analysis.normalise import fold, tokenise


def found(phrases: str, text: str) -> list[tuple[str, float, int, int]]:
    lexicon = Lexicon(list(phrases_in(phrases, "list")))
    return [(hit.name, hit.weight, hit.first, hit.last) for hit in lexicon.hits(tokenise(fold(text)))]


def test_the_longest_phrase_of_a_list_wins_and_phrases_never_overlap():
    assert found("en retard | 2\nen retard encore | 3\nretard | 1", "en retard encore") == [("list", 3.0, 0, 2)]


def test_a_stem_stands_for_every_word_that_begins_so():
    assert found("rembours*", "remboursée, remboursement, rembour") == [("list", 1.0, 0, 0), ("list", 1.0, 1, 1)]


def test_a_gap_skips_three_words_at_most():
    assert found("ne _ jamais", "ne viens plus jamais") == [("list", 1.0, 0, 3)]
    assert found("ne _ jamais", "ne un deux trois quatre jamais") == []


def test_a_section_is_a_list_of_its_own():
    assert list(phrases_in("[delivery]\ncolis | 2", "topics")) == [Phrase("topics.delivery", 2.0, ("colis",))]
    assert list(phrases_in("# remark\n[praise]\n👍", "emoji")) == [Phrase("praise", 1.0, ("👍",))]


@pytest.mark.parametrize("line", ["_ jamais", "ab*", "| 3", "mot | lourd"])
def test_a_line_that_cannot_be_read_is_named(line):
    with pytest.raises(ValueError, match=r"list, line 2|lourd"):
        list(phrases_in(f"mot\n{line}", "list"))


def test_every_list_that_ships_can_be_read_in_both_languages():
    for language in ("fr", "en"):
        assert len(lexicon_of(language).words) > 500
