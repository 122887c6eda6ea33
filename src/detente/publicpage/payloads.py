"""Rows as the API says them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Protocol

from django.urls import reverse

from detente.publicpage.door import page_title
from detente.publicpage.models import Change, Comment, Page


class Place(Protocol):
    """Which page is asked, and under which root its addresses stand."""

    @property
    def page(self) -> Page:
        """The page."""
        ...

    @property
    def root(self) -> str:
        """Scheme and host, no slash at the end."""
        ...


def change_payload(change: Change, text: str, place: Place) -> dict[str, object]:
    """One line of the feed. The item carries the text of that revision; its state is the one of now."""
    item = item_payload(change.comment, place) | {"text": text, "revision": change.revision}
    return {"seq": change.seq, "kind": change.kind, "at": _time(change.at), "note": change.note, "item": item}


def item_payload(comment: Comment, place: Place) -> dict[str, object]:
    """One comment as it is now. A deleted one has neither text nor name."""
    return {
        "id": comment.public_id,
        "parent": comment.parent.public_id if comment.parent else None,
        "conversation": comment.root.public_id,
        "conversation_title": f"{place.page.brand_name}, {page_title(place.page, str(place.page.languages[0]))}",
        "conversation_url": place.root + _path(place.page, comment.root),
        "url": f"{place.root}{_path(place.page, comment.root)}#m-{comment.public_id}",
        "author": _author(comment, place.page),
        "ours": comment.ours,
        "signed_as": comment.signed_as or None,
        "key": comment.reply_key,
        "text": comment.text,
        "language": comment.language,
        "revision": comment.revision,
        "state": comment.state,
        "posted_at": _time(comment.posted_at),
        "edited_at": _time(comment.edited_at) if comment.edited_at else None,
    }


def author_id(visitor_public_id: str, page: Page) -> str:
    """What a visitor is called on this page: the same person has another name on another brand's page."""
    return hashlib.sha256(f"{page.pk}:{visitor_public_id}".encode()).hexdigest()[:24]


def _author(comment: Comment, page: Page) -> dict[str, object] | None:
    if comment.visitor is None:
        return None
    return {"id": author_id(comment.visitor.public_id, page), "name": comment.name}


def _path(page: Page, root: Comment) -> str:
    return reverse("publicpage:thread", args=[page.slug, root.public_id])


def _time(at: datetime) -> str:
    return at.isoformat()
