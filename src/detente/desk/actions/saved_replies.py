"""Texts that the team keeps ready: made, changed, retired, brought back, and put into a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.db.models import F

from detente.accounts.models import Brand
from detente.contracts.refusals import Refused
from detente.contracts.words import LANGUAGES, Words
from detente.desk.access import Colleague, access_brand, access_saved_reply
from detente.desk.actions._replies import check_text
from detente.desk.actions.written import written
from detente.desk.models import Draft, SavedReply
from detente.desk.models.replies import REPLY_KINDS
from detente.journal.record import Entry, record
from detente.rules.draft_origin import Origin, Source
from detente.rules.roles import Action

LONGEST_SHORTCUT: Final = 40
LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 4_000
"""Code points: a saved reply has to fit a reply, not a manual."""

_SHORTCUT: Final = re.compile(r"[^\W_](?:[^\W_]|-){0,39}")
_NO_SHORTCUT = Words(
    fr="Donnez un mot court, sans espace\u202f: des lettres, des chiffres, un tiret. Par exemple «\u202fcasier\u202f».",
    en="Give it a short word without a space: letters, digits, a hyphen. For example “locker”.",
)
_TAKEN = Words(
    fr="«\u202f/{shortcut}\u202f» sert déjà à une autre réponse dans cette langue. Choisissez un autre mot.",
    en="“/{shortcut}” already stands for another reply in this language. Choose another word.",
)
_NO_TITLE = Words(fr="Dites en quelques mots quand elle sert.", en="Say in a few words when it is of use.")
_NO_TEXT = Words(fr="Écrivez le texte à garder.", en="Write the text to keep.")
_NO_LANGUAGE = Words(fr="Choisissez la langue du texte.", en="Choose the language of the text.")
_NO_KIND = Words(
    fr="Choisissez «\u202fréponse\u202f» ou «\u202fréponse d’attente\u202f».", en="Choose “reply” or “holding reply”."
)
_MOVED = Words(
    fr="{name} a modifié cette réponse entre-temps. Votre texte n’est pas enregistré\u202f: comparez, puis enregistrez "
    "de nouveau.",
    en="{name} changed this reply in the meantime. Your text is not saved: compare, then save again.",
)
_RETIRED = Words(
    fr="Cette réponse est retirée. Remettez-la en service pour la modifier.",
    en="This reply is retired. Bring it back to change it.",
)
_NOT_HERE = Words(
    fr="Cette réponse enregistrée est celle d’une autre marque.", en="This saved reply is another brand’s."
)
_DONE_ALREADY = Words(
    fr="Quelqu’un l’a déjà fait. Rechargez la page.", en="Somebody has done it already. Reload the page."
)


@dataclass(frozen=True, slots=True)
class SavedWords:
    """What a form says of a saved reply. `language` and `kind` are values of their lists."""

    shortcut: str
    title: str
    text: str
    language: str = "fr"
    kind: str = "reply"


@transaction.atomic
def make_saved_reply(person_id: int, brand_id: int, said: SavedWords, *, now: datetime) -> int:
    """Keep a new text and return its id.

    Raises `Refused`: `access.…`, `input.shortcut`, `input.text`, `input.language`, `input.kind`.
    """
    colleague = access_brand(person_id, brand_id, Action.WRITE_SAVED_REPLY)
    held = _checked(said)
    _check_free(brand_id, held, but=0)
    saved = SavedReply.objects.create(
        brand_id=brand_id, made_by_id=colleague.id, made_at=now, changed_by_id=colleague.id, changed_at=now, **held
    )
    _tell("saved_reply.made", saved, colleague, now)
    return saved.id


@transaction.atomic
def change_saved_reply(person_id: int, saved_id: int, said: SavedWords, seen: str, *, now: datetime) -> None:
    """Change the text; the same words again change nothing. Drafts that took it before keep what they took.

    `seen` is the `state_of` what the person had before their eyes (compare-and-set): a colleague's words are never
    overwritten. Raises `Refused`: `access.…`, `input.…`, `state.saved_moved`, `state.saved_reply` (retired).
    """
    saved, colleague = access_saved_reply(person_id, saved_id, Action.WRITE_SAVED_REPLY, lock=True)
    held = _checked(said)
    if saved.retired_at is not None:
        raise Refused("state.saved_reply", _RETIRED)
    if state_of(saved) != seen:
        raise Refused("state.saved_moved", _MOVED.with_(name=saved.changed_by.name))
    if all(getattr(saved, name) == value for name, value in held.items()):
        return
    _check_free(saved.brand_id, held, but=saved.id)
    for name, value in held.items():
        setattr(saved, name, value)
    saved.changed_by_id, saved.changed_at = colleague.id, now
    saved.save(update_fields=[*held, "changed_by", "changed_at"])
    _tell("saved_reply.changed", saved, colleague, now)


@transaction.atomic
def retire_saved_reply(person_id: int, saved_id: int, *, now: datetime) -> None:
    """Offer it no more. Raises `Refused`: `access.…`, `state.saved_reply` (done already)."""
    saved, colleague = access_saved_reply(person_id, saved_id, Action.WRITE_SAVED_REPLY, lock=True)
    if saved.retired_at is not None:
        raise Refused("state.saved_reply", _DONE_ALREADY)
    saved.retired_at = now
    saved.save(update_fields=["retired_at"])
    _tell("saved_reply.retired", saved, colleague, now)


@transaction.atomic
def bring_back_saved_reply(person_id: int, saved_id: int, *, now: datetime) -> None:
    """Undo a retirement. Raises `Refused`: `access.…`, `state.saved_reply`, `input.shortcut` (taken meanwhile)."""
    saved, colleague = access_saved_reply(person_id, saved_id, Action.WRITE_SAVED_REPLY, lock=True)
    if saved.retired_at is None:
        raise Refused("state.saved_reply", _DONE_ALREADY)
    _check_free(saved.brand_id, {"shortcut": saved.shortcut, "language": saved.language}, but=saved.id)
    saved.retired_at = None
    saved.save(update_fields=["retired_at"])
    _tell("saved_reply.brought_back", saved, colleague, now)


@transaction.atomic
def use_saved_reply(person_id: int, saved_id: int, draft: Draft, *, now: datetime) -> Source:
    """Count that its words went into a draft of the same brand, and return what the version says of it.

    One that was retired a moment ago counts as well: its words are in the text already. The draft's case is loaded.
    Raises `Refused("access.…")`.
    """
    saved, colleague = access_saved_reply(person_id, saved_id, Action.USE_SAVED_REPLY)
    if saved.brand_id != draft.case.brand_id:
        raise Refused("access.saved_reply", _NOT_HERE)
    SavedReply.objects.filter(id=saved.id).update(uses=F("uses") + 1)
    facts = {"draft": draft.id, "hash": state_of(saved)}
    record(Entry("saved_reply.used", colleague.actor, "saved_reply", saved.id, saved.brand_id, None, facts), at=now)
    return Source(Origin.SAVED, saved.shortcut)


def state_of(saved: SavedReply) -> str:
    """What a form sends back to say which words it was filled with: a hash of them."""
    said = "\n".join((saved.shortcut, saved.title, saved.language, saved.kind, saved.text))
    return sha256(said.encode()).hexdigest()


def _checked(said: SavedWords) -> dict[str, str]:
    for text in (said.title, said.text):
        check_text(text)
    shortcut = said.shortcut.strip().removeprefix("/").lower()
    if not _SHORTCUT.fullmatch(shortcut):
        raise Refused("input.shortcut", _NO_SHORTCUT)
    title = " ".join(written(said.title, _NO_TITLE, at_most=LONGEST_TITLE).split())
    text = written(said.text.replace("\r\n", "\n"), _NO_TEXT, at_most=LONGEST_TEXT)
    if said.language not in LANGUAGES:
        raise Refused("input.language", _NO_LANGUAGE)
    if said.kind not in REPLY_KINDS:
        raise Refused("input.kind", _NO_KIND)
    return {"shortcut": shortcut, "title": title, "text": text, "language": said.language, "kind": said.kind}


def _check_free(brand_id: int, held: dict[str, str], *, but: int) -> None:
    """One text a shortcut and language; the brand's row is held, so that two people never take the same word."""
    Brand.objects.select_for_update(no_key=True).get(id=brand_id)
    shortcut, language = held["shortcut"], held["language"]
    rows = SavedReply.objects.filter(brand_id=brand_id, shortcut=shortcut, language=language, retired_at__isnull=True)
    if rows.exclude(id=but).exists():
        raise Refused("input.shortcut", _TAKEN.with_(shortcut=shortcut))


def _tell(name: str, saved: SavedReply, colleague: Colleague, now: datetime) -> None:
    facts = {"language": saved.language, "kind": saved.kind, "hash": state_of(saved)}
    record(Entry(name, colleague.actor, "saved_reply", saved.id, saved.brand_id, None, facts), at=now)
