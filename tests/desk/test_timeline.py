"""Every event that is recorded anywhere has a sentence, in both languages; a case tells its story with names and times."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON, a_case

import detente
from detente.desk.actions.answer_hand_off import answer_hand_off
from detente.desk.actions.ask_hand_off import ask_hand_off
from detente.desk.actions.make_department import make_department
from detente.desk.queries.event_words import DETAILS, EVENT_WORDS
from detente.desk.queries.timeline import brand_timeline, case_timeline, event_sentence
from detente.rules.draft import DraftState

SOURCE = Path(detente.__file__).parent
NAME = re.compile(r"[a-z_]+\.[a-z_]+")
NOT_EVENTS = re.compile(r"(access|input|proc|state)\.|.*\.(html|txt|json|css|js|py|sql|toml|lock|zip|eml)$")
RECORDS = re.compile(r"\b(Entry|tell|tell_case|tell_publication|tell_removal|tell_channel|_tell)\(")
BUILT = {"draft.": [f"draft.{state.value}" for state in (DraftState.CHANGES_ASKED, DraftState.REJECTED)]}


def _recorded() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text()
        if not RECORDS.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                prefix = str(node.values[0].value)
                yield from ((name, path.name) for name in BUILT.get(prefix, []))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_name(node.value):
                yield node.value, path.name


def _is_name(text: str) -> bool:
    prefixes = {name.partition(".")[0] for name in EVENT_WORDS}
    return bool(NAME.fullmatch(text)) and not NOT_EVENTS.match(text) and text.partition(".")[0] in prefixes


def test_every_event_that_is_recorded_anywhere_has_a_sentence() -> None:
    missing = {(name, where) for name, where in _recorded() if name not in EVENT_WORDS}
    assert missing == set()


def test_no_sentence_is_kept_for_an_event_that_nobody_records() -> None:
    assert set(EVENT_WORDS) - {name for name, _ in _recorded()} == set()


def test_no_event_name_has_a_first_word_unknown_to_the_timeline() -> None:
    """A new family of events must be noticed by the two tests above."""
    pattern = re.compile(r'(?:Entry|tell\w*|_tell)\(\s*"([a-z_]+)\.')
    first_words = {word for path in SOURCE.rglob("*.py") for word in pattern.findall(path.read_text())}
    assert first_words <= {name.partition(".")[0] for name in EVENT_WORDS}


@pytest.mark.parametrize("name", sorted(EVENT_WORDS))
def test_each_sentence_can_be_said_without_any_fact(name: str) -> None:
    words = event_sentence(name, {}, {})
    assert words.fr
    assert words.en
    assert not any(mark in words.fr + words.en for mark in ("{", "}", "!"))


def test_a_signature_says_that_an_agreement_is_missing_only_when_one_is() -> None:
    assert event_sentence("draft.signed", {"missing": []}, {}).fr == "Texte signé"
    assert event_sentence("draft.signed", {"missing": ["legal"]}, {}).fr == "Texte signé, il manque un autre accord"


def test_details_are_events() -> None:
    assert set(EVENT_WORDS) >= DETAILS


@pytest.mark.django_db
def test_a_case_tells_its_story_the_latest_first_with_names_and_times() -> None:
    world: World = a_world()
    case = a_case(world.channel)
    department = make_department(world.id_of("lead"), world.brand.id, "Logistique", now=NOON)
    asked = ask_hand_off(world.id_of("agent"), case.id, department, "Où ?", now=NOON)
    answer_hand_off(world.id_of("lead"), asked, "Au casier 12.", now=NOON)
    rows = case_timeline(case.id)
    told = [(row.sentence.fr, row.who.fr) for row in rows if not row.detail]
    assert told == [
        ("Logistique a répondu", "Inès Vasseur"),
        ("Question posée à Logistique", "Salomé Brandt"),
        ("Lu, scellé, cas ouvert", "Détente"),
    ]
    assert rows[0].sentence.en == "Logistique has answered"
    assert all(row.at == NOON for row in rows)
    assert "casier" not in str(rows)
    assert {row.name for row in brand_timeline(world.brand.id)} > {"department.made", "charter.published"}
