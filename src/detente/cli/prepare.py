"""`detente prepare`: a part of `up`. Checks the database, brings its tables up to date, makes the one-time link.

Prints one line of JSON: {"trouble": sentence} or {"link": path of the one-time link, or null}.
"""

from __future__ import annotations

import argparse
import json
import re
from typing import Final

from detente.cli import desk
from detente.config.clock import now

NAME = "prepare"
HELP = "bring the tables of the database up to date"
EXAMPLE = "detente prepare"

MARK: Final = '{"'
"""How its answer begins; no other line of it does."""
_MAJOR: Final = 18
_LOCK: Final = 0x44E7E27E
"""Any number, the same everywhere: two machines that start together migrate one after the other."""
_REASONS: Final = (
    (r"password authentication failed|no password supplied", "it refuses the name or the password"),
    (r"database .* does not exist", "it has no database of that name"),
    (r"role .* does not exist", "it has no role of that name"),
    (r"Connection refused|No such file or directory", "nothing listens there"),
    (r"resolve|translate host name|Name or service", "the name of the host is not known"),
    (r"timeout|timed out", "there was no answer within 5 seconds"),
    (r"no pg_hba.conf entry", "it does not let this machine in"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    desk.add_data(parser)
    parser.add_argument("--demo", action="store_true", help="fill an empty desk with a believable brand")


def run(arguments: argparse.Namespace) -> int:
    """Prepare; 0 when the desk may start."""
    asked = desk.environment(arguments)
    database = desk.database_of(asked)
    trouble = database_trouble(database)
    if trouble is None:
        desk.start_django(desk.variables(asked, database))
        migrate()
        answer = demo() if arguments.demo else {"link": _first_link()}
    else:
        answer = {"trouble": trouble}
    print(json.dumps(answer), flush=True)
    return 1 if "trouble" in answer else 0


def database_trouble(url: str) -> str | None:
    """One sentence about a database that cannot be used, None when it can."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=5) as link:
            major = link.info.server_version // 10_000
    except psycopg.Error as error:
        return f"The database of DATABASE_URL cannot be used, {_reason(str(error))}: correct DATABASE_URL or unset it."
    if major < _MAJOR:
        return f"The database of DATABASE_URL is PostgreSQL {major}, but the desk needs {_MAJOR} or later: update it."
    return None


def _reason(text: str) -> str:
    for pattern, reason in _REASONS:
        if re.search(pattern, text):
            return reason
    return "it refuses the connection"


def migrate() -> None:
    """Bring the tables up to date, one process at a time."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _first_link() -> str | None:
    from detente.accounts.actions.first_run import make_first_run_link

    token = make_first_run_link(now())
    return f"welcome/{token}" if token else None


def demo() -> dict[str, str | None]:
    """Fill the demo, or find it filled; whoever tries it joins like any colleague."""
    from django.conf import settings

    from detente.contracts.refusals import Refused
    from detente.drill.demo import fill_demo

    reached = settings.DETENTE_ALLOWED_ORIGINS[-1:] or (settings.DETENTE_PUBLIC_URL,)  # the last one is our own
    try:
        report = fill_demo(now(), reached[0])
    except Refused as refused:
        return {"trouble": refused.sentence.en}
    return {"link": f"join/{report.join}" if report.join else None}
