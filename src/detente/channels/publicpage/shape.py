"""What the public page can do and how it counts. No HTTP: screens may import it."""

from __future__ import annotations

from datetime import timedelta

from detente.contracts.network import (
    Capabilities,
    Idempotency,
    Length,
    LengthRule,
    Pages,
    Power,
    Registered,
    Verification,
)
from detente.contracts.words import Words

NAME = Words(fr="Page publique", en="Public page")
LENGTH = LengthRule(unit="code_points", maximum=5000)
CAPABILITIES = Capabilities(
    idempotency=Idempotency.KEYED,
    settle=timedelta(0),
    poll_every=timedelta(seconds=2),
    length=LENGTH,
    verification=Verification.REAL_SERVER,
    edits_notified=True,
    deletions_notified=True,
    powers=(
        Power("hide", inverse="restore", visible_to_author=True, shows_notice=True),
        Power("restore", inverse="hide", visible_to_author=True),
    ),
)


def measure(text: str) -> Length:
    """The text's length in code points."""
    return Length(len(text), LENGTH.maximum, LENGTH.unit)


REGISTERED = Registered(
    "publicpage", NAME, CAPABILITIES, measure, has_connector=True, pages=Pages(own=True, anchors=("m-{id}",))
)
