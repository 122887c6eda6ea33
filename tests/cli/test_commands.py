"""What every command has in common: help with an example, one sentence when it fails, exit codes 0, 1 and 2."""

from __future__ import annotations

import argparse
import json
import re
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from detente.cli import extras, main
from detente.host.trouble import HostTrouble
from tests.helpers.real_desk import say
from tests.helpers.tiny_model import onnx_folder


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = main.command(name)
    assert name == command.NAME
    with pytest.raises(SystemExit) as ended:
        main.main([command.NAME, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"example:\n  {command.EXAMPLE}" in said


def test_wrong_use_is_told_apart_from_failure(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["no-such-command"])
    assert ended.value.code == 2
    assert "no-such-command" in capsys.readouterr().err


def test_the_help_names_the_commands_for_people_and_not_their_parts(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.main(["--help"])
    said = capsys.readouterr().out
    assert all(f"    {name} " in said for name in main.COMMANDS)
    assert "prepare" not in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["backup", "x.tar"], "There is no desk in"),
        (["worker"], "No database runs for"),
        (["web"], "No database runs for"),
    ],
    ids=["backup", "worker", "web"],
)
def test_a_command_without_a_desk_says_so_in_one_sentence(tmp_path: Path, words: list[str], sentence: str) -> None:
    done = say(*words, "--data", str(tmp_path / "none"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"detente: {sentence}")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "none").exists(), "a look makes nothing"


def test_a_data_folder_inside_the_source_code_is_refused() -> None:
    inside = Path(main.__file__).parent / "data"
    done = say("up", "--data", str(inside), "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "lies inside the source code" in done.stderr
    assert not inside.exists()


def test_a_line_that_is_no_reply_is_told_by_its_number_and_the_rest_goes_on() -> None:
    reply = {"id": "r1", "lang": "en", "reply": {"kind": "final", "channel": "public", "text": "Calm down."}}
    lines = [json.dumps(reply), "not json", "[]", json.dumps({"id": "r2", "reply": 3}), "", json.dumps(reply)]
    done = say("check", "--jsonl", stdin="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1, done.stderr
    assert [answer.get("line") for answer in answers] == [None, 2, 3, 4, None]
    for answer in (answers[0], answers[-1]):
        assert answer["id"] == "r1"
        assert answer["verdict"] in ("ok", "hint", "warn", "block")
        for found in answer["findings"]:
            assert set(found) == {"check", "severity", "quote", "start", "end", "why", "suggestion"}


def test_the_doctor_says_one_line_each_and_the_remedy(tmp_path: Path) -> None:
    done = say("doctor", "--jsonl", "--data", str(tmp_path / "none"))
    lines = {line["about"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert list(lines) == [
        "database", "data folder", "evidence", "keys", "browser", "fonts", "clock", "channels", "mail",
        "allowed origins", "reading", "time stamps", "ledger",
    ]  # fmt: skip
    assert all(line["ok"] != bool(line["remedy"]) for line in lines.values())
    assert not (tmp_path / "none").exists(), "a look makes nothing"


def test_the_doctor_lists_the_origins_that_are_let_through(tmp_path: Path) -> None:
    told = {"DETENTE_ALLOWED_ORIGINS": "http://127.0.0.1:9001,https://forum.example", "DETENTE_BROWSER": "/nowhere"}
    done = say("doctor", "--data", str(tmp_path), more=told)
    assert "http://127.0.0.1:9001, https://forum.example" in done.stdout


@pytest.mark.parametrize("listed", ["http://*.example", "http://127.0.0.1:9001/path", "localhost:8000", "ftp://x"])
def test_an_origin_that_is_not_exact_is_refused_by_name(listed: str) -> None:
    done = say("doctor", more={"DETENTE_ALLOWED_ORIGINS": listed})
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "DETENTE_ALLOWED_ORIGINS" in done.stderr
    assert listed in done.stderr


def test_the_words_after_test_are_handed_to_pytest_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        seen.append(command)
        return 5

    monkeypatch.setattr("subprocess.call", call)
    assert main.main(["test", "-k", "name", "tests/host", "-x"]) == 5
    assert seen[0][-4:] == ["-k", "name", "tests/host", "-x"]


def test_the_doctor_tries_the_reading_plug_ins_out(tmp_path: Path) -> None:
    onnx_folder(tmp_path / "tone")
    told = {"DETENTE_READING_FOLDER": f"sentiment={tmp_path / 'tone'},topic={tmp_path / 'none'}"}
    done = say("doctor", "--jsonl", "--data", str(tmp_path / "data"), more=told)
    line = next(line for line in map(json.loads, done.stdout.splitlines()) if line["about"] == "reading")
    assert re.fullmatch(
        r"\./tone for sentiment: answers in \d+ ms; \./none for topic: cannot be used as it is \(no folder\)\.",
        line["seen"],
    )
    assert (line["ok"], line["remedy"]) == (
        False,
        f"There is no folder {tmp_path / 'none'}: correct DETENTE_READING_FOLDER.",
    )


def test_a_reading_plug_in_that_is_asked_for_wrongly_is_refused_by_name() -> None:
    done = say("doctor", more={"DETENTE_READING_URL": "https://models.example/v1"})
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "DETENTE_READING_MODEL" in done.stderr


def test_extras_are_listed_with_what_they_are_for() -> None:
    done = say("extras")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["onnx", "transformers"]


def test_an_extra_that_is_not_there_is_told_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "version", _no_package)
    with pytest.raises(HostTrouble, match=r"run './detente extras onnx' in a checkout"):
        extras.run(argparse.Namespace(name="onnx"))


def _no_package(name: str) -> str:
    raise PackageNotFoundError(name)
