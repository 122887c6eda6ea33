"""From what the operator asked for to an engine, with one clear sentence for what cannot be used."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from detente.analysis.plugins.asked import AddressAsked, FolderAsked, ReadingAsked
from detente.analysis.plugins.build import plugins_of, try_out, with_plugins
from detente.analysis.plugins.folder import Folder
from tests.analysis.plugins.readings import Embedded, messages
from tests.helpers.fake_model import FakeModel, saying
from tests.helpers.tiny_model import onnx_folder


def _folder(path: Path, *dimensions: str) -> FolderAsked:
    return FolderAsked(path, frozenset(dimensions or {"sentiment"}))


def test_nothing_asked_is_the_embedded_engine_itself() -> None:
    embedded = Embedded()
    assert with_plugins(embedded, ReadingAsked()) is embedded


def test_a_folder_and_an_address_decide_side_by_side(tmp_path: Path) -> None:
    with FakeModel(saying(kind="press")) as fake:
        address = AddressAsked(f"{fake.origin}/v1", "small", frozenset({"kind"}))
        asked = ReadingAsked((_folder(onnx_folder(tmp_path / "tone")),), address)
        (result,) = with_plugins(Embedded(), asked, [fake.origin]).read(messages("écran cassé"))
    assert (result.sentiment.value, result.kind.value) == ("negative", "press")
    assert result.sources == {"sentiment": "./tone", "kind": f"{fake.origin.removeprefix('http:')}/small"}


def test_what_cannot_be_used_is_told_at_the_start_and_the_desk_reads_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    address = AddressAsked("https://models.example/v1", "small", frozenset({"kind"}), tmp_path / "no key")
    engine = with_plugins(Embedded(), ReadingAsked((_folder(tmp_path / "none"),), address))
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert [line.partition(": ")[2] for line in said] == [
        f"There is no folder {tmp_path / 'none'}: correct DETENTE_READING_FOLDER.",
        f"Put the key, one line, into {tmp_path / 'no key'} (DETENTE_READING_KEY_FILE).",
    ]
    assert engine.read(messages("a"))[0].sources == {}


def test_a_plug_in_that_answers_is_tried_out_with_its_time(tmp_path: Path) -> None:
    tried = try_out(Folder(_folder(onnx_folder(tmp_path / "tone"))), 10)
    assert (tried.name, tried.dimensions, tried.trouble, tried.remedy) == ("./tone", ("sentiment",), "", "")
    assert 0 < tried.seconds < 10


def test_a_plug_in_that_is_silent_about_what_it_was_given_is_told(tmp_path: Path) -> None:
    with FakeModel(saying(kind="press")) as fake:
        address = AddressAsked(f"{fake.origin}/v1", "small", frozenset({"kind", "topic"}))
        tried = try_out(plugins_of(ReadingAsked((), address), [fake.origin])[0], 10)
    assert (tried.trouble, bool(tried.remedy)) == ("says nothing of topic", True)


@pytest.mark.parametrize("mode", ["500", "garbage", "hang"])
def test_a_plug_in_that_does_not_answer_is_tried_out_without_raising(mode: str) -> None:
    with FakeModel(mode=mode) as fake:
        address = AddressAsked(f"{fake.origin}/v1", "small", frozenset({"kind"}))
        tried = try_out(plugins_of(ReadingAsked((), address), [fake.origin])[0], 0.3)
    assert tried.trouble and tried.remedy
