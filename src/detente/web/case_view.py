"""The page of a case as it is drawn: its thread, its head and its marks under the text, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from detente.contracts.clock import ClockState
from detente.contracts.composure import Finding, FindingSeverity, Report
from detente.contracts.kinds import Kind
from detente.contracts.words import Language
from detente.desk.queries.case_page import CasePage
from detente.desk.queries.posts import Post, Version, versions_of
from detente.desk.queries.reading_view import ReadingView
from detente.desk.queries.readings import unkind_among
from detente.rules.clock import allowed_time
from detente.rules.threads import proposal_in
from detente.web.foreign import Paragraph, one_line, paragraphs, tricks
from detente.web.held_view import HeldView, held_views
from detente.web.post_marks import TAKEN_DOWN, EarlierVersion, PostMark, earlier_versions, marks_of
from detente.web.rows import ANONYMOUS, title_of
from detente.web.templatetags.words import clock_face


@dataclass(frozen=True, slots=True)
class PostView:
    """One message of the thread. `role`: `ours`, `author` or `member`; `tricks`: characters that were neutralised.

    `fresh`: it came after the draft was begun; `first_fresh`: the line of the news is drawn above it. `helps`: a member
    of the community proposes something to the author. `marks` say its state; `earlier`: what its author changed, latest
    first; `held`: the network holds it.
    """

    post: Post
    role: str
    name: str
    words: list[Paragraph]
    tricks: int
    sealed_after: int | None
    fresh: bool
    first_fresh: bool
    covered: bool
    helps: bool
    marks: tuple[PostMark, ...] = ()
    earlier: tuple[EarlierVersion, ...] = ()
    held: HeldView | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a case. `until` is set when the clock may be counted down on the screen; `share` is 0 to 100."""

    title: str
    look: str
    text: str
    until: datetime | None
    share: int


def post_views(page: CasePage, language: Language, *, since: datetime | None, show: bool) -> list[PostView]:
    """The thread as it is drawn. `since`: when the present version of the draft was begun; `show`: uncover abuse."""
    views: list[PostView] = []
    seen_fresh = False
    held = held_views(page)
    versions = versions_of([post.id for post in page.posts if post.revision > 1])
    helping = _helping(page)
    for post in page.posts:
        view = _post(page, post, language, versions.get(post.id, ()), since=since, show=show)
        helps = post.id in helping and any(one.role == "author" for one in views)
        first = view.fresh and not seen_fresh
        views.append(replace(view, first_fresh=first, helps=helps, held=held.get(post.id)))
        seen_fresh = seen_fresh or view.fresh
    return views


def _post(
    page: CasePage, post: Post, language: Language, versions: tuple[Version, ...], *, since: datetime | None, show: bool
) -> PostView:
    role = "ours" if post.ours else "author" if post.of_case else "member"
    covered = role == "author" and page.facts.kind == Kind.ABUSE and not show
    stated = next((one for one in page.publications if one.only_stated and one.message_id == post.id), None)
    name = page.brand if post.ours and not post.author else one_line(post.author or post.handle, 80)
    return PostView(
        post=post,
        role=role,
        name=name or ANONYMOUS.in_(language),
        words=paragraphs(post.text, _weighed(page.reading, post)),
        tricks=tricks(post.text),
        sealed_after=_seconds(post.sealed_at, post.first_seen_at),
        fresh=since is not None and post.first_seen_at > since and not post.ours,
        first_fresh=False,
        covered=covered,
        helps=False,
        marks=tuple(
            marks_of(
                post,
                by_charter=any(one.message_id == post.id and one.state in TAKEN_DOWN for one in page.removals),
                stated_by=stated.stated_by if stated else "",
                stated_at=stated.stated_at if stated else None,
            )
        ),
        earlier=() if covered else tuple(earlier_versions(versions)),
    )


def _helping(page: CasePage) -> frozenset[int]:
    """Messages of the community that propose something, and attack nobody."""
    others = [post for post in page.posts if not post.ours and not post.of_case and post.state == "visible"]
    found = frozenset(post.id for post in others if proposal_in(post.text) is not None)
    return found - unkind_among(found)


def _weighed(reading: ReadingView | None, post: Post) -> list[tuple[int, int]]:
    if reading is None or reading.message_id != post.id:
        return []
    return [(start, end) for _, _, start, end in reading.weighed if end <= len(post.text)]


def _seconds(later: datetime | None, earlier: datetime) -> int | None:
    return None if later is None else max(0, int((later - earlier) / timedelta(seconds=1)))


def head_of(page: CasePage, language: Language, now: datetime) -> Head:
    """Title and hour of a case."""
    title = title_of(page.facts, language)
    clock = page.clock
    if clock is None:
        return Head(title, "", "", None, 0)
    if clock.state is ClockState.DONE:
        return Head(title, "done", clock_face(clock.calendar), None, 100)
    total = allowed_time(page.facts.severity, Kind(page.facts.kind)).total_seconds()
    ticks = clock.running and abs((clock.deadline - now).total_seconds() - clock.seconds_left) <= 1
    share = 100 if clock.seconds_left < 0 else round(100 * (1 - clock.seconds_left / total))
    return Head(title, clock.state.value, clock_face(clock.seconds_left), clock.deadline if ticks else None, share)


# --- The marks under the text ---


@dataclass(frozen=True, slots=True)
class Under:
    """A stretch of the text under the composer; `mark` is empty, `risk` or `lack`."""

    text: str
    mark: str = ""


def mark_of(finding: Finding) -> str:
    """How the words of a finding are marked: what does harm, or what only wants a look."""
    return "lack" if finding.severity is FindingSeverity.HINT else "risk"


def under(text: str, report: Report | None) -> list[Under]:
    """The text cut where findings quote it, in order, nothing marked twice."""
    found: list[Under] = []
    at = 0
    for start, end, mark in sorted(_quoted(text, report.findings if report else ())):
        if start < at:
            continue
        found.extend([Under(text[at:start]), Under(text[start:end], mark)])
        at = end
    found.append(Under(text[at:]))
    return [stretch for stretch in found if stretch.text]


def marks(text: str, report: Report | None) -> list[tuple[int, int, str]]:
    """The same marks as places, in code points, for the script that paints while somebody types."""
    return sorted(_quoted(text, report.findings if report else ()))


def _quoted(text: str, findings: Iterable[Finding]) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, mark_of(one)) for one in findings if not one.lacks and one.end <= len(text)]
