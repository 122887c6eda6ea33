"""The composer as it is drawn: which of its faces is shown, what was typed, and what the checks say of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from detente.channels.registry import NETWORKS
from detente.contracts.composure import Finding
from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.contracts.words import Language, Words
from detente.desk.actions._replies import Seen
from detente.desk.queries.case_page import CasePage
from detente.desk.queries.composer import Checked, Writing, check_text, reviewers_on_duty
from detente.desk.queries.replies import DraftView
from detente.desk.queries.review_chain import chain_view, choices_for
from detente.desk.queries.saved_replies import offered_on
from detente.drafting.model import Model
from detente.rules.case import CaseState
from detente.rules.draft import DraftState
from detente.rules.publication import PublicationState
from detente.rules.review_policy import ReviewMode
from detente.rules.roles import Action
from detente.web.annotated import annotations_context
from detente.web.case_view import marks, under
from detente.web.checks_view import columns
from detente.web.networks import network_icon
from detente.web.rows import near_moment
from detente.web.same_view import same_view

TABS: Final = ("reply", "holding", "note")
_BAR: Final = 64
_ON_ITS_WAY: Final = frozenset(
    {
        PublicationState.QUEUED,
        PublicationState.SENDING,
        PublicationState.CONFIRMED,
        PublicationState.UNKNOWN,
        PublicationState.HUMAN,
        PublicationState.BY_HAND,
    }
)
REMAINS: Final[Mapping[str, bool | None]] = {"yes": True, "no": False, "open": None}
"""How a form says whether something remains to be done after the reply."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form of the composer carried.

    `pending`: a key of `REMAINS`, empty when the form does not say. `saved_id`: the saved reply whose words were put in
    since the last save. `beside`: what is saved stays as a version of its own. `read`: they re-read the
    words of a model. `first`: the number of the person to ask first to re-read; empty, the chain says.
    """

    kind: str
    text: str
    seen: Seen | None = None
    face: bool = False
    unsure: bool = False
    department_id: int | None = None
    back: str = ""
    why: Mapping[str, str] = field(default_factory=dict)
    pending: str = ""
    read: bool = False
    saved_id: int = 0
    beside: bool = False
    first: str = ""

    @property
    def remains(self) -> bool | None:
        """Whether something remains to be done after the reply; None when that is left open."""
        return REMAINS.get(self.pending)


def typed_from(posted: QueryDict) -> Typed:
    """Read the form. Raises `Refused("input.seen")` when its hidden field was tampered with."""
    seen, department = posted.get("seen", ""), posted.get("department", "")
    why = {key.removeprefix("why."): str(value) for key, value in posted.items() if key.startswith("why.") and value}
    return Typed(
        kind=posted.get("kind", "reply"),
        text=posted.get("text", "").replace("\r\n", "\n"),
        seen=Seen.read(seen) if seen else None,
        face=posted.get("face") == "yes",
        unsure=posted.get("unsure") == "yes",
        department_id=_id(department) or None,
        back=posted.get("back", ""),
        why=why,
        pending=posted.get("pending", ""),
        read=posted.get("read") == "yes",
        saved_id=_id(posted.get("came", "")),
        first=posted.get("first", ""),
    )


def _id(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


@dataclass(frozen=True, slots=True)
class BackTime:
    """A time that may be promised: ISO 8601 and how it is said."""

    value: str
    text: str


def mode_of(page: CasePage, tab: str, draft: DraftView | None, *, write: bool) -> str:
    """Which face the composer shows: `note`, `edit`, `review`, `leaving`, `behind`, `gone`, `private` or `reader`."""
    if tab == "note":
        return "note"
    if Action.WRITE_DRAFT not in page.may and page.facts.state != CaseState.CLOSED:
        return "reader"
    if page.last and page.last.state in _ON_ITS_WAY and not page.last.only_stated:
        return "leaving"
    if draft is None and not write and page.facts.state in (CaseState.ANSWERED, CaseState.CLOSED):
        return "behind"
    if page.recipient_id is None or Action.WRITE_DRAFT not in page.may:
        return "gone"
    if page.only_private:
        return "private"
    return "review" if draft and draft.state is DraftState.IN_REVIEW and not write else "edit"


def tab_of(page: CasePage, asked: str) -> str:
    """The tab that is open: the one asked for, else a holding reply in hand, else the reply."""
    if Action.WRITE_DRAFT not in page.may and Action.WRITE_NOTE in page.may and asked not in ("reply", "holding"):
        return "note" if page.facts.state != CaseState.CLOSED else "reply"
    if asked in TABS:
        return asked
    return "holding" if "holding" in page.drafts and "reply" not in page.drafts else "reply"


def composer_context(
    page: CasePage, tab: str, language: Language, now: datetime, *, write: bool, typed: Typed | None = None
) -> dict[str, object]:
    """What the templates of the composer read."""
    draft = page.drafts.get(tab)
    mode = mode_of(page, tab, draft, write=write)
    context: dict[str, object] = {"tab": tab, "mode": mode, "draft": draft, "text": typed.text if typed else ""}
    if draft is not None and mode in ("edit", "review"):
        context |= annotations_context(draft.id, draft.number, page.person.id)
        context["annotate"] = page.person.may(Action.ANNOTATE_DRAFT)
    if mode in ("leaving", "behind"):
        context["reply_under"] = _address(page)
    if mode == "edit":
        context |= _editing(page, tab, draft, language, now, typed)
    if mode == "review" and draft is not None:
        context |= _in_review(page, draft, now)
    return context


def _address(page: CasePage) -> str:
    """Where the message that we answer stands on the network; empty where no address is known."""
    found = next((post.permalink for post in page.posts if post.id == page.recipient_id), "")
    return found or page.conversation_url


def _editing(
    page: CasePage, tab: str, draft: DraftView | None, language: Language, now: datetime, typed: Typed | None
) -> dict[str, object]:
    text = typed.text if typed else draft.words if draft else ""
    stored = draft.department_id if draft else None
    department_id = (typed.department_id if typed else None) or stored or _asked_department(page)
    overridden = dict(typed.why) if typed else draft.overridden if draft else {}
    unsure = typed.unsure if typed else bool(draft and draft.unsure)
    pending = typed.pending if typed and typed.pending in REMAINS else _pending(draft)
    said = Typed(
        tab, text, None, False, unsure, department_id, "", overridden, pending, first=typed.first if typed else ""
    )
    checked = check_typed(page.writing, said, now)
    return checks_context(page.writing, said, checked, language, now) | {
        "text": text,
        "seen": str(typed.seen) if typed and typed.seen else str(draft.seen) if draft else "",
        "face": "yes" if typed and typed.face else "",
        "unsure": unsure,
        "pending": pending,
        "read": bool(typed and typed.read),
        "proposes": proposing(page),
        "department_id": department_id,
        "back_times": back_times(now, language) if tab == "holding" else [],
        "saved": offered_on(page, tab),
        "under": under(text, checked.report if checked else None),
    }


def proposing(page: CasePage) -> str:
    """Where the model that proposes texts runs; empty without one, and for a person at risk."""
    asked = settings.DETENTE_DRAFTING
    return "" if asked is None or page.facts.kind == Kind.PERSON_AT_RISK else Model(asked).name


def _pending(draft: DraftView | None) -> str:
    stored = draft.pending if draft else None
    return next(key for key, value in REMAINS.items() if value is stored)


def check_typed(writing: Writing, said: Typed, now: datetime) -> Checked | None:
    """What the checks say of a typed text. Raises as `check_text`."""
    return check_text(
        writing.person.id,
        writing.case_id,
        said.kind,
        said.text,
        now=now,
        department_id=said.department_id,
        unsure=said.unsure,
        overridden=said.why,
        pending=said.remains,
    )


def checks_context(
    writing: Writing, said: Typed, checked: Checked | None, language: Language, now: datetime
) -> dict[str, object]:
    """What the panel of checks, the length and the sentence on the re-read need."""
    findings = checked.report.findings if checked else ()
    line = NETWORKS.get(writing.network)
    return {
        "here": writing.case_id,
        "checked": checked,
        **columns(_kept(findings, said)),
        "marks_json": json.dumps(marks(said.text, checked.report if checked else None)),
        "overridden": dict(said.why),
        "reviewers": joined(reviewers_on_duty(writing.person.brand_id, writing.person.id), language),
        "net_icon": network_icon(writing.network),
        "network_name": line.name.in_(language) if line else writing.network,
        "length_width": _width(checked),
        "same_as": same_view(checked.same_as, now) if checked and checked.same_as else None,
        "first": said.first,
        "first_choices": _first_choices(writing, checked),
    }


def _first_choices(writing: Writing, checked: Checked | None) -> tuple[tuple[int, str], ...]:
    """Whom the writer may have asked first; nobody where their own re-read is enough."""
    if checked is None or checked.need is None or checked.need.mode is ReviewMode.OWN_REREAD:
        return ()
    return choices_for(writing.person.brand_id, writing.person.id, checked.need.mandates)


def _kept(findings: tuple[Finding, ...], said: Typed) -> tuple[Finding, ...]:
    """An empty draft lacks everything: nothing is said before something is written."""
    return findings if said.text.strip() else ()


def _width(checked: Checked | None) -> str:
    """The width of the bar as a drawing wants it, whatever the language."""
    if checked is None or checked.length is None or checked.length.maximum == 0:
        return "0"
    return f"{min(_BAR, _BAR * checked.length.count / checked.length.maximum):.1f}"


def joined(names: tuple[str, ...], language: Language) -> str:
    """`Malo ou Inès`, `Malo, Inès ou Paul`; at most four."""
    shown = list(names[:4])
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + (" ou " if language == "fr" else " or ") + shown[-1]


def _asked_department(page: CasePage) -> int | None:
    return next((one.department_id for one in page.hand_offs if one.is_open), None)


def _in_review(page: CasePage, draft: DraftView, now: datetime) -> dict[str, object]:
    said = Typed(draft.kind, draft.words, None, True, draft.unsure, draft.department_id, "", draft.overridden,
                 _pending(draft))  # fmt: skip
    try:
        checked = check_typed(page.writing, said, now)
    except Refused:
        checked = None
    own = draft.writer_id == page.person.id
    alone = bool(checked and checked.need and checked.need.mode is ReviewMode.OWN_REREAD)
    return {
        "checked": checked,
        "chain": chain_view(draft.id, now=now),
        "may_ask": page.person.may(Action.ASK_REVIEWER),
        "own_reread": own and alone,
        "may_review": not own and Action.REVIEW_DRAFT in page.may,
    }


def chosen_department(page: CasePage, typed: Typed) -> str:
    """The name of the department that the form names, else of the one that was asked; empty without one."""
    chosen = typed.department_id or _asked_department(page)
    return next((one.name for one in page.departments if one.id == chosen), "")


def promised_time(typed: Typed, now: datetime) -> datetime | None:
    """The time that the form of a holding reply promises; None for a reply, or a time that was not offered."""
    offered = {one.value for one in back_times(now, "en")} if typed.kind == "holding" else set()
    return datetime.fromisoformat(typed.back) if typed.back in offered else None


def back_times(now: datetime, language: Language) -> list[BackTime]:
    """Times that one may promise to come back by: in two hours, tonight, tomorrow, on Monday."""
    local = timezone.localtime(now)
    soon = (local + timedelta(hours=2)).replace(minute=0, second=0, microsecond=0)
    evening = local.replace(hour=18, minute=0, second=0, microsecond=0)
    morrow = (evening + timedelta(days=1)).replace(hour=10)
    monday = (evening + timedelta(days=7 - local.weekday())).replace(hour=12)
    found = [at for at in (soon, evening, morrow, morrow.replace(hour=18), monday) if at > local + timedelta(hours=1)]
    unique = sorted(set(found))
    return [BackTime(at.isoformat(), _said(at, now, language)) for at in unique]


def _said(at: datetime, now: datetime, language: Language) -> str:
    near = near_moment(at, now, language)
    today = Words(fr="aujourd’hui", en="today").in_(language)
    return f"{today} {at:%H:%M}" if ":" in near else f"{near} {at:%H:%M}"
