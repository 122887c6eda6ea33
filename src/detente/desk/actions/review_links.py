"""A link by which one person outside re-reads one version: made by the writer, a reviewer or the lead, shown once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from detente.accounts.actions.common import new_token, token_hash
from detente.contracts.labelled import Labelled
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_draft
from detente.desk.actions._annotations import check_in_review
from detente.desk.actions._replies import current_revision, tell
from detente.desk.actions._storable import clean
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Draft, DraftRevision, ReviewLink
from detente.rules.review_policy import MAY_REVIEW
from detente.rules.roles import Action

MOST_LIVE: Final = 5
"""Links to one version that may live at once."""
NAME_MOST: Final = 80


class LinkLasts(Labelled):
    """How long a link may be opened; two hours unless somebody says otherwise, a day at most."""

    HOUR = "hour", "une heure", "one hour"
    TWO = "two", "deux heures", "two hours"
    EIGHT = "eight", "huit heures", "eight hours"
    DAY = "day", "un jour", "one day"


_LASTS: Final[Mapping[LinkLasts, timedelta]] = {
    LinkLasts.HOUR: timedelta(hours=1),
    LinkLasts.TWO: timedelta(hours=2),
    LinkLasts.EIGHT: timedelta(hours=8),
    LinkLasts.DAY: timedelta(days=1),
}
_NOT_SO_LONG = Words(
    fr="Choisissez une, deux ou huit heures, ou un jour.", en="Choose one, two or eight hours, or one day."
)
_NAME = Words(
    fr="Écrivez le nom de la personne à qui vous donnez ce lien, en {most} signes au plus.",
    en="Write the name of the person you give this link to, in at most {most} characters.",
)
_YOURSELF = Words(
    fr="Un lien de relecture est pour quelqu’un d’autre que vous et que la personne qui a écrit.",
    en="A link to re-read is for somebody other than you and the writer.",
)
_NOT_YOURS = Words(
    fr="Ce lien se demande à {name}, qui a écrit ce texte, à une personne qui relit ou au responsable.",
    en="Ask {name}, who wrote this text, a reviewer or the lead for such a link.",
)
_TOO_MANY = Words(
    fr="Cinq liens vers cette version sont déjà ouverts. Fermez-en un avant d’en faire un autre.",
    en="Five links to this version are open already. End one before you make another.",
)
_NO_SUCH = Words(
    fr="Ce lien n’existe pas, ou ne vous est pas ouvert.", en="This link does not exist, or is not open to you."
)


@dataclass(frozen=True, slots=True)
class AskedLink:
    """What is asked for. `reader`: the name of the person; `may_approve` false: an expert, who annotates only."""

    reader: str
    may_approve: bool = True
    lasting: str = LinkLasts.TWO.value


@dataclass(frozen=True, slots=True)
class MadeLink:
    """The link's id, and its token in clear, this once: only its hash is kept."""

    id: int
    token: str


@transaction.atomic
def make_review_link(person_id: int, draft_id: int, asked: AskedLink, *, now: datetime) -> MadeLink:
    """Make a link to the version that is in review.

    Raises `Refused`: `access.…` (an agent who did not write it among them), `state.draft`, `state.links`,
    `input.reader`, `input.lasting`, `proc.review` (for the writer or for oneself).
    """
    draft, colleague = access_draft(person_id, draft_id, Action.INVITE_READER, lock=True)
    check_in_review(draft)
    revision = current_revision(draft)
    _check_maker(revision, colleague)
    lasts, reader = _lasts(asked.lasting), _reader(asked.reader, revision, colleague)
    if live_links(draft, now=now).count() >= MOST_LIVE:
        raise Refused("state.links", _TOO_MANY)
    token = new_token()
    link = ReviewLink.objects.create(
        draft=draft,
        revision_number=revision.number,
        token_hash=token_hash(token),
        reader=reader,
        may_approve=asked.may_approve,
        made_by_id=colleague.id,
        made_at=now,
        expires_at=now + lasts,
    )
    minutes = int(lasts / timedelta(minutes=1))
    facts = {"revision": revision.number, "link": link.id, "may_approve": asked.may_approve, "minutes": minutes}
    tell("review.link_made", colleague.actor, draft, facts, now=now)
    tell_screens(draft.case.brand_id)
    return MadeLink(link.id, token)


@transaction.atomic
def end_review_link(person_id: int, link_id: int, *, now: datetime) -> int:
    """End a link now; the id of its draft. One that is over already stays as it is. Raises `Refused("access.…")`."""
    draft_id = ReviewLink.objects.filter(id=link_id).values_list("draft_id", flat=True).first()
    if draft_id is None:
        raise Refused("access.link", _NO_SUCH)
    draft, colleague = access_draft(person_id, draft_id, Action.INVITE_READER, lock=True)
    _check_maker(current_revision(draft), colleague)
    if live_links(draft, now=now).filter(id=link_id).update(ended_by_id=colleague.id, ended_at=now):
        tell("review.link_ended", colleague.actor, draft, {"link": link_id}, now=now)
    return draft_id


def live_links(draft: Draft, *, now: datetime) -> QuerySet[ReviewLink]:
    """The links that still open the present version."""
    rows = ReviewLink.objects.filter(draft=draft, revision_number=draft.revision_number, expires_at__gt=now)
    return rows.filter(ended_at__isnull=True, used_at__isnull=True)


def _check_maker(revision: DraftRevision, colleague: Colleague) -> None:
    if colleague.id != revision.writer_id and not MAY_REVIEW & colleague.roles:
        raise Refused("access.link", _NOT_YOURS.with_(name=revision.writer.name))


def _lasts(asked: str) -> timedelta:
    if asked not in {one.value for one in LinkLasts}:
        raise Refused("input.lasting", _NOT_SO_LONG)
    return _LASTS[LinkLasts(asked)]


def _reader(name: str, revision: DraftRevision, colleague: Colleague) -> str:
    """The name as it will be shown; a link in the name of the writer or its maker would be no second pair of eyes."""
    reader = " ".join(clean(name).split())
    if not reader or len(reader) > NAME_MOST:
        raise Refused("input.reader", _NAME.with_(most=NAME_MOST))
    if reader.casefold() in {revision.writer.name.casefold(), colleague.name.casefold()}:
        raise Refused("proc.review", _YOURSELF)
    return reader
