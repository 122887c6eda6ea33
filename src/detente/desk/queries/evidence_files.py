"""The plain bytes of one kept picture or file, or of one sealed folder, for whoever passed the gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.contracts.capture import Level
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_message
from detente.desk.keys import sealing_key
from detente.desk.models import Bundle, Case, EvidenceItem, Stamp
from detente.desk.sealed import SEAL_BROKEN
from detente.desk.vault import the_vault
from detente.evidence.bundle.pack import pack, unpack
from detente.evidence.bundle.zips import ZipRefused
from detente.evidence.seal import SealBroken, Sealed, unseal
from detente.host.keys import KeyMissing
from detente.rules.roles import Action

_NO_SUCH: Final = Words(
    fr="Cette pièce n’existe pas, ou ne vous est pas ouverte. Revenez au cas.",
    en="This piece does not exist, or is not open to you. Go back to the case.",
)
NO_KEY: Final = Words(
    fr="La clé de scellement de ce bureau n’est pas là : rien ne peut être ouvert. Remettez le dossier des clés.",
    en="The sealing key of this desk is missing: nothing can be opened. Put the keys folder back.",
)
_END: Final = "-----END CERTIFICATE-----"
_ERASED: Final = Words(
    fr="Cette pièce a été effacée\u202f: ses octets et sa clé n’existent plus. Son empreinte reste au journal scellé.",
    en="This piece was erased: its bytes and its key are gone. Its hash stays in the ledger.",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """One item in the clear, with what the line of custody needs."""

    raw: bytes
    item: EvidenceItem
    case: Case
    colleague: Colleague


@dataclass(frozen=True, slots=True)
class Folder:
    """One sealed folder as the zip to hand over."""

    zip: bytes
    bundle: Bundle
    case: Case
    colleague: Colleague


def open_picture(person_id: int, case_id: int, message_id: int, item_id: int) -> Opened:
    """A picture, rendering or file about a message of the case, or about our answer to it.

    Raises `Refused`: `access.…`, `state.erased`, `proc.evidence` where the seal is broken, `proc.keys`.
    """
    message, case, colleague = access_message(person_id, case_id, message_id)
    item = EvidenceItem.objects.filter(id=item_id, message_id=message.id).exclude(level=Level.D).first()
    if item is None:
        raise Refused("access.evidence", _NO_SUCH)
    if item.wrapped is None or item.ciphertext is None:
        raise Refused("state.erased", _ERASED)
    sealed = Sealed(bytes(item.commitment), bytes(item.wrapped), bytes(item.ciphertext), item.size)
    try:
        return Opened(unseal(sealed, sealing_key()), item, case, colleague)
    except SealBroken:
        raise Refused("proc.evidence", SEAL_BROKEN) from None
    except KeyMissing:
        raise Refused("proc.keys", NO_KEY) from None


def open_folder(person_id: int, case_id: int, message_id: int, bundle_id: int) -> Folder:
    """The sealed folder in which something about the message lies, with the stamps had so far.

    Raises `Refused`: `access.…`, `state.erased`, `proc.evidence`, `proc.keys`.
    """
    message, case, colleague = access_message(person_id, case_id, message_id, Action.EXPORT_CASE)
    bundle = Bundle.objects.filter(id=bundle_id, items__message_id=message.id).first()
    if bundle is None:
        raise Refused("access.evidence", _NO_SUCH)
    if bundle.wrapped is None:
        raise Refused("state.erased", _ERASED)
    try:
        plain = the_vault().open(bundle.stored, bytes(bundle.wrapped), bytes(bundle.commitment))
        return Folder(pack(unpack(plain), _stamps(bundle)), bundle, case, colleague)
    except (SealBroken, ZipRefused, KeyError):
        raise Refused("proc.evidence", SEAL_BROKEN) from None
    except KeyMissing:
        raise Refused("proc.keys", NO_KEY) from None


@dataclass(frozen=True, slots=True)
class _Had:
    """A stamp as `evidence.bundle.pack` writes it into the zip."""

    authority: str
    request: bytes
    response: bytes
    certificates: tuple[str, ...]


def _stamps(bundle: Bundle) -> list[_Had]:
    rows = Stamp.objects.filter(bundle=bundle, state="had", genuine=True).order_by("authority")
    return [
        _Had(row.authority, bytes(row.request), bytes(row.response), _certificates(row.certificates))
        for row in rows
        if row.request is not None and row.response is not None
    ]


def _certificates(pem: str) -> tuple[str, ...]:
    return tuple(f"{part.strip()}\n{_END}" for part in pem.split(_END) if part.strip())
