"""A time-stamp authority as the operator named it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
"""A name stands in names of files: `manifest.<name>.tsr`."""


@dataclass(frozen=True, slots=True)
class Authority:
    """`address`: where it takes requests; `root_file`: PEM of the root to trust alone, else those of the machine.

    `qualified`: the operator says that it is on a trusted list of the European Union (eIDAS); we only show it.
    """

    name: str
    address: str
    root_file: Path | None = None
    qualified: bool = False
