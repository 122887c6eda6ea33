"""How a brand writes, as it is typed: what is kept, and one sentence for what cannot be."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.composure import EmojiRule, Register, SignatureRule
from detente.contracts.house import LISTS, LONGEST_LIST, House
from detente.contracts.refusals import Refused
from detente.rules.countries import _OF_ZONE, country_of
from detente.rules.house import BLOCKS, LIST_WORDS, LONGEST_LINE, Typed, as_typed, house_of


def typed(**lists: str) -> Typed:
    return Typed("vous", "first_name", "never", must_sign=True, lists=lists)


def sentence(name: str, text: str) -> str:
    with pytest.raises(Refused) as refused:
        house_of(typed(**{name: text}))
    assert refused.value.code == "input.house"
    assert refused.value.facts == {"field": name}
    assert "{" not in refused.value.sentence.en + refused.value.sentence.fr
    return refused.value.sentence.en


def test_lines_are_kept_once_trimmed_and_in_their_order():
    house = house_of(
        typed(jargon="  RMA \n\nback  office\nrma\r\nN2", link_hosts="Aide.Exemple.FR\nwww.boutique.example.")
    )
    assert house.jargon == ("rma", "back office", "N2")
    assert house.link_hosts == ("aide.exemple.fr", "boutique.example")
    assert (house.register, house.signature, house.emoji) == (Register.VOUS, SignatureRule.FIRST_NAME, EmojiRule.NEVER)
    assert house.must_sign and not house.may_compensate


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("jargon", "\n".join(f"mot {n}" for n in range(LONGEST_LIST + 1)), "Internal words: 201 lines, at most 200."),
        ("stock", "ok then\n" + "a" * (LONGEST_LINE + 1), "Stock phrases: line 2 has 121 characters, at most 120."),
        ("accepted", "zero\u200bwidth", "Accepted words: line 1 holds an invisible character."),
        ("protected_names", "A", "Protected names: “A” is too short, it would be found everywhere."),
        ("link_hosts", "https://aide.exemple.fr/faq?x=1", "Write only the name of the site: aide.exemple.fr."),
        ("link_hosts", "aide.exemple.fr/faq", "Write only the name of the site: aide.exemple.fr."),
        ("link_hosts", "aide.exemple.fr:8443", "Write only the name of the site: aide.exemple.fr."),
        ("link_hosts", "name@aide.exemple.fr", "Write only the name of the site: aide.exemple.fr."),
        ("link_hosts", "aide", "“aide” is not the name of a site."),
        ("link_hosts", "*.exemple.fr", "“*.exemple.fr” is not the name of a site."),
        ("link_hosts", "10.0.0.1", "“10.0.0.1” is not the name of a site."),
        ("link_hosts", "nos pages", "“nos pages” is not the name of a site."),
    ],
)
def test_what_cannot_be_kept_is_said_in_one_sentence(name, text, said):
    assert said in sentence(name, text)


@pytest.mark.parametrize("wrong", [{"register": "du"}, {"signature": ""}, {"emoji": "always"}])
def test_a_choice_is_on_its_list(wrong):
    choices = {"register": "tu", "signature": "none", "emoji": "friendly", **wrong}
    with pytest.raises(Refused) as refused:
        house_of(Typed(**choices))
    assert refused.value.code == "input.house"


@given(st.dictionaries(st.sampled_from(LISTS), st.text(max_size=60)))
def test_what_is_kept_survives_its_row_and_its_page(lists):
    try:
        house = house_of(typed(**lists))
    except Refused:
        return
    assert House.from_json(house.to_json()) == house
    assert house_of(typed(**as_typed(house))) == house


def test_every_list_has_a_name_and_every_block_is_a_check_told_once():
    assert set(LIST_WORDS) == set(LISTS)
    names = [check for check, _ in BLOCKS]
    assert len(names) == len(set(names))
    assert all("." in check for check in names)


def test_the_country_follows_the_time_zone_and_is_silent_where_it_cannot_tell():
    told = {zone: country_of(zone) for zone in ("Europe/Paris", "America/Montreal", "America/Indiana/Knox", "UTC", "")}
    assert list(told.values()) == ["FR", "CA", "US", "", ""]
    assert {zone for zone in _OF_ZONE if not zone.endswith("/*")} <= available_timezones()
