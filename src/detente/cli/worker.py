"""`detente worker`: the background work, for production beside other machines; `up` starts the same program."""

from __future__ import annotations

import argparse

from detente.cli import desk

NAME = "worker"
HELP = "do the background work only, for production: the database and the pages run elsewhere"
EXAMPLE = "DATABASE_URL=postgresql://… detente worker"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    desk.add_data(parser)


def run(arguments: argparse.Namespace) -> int:
    """Work until asked to stop."""
    asked = desk.environment(arguments)
    desk.start_django(desk.variables(asked, desk.database_of(asked)))
    from detente.workers.main import run_workers

    return run_workers()
