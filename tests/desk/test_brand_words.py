"""Words of the brand: who adds them, what may stand there, and how the reading hears of them."""

from __future__ import annotations

from importlib.resources import files

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from tests.desk.full_reading import FullEngine
from tests.desk.makers import NOON, a_brand, a_channel, a_person, an_item, created

from detente.accounts.models import Brand, Person
from detente.contracts.learning import BrandPhrase
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.word_lists import WORD_LISTS
from detente.desk.actions.brand_words import WordSaid, add_brand_word, remove_brand_word
from detente.desk.actions.receive import receive
from detente.desk.models import BrandWord, ReadingLayer
from detente.desk.queries.brand_readings import brand_readings, brand_words
from detente.journal.models import Event
from detente.workers.read import read_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def brand() -> Brand:
    return a_brand()


@pytest.fixture
def lead(brand: Brand) -> Person:
    return a_person(brand, Role.LEAD)


def add(
    person: Person, brand: Brand, phrase: str, list_name: str = "grievance", strength: str = "clear", lang: str = "fr"
) -> int:
    return add_brand_word(person.id, brand.id, WordSaid(list_name, lang, phrase, strength), now=NOON)


def refusal(*args: object) -> str:
    with pytest.raises(Refused) as refused:
        add(*args)  # type: ignore[arg-type]
    return refused.value.code


@pytest.mark.parametrize("name", WORD_LISTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_list_on_the_screen_is_a_list_of_the_lexicon(name: str, language: str) -> None:
    room = files("detente.analysis") / "lexicons" / language
    file, _, section = name.partition(".")
    text = (room / f"{file}.txt").read_text()
    assert not section or f"[{section}]" in text


def test_a_phrase_reaches_the_engine_with_its_weight(brand: Brand, lead: Person) -> None:
    add(lead, brand, "  effet   Yoyo ", strength="leans")
    add(lead, brand, "catastrophe", strength="off")
    add(lead, brand, "late again", "topics.delivery", "clear", "en")
    found = brand_readings([brand.id])[brand.id]
    assert found.phrases == (
        BrandPhrase("grievance", "fr", "effet Yoyo", 0.7),
        BrandPhrase("grievance", "fr", "catastrophe", 0.0),
        BrandPhrase("topics.delivery", "en", "late again", 1.5),
    )
    receive(a_channel(brand).id, created(an_item("a", "Effet yoyo")), now=NOON)
    engine = FullEngine()
    read_work(engine).step(NOON)
    assert engine.brands == {brand.id: found}


def test_a_brand_without_words_is_read_like_any_other(brand: Brand) -> None:
    assert brand_readings([brand.id]) == {}


def test_brands_do_not_share_their_words(brand: Brand, lead: Person) -> None:
    other = a_brand("other")
    add(lead, brand, "effet yoyo")
    assert set(brand_readings([brand.id, other.id])) == {brand.id}


def test_asking_again_costs_one_small_query_until_something_changes(brand: Brand, lead: Person) -> None:
    word = add(lead, brand, "effet yoyo")
    first = brand_readings([brand.id])[brand.id]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert brand_readings([brand.id])[brand.id] is first
    assert len(queries) == 1
    remove_brand_word(lead.id, word, now=NOON)
    assert brand_readings([brand.id]) == {}
    add(lead, brand, "effet yoyo")
    assert brand_readings([brand.id])[brand.id].version != first.version


def test_the_layer_in_force_is_read_with_the_words(brand: Brand) -> None:
    for version, state in ((1, "active"), (2, "active"), (3, "set_aside")):
        ReadingLayer.objects.create(
            brand=brand, version=version, made_at=NOON, origin="command", taught=1, held_back=1, before={}, after={},
            weights=bytes([version]), last_reading=0, state=state,
        )  # fmt: skip
    assert brand_readings([brand.id])[brand.id].layer == b"\x02"
    ReadingLayer.objects.filter(version=2).update(state="undone", undone_at=NOON)
    assert brand_readings([brand.id])[brand.id].layer == b"\x01"


@pytest.mark.parametrize(
    "phrase",
    ["", "   ", "ko", "42 !", "x" * 61, "a\u202ebc", "a\u200bbcd", "oui | 3", "[topics]", "mot*", "un_deux", "<b>abc"],
)
def test_what_is_no_phrase_is_refused_with_one_sentence(brand: Brand, lead: Person, phrase: str) -> None:
    assert refusal(lead, brand, phrase) == "input.phrase"
    assert not BrandWord.objects.exists()


@pytest.mark.parametrize("phrase", ["SAV", "effet yoyo", "l’œuvre, hélas", "trop cher !", "x" * 60, "😡 nul nul"])
def test_what_is_a_phrase_is_kept(brand: Brand, lead: Person, phrase: str) -> None:
    add(lead, brand, phrase)
    assert BrandWord.objects.get().phrase == phrase


@pytest.mark.parametrize(
    ("list_name", "strength", "lang"),
    [("nowhere", "clear", "fr"), ("grievance", "loud", "fr"), ("grievance", "clear", "de"), ("", "", "")],
)
def test_what_stands_on_no_list_is_refused(
    brand: Brand, lead: Person, list_name: str, strength: str, lang: str
) -> None:
    assert refusal(lead, brand, "effet yoyo", list_name, strength, lang) == "input.list"


def test_no_brand_says_what_hate_is_but_it_may_switch_a_word_off(brand: Brand, lead: Person) -> None:
    assert refusal(lead, brand, "pédale douce", "hate", "leans") == "proc.word_list"
    add(lead, brand, "pédale douce", "hate", "off")


def test_the_same_phrase_stands_once_in_a_list_whatever_its_accents(brand: Brand, lead: Person) -> None:
    word = add(lead, brand, "Périmé")
    assert refusal(lead, brand, "perime", "grievance", "off") == "state.word"
    add(lead, brand, "périmé", "safety")
    remove_brand_word(lead.id, word, now=NOON)
    add(lead, brand, "perime")
    with pytest.raises(Refused) as refused:
        remove_brand_word(lead.id, word, now=NOON)
    assert refused.value.code == "state.word"


def test_three_hundred_phrases_and_no_more(brand: Brand, lead: Person) -> None:
    rows = [
        BrandWord(brand=brand, list_name="praise", language="fr", phrase=f"mot {n}", phrase_key=f"mot {n}",
                  strength="clear", added_by=lead, added_at=NOON)
        for n in range(299)
    ]  # fmt: skip
    BrandWord.objects.bulk_create(rows)
    last = add(lead, brand, "le dernier")
    assert refusal(lead, brand, "un de trop") == "state.words"
    remove_brand_word(lead.id, last, now=NOON)
    add(lead, brand, "un à la place")


def test_events_name_the_list_and_never_the_phrase(brand: Brand, lead: Person) -> None:
    remove_brand_word(lead.id, add(lead, brand, "effet yoyo"), now=NOON)
    events = Event.objects.filter(name__startswith="brand_word.").order_by("id")
    assert [event.name for event in events] == ["brand_word.added", "brand_word.removed"]
    assert events[0].facts == {"list": "grievance", "language": "fr", "strength": "clear"}
    assert "yoyo" not in str([event.facts for event in events])


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "stranger")
def test_the_lead_and_the_administrator_edit_the_words(brand: Brand, lead: Person, role: Role | None) -> None:
    word = add(lead, brand, "effet yoyo")
    person = a_person(brand if role else None, *([role] if role else []), name="Yann Hervé")
    acts = (
        lambda: add(person, brand, "encore un"),
        lambda: remove_brand_word(person.id, word, now=NOON),
        lambda: brand_words(person.id, brand.id),
    )
    for act in acts:
        if role in (Role.LEAD, Role.ADMINISTRATOR):
            act()
            continue
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code.startswith("access.")


def test_nobody_removes_a_word_of_another_brand_or_of_none(lead: Person) -> None:
    other = a_brand("other")
    word = add(a_person(other, Role.LEAD, name="Autre Personne"), other, "effet yoyo")
    for number in (word, 999_999):
        with pytest.raises(Refused) as refused:
            remove_brand_word(lead.id, number, now=NOON)
        assert refused.value.code.startswith("access.")


def test_the_database_keeps_to_its_strengths(brand: Brand, lead: Person) -> None:
    add(lead, brand, "effet yoyo")
    with pytest.raises(IntegrityError):
        BrandWord.objects.update(strength="loud")
