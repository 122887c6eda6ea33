"""`detente connect NETWORK --name NAME`: asks the network who we are and what is missing, and only then saves.

A secret is never taken from the command line, where other accounts of the machine and the shell's history would see
it: it is typed when asked for, or read from a file or the standard input.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from detente.channels.registry import NETWORKS
from detente.cli import desk
from detente.config.clock import now
from detente.contracts.network import Auth, Connection, Field, NetworkError, Probe, Registered, Signs
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.host import folder
from detente.host.trouble import HostTrouble

if TYPE_CHECKING:
    from detente.accounts.models import Brand
    from detente.desk.actions._answers import Answers

NAME = "connect"
HELP = "connect a channel: its rights are checked before it is saved"
EXAMPLE = "detente connect bluesky --name 'Our account' --field identifier=brand.example --backfill 30"

_LONGEST: Final = 20_000
"""Bytes of a secret's file that are read at most."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("network", metavar="NETWORK", nargs="?", help="one of those that --list names")
    parser.add_argument(
        "--list", action="store_true", help="name the networks, their questions and the rights they need"
    )
    parser.add_argument("--name", metavar="NAME", help="what the channel is called here (default: the network's name)")
    parser.add_argument(
        "--field", metavar="KEY=VALUE", action="append", default=[], type=_pair, help="an answer, never a secret"
    )
    parser.add_argument("--secret-file", metavar="FILE", help="read the secret from this file, '-': the standard input")
    parser.add_argument("--backfill", metavar="DAYS", type=int, default=0, help="fetch so many days of the past")
    parser.add_argument("--brand", metavar="SLUG", help="whose channel it is, when the desk has several brands")
    desk.add_data(parser)
    parser.set_defaults(command=NAME, wrong_use=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Connect; 0 when the channel is saved, 1 when something is missing and nothing was saved."""
    if arguments.list:
        print("\n".join(_catalogue()))
        return 0
    line = _network(arguments)
    _no_secret_in_sight(arguments, line)
    with desk.open_desk(arguments) as found:
        desk.start_django(desk.variables(found.asked, found.database))
        from django.db import connections

        try:
            return _connect(arguments, line, found)
        finally:
            connections.close_all()


# --- What was asked ---


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise argparse.ArgumentTypeError(f"{text!r} is not KEY=VALUE")
    return key.strip(), value


def _wrong_use(arguments: argparse.Namespace, sentence: str) -> NoReturn:
    tell: Callable[[str], NoReturn] = arguments.wrong_use
    tell(sentence)


def _network(arguments: argparse.Namespace) -> Registered:
    known = sorted(line.network for line in NETWORKS.values() if line.connectable)
    line = NETWORKS.get(arguments.network or "")
    if line is None or not line.connectable:
        _wrong_use(arguments, f"name one of these networks: {', '.join(known) or 'none'} (see --list)")
    return line


def _no_secret_in_sight(arguments: argparse.Namespace, line: Registered) -> None:
    """End with wrong use when a field is unknown, or a secret stands on the command line."""
    kinds = {field.key: field.kind for field in line.fields}
    for key, _ in arguments.field:
        if key not in kinds:
            _wrong_use(arguments, f"{line.network} has no field {key!r}: it has {', '.join(kinds) or 'none'}")
        if kinds[key] == "secret":
            _wrong_use(arguments, f"{key!r} is a secret: leave it out and type it when asked, or use --secret-file")


def _catalogue() -> Iterator[str]:
    """The networks that can be connected, each with its questions."""
    language = _language()
    for line in sorted(NETWORKS.values(), key=lambda one: one.network):
        if not line.connectable:
            continue
        yield f"{line.network:12} {line.name.in_(language)}"
        for field in line.fields:
            yield f"  {field.key:18} {field.label.in_(language)}{_remark(field)}. {field.help.in_(language)}"
        if line.rights:
            yield f"  {'rights:':18} {line.rights.in_(language)}"


def _remark(field: Field) -> str:
    if field.kind == "secret":
        return " (asked for, never on the command line)"
    if field.default:
        return f" (default {field.default})"
    return "" if field.required else " (optional)"


# --- The answers ---


def _answers(arguments: argparse.Namespace, line: Registered) -> dict[str, str]:
    """The fields of the command line, and what is asked for. Raises `HostTrouble` when nobody can be asked."""
    given = dict(arguments.field)
    for field in line.fields:
        if field.kind == "secret":
            given[field.key] = _secret(field, arguments.secret_file)
        elif field.key not in given and field.required and not field.default and sys.stdin.isatty():
            given[field.key] = input(f"{field.label.in_(_language())}: ")
    return given


def _secret(field: Field, file: str | None) -> str:
    if file == "-":
        return sys.stdin.read(_LONGEST).strip()
    if file:
        return _read_file(Path(file))
    if not sys.stdin.isatty():
        raise HostTrouble("The secret is asked for at a terminal: run this in one, or name a file with --secret-file.")
    return getpass.getpass(f"{field.label.in_(_language())}: ").strip()


def _read_file(path: Path) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read(_LONGEST).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise HostTrouble(f"{path} cannot be read as a secret: name a text file that holds nothing else.") from error


# --- The network is asked, then the channel is saved ---


def _connect(arguments: argparse.Namespace, line: Registered, found: desk.Desk) -> int:
    from detente.desk.actions._answers import read_answers
    from detente.desk.actions.ask_channel import ask_channel, check_days

    check_days(arguments.backfill)
    brand = _brand(arguments.brand)
    given = _answers(arguments, line)
    answers = read_answers(line, given)
    if line.has_connector and not _good(line, answers):
        print("Nothing was saved.", file=sys.stderr)
        return 1
    name = arguments.name or line.name.in_(brand.language)
    channel_id = ask_channel(
        None, brand.id, network=line.network, name=name, answers=given, backfill_days=arguments.backfill, now=now()
    )
    print(f"Saved: channel {channel_id}, “{name}”. {_next_step(line, found, channel_id)}")
    return 0


def _brand(slug: str | None) -> Brand:
    """The brand of the desk, or the one that is named. Raises `HostTrouble`."""
    from detente.accounts.models import Brand

    brands = list(Brand.objects.order_by("slug"))
    chosen = [brand for brand in brands if slug in (None, brand.slug)]
    if len(chosen) == 1:
        return chosen[0]
    if not brands:
        raise HostTrouble("This desk has no brand yet: open it with the one-time link that 'detente up' prints.")
    raise HostTrouble(f"Name the brand with --brand: {', '.join(brand.slug for brand in brands)}.")


def _good(line: Registered, answers: Answers) -> bool:
    """Ask the network, and say who we are and what is missing."""
    from detente.workers.trouble import DEFECTS

    language = _language()
    try:
        probe = _probe(line, answers)
    except (NetworkError, Refused, *DEFECTS) as error:
        print(_sentence(error).in_(language), file=sys.stderr)
        return False
    print(f"The network knows us as {probe.account_name or probe.account_id}.")
    for problem in probe.problems:
        print(f"Missing: {problem.in_(language)}", file=sys.stderr)
    return not probe.problems


def _probe(line: Registered, answers: Answers) -> Probe:
    """Who we are there. Raises `NetworkError`."""
    from django.conf import settings

    from detente.channels.dial import dial

    origins = settings.DETENTE_ALLOWED_ORIGINS
    settled: Mapping[str, str] = answers.settings
    connection = Connection(answers.base_url, answers.secret, answers.account_id, dict(settled))
    connector = dial(line.network, connection, origins)
    if isinstance(connector, Signs):
        session = connector.sign_in(now=now())
        connector = dial(line.network, replace(connection, session=session.secret), origins)
    return connector.probe(now=now())


def _sentence(error: Exception) -> Words:
    from detente.desk.queries.trouble_words import WRONG_SECRET, trouble_words
    from detente.workers.trouble import code_of

    if isinstance(error, Refused):
        return error.sentence
    if isinstance(error, Auth) and error.kind in ("expired", "revoked"):
        return WRONG_SECRET
    return trouble_words(code_of(error)) or Words(fr=str(error), en=str(error))


def _next_step(line: Registered, found: desk.Desk, channel_id: int) -> str:
    running = folder.holder(found.data)
    if running is None:
        return "It begins with the next 'detente up'."
    what = "It begins to listen now" if line.has_connector else "It is ready"
    return f"{what}: {running.address}/channels/{channel_id}"


def _language() -> str:
    return os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
