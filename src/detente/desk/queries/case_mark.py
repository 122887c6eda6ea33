"""A short mark of what a case's page shows, so that an open page is only drawn again when something changed."""

from __future__ import annotations

from hashlib import sha256

from detente.desk.queries.case_page import CasePage
from detente.journal.models import Event


def case_mark(page: CasePage) -> str:
    """The same mark, the same page, the passing seconds aside."""
    events = Event.objects.filter(case_id=page.facts.id).exclude(name="evidence.viewed")
    last = events.order_by("-id").values_list("id", flat=True).first()
    said = [
        last,
        [(post.id, post.revision, post.state, post.read_state, post.elsewhere, post.denials) for post in page.posts],
        [(station.state.value, station.fact.en) for station in page.stations],
        [(one.id, one.state.value, one.trouble) for one in page.publications],
        [(one.id, one.state.value, one.late) for one in page.hand_offs],
        [(one.id, one.state.value, one.unconfirmed) for one in page.removals],
        list(page.traces.values()),
        (page.hand.withdrawn, page.hand.address) if page.hand else "",
        page.clock.state.value if page.clock else "",
    ]
    return sha256(repr(said).encode()).hexdigest()[:16]
