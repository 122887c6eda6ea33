"""What a network of paper can do, by its class, and how it counts."""

from __future__ import annotations

from datetime import timedelta

from detente.channels.testkit.paper.book import LONGEST
from detente.contracts.network import Capabilities, Idempotency, Length, LengthRule, Power, Verification

LENGTH = LengthRule(unit="code_points", maximum=LONGEST)


def capabilities(kind: str) -> Capabilities:
    """What a network of this class can do."""
    return Capabilities(
        idempotency=Idempotency(kind),
        settle=timedelta(milliseconds=50),
        poll_every=timedelta(seconds=1),
        length=LENGTH,
        verification=Verification.CONTRACT_SIM,
        edits_notified=True,
        deletions_notified=True,
        reply_depth=1,
        powers=(
            Power("hide", inverse="restore", visible_to_author=True),
            Power("restore", inverse="hide", visible_to_author=True),
        ),
        recheck_every=timedelta(hours=1),
        recheck_batch=25,
        backfill=timedelta(days=365),
    )


def measure(text: str) -> Length:
    """The text's length in code points."""
    return Length(len(text), LENGTH.maximum, LENGTH.unit)
