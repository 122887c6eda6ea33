"""Remove from the vault what no row names: files whose transaction failed, and those of erased bundles.

A file comes before its row, so only what has lain there for an hour is anybody's to remove.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from detente.desk.models import Bundle
from detente.desk.vault import the_folder
from detente.evidence.vault import Folder

OLD_ENOUGH: Final = timedelta(hours=1)
_AT_ONCE: Final = 500


def sweep_vault(now: datetime, folder: Folder | None = None) -> int:
    """Remove what nobody names; how many files. `folder`: the desk's own when None."""
    store = the_folder() if folder is None else folder
    before = now - OLD_ENOUGH
    swept = store.clear_drafts(before)
    names = store.names()
    while some := list(islice(names, _AT_ONCE)):
        old = [name for name in some if (at := store.written_at(name)) is not None and at < before]
        named = set(Bundle.objects.filter(stored__in=old).values_list("stored", flat=True))
        for name in set(old) - named:
            store.remove(name)
            swept += 1
    return swept
