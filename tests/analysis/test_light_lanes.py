"""The lanes with less review take no grievance: a question or thanks that carries a complaint is a complaint."""

from __future__ import annotations

import pytest

from detente.contracts.kinds import FRIENDLY, Kind
from tests.analysis.reading import read


@pytest.mark.parametrize(
    "text", ["Mon colis jamais reçu, où est-il passé ?", "Where is my refund? Three weeks and nothing."]
)
def test_a_question_that_carries_a_complaint_is_a_complaint(text):
    reading = read(text)
    assert reading.kind is Kind.COMPLAINT and reading.complaint and reading.question


@pytest.mark.parametrize(
    "text", ["Livrez-vous en Belgique ?", "Merci beaucoup, accueil adorable", "Do you ship to Malta?"]
)
def test_a_plain_question_or_thanks_keeps_its_light_lane(text):
    assert read(text).kind in FRIENDLY
