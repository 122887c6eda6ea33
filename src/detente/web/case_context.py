"""What the templates of a case read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from detente.channels.registry import NETWORKS
from detente.contracts.analysis import Topic
from detente.contracts.composure import Fault
from detente.contracts.dimensions import SUBJECTS
from detente.contracts.kinds import Kind
from detente.contracts.words import Language, Words
from detente.desk.actions.add_comment import takes_paste
from detente.desk.queries.case_page import CasePage, neighbours
from detente.desk.queries.keeping import case_keeping
from detente.desk.queries.presence import who_is_here
from detente.desk.queries.review_chain import ChainView, chain_view
from detente.desk.queries.review_needs import need_of_case
from detente.desk.queries.timeline import TimelineRow, case_timeline
from detente.rules.case import CaseState
from detente.rules.draft import DraftState
from detente.rules.presence import said
from detente.rules.roles import Action
from detente.web.case_view import head_of, post_views
from detente.web.denials import denied_hiding, denied_reply
from detente.web.foreign import one_line, tame
from detente.web.reading_panel import panel_of
from detente.web.rows import ANONYMOUS
from detente.web.trace_view import trace_views

SHORT_STEPS: Final = {
    1: Words(fr="Analyse", en="Analyse"),
    2: Words(fr="Trace", en="Trace"),
    3: Words(fr="Charte", en="Charter"),
    4: Words(fr="L’heure", en="The hour"),
    5: Words(fr="Relire", en="Re-read"),
    6: Words(fr="Publier", en="Publish"),
}
_SOMEBODY: Final = Words(fr="cette personne", en="this person")
_TIMELINE: Final = 60


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline; a note for colleagues carries its words."""

    at: datetime
    when: str
    sentence: Words | None
    who: Words
    person: bool
    note: str
    internal: bool


def case_context(page: CasePage, language: Language, now: datetime, *, tab: str, show: bool) -> dict[str, object]:
    """Everything but the composer."""
    facts, draft = page.facts, page.drafts.get(tab)
    since = draft.begun_at if draft and draft.words else None
    posts = post_views(page, language, since=since, show=show)
    fresh = [one.post.first_seen_at for one in posts if one.fresh]
    before, after = (None, None) if page.person.expert_only else neighbours(facts.brand_id, facts.id)
    author = one_line(facts.author or facts.handle, 80)
    network = NETWORKS.get(facts.network)
    traces = trace_views(page.traces, covered=_covered(page, show=show))
    return {
        "c": page,
        "f": facts,
        "head": head_of(page, language, now),
        "posts": posts,
        "pastes": takes_paste(facts.network) and page.person.may(Action.ADD_COMMENT),
        "fresh": len(fresh),
        "fresh_at": max(fresh, default=None),
        "before": before,
        "after": after,
        "author": author or ANONYMOUS.in_(language),
        "first_name": first_name(author, language),
        "network": network.name if network else Words(fr=facts.network, en=facts.network),
        "kind": Kind(facts.kind),
        "state": CaseState(facts.state),
        "topic": _topic(page),
        "traces": traces,
        "author_traces": [one for one in traces.values() if not one.trace.ours],
        "may_keep": Action.KEEP_CAPTURE in page.may,
        "panel": panel_of(page, language, covered=_covered(page, show=show)),
        "faults": list(Fault),
        "reread": need_of_case(facts.id, page.person.id).because,
        "covered": _covered(page, show=show),
        "short_steps": SHORT_STEPS,
        "first_seen": page.posts and _first_seen(page),
        "timeline": list(_moments(page, now))[:_TIMELINE],
        "denied_reply": denied_reply(page),
        "denied_hiding": denied_hiding(page),
        "keeping": case_keeping(facts.id, page.person),
        "trouble": Words(fr="", en=""),
        "moment": now,
        "chains": _chains(page, now),
        "show": show,
        **presence_context(facts.id, page.person.id, now),
    }


def presence_context(case_id: int, person_id: int, now: datetime) -> dict[str, object]:
    """Who else is on the case, in sentences, and whether one of them writes."""
    people = who_is_here(case_id, person_id, now=now)
    return {"here_said": said(people), "here_writes": any(one.writing for one in people)}


def _chains(page: CasePage, now: datetime) -> dict[int, ChainView]:
    """By draft in review: who was asked to re-read it, and who is next."""
    waiting = [one.id for one in page.drafts.values() if one.state is DraftState.IN_REVIEW]
    return {draft_id: chain_view(draft_id, now=now) for draft_id in waiting}


def first_name(author: str, language: Language) -> str:
    """How the page speaks of the author: the first word of a written name, else "this person"."""
    return written_first_name(author) or _SOMEBODY.in_(language)


def written_first_name(author: str) -> str:
    """The first word of a written name when it can be one; empty otherwise."""
    word = tame(author).split()[0].strip(",.;:") if author.split() else ""
    return word if word[:1].isupper() and word.replace("-", "").isalpha() and len(word) <= 20 else ""


def _topic(page: CasePage) -> Words | None:
    topic = page.reading.topic if page.reading else ""
    return SUBJECTS[Topic(topic)] if topic in set(Topic) and topic != Topic.NONE else None


def _covered(page: CasePage, *, show: bool) -> bool:
    """Whether the author's words stay covered on this page until somebody asks for them."""
    return page.facts.kind == Kind.ABUSE and not show


def _first_seen(page: CasePage) -> datetime | None:
    return min((post.first_seen_at for post in page.posts if post.of_case), default=None)


def _moments(page: CasePage, now: datetime) -> Iterator[Moment]:
    today = timezone.localtime(now).date()
    notes = [_note(one.at, one.person, one.words, today) for one in page.notes]
    rows = [row for row in case_timeline(page.facts.id) if not row.detail and row.name != "note.written"]
    yield from sorted([*notes, *(_event(row, today) for row in rows)], key=lambda one: one.at, reverse=True)


def _note(at: datetime, person: str, words: str, today: object) -> Moment:
    return Moment(at, _when(at, today), None, Words(fr=person, en=person), True, words, internal=True)


def _event(row: TimelineRow, today: object) -> Moment:
    internal = row.name.startswith("draft.")
    return Moment(row.at, _when(row.at, today), row.sentence, row.who, row.person_id is not None, "", internal)


def _when(at: datetime, today: object) -> str:
    local = timezone.localtime(at)
    return f"{local:%H:%M}" if local.date() == today else f"{local:%d/%m}"
