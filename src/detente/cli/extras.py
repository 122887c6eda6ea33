"""`detente extras`: the heavy libraries that only some desks need, and whether they are there.

The set-up script of a checkout brings one before it hands over to this command: `./detente extras onnx`.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from detente.host.trouble import HostTrouble

NAME = "extras"
HELP = "bring a heavy library that only some desks need, or list which are there"
EXAMPLE = "./detente extras onnx"


@dataclass(frozen=True, slots=True)
class Extra:
    """What it is for, how much room it takes with everything it needs, and the packages that show that it is there."""

    use: str
    size: str
    packages: tuple[str, ...]


EXTRAS: Final[Mapping[str, Extra]] = {
    "onnx": Extra("read with a local model in ONNX", "200 MB", ("onnxruntime", "tokenizers")),
    "transformers": Extra("read with a local model in safetensors", "5 GB", ("transformers", "torch", "safetensors")),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("name", nargs="?", choices=[*EXTRAS], help="the extra to bring; none: list them all")


def run(arguments: argparse.Namespace) -> int:
    """Say what is there. Raises `HostTrouble` when the extra that was asked for is not."""
    named: str | None = arguments.name
    for name in [named] if named else EXTRAS:
        print(f"{name:13} {_state(name)}")
    if named and _missing(named):
        raise HostTrouble(
            f"The extra {named} is not there: run './detente extras {named}' in a checkout, "
            f"or pip install 'detente[{named}]' beside an installed Détente."
        )
    return 0


def _state(name: str) -> str:
    extra = EXTRAS[name]
    if _missing(name):
        return f"not there; to {extra.use} ({extra.size})"
    return ", ".join(f"{package} {version(package)}" for package in extra.packages)


def _missing(name: str) -> bool:
    try:
        return not all(version(package) for package in EXTRAS[name].packages)
    except PackageNotFoundError:
        return True
