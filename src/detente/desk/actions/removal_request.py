"""What asking for a removal and hiding provisionally share: the charter gate, and the row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from detente.contracts.actors import Actor
from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_case
from detente.desk.actions.written import written
from detente.desk.clauses import clause_rule
from detente.desk.models import Charter, Clause, Message, Reading, Removal, Revision
from detente.desk.networks import network_power
from detente.desk.queries.readings import latest_reading
from detente.desk.sealed import sealed_evidence, whole_evidence
from detente.journal.record import Entry, record
from detente.rules.charter import MessageFacts, RemovalRequest, RemovalVerb, check_removal_request
from detente.rules.notice import true_notice

_NO_MESSAGE = Words(
    fr="Ce message n’existe pas, ou ne vous est pas ouvert. Revenez à la boîte.",
    en="This message does not exist, or is not open to you. Go back to the inbox.",
)
_NOTICE = Words(
    fr="Écrivez le mot à l’auteur\u202f: il le lira à la place de son message.",
    en="Write the notice to the author: they will read it in place of their message.",
)
_OLD_CLAUSE = Words(
    fr="Cet article n’est pas de la charte en vigueur. Rechargez la page.",
    en="This section is not in the charter in force. Reload the page.",
)
_GONE = Words(
    fr="Ce message n’est plus visible sur le réseau\u202f: il n’y a rien à retirer.",
    en="This message is no longer visible on the network: there is nothing to remove.",
)
_EDITED = Words(
    fr="L’auteur a modifié ce message depuis la lecture. Relisez-le et confirmez d’abord la lecture.",
    en="The author has edited this message since it was read. Read it again and confirm the reading first.",
)
_LIVE = Words(
    fr="Un retrait de ce message est déjà demandé ou fait. Voyez-le dans le registre.",
    en="A removal of this message is asked for or done already. See it in the register.",
)
_NOT_OFFERED = Words(
    fr="Ce réseau ne permet pas au bureau de {verb} un message. Répondez, ou signalez-le au réseau.",
    en="This network does not let the desk {verb} a message. Answer it, or report it to the network.",
)
_VERBS = {
    RemovalVerb.HIDE: Words(fr="masquer", en="hide"),
    RemovalVerb.DELETE: Words(fr="supprimer", en="delete"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the asker filled in. `quote`: the exact words at fault; `notice`: what the author will read."""

    clause_id: int
    quote: str
    reason: str
    notice: str


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate let through, for the row to be written."""

    message: Message
    colleague: Colleague


@contextmanager
def told_when_refused(person_id: int, message_id: int, clause_id: int, *, now: datetime) -> Iterator[None]:
    """One transaction for a request. What the charter refuses is undone whole, and that it was asked is recorded."""
    try:
        with transaction.atomic():
            yield
    except Refused as refused:
        if refused.code.startswith("proc."):
            _record_refusal(person_id, message_id, {"clause": clause_id, "code": refused.code}, now)
        raise


def _record_refusal(person_id: int, message_id: int, facts: Mapping[str, int | str], now: datetime) -> None:
    message = Message.objects.select_related("channel").get(id=message_id)
    actor, brand_id = Actor.person(person_id), message.channel.brand_id
    entry = Entry("removal.request_refused", actor, "message", message_id, brand_id, message.case_id, facts)
    with transaction.atomic():
        record(entry, at=now)


def open_gate(person_id: int, message_id: int, action: str, *, lock: bool = True) -> Gate:
    """The message, its case (locked), and the colleague who may do `action`. Raises `Refused("access.…")`."""
    message = Message.objects.select_related("channel", "conversation").filter(id=message_id).first()
    if message is None or message.case_id is None:
        raise Refused("access.message", _NO_MESSAGE)
    case, colleague = access_case(person_id, message.case_id, action, lock=lock)
    message.case = case
    return Gate(message, colleague)


def new_removal(gate: Gate, verb: RemovalVerb, asked: Asked, *, provisional: bool, now: datetime) -> Removal:
    """Pass the charter gate and return the row, not yet written. Its evidence was opened and hashed again.

    Raises `Refused`: `proc.removal`, `proc.evidence`, `input.text`, `input.clause`, `state.message`, `state.network`.
    """
    message = gate.message
    reading = latest_reading(message.id)
    row = _clause(message, asked.clause_id)
    power = network_power(message.channel.network, verb.value)
    request = RemovalRequest(
        clause=clause_rule(row) if row else None,
        verb=verb,
        quote=asked.quote,
        reason=asked.reason,
        provisional=provisional,
        reversible=power is not None and power.reversible,
    )
    check_removal_request(request, message_facts(message, reading))
    _check_present(message, reading)
    if power is None:
        raise Refused("state.network", _NOT_OFFERED.with_(verb=_VERBS[verb]))
    return _row(gate, verb, asked, reading, provisional, now)


def message_facts(message: Message, reading: Reading | None) -> MessageFacts:
    """What the rules know of a message: the words of its present version, and who said what it is."""
    text = (
        Revision.objects.filter(message=message, number=message.revision_number).values_list("text", flat=True).first()
    )
    return MessageFacts(
        text=text or "",
        kind=Kind(reading.kind) if reading else Kind.OTHER,
        confirmed=reading is not None and reading.person_id is not None and "kind" in reading.corrected,
        sealed=sealed_evidence(message) is not None,
        is_consumer_review=message.is_review,
        ours=message.ours,
    )


def save_removal(removal: Removal) -> None:
    """Write the row. Raises `Refused("state.removal")` when this message has a live one."""
    try:
        with transaction.atomic():
            removal.save(force_insert=True)
    except IntegrityError as error:
        if "removal_one_live" in str(error):
            raise Refused("state.removal", _LIVE) from None
        raise


def _clause(message: Message, clause_id: int) -> Clause | None:
    if not clause_id:
        return None
    charter = Charter.objects.filter(brand_id=message.channel.brand_id).order_by("-version").first()
    row = Clause.objects.filter(id=clause_id, charter=charter).first()
    if row is None:
        raise Refused("input.clause", _OLD_CLAUSE)
    return row


def _check_present(message: Message, reading: Reading | None) -> None:
    if message.state != "visible":
        raise Refused("state.message", _GONE)
    if reading is None or reading.revision_number != message.revision_number:
        raise Refused("proc.removal", _EDITED)


def _row(
    gate: Gate, verb: RemovalVerb, asked: Asked, reading: Reading | None, provisional: bool, now: datetime
) -> Removal:
    message = gate.message
    return Removal(
        brand_id=message.channel.brand_id,
        case=message.case,
        channel=message.channel,
        message=message,
        verb=verb,
        clause_id=asked.clause_id,
        quote=asked.quote.strip(),
        reason=written(asked.reason, _NOTICE),
        notice=true_notice(written(asked.notice, _NOTICE), verb, people=1 if provisional else 2),
        evidence=whole_evidence(message),
        reading=reading,
        provisional=provisional,
        asked_by_id=gate.colleague.id,
        asked_at=now,
    )
