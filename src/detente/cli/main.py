"""`detente COMMAND`: find the command, run it, and turn what goes wrong into one sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final, Protocol, cast

from detente import __version__
from detente.config.env import EnvironmentRefused
from detente.contracts.refusals import Refused
from detente.host.keys import KeyMissing
from detente.host.stopping import StopAsked
from detente.host.trouble import HostTrouble


class Command(Protocol):
    """What every module of a command offers."""

    NAME: str
    HELP: str
    EXAMPLE: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say which options it takes."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; the exit code."""


COMMANDS: Final = (
    *("up", "connect", "test", "doctor", "browser", "extras", "backup", "restore"),
    *("import", "analyse", "check", "drill", "evidence", "ledger", "learn", "web", "worker"),
)
"""The names of the commands for people, in the order of the help."""
PARTS: Final = ("prepare",)
"""Commands for other commands; they work, but no help names them."""
_TEST: Final = "test"


def command(name: str) -> Command:
    """One command. Only the file of the one that is asked for is read: a start is most of a short command's time."""
    return cast(Command, import_module(f"detente.cli.{'imports' if name == 'import' else name}"))


def parser(only: str = "") -> argparse.ArgumentParser:
    """The command line of Détente; with `only` that one command, if there is one of this name."""
    top = argparse.ArgumentParser(prog="detente", description="Détente, a response desk for negative public comments.")
    top.add_argument("--version", action="version", version=f"detente {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    if only in (*COMMANDS, *PARTS):
        _add(commands.add_parser, command(only))
        return top
    for name in COMMANDS:
        _add(commands.add_parser, command(name), help=command(name).HELP)
    for name in PARTS:
        _add(commands.add_parser, command(name))
    return top


def _add(add_parser: Callable[..., argparse.ArgumentParser], command: Command, **told: str) -> None:
    one = add_parser(
        command.NAME,
        description=f"{command.HELP[0].upper()}{command.HELP[1:]}.",
        epilog=f"example:\n  {command.EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        **told,
    )
    command.add_arguments(one)
    one.set_defaults(run=command.run)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    arguments = _parsed(list(sys.argv[1:] if words is None else words))
    try:
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except (HostTrouble, EnvironmentRefused, KeyMissing) as trouble:
        return _say(str(trouble))
    except Refused as refused:
        return _say(refused.sentence.in_(os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"))
    except (KeyboardInterrupt, StopAsked):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parsed(words: list[str]) -> argparse.Namespace:
    """The parsed words. What follows `test` is pytest's own, options and all, and is handed on as it is."""
    known = parser(only=words[0] if words else "")
    if words[:1] != [_TEST] or words[1:2] in (["-h"], ["--help"]):
        return known.parse_args(words)
    arguments = known.parse_args(words[:1])
    arguments.rest = words[1:]
    return arguments


def _say(sentence: str) -> int:
    print(f"detente: {sentence}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
