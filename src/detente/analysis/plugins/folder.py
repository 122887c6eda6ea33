"""A local Hugging Face folder as a plug-in: a classifier whose labels mean values of the dimensions it was given.

Only files of the folder are read. `config.json` names the labels; where they are not our values, `detente.json` beside
it maps each: {"labels": {"LABEL_0": "negative", "LABEL_1": null}}. Null: no word on this text, the embedded one stands.
Where the folder decides several dimensions, a label means `dimension.value`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn, Protocol

from detente.analysis.plugins import onnx_model, torch_model
from detente.analysis.plugins.asked import FolderAsked
from detente.analysis.plugins.labels import Labels, Meaning, UnknownLabel, meaning_of
from detente.analysis.plugins.plugin import Answer, PluginTrouble, Trouble
from detente.analysis.plugins.tokens import Padded, Tokens
from detente.contracts.analysis import MessageToRead

CHUNK: Final = 16
"""A question cannot be broken off: few enough texts that it ends soon."""
LONGEST: Final = 512
"""Tokens of a text, however many the model could take."""
_FIRST_PLACES: Final = frozenset({"roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "flaubert", "longformer"})
"""Families that keep their first places for padding: that many fewer tokens fit."""


class Model(Protocol):
    """What runs a model: numbers for rows of tokens."""

    def logits(self, rows: Padded) -> list[list[float]]:
        """One row a text, a number a label."""
        ...


@dataclass(frozen=True, slots=True)
class Facts:
    """What a folder says of itself. `weights`: the file that holds the model."""

    weights: Path
    labels: Labels
    longest: int
    padding: int


class Folder:
    """One folder. It is loaded on first use, and looked at again after a trouble."""

    def __init__(self, asked: FolderAsked) -> None:
        self.name = f"./{asked.path.name}"[:60]
        self.dimensions = asked.dimensions
        self.chunk = CHUNK
        self._asked = asked
        self._loaded: tuple[Tokens, Model, Labels] | None = None

    def prepare(self) -> None:
        """Load the model. Raises `PluginTrouble`."""
        self._load()

    def ask(self, messages: Sequence[MessageToRead], seconds: float) -> Answer:  # noqa: ARG002 - cannot be broken off
        """Guesses for the texts that are short enough. Raises `PluginTrouble`."""
        tokens, model, labels = self._load()
        rows, places = tokens.encode([message.text for message in messages])
        too_long = {"too long": len(messages) - len(places)} if len(places) < len(messages) else {}
        if not places:
            return Answer({}, too_long)
        numbers = model.logits(rows)
        if len(numbers) != len(places):
            raise PluginTrouble(Trouble.NONSENSE, "rows that do not fit the texts")
        said = zip(places, numbers, strict=True)
        return Answer({messages[place].reference: labels.guesses(row) for place, row in said}, too_long)

    def _load(self) -> tuple[Tokens, Model, Labels]:
        if self._loaded is None:
            facts = facts_of(self._asked)
            tokens = Tokens(self._asked.path, facts.longest, facts.padding)
            in_onnx = facts.weights.suffix == ".onnx"
            model = onnx_model.OnnxModel(facts.weights) if in_onnx else torch_model.TorchModel(facts.weights)
            self._loaded = tokens, model, facts.labels
        return self._loaded


def facts_of(asked: FolderAsked) -> Facts:
    """What the folder says, without loading the model. Raises `PluginTrouble` with a remedy."""
    folder = asked.path
    if not folder.is_dir():
        _broken("no folder", f"There is no folder {folder}: correct DETENTE_READING_FOLDER.")
    weights = onnx_model.find(folder) or torch_model.find(folder)
    if weights is None:
        _broken("no model", f"Put model.onnx or model.safetensors into {folder}.")
    config = _object(folder / "config.json")
    return Facts(weights, _labels(asked, config), _longest(folder, config), _number(config, "pad_token_id", 0))


def _labels(asked: FolderAsked, config: Mapping[str, object]) -> Labels:
    named, file = config.get("id2label"), asked.path / "detente.json"
    words = [named.get(str(place)) for place in range(len(named))] if isinstance(named, dict) else []
    if not words or not all(isinstance(word, str) for word in words):
        _broken("no labels", f"Put the labels of the model as id2label into {asked.path / 'config.json'}.")
    mapping = _object(file).get("labels") if file.is_file() else {}
    if not isinstance(mapping, dict):
        _broken("no labels", f'Write {{"labels": {{"LABEL_0": "negative"}}}} into {file}.')
    meanings = tuple(_meaning(mapping.get(word, word), str(word), asked) for word in words)
    for each in sorted(asked.dimensions - {one.dimension for one in meanings if one}):
        _broken("no label", f"No label of {asked.path} speaks of {each}: map one in {file}, or ask it for less.")
    return Labels(meanings, config.get("problem_type") == "multi_label_classification")


def _meaning(mapped: object, label: str, asked: FolderAsked) -> Meaning | None:
    if mapped is None:
        return None
    try:
        return meaning_of(str(mapped), asked.dimensions)
    except UnknownLabel:
        example = f'{{"labels": {{{json.dumps(label)}: "…"}}}}'
        wanted = ", ".join(sorted(asked.dimensions))
        _broken("a label", f"Say what the label means for {wanted} in {asked.path / 'detente.json'}: {example}.")


def _longest(folder: Path, config: Mapping[str, object]) -> int:
    file = folder / "tokenizer_config.json"
    told = _number(_object(file), "model_max_length", LONGEST) if file.is_file() else LONGEST
    places = _number(config, "max_position_embeddings", LONGEST)
    if config.get("model_type") in _FIRST_PLACES:
        places -= _number(config, "pad_token_id", 1) + 1
    return max(1, min(LONGEST, told, places))


def _number(found: Mapping[str, object], name: str, default: int) -> int:
    value = found.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else default


def _object(file: Path) -> Mapping[str, object]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        _broken(file.name, f"Put a readable {file.name}, one JSON object, into {file.parent}.")
    return found


def _broken(detail: str, remedy: str) -> NoReturn:
    raise PluginTrouble(Trouble.BROKEN, detail, remedy=remedy)
