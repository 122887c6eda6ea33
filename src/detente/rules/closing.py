"""What may close a case. Source: practice, process checks `proc.equal_treatment` and `proc.promise_open`."""

from __future__ import annotations

from typing import Final

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.rules.case import CloseReason

WITHOUT_REPLY: Final = frozenset({CloseReason.SPAM, CloseReason.REMOVED, CloseReason.DUPLICATE})
"""Reasons that close a case which nobody answered. Criticism is never among them."""

_PROMISE = Words(
    fr="Une promesse est encore ouverte dans ce cas. Tenez-la ou dites à l’auteur ce qui change, puis fermez.",
    en="A promise is still open in this case. Keep it, or tell the author what changes, then close.",
)
_UNANSWERED = Words(
    fr="Personne n’a répondu à cet auteur. Chacun reçoit une réponse, même de mauvaise foi, même quand un membre a "
    "déjà répondu. Répondez, ou demandez au responsable une exception motivée.",
    en="Nobody has answered this author. Everyone gets a reply, in bad faith or not, and even when a member has "
    "answered already. Reply, or ask the lead for an exception with a reason.",
)
_LEAD_ONLY = Words(
    fr="Seul un responsable peut laisser un message sans réponse, en écrivant pourquoi.",
    en="Only a lead may leave a message without a reply, and writes why.",
)


def check_close(*, reason: CloseReason, replied: bool, open_promises: int, is_lead: bool, why: str = "") -> None:
    """Raise when the case may not be closed.

    `replied`: a final reply of ours stands under the author's last message. `why` is the lead's own sentence, needed to
    leave a message unanswered. Raises `Refused` with `proc.promise_open` or `proc.equal_treatment`.
    """
    if open_promises > 0:
        raise Refused("proc.promise_open", _PROMISE, promises=open_promises)
    if reason is CloseReason.LEFT_BY_LEAD:
        if not (is_lead and why.strip()):
            raise Refused("proc.equal_treatment", _LEAD_ONLY)
        return
    if not replied and reason not in WITHOUT_REPLY:
        raise Refused("proc.equal_treatment", _UNANSWERED)
