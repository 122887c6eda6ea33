"""`DETENTE_DRAFTING_…`: a model that proposes texts, or one sentence on what cannot be obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.config.env import EnvironmentRefused, read_for_settings
from detente.config.env_drafting import read_drafting
from detente.config.env_values import VariableRefused
from detente.drafting.model_asked import ProposalAsked

WHOLE = {"DETENTE_DRAFTING_URL": "https://models.example/v1/", "DETENTE_DRAFTING_MODEL": "small"}


def test_nothing_said_is_no_model():
    assert read_drafting({}, ()) is None


def test_what_is_said_is_read():
    more = {"DETENTE_DRAFTING_KEY_FILE": "/keys/x", "DETENTE_DRAFTING_MASK": "no", "DETENTE_DRAFTING_SECONDS": "20"}
    assert read_drafting(WHOLE, ()) == ProposalAsked("https://models.example/v1", "small")
    assert read_drafting({**WHOLE, **more}, ()) == ProposalAsked(
        "https://models.example/v1", "small", Path("/keys/x"), mask=False, seconds=20
    )
    local = {**WHOLE, "DETENTE_DRAFTING_URL": "http://127.0.0.1:11434/v1"}
    asked = read_drafting(local, ["http://127.0.0.1:11434"])
    assert asked is not None
    assert asked.url == "http://127.0.0.1:11434/v1"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"DETENTE_DRAFTING_URL": ""}, "DETENTE_DRAFTING_MODEL is set without DETENTE_DRAFTING_URL"),
        ({"DETENTE_DRAFTING_MODEL": ""}, "set without DETENTE_DRAFTING_MODEL"),
        ({"DETENTE_DRAFTING_URL": "http://127.0.0.1:1/v1"}, "DETENTE_DRAFTING_URL is not a public https address"),
        ({"DETENTE_DRAFTING_URL": "https://a.example/v1?key=1"}, "may hold no question"),
        ({"DETENTE_DRAFTING_SECONDS": "90"}, "a whole number from 1 to 30"),
        ({"DETENTE_DRAFTING_MASK": "perhaps"}, "write yes or no"),
    ],
)
def test_what_cannot_be_obeyed_is_said_in_one_sentence(changed, said):
    with pytest.raises(VariableRefused, match=said.replace("?", r"\?")):
        read_drafting({**WHOLE, **changed}, ())
    with pytest.raises(EnvironmentRefused):
        read_for_settings({**WHOLE, **changed})
