"""Bring the packages of the network into a cache folder, once for each version of them and of Node."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
PROGRAMS = {"node": "nodejs", "npm": "npm", "g++": "g++", "make": "make", "redis-server": "redis-server"}
MINUTES = 10


def missing() -> str:
    """What of the machine is missing and the command that brings it; "" when nothing is."""
    wanted = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if wanted:
        return f"{', '.join(wanted)} not found: apt-get install -y --no-install-recommends {' '.join(wanted)}"
    if _node() < (18, 7):
        return "Node is too old: install Node 18.7 or later"
    return ""


def packages() -> Path:
    """The folder in which the packages are, installed now if they are not. Raises `RuntimeError` saying why not."""
    folder = cache() / f"bluesky-{_fingerprint()}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / ".done").exists():
            _install(folder)
            (folder / ".done").touch()
    return folder


def cache() -> Path:
    """The cache folder of this account."""
    named = os.environ.get("XDG_CACHE_HOME")
    return (Path(named) if named else Path.home() / ".cache") / "detente-tests"


def _install(folder: Path) -> None:
    shutil.copy(HERE / "package.json", folder / "package.json")
    command = ["npm", "install", "--omit=dev", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
    done = subprocess.run(
        command,
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=MINUTES * 60,
    )
    if done.returncode:
        raise RuntimeError(f"npm could not install the packages of the network: {done.stderr.strip()[-500:]}")


def _environment() -> dict[str, str]:
    """One native part is compiled: it needs the headers that lie beside Node, and must not ask the network for them."""
    node = shutil.which("node") or "node"
    prefix = Path(node).resolve().parent.parent
    headers = prefix / "include" / "node" / "node_api.h"
    told = {"npm_config_nodedir": str(prefix)} if headers.exists() else {}
    return os.environ | told


@lru_cache(maxsize=1)
def _node() -> tuple[int, ...]:
    said = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip().lstrip("v")
    return tuple(int(part) for part in said.split(".") if part.isdigit())


def _fingerprint() -> str:
    told = (HERE / "package.json").read_bytes() + repr(_node()[:1]).encode()
    return hashlib.sha256(told).hexdigest()[:12]
