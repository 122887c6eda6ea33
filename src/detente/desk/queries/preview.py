"""A draft as bystanders would see it: in its thread, under the name that the network shows, as long as it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.contracts.network import Length
from detente.desk.actions.queue_publication import signature
from detente.desk.models import Draft, DraftRevision
from detente.desk.queries.case_page import CasePage
from detente.desk.queries.posts import Post
from detente.desk.queries.situations import length_of

SHOWS_WRITER: Final = frozenset({"publicpage"})
"""Networks that print who signed a reply; the others print the name of the account alone."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would stand there. `before` and `after` are the posts around our reply, as everybody can see them.

    `signed_as`: the name under it, empty where the network shows the account alone. `length` is None without a limit.
    """

    draft_id: int
    kind: str
    words: str
    number: int
    account: str
    signed_as: str
    length: Length | None
    before: tuple[Post, ...]
    after: tuple[Post, ...]


def preview_of(page: CasePage, kind: str) -> Preview | None:
    """The draft of this kind in its place; None without one. No gate here: `case_page` was one."""
    view = page.drafts.get(kind)
    if view is None:
        return None
    draft = Draft.objects.select_related("case__brand", "channel").get(id=view.id)
    revision = DraftRevision.objects.select_related("writer").get(draft=draft, number=draft.revision_number)
    before, after = _around(page.posts, draft.recipient_id)
    return Preview(
        draft_id=draft.id,
        kind=kind,
        words=revision.text,
        number=revision.number,
        account=draft.channel.name,
        signed_as=signature(revision, draft) if draft.channel.network in SHOWS_WRITER else "",
        length=length_of(draft.channel.network, revision.text),
        before=before,
        after=after,
    )


def _around(posts: tuple[Post, ...], recipient_id: int) -> tuple[tuple[Post, ...], tuple[Post, ...]]:
    """The public posts before and after our reply: it comes below what already stands under its message."""
    shown = [post for post in posts if post.state == "visible" and not post.private]
    answers = [place for place, post in enumerate(shown) if recipient_id in (post.id, post.parent_id)]
    cut = answers[-1] + 1 if answers else len(shown)
    return tuple(shown[:cut]), tuple(shown[cut:])
