"""`detente analyse --jsonl`: comments in, readings out, a line each, whatever comes."""

from __future__ import annotations

import io
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.engine import EmbeddedEngine
from detente.cli import analyse, jsonl, main
from detente.contracts.analysis import MessageToRead, ReadingResult, Sentiment, Topic, Toxicity, Urgency
from detente.contracts.kinds import Kind
from detente.contracts.learning import NO_BRANDS, BrandReading
from detente.rules.personal_data import DataKind
from tests.helpers.real_desk import command, environment, say

FRENCH = {"id": "a", "text": "Colis FR-204981 perdu depuis trois semaines, remboursez-moi ! Écrire à zoe@mail.example"}
ENGLISH = {"id": 7, "text": "Thank you, the new kettle works perfectly!", "lang": "en"}
SECONDS = 60.0

Reading = dict[str, Any]


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


class Here:
    """The command in this process, on an engine of lists that remembers how much came at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[bytes]) -> None:
        self.monkeypatch = monkeypatch
        self.captured = captured
        self.batches: list[int] = []
        self.name = "here"
        monkeypatch.setattr(analyse, "_embedded", lambda: self)

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        self.batches.append(len(messages))
        return EmbeddedEngine().read(messages, brands)

    def __call__(self, given: bytes) -> tuple[int, list[Reading]]:
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(given))))
        code = main.main(["analyse", "--jsonl"])
        return code, [json.loads(one) for one in self.captured.readouterr().out.splitlines()]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Here:
    return Here(monkeypatch, capsysbinary)


@contextmanager
def process() -> Iterator[subprocess.Popen[bytes]]:
    """The command as a process with open pipes."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # A process started in the background inherits an ignored SIGINT; a terminal's has it.
    before = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731
    with subprocess.Popen(command("analyse", "--jsonl"), **pipes, env=environment(), preexec_fn=before) as running:
        try:
            yield running
        finally:
            running.kill()


def tell(running: subprocess.Popen[bytes], given: bytes) -> None:
    assert running.stdin is not None
    running.stdin.write(given)
    running.stdin.flush()


def answer(running: subprocess.Popen[bytes]) -> Reading:
    """The next answer; the input stays open."""
    assert running.stdout is not None
    assert select.select([running.stdout], [], [], SECONDS)[0], "no answer although a line is waiting for one"
    return dict(json.loads(running.stdout.readline()))


def test_a_reading_has_every_field_of_the_contract_and_values_of_its_enums() -> None:
    done = say("analyse", "--jsonl", stdin="\n".join(json.dumps(one) for one in (FRENCH, ENGLISH)))
    french, english = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, done.stderr) == (0, "")
    for said in (french, english):
        assert said["sentiment"] in list(Sentiment)
        assert said["toxicity"] in list(Toxicity)
        assert said["urgency"] in list(Urgency)
        assert said["topic"] in list(Topic)
        assert said["kind"] in list(Kind)
        assert all(said[name] in (True, False) for name in ("complaint", "question", "troll", "irony", "unsure"))
        assert set(said["scores"]["sentiment"]) == set(Sentiment)
        assert sum(said["scores"]["sentiment"].values()) == pytest.approx(1, abs=0.002)
        assert all(0 <= said["scores"][name] <= 1 for name in ("complaint", "toxic", "hateful"))
        assert set(said["pii"]) <= set(DataKind)
    assert [french["id"], french["language"], french["complaint"], french["kind"]] == ["a", "fr", True, "complaint"]
    assert [english["id"], english["language"], english["complaint"], english["kind"]] == [7, "en", False, "compliment"]
    assert french["pii"] == ["email", "order"]
    assert "perdu" in french["because"]
    assert "FR-204981" not in french["heart"]


def test_words_that_weigh_come_with_their_places_in_the_text(here: Here) -> None:
    _, [said] = here(line(**FRENCH))
    assert said["weights"]
    for one in said["weights"]:
        assert FRENCH["text"][one["start"] : one["end"]] == one["words"]
    assert sorted(said["because"]) == sorted({one["words"] for one in said["weights"]})


def test_an_answer_follows_its_line_while_the_pipe_stays_open() -> None:
    with process() as running:
        for name in ("first", "second"):
            tell(running, line(id=name, text="Where is my parcel?"))
            assert answer(running)["id"] == name
        tell(running, b'{"id": "third", "text": ')
        tell(running, b'"in two parts"}\n')
        assert answer(running)["id"] == "third"
        _, complaints = running.communicate(timeout=SECONDS)
    assert (running.returncode, complaints) == (0, b"")


def test_control_c_ends_quietly_with_130() -> None:
    with process() as running:
        tell(running, line(**ENGLISH))
        answer(running)
        running.send_signal(signal.SIGINT)
        assert running.wait(SECONDS) == 130
        assert running.stderr is not None
        assert running.stderr.read() == b""


def test_an_output_that_is_closed_ends_it_quietly() -> None:
    with process() as running:
        tell(running, line(**ENGLISH))
        answer(running)
        assert running.stdout is not None
        running.stdout.close()
        tell(running, line(**ENGLISH))
        assert running.wait(SECONDS) == 1
        assert running.stderr is not None
        assert running.stderr.read() == b""


def test_neither_django_nor_a_database_is_loaded() -> None:
    told = "import sys; from detente.cli.main import main; main(['analyse', '--jsonl']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", told], input=line(**ENGLISH), capture_output=True, env=environment(), timeout=SECONDS
    )
    first, loaded = done.stdout.decode().splitlines()
    assert json.loads(first)["id"] == 7
    assert "detente.analysis.engine" in loaded.split()
    assert {"django", "psycopg", "httpx", "regex"}.isdisjoint(loaded.split())


def test_without_jsonl_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["analyse"])
    assert ended.value.code == 2
    assert "detente analyse --jsonl < comments.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (b"not json", "this line is not JSON"),
        (b'{"id": 1, "text": "half', "this line is not JSON"),
        (b'{"id": 1, "text": "a\x00b"}', "this line is not JSON"),
        (b'{"id": NaN, "text": "a"}', "this line is not JSON"),
        (b'{"id": 1e999, "text": "a"}', "this line is not JSON"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "a"}', "this line is not JSON"),
        (b"[" * 200_000, "this line is not JSON"),
        (b'{"id": 1, "text": "caf\xe9"}', "this line is not UTF-8"),
        ('{"id": 1, "text": "a"}'.encode("utf-16"), "this line is not UTF-8"),
        (b'["id", "text"]', "this line is not an object"),
        (b"null", "this line is not an object"),
        (b'{"text": "a"}', "id is not a text and not a number"),
        (b'{"id": null, "text": "a"}', "id is not a text and not a number"),
        (b'{"id": true, "text": "a"}', "id is not a text and not a number"),
        (b'{"id": ["a"], "text": "a"}', "id is not a text and not a number"),
        (b'{"id": "b"}', "text is not a text"),
        (b'{"id": "b", "text": 3}', "text is not a text"),
        (b'{"id": "b", "text": null}', "text is not a text"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_the_rest_goes_on(here: Here, bad: bytes, sentence: str) -> None:
    code, said = here(line(**FRENCH) + b"\n" + bad + b"\n" + line(**ENGLISH))
    assert code == 1
    assert [one["id"] for one in said if "error" not in one] == ["a", 7]
    assert [(one["error"], one["line"]) for one in said if "error" in one] == [(sentence, 3)]


def test_a_bad_line_names_its_id_where_it_has_one(here: Here) -> None:
    _, said = here(b'{"id": "b", "text": 3}\n{"text": 3}\n')
    assert [one.get("id") for one in said] == ["b", None]


@pytest.mark.parametrize("given", [b"", b"\n", b" \r\n\t\n\n"])
def test_no_line_is_no_answer_and_no_trouble(here: Here, given: bytes) -> None:
    assert here(given) == (0, [])
    assert here.batches == [], "no engine is loaded for nothing"


@pytest.mark.parametrize(
    "given",
    [
        b"\xef\xbb\xbf" + line(**FRENCH) + line(**ENGLISH),
        line(**FRENCH).rstrip() + b"\r\n" + line(**ENGLISH).rstrip(),
        b"\n \n" + line(**FRENCH) + b"\r\n\n" + line(**ENGLISH),
        json.dumps(FRENCH, ensure_ascii=False).encode() + b"\n" + line(**ENGLISH),
    ],
    ids=["byte order mark", "windows, no last end", "blank lines", "not escaped"],
)
def test_lines_are_read_however_they_are_written(here: Here, given: bytes) -> None:
    code, said = here(given)
    assert (code, [one["id"] for one in said]) == (0, ["a", 7])


@pytest.mark.parametrize(
    "text",
    ["", " ", "a\x00b", "\ud800 half a pair \udfff", "\u202e\u200b\ufeff", "🧑‍🚒" * 50, "é\u2028è\x85ç", "\n\n\n"],
)
def test_any_text_is_read(here: Here, text: str) -> None:
    code, said = here(line(id="x", text=text) + line(**ENGLISH))
    assert (code, [one["id"] for one in said]) == (0, ["x", 7])


def test_half_a_pair_comes_back_as_it_was_in_the_id_and_in_the_words(here: Here) -> None:
    code, [said] = here(line(id="\ud800", text="Nul nul\udc00, arnaque"))
    assert (code, said["id"]) == (0, "\ud800")


def test_a_text_of_a_million_signs_is_read_in_part_and_says_so() -> None:
    long = "Mon colis est perdu. " * 50_000
    done = say("analyse", "--jsonl", stdin=json.dumps({"id": 1, "text": long}) + "\n" + json.dumps(ENGLISH))
    said, after = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, after["id"]) == (0, 7)
    assert said["unsure"] is True
    assert said["scores"]["read"] < 0.01
    assert len(done.stdout) < 20_000


@pytest.mark.parametrize("name", ["", "é", "1", 1, 0, -7, 1.5, 10**30, "same"])
def test_an_id_comes_back_as_it_was_twice_if_need_be(here: Here, name: str | float) -> None:
    code, said = here(line(id=name, text="Thanks!") * 2)
    assert code == 0
    assert [(type(one["id"]), one["id"]) for one in said] == [(type(name), name)] * 2


@pytest.mark.parametrize("hint", [None, "de", "", "français", 3, ["fr"], {"fr": 1}, "f" * 10_000])
def test_a_language_that_is_none_of_ours_is_no_hint(here: Here, hint: object) -> None:
    alone, hinted = line(id=1, text="ok"), line(id=1, text="ok", lang=hint)
    assert here(alone) == here(hinted)


@pytest.mark.parametrize(("hint", "language"), [("fr", "fr"), ("fr-CA", "fr"), ("FR_be", "fr"), ("en-GB", "en")])
def test_a_hint_decides_where_the_words_do_not(here: Here, hint: str, language: str) -> None:
    assert here(line(id=1, text="ok", lang=hint))[1][0]["language"] == language
    assert here(line(id=1, text="Where is my parcel?", lang=hint))[1][0]["language"] == "en"


def test_many_lines_are_read_in_batches_in_their_order(here: Here) -> None:
    code, said = here(b"".join(line(id=number, text="Où est mon colis ?") for number in range(3000)))
    assert (code, [one["id"] for one in said]) == (0, list(range(3000)))
    assert max(here.batches) == jsonl.BATCH


def test_a_message_that_the_engine_fails_on_is_left_to_a_person(monkeypatch: pytest.MonkeyPatch, here: Here) -> None:
    def fail(messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading]) -> list[ReadingResult]:
        raise ZeroDivisionError

    monkeypatch.setattr(here, "read", fail)
    code, [said] = here(line(**FRENCH))
    assert (code, said["id"], said["unsure"], said["kind"]) == (0, "a", True, "other")
    assert said["scores"]["complaint"] is None


class Dripping(io.RawIOBase):
    """Gives the pieces one by one, as a pipe does whose writer pauses; counts how many were asked for."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self.left = [piece for piece in pieces if piece]
        self.asked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        self.asked += 1
        piece = self.left.pop(0) if self.left else b""
        room[: len(piece)] = piece
        return len(piece)


@given(
    st.lists(st.binary(max_size=12).map(lambda one: one.replace(b"\n", b"")), max_size=8),
    st.lists(st.integers(1, 9)),
    st.booleans(),
)
def test_lines_are_the_same_however_they_drip_in(lines: list[bytes], cuts: list[int], ended: bool) -> None:
    whole = b"\n".join(lines) + (b"\n" if ended else b"")
    pieces, rest = [], whole
    for cut in cuts:
        pieces.append(rest[:cut])
        rest = rest[cut:]
    found = [one for group in jsonl.groups(io.BufferedReader(Dripping([*pieces, rest]))) for one in group]
    expected = whole.removesuffix(b"\n").split(b"\n") if whole else []
    assert [text for _, text in found if text] == [text for text in expected if text]
    assert all(expected[number - 1] == text for number, text in found)


def test_a_whole_line_is_handed_on_before_more_is_asked_for() -> None:
    source = Dripping([b"one\ntw", b"o\nthree\n", b"four"])
    groups = jsonl.groups(io.BufferedReader(source))
    assert (next(groups), source.asked) == ([(1, b"one")], 1)
    assert (next(groups), source.asked) == ([(2, b"two"), (3, b"three")], 2)
    assert next(groups) == [(4, b"four")]


def test_a_line_that_never_ends_is_not_kept(monkeypatch: pytest.MonkeyPatch, here: Here) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 1 << 20)
    code, said = here(line(id=1, text="a" * (1 << 20)) + line(**ENGLISH) + line(id=2, text="b" * (1 << 20)))
    assert code == 1
    assert [one.get("line", one.get("id")) for one in said] == [1, 7, 3]
    assert said[0]["error"] == "this line is longer than 1 MB"


def test_a_closed_input_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main.main(["analyse", "--jsonl"]) == 1
    assert capsys.readouterr().err.startswith("detente: Input or output is closed")


def test_lines_are_counted_on_a_terminal_when_the_answers_go_elsewhere(tmp_path: Any) -> None:
    own, other = os.openpty()
    with open(tmp_path / "out", "wb") as out:
        done = subprocess.run(
            command("analyse", "--jsonl"), input=line(**ENGLISH) * 3, stdout=out, stderr=other, env=environment()
        )
    os.close(other)
    said = os.read(own, 1000)
    os.close(own)
    assert done.returncode == 0
    assert b"3 lines" in said
