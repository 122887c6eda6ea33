"""What goes wrong on the machine, said in one sentence that tells the person what to do."""

from __future__ import annotations


class HostTrouble(Exception):
    """The machine refuses; `str(trouble)` is the sentence to show. Nothing was half done."""
