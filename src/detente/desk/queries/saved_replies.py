"""Saved replies: the list, one of them, and what the composer offers on one case, filled with what the case holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words, as_language
from detente.desk.access import Colleague, access_brand, access_saved_reply
from detente.desk.actions.saved_replies import state_of
from detente.desk.models import SavedReply
from detente.desk.queries.case_page import CasePage
from detente.desk.queries.knowledge import excerpt
from detente.drafting.holding import QUOTABLE
from detente.drafting.quotes import heart_in
from detente.drafting.variables import Filled, Variable, fill, said_time, said_today
from detente.rules.roles import Action

MOST_LISTED: Final = 300
MOST_OFFERED: Final = 60
"""Rows that a composer carries, the most used first."""

_GONE = Words(
    fr="Cette réponse enregistrée n’est plus là. Rechargez la page\u202f: votre texte est gardé.",
    en="This saved reply is no longer there. Reload the page: your text is kept.",
)


@dataclass(frozen=True, slots=True)
class SavedRow:
    """One saved reply. `state` is what its form sends back (see `change_saved_reply`)."""

    id: int
    shortcut: str
    title: str
    text: str
    language: str
    kind: str
    uses: int
    changed_by: str
    changed_at: datetime
    retired: bool
    state: str

    @property
    def first_lines(self) -> str:
        """Its beginning, on one line."""
        return excerpt(self.text)


@dataclass(frozen=True, slots=True)
class SavedList:
    """The saved replies of a brand. `may_write`: this person may write them; `retired`: how many are retired."""

    rows: tuple[SavedRow, ...]
    retired: int
    may_write: bool


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What only the composer knows when a text is put in: the colleague, the first name as it is written, the promise.

    `author` and `first_name` are fit to be shown, or empty. `department` and `back_at` are those chosen, if any.
    """

    author: str
    first_name: str
    department: str = ""
    back_at: datetime | None = None


def saved_list(person_id: int, brand_id: int, *, retired: bool = False) -> SavedList:
    """Those in use, or the retired ones, by language and shortcut. Raises `Refused("access.…")`."""
    colleague = access_brand(person_id, brand_id, Action.VIEW_SAVED_REPLIES)
    every = SavedReply.objects.filter(brand_id=brand_id)
    rows = every.filter(retired_at__isnull=not retired).select_related("changed_by")
    shown = rows.order_by("language", "shortcut", "id")[:MOST_LISTED]
    gone = every.filter(retired_at__isnull=False).count()
    return SavedList(tuple(_row(one) for one in shown), gone, colleague.may(Action.WRITE_SAVED_REPLY))


def saved_reply(person_id: int, saved_id: int) -> tuple[SavedRow, Colleague]:
    """One saved reply. Raises `Refused("access.…")`."""
    saved, colleague = access_saved_reply(person_id, saved_id, Action.VIEW_SAVED_REPLIES)
    return _row(saved), colleague


def offered_on(page: CasePage, kind: str) -> tuple[SavedRow, ...]:
    """What the composer offers on this case: of this kind, in the language of the message, the most used first."""
    if not page.person.may(Action.USE_SAVED_REPLY):
        return ()
    language = as_language(page.facts.language)
    rows = SavedReply.objects.filter(
        brand_id=page.facts.brand_id, language=language, kind=kind, retired_at__isnull=True
    )
    return tuple(_row(one) for one in rows.select_related("changed_by").order_by("-uses", "shortcut")[:MOST_OFFERED])


def filled_for(page: CasePage, saved_id: int, said: CaseWords, *, now: datetime) -> Filled:
    """The text with its fields filled for this case. Raises `Refused`: `access.…`, `input.saved` (retired)."""
    saved, _ = access_saved_reply(page.person.id, saved_id, Action.USE_SAVED_REPLY)
    if saved.brand_id != page.facts.brand_id or saved.retired_at is not None:
        raise Refused("input.saved", _GONE)
    return fill(saved.text, case_values(page, said, now=now))


def case_values(page: CasePage, said: CaseWords, *, now: datetime) -> dict[Variable, str]:
    """What each field stands for on this case, in its language; empty where the desk does not know."""
    language, zone = page.facts.language, ZoneInfo(page.hours.timezone)
    name = page.person.name
    return {
        Variable.FIRST_NAME: said.first_name,
        Variable.AUTHOR: said.author,
        Variable.PROBLEM: _heart(page),
        Variable.BRAND: page.brand,
        Variable.CHANNEL: page.facts.channel,
        Variable.MY_NAME: name,
        Variable.MY_FIRST_NAME: name.split()[0] if name.split() else "",
        Variable.DEPARTMENT: said.department,
        Variable.BACK_AT: said_time(said.back_at, zone, now).in_(language) if said.back_at else "",
        Variable.TODAY: said_today(now, zone).in_(language),
    }


def _heart(page: CasePage) -> str:
    """The author's own words for their problem, when they stand in what everybody can read and may be repeated."""
    if Kind(page.facts.kind) not in QUOTABLE:
        return ""
    public = [post.text for post in page.posts if post.of_case and not post.ours and not post.private]
    return heart_in("\n".join(public), page.facts.heart)


def _row(saved: SavedReply) -> SavedRow:
    return SavedRow(
        id=saved.id,
        shortcut=saved.shortcut,
        title=saved.title,
        text=saved.text,
        language=saved.language,
        kind=saved.kind,
        uses=saved.uses,
        changed_by=saved.changed_by.name,
        changed_at=saved.changed_at,
        retired=saved.retired_at is not None,
        state=state_of(saved),
    )
