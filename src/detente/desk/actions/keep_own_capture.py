"""A person's own capture of a message (level B): told from its bytes, sealed in a folder of its own, in their name.

The file lies in the vault before the rows name it; where they fail, it is taken out again.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from detente.contracts.capture import Level
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_message
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.actions.receive_rows import ToSeal
from detente.desk.actions.seal_bundle import Folder, seal_bundle
from detente.desk.actions.wake_removals import wake_removals
from detente.desk.bundles import BASIS, chain, clock_facts, keep, opened, received_bytes
from detente.desk.keys import sealing_key
from detente.desk.models import Case, EvidenceItem, Message
from detente.desk.surroundings import the_around, the_authorities
from detente.desk.vault import the_vault
from detente.evidence.bundle.build import build
from detente.evidence.bundle.contents import Contents, OperatorFile, capture_id
from detente.evidence.bundle.contents import Message as Inside
from detente.evidence.own_file import LARGEST, NotCapture, media_type_of
from detente.evidence.vault import NoRoom
from detente.host.keys import KeyMissing
from detente.journal.record import Entry, record
from detente.rules.capture import page_of
from detente.rules.retention import kept_until
from detente.rules.roles import Action

TOO_LARGE: Final = Words(
    fr="Ce fichier dépasse 25 Mo\u202f: envoyez une capture plus légère. Rien n’a été gardé.",
    en="This file is over 25 MB: send a lighter capture. Nothing was kept.",
)
_NOT_TAKEN = Words(
    fr="Ce fichier n’est pas une image PNG, JPEG ou WebP, un PDF ou une page enregistrée (MHTML), ou il est abîmé. "
    "Rien n’a été gardé.",
    en="This file is not a PNG, JPEG or WebP image, a PDF or a saved page (MHTML), or it is damaged. Nothing was kept.",
)
_FULL = Words(
    fr="Le disque des preuves est plein\u202f: rien n’a été gardé. Libérez de la place, puis envoyez-la de nouveau.",
    en="The evidence disk is full: nothing was kept. Free some space, then send it again.",
)
_ERASED = Words(
    fr="Ce message a été effacé\u202f: plus rien n’est gardé de lui.",
    en="This message was erased: nothing more is kept of it.",
)
_NO_KEY = Words(
    fr="Une clé de ce bureau n’est pas là\u202f: rien ne peut être scellé. Remettez le dossier des clés.",
    en="A key of this desk is missing: nothing can be sealed. Put the keys folder back.",
)
_CHANCE: Final = 10


@dataclass(frozen=True, slots=True)
class _Brought:
    """One file and whom it shows."""

    data: bytes
    media_type: str
    message: Message
    case: Case
    by: Colleague


def keep_own_capture(person_id: int, case_id: int, message_id: int, data: bytes, *, now: datetime) -> int:
    """Seal the file and return the id of its item; the same file again gives the same one.

    Raises `Refused`: `access.…`, `input.file` for what is too large, damaged or of another kind, `state.erased`,
    `proc.disk`, `proc.keys`; nothing is kept then.
    """
    message, case, colleague = access_message(person_id, case_id, message_id, Action.KEEP_CAPTURE)
    brought = _Brought(data, _kind(data), message, case, colleague)
    if EvidenceItem.objects.filter(message=message, erased_at__isnull=False).exists():
        raise Refused("state.erased", _ERASED)
    try:
        return _known(brought) or _keep(brought, now)
    except NoRoom:
        raise Refused("proc.disk", _FULL) from None
    except KeyMissing:
        raise Refused("proc.keys", _NO_KEY) from None


def _kind(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Refused("input.file", TOO_LARGE)
    try:
        return media_type_of(data)
    except NotCapture:
        raise Refused("input.file", _NOT_TAKEN) from None


def _known(brought: _Brought) -> int | None:
    """The item that holds these bytes already: a form may be sent twice."""
    rows = EvidenceItem.objects.filter(message=brought.message, what="operator", size=len(brought.data))
    key = sealing_key()
    return next((row.id for row in rows if opened(row, key) == brought.data), None)


def _keep(brought: _Brought, now: datetime) -> int:
    vault, around = the_vault(), the_around()
    contents = _contents(brought, vault.key, now)
    folder = keep(build(contents, around.signer, chain=chain()), contents.capture_id, vault, at=now)
    try:
        return _write(brought, folder, now)
    except BaseException:
        vault.destroy(folder.kept.name)
        raise


def _contents(brought: _Brought, key: bytes, now: datetime) -> Contents:
    message, name = brought.message, f"m-{brought.message.id}"
    raw = received_bytes(message.id, message.revision_number, key) or b""
    return Contents(
        capture_id=capture_id(now, secrets.token_bytes(_CHANCE)),
        platform=message.channel.network,
        url=page_of(message.permalink),
        messages=(Inside(name, message.external_id, raw),),
        started_at=now,
        ended_at=now,
        clock=clock_facts(message.channel_id, now),
        surroundings=the_around().surroundings,
        operator=(OperatorFile(brought.data, brought.media_type, name, str(brought.by.id), now),),
        erases_after=kept_until(now),
        legal_basis=BASIS,
    )


@transaction.atomic
def _write(brought: _Brought, folder: Folder, now: datetime) -> int:
    message, by, case = brought.message, brought.by, brought.case
    shown = ToSeal(message.id, message.revision_number, "operator", brought.data, Level.B.value, brought.media_type)
    bundle = seal_bundle(message.channel, folder, [shown], the_authorities(), made_by=by.id, now=now)
    item_id = EvidenceItem.objects.values_list("id", flat=True).get(bundle=bundle)
    facts = {"evidence": item_id, "bundle": bundle.id, "level": Level.B.value, "ledger": bundle.ledger_seq}
    record(Entry("evidence.supplied", by.actor, "message", message.id, case.brand_id, case.id, facts), at=now)
    tell_screens(case.brand_id)
    wake_removals([message.id], now=now)
    wake_workers("stamp")
    return item_id
