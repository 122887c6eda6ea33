"""`detente up`: the whole desk on one machine, under one supervisor, until it is asked to stop."""

from __future__ import annotations

import argparse
import errno
import http.client
import json
import os
import socket
import sys
import time
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Final

from detente.cli import desk, prepare, web
from detente.config.env import Environment
from detente.host import folder, postgres
from detente.host.logbook import Logbook
from detente.host.stopping import StopAsked, stop_on_signals
from detente.host.supervisor import Part, Supervisor
from detente.host.trouble import HostTrouble

NAME = "up"
HELP = "run the whole desk on this machine: database, pages and background work"
EXAMPLE = "./detente up --port 8701"

USABLE_SECONDS: Final = 90.0
END_SECONDS: Final = 5.5
"""From the signal to the end of everything; the parts take theirs first, the database has the rest."""
_ANYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}  # noqa: S104 - asked for with --host
_GONE: Final = (
    "The data folder {data} is gone: it was deleted or moved while the desk ran, so everything was ended. "
    "Put it back, or bring a backup into it with 'detente restore FILE', then start again."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    desk.add_data(parser)
    web.add_address(parser)
    parser.add_argument("--demo", action="store_true", help="fill an empty desk with a believable brand")
    parser.add_argument("--verbose", action="store_true", help="show everything that the parts say")


def run(arguments: argparse.Namespace) -> int:
    """Run the desk until a signal asks it to end."""
    asked = desk.environment(arguments)
    try:
        with stop_on_signals(), desk.locked(asked.data, NAME) as lock:
            return _Up(arguments, asked, lock).run()
    except StopAsked:
        return 0


@dataclass(slots=True)
class _Up:
    """One run of the whole desk."""

    arguments: argparse.Namespace
    asked: Environment
    lock: folder.FolderLock
    server: postgres.Postgres | None = None

    def run(self) -> int:
        """Start everything, watch it, end it."""
        host, port = self.arguments.host, free_port(self.arguments.host, self.arguments.port)
        logbook = Logbook(self.asked.data / "log", _show, verbose=self.arguments.verbose)
        supervisor = Supervisor(folder.parts_file(self.asked.data), logbook, self._watch)
        try:
            self._start(supervisor, host, port)
            while True:
                supervisor.turn()
        except StopAsked:
            return 0
        finally:
            self._end(supervisor)

    def _start(self, supervisor: Supervisor, host: str, port: int) -> None:
        address = f"http://{_ANYWHERE.get(host, _bracketed(host))}:{port}"
        public = self.asked.url or address
        origins = (*(one for one in self.asked.allowed_origins if one != address), address)
        told = desk.variables(replace(self.asked, url=public, allowed_origins=origins), self._database())
        told |= {"DETENTE_DEMO": "1"} if self.arguments.demo else {}
        program = [sys.executable, "-m", "detente.cli.main"]
        link = self._prepare(supervisor, Part("prepare", [*program, "prepare", *self._demo()], told, prepare.MARK))
        supervisor.start(Part("web", web.command(host, port), {**told, "DETENTE_POOL": "1"}))
        supervisor.start(Part("worker", [*program, "worker"], told))
        self._await_usable(supervisor, address)
        self.lock.tell(folder.Holder(NAME, os.getpid(), public, told["DATABASE_URL"]))
        if host in _ANYWHERE and not self.asked.url:
            _show("Other machines are refused until DETENTE_URL says under which address they reach this desk.")
        print(f"Détente is ready at {public} (Ctrl-C ends it)", flush=True)
        if link:
            print(f"First person, with this link, once: {public}/{link}", flush=True)

    def _database(self) -> str:
        if self.asked.database_url:
            return self.asked.database_url
        self.server = postgres.start(self.asked.data, run_as=self.asked.run_as, explicit=self.asked.postgres_bin)
        return self.server.url

    def _demo(self) -> list[str]:
        return ["--demo"] if self.arguments.demo else []

    def _prepare(self, supervisor: Supervisor, part: Part) -> str | None:
        """Bring the tables up to date; the path of the first link, if nobody is there yet. Raises `HostTrouble`."""
        _, lines = supervisor.finish(part)
        answer: dict[str, str | None] = next(
            (json.loads(line) for line in reversed(lines) if line.startswith(prepare.MARK)), {}
        )
        if answer.get("trouble"):
            raise HostTrouble(str(answer["trouble"]))
        if "link" not in answer:
            raise HostTrouble(self._see_log("The tables of the database could not be brought up to date"))
        return answer["link"]

    def _await_usable(self, supervisor: Supervisor, address: str) -> None:
        deadline = time.monotonic() + USABLE_SECONDS
        while not answers(address):
            supervisor.turn(0.05)
            if not supervisor.lives("web") or time.monotonic() > deadline:
                raise HostTrouble(self._see_log("The pages did not start"))

    def _see_log(self, what: str) -> str:
        return f"{what}: look at the end of {self.asked.data / 'log' / 'detente.log'}, then start again."

    def _watch(self) -> None:
        """What is looked at in every turn. Raises `HostTrouble`."""
        if not self.lock.stands():
            raise HostTrouble(_GONE.format(data=self.asked.data))
        self._watch_database()

    def _watch_database(self) -> None:
        """Start the database again when it was killed; the parts wait for it. Raises `HostTrouble` when it cannot."""
        if self.server and not self.server.lives():
            if not self.server.cluster.files.is_dir():
                raise HostTrouble(_GONE.format(data=self.asked.data))
            _show("database: WARNING: it ended and is started again")
            self.server = postgres.start(self.asked.data, run_as=self.asked.run_as, explicit=self.asked.postgres_bin)

    def _end(self, supervisor: Supervisor) -> None:
        begun = time.monotonic()
        supervisor.stop()
        if self.server:
            self.server.stop(max(1.0, END_SECONDS - (time.monotonic() - begun)))


def free_port(host: str, port: int) -> int:
    """The port itself, or a free one for 0. Raises `HostTrouble` naming the port when it cannot be had."""
    try:
        family, kind, proto, _, where = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind, proto)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            found: int = probe.getsockname()[1]
            return found
    except OverflowError:
        raise HostTrouble(f"{port} is not a port: choose one from 1 to 65535 with --port.") from None
    except OSError as error:
        raise HostTrouble(_port_sentence(host, port, error)) from error


def _port_sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program: choose another with --port, such as --port {port + 1}."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for root: choose one above 1023 with --port, and put a proxy before it."
    return f"This machine cannot listen on {host!r}: name an address it has with --host, such as 127.0.0.1."


def answers(address: str) -> bool:
    """Whether the pages and their database answer at `address` now."""
    link = http.client.HTTPConnection(address.removeprefix("http://"), timeout=5)
    try:
        link.request("GET", "/health", headers={"Host": "localhost"})
        return link.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _show(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
