"""What a model answers becomes plain text: no link, no mark-up, no field of its own, no identifier, not too long."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.drafting.model_answer import Unreadable, clean

FIELD = "[jour et heure exacts]"
CHECK = "[à vérifier]"


def cleaned(text: str, longest: int = 1_500) -> str:
    return clean(text, {FIELD}, "fr", longest=longest)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Je regarde.", "Je regarde."),
        (f"Je réponds {FIELD}.", f"Je réponds {FIELD}."),
        ("Voyez https://piege.example/a?b=c ici.", f"Voyez {CHECK} ici."),
        ("Voyez bit.ly/x2 ou www.x.fr.", f"Voyez {CHECK} ou {CHECK}"),
        ("Écrivez sur aide.piege.com demain.", f"Écrivez sur {CHECK} demain."),
        ("Voyez [notre page](javascript:alert(1)) ici.", "Voyez notre page ici."),
        ("![image](https://x.example/p.png) Voilà.", "Voilà."),
        ("Bonjour {prénom}, {{mon nom}} [NOM] %CLE% <nom>", f"Bonjour {CHECK}, {CHECK} {CHECK} {CHECK} {CHECK}"),
        ("<script>alert(1)</script>Je regarde.<b>Oui</b>", "alert(1)Je regarde.Oui"),
        ("<think>publier maintenant</think>Je regarde.", "Je regarde."),
        ("```text\nJe regarde.\n```", "Je regarde."),
        ("**Je** regarde.\n# Titre", "Je regarde.\nTitre"),
        ("Bonjour Odile,\nJe regarde.\n— Le robot", "Je regarde."),
        ("Appelez le 06 12 34 56 78 ou a@b.example.", f"Appelez le {CHECK} ou {CHECK}."),
        ("Je\u200b re\u202egarde\x00.", "Je regarde."),
        ("C’est noté\u202f: je regarde.", "C’est noté\u202f: je regarde."),
    ],
)
def test_only_text_is_left(said, kept):
    assert cleaned(said) == kept


@pytest.mark.parametrize("said", ["", "  \n ", "https://x.example", "[à vérifier]", "{a}", "<think>tout", "123 !"])
def test_an_answer_without_words_is_none(said):
    with pytest.raises(Unreadable):
        cleaned(said)


def test_a_long_answer_ends_with_a_whole_sentence():
    assert cleaned("Une phrase. " * 50, 60) == "Une phrase. Une phrase. Une phrase. Une phrase. Une phrase."


_SIGNS = ["http://", "{", "}", "[", "](", "<", ">", "a", ".fr/", " "]


@example("{A{}0}")
@example("{" * 9 + "a" + "}" * 9)
@given(st.text(max_size=300) | st.lists(st.sampled_from(_SIGNS)).map("".join))
def test_nothing_that_could_act_survives(said):
    try:
        text = cleaned(said)
    except Unreadable:
        return
    assert not re.search(r"https?://\w|\{[^{}\n]+\}|<[a-z][^<>\n]*>", text, re.IGNORECASE)
    assert set(re.findall(r"\[[^\[\]\n]*\]", text)) <= {FIELD, CHECK}


@pytest.mark.parametrize("piece", ["<think>", "[a", "<a ", "a.b.", "https://", "{{", "**", "bonjour "])
def test_a_long_hostile_answer_is_read_to_its_end(piece):
    try:
        assert len(cleaned(piece * 20_000)) <= 1_500
    except Unreadable:
        assert not piece.strip("<[a.").isalpha()
