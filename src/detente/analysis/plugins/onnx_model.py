"""A folder's model in ONNX, run by onnxruntime on the CPU."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol, cast

from detente.analysis.plugins.plugin import PluginTrouble, Trouble
from detente.analysis.plugins.tokens import Padded, needed

PLACES: Final = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")


class _Rows(Protocol):
    def tolist(self) -> list[list[float]]: ...


class _Input(Protocol):
    name: str
    type: str


class _Session(Protocol):
    def get_inputs(self) -> list[_Input]: ...
    def run(self, names: None, feed: dict[str, object]) -> list[_Rows]: ...


def find(folder: Path) -> Path | None:
    """The model file of a folder, None when it has none."""
    return next((folder / place for place in PLACES if (folder / place).is_file()), None)


class OnnxModel:
    """One loaded model. Half of the processors at most: the other half works for the desk."""

    def __init__(self, file: Path) -> None:
        """Raises `PluginTrouble`."""
        library = needed("onnxruntime", "onnx")
        self._numpy = needed("numpy", "onnx")
        options = library.SessionOptions()
        options.intra_op_num_threads = max(1, (os.cpu_count() or 1) // 2)
        options.inter_op_num_threads = 1
        options.log_severity_level = 4  # its own lines could quote what it reads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            made = library.InferenceSession(str(file), sess_options=options, providers=["CPUExecutionProvider"])
        except Exception as error:  # noqa: BLE001 - the library's errors share no base but `Exception`
            remedy = f"Put a whole ONNX model into {file}."
            raise PluginTrouble(Trouble.BROKEN, type(error).__name__, remedy=remedy) from None
        self._session = cast(_Session, made)

    def logits(self, rows: Padded) -> list[list[float]]:
        """One row of numbers a text, a number a label. Raises whatever the library raises."""
        given: dict[str, Sequence[Sequence[int]]] = {
            "input_ids": rows.ids,
            "attention_mask": rows.mask,
            "token_type_ids": rows.types,
        }
        wanted = self._session.get_inputs()
        if any(each.name not in given for each in wanted):
            raise PluginTrouble(Trouble.BROKEN, "an input of the model is not known")
        feed: dict[str, object] = {
            each.name: self._numpy.asarray(given[each.name], dtype="int32" if "int32" in each.type else "int64")
            for each in wanted
        }
        return self._session.run(None, feed)[0].tolist()
