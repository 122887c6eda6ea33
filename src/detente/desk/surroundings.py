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
    system = f"{platform.system()} {platform.release()}"
    return Around(Signer.from_secret(signing_secret()), Surroundings(__version__, platform.machine(), system))


def the_authorities() -> Sequence[Authority]:
    """The time-stamp authorities that the operator named; none where none is."""
    return tuple(getattr(settings, "DETENTE_AUTHORITIES", ()))
