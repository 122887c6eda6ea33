"""The model card stands as generated, speaks of the weights that ship, and hides nothing that fell short."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from training.card import CARD, card, sources
from training.card_text import AIMS, Aim, origin_of
from training.heads import PLANS, Plan, label
from training.recipe import WHERE

from training import report

_FIGURES: Mapping[str, object] = {
    "weights": "abc",
    "bytes": 2_000_000,
    "aside": {
        "sectors": ["lamps"],
        "heads": {
            "kind": {
                "fr": {
                    "count": 20,
                    "macro_f1": 71.4,
                    "ece": 6.2,
                    "brier": 0.3,
                    "doubt": 10.0,
                    "accuracy_undoubted": 80.0,
                    "bins": [[20, 55.0, 71.0]],
                    "each": {"other": 83.0, "troll": 40.0, "press": 10.0},
                    "support": {"other": 10, "troll": 9, "press": 1},
                }
            }
        },
        "removal": {
            "fr": {
                "proposed": {"hits": 1, "of": 100, "share": 1.0, "low": 0.2, "high": 5.4},
                "missed": {"hits": 0, "of": 4, "share": 0.0, "low": 0.0, "high": 49.0},
            }
        },
    },
}


def _lines(figures: Mapping[str, object]) -> list[str]:
    return card({"validation": {}, "figures": figures, "curve": {}, "second pass": {}}).splitlines()


def test_the_card_stands_as_generated() -> None:
    assert CARD.read_text(encoding="utf-8") == card(sources()), "run: python -m training.card"


def test_the_figures_are_those_of_the_weights_that_ship() -> None:
    told = "run: python -m training.report --data FOLDER --aside, then python -m training.card"
    assert sources()["figures"]["weights"] == report.mark_of(WHERE), told


def test_what_fell_short_says_by_how_much() -> None:
    lines = _lines(_FIGURES)
    assert "| kind fr, set aside | ≥ 80 | 71.4 | **8.6** |  |" in lines
    assert "| criticism read as hateful fr, set aside | ≤ 0.5 | 1.0 | **0.5** |  |" in lines
    assert "| hatred missed fr, set aside | ≤ 20 | 0.0 | — |  |" in lines
    assert "ECE aimed at: ≤ 5. Above it, of 1: kind fr (set aside) 6.2." in lines


def test_calibration_is_told_by_tenths() -> None:
    (line,) = [line for line in _lines(_FIGURES) if line.startswith("| kind fr | set aside |")]
    assert [cell.strip() for cell in line.split("|")[3:13]] == [*[""] * 5, "55 → 71 (20)", *[""] * 4]


def test_weak_values_with_enough_texts_are_named_as_failures() -> None:
    assert "- kind fr: troll 40" in _lines(_FIGURES)


def test_what_was_not_measured_is_said_to_be_so() -> None:
    lines = _lines({})
    assert "Not looked at with these weights." in lines
    assert sum("not measured with these weights" in line for line in lines) == len(AIMS)


def test_every_aim_of_the_issue_finds_its_figure_in_the_files() -> None:
    assert "not measured with these weights" not in card(sources())
    assert {aim.what.split(" ")[0] for aim in AIMS} >= {"sentiment", "complaint", "toxic", "kind", "topic", "hatred"}
    assert all(isinstance(aim, Aim) and aim.path for aim in AIMS)


def test_every_public_set_of_the_recipe_has_its_licence() -> None:
    assert all(origin_of(name).licence for plan in PLANS for name in plan.sets)


def test_a_set_without_a_stated_licence_cannot_stand_in_the_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.card.PLANS", (Plan("irony", label("irony"), sets={"irony_en_train": 1.0}),))
    with pytest.raises(ValueError, match="licence of irony_en_train is not stated"):
        _lines(_FIGURES)
