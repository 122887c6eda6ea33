"""What the actions on drafts and publications share. Lock order everywhere: case, then draft, then publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.models import Case, Draft, DraftRevision, Publication, Review
from detente.journal.record import Entry, record
from detente.rules.publication import PublicationState

LONGEST_TEXT: Final = 20_000
"""Code points in a draft or a note. No network takes as much; the limit only keeps a page usable."""

NOT_OUT: Final = frozenset({PublicationState.NOT_PUBLISHED, PublicationState.REFUSED})
"""States in which it is certain that nothing is on the network: the draft may be written again."""

_NUL = Words(
    fr="Ce texte contient un caractère invisible qui ne s’enregistre pas (NUL). Recopiez-le sans mise en forme.",
    en="This text contains an invisible character that cannot be stored (NUL). Paste it again without formatting.",
)
_TOO_LONG = Words(
    fr="Ce texte dépasse {most} caractères de {over}. Raccourcissez-le\u202f: rien n’a été enregistré.",
    en="This text is {over} characters over {most}. Shorten it: nothing was saved.",
)
_EMPTY = Words(fr="Écrivez d’abord un texte.", en="Write a text first.")


@dataclass(frozen=True, slots=True)
class Seen:
    """Which state of a draft somebody has before their eyes: the version and how often it was saved."""

    revision: int
    saves: int

    def __str__(self) -> str:
        return f"{self.revision}.{self.saves}"

    @classmethod
    def read(cls, text: str) -> Seen:
        """The value of a form's hidden field, as `str()` wrote it. Raises `Refused("input.seen")`."""
        revision, dot, saves = text.partition(".")
        if not (dot and revision.isascii() and revision.isdigit() and saves.isascii() and saves.isdigit()):
            raise Refused("input.seen", _BAD_SEEN)
        return cls(int(revision), int(saves))


_BAD_SEEN = Words(fr="Cette page est incomplète. Rechargez-la.", en="This page is incomplete. Reload it.")


def hash_of(text: str) -> str:
    """SHA-256 of a text, hexadecimal: what an approval is bound to."""
    return sha256(text.encode()).hexdigest()


def check_text(text: str) -> None:
    """Raise `Refused("input.text")` when the text cannot be stored whole."""
    if "\x00" in text:
        raise Refused("input.text", _NUL)
    if len(text) > LONGEST_TEXT:
        over = len(text) - LONGEST_TEXT
        raise Refused("input.text", _TOO_LONG.with_(most=LONGEST_TEXT, over=over), over=over)
    if not _storable(text):
        raise Refused("input.text", _NUL)


def check_words(text: str) -> None:
    """Raise `Refused("input.text")` when nothing is written, or it cannot be stored."""
    check_text(text)
    if not text.strip():
        raise Refused("input.text", _EMPTY)


def _storable(text: str) -> bool:
    """Whether the text is Unicode that UTF-8 can carry; a lone surrogate is not."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def locked_draft(draft_id: int) -> Draft:
    """The draft with its case, both locked in the order of the house. For what no person of the desk asks for."""
    case_id = Draft.objects.values_list("case_id", flat=True).get(id=draft_id)
    case = Case.objects.select_for_update(of=("self",)).select_related("brand").get(id=case_id)
    rows = Draft.objects.select_for_update(of=("self",)).select_related("recipient", "channel", "writer")
    draft = rows.get(id=draft_id)
    draft.case = case
    return draft


def current_revision(draft: Draft) -> DraftRevision:
    """The version being written or reviewed. The draft's row is locked by the caller."""
    return DraftRevision.objects.select_related("writer").get(draft=draft, number=draft.revision_number)


def seen_of(revision: DraftRevision) -> Seen:
    """What somebody sees who opens the draft now."""
    return Seen(revision.number, revision.saves)


def has_live_publication(draft: Draft) -> bool:
    """Whether a text of this draft is on its way, out, or in doubt."""
    return Publication.objects.filter(draft=draft).exclude(state__in=NOT_OUT).exists()


def void_reviews(draft: Draft, reason: str, *, now: datetime) -> int:
    """Let every standing approval of the draft fall; how many fell."""
    standing = Review.objects.filter(draft=draft, decision="approved", voided_at__isnull=True)
    return standing.update(voided_at=now, void_reason=reason)


def tell(name: str, actor: Actor, draft: Draft, facts: Mapping[str, object], *, now: datetime) -> None:
    """Record an event about a draft. The draft's case is loaded."""
    _record(name, actor, ("draft", draft.id), draft.case, facts, now)


def tell_publication(
    name: str, actor: Actor, publication: Publication, facts: Mapping[str, object], *, now: datetime
) -> None:
    """Record an event about a publication. Its case is loaded."""
    _record(name, actor, ("publication", publication.id), publication.case, facts, now)


def tell_case(name: str, actor: Actor, case: Case, facts: Mapping[str, object], *, now: datetime) -> None:
    """Record an event about a case."""
    _record(name, actor, ("case", case.id), case, facts, now)


def _record(
    name: str, actor: Actor, subject: tuple[str, int], case: Case, facts: Mapping[str, object], now: datetime
) -> None:
    record(Entry(name, actor, subject[0], subject[1], case.brand_id, case.id, dict(facts)), at=now)
