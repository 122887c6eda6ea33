"""`detente ledger check`: is everything sealed whole? Every line, every item, every file, every stamp."""

from __future__ import annotations

import argparse
import json
import os
from typing import TYPE_CHECKING, Final

from detente.cli import desk
from detente.config.clock import now
from detente.contracts.actors import COMMAND
from detente.contracts.words import Words
from detente.host.trouble import HostTrouble

if TYPE_CHECKING:
    from detente.desk.whole_check import Found

NAME = "ledger"
HELP = "check that everything sealed is whole"
EXAMPLE = "detente ledger check --deep"

_SEEN: Final = Words(
    fr="{lines} lignes, {items} pièces (dont {opened} ouvertes), {bundles} dossiers, {stamps} horodatages vérifiés.",
    en="{lines} lines, {items} items ({opened} of them opened), {bundles} folders, {stamps} time stamps checked.",
)
_HEAD: Final = Words(fr="Dernière ligne\u202f: {n}, empreinte {hash}", en="Last line: {n}, hash {hash}")
_SAME: Final = Words(
    fr="La ligne {n} est toujours celle qui a été annoncée.", en="Line {n} is still the one that was told outside."
)
_OTHER: Final = Words(
    fr="La ligne {n} n’est PAS celle qui a été annoncée\u202f: le journal scellé a été refait depuis.",
    en="Line {n} is NOT the one that was told outside: the ledger was made anew since.",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    check = acts.add_parser("check", help=HELP, description=f"{HELP.capitalize()}. Exit code 1 when it is not.")
    check.add_argument("--deep", action="store_true", help="open every item and folder, not only today's tenth")
    check.add_argument("--line", metavar="N:HASH", help="is this line, as it was mailed outside, still the same?")
    check.add_argument("--jsonl", action="store_true", help="one JSON object, for a program")
    desk.add_data(check)
    check.set_defaults(command=NAME)


def run(arguments: argparse.Namespace) -> int:
    """Check and say so; 1 when something does not hold."""
    told = _told(arguments.line) if arguments.line else None
    with desk.open_desk(arguments) as found:
        desk.start_django(desk.variables(found.asked, found.database))
        from django.db import connections

        try:
            return _check(arguments, told)
        finally:
            connections.close_all()


def _check(arguments: argparse.Namespace, told: tuple[int, str] | None) -> int:
    from detente.desk.actions.check_ledger import check_ledger

    found = check_ledger(actor=COMMAND, deep=arguments.deep, now=now(), clock=now)
    same = None if told is None else _hash_of(told[0]) == told[1]
    say = _as_json if arguments.jsonl else _as_text
    print(say(found, told, same), flush=True)
    return 0 if found.whole and same is not False else 1


def _told(text: str) -> tuple[int, str]:
    number, _, digest = text.partition(":")
    if not (number.isascii() and number.isdigit()) or len(digest) != 64:
        raise HostTrouble(f"--line holds {text!r}: write the number and the hash of the mail, such as 812:9f86d081….")
    return int(number), digest.strip().lower()


def _hash_of(seq: int) -> str:
    from detente.journal.models import LedgerLine

    return bytes(LedgerLine.objects.filter(seq=seq).values_list("hash", flat=True).first() or b"").hex()


def _head() -> tuple[int, str]:
    from detente.journal.models import LedgerHead

    head = LedgerHead.objects.get(id=1)
    return head.seq, bytes(head.hash).hex()


def _as_text(found: Found, told: tuple[int, str] | None, same: bool | None) -> str:
    from detente.rules.whole import found_words

    seen = _SEEN.with_(
        lines=found.lines, items=found.items_seen, opened=found.opened, bundles=found.bundles_seen,
        stamps=found.stamps_seen,
    )  # fmt: skip
    number, digest = _head()
    said = [seen, found_words(found), _HEAD.with_(n=number, hash=digest)]
    if told is not None:
        said.append((_SAME if same else _OTHER).with_(n=told[0]))
    language = os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return "\n".join(one.in_(language) for one in said)


def _as_json(found: Found, told: tuple[int, str] | None, same: bool | None) -> str:
    number, digest = _head()
    answer: dict[str, object] = {
        "whole": found.whole,
        "lines": found.lines,
        "broken_at": found.broken_at,
        "items_seen": found.items_seen,
        "opened": found.opened,
        "items": found.items,
        "bundles_seen": found.bundles_seen,
        "bundles": found.bundles,
        "missing": found.missing,
        "stamps_seen": found.stamps_seen,
        "stamps": found.stamps,
        "keys": found.keys,
        "head": {"line": number, "hash": digest},
    }
    if told is not None:
        answer["same_line"] = same
    return json.dumps(answer)
