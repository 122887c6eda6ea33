"""Take the pictures that wait on one page, all in one visit: whoever is due first decides which page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.db import connection, transaction

from detente.channels.registry import NETWORKS
from detente.contracts.capture import Stop, Subject, VisitOrder
from detente.contracts.network import Pages
from detente.desk.actions.claim import Claim, claim
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Capture, Channel
from detente.rules.capture import page_of

WAITING: Final = "state = 'waiting'"
TOGETHER: Final = 50
"""Messages photographed in one visit."""
ATTEMPT_CAP: Final = 12
"""Above the tries that the rules allow: workers may die, and a page may be left waiting by others."""

_ALSO: Final = """
WITH also AS MATERIALIZED (
    SELECT c.id FROM desk_capture c JOIN desk_message m ON m.id = c.message_id
    WHERE c.state = 'waiting' AND c.conversation_id = %(conversation)s AND c.due_at <= %(now)s
        AND c.attempts < %(cap)s AND split_part(m.permalink, '#', 1) = %(page)s
    ORDER BY c.due_at, c.id LIMIT %(limit)s FOR UPDATE OF c SKIP LOCKED
)
UPDATE desk_capture AS row SET attempts = row.attempts + 1, lease_until = %(until)s, due_at = %(until)s
FROM also WHERE row.id = also.id
RETURNING row.id, row.attempts
"""

_WANTS: Final = """
SELECT c.id, c.message_id, c.revision_number, c.why, m.external_id, r.text, m.state = 'deleted'
FROM desk_capture c JOIN desk_message m ON m.id = c.message_id
JOIN desk_revision r ON r.message_id = m.id AND r.number = m.revision_number
WHERE c.id = ANY(%s) AND m.revision_number = c.revision_number
    AND NOT (c.why IN ('hour', 'day') AND m.state IN ('hidden', 'removed'))
ORDER BY m.posted_at, m.id, c.id
"""


@dataclass(frozen=True, slots=True)
class Want:
    """One picture in this worker's hands. `text`: the message's present words; `gone`: its author deleted it."""

    claim: Claim
    message_id: int
    revision_number: int
    why: str
    external_id: str
    text: str
    gone: bool

    @property
    def key(self) -> str:
        """How its message is named in the visit and in the bundle."""
        return f"m-{self.message_id}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page to visit for these pictures. `hosts`: where it may end; `url` is empty when there is nowhere to go."""

    channel_id: int
    brand_id: int
    network: str
    url: str
    hosts: tuple[str, ...]
    pages: Pages
    language: str
    time_zone: str
    wants: tuple[Want, ...]

    def order(self, capture_id: str, *, seconds: float) -> VisitOrder:
        """The visit. Later looks at what is known already need no picture of the whole page."""
        return VisitOrder(
            capture_id=capture_id,
            url=self.url,
            hosts=self.hosts,
            subjects=tuple({want.key: self._subject(want) for want in self.wants}.values()),
            language=self.language,
            time_zone=self.time_zone,
            seconds=seconds,
            whole_page=any(want.why not in ("hour", "day") for want in self.wants),
        )

    def _subject(self, want: Want) -> Subject:
        anchors = tuple(anchor.replace("{id}", want.external_id) for anchor in self.pages.anchors)
        return Subject(want.key, want.text, anchors, want.gone)


@transaction.atomic
def claim_page(*, lease: timedelta, now: datetime) -> Page | None:
    """Take what waits on one page; None when nothing is due, or what was due is settled without a visit."""
    taken = claim("desk_capture", WAITING, limit=1, lease=lease, now=now, cap=ATTEMPT_CAP)
    if not taken:
        return None
    first = Capture.objects.select_related("message", "channel__brand").get(id=taken[0].id)
    url = page_of(first.message.permalink)
    claims = {one.id: one for one in [*taken, *_also(first, url, lease, now)]}
    wants = _wants(claims)
    _close_outdated(claims, wants, first.channel, now)
    return _page(first.channel, url, wants) if wants else None


def _also(first: Capture, url: str, lease: timedelta, now: datetime) -> list[Claim]:
    told: dict[str, str | int | datetime] = {
        "conversation": first.conversation_id,
        "now": now,
        "cap": ATTEMPT_CAP,
        "page": url,
        "limit": TOGETHER - 1,
        "until": now + lease,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ALSO, told)
        return [Claim(row, attempt) for row, attempt in cursor.fetchall()]


def _wants(claims: dict[int, Claim]) -> tuple[Want, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_WANTS, [list(claims)])
        return tuple(Want(claims[row[0]], *row[1:]) for row in cursor.fetchall())


def _close_outdated(claims: dict[int, Claim], wants: Sequence[Want], channel: Channel, now: datetime) -> None:
    """What its author has replaced can no longer be seen; what we hid ourselves is not looked at once more."""
    old = set(claims) - {want.claim.id for want in wants}
    if old:
        rows = Capture.objects.filter(id__in=old)
        settled = {"state": "done", "done_at": now, "due_at": None, "lease_until": None}
        rows.filter(why__in=["hour", "day"]).update(**settled)
        rows.exclude(why__in=["hour", "day"]).update(stopped_by=Stop.TEXT_DIFFERS, **settled)
        tell_screens(channel.brand_id)


def _page(channel: Channel, url: str, wants: tuple[Want, ...]) -> Page:
    line = NETWORKS.get(channel.network)
    pages = line.pages if line is not None and line.pages is not None else Pages()
    own = urlsplit(channel.base_url).hostname if pages.own else None
    return Page(
        channel_id=channel.id,
        brand_id=channel.brand_id,
        network=channel.network,
        url=url,
        hosts=(*pages.hosts, *((own,) if own else ())),
        pages=pages,
        language=channel.brand.language,
        time_zone=channel.brand.time_zone,
        wants=wants,
    )


@transaction.atomic
def give_up_captures(now: datetime) -> int:
    """Pictures whose workers died too often: said, never silent. How many."""
    rows = Capture.objects.filter(state="waiting", due_at__lte=now, attempts__gte=ATTEMPT_CAP)
    return rows.update(state="done", stopped_by=Stop.FAILED, done_at=now, due_at=None, lease_until=None)
