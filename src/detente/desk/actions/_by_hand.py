"""Whether an approved text may be posted by hand now: asked when its page is opened and when somebody states it."""

from __future__ import annotations

from datetime import datetime

from detente.contracts.words import Words
from detente.desk.actions._ties import moved_since_submission
from detente.desk.actions.open_attempt import broken_tie
from detente.desk.models import Publication
from detente.desk.queries.threads import bound_thread
from detente.rules.by_hand import why_withdrawn, withdrawn_words
from detente.rules.process import joined


def why_not_by_hand(publication: Publication, *, now: datetime) -> str:
    """Why nobody may post it now, in a word; empty when they may. Its channel, recipient and review are loaded."""
    channel = publication.channel
    return why_withdrawn(
        publishes=channel.publishes,
        channel_state=channel.state,
        broken_tie=broken_tie(publication, now=now),
        stopped=publication.case.brand.sending_stopped_at is not None,
    )


def withdrawn_because(publication: Publication, why: str) -> Words:
    """What stands where the text was, naming what moved. The draft is loaded."""
    moved: tuple[Words, ...] = ()
    if why == "thread_moved":
        moved = moved_since_submission(publication.draft, bound_thread(publication.recipient))
    return withdrawn_words(why, joined(moved))
