"""`detente import FILE --channel NAME`: comments from a CSV or JSONL file. The same file again brings nothing new."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from detente.cli import desk
from detente.config.clock import now
from detente.host.trouble import HostTrouble

NAME = "import"
HELP = "take in comments from a CSV or JSONL file"
EXAMPLE = "detente import comments.csv --channel 'Our page' --map 'Body=text' --map 'Who=author'"

_SHOWN: Final = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", metavar="FILE", help="a .csv or .jsonl file")
    parser.add_argument("--channel", required=True, metavar="NAME", help="the channel that the comments belong to")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="say what a column holds (text, author, posted_at, id, parent_id, conversation_id, title, permalink, "
        "author_id, language, is_review; an empty field leaves it out); the others are guessed from their names",
    )
    parser.add_argument("--dates", choices=["iso", "dmy", "mdy", "ymd"], help="how dates are written (guessed)")
    parser.add_argument("--live", action="store_true", help="give the comments clocks (default: they are history)")
    desk.add_data(parser)
    parser.set_defaults(command=NAME)


def run(arguments: argparse.Namespace) -> int:
    """Import; 0 when every line was taken in or known, 1 when a line was refused."""
    path = Path(arguments.file)
    try:
        lines = open(path, "rb")  # noqa: SIM115 - closed below, opened first so that no database starts for a typo
    except OSError as error:
        raise HostTrouble(f"{path} cannot be read ({error.strerror}): name a .csv or .jsonl file.") from error
    with lines, desk.open_desk(arguments) as found:
        desk.start_django(desk.variables(found.asked, found.database))
        from django.db import connections

        from detente.desk.actions.import_comments import channel_by_name, import_comments, plan_for

        try:
            channel = channel_by_name(arguments.channel)
            plan = plan_for(channel, lines, path.name, mapping=_mapping(arguments.map), dates=arguments.dates)
            lines.seek(0)
            report = import_comments(
                channel.id, lines, file_name=path.name, live=arguments.live, now=now(), progress=_progress(), plan=plan
            )
        finally:
            connections.close_all()
    language = os.environ.get("LANG") or "en"
    for bad in report.refused[:_SHOWN]:
        print(f"line {bad.line}: {bad.reason.in_(language)}", file=sys.stderr)
    if report.refused_count > _SHOWN:
        print(f"and {report.refused_count - _SHOWN} more refused lines", file=sys.stderr)
    print(f"{report.new} new, {report.known} known, {report.revised} changed, {report.refused_count} refused")
    return 1 if report.refused_count else 0


def _mapping(told: list[str]) -> dict[str, str]:
    """`COLUMN=FIELD`, the last `=` parts them: a column's name may hold one."""
    pairs = [one.rpartition("=") for one in told]
    if any(not part for _, part, _ in pairs):
        raise HostTrouble("--map wants COLUMN=FIELD, like --map 'Body=text'.")
    return {column.strip(): field.strip() for column, _, field in pairs}


def _progress() -> Callable[[int], None] | None:
    if not sys.stderr.isatty():
        return None
    return lambda seen: print(f"\r{seen} lines", end="\r", file=sys.stderr, flush=True)
