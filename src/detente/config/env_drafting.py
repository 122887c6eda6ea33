"""What the environment says of a model that proposes texts: `DETENTE_DRAFTING_…`, read for `env.py`.

Without an address there is none, and nothing that somebody wrote leaves the machine for a proposal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from detente.config.env_values import VariableRefused, check_model_url, whole_number, yes_or_no
from detente.drafting.model_asked import LONGEST_SECONDS, ProposalAsked

URL: Final = "DETENTE_DRAFTING_URL"
MODEL: Final = "DETENTE_DRAFTING_MODEL"
KEY_FILE: Final = "DETENTE_DRAFTING_KEY_FILE"
MASK: Final = "DETENTE_DRAFTING_MASK"
SECONDS: Final = "DETENTE_DRAFTING_SECONDS"
_OF_THE_URL: Final = (MODEL, KEY_FILE, MASK, SECONDS)


def read_drafting(source: Mapping[str, str], origins: Sequence[str]) -> ProposalAsked | None:
    """The model that is asked for; `origins`: the allowed ones. Raises `VariableRefused`."""
    url = source.get(URL, "").strip().rstrip("/")
    if not url:
        for name in _OF_THE_URL:
            if source.get(name, "").strip():
                raise VariableRefused(f"{name} is set without {URL}: name the address too, or unset it.")
        return None
    check_model_url(URL, url, origins)
    model, key = (source.get(name, "").strip() for name in (MODEL, KEY_FILE))
    if not model or not model.isprintable():
        raise VariableRefused(f"{URL} is set without {MODEL}: name the model as that address calls it.")
    return ProposalAsked(
        url=url,
        model=model,
        key_file=Path(key).expanduser().absolute() if key else None,
        mask=yes_or_no(source, MASK),
        seconds=whole_number(source, SECONDS, 15, LONGEST_SECONDS),
    )
