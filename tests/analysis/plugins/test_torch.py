"""A local folder in safetensors, where PyTorch is around: the same as ONNX, and no code of the folder is run."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from detente.analysis.plugins.plugin import PluginTrouble
from tests.analysis.plugins.readings import messages
from tests.analysis.plugins.test_folder import folder_of, read
from tests.helpers.tiny_model import LABELS, TONE, tiny_tokenizer, write

pytestmark = [pytest.mark.models, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


def torch_folder(folder: Path, *, head: bool = True) -> Path:
    """A BERT of two layers, never trained."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel

    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=2 + len(TONE), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=32, id2label=dict(enumerate(LABELS)), pad_token_id=0,
    )  # fmt: skip
    model = BertForSequenceClassification(config) if head else BertModel(config)
    model.save_pretrained(folder)
    tiny_tokenizer([*TONE]).save(str(folder / "tokenizer.json"))
    return folder


def test_it_says_what_the_model_says(tmp_path: Path) -> None:
    import torch
    from transformers import BertForSequenceClassification

    folder = torch_folder(tmp_path / "tone")
    answer = folder_of(folder).ask(messages("cassé mardi", "merci"), 30)
    model = BertForSequenceClassification.from_pretrained(folder).eval()
    with torch.inference_mode():
        wanted = torch.softmax(model(torch.tensor([[2, 5]])).logits, -1)[0].tolist()
    among = answer.guesses[1]["sentiment"].among
    assert among is not None
    assert [among[label] for label in LABELS] == pytest.approx(wanted, abs=1e-5)
    assert set(answer.guesses) == {1, 2}


def test_a_text_longer_than_the_model_can_take_keeps_the_embedded_reading(tmp_path: Path) -> None:
    folder = torch_folder(tmp_path / "tone")
    fits, over = read(folder, "merci " * 32, "merci " * 33)
    assert (bool(fits.sources), over.sources) == (True, {})


def test_a_model_that_was_never_made_to_classify_is_refused(tmp_path: Path) -> None:
    """The library would fill the missing weights with chance, and speak as if it knew."""
    folder = torch_folder(tmp_path / "tone", head=False)
    with pytest.raises(PluginTrouble) as told:
        folder_of(folder).prepare()
    assert "a part of its weights is missing" in told.value.remedy
    assert read(folder, "cassé")[0].sources == {}


def test_weights_whose_reading_runs_code_are_not_looked_at(tmp_path: Path) -> None:
    folder = torch_folder(tmp_path / "tone")
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps({"classifier.bias": [0.0]}))
    with pytest.raises(PluginTrouble) as told:
        folder_of(folder).prepare()
    assert told.value.remedy.startswith("Put model.onnx or model.safetensors into")


def test_code_of_a_folder_is_not_run(tmp_path: Path) -> None:
    folder, trace = torch_folder(tmp_path / "tone"), tmp_path / "ran"
    (folder / "own.py").write_text(f"open({str(trace)!r}, 'w')\n")
    write(
        folder / "config.json",
        {
            "id2label": dict(enumerate(LABELS)),
            "model_type": "own",
            "auto_map": {"AutoModelForSequenceClassification": "own.Own", "AutoConfig": "own.Own"},
        },
    )
    with pytest.raises(PluginTrouble):
        folder_of(folder).prepare()
    assert not trace.exists()
