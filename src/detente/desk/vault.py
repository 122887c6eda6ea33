"""The desk's vault: the evidence folder under the desk's sealing key."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from detente.desk.keys import sealing_key
from detente.evidence.vault import Folder, Vault


def the_vault() -> Vault:
    """The vault of this desk. Raises `host.keys.KeyMissing`."""
    return Vault(the_folder(), sealing_key())


def the_folder() -> Folder:
    """The evidence folder of this desk, whatever lies in it."""
    return Folder(Path(settings.DETENTE_EVIDENCE))
