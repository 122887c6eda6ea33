"""A coarse word is seen behind figures, signs, stars and spaces; a price, a time or a reference never is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.lexicon import coarse_of, lexicon_of
from detente.analysis.normalise import fold, tokenise
from detente.analysis.variants import Coarse, disguises, joined, may_hide, plain

FRENCH = coarse_of("fr")
ENGLISH = coarse_of("en")
FEW = Coarse({"connard*": 2.3, "salope": 2.4, "con": 2, "fuck": 1, "feck": 0.8, "bitch": 2.4, "fdp": 2.5, "ass": 0.8})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("c0nn4rd", "connard"),
        ("c0nnards", "connards"),
        ("s4lope", "salope"),
        ("$alope", "salope"),
        ("s@lope", "salope"),
        ("f*ck", "feck"),
        ("fu*k", "fuck"),
        ("b!tch", "bitch"),
        ("b1tch", "bitch"),
        ("conn**d", "connard"),
        ("sal**e", "salope"),
        ("a$$", "ass"),
        ("c0n", "con"),
    ],
)
def test_a_disguised_word_becomes_plain(written, meant):
    assert plain(written, FEW) == meant


@pytest.mark.parametrize(
    "word",
    [
        "connard",
        "3h20",
        "5g",
        "a55",
        "co2",
        "c0",
        "b****",
        "con*",
        "sal***",
        "12",
        "h2o",
        "con5",
        "***",
        "",
        "f",
        "1er",
    ],
)
def test_a_plain_word_a_figure_or_a_footnote_is_no_disguise(word):
    assert plain(word, FEW) is None


@pytest.mark.parametrize(
    ("letters", "spelt"),
    [
        ("connard", (0, 6, "connard")),
        ("aconnarda", (1, 7, "connard")),
        ("con", (0, 2, "con")),
        ("acona", None),
        ("yatil", None),
        ("co", None),
        ("", None),
    ],
)
def test_letters_set_apart_are_put_together(letters, spelt):
    assert joined(list(letters), FEW) == spelt


@pytest.mark.parametrize(
    "text",
    [
        "Train de 3h20 voie 5, 4g puis 5g, b12 et co2",
        "Commande c0-4471-xs, 12,50 € au lieu de 9€, suivi 6a12345678901",
        "Facture n° 2024-0317, IBAN fr76 3000 4000 0312",
        "Pour les 5ans et les 7-8ans, le 24/12 à 18h30, 1er étage, 2e porte, réf. A4B2C",
        "Y a t il un a b c de la v o d ?",
        "Hôtel 4* et restaurant 5*, prix ttc*, s.a.r.l. et s.n.c.f.",
        "Call 0800 123 4567, ref AB12CD, the A55 and the M25, 20k",
        "p.m. and a.m., e.g. the u.s.a., b2b, mp3, h264, covid19",
        "x@y.z, contact@pute.example et https://connard.example/s4lope",
    ],
)
def test_figures_and_references_are_left_alone(text):
    for coarse in (FRENCH, ENGLISH):
        assert disguises(fold(text).text, coarse) == []


@pytest.mark.parametrize(
    ("text", "language", "shown", "name"),
    [
        ("Espèce de C0nn4rd, répondez", "fr", "C0nn4rd", "insults"),
        ("Quelle s@lope", "fr", "s@lope", "insults"),
        ("f.d.p va", "fr", "f.d.p", "insults"),
        ("c o n n a r d !", "fr", "c o n n a r d", "insults"),
        ("sale b0ugnoule", "fr", "b0ugnoule", "hate"),
        ("Encore un s4le ar4be", "fr", "s4le ar4be", "hate"),
        ("d1rty immigr4nts", "en", "d1rty immigr4nts", "hate"),
        ("m*rde alors", "fr", "m*rde", "vulgar"),
        ("you b!tch", "en", "b!tch", "insults"),
        ("n1gger", "en", "n1gger", "hate"),
        ("f**king late", "en", "f**king", "vulgar"),
        ("a-s-s-h-o-l-e", "en", "a-s-s-h-o-l-e", "insults"),
    ],
)
def test_the_lists_find_it_and_show_it_as_it_was_written(text, language, shown, name):
    lexicon = lexicon_of(language)
    tokens = tokenise(fold(text), lexicon.words, coarse_of(language))
    found = [text[tokens.starts[hit.first] : tokens.ends[hit.last]] for hit in lexicon.hits(tokens) if hit.name == name]
    assert any(shown in words for words in found)


def test_an_everyday_message_costs_one_look():
    assert not may_hide(fold("Bonjour, mon colis n'est toujours pas arrivé, merci de me répondre.").text)
    assert not may_hide(fold("Thank you, it works again - great service!").text)


@pytest.mark.parametrize("piece", ["$*", "*", "a*", "a ", "a.b", "4", "!a", "@", "2024 "])
def test_a_message_made_to_be_slow_is_read_to_its_end(piece):
    text = fold(f"{piece * 1_000} c0nn4rd").text
    assert [disguise.plain for disguise in disguises(text, FRENCH)] == ["connard"]


@given(st.text(alphabet="abco nrds04@$*!.-_fé", max_size=60))
def test_every_place_stays_in_the_text_and_in_order(text):
    tokens = tokenise(fold(text), frozenset(), FEW)
    assert tokens.starts == sorted(tokens.starts)
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert 0 <= start < end <= len(text)


@given(st.from_regex(r"[0-9]{1,4}[a-z]{0,2}[0-9]{0,4}", fullmatch=True))
def test_a_number_with_a_letter_or_two_is_never_a_word(word):
    for coarse in (FRENCH, ENGLISH):
        assert plain(word, coarse) is None
