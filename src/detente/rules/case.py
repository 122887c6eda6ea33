"""The states of a case, and what may close it.

Facts of the world (a message, a reply seen, a promise broken) are never refused: they happened. Acts of people
may be. Publishing answers, it never closes.
"""

from __future__ import annotations

from typing import Final

from detente.contracts.labelled import Labelled
from detente.contracts.words import Words
from detente.rules.machine import Machine


class CaseState(Labelled):
    """Where a case stands; the values are stored."""

    NEW = "new", "Nouveau", "New"
    OPEN = "open", "Ouvert", "Open"
    WAITING_AUTHOR = "waiting_author", "Attend l’auteur", "Waiting for the author"
    WAITING_DEPARTMENT = "waiting_department", "Attend un service", "Waiting for a department"
    ANSWERED = "answered", "Répondu", "Answered"
    CLOSED = "closed", "Clos", "Closed"


class CaseFact(Labelled):
    """What can happen to a case."""

    READ = "read", "Message lu", "Message read"
    REPLY_PUBLISHED = "reply_published", "Réponse publiée", "Reply published"
    HOLDING_PUBLISHED = "holding_published", "Réponse d’attente publiée", "Holding reply published"
    REPLY_SEEN_ELSEWHERE = "reply_seen_elsewhere", "Réponse vue sur le réseau", "Reply seen on the network"
    ASKED_AUTHOR = "asked_author", "Précision demandée à l’auteur", "Author asked for more"
    HANDED_OFF = "handed_off", "Confié à un service", "Handed to a department"
    HAND_OFF_ANSWERED = "hand_off_answered", "Le service a répondu", "Department answered"
    AUTHOR_WROTE = "author_wrote", "L’auteur a écrit", "Author wrote"
    PROMISE_BROKEN = "promise_broken", "Promesse non tenue", "Promise broken"
    CAUSE_RECURRED = "cause_recurred", "La cause s’est répétée", "Cause happened again"
    CLOSED = "closed", "Clos", "Closed"


class CloseReason(Labelled):
    """Why a case was closed."""

    SOLVED = "solved", "Réglé, l’auteur le confirme", "Solved, the author says so"
    NO_WORD_BACK = "no_word_back", "Acte prouvé, sans nouvelle de l’auteur", "Act proven, no word from the author"
    THANKED = "thanked", "Remercié", "Thanked"
    REMOVED = "removed", "Retiré au titre de la charte", "Removed under the charter"
    SPAM = "spam", "Indésirable", "Spam"
    DUPLICATE = "duplicate", "Traité dans un autre cas", "Handled in another case"
    LEFT_BY_LEAD = (
        "left_by_lead",
        "Laissé sans réponse, par décision motivée",
        "Left unanswered, by a reasoned decision",
    )


_S, _F = CaseState, CaseFact

_TABLE: Final = {
    (_S.NEW, _F.READ): _S.OPEN,
    (_S.NEW, _F.REPLY_PUBLISHED): _S.ANSWERED,
    (_S.NEW, _F.REPLY_SEEN_ELSEWHERE): _S.ANSWERED,
    (_S.NEW, _F.HOLDING_PUBLISHED): _S.OPEN,
    (_S.NEW, _F.ASKED_AUTHOR): _S.WAITING_AUTHOR,
    (_S.NEW, _F.HANDED_OFF): _S.WAITING_DEPARTMENT,
    (_S.NEW, _F.HAND_OFF_ANSWERED): _S.OPEN,
    (_S.NEW, _F.AUTHOR_WROTE): _S.NEW,
    (_S.NEW, _F.PROMISE_BROKEN): _S.OPEN,
    (_S.NEW, _F.CAUSE_RECURRED): _S.OPEN,
    (_S.OPEN, _F.READ): _S.OPEN,
    (_S.OPEN, _F.REPLY_PUBLISHED): _S.ANSWERED,
    (_S.OPEN, _F.REPLY_SEEN_ELSEWHERE): _S.ANSWERED,
    (_S.OPEN, _F.HOLDING_PUBLISHED): _S.OPEN,
    (_S.OPEN, _F.ASKED_AUTHOR): _S.WAITING_AUTHOR,
    (_S.OPEN, _F.HANDED_OFF): _S.WAITING_DEPARTMENT,
    (_S.OPEN, _F.HAND_OFF_ANSWERED): _S.OPEN,
    (_S.OPEN, _F.AUTHOR_WROTE): _S.OPEN,
    (_S.OPEN, _F.PROMISE_BROKEN): _S.OPEN,
    (_S.OPEN, _F.CAUSE_RECURRED): _S.OPEN,
    (_S.OPEN, _F.CLOSED): _S.CLOSED,
    (_S.WAITING_AUTHOR, _F.READ): _S.WAITING_AUTHOR,
    (_S.WAITING_AUTHOR, _F.REPLY_PUBLISHED): _S.ANSWERED,
    (_S.WAITING_AUTHOR, _F.REPLY_SEEN_ELSEWHERE): _S.ANSWERED,
    (_S.WAITING_AUTHOR, _F.HOLDING_PUBLISHED): _S.WAITING_AUTHOR,
    (_S.WAITING_AUTHOR, _F.ASKED_AUTHOR): _S.WAITING_AUTHOR,
    (_S.WAITING_AUTHOR, _F.HANDED_OFF): _S.WAITING_DEPARTMENT,
    (_S.WAITING_AUTHOR, _F.HAND_OFF_ANSWERED): _S.OPEN,
    (_S.WAITING_AUTHOR, _F.AUTHOR_WROTE): _S.OPEN,
    (_S.WAITING_AUTHOR, _F.PROMISE_BROKEN): _S.OPEN,
    (_S.WAITING_AUTHOR, _F.CAUSE_RECURRED): _S.OPEN,
    (_S.WAITING_AUTHOR, _F.CLOSED): _S.CLOSED,
    (_S.WAITING_DEPARTMENT, _F.READ): _S.WAITING_DEPARTMENT,
    (_S.WAITING_DEPARTMENT, _F.REPLY_PUBLISHED): _S.ANSWERED,
    (_S.WAITING_DEPARTMENT, _F.REPLY_SEEN_ELSEWHERE): _S.ANSWERED,
    (_S.WAITING_DEPARTMENT, _F.HOLDING_PUBLISHED): _S.WAITING_DEPARTMENT,
    (_S.WAITING_DEPARTMENT, _F.ASKED_AUTHOR): _S.WAITING_AUTHOR,
    (_S.WAITING_DEPARTMENT, _F.HANDED_OFF): _S.WAITING_DEPARTMENT,
    (_S.WAITING_DEPARTMENT, _F.HAND_OFF_ANSWERED): _S.OPEN,
    (_S.WAITING_DEPARTMENT, _F.AUTHOR_WROTE): _S.OPEN,
    (_S.WAITING_DEPARTMENT, _F.PROMISE_BROKEN): _S.OPEN,
    (_S.WAITING_DEPARTMENT, _F.CAUSE_RECURRED): _S.OPEN,
    (_S.ANSWERED, _F.READ): _S.ANSWERED,
    (_S.ANSWERED, _F.REPLY_PUBLISHED): _S.ANSWERED,
    (_S.ANSWERED, _F.REPLY_SEEN_ELSEWHERE): _S.ANSWERED,
    (_S.ANSWERED, _F.HOLDING_PUBLISHED): _S.OPEN,
    (_S.ANSWERED, _F.ASKED_AUTHOR): _S.WAITING_AUTHOR,
    (_S.ANSWERED, _F.HANDED_OFF): _S.WAITING_DEPARTMENT,
    (_S.ANSWERED, _F.HAND_OFF_ANSWERED): _S.ANSWERED,
    (_S.ANSWERED, _F.AUTHOR_WROTE): _S.OPEN,
    (_S.ANSWERED, _F.PROMISE_BROKEN): _S.OPEN,
    (_S.ANSWERED, _F.CAUSE_RECURRED): _S.OPEN,
    (_S.ANSWERED, _F.CLOSED): _S.CLOSED,
    (_S.CLOSED, _F.READ): _S.CLOSED,
    (_S.CLOSED, _F.REPLY_PUBLISHED): _S.CLOSED,
    (_S.CLOSED, _F.REPLY_SEEN_ELSEWHERE): _S.CLOSED,
    (_S.CLOSED, _F.HOLDING_PUBLISHED): _S.CLOSED,
    (_S.CLOSED, _F.HAND_OFF_ANSWERED): _S.CLOSED,
    (_S.CLOSED, _F.AUTHOR_WROTE): _S.OPEN,
    (_S.CLOSED, _F.PROMISE_BROKEN): _S.OPEN,
    (_S.CLOSED, _F.CAUSE_RECURRED): _S.OPEN,
}

CASE: Final = Machine("case", Words(fr="Cas", en="Case"), CaseState, CaseFact, CaseState.NEW, _TABLE)
move = CASE.move
moves_from = CASE.moves_from
