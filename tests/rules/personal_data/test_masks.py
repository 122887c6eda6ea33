"""Masked words: enough to recognise one's own number, not enough to use another's."""

from __future__ import annotations

import pytest

from detente.rules.personal_data import find_personal_data, masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ma commande FR-20931 !", "Ma commande FR-••••31 !"),
        ("order 4578213, nothing", "order ••••13, nothing"),
        ("Ref CT/88/20417", "Ref CT/••••17"),
        ("booking KQ7TZX", "booking ••••ZX"),
        ("ticket n° 412", "ticket n° ••••"),
        ("au 06 39 98 12 40 ou lea.d@poste.example", "au ••••40 ou l••••@••••"),
        ("au 12 rue des Lilas, 19999 Montrouet.", "au ••••."),
        ("FR76 9933 1197 7287 5950 9991 813", "FR••••13"),
        ("carte 4000 0097 8061 0526", "carte ••••26"),
        ("rien à cacher", "rien à cacher"),
    ],
)
def test_personal_data_is_shown_masked(text, shown):
    assert masked(text) == shown


def test_a_part_of_a_text_is_masked_by_what_the_whole_text_says():
    text = "Commande passée mardi, 4578213, toujours rien."
    start = text.index("4578213")
    assert masked("4578213") == "4578213"
    assert masked(text, start=start) == "••••13, toujours rien."


def test_a_piece_that_an_edge_cuts_is_masked_whole():
    text = "mail lea.dupre@poste.example merci"
    found = find_personal_data(text)
    assert masked(text, found, 0, 12) == "mail l••••@••••"
    assert masked(text, found, 12) == "l••••@•••• merci"
