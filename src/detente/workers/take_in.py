"""Take in the files that people gave to be imported, one at a time, a few thousand records a step."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import DataError, IntegrityError

from detente.desk.actions.import_upload import claim_upload, fail_upload, import_some, next_upload_due
from detente.workers.loop import Work

log = logging.getLogger(__name__)

LEASE: Final = timedelta(minutes=5)


def import_work() -> Work:
    """The worker of imports."""
    return Work("import", _step, next_upload_due)


def _step(now: datetime) -> int:
    claimed = claim_upload(lease=LEASE, now=now)
    if claimed is None:
        return 0
    try:
        import_some(claimed, now=now)
    except (DataError, IntegrityError) as error:
        log.error(
            "import %s: a batch was refused by the database (%s)", claimed.id, type(error.__cause__ or error).__name__
        )
        fail_upload(claimed, now=now)
    return 1
