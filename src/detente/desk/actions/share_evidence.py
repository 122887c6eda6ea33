"""Show the evidence of one message to somebody outside: a link that ends by itself, or sooner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.accounts.actions.common import new_token, token_hash
from detente.contracts.labelled import Labelled
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_evidence
from detente.desk.actions._custody import custody_line, message_commitments
from detente.desk.actions._storable import clean
from detente.desk.models import EvidenceShare, Message
from detente.journal.record import Entry, record
from detente.rules.roles import Action

MOST_LIVE: Final = 20
"""Links of one message that may live at once."""
NOTE_MOST: Final = 200


class Lasting(Labelled):
    """How long a link may be opened."""

    HOUR = "hour", "une heure", "one hour"
    DAY = "day", "un jour", "one day"
    WEEK = "week", "sept jours", "seven days"


_LASTS: Final[Mapping[Lasting, timedelta]] = {
    Lasting.HOUR: timedelta(hours=1),
    Lasting.DAY: timedelta(days=1),
    Lasting.WEEK: timedelta(days=7),
}
_NOT_SO_LONG = Words(fr="Choisissez une heure, un jour ou sept jours.", en="Choose one hour, one day or seven days.")
_NOTE_LONG = Words(
    fr="Cette précision fait {n} caractères\u202f: 200 au plus.", en="This note is {n} characters long: at most 200."
)
_TOO_MANY = Words(
    fr="Vingt liens de cette preuve sont déjà ouverts. Fermez-en un avant d’en faire un autre.",
    en="Twenty links to this evidence are open already. End one before you make another.",
)
_NO_SUCH = Words(
    fr="Ce lien n’existe pas, ou ne vous est pas ouvert.", en="This link does not exist, or is not open to you."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person asks for. `note`: whom it is for, at most 200 characters."""

    lasting: str = Lasting.DAY.value
    note: str = ""


@transaction.atomic
def share_evidence(person_id: int, message_id: int, asked: Asked, *, now: datetime) -> str:
    """Make the link and return its token in clear, once: only its hash is kept. Raises `Refused`."""
    message, colleague = access_evidence(person_id, message_id, Action.SHARE_EVIDENCE)
    lasts, note = _lasts(asked.lasting), _note(asked.note)
    Message.objects.select_for_update(of=("self",)).get(id=message.id)
    if EvidenceShare.objects.filter(message=message, ended_at__isnull=True, expires_at__gt=now).count() >= MOST_LIVE:
        raise Refused("state.shares", _TOO_MANY)
    token = new_token()
    share = EvidenceShare.objects.create(
        message=message,
        token_hash=token_hash(token),
        note=note,
        made_by_id=person_id,
        made_at=now,
        expires_at=now + lasts,
    )
    line = custody_line(
        "shared",
        message_commitments(message),
        {"share": share.id, "person": person_id, "seconds": int(lasts.total_seconds())},
        at=now,
    )
    facts = {"share": share.id, "lasting": asked.lasting, "ledger": line}
    record(
        Entry("evidence.shared", colleague.actor, "message", message.id, colleague.brand_id, message.case_id, facts),
        at=now,
    )
    return token


@transaction.atomic
def end_share(person_id: int, share_id: int, *, now: datetime) -> int:
    """End a link now; the id of its message. A link that is over already stays as it is. Raises `Refused`."""
    share = EvidenceShare.objects.select_for_update(of=("self",)).filter(id=share_id).first()
    if share is None:
        raise Refused("access.share", _NO_SUCH)
    message, colleague = access_evidence(person_id, share.message_id, Action.SHARE_EVIDENCE)
    if share.ended_at is not None or share.expires_at <= now:
        return message.id
    share.ended_by_id, share.ended_at = person_id, now
    share.save(update_fields=["ended_by", "ended_at"])
    line = custody_line("share_ended", message_commitments(message), {"share": share.id, "person": person_id}, at=now)
    facts = {"share": share.id, "ledger": line}
    record(
        Entry(
            "evidence.share_ended", colleague.actor, "message", message.id, colleague.brand_id, message.case_id, facts
        ),
        at=now,
    )
    return message.id


def _lasts(asked: str) -> timedelta:
    if asked not in {one.value for one in Lasting}:
        raise Refused("input.lasting", _NOT_SO_LONG)
    return _LASTS[Lasting(asked)]


def _note(text: str) -> str:
    note = " ".join(clean(text).split())
    if len(note) > NOTE_MOST:
        raise Refused("input.note", _NOTE_LONG.with_(n=len(note)))
    return note
