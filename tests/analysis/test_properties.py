"""What holds for every text, friendly or hostile."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.normalise import SCANNED, fold, tokenise, visible
from detente.analysis.reasons import MOST
from detente.contracts.analysis import MessageToRead, ReadingResult
from tests.analysis.reading import engine, examples, read

WORDS = [text for language in ("fr", "en") for _, _, text in examples(language)]
STRANGE = st.sampled_from(
    ["\u200b", "\u202e", "\u0301", "ﬁ", "İ", "ß", "œ", "\x00", "\ud800", "😂", "\u2028", "’", "!!", "?"]
)
texts = st.one_of(st.text(max_size=300), st.lists(st.one_of(st.sampled_from(WORDS), STRANGE), max_size=12).map("".join))


def check(text: str, reading: ReadingResult) -> None:
    assert all(text[weight.start : weight.end] == weight.words != "" for weight in reading.because)
    assert all(0 <= weight.start < weight.end <= len(text) for weight in reading.because)
    assert all(0.0 <= score <= 1.0 for score in reading.scores.values())
    assert {"negative", "complaint", "toxic"} <= reading.scores.keys()
    assert 1 <= reading.severity <= 4
    assert len(reading.heart) <= 120
    assert len(reading.asks) <= 120
    assert reading.heart in visible(text)
    assert reading.asks in visible(text)
    assert len(reading.because) <= MOST


@settings(deadline=None)
@given(texts, st.sampled_from([None, "fr", "en", "xx", ""]))
def test_every_text_is_read_with_places_that_quote_it(text, hint):
    reading = read(text, hint)
    check(text, reading)
    assert reading == read(text, hint)


@settings(deadline=None)
@given(st.lists(texts, max_size=6))
def test_a_batch_keeps_its_order_and_reads_each_as_if_alone(batch):
    results = engine().read([MessageToRead(number, text) for number, text in enumerate(batch)])
    assert [result.reference for result in results] == list(range(len(batch)))
    assert [result.heart for result in results] == [read(text).heart for text in batch]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_folding_keeps_every_place(text):
    folded = fold(text)
    places = [folded.place(index) for index in range(len(folded.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    tokens = tokenise(folded)
    assert all(start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))


def test_invisible_signs_hide_nothing_and_move_no_place():
    text = "Mon col\u200bis est c\u202ea\u00adssé, quelle h\u2060onte"
    reading = read(text)
    check(text, reading)
    assert "c\u202ea\u00adssé" in [weight.words for weight in reading.because]
    assert reading.kind == "complaint"


def test_letters_of_other_shapes_are_the_same_letters():
    assert read("Service ｌａｍｅｎｔａｂｌｅ").kind == "complaint"
    assert read("NUUUUUL, vraiment LAMENTAAAABLE").kind == "complaint"
    assert read("Je suis de\u0301c\u0327ue").kind == "complaint"


def test_only_the_head_of_a_huge_text_is_read_and_the_reading_says_so():
    text = "Mon colis est perdu. " + "a" * 1_000_000
    reading = read(text)
    check(text, reading)
    assert reading.unsure
    assert reading.scores["read"] == round(SCANNED / len(text), 3)
    assert reading.kind == "complaint"


def test_what_stands_after_the_head_is_not_read():
    assert read("la " * SCANNED + "je veux mourir").because == ()


def test_hostile_shapes_are_read_within_the_head():
    for text in (
        "?" * 1_000_000,
        "\u0301" * 1_000_000,
        "perdu " * 200_000,
        "pas _ " * 200_000,
        "a." * 500_000,
        "@" * 900_000,
    ):
        check(text, read(text))


def test_links_and_handles_are_not_words():
    reading = read("See https://scam.example/broken/useless and @horrible or mail awful@rubbish.example")
    assert [weight for weight in reading.because if weight.score == "complaint"] == []
