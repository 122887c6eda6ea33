"""A classifier of a few words, made on the spot in the form of a Hugging Face folder: a sum of weights by word."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

TONE: Mapping[str, Sequence[float]] = {
    "cassé": (4.0, 0.0, 0.0),
    "attendre": (1.0, 0.9, 0.0),
    "merci": (0.0, 0.0, 4.0),
    "mardi": (0.0, 3.0, 0.0),
}
"""Numbers for negative, neutral and positive."""
LABELS = ("negative", "neutral", "positive")


def tiny_tokenizer(words: Sequence[str]) -> Tokenizer:
    """Words of a list, everything else unknown."""
    vocabulary = {word: number for number, word in enumerate(["[PAD]", "[UNK]", *words])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.enable_truncation(4)  # as many folders have it: a text must not be cut short for all that
    return tokenizer


def onnx_folder(
    folder: Path,
    words: Mapping[str, Sequence[float]] = TONE,
    labels: Sequence[str] = LABELS,
    *,
    place: str = "model.onnx",
    inputs: Sequence[str] = ("input_ids", "attention_mask"),
    **config: object,
) -> Path:
    """The folder, with a model that adds up the numbers of the words it knows."""
    folder.mkdir(parents=True, exist_ok=True)
    tiny_tokenizer([*words]).save(str(folder / "tokenizer.json"))
    write(folder / "config.json", {"id2label": dict(enumerate(labels)), "pad_token_id": 0, **config})
    (folder / place).parent.mkdir(exist_ok=True)
    onnx.save(_graph(words, len(labels), inputs), str(folder / place))
    return folder


def write(file: Path, value: object) -> None:
    """A JSON file."""
    file.write_text(json.dumps(value), encoding="utf-8")


def _graph(words: Mapping[str, Sequence[float]], labels: int, inputs: Sequence[str]) -> onnx.ModelProto:
    table = numpy.asarray([[0.0] * labels, [0.0] * labels, *words.values()], dtype="float32")
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["counting"]),
        helper.make_node("Mul", ["rows", "counting"], ["counted"]),
        helper.make_node("ReduceSum", ["counted", "middle"], ["logits"], keepdims=0),
    ]
    kept = [
        numpy_helper.from_array(table, "table"),
        numpy_helper.from_array(numpy.asarray([2], dtype="int64"), "last"),
        numpy_helper.from_array(numpy.asarray([1], dtype="int64"), "middle"),
    ]
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"]) for name in inputs]
    told = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", labels])]
    graph = helper.make_graph(nodes, "tiny", given, told, kept)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
