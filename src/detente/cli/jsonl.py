"""One JSON object a line in, one a line out: what the commands that answer lines have in common.

Lines are answered as they come: what one look at the input brings is answered before the next look, in batches, so that
an answer follows its line at once although the pipe stays open, and memory stays the same however long the input is.
"""

from __future__ import annotations

import argparse
import json
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BufferedReader
from math import isfinite
from typing import Final, NoReturn, TypeAlias, TypeVar, cast

from detente.host.trouble import HostTrouble

BATCH: Final = 250
"""How many lines are answered together at most."""
LONGEST: Final = 16 << 20
"""Bytes that one line may have: a text of a million signs, each written as two escapes, fits."""
_LOOK: Final = 1 << 16
"""Bytes that one look at the input takes at most: what a pipe holds."""

Fields: TypeAlias = Mapping[str, object]
Answer: TypeAlias = Mapping[str, object]
Line: TypeAlias = tuple[int, bytes | None]
"""Its number from 1, and its bytes; None when it is longer than `LONGEST`."""
Asked = TypeVar("Asked")


class BadLine(ValueError):
    """A line that cannot be answered; the message says what is wrong with it."""


def add_jsonl(parser: argparse.ArgumentParser, example: str) -> None:
    """The option `--jsonl`, the only form there is; without it the command says what to do."""
    parser.add_argument("--jsonl", action="store_true", help="read and write one JSON object a line")
    parser.set_defaults(without_jsonl=lambda: parser.error(f"say --jsonl and give one JSON object a line: {example}"))


def answer_lines(
    arguments: argparse.Namespace,
    read: Callable[[Fields], Asked],
    answer: Callable[[Sequence[Asked]], Sequence[Answer]],
) -> int:
    """Answer every line of the input; 1 when one could not be.

    `read` makes of the fields of a line what is asked, or raises `BadLine`; `answer` gives an answer each, in order.
    """
    if not arguments.jsonl:
        arguments.without_jsonl()
    good, tell, seen = True, _progress(), 0
    for lines in groups(_input()):
        for first in range(0, len(lines), BATCH):
            answers = list(_answers(lines[first : first + BATCH], read, answer))
            _write(answers)
            good = good and not any("error" in one for one in answers)
        seen += len(lines)
        tell(seen)
    return 0 if good else 1


def groups(source: BufferedReader) -> Iterator[list[Line]]:
    """The lines of `source`, together those that one look brings: never waits while a whole line is in hand."""
    begun, number = _Begun(), 0
    while chunk := source.read1(_LOOK):
        head, *others = chunk.split(b"\n")
        begun.add(head)
        if others:
            lines = [begun.taken(), *others[:-1]]
            begun.add(others[-1])
            yield list(enumerate(lines, start=number + 1))
            number += len(lines)
    if begun.size:
        yield [(number + 1, begun.taken())]


class _Begun:
    """A line of which the end has not come yet; of one that grows too long only the length is kept."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0

    def add(self, piece: bytes) -> None:
        self.size += len(piece)
        self.pieces.append(piece)
        if self.size > LONGEST:
            self.pieces.clear()

    def taken(self) -> bytes | None:
        line = b"".join(self.pieces) if self.size <= LONGEST else None
        self.pieces.clear()
        self.size = 0
        return line


def _answers(
    lines: Sequence[Line], read: Callable[[Fields], Asked], answer: Callable[[Sequence[Asked]], Sequence[Answer]]
) -> Iterator[Answer]:
    asked: list[Asked] = []
    said: list[Answer | None] = []
    for number, line in lines:
        if line is not None and not line.strip():
            continue
        fields: Fields = {}
        try:
            fields = fields_of(number, line)
            asked.append(read(fields))
            said.append(None)
        except BadLine as error:
            said.append({**_id_of(fields), "error": str(error), "line": number})
    given = iter(answer(asked) if asked else ())
    for one in said:
        yield next(given) if one is None else one


def _id_of(fields: Fields) -> dict[str, object]:
    return {"id": fields["id"]} if isinstance(fields.get("id"), str | int | float) else {}


def fields_of(number: int, line: bytes | None) -> Fields:
    """The fields of one line. Raises `BadLine`."""
    if line is None:
        raise BadLine(f"this line is longer than {LONGEST >> 20} MB")
    try:
        text = line.removeprefix(BOM_UTF8 if number == 1 else b"").decode()
    except UnicodeDecodeError as error:
        raise BadLine("this line is not UTF-8") from error
    try:
        fields = json.loads(text, parse_constant=_no_json, parse_float=_number)
    except (ValueError, RecursionError) as error:
        raise BadLine("this line is not JSON") from error
    if not isinstance(fields, dict):
        raise BadLine("this line is not an object")
    return cast(Fields, fields)


def _no_json(name: str) -> NoReturn:
    raise ValueError(name)


def _number(written: str) -> float:
    """Refuses what is too large for a number, and would come back as `Infinity`."""
    number = float(written)
    return number if isfinite(number) else _no_json(written)


def _write(answers: Sequence[Answer]) -> None:
    sys.stdout.buffer.write(b"".join(map(encoded, answers)))
    sys.stdout.buffer.flush()


def encoded(answer: Answer) -> bytes:
    """One answer as a line of UTF-8. Half a surrogate pair, which UTF-8 cannot hold, is written as its escape."""
    try:
        return json.dumps(answer, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(answer).encode() + b"\n"


def _input() -> BufferedReader:
    if sys.stdin is None or sys.stdout is None:
        raise HostTrouble("Input or output is closed: give lines on the one and take answers from the other.")
    return cast(BufferedReader, sys.stdin.buffer)


def _progress() -> Callable[[int], None]:
    """Counts lines on a terminal when the answers go elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return lambda _: None
    return lambda seen: print(f"\r{seen} lines", end="\r", file=sys.stderr, flush=True)
