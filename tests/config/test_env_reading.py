"""Other reading engines are asked for in the environment, and every mistake is told by the name of its variable."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.analysis.plugins.asked import AddressAsked, FolderAsked, ReadingAsked
from detente.config.env import EnvironmentRefused, read, read_for_settings

HOME = {"HOME": "/srv/home", "XDG_DATA_HOME": "/srv/data"}
URL = {
    "DETENTE_READING_URL": "https://models.example/v1",
    "DETENTE_READING_MODEL": "small",
    "DETENTE_READING_DIMENSIONS": "kind,topic",
}


def _asked(**told: str) -> ReadingAsked:
    return read(HOME | told).reading


def test_nothing_said_means_the_embedded_engine_alone() -> None:
    assert _asked() == ReadingAsked((), None, 10)


def test_folders_each_decide_their_own_dimensions() -> None:
    told = "sentiment=/srv/tone , toxicity + irony=/srv/manners"
    assert _asked(DETENTE_READING_FOLDER=told).folders == (
        FolderAsked(Path("/srv/tone"), frozenset({"sentiment"})),
        FolderAsked(Path("/srv/manners"), frozenset({"toxicity", "irony"})),
    )


def test_an_address_masks_and_asks_for_a_few_texts_at_a_time_unless_told_otherwise() -> None:
    address = AddressAsked("https://models.example/v1", "small", frozenset({"kind", "topic"}))
    assert (address.mask, address.at_once, address.key_file) == (True, 5, None)
    assert _asked(**URL).address == address


def test_everything_that_is_said_of_an_address_is_taken() -> None:
    more = {
        "DETENTE_READING_URL": "http://127.0.0.1:11434/v1/",
        "DETENTE_ALLOWED_ORIGINS": "http://127.0.0.1:11434",
        "DETENTE_READING_KEY_FILE": "/run/secrets/reading",
        "DETENTE_READING_AT_ONCE": "1",
        "DETENTE_READING_MASK": "no",
        "DETENTE_READING_SECONDS": "25",
    }
    asked = _asked(**URL | more)
    assert asked.seconds == 25
    assert asked.address == AddressAsked(
        "http://127.0.0.1:11434/v1", "small", frozenset({"kind", "topic"}), Path("/run/secrets/reading"), 1, False
    )


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ({"DETENTE_READING_FOLDER": "/srv/tone"}, "DETENTE_READING_FOLDER"),
        ({"DETENTE_READING_FOLDER": "sentiment="}, "DETENTE_READING_FOLDER"),
        ({"DETENTE_READING_FOLDER": "mood=/srv/tone"}, "DETENTE_READING_FOLDER"),
        ({"DETENTE_READING_FOLDER": "=/srv/tone"}, "DETENTE_READING_FOLDER"),
        ({"DETENTE_READING_FOLDER": "topic=/a,topic=/b"}, "DETENTE_READING_FOLDER"),
        ({"DETENTE_READING_FOLDER": "topic=/a", **URL}, "DETENTE_READING_DIMENSIONS"),
        ({"DETENTE_READING_MODEL": "small"}, "DETENTE_READING_MODEL"),
        ({"DETENTE_READING_KEY_FILE": "/run/key"}, "DETENTE_READING_KEY_FILE"),
        ({**URL, "DETENTE_READING_MODEL": ""}, "DETENTE_READING_MODEL"),
        ({**URL, "DETENTE_READING_MODEL": "a\nb"}, "DETENTE_READING_MODEL"),
        ({**URL, "DETENTE_READING_DIMENSIONS": ""}, "DETENTE_READING_DIMENSIONS"),
        ({**URL, "DETENTE_READING_DIMENSIONS": "kind,heart"}, "DETENTE_READING_DIMENSIONS"),
        ({**URL, "DETENTE_READING_URL": "models.example"}, "DETENTE_READING_URL"),
        ({**URL, "DETENTE_READING_URL": "ftp://models.example"}, "DETENTE_READING_URL"),
        ({**URL, "DETENTE_READING_URL": "https://name:word@models.example"}, "DETENTE_READING_URL"),
        ({**URL, "DETENTE_READING_URL": "https://models.example/v1?key=1"}, "DETENTE_READING_URL"),
        ({**URL, "DETENTE_READING_URL": "http://models.example/v1"}, "add http://models.example:80 to DETENTE_ALLOWED"),
        ({**URL, "DETENTE_READING_URL": "https://10.0.0.7/v1"}, "add https://10.0.0.7:443 to DETENTE_ALLOWED_ORIGINS"),
        ({**URL, "DETENTE_READING_AT_ONCE": "0"}, "DETENTE_READING_AT_ONCE"),
        ({**URL, "DETENTE_READING_AT_ONCE": "21"}, "from 1 to 20"),
        ({**URL, "DETENTE_READING_MASK": "maybe"}, "DETENTE_READING_MASK"),
        ({"DETENTE_READING_SECONDS": "31"}, "DETENTE_READING_SECONDS"),
        ({"DETENTE_READING_SECONDS": "²"}, "DETENTE_READING_SECONDS"),
        ({"DETENTE_READING_SECONDS": "1" * 5000}, "DETENTE_READING_SECONDS"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_that_names_the_variable(told: dict[str, str], names: str) -> None:
    with pytest.raises(EnvironmentRefused) as refused:
        read(HOME | told)
    assert names in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_password_in_the_address_is_not_repeated() -> None:
    with pytest.raises(EnvironmentRefused) as refused:
        _asked(**URL | {"DETENTE_READING_URL": "https://name:very-secret@models.example"})
    assert "very-secret" not in str(refused.value)


def test_the_settings_are_told_the_same() -> None:
    assert read_for_settings(HOME | URL).reading == _asked(**URL)
