"""`detente web`: the pages, for production beside other machines; `up` starts the same program."""

from __future__ import annotations

import argparse
import os
import sys

from detente.cli import desk

NAME = "web"
HELP = "serve the pages only, for production: the database and the workers run elsewhere"
EXAMPLE = "DATABASE_URL=postgresql://… detente web --host 0.0.0.0 --port 8700"
PORT = 8700


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    desk.add_data(parser)
    add_address(parser)
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="web processes (default 1)")


def add_address(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=PORT, help=f"the port to listen on (default {PORT}, 0: any free)")


def command(host: str, port: int, processes: int = 1) -> list[str]:
    """The program that serves the pages."""
    return [
        sys.executable, "-m", "granian", "--interface", "asgi", "--host", host, "--port", str(port), "--no-ws",
        "--workers", str(processes), "--workers-kill-timeout", "2", "--log-level", "warning",
        "detente.config.asgi:application",
    ]  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Become the server."""
    asked = desk.environment(arguments)
    told = {**os.environ, **desk.variables(asked, desk.database_of(asked)), "DETENTE_POOL": "1"}
    program = command(arguments.host, arguments.port, arguments.processes)
    os.execve(program[0], program, told)  # noqa: S606 - no shell is wanted
