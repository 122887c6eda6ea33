"""Visit the pages on which pictures wait, seal what came back, and say what kept a picture from being taken.

The file is written before the rows; whatever fails in between leaves a file that nobody names and a sweep removes.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from detente.contracts.capture import Capturer, Stop, Visit, VisitOrder
from detente.desk.actions.claim import next_due
from detente.desk.actions.claim_page import ATTEMPT_CAP, WAITING, Page, claim_page
from detente.desk.actions.seal_bundle import Folder
from detente.desk.actions.store_visit import NobodyWaits, outcomes, store_visit, worth_keeping
from detente.desk.bundles import Around, folder_of
from detente.evidence.bundle.contents import capture_id
from detente.evidence.stamp.authorities import Authority
from detente.evidence.vault import NoRoom, Vault
from detente.workers.loop import Work

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=90)
SECONDS: Final = 30.0
"""The whole of one visit; the lease leaves as much again for sealing it."""
_NOISE: Final = 10


@dataclass(frozen=True, slots=True)
class Photographer:
    """How this worker reaches pages, the vault and time."""

    capturer: Capturer
    vault: Vault
    around: Around
    clock: Callable[[], datetime]
    authorities: Sequence[Authority] = ()

    def step(self, now: datetime) -> int:
        """See to one page; how many pictures were waiting on it."""
        page = claim_page(lease=LEASE, now=now)
        if page is None:
            return 0
        self.handle(page)
        return len(page.wants)

    def handle(self, page: Page) -> None:
        """Visit it, keep the file, write the rows."""
        order = page.order(capture_id(self.clock(), secrets.token_bytes(_NOISE)), seconds=SECONDS)
        visit, folder = self._keep(page, self._visit(order))
        try:
            kept = store_visit(page, visit, folder, self.authorities, now=self.clock())
        except NobodyWaits:
            kept = None
        if folder is not None and kept is None:
            self.vault.destroy(folder.kept.name)

    def _visit(self, order: VisitOrder) -> Visit:
        if not order.url or not order.hosts:
            return self._stopped(order, Stop.NO_ADDRESS)
        try:
            return self.capturer.visit(order)
        except Exception as error:  # noqa: BLE001 - a defect of ours must not stop the pictures of others
            log.error("a visit failed (%s)", type(error).__name__)
            return self._stopped(order, Stop.FAILED)

    def _stopped(self, order: VisitOrder, stop: Stop) -> Visit:
        now = self.clock()
        return Visit(order, now, now, stopped_by=stop)

    def _keep(self, page: Page, visit: Visit) -> tuple[Visit, Folder | None]:
        if not worth_keeping(outcomes(page, visit)):
            return visit, None
        try:
            return visit, folder_of(page, visit, self.vault, self.around)
        except NoRoom:
            return replace(visit, stopped_by=Stop.DISK_FULL), None


def capture_work(photographer: Callable[[], Photographer]) -> Work:
    """The worker that takes pictures; what it needs is only looked for when one is due."""
    return Work(
        "capture", lambda now: photographer().step(now), lambda: next_due("desk_capture", WAITING, cap=ATTEMPT_CAP)
    )
