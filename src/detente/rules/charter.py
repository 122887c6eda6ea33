"""The charter and what it lets anyone remove. Mission `keep`: criticism stays.

Hiding counts as removing. A machine's guess alone neither opens nor bars: a person confirms the reading first. Then a
clause that is a ground, the exact words that breach it, a reason, sealed evidence and a second person are needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.contracts.kinds import CRITICISM, Kind
from detente.contracts.labelled import Labelled
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.rules.personal_data import find_personal_data
from detente.rules.roles import held_mandates

CONFIRM_WITHIN: Final = timedelta(hours=24)
"""How long a provisional hide may wait for its second person before the lead is alarmed."""

NO_WORDS: Final = Words(fr="", en="")

PROTECTED: Final = frozenset({Kind.WHISTLEBLOWER, Kind.PRESS, Kind.PERSON_AT_RISK})
"""Kinds that no clause removes."""

BREACH: Final = frozenset({Kind.ABUSE, Kind.SPAM})
"""Kinds that a person must have confirmed before a clause applies."""


class RemovalVerb(Labelled):
    """The two ways of removing."""

    HIDE = "hide", "Masquer", "Hide"
    DELETE = "delete", "Supprimer", "Delete"


@dataclass(frozen=True, slots=True)
class Clause:
    """One article of a charter.

    `ground`: it may justify a removal. `any_kind`: it protects data or rights and does not need a confirmed breach.
    `provisional`: one person may hide at once, a second confirms. `approver` holds the mandate that decides.
    `evidence_level` is the least that must be sealed. `kept_months`: how long the copy is kept.
    """

    number: int
    key: str
    title: Words
    text: Words
    ground: bool
    examples_in: Words = NO_WORDS
    examples_out: Words = NO_WORDS
    any_kind: bool = False
    may_hide: bool = False
    may_delete: bool = False
    provisional: bool = False
    approver: MandateKind | None = None
    notice_required: bool = True
    evidence_level: str = "D"
    kept_months: int = 7

    def allows(self, verb: RemovalVerb) -> bool:
        """Whether this clause may be a ground for hiding or for deleting."""
        return self.ground and (self.may_hide if verb is RemovalVerb.HIDE else self.may_delete)


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What a removal has to know of a message. `kind` is a person's word when `confirmed`, else a machine's guess."""

    text: str
    kind: Kind
    confirmed: bool
    sealed: bool = True
    is_consumer_review: bool = False
    ours: bool = False


@dataclass(frozen=True, slots=True)
class RemovalRequest:
    """What the asker says. `quote` holds the exact words of the message that breach the clause."""

    clause: Clause | None
    verb: RemovalVerb
    quote: str
    reason: str
    provisional: bool = False
    reversible: bool = True


_SAYS: Final = {
    "evidence": Words(
        fr="Rien n’est scellé pour ce message. La preuve se fait d’abord\u202f; le retrait attend.",
        en="Nothing is sealed for this message. The evidence comes first; the removal waits.",
    ),
    "ours": Words(
        fr="Ce message est le nôtre. Corrigez-le par une réponse.", en="This message is ours. Correct it with a reply."
    ),
    "review": Words(
        fr="Un avis de consommateur reste en ligne. Vous pouvez y répondre, ou signaler un doute motivé au réseau.",
        en="A consumer review stays up. You can answer it, or report a reasoned doubt to the network.",
    ),
    "person_at_risk": Words(
        fr="Un appel à l’aide ne s’efface pas. Répondez à cette personne, avec quelqu’un du mandat «\u202fpersonnes en "
        "danger\u202f».",
        en="A cry for help is not erased. Answer this person, together with somebody who holds the care mandate.",
    ),
    "whistleblower": Words(
        fr="Un possible lanceur d’alerte est protégé par la loi\u202f: son message reste. Prévenez le juridique.",
        en="A possible whistleblower is protected by law: the message stays. Tell whoever holds the legal mandate.",
    ),
    "press": Words(
        fr="Une question de presse reste en ligne. Répondez-y avec quelqu’un du mandat presse.",
        en="A question of the press stays up. Answer it together with somebody who holds the press mandate.",
    ),
    "unconfirmed": Words(
        fr="La lecture dit «\u202f{kind}\u202f» et personne ne l’a confirmée\u202f: une machine ne décide pas d’un "
        "retrait. Vous pouvez répondre, ou corriger d’abord la lecture.",
        en="The reading says “{kind}” and nobody has confirmed it: a machine does not decide on a removal. You can "
        "answer, or correct the reading first.",
    ),
    "criticism": Words(
        fr="Ce commentaire reste en ligne\u202f: critiquer n’est pas enfreindre la charte, et le faire "
        "disparaître donnerait l’air de cacher quelque chose. Vous pouvez répondre, confier à un service, ou corriger "
        "la lecture si elle se trompe.",
        en="This comment stays up: criticising does not breach the charter, and making it vanish would look like "
        "hiding something. You can answer, hand it to a department, or correct the reading if it is wrong.",
    ),
    "no_breach": Words(
        fr="La lecture confirmée ne voit ni attaque contre des personnes ni indésirable. Répondez, ou corrigez d’abord "
        "la lecture.",
        en="The confirmed reading sees neither an attack on people nor spam. Answer it, or correct the reading first.",
    ),
    "no_clause": Words(
        fr="Choisissez l’article de la charte. Sans article, le message reste en ligne.",
        en="Choose the section of the charter. Without one the message stays up.",
    ),
    "not_ground": Words(
        fr="L’article {number} dit ce qui reste en ligne\u202f: il ne justifie aucun retrait. Répondez à ce message.",
        en="Section {number} says what stays up: it justifies no removal. Answer this message.",
    ),
    "verb": Words(
        fr="L’article {number} ne permet pas cela\u202f: {verb}. Choisissez l’autre façon, ou un autre article.",
        en="Section {number} does not allow this: {verb}. Choose the other way, or another section.",
    ),
    "quote": Words(
        fr="Citez les mots exacts du message qui enfreignent l’article, tels qu’ils sont écrits.",
        en="Quote the exact words of the message that breach the section, as they are written.",
    ),
    "data_quote": Words(
        fr="Ce message est une critique\u202f: seules des données personnelles visibles le font masquer. Citez-les, ou "
        "répondez.",
        en="This message is criticism: only visible personal data has it hidden. Quote them, or answer.",
    ),
    "reason": Words(
        fr="Écrivez pourquoi, en une phrase. L’auteur et le registre liront le motif.",
        en="Write why, in one sentence. The author and the register will read the reason.",
    ),
    "provisional": Words(
        fr="Masquer tout de suite, seul, n’est possible que sous les articles 1 à 5 et 7. Demandez le retrait à une "
        "seconde personne.",
        en="Hiding at once, alone, is only possible under sections 1 to 5 and 7. Ask a second person for the removal.",
    ),
    "irreversible": Words(
        fr="Ce réseau ne permet pas de rétablir le message\u202f: une seconde personne décide avant. Demandez "
        "le retrait.",
        en="This network cannot bring the message back: a second person decides first. Ask for the removal.",
    ),
    "same_person": Words(
        fr="Vous avez demandé ce retrait\u202f: une autre personne décide. Choisissez quelqu’un.",
        en="You asked for this removal: another person decides. Choose somebody.",
    ),
    "decided_before": Words(
        fr="Vous avez pris part à ce retrait\u202f: une autre personne réexamine la contestation.",
        en="You took part in this removal: another person looks at the contest.",
    ),
    "mandate": Words(
        fr="Décider sous cet article demande le mandat «\u202f{mandate}\u202f». Demandez à une personne qui le tient.",
        en="Deciding under this section needs this mandate: {mandate}. Ask somebody who holds it.",
    ),
}


def removal_grounds(charter: Iterable[Clause], message: MessageFacts) -> tuple[Clause, ...]:
    """The clauses that may be chosen for this message; none when it stays (`why_it_stays` says why)."""
    if _bar(message):
        return ()
    return tuple(clause for clause in charter if clause.ground and not _clause_bar(clause, message))


def why_it_stays(charter: Iterable[Clause], message: MessageFacts) -> Words | None:
    """Why no clause may be chosen, with what remains possible; `None` when one may be."""
    bar = _bar(message)
    if bar or not removal_grounds(charter, message):
        return _SAYS[bar or _no_ground(message)].with_(kind=message.kind.label)
    return None


def check_removal_request(request: RemovalRequest, message: MessageFacts) -> None:
    """Raise when this removal may not even be asked for.

    Raises `Refused` with `proc.evidence` (nothing sealed) or `proc.removal` (everything else); the sentence says what
    remains possible.
    """
    bar = _bar(message)
    if bar:
        raise _refused(bar, kind=message.kind.label)
    clause = request.clause
    if clause is None:
        raise _refused("no_clause" if not _is_criticism(message) else "criticism")
    clause_bar = _clause_bar(clause, message)
    if clause_bar:
        raise _refused(clause_bar, number=clause.number)
    _check_words(request, clause, message)
    _check_verb(request, clause)


def check_decision(
    clause: Clause, asked_by: int, decided_by: int, roles: Collection[Role], mandates: Collection[MandateKind]
) -> None:
    """Raise `Refused("proc.approval")` when this person may not decide on a removal asked by `asked_by`."""
    if asked_by == decided_by:
        raise _approval("same_person")
    if clause.approver is not None and clause.approver not in held_mandates(roles, mandates):
        raise _approval("mandate", mandate=clause.approver.label)


def check_confirmation(asked_by: int, confirmed_by: int | None) -> None:
    """Raise `Refused("proc.approval")` when the person who hid at once also confirms.

    `None` is an outside reader by one-time link. Not confirming restores the message; a timer never does.
    """
    if asked_by == confirmed_by:
        raise _approval("same_person")


def check_contest_decision(
    clause: Clause,
    took_part: Collection[int],
    decided_by: int,
    roles: Collection[Role],
    mandates: Collection[MandateKind],
) -> None:
    """Raise `Refused("proc.approval")` when this person asked for, decided on or confirmed the removal contested."""
    if decided_by in took_part:
        raise _approval("decided_before")
    if clause.approver is not None and clause.approver not in held_mandates(roles, mandates):
        raise _approval("mandate", mandate=clause.approver.label)


def confirm_by(hidden_at: datetime) -> datetime:
    """By when a provisional hide should be confirmed."""
    return hidden_at + CONFIRM_WITHIN


def confirmation_overdue(hidden_at: datetime, now: datetime) -> bool:
    """Whether the lead must be alarmed that a provisional hide is unconfirmed. Nothing is undone by it."""
    return now >= confirm_by(hidden_at)


def _bar(message: MessageFacts) -> str:
    if not message.sealed:
        return "evidence"
    if message.ours:
        return "ours"
    if message.is_consumer_review:
        return "review"
    if not message.confirmed:
        return "unconfirmed"
    return message.kind.value if message.kind in PROTECTED else ""


def _clause_bar(clause: Clause, message: MessageFacts) -> str:
    if not clause.ground:
        return "not_ground"
    if message.kind in BREACH:
        return ""
    if not clause.any_kind:
        return _no_ground(message)
    if not _is_criticism(message) or (clause.may_hide and _shows_data(clause, message.text)):
        return ""
    return "criticism"


def _no_ground(message: MessageFacts) -> str:
    return "criticism" if _is_criticism(message) else "no_breach"


def _is_criticism(message: MessageFacts) -> bool:
    return message.kind in CRITICISM


def _shows_data(clause: Clause, text: str) -> bool:
    return clause.provisional and bool(find_personal_data(text))


def _check_words(request: RemovalRequest, clause: Clause, message: MessageFacts) -> None:
    if not _is_quoted(request.quote.strip(), message.text):
        raise _refused("quote")
    if _is_criticism(message) and not _shows_data(clause, request.quote):
        raise _refused("data_quote")
    if not request.reason.strip():
        raise _refused("reason")


def _check_verb(request: RemovalRequest, clause: Clause) -> None:
    if request.provisional and not (clause.provisional and request.verb is RemovalVerb.HIDE):
        raise _refused("provisional")
    if request.provisional and not request.reversible:
        raise _refused("irreversible")
    if not clause.allows(request.verb):
        raise _refused("verb", number=clause.number, verb=request.verb.label)


def _is_quoted(quote: str, text: str) -> bool:
    """Whether the quote stands in the text as whole words."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        end = start + len(quote)
        if not (_cuts_a_word(text, start) or _cuts_a_word(text, end)):
            return True
        start = text.find(quote, start + 1)
    return False


def _cuts_a_word(text: str, place: int) -> bool:
    return text[max(place - 1, 0) : place].isalnum() and text[place : place + 1].isalnum()


def _refused(key: str, **fields: object) -> Refused:
    return Refused("proc.evidence" if key == "evidence" else "proc.removal", _SAYS[key].with_(**fields))


def _approval(key: str, **fields: object) -> Refused:
    return Refused("proc.approval", _SAYS[key].with_(**fields))
