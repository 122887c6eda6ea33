"""A local folder in ONNX: what it says, what it cannot say, and the sentence for each way of being broken."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.analysis.plugins.asked import FolderAsked
from detente.analysis.plugins.folder import Folder
from detente.analysis.plugins.overridden import Overridden
from detente.analysis.plugins.plugin import PluginTrouble
from detente.contracts.analysis import ReadingResult
from tests.analysis.plugins.readings import Embedded, messages
from tests.helpers.tiny_model import onnx_folder, write


def folder_of(path: Path, *dimensions: str) -> Folder:
    return Folder(FolderAsked(path, frozenset(dimensions or {"sentiment"})))


def read(path: Path, *texts: str) -> list[ReadingResult]:
    return Overridden(Embedded(), [folder_of(path)]).read(messages(*texts))


def test_a_folder_decides_its_dimension_and_its_name_stands_with_the_reading(tmp_path: Path) -> None:
    results = read(onnx_folder(tmp_path / "tone-fr"), "écran cassé", "merci merci", "livré mardi")
    assert [one.sentiment.value for one in results] == ["negative", "positive", "neutral"]
    assert all(one.sources == {"sentiment": "./tone-fr"} for one in results)
    assert results[0].scores["negative"] == pytest.approx(0.965, abs=0.001)
    assert results[0].kind == Embedded().said.kind


def test_texts_of_many_lengths_are_read_as_if_each_came_alone(tmp_path: Path) -> None:
    folder = onnx_folder(tmp_path / "tone")
    texts = ["cassé", "", "merci " * 40, "rien de connu ici", "mardi cassé cassé"] * 9
    assert [one.scores for one in read(folder, *texts)] == [read(folder, text)[0].scores for text in texts]


def test_a_value_that_hardly_leads_is_in_doubt(tmp_path: Path) -> None:
    (result,) = read(onnx_folder(tmp_path / "tone"), "attendre")
    assert (result.sentiment.value, result.doubts) == ("negative", ("sentiment",))


def test_a_text_longer_than_the_model_can_take_keeps_the_embedded_reading(tmp_path: Path) -> None:
    folder = onnx_folder(tmp_path / "tone", max_position_embeddings=6)
    fits, over, far_over = read(folder, "merci " * 6, "merci " * 7, "m" * 5000)
    assert (fits.sentiment.value, bool(fits.sources)) == ("positive", True)
    assert over.sources == far_over.sources == {}


@pytest.mark.parametrize(
    ("config", "told", "longest"),
    [
        ({"max_position_embeddings": 514, "model_type": "camembert", "pad_token_id": 1}, {}, 512),
        ({"max_position_embeddings": 66, "model_type": "xlm-roberta", "pad_token_id": 1}, {}, 64),
        ({"max_position_embeddings": 8192}, {"model_max_length": 10**30}, 512),
        ({}, {"model_max_length": 128}, 128),
        ({"max_position_embeddings": "many"}, {"model_max_length": None}, 512),
    ],
)
def test_the_folder_says_how_long_a_text_may_be(
    tmp_path: Path, config: dict[str, object], told: dict[str, object], longest: int
) -> None:
    folder = onnx_folder(tmp_path / "tone", **config)
    write(folder / "tokenizer_config.json", told)
    fits, over = read(folder, "mardi " * longest, "mardi " * (longest + 1))
    assert (bool(fits.sources), bool(over.sources)) == (True, False)


@pytest.mark.parametrize("place", ["onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx"])
def test_a_model_is_found_where_exports_put_it(tmp_path: Path, place: str) -> None:
    (result,) = read(onnx_folder(tmp_path / "tone", place=place), "cassé")
    assert result.sources


def test_a_model_may_want_the_kinds_of_tokens_too(tmp_path: Path) -> None:
    inputs = ("input_ids", "attention_mask", "token_type_ids")
    assert read(onnx_folder(tmp_path / "tone", inputs=inputs), "cassé")[0].sources


def test_labels_that_are_not_ours_are_mapped_beside_the_model(tmp_path: Path) -> None:
    folder = onnx_folder(tmp_path / "tone", labels=("LABEL_0", "LABEL_1", "LABEL_2"))
    write(folder / "detente.json", {"labels": {"LABEL_0": "negative", "LABEL_1": None, "LABEL_2": "positive"}})
    broken, silent = read(folder, "cassé", "mardi")
    assert (broken.sentiment.value, broken.sources) == ("negative", {"sentiment": "./tone"})
    assert silent.sources == {}


def _change(folder: Path, name: str, text: str | None) -> None:
    (folder / name).unlink() if text is None else (folder / name).write_text(text)


@pytest.mark.parametrize(
    ("harm", "remedy"),
    [
        (lambda f: _change(f, "model.onnx", None), "Put model.onnx or model.safetensors into {folder}."),
        (lambda f: _change(f, "model.onnx", "no model"), "Put a whole ONNX model into {folder}/model.onnx."),
        (lambda f: _change(f, "tokenizer.json", None), "Put a whole tokenizer.json into {folder}."),
        (lambda f: _change(f, "tokenizer.json", "{}"), "Put a whole tokenizer.json into {folder}."),
        (lambda f: _change(f, "config.json", None), "Put a readable config.json, one JSON object, into {folder}."),
        (lambda f: _change(f, "config.json", "[1]"), "Put a readable config.json, one JSON object, into {folder}."),
        (lambda f: _change(f, "config.json", "{}"), "Put the labels of the model as id2label into {folder}/config.json."),
        (
            lambda f: write(f / "config.json", {"id2label": {"0": "negative", "2": "positive"}}),
            "Put the labels of the model as id2label into {folder}/config.json.",
        ),
        (lambda f: _change(f, "detente.json", "{"), "Put a readable detente.json, one JSON object, into {folder}."),
        (
            lambda f: write(f / "detente.json", {"labels": {"negative": "furious"}}),
            'Say what the label means for sentiment in {folder}/detente.json: {{"labels": {{"negative": "…"}}}}.',
        ),
        (
            lambda f: write(f / "detente.json", {"labels": dict.fromkeys(("negative", "neutral", "positive"))}),
            "No label of {folder} speaks of sentiment: map one in {folder}/detente.json, or ask it for less.",
        ),
        (lambda f: write(f / "detente.json", {"labels": "negative"}), 'Write {{"labels": {{"LABEL_0": "negative"}}}} into'),
    ],
)  # fmt: skip
def test_a_broken_folder_is_told_in_one_sentence_and_the_embedded_reading_stands(
    tmp_path: Path, harm: Callable[[Path], None], remedy: str
) -> None:
    folder = onnx_folder(tmp_path / "tone")
    harm(folder)
    with pytest.raises(PluginTrouble) as told:
        folder_of(folder).prepare()
    assert told.value.remedy.startswith(remedy.format(folder=folder))
    assert "\n" not in told.value.remedy
    assert read(folder, "cassé")[0].sources == {}


def test_a_folder_that_is_not_there_is_told_by_its_variable(tmp_path: Path) -> None:
    with pytest.raises(PluginTrouble) as told:
        folder_of(tmp_path / "none").prepare()
    assert told.value.remedy == f"There is no folder {tmp_path / 'none'}: correct DETENTE_READING_FOLDER."


@pytest.mark.parametrize(
    "made",
    [
        lambda path: onnx_folder(path, labels=("negative", "neutral"), words={"cassé": (1.0, 2.0)}, place="model.onnx"),
        lambda path: onnx_folder(path, words={"cassé": (float("nan"), 0.0, 0.0)}),
        lambda path: onnx_folder(path, inputs=("input_ids", "attention_mask", "pixel_values")),
    ],
    ids=["fewer numbers than labels", "not a number", "an input nobody knows"],
)
def test_a_model_that_does_not_fit_leaves_the_embedded_reading(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    folder = made(tmp_path / "tone")
    write(folder / "config.json", {"id2label": dict(enumerate(("negative", "neutral", "positive")))})
    engine = Overridden(Embedded(), [folder_of(folder)])
    assert engine.read(messages("cassé"))[0].sources == {}
    assert engine.counts["./tone", "kept"] == 1


def test_a_folder_that_was_repaired_is_used_without_a_new_start(tmp_path: Path) -> None:
    plugin = folder_of(tmp_path / "tone")
    engine = Overridden(Embedded(), [plugin])
    assert engine.read(messages("cassé"))[0].sources == {}
    onnx_folder(tmp_path / "tone")
    assert engine.read(messages("cassé"))[0].sources == {"sentiment": "./tone"}


def test_a_library_that_is_not_there_is_told_with_the_command_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = onnx_folder(tmp_path / "tone")
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(PluginTrouble) as told:
        folder_of(folder).prepare()
    assert "./detente extras onnx" in told.value.remedy
    assert read(folder, "cassé")[0].sources == {}


def test_nothing_is_ever_dialled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a local folder asked for the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert read(onnx_folder(tmp_path / "tone"), "cassé")[0].sources
