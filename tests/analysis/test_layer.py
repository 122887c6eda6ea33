"""What a brand taught moves its own readings, holds no word, and is learnt alike twice."""

from __future__ import annotations

from functools import cache

from detente.analysis.layer import LayerLearner
from detente.contracts.analysis import MessageToRead
from detente.contracts.learning import BrandReading, Lesson, Share, Taught
from tests.analysis.reading import engine

PLACES = (
    "gare du marché", "gare des tanneurs", "halte du moulin", "quai du lavoir", "rond-point vert", "pont des arts",
    "place aux herbes", "cour des lions", "passage du clos", "port aux bois", "porte neuve", "tour du guet",
)  # fmt: skip


def taught(first: int, count: int) -> list[Taught]:
    """Messages of a brand for which "la navette" is a matter of billing, whatever it looks like."""
    return [
        Taught(
            number, f"La navette de la {PLACES[number % 12]} encore elle, numéro {number}", "fr", {"topic": "billing"}
        )
        for number in range(first, first + count)
    ]


@cache
def lesson() -> Lesson:
    return LayerLearner(engine()).learn(taught(0, 40), taught(40, 10))


def test_held_back_answers_get_better_and_are_counted():
    assert lesson().before["topic"].right < lesson().after["topic"].right
    assert lesson().after["topic"] == Share(10, 10)
    assert set(lesson().after) == {"topic"}


def test_the_same_corrections_give_the_same_bytes():
    again = LayerLearner(engine()).learn(taught(0, 40), taught(40, 10))
    assert again == lesson()


def test_a_layer_moves_the_readings_of_its_brand_alone_and_is_named():
    text = "La navette de la tour du guet encore elle"
    brands = {3: BrandReading("2", layer=lesson().weights)}
    own, other = engine().read([MessageToRead(1, text, "fr", 3), MessageToRead(2, text, "fr", 4)], brands)
    assert (own.topic.value, own.sources["topic"]) == ("billing", "brand 2")
    assert other.topic.value != "billing" and other.sources == {}


def test_a_layer_is_small_and_holds_no_word():
    assert len(lesson().weights) < 100_000
    assert b"navette" not in lesson().weights


def test_nothing_taught_is_no_layer():
    empty = LayerLearner(engine()).learn([], [])
    assert empty == Lesson(b"", {}, {})


def test_what_has_no_head_is_passed_over():
    odd = [Taught(1, "La navette", "fr", {"language": "en", "troll": "yes", "kind": "no such kind"})]
    assert LayerLearner(engine()).learn(odd, odd).weights == b""
