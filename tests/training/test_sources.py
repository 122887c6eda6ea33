"""Public sets are read for what their labels say, our corpus for what the guide says."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from training.sources import Example, corpus, public


def _read(folder: Path, *rows: Mapping[str, object]) -> list[Example]:
    with gzip.open(folder / "made_up.jsonl.gz", "wt", encoding="utf8") as file:
        file.writelines(json.dumps({"src": "nobody", "lang": "fr", "text": "Bonjour", **row}) + "\n" for row in rows)
    return public(folder, "made_up")


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ({"sentiment": "negative"}, {"sentiment": "negative"}),
        ({"emotions": ["joy"]}, {"sentiment": "positive"}),
        ({"emotions": ["anger", "confusion"]}, {"sentiment": "negative"}),
        ({"emotions": ["neutral"]}, {"sentiment": "neutral"}),
        ({"toxic": 1}, {"toxic": "yes"}),
        ({"toxic": 0, "hate": 1}, {"toxic": "no", "hateful": "yes"}),
        ({"toxic": 1, "level": "offensive"}, {"toxic": "yes", "hateful": "no"}),
        ({"toxic": 1, "level": "hateful"}, {"toxic": "yes", "hateful": "yes"}),
        ({"complaint": 1}, {"complaint": "yes"}),
        ({"irony": 0}, {"irony": "no"}),
    ],
    ids=str,
)
def test_a_row_carries_the_labels_that_it_has(tmp_path: Path, row: dict[str, object], labels: dict[str, str]) -> None:
    (example,) = _read(tmp_path, row)
    assert example.labels == {**labels, "source": "nobody"}


@pytest.mark.parametrize("row", [{"sentiment": "mixed"}, {"emotions": ["joy", "anger"]}, {"intent": "card"}], ids=str)
def test_a_row_without_a_clear_label_is_left_out(tmp_path: Path, row: dict[str, object]) -> None:
    assert _read(tmp_path, row) == []


def test_a_masked_link_becomes_a_link_again(tmp_path: Path) -> None:
    texts = [one.text for one in _read(tmp_path, *({"irony": 0, "text": t} for t in ("Vu http", "http://a.example")))]
    assert texts == ["Vu http://t.example", "http://a.example"]


def test_five_parts_are_made_of_every_fifth_row(tmp_path: Path) -> None:
    found = _read(tmp_path, *({"irony": 0} for _ in range(6)))
    assert [one.group for one in found] == [f"made_up.{part}" for part in (0, 1, 2, 3, 4, 0)]


def test_a_message_of_ours_carries_every_label_of_the_guide() -> None:
    for example in (corpus(aside=False)[0], corpus(aside=True)[0]):
        assert {"kind", "topic", "urgency", "severity", "sentiment", "toxic", "hateful"} <= set(example.labels)
        assert example.labels["toxic"] in ("yes", "no") and example.group and example.language in ("fr", "en")
