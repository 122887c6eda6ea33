"""Fields of saved replies: three ways of writing them, two languages, and nothing invented."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.composure import FindingSeverity, Situation
from detente.drafting.variables import (
    Variable,
    fields_in,
    fill,
    fit,
    help_names,
    said_time,
    said_today,
    variable_of,
)
from detente.rules.composure import check_reply

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 29, 14, 0, tzinfo=PARIS)
ALL = {variable: f"<{variable}>".strip("<>") for variable in Variable}


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ("{{prénom}}", Variable.FIRST_NAME),
        ("{{ first_name }}", Variable.FIRST_NAME),
        ("{prénom}", Variable.FIRST_NAME),
        ("{first name}", Variable.FIRST_NAME),
        ("[PRÉNOM]", Variable.FIRST_NAME),
        ("[FIRST_NAME]", Variable.FIRST_NAME),
        ("[Prenom]", Variable.FIRST_NAME),
        ("{{FIRST-NAME}}", Variable.FIRST_NAME),
        ("{auteur}", Variable.AUTHOR),
        ("[AUTHOR]", Variable.AUTHOR),
        ("{marque}", Variable.BRAND),
        ("{{brand}}", Variable.BRAND),
        ("{mon prénom}", Variable.MY_FIRST_NAME),
        ("[MY_NAME]", Variable.MY_NAME),
        ("{service}", Variable.DEPARTMENT),
        ("[DEPARTMENT]", Variable.DEPARTMENT),
        ("{heure}", Variable.BACK_AT),
        ("{{back_at}}", Variable.BACK_AT),
        ("{problème}", Variable.PROBLEM),
        ("[PROBLEM]", Variable.PROBLEM),
        ("{canal}", Variable.CHANNEL),
        ("{{channel}}", Variable.CHANNEL),
        ("{aujourd’hui}", Variable.TODAY),
        ("{aujourd'hui}", Variable.TODAY),
        ("[TODAY]", Variable.TODAY),
    ],
)
def test_a_field_is_known_in_every_way_people_write_it(text, variable):
    assert fill(f"Bonjour {text}, merci.", {variable: "Odile"}).text == "Bonjour Odile, merci."
    assert fill(f"Bonjour {text}, merci.", {}).text == f"Bonjour {text}, merci."


@pytest.mark.parametrize(
    "text", ["[sic]", "[1]", "[…]", "[lien](https://a.example)", "[prénom](x)", "{}", "a } b {", "[]"]
)
def test_what_is_no_field_is_left_alone(text):
    assert fields_in(text) == ()
    assert fill(text, ALL).text == text


def test_a_name_that_nobody_taught_stays_visible_and_says_where():
    filled = fill("Bonjour {prénom}, le casier de {gare} est vérifié par {service}.", {Variable.FIRST_NAME: "Odile"})
    assert filled.text == "Bonjour Odile, le casier de {gare} est vérifié par {service}."
    assert [(one.name, one.variable) for one in filled.left] == [("gare", None), ("service", Variable.DEPARTMENT)]
    assert [filled.text[one.start : one.end] for one in filled.left] == ["{gare}", "{service}"]


@pytest.mark.parametrize(
    "written", ["{gare}", "{{prénom}}", "[PRÉNOM]", "{back_at}", "[MY_NAME]", "{{ville du client}}"]
)
def test_a_field_that_was_not_filled_blocks_the_reply(written):
    text = fill(f"Bonjour, nous vérifions votre colis à {written} et revenons demain avant 10 h.", {}).text
    blocks = check_reply(Situation(text=text, language="fr", message="Mon colis")).blocks
    assert ("form.placeholder", FindingSeverity.BLOCK) in {(one.check, one.severity) for one in blocks}


@pytest.mark.parametrize(
    "hostile",
    ["{service}", "[BRAND]", "https://bad.example", "www.bad.example", "@direction", "a" * 301, "jean.dupont@mail.example",
     "06 12 34 56 78", "<b>", " ", ""],
)  # fmt: skip
def test_a_name_that_may_not_stand_in_a_reply_leaves_the_field_open(hostile):
    assert fit(hostile) == ""
    assert fill("Bonjour {prénom}", {Variable.FIRST_NAME: hostile}).text == "Bonjour {prénom}"


def test_a_value_over_two_lines_is_said_on_one():
    assert fill("{problème}", {Variable.PROBLEM: "colis\n jamais  reçu"}).text == "colis jamais reçu"


@given(st.text(alphabet="{}[]( )prénomx_É\n", max_size=60))
def test_filling_changes_nothing_but_fields_and_says_the_truth_about_those_left(text):
    filled = fill(text, {Variable.FIRST_NAME: "Odile"})
    assert fill(text, {}).text == text
    assert all(filled.text[one.start : one.end][0] in "{[" for one in filled.left)
    assert all(one.variable is not Variable.FIRST_NAME for one in filled.left)


def test_every_variable_has_a_name_in_both_languages_that_is_understood():
    for variable in Variable:
        assert variable_of(variable.label.fr) is variable_of(variable.label.en) is variable
        assert variable_of(variable.value) is variable
    assert help_names("fr")[0] == "{prénom}"
    assert help_names("en")[0] == "{first name}"


@pytest.mark.parametrize(
    ("at", "fr", "en"),
    [
        (NOW.replace(hour=18), "18:00", "18:00"),
        (NOW.replace(day=30, hour=10), "demain 10:00", "10:00 tomorrow"),
        (NOW.replace(month=12, day=4, hour=10), "le 4 décembre 2026 à 10:00", "10:00 on 4 December 2026"),
    ],
)
def test_a_time_to_come_back_is_said_as_one_says_it(at, fr, en):
    assert (said_time(at, PARIS, NOW).fr, said_time(at, PARIS, NOW).en) == (fr, en)


def test_today_is_the_day_where_the_brand_is():
    assert said_today(datetime(2026, 11, 29, 23, 30, tzinfo=ZoneInfo("UTC")), PARIS).fr == "30 novembre 2026"
