"""Our own examples keep the kind, the severity and the language that a person gave them."""

from __future__ import annotations

import pytest

from detente.contracts.analysis import Sentiment, Topic, Urgency
from tests.analysis.reading import examples, read

FRENCH = list(examples("fr"))
ENGLISH = list(examples("en"))


def test_there_are_enough_examples_in_both_languages():
    assert len(FRENCH) >= 80
    assert len(ENGLISH) >= 60


GRAVE = [row for row in [*FRENCH, *ENGLISH] if row[0] == "person_at_risk" or (row[0] == "abuse" and row[1] == 4)]


@pytest.mark.parametrize(("language", "rows"), [("fr", FRENCH), ("en", ENGLISH)])
def test_nearly_every_plain_example_is_read_as_a_person_did(language, rows):
    wrong = [(kind, read(text, language).kind.value, text) for kind, _, text in rows]
    wrong = [row for row in wrong if row[0] != row[1]]
    assert len(wrong) <= 0.12 * len(rows), wrong


@pytest.mark.parametrize(("language", "rows"), [("fr", FRENCH), ("en", ENGLISH)])
def test_the_severity_of_a_plain_example_is_mostly_right_and_rarely_far_off(language, rows):
    off = [abs(read(text, language).severity - severity) for _, severity, text in rows]
    assert sum(one == 0 for one in off) >= 0.7 * len(off)
    assert sum(one >= 2 for one in off) <= 0.08 * len(off)


@pytest.mark.parametrize(("kind", "severity", "text"), GRAVE)
def test_a_danger_or_hate_said_plainly_is_never_missed(kind, severity, text):
    reading = read(text)
    assert (reading.kind.value, reading.severity) == (kind, severity)


@pytest.mark.parametrize(("language", "rows"), [("fr", FRENCH), ("en", ENGLISH)])
def test_the_language_is_seen_against_a_wrong_hint(language, rows):
    wrong = "en" if language == "fr" else "fr"
    long_enough = [text for _, _, text in rows if len(text) > 24]
    assert [text for text in long_enough if read(text, wrong).language != language] == []


TOPICS = [
    (Topic.DELIVERY, "Mon colis est arrivé en retard"),
    (Topic.BILLING, "You charged my card twice, I want my money back"),
    (Topic.SUPPORT, "Le service client ne répond jamais"),
    (Topic.STORE, "The cashier in your shop was rude"),
    (Topic.PRICE, "Vos tarifs sont hors de prix"),
    (Topic.SAFETY, "The lamp exploded and I got injured"),
    (Topic.LEGAL, "Mon avocat vous envoie une mise en demeure"),
    (Topic.PRIVACY, "Vous avez perdu mes données personnelles"),
    (Topic.OUTAGE, "The app is down again"),
    (Topic.ETHICS, "Encore du greenwashing"),
    (Topic.PRODUCT, "The fabric is of poor quality"),
    (Topic.NONE, "Mon chien s'appelle Biscuit"),
]


def test_the_topic_of_a_plain_sentence_is_nearly_always_right():
    wrong = [(topic, read(text).topic, text) for topic, text in TOPICS if read(text).topic is not topic]
    assert len(wrong) <= 2, wrong


def test_urgency_follows_the_words_and_the_danger():
    assert read("Réponse urgente avant ce soir, mon colis est perdu").urgency is Urgency.HIGH
    assert read("The heater caught fire").urgency is Urgency.HIGH
    assert read("Mon colis est en retard").urgency is Urgency.NORMAL
    assert read("Lovely staff, thank you").urgency is Urgency.LOW


def test_the_tone_is_negative_positive_or_neither():
    assert read("Service lamentable").sentiment is Sentiment.NEGATIVE
    assert read("Service impeccable").sentiment is Sentiment.POSITIVE
    assert read("Do you deliver to Ireland?").sentiment is Sentiment.NEUTRAL
