"""`detente doctor`: one line for each thing the desk needs, and what to do about those that are missing."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import smtplib
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from detente.cli import browser, desk, prepare
from detente.config.clock import now
from detente.config.env import Environment
from detente.host import folder, keys, machine, programs
from detente.host.trouble import HostTrouble

if TYPE_CHECKING:
    from detente.analysis.plugins.build import Tried

NAME = "doctor"
HELP = "look at everything the desk needs and say what is missing"
EXAMPLE = "detente doctor"

_LEAST_FREE: Final = 2_000_000_000
_SKEW_SECONDS: Final = 5.0
_CHANNELS: Final = "SELECT name, state FROM desk_channel WHERE state <> 'removed' ORDER BY name"


@dataclass(frozen=True, slots=True)
class Line:
    """What was seen of one thing; `remedy` is empty when nothing has to be done."""

    about: str
    seen: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    desk.add_data(parser)
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line, for a program")


def run(arguments: argparse.Namespace) -> int:
    """Print the lines; 1 when something has to be done."""
    asked = desk.environment(arguments)
    troubles = 0
    for line in lines(asked):
        troubles += bool(line.remedy)
        print(_as_json(line) if arguments.jsonl else _as_text(line), flush=True)
    return 1 if troubles else 0


def lines(asked: Environment) -> Iterator[Line]:
    """Everything there is to see, in the order of importance."""
    database, link = _database(asked)
    yield database
    yield from (look(asked) for look in (_folder, _evidence, _keys, _browser, _fonts))
    yield _clock(link)
    yield _channels(link)
    yield from (look(asked) for look in (_mail, _origins, _reading, _stamps, _outside))


def _as_text(line: Line) -> str:
    mark = "look" if line.remedy else "ok"
    return f"{mark:5} {line.about:16} {line.seen}" + (f" {line.remedy}" if line.remedy else "")


def _as_json(line: Line) -> str:
    return json.dumps({"about": line.about, "ok": not line.remedy, "seen": line.seen, "remedy": line.remedy})


def _database(asked: Environment) -> tuple[Line, str]:
    """The line, and the address when the database answers now."""
    running = folder.holder(asked.data)
    address = asked.database_url or (running.database if running else "")
    if not address:
        return _embedded(asked), ""
    trouble = prepare.database_trouble(address)
    if trouble:
        return Line("database", "does not answer.", trouble), ""
    return Line("database", f"answers ({'yours' if asked.database_url else 'embedded, running'})."), address


def _embedded(asked: Environment) -> Line:
    try:
        found = programs.find(asked.postgres_bin)
    except HostTrouble as trouble:
        return Line("database", "there is none.", str(trouble))
    return Line("database", f"embedded PostgreSQL {found.version}; it does not run now.")


def _folder(asked: Environment) -> Line:
    place = asked.data
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    seen = f"{asked.data}, {free / 1e9:.1f} GB free."
    short = f"Free some space on its disk: below {_LEAST_FREE / 1e9:.0f} GB evidence may soon be refused."
    return Line("data folder", seen, short if free < _LEAST_FREE else "")


def _evidence(asked: Environment) -> Line:
    """The folder of sealed pictures: how many files, how large, and the room left on its disk."""
    place = asked.evidence
    files = [path.stat().st_size for path in place.glob("*/*/*.sealed")] if place.is_dir() else []
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    seen = f"{asked.evidence}, {len(files)} sealed files, {sum(files) / 1e9:.1f} GB, {free / 1e9:.1f} GB free."
    if not os.access(place, os.W_OK):
        return Line("evidence", seen, "This account cannot write there: give the folder to it.")
    short = f"Free some space on its disk: below {_LEAST_FREE / 1e9:.0f} GB pictures may soon be refused."
    return Line("evidence", seen, short if free < _LEAST_FREE else "")


def _outside(asked: Environment) -> Line:
    """A ledger whose head lies nowhere else can be made anew by whoever owns the machine."""
    if asked.ledger_mail:
        return Line("ledger", f"its head is mailed once a day to {', '.join(asked.ledger_mail)}.")
    return Line("ledger", "its head is told to nobody outside; name an address in DETENTE_LEDGER_MAIL.")


def _keys(asked: Environment) -> Line:
    where = asked.data / "keys"
    if not where.is_dir():
        return Line("keys", "not made yet; the first 'detente up' makes them.")
    try:
        for name in keys.NAMES:
            keys.load(where, name)
    except keys.KeyMissing as trouble:
        return Line("keys", "not all can be read.", str(trouble))
    open_to = [path.name for path in where.iterdir() if path.stat().st_mode & 0o077]
    remedy = f"Close them: chmod 600 {where}/*" if open_to else ""
    return Line("keys", "readable by others than their owner." if open_to else "all there, closed to others.", remedy)


def _browser(asked: Environment) -> Line:
    """The browser is started once and looked at, as the worker would start it."""
    found = machine.find_browser(asked.browser)
    if found is None:
        return Line(
            "browser", "none was found.", "Bring one with 'detente browser install', or name one in DETENTE_BROWSER."
        )
    told = browser.look(found, asked.run_as)
    return Line("browser", f"{told.seen} ({found}).", told.remedy)


def _fonts(asked: Environment) -> Line:  # noqa: ARG001 - every look has the same form
    missing = machine.missing_fonts()
    remedy = "Install them (apt-get install fonts-dejavu-core fonts-noto-color-emoji), or pictures show empty boxes."
    return Line("fonts", f"missing: {', '.join(missing)}." if missing else "text and emoji.", remedy if missing else "")


def _clock(link: str) -> Line:
    if not link:
        return Line("clock", f"{now():%Y-%m-%d %H:%M:%S} UTC; not compared, the database does not run.")
    import psycopg

    with psycopg.connect(link, connect_timeout=5) as wire:
        row = wire.execute("SELECT extract(epoch FROM clock_timestamp())::float8").fetchone()
    skew = abs(now().timestamp() - float(row[0])) if row else 0.0
    remedy = "Set both machines by the same time server: deadlines would be wrong." if skew > _SKEW_SECONDS else ""
    return Line("clock", f"{now():%Y-%m-%d %H:%M:%S} UTC, {skew:.1f} s from the database.", remedy)


def _channels(link: str) -> Line:
    if not link:
        return Line("channels", "not looked at, the database does not run.")
    import psycopg

    with psycopg.connect(link, connect_timeout=5) as wire:
        known = wire.execute("SELECT to_regclass('desk_channel') IS NOT NULL").fetchone()
        rows = wire.execute(_CHANNELS).fetchall() if known and known[0] else []
    if not rows:
        return Line("channels", "none yet.", "Sign in and connect one under Channels, or use 'detente connect'.")
    troubled = ", ".join(str(name) for name, state in rows if state == "trouble")
    remedy = f"Open Channels and see what these need: {troubled}." if troubled else ""
    return Line("channels", f"{len(rows)}: {', '.join(str(name) for name, _ in rows[:5])}.", remedy)


def _mail(asked: Environment) -> Line:
    if asked.mail == "file":
        return Line("mail", f"kept in {asked.data / 'mail'}; name a server in DETENTE_MAIL to have them sent.")
    parts = urlsplit(asked.mail)
    port = parts.port or {"smtp": smtplib.SMTP_PORT, "smtps": smtplib.SMTP_SSL_PORT}.get(parts.scheme, 587)
    try:
        socket.create_connection((parts.hostname or "", port), timeout=5).close()
    except OSError as error:
        remedy = "Correct DETENTE_MAIL or start that server."
        return Line("mail", f"{parts.hostname}:{port} does not answer ({error.strerror}).", remedy)
    return Line("mail", f"{parts.hostname}:{port} answers.")


def _origins(asked: Environment) -> Line:
    listed = ", ".join(asked.allowed_origins) or "none"
    return Line(
        "allowed origins", f"{listed}, and the desk's own public page; all other private addresses are refused."
    )


def _reading(asked: Environment) -> Line:
    """Every plug-in is loaded and asked about two invented messages; an address is sent nothing else."""
    from detente.analysis.plugins.build import plugins_of, try_out

    tried = [try_out(each, asked.reading.seconds) for each in plugins_of(asked.reading, asked.allowed_origins)]
    if not tried:
        return Line("reading", "the embedded engine decides everything.")
    seen = "; ".join(_said(each) for each in tried)
    return Line("reading", f"{seen}.", " ".join(each.remedy for each in tried if each.remedy))


def _stamps(asked: Environment) -> Line:
    """Each authority is asked for one stamp on the hash of an invented text, with the checks of a real one."""
    from detente.evidence.stamp.answer import NoStamp
    from detente.evidence.stamp.ask import LIMITS, ask
    from detente.net import AllowedOrigins, WayOut

    if not asked.authorities:
        return Line(
            "time stamps", "no authority; DETENTE_TIMESTAMP_AUTHORITIES names who vouches for dates from outside."
        )
    way = WayOut(AllowedOrigins(asked.allowed_origins), LIMITS)
    seen, troubled = [], []
    for one in asked.authorities:
        kind = f"{one.name} (qualified)" if one.qualified else one.name
        try:
            stamp = ask(one, sha256(b"detente doctor").digest(), way)
            seen.append(f"{kind} answers, {abs((stamp.gen_time - now()).total_seconds()):.0f} s from this clock")
        except NoStamp as none:
            seen.append(f"{kind}: no stamp ({none})")
            troubled.append(one.name)
    remedy = f"Correct or leave out {', '.join(troubled)} in DETENTE_TIMESTAMP_AUTHORITIES." if troubled else ""
    return Line("time stamps", f"{'; '.join(seen)}.", remedy)


def _said(tried: Tried) -> str:
    about = f"{tried.name} for {', '.join(tried.dimensions)}"
    return f"{about}: {tried.trouble or f'answers in {tried.seconds * 1000:.0f} ms'}"
