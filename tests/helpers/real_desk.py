"""A real `detente up` in a process of its own, on a data folder of its own, for tests that kill things."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from detente.host.leash import descendants
from tests.helpers.own_server import reachable_folder
from tests.helpers.wait import wait_until

USABLE_SECONDS = 120.0
PASSWORD = "a long password for tests"


def command(*words: str) -> list[str]:
    """`detente …` with this Python."""
    return [sys.executable, "-m", "detente.cli.main", *words]


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This environment without what would point a desk elsewhere; it takes pictures only where a test is about them."""
    told = {name: value for name, value in os.environ.items() if not name.startswith(("DETENTE_", "DATABASE_"))}
    return {**told, "LC_ALL": "C.UTF-8", "DETENTE_BROWSER": "off", **(more or {})}


def say(*words: str, more: Mapping[str, str] | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        command(*words), input=stdin, capture_output=True, text=True, env=environment(more), timeout=USABLE_SECONDS
    )


class RealDesk:
    """One start of `detente up`."""

    def __init__(
        self, data: Path, *words: str, more: Mapping[str, str] | None = None, ignore_int: bool = False
    ) -> None:
        self.data = data
        self.out = data.parent / f"{data.name}.out"
        before = (lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)) if ignore_int else None
        with open(self.out, "ab") as out:
            self.process = subprocess.Popen(
                command("up", "--data", str(data), "--port", "0", *words),
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment(more),
                start_new_session=True, preexec_fn=before,
            )  # fmt: skip
        self.address = ""

    def usable(self) -> RealDesk:
        """Wait for the line with the address."""
        found = wait_until(self._look, seconds=USABLE_SECONDS, what="the line with the address")
        self.address = found[-1]
        return self

    def _look(self) -> list[str]:
        text = self.out.read_text()
        assert self.process.poll() is None, text
        return re.findall(r"ready at (\S+)", text)

    def link(self) -> str:
        """The path of the one-time link."""
        found = wait_until(
            lambda: re.findall(r"(/welcome/\S+)", self.out.read_text()), seconds=10, what="the one-time link"
        )
        return found[-1]

    def signed_in(self) -> httpx.Client:
        """A browser of the first person, made through the one-time link."""
        client = httpx.Client(base_url=self.address, follow_redirects=True, timeout=30)
        page = client.get(self.link())
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token, page.text
        filled = {
            "csrfmiddlewaretoken": token[1], "name": "Ana Ferrand", "email": "ana@desk.example", "password": PASSWORD,
            "brand_name": "Maison Vierzelle", "time_zone": "Europe/Paris", "language": "en",
        }  # fmt: skip
        entered = client.post(self.link(), data=filled)
        assert entered.status_code == 200, entered.text
        return client

    def tell(self, number: int) -> None:
        """Send a signal to the supervisor only."""
        self.process.send_signal(number)

    def family(self) -> list[int]:
        """Every process below the supervisor now."""
        return descendants(self.process.pid)

    def end(self) -> None:
        """End it, whatever state it is in, and everything that names its folder."""
        if self.process.poll() is None:
            self.tell(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        for process in naming(self.data):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)


def naming(data: Path) -> list[int]:
    """Every living process, in any session, whose command line or environment names the folder."""
    mark, found = os.fsencode(data), []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with suppress(OSError):
                if mark in (entry / "cmdline").read_bytes() or mark in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
    return found


@contextmanager
def data_folder() -> Iterator[Path]:
    """A data folder that an unprivileged account can reach, gone afterwards."""
    place = reachable_folder()
    place.chmod(0o755)
    try:
        yield place / "desk"
    finally:
        shutil.rmtree(place, ignore_errors=True)
