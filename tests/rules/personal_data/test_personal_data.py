"""Personal data with its place, checks of numbers, and what a text is allowed to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.rules.personal_data import DataKind, find_personal_data
from detente.rules.personal_data.banking import luhn, mod_97, nir_key
from detente.rules.personal_data.find import SCANNED


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("Écrivez à lea.dupre@rives.example, elle saura.", DataKind.EMAIL, "lea.dupre@rives.example"),
        ("lea point dupre arobase mail point example, merci", DataKind.EMAIL, "lea point dupre arobase mail point example"),
        ("Son IBAN est FR76 3000 6000 0112 3456 7890 189.", DataKind.IBAN, "FR76 3000 6000 0112 3456 7890 189"),
        ("Carte 4111 1111 1111 1111, débitée deux fois", DataKind.CARD, "4111 1111 1111 1111"),
        ("Appelez le 06 12 34 56 78.", DataKind.PHONE, "06 12 34 56 78"),
        ("Appelez le 06\u202f12\u202f34\u202f56\u202f78.", DataKind.PHONE, "06\u202f12\u202f34\u202f56\u202f78"),
        ("Appelez le ０６１２３４５６７８.", DataKind.PHONE, "０６１２３４５６７８"),
        ("Call +44 20 7946 0018 now", DataKind.PHONE, "+44 20 7946 0018"),
        ("Mon 06 12 34 56 78 2 fois", DataKind.PHONE, "06 12 34 56 78"),
        ("Ma commande n° 4578213 est perdue", DataKind.ORDER, "4578213"),
        ("Ma commande n°\u00a0FR\u201120931 est perdue", DataKind.ORDER, "FR\u201120931"),
        ("My order number is AB-778812.", DataKind.ORDER, "AB-778812"),
        ("Your order #1002938 left today", DataKind.ORDER, "1002938"),
        ("Il habite 12 bis rue des Lilas à Montrouet", DataKind.ADDRESS, "12 bis rue des Lilas à Montrouet"),
        ("Au 12 rue des Lilas, 19999 Bourgneuf, rien", DataKind.ADDRESS, "12 rue des Lilas, 19999 Bourgneuf"),
        ("J'habite rue de la Loutre 12, 1000 Bruxelles.", DataKind.ADDRESS, "rue de la Loutre 12, 1000 Bruxelles"),
        ("She lives at 14 Willow Lane.", DataKind.ADDRESS, "14 Willow Lane"),
        ("Mon numéro : 2 85 05 78 006 084 36", DataKind.NIR, "2 85 05 78 006 084 36"),
    ],
)  # fmt: skip
def test_personal_data_is_found_with_its_place(text, kind, quote):
    (found,) = find_personal_data(text)
    assert found.kind is kind
    assert text[found.start : found.end] == quote


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


def test_a_number_of_many_kinds_counts_once_in_the_order_of_the_text():
    text = "Commande 458213, carte 4000 0097 8061 0526, tél 06 39 98 12 40, lea@poste.example"
    assert [found.kind for found in find_personal_data(text)] == [
        DataKind.ORDER, DataKind.CARD, DataKind.PHONE, DataKind.EMAIL,
    ]  # fmt: skip


def test_checks_of_numbers():
    assert mod_97("FR7630006000011234567890189") and not mod_97("FR7630006000011234567890188")
    assert luhn("4111111111111111") and not luhn("4111111111111112")
    assert nir_key("1 81 06 99 123 919 47") and not nir_key("1 81 06 99 123 919 48")
    assert nir_key(f"2 85 05 2A 006 084 {97 - 2850519006084 % 97:02}")
    assert nir_key(f"2 85 05 2b 006 084 {97 - 2850518006084 % 97:02}")
    assert not nir_key("18106991239194A")


def test_only_the_first_part_of_an_endless_text_is_looked_at():
    assert find_personal_data("a" * SCANNED + " lea@poste.example") == ()


_SIGNS = st.sampled_from(
    [*"0123456789", " ", "\u202f", "+", "-", "/", ".", "@", "#", "n°", "rue ", "FR", "A", "é", ", "]
)


@given(st.one_of(st.text(max_size=300), st.lists(_SIGNS, max_size=200).map("".join)))
def test_pieces_never_overlap_and_always_lie_in_the_text(text):
    end = 0
    for found in find_personal_data(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
