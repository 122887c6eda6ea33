"""The lists that ship: enough words in both languages, in order, each said once, none in two opposed lists."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest

from detente.analysis.lexicon import Phrase, lexicon_of, phrases_in
from detente.analysis.normalise import fold, tokenise

LISTS = Path(__file__).resolve().parents[2] / "src" / "detente" / "analysis" / "lexicons"
FILES = sorted(LISTS.glob("*/*.txt"))
AT_LEAST = {
    "valence_positive": 900, "valence_negative": 900, "insults": 700, "hate": 500, "contempt": 400, "threats": 400,
    "hostile": 150, "groups": 100, "sexual": 120, "vulgar": 120, "irony": 100, "reported": 120, "reclaimed": 120,
    "dialect": 200, "urgency": 60, "grievance": 400, "questions": 100,
}  # fmt: skip
OPPOSED = (
    ("praise", "grievance"),
    ("valence_positive", "valence_negative"),
    ("valence_positive", "grievance"),
    ("praise", "valence_negative"),
    ("valence_positive", "insults"),
    ("valence_positive", "hate"),
    ("dialect", "insults"),
    ("dialect", "hate"),
    ("reclaimed", "hate"),
)


def phrases(language: str) -> list[Phrase]:
    return [
        phrase
        for path in FILES
        if path.parent.name == language
        for phrase in phrases_in(path.read_text(encoding="utf-8"), path.stem)
    ]


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def found(text: str, language: str, name: str) -> list[str]:
    lexicon = lexicon_of(language)
    tokens = tokenise(fold(text), lexicon.words)
    return [" ".join(tokens.words[hit.first : hit.last + 1]) for hit in lexicon.hits(tokens) if hit.name == name]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_there_are_words_enough_beside_the_topics(language):
    weighing = [p for p in phrases(language) if p.weight and not p.name.startswith("topics") and p.name != "functions"]
    assert len({(phrase.name, phrase.words) for phrase in weighing}) >= 5_000


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_list_is_long_enough_to_be_of_use(language):
    counted = Counter(phrase.name for phrase in phrases(language) if phrase.weight)
    assert {name: counted[name] for name, least in AT_LEAST.items() if counted[name] < least} == {}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_phrase_stands_once_in_its_list(path):
    counted = Counter((phrase.name, phrase.words) for phrase in phrases_in(path.read_text("utf-8"), path.stem))
    assert [entry for entry, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_phrases_are_in_order_between_two_remarks(path):
    lines = path.read_text("utf-8").splitlines()
    for is_phrase, block in groupby(lines, key=lambda line: not line.startswith(("#", "["))):
        given = [line.split(" | ")[0] for line in block]
        assert not is_phrase or given == sorted(given)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_phrases_are_written_as_they_are_looked_for(path):
    written = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert [line for line in written if fold(line).text != line] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("one", "other"), OPPOSED)
def test_no_phrase_is_in_two_opposed_lists(language, one, other):
    everything = phrases(language)
    first = {phrase.words for phrase in everything if phrase.name == one and phrase.weight}
    second = {phrase.words for phrase in everything if phrase.name == other and phrase.weight}
    assert sorted(first & second) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_phrase_of_a_list_is_found_in_itself(language):
    lexicon = lexicon_of(language)
    lost = []
    for phrase in phrases(language):
        if not phrase.weight or phrase.name == "functions" or any(word.startswith("_") for word in phrase.words):
            continue
        text = " ".join(word.removesuffix("*") for word in phrase.words)
        if phrase.name not in {hit.name for hit in lexicon.hits(tokenise(fold(text), lexicon.words))}:
            lost.append((phrase.name, text))
    assert lost == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Trois semaines de retard, bande de voleurs, honte à vous"),
        ("fr", "Douche froide : encore deux retards, et une tapette à mouches à la place du radiateur"),
        ("fr", "Le bac à ordures déborde, ça pue, c'est une honte"),
        ("fr", "Une espèce de bouillie froide, service nul"),
        ("en", "Thieves, shame on you, this bloody parcel is late again"),
        ("en", "Pros and cons: your tool box is fine, the garden hoe broke, the dog groomer was late"),
        ("en", "A cracker of a Christmas dinner ruined, and the jerk chicken was cold"),
    ],
)
def test_a_harsh_word_for_a_firm_or_a_thing_is_no_insult(language, text):
    for name in ("insults", "hate", "threats", "contempt", "sexual"):
        assert found(text, language, name) == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Ta gueule, espèce de gros blaireau", "insults"),
        ("fr", "Va te faire soigner", "contempt"),
        ("fr", "Maudit cave, va donc chier", "insults"),
        ("fr", "Bande de barakis", "insults"),
        ("fr", "Retourne au bled", "hate"),
        ("fr", "Je vais te défoncer", "threats"),
        ("fr", "J'espère que vous allez crever", "threats"),
        ("fr", "Comme par hasard, bravo pour la panne", "irony"),
        ("fr", "On m'a traité de menteur", "reported"),
        ("fr", "Je suis pédé et je vous emmerde", "reclaimed"),
        ("fr", "Wesh tabarnak, trop bien", "dialect"),
        ("fr", "Les Roms, les femmes, les handicapés", "groups"),
        ("en", "You absolute muppet, shut your face", "insults"),
        ("en", "Take your meds", "contempt"),
        ("en", "Go back where you came from", "hate"),
        ("en", "I'll break your legs", "threats"),
        ("en", "Thanks for nothing", "irony"),
        ("en", "He called me a liar", "reported"),
        ("en", "I'm a dyke and proud", "reclaimed"),
        ("en", "Y'all finna love this", "dialect"),
        ("en", "Muslims, women and disabled people", "groups"),
    ],
)
def test_a_list_finds_what_it_is_for(language, text, name):
    assert found(text, language, name)
