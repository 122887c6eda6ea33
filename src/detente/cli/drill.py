"""`detente drill`: replay scenarios on a scratch desk that is gone afterwards, through the same actions as real use."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli import desk
from detente.cli.jsonl import BadLine, encoded, fields_of
from detente.config import env
from detente.host import folder, keys, postgres
from detente.host.trouble import HostTrouble

if TYPE_CHECKING:
    from detente.drill.replay import Outcome, Theatre

NAME = "drill"
HELP = "replay a file of scenarios on a scratch desk and say what passed, what was caught and what was refused"
EXAMPLE = "detente drill scenarios.jsonl --jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", metavar="FILE", type=Path, help="scenarios, one JSON object a line")
    parser.add_argument("--jsonl", action="store_true", help="answer with one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    """Play every scenario of the file; 0 only when all passed. Raises `HostTrouble` when the file cannot be read."""
    try:
        lines = arguments.file.read_bytes().splitlines()
    except OSError as error:
        raise HostTrouble(f"{arguments.file} cannot be read: {error.strerror or error}") from error
    with scratch() as _:
        return _play(lines, as_json=arguments.jsonl)


@contextmanager
def scratch() -> Iterator[str]:
    """An empty desk of its own in a temporary folder: no picture is taken, no mail leaves, nothing stays."""
    asked = env.read(dict(os.environ))
    with tempfile.TemporaryDirectory(prefix="detente-drill-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o711)  # the account that runs PostgreSQL has to reach its own folder in it
        data = Path(made) / "desk"
        folder.make(data)
        keys.make_all(data / "keys")
        server = postgres.start(data, run_as=asked.run_as, explicit=asked.postgres_bin)
        try:
            _open(data, server.url)
            yield server.url
        finally:
            _close()
            server.stop()


def _open(data: Path, database: str) -> None:
    told = dict(os.environ) | {"DETENTE_DATA": str(data), "DETENTE_MAIL": "", "DETENTE_EVIDENCE": ""}
    told.pop("DATABASE_URL", None)
    desk.start_django(desk.variables(env.read(told), database) | {"DETENTE_BROWSER": "off"})
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _close() -> None:
    from django.db import connections

    connections.close_all()


def _play(lines: list[bytes], *, as_json: bool) -> int:
    from detente.config.clock import now
    from detente.drill.cast import open_cast
    from detente.drill.replay import Theatre

    theatre, passed = Theatre(open_cast(now())), True
    for number, line in enumerate(lines, start=1):
        if line.strip():
            passed = _play_line(theatre, number, line, as_json=as_json) and passed
    return 0 if passed else 1


def _play_line(theatre: Theatre, number: int, line: bytes, *, as_json: bool) -> bool:
    from detente.drill.scenario import BadScenario, scenario_of

    try:
        scenario = scenario_of(fields_of(number, line))
    except (BadLine, BadScenario) as error:
        _say({"error": str(error), "line": number} if as_json else f"line {number}: {error}")
        return False
    if scenario is None:
        return True
    outcome = theatre.play(scenario)
    _say(outcome.to_json() if as_json else _sentence(outcome))
    return outcome.passed


def _sentence(outcome: Outcome) -> str:
    caught = len(outcome.wrong), len(outcome.exemplary), sum("not_covered" not in one for one in outcome.actions)
    head = "{} {}: {} good, {} faulty, {} actions".format(
        "ok " if outcome.passed else "NOT", outcome.id, caught[1], caught[0], caught[2]
    )
    return "\n".join([head, *(f"      {problem}" for problem in outcome.problems)])


def _say(answer: dict[str, object] | str) -> None:
    sys.stdout.buffer.write(encoded(answer) if isinstance(answer, dict) else answer.encode() + b"\n")
    sys.stdout.buffer.flush()
