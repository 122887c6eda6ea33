"""The embedded engine: sums that equal what the recipe learnt on, brands kept apart, hate with a reason, doubts told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.dense import dense_rows
from detente.analysis.features import BUCKETS, FEWEST, bucket, message_buckets, word_features
from detente.analysis.look import look_in
from detente.analysis.weights import read_weights, shipped, write_weights
from detente.contracts.analysis import MessageToRead, Sentiment, Toxicity
from detente.contracts.kinds import Kind
from detente.contracts.learning import BrandPhrase, BrandReading
from tests.analysis.reading import engine, examples, read

TEXTS = [text for _, _, text in examples("fr")]


def by_hand(text: str) -> np.ndarray:
    """The sums of one French text, one feature after the other."""
    weights, looked = shipped(), look_in(text, "fr")
    places = message_buckets(looked.tokens.words, "fr")
    hashed = (weights.table[places].astype(np.float64) * weights.scale).sum(axis=0)
    root = np.sqrt(max(FEWEST, len(places)))
    return hashed / root + dense_rows([looked.seen], weights.numbers)[0] @ weights.dense


def test_a_batch_adds_up_what_each_feature_of_each_message_says():
    sums = engine().sums([look_in(text, "fr") for text in TEXTS], "fr").sums
    assert np.allclose(sums, [by_hand(text) for text in TEXTS], atol=1e-3)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5))
def test_a_message_is_read_alike_whatever_stands_beside_it(batch):
    alone = [read(text, "fr") for text in batch]
    together = engine().read([MessageToRead(1, text, "fr") for text in batch])
    assert [one.kind for one in together] == [one.kind for one in alone]
    for one, other in zip(together, alone, strict=True):
        assert one.scores.keys() == other.scores.keys() or set(one.scores) ^ set(other.scores) < set(one.scores)
        assert all(abs(one.scores[name] - other.scores.get(name, 0.02)) <= 0.01 for name in one.scores)


def test_features_fall_where_they_fell_when_the_weights_were_learnt():
    assert [bucket(name) for name in ("wcolis", "<co", "s:parcel")] == [46142, 33099, 20421]
    assert all(0 <= place < BUCKETS for place in word_features("anticonstitutionnellement", "fr").buckets)


def test_a_word_brings_the_classes_of_the_thesaurus_under_its_usual_endings():
    assert set(word_features("sandales", "fr").buckets) >= {bucket("s:footwear")}
    assert set(word_features("parcels", "en").buckets) >= {bucket("s:parcel")}


def test_weights_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "weights.npz"
    write_weights(shipped(), path)
    again = read_weights(path)
    assert np.array_equal(again.table, shipped().table) and again.heads == shipped().heads
    assert again.numbers == shipped().numbers


def test_what_ships_is_small_and_decides_every_head():
    assert shipped().table.dtype == np.int8
    wanted = {"kind", "topic", "urgency", "severity", "sentiment", "tone", "talk", "complaint", "question", "irony"}
    assert wanted | {"toxic_fr", "toxic_en", "hateful"} <= shipped().heads.keys()


@pytest.mark.parametrize(
    "text",
    [
        "C'est du foutage de gueule, troisième colis cassé",
        "Votre vendeur m'a traité de sale arabe",
        "Il ne faut jamais dire sale juif à quelqu'un",
        "Fed up with this damn parcel, where the hell is it",
        "Wesh la livraison elle est chelou, j'suis vénère",
        "My order's been finna arrive for weeks, y'all wildin",
        "Câlice, encore en panne votre tabarnak de site",
    ],
)
def test_a_grievance_a_report_or_a_dialect_is_never_hate(text):
    assert read(text).toxicity is not Toxicity.HATEFUL


@pytest.mark.parametrize(
    "text", ["Sale arabe, rentre chez toi", "Sales juifs, dehors", "Dirty immigrants, go back home"]
)
def test_an_attack_on_people_for_what_they_are_is_proposed_as_hate(text):
    reading = read(text)
    assert (reading.toxicity, reading.kind, reading.severity) == (Toxicity.HATEFUL, Kind.ABUSE, 4)


def test_hate_without_a_word_that_a_list_knows_is_not_proposed(monkeypatch):
    from detente.analysis import answers

    monkeypatch.setattr(answers, "HATEFUL", 0.0)
    assert read("Les horaires du magasin ont changé").toxicity is not Toxicity.HATEFUL


def test_a_brand_s_phrase_counts_for_that_brand_alone():
    brands = {7: BrandReading("1", phrases=(BrandPhrase("praise", "fr", "au poil de cloche", 1.5),))}
    text = "Votre tarte était au poil de cloche hier midi"
    own, other = engine().read([MessageToRead(1, text, "fr", 7), MessageToRead(2, text, "fr", 8)], brands)
    assert "au poil de cloche" in [weight.words for weight in own.because]
    assert "au poil de cloche" not in [weight.words for weight in other.because]


def test_a_phrase_that_a_brand_switched_off_is_no_reason_any_more():
    brands = {7: BrandReading("1", phrases=(BrandPhrase("grievance", "fr", "lamentable", 0.0),))}
    own, other = engine().read(
        [MessageToRead(1, "Service lamentable", "fr", 7), MessageToRead(2, "Service lamentable", "fr")], brands
    )
    assert ("complaint", "lamentable") not in [(one.score, one.words) for one in own.because]
    assert ("complaint", "lamentable") in [(one.score, one.words) for one in other.because]


def test_nonsense_for_a_phrase_of_a_brand_changes_nothing():
    brands = {7: BrandReading("1", phrases=(BrandPhrase("grievance", "fr", "*", 1.0),))}
    assert engine().read([MessageToRead(1, "Service lamentable", "fr", 7)], brands)[0].kind is Kind.COMPLAINT


def test_a_reading_tells_facts_identifiers_and_a_fingerprint():
    reading = read("Ma commande n° FR-20931 devait arriver mardi, 45 € perdus, appelez-moi au 06 39 98 12 34")
    assert set(reading.personal_data) == {"order", "phone"}
    assert {fact.kind.value for fact in reading.facts} >= {"date", "amount", "number"}
    assert "20931" not in reading.heart + reading.asks
    assert reading.fingerprint > 0


def test_what_is_close_is_told_as_doubt_and_what_is_clear_is_not():
    clear = read("Service lamentable, toujours pas de réponse, remboursez-moi")
    assert "complaint" not in clear.doubts and clear.sentiment is Sentiment.NEGATIVE
    assert read("…").unsure


def test_probabilities_of_the_three_tones_add_up():
    scores = read("Livrez-vous en Belgique ?").scores
    assert scores["negative"] + scores["neutral"] + scores["positive"] == pytest.approx(1, abs=0.01)
