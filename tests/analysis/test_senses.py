"""The thesaurus of everyday words: the same classes in both languages, rich, and written as the reading folds words."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import detente.analysis
from detente.analysis.normalise import fold

LISTS = sorted((Path(detente.analysis.__file__).parent / "lexicons").glob("*/senses.list"))
EACH_LANGUAGE = pytest.mark.parametrize("path", LISTS, ids=[path.parent.name for path in LISTS])


def classes_of(path: Path) -> dict[str, list[str]]:
    """The words of each class in the order of the file; a class opened twice, or a word before any, raises."""
    classes: dict[str, list[str]] = {}
    words: list[str] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            assert line[1:-1] not in classes, f"{line} stands twice"
            words = classes[line[1:-1]] = []
        elif line and not line.startswith("#"):
            assert words is not None, f"a word before any class: {line}"
            words += line.split()
    return classes


def test_every_class_of_one_language_exists_in_the_other():
    names = [set(classes_of(path)) for path in LISTS]
    assert names
    assert all(each == names[0] for each in names)


@EACH_LANGUAGE
def test_a_language_has_seven_thousand_entries_and_twenty_in_each_class(path: Path):
    classes = classes_of(path)
    assert sum(map(len, classes.values())) >= 7_000
    assert {name: len(words) for name, words in classes.items() if len(words) < 20} == {}


@EACH_LANGUAGE
def test_words_are_single_and_written_as_the_reading_folds_them(path: Path):
    words = {word for words in classes_of(path).values() for word in words}
    assert {word for word in words if fold(word).text != word or not re.fullmatch("[a-z0-9]+", word)} == set()


@EACH_LANGUAGE
def test_no_word_stands_twice_in_a_class(path: Path):
    twice = {name: sorted(Counter(words) - Counter(set(words))) for name, words in classes_of(path).items()}
    assert {name: words for name, words in twice.items() if words} == {}


@EACH_LANGUAGE
def test_no_word_stands_in_more_than_three_classes(path: Path):
    classes = Counter(word for words in classes_of(path).values() for word in set(words))
    assert {word: count for word, count in classes.items() if count > 3} == {}


@EACH_LANGUAGE
def test_every_line_can_be_read_on_a_screen(path: Path):
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 120] == []
