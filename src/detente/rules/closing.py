"""What may close a case. Source: practice, process checks `proc.equal_treatment` and `proc.promise_open`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.rules.case import CloseReason

WITH_A_LEAD: Final = frozenset({CloseReason.LEFT_BY_LEAD, CloseReason.REMOVED})
"""Reasons for which a lead, and nobody else, may leave an author without a reply, in writing."""

_PROMISE = Words(
    fr="Une promesse est encore ouverte dans ce cas. Tenez-la ou dites à l’auteur ce qui change, puis fermez.",
    en="A promise is still open in this case. Keep it, or tell the author what changes, then close.",
)
_UNANSWERED = Words(
    fr="Personne n’a répondu à cet auteur. Chacun reçoit une réponse, même de mauvaise foi, même grossier, même quand "
    "un membre a déjà répondu. Répondez, ou demandez au responsable une exception motivée.",
    en="Nobody has answered this author. Everyone gets a reply, in bad faith or not, rude or not, and even when a "
    "member has answered already. Reply, or ask the lead for an exception with a reason.",
)
_LEAD_ONLY = Words(
    fr="Seul un responsable peut laisser un message sans réponse, en écrivant pourquoi.",
    en="Only a lead may leave a message without a reply, and writes why.",
)
_REMOVED = Words(
    fr="Ce message a été retiré, et personne n’a répondu. Dites en public ce qui a été retiré et pourquoi, ou demandez "
    "au responsable de clore en écrivant pourquoi.",
    en="This message was removed, and nobody has answered. Say in public what was removed and why, or ask the lead to "
    "close the case and write why.",
)
_NOT_SPAM = Words(
    fr="Ce message n’est pas lu comme indésirable. Répondez, ou corrigez d’abord la lecture si elle se trompe.",
    en="This message is not read as spam. Reply, or first correct the reading if it is mistaken.",
)
_NO_OTHER = Words(
    fr="Cet auteur n’a pas d’autre cas\u202f: personne ne lui a répondu ailleurs. Répondez ici.",
    en="This author has no other case: nobody has answered them elsewhere. Reply here.",
)


@dataclass(frozen=True, slots=True)
class Closing:
    """What is true when somebody closes a case for `reason`.

    `replied`: a final reply of ours stands under the author's last message. `kind`: how the case is read;
    `other_case`: the author has another one here. `why`: the sentence of whoever closes.
    """

    reason: CloseReason
    replied: bool
    kind: Kind
    open_promises: int = 0
    other_case: bool = False
    is_lead: bool = False
    why: str = ""


def check_close(closing: Closing) -> None:
    """Raise `Refused` with `proc.promise_open` or `proc.equal_treatment` when the case may not be closed."""
    check_promise_open(closing.open_promises)
    check_equal_treatment(closing)


def check_promise_open(open_promises: int) -> None:
    """Raise `Refused("proc.promise_open")` while something is promised. A holding reply is no end."""
    if open_promises > 0:
        raise Refused("proc.promise_open", _PROMISE, promises=open_promises)


def check_equal_treatment(closing: Closing) -> None:
    """Raise `Refused("proc.equal_treatment")` when an author would be left without a reply.

    Bad faith, rudeness, a member's answer or a removal exempt nobody; a lead may, in writing. Spam needs none when it
    is read as spam, nor does what another case of the same author answers.
    """
    excepted = closing.is_lead and bool(closing.why.strip())
    match closing.reason:
        case CloseReason.LEFT_BY_LEAD:
            refusal = None if excepted else _LEAD_ONLY
        case _ if closing.replied:
            refusal = None
        case CloseReason.REMOVED:
            refusal = None if excepted else _REMOVED
        case CloseReason.SPAM:
            refusal = None if closing.kind is Kind.SPAM else _NOT_SPAM
        case CloseReason.DUPLICATE:
            refusal = None if closing.other_case else _NO_OTHER
        case _:
            refusal = _UNANSWERED
    if refusal is not None:
        raise Refused("proc.equal_treatment", refusal)
