"""The part of a conversation that an approval is bound to, read from the rows."""

from __future__ import annotations

from typing import Final

from django.db.models import F, Q

from detente.desk.models import Case, Message, Revision
from detente.rules.thread import ThreadItem, ThreadState, thread_state

_DEEPEST: Final = 200
"""Ancestors that are followed; no network known nests deeper."""


def bound_thread(recipient: Message) -> ThreadState:
    """What a reply to `recipient` is bound to now: it, its ancestors, its author's later words, ours under it.

    Only those rows are read, so that a conversation of a hundred thousand comments costs no more than a short one.
    """
    ours_under = Q(ours=True, parent_id=recipient.id)
    of_author = Q(ours=False, author=recipient.author) if recipient.author_id else Q(id=recipient.id)
    rows = Message.objects.filter(ours_under | of_author, conversation_id=recipient.conversation_id)
    items = {row.id: _item(row) for row in rows}
    for row in [Message.objects.get(id=recipient.id), *_ancestors(recipient)]:
        items[row.id] = _item(row)
    return thread_state(items.values(), recipient.id)


def last_message(case: Case) -> Message | None:
    """The author's last message of the case that still stands on the network; what a reply answers."""
    rows = Message.objects.filter(case=case, ours=False, author=case.author, state="visible")
    return rows.order_by("-posted_at", "-id").first()


def answerable(case: Case) -> Message | None:
    """The author's last message that may be answered in public: it stands there, and was not written to us alone."""
    rows = Message.objects.filter(case=case, ours=False, author=case.author, state="visible", private=False)
    return rows.order_by("-posted_at", "-id").first()


def public_words(case: Case) -> str:
    """What the author wrote in this case, as far as everybody can read it on the network."""
    rows = Revision.objects.filter(message__case=case, message__ours=False, message__author=case.author)
    shown = rows.filter(number=F("message__revision_number"), message__state="visible", message__private=False)
    return "\n".join(shown.order_by("message_id").values_list("text", flat=True))


def community_since(recipient: Message, seen_id: int) -> int:
    """How many comments of other people arrived after message `seen_id`. Shown only: they void nothing."""
    rows = Message.objects.filter(conversation_id=recipient.conversation_id, id__gt=seen_id, ours=False)
    return rows.exclude(author=recipient.author).count() if recipient.author_id else rows.count()


def newest_message_id(conversation_id: int) -> int:
    """The last arrival of a conversation, to count from later; 0 when it is empty."""
    newest = (
        Message.objects.filter(conversation_id=conversation_id).order_by("-id").values_list("id", flat=True).first()
    )
    return newest or 0


def _ancestors(message: Message) -> list[Message]:
    found: dict[int, Message] = {}
    parent_id = message.parent_id
    while parent_id is not None and parent_id not in found and len(found) < _DEEPEST:
        found[parent_id] = Message.objects.get(id=parent_id)
        parent_id = found[parent_id].parent_id
    return list(found.values())


def _item(row: Message) -> ThreadItem:
    return ThreadItem(
        message_id=row.id,
        author_id=row.author_id,
        ours=row.ours,
        parent_id=row.parent_id,
        revision=row.revision_number,
        position=row.id,
        state=row.state,
    )
