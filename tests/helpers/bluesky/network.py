"""Start the network, wait until it answers, and end it with everything that it started."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.helpers.bluesky.install import HERE, packages
from tests.helpers.own_server import own_server
from tests.helpers.wait import wait_until

SECONDS = 120
QUIET = 20


@dataclass(frozen=True, slots=True)
class Network:
    """Where the parts of the network answer (origins). `jetstream` is a WebSocket origin that also takes orders."""

    pds: str
    appview: str
    plc: str
    jetstream: str

    @property
    def origins(self) -> tuple[str, ...]:
        """Every origin that a desk may have to reach."""
        return (self.pds, self.jetstream.replace("ws:", "http:"))

    def order(self, what: str) -> int:
        """Tell the stream to `drop` its lines or to send `garbage`; how many lines it had."""
        return int(httpx.post(f"{self.jetstream.replace('ws:', 'http:')}/{what}").text)


@contextmanager
def bluesky_network() -> Iterator[Network]:
    """A whole network that ends, files and all, with the block."""
    folder = Path(tempfile.mkdtemp(prefix="detente-bluesky-"))
    try:
        with (
            own_server({"max_connections": "300"}) as database,
            _redis(folder) as redis,
            _node(folder, database, redis) as network,
        ):
            yield network
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    port = _free_port()
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"]
    with (folder / "redis.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield f"127.0.0.1:{port}"
    finally:
        _end(process)


@contextmanager
def _node(folder: Path, database: str, redis: str) -> Iterator[Network]:
    ready, log = folder / "ready.json", folder / "node.log"
    environment = os.environ | {
        "PACKAGES": str(packages()),
        "DB_POSTGRES_URL": database,
        "SCHEMA": "bluesky_tests",
        "REDIS_HOST": redis,
        "LOG_ENABLED": "false",
        "NODE_ENV": "test",
        # Account servers make folders in the temporary one and never remove them.
        "TMPDIR": str(folder),
        "READY": str(ready),
    }
    command = ["node", "--no-deprecation", str(HERE / "network.mjs")]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
    try:
        wait_until(lambda: ready.exists() or process.poll() is not None, seconds=SECONDS, what="the network to start")
        assert process.poll() is None, f"the network did not start: {log.read_text(errors='replace')[-2000:]}"
        network = Network(**json.loads(ready.read_text()))
        for origin, where in (
            (network.pds, "/xrpc/_health"),
            (network.appview, "/xrpc/_health"),
            (network.plc, "/_health"),
        ):
            wait_until(lambda url=origin + where: _answers(url), seconds=SECONDS, what=f"{where} to answer")
        yield network
    finally:
        _end(process)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(QUIET)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
