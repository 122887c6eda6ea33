"""`detente test`: the whole suite of this checkout, with types, style and doors among the tests."""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from detente.host.trouble import HostTrouble

NAME = "test"
HELP = "run the tests of this checkout"
EXAMPLE = "./detente test tests/host -x"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("rest", nargs="*", metavar="…", help="handed to pytest")


def run(arguments: argparse.Namespace) -> int:
    """Run pytest in the checkout; its exit code."""
    checkout = Path(__file__).resolve().parents[3]
    if not (checkout / "tests").is_dir():
        raise HostTrouble("The tests are not part of an installed Détente: run './detente test' in a checkout.")
    if importlib.util.find_spec("pytest") is None:
        raise HostTrouble("The tools of the tests are not installed: run './detente test', which brings them.")
    told = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DETENTE_DATA")}
    with tempfile.TemporaryDirectory(prefix="detente-caches-") as caches:
        options = [] if arguments.rest else _side_by_side()
        options += [] if os.access(checkout, os.W_OK) else _elsewhere(caches, told)
        return subprocess.call([sys.executable, "-m", "pytest", *options, *arguments.rest], cwd=checkout, env=told)


def _side_by_side() -> list[str]:
    """The whole suite runs in as many processes as there are processors, at most four."""
    processors = min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    return ["-n", str(processors), "--dist", "loadgroup", "--no-loadscope-reorder"] if processors > 1 else []


def _elsewhere(caches: str, told: dict[str, str]) -> list[str]:
    """Keep the caches of the tools out of a checkout that this account may only read."""
    told |= {"MYPY_CACHE_DIR": f"{caches}/mypy", "RUFF_CACHE_DIR": f"{caches}/ruff"}
    told |= {"HYPOTHESIS_STORAGE_DIRECTORY": f"{caches}/hypothesis"}
    return ["-o", f"cache_dir={caches}/pytest"]
