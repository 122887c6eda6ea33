"""Hearts and asks of whole messages: those that the rules were written with, and those set aside before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.analysis.heart import LONGEST, asks_of, heart_of, pieces_of
from tests.analysis.reading import read

_CONNECTIVE = re.compile(
    r"(?:mais|et|car|donc|par contre|sauf que|malheureusement|dommage|but|and|because|except|sadly"
    r"|unfortunately|though|so)[ ,]+"
)


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            heart, asks, text = line.split(" | ", 2)
            yield heart, "" if asks == "-" else asks, text


def _bare(clause: str) -> str:
    """The clause without its last signs and a leading connective."""
    return _CONNECTIVE.sub("", clause.lower().rstrip(" .!?…,;:").strip(), count=1)


@pytest.mark.parametrize(("heart", "asks", "text"), [*_rows("hearts.txt")])
def test_the_heart_and_the_ask_are_the_clauses_that_a_colleague_would_underline(heart, asks, text):
    result = read(text)
    assert (_bare(result.heart), _bare(result.asks)) == (_bare(heart), _bare(asks))


def test_messages_set_aside_are_mostly_read_as_well():
    rows = list(_rows("hearts_aside.txt"))
    results = [read(text) for _, _, text in rows]
    hearts = sum(_bare(result.heart) == _bare(heart) for result, (heart, _, _) in zip(results, rows, strict=True))
    asks = sum(_bare(result.asks) == _bare(asks) for result, (_, asks, _) in zip(results, rows, strict=True))
    assert hearts >= 0.75 * len(rows)
    assert asks >= 0.95 * len(rows)


@pytest.mark.parametrize("name", ["hearts.txt", "hearts_aside.txt"])
def test_hearts_are_cut_out_of_the_message(name):
    for _, _, text in _rows(name):
        for said in (read(text).heart, read(text).asks):
            assert len(said) <= LONGEST
            assert "•" in said or said.rstrip(".!?") in text


def test_identifiers_are_masked_by_what_the_whole_message_says():
    pieces = pieces_of("Commande passée mardi, 4578213, jamais reçue. Rappelez-moi au 06 39 98 12 40.")
    assert heart_of(pieces) == "Commande passée mardi, ••••13, jamais reçue."
    assert asks_of(pieces) == "Rappelez-moi au ••••40."


def test_a_quotation_and_a_mail_address_are_never_cut():
    pieces = pieces_of("On m'a dit « non, je ne peux pas » hier, à moi, lea.dupre@poste.example, jeudi. Voilà.")
    assert [piece.text for piece in pieces][-1] == "Voilà."
    assert any("« non, je ne peux pas »" in piece.text for piece in pieces)
    assert any("lea.dupre@poste.example" in piece.text for piece in pieces)


def test_words_that_weighed_pull_the_heart_where_no_failure_is_named():
    text = "Le pain est bon. Le beurre est salé."
    assert heart_of(pieces_of(text), [(text.index("salé"), 2.0)]) == "Le beurre est salé."
