"""The examples of `docs/webhooks.md`, taken out of the page as they stand there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from tests.house.checkout import ROOT

GUIDE = ROOT / "docs" / "webhooks.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"\b((?:send|verify)\.(?:py|mjs|sh))\b")


@lru_cache(maxsize=1)
def examples() -> dict[str, str]:
    """By file name."""
    found = {}
    for _, code in _BLOCK.findall(GUIDE.read_text()):
        name = _NAME.search("\n".join(code.splitlines()[:2]))
        if name:
            found[name[1]] = code
    return found


@lru_cache(maxsize=1)
def json_examples() -> list[str]:
    """The JSON of the guide, in order: a push, then a delivery."""
    return [code for language, code in _BLOCK.findall(GUIDE.read_text()) if language == "json"]


def lacking(name: str) -> str | None:
    """What this machine lacks to run an example; None when nothing."""
    needed = {"py": [sys.executable], "mjs": ["node"], "sh": ["sh", "curl", "openssl"]}[name.rpartition(".")[2]]
    missing = [tool for tool in needed if shutil.which(tool) is None]
    return f"{' and '.join(missing)} not found: apt-get install nodejs curl openssl" if missing else None


def run(
    name: str, folder: Path, *arguments: str, env: Mapping[str, str], stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run an example in a folder, with nothing in its environment but a path and what is given."""
    file = folder / name
    file.write_text(examples()[name])
    program = {"py": sys.executable, "mjs": shutil.which("node") or "node", "sh": shutil.which("sh") or "sh"}
    command = [program[name.rpartition(".")[2]], str(file), *arguments]
    outside = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "no_proxy": "127.0.0.1", **env}
    return subprocess.run(command, env=outside, input=stdin, capture_output=True, timeout=60, cwd=folder)
