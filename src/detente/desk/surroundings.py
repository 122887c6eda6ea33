"""What this desk says of itself in a sealed folder, and whom it asks for the time."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from django.conf import settings

from detente import __version__
from detente.desk.bundles import Around
from detente.desk.keys import signing_secret
from detente.evidence.bundle.contents import Surroundings
from detente.evidence.bundle.signer import Signer
from detente.evidence.stamp.authorities import Authority


def the_around() -> Around:
    """Signature and machine of this desk. Raises `host.keys.KeyMissing`."""
    signer = Signer.from_secret(signing_secret())
    return Around(signer, Surroundings(__version__, platform.machine(), platform.platform()))


def the_authorities() -> Sequence[Authority]:
    """The time-stamp authorities that the operator named; none where none is."""
    known: Sequence[Authority] = settings.DETENTE_TIMESTAMP_AUTHORITIES
    return known
