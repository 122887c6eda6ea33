"""Personal data that a pattern sees, and look-alikes that it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.rules.personal_data import DataKind, find_personal_data


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("Écrivez à lea.dupre@rives.example, elle saura.", DataKind.EMAIL, "lea.dupre@rives.example"),
        ("Son IBAN est FR76 3000 6000 0112 3456 7890 189.", DataKind.IBAN, "FR76 3000 6000 0112 3456 7890 189"),
        ("Carte 4111 1111 1111 1111, débitée deux fois", DataKind.CARD, "4111 1111 1111 1111"),
        ("Appelez le 06 12 34 56 78.", DataKind.PHONE, "06 12 34 56 78"),
        ("Call +44 20 7946 0018 now", DataKind.PHONE, "+44 20 7946 0018"),
        ("Ma commande n° 4578213 est perdue", DataKind.ORDER, "4578213"),
        ("My order number is AB-778812.", DataKind.ORDER, "AB-778812"),
        ("Your order #1002938 left today", DataKind.ORDER, "1002938"),
        ("Il habite 12 bis rue des Lilas à Montrouet", DataKind.ADDRESS, "12 bis rue des Lilas"),
        ("She lives at 14 Willow Lane.", DataKind.ADDRESS, "14 Willow Lane"),
        ("Mon numéro : 2 85 05 78 006 084 36", DataKind.NIR, "2 85 05 78 006 084 36"),
    ],
)
def test_personal_data_is_found_with_its_place(text, kind, quote):
    (found,) = find_personal_data(text)
    assert found.kind is kind
    assert text[found.start : found.end].startswith(quote)


@pytest.mark.parametrize(
    "text",
    [
        "Réponse avant 17 h, ligne 12, quai 4, le 20 novembre 2026.",
        "Sur 55 rames, 17 sont neuves et 38 seront refaites d’ici 2031.",
        "Remboursement de 1 204,90 € le 3 mars.",
        "The BT-20 model, version 4.12.1, was sold 15000 times.",
        "Your order left on 12 March and arrives by 4 pm.",
        "See https://rives.example/flotte/2026 for the report.",
        "Un mot en privé, @paule_du_7.",
        "1234 5678 9012 3456",
        "",
    ],
)
def test_dates_amounts_models_and_links_are_left_alone(text):
    assert find_personal_data(text) == ()


@given(st.text(max_size=300))
def test_pieces_never_overlap_and_always_lie_in_the_text(text):
    end = 0
    for found in find_personal_data(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
