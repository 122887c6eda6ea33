"""Watch for the replies that a person posts: what listening brings may be one of them."""

from __future__ import annotations

from detente.desk.actions.recognise_posted import recognise_posted
from detente.workers.loop import Work


def by_hand_work() -> Work:
    """The worker that recognises them."""
    return Work("by hand", lambda now: recognise_posted(now=now))
