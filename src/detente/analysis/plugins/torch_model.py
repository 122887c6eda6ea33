"""A folder's model in safetensors, run by transformers and PyTorch. No code of a folder is run, nothing is fetched."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Protocol, cast

from detente.analysis.plugins.plugin import PluginTrouble, Trouble
from detente.analysis.plugins.tokens import Padded, needed

FILES: Final = ("model.safetensors", "model.safetensors.index.json")
_OFFLINE: Final = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY")


class _Tensor(Protocol):
    def tolist(self) -> list[list[float]]: ...


class _Said(Protocol):
    logits: _Tensor


class _Network(Protocol):
    def __call__(self, *, input_ids: object, attention_mask: object) -> _Said: ...
    def eval(self) -> object: ...


def find(folder: Path) -> Path | None:
    """The weights of a folder, None when it has none. Pickled weights do not count: reading them runs code."""
    return next((folder / name for name in FILES if (folder / name).is_file()), None)


class TorchModel:
    """One loaded model."""

    def __init__(self, weights: Path) -> None:
        """Raises `PluginTrouble`."""
        os.environ.update(dict.fromkeys(_OFFLINE, "1"))  # read by the libraries when they are imported
        self._torch = needed("torch", "transformers")
        library = needed("transformers", "transformers")
        library.logging.set_verbosity_error()
        try:
            made, told = library.AutoModelForSequenceClassification.from_pretrained(
                str(weights.parent),
                local_files_only=True,
                use_safetensors=True,
                trust_remote_code=False,
                output_loading_info=True,
            )
        except Exception as error:  # noqa: BLE001 - the library's errors share no base but `Exception`
            remedy = f"Put a whole model for classifying texts into {weights.parent}."
            raise PluginTrouble(Trouble.BROKEN, type(error).__name__, remedy=remedy) from None
        if told["missing_keys"]:  # the library would fill them with chance
            remedy = (
                f"Put a model that was trained to classify into {weights.parent}: a part of its weights is missing."
            )
            raise PluginTrouble(Trouble.BROKEN, "weights are missing", remedy=remedy)
        self._model = cast(_Network, made)
        self._model.eval()

    def logits(self, rows: Padded) -> list[list[float]]:
        """One row of numbers a text, a number a label. Raises whatever the library raises."""
        with self._torch.inference_mode():
            ids, mask = self._torch.tensor(rows.ids), self._torch.tensor(rows.mask)
            return self._model(input_ids=ids, attention_mask=mask).logits.tolist()
