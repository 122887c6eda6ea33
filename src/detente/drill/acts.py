"""What each line of a story does: the same actions as a person's click."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from detente.accounts.models import Brand
from detente.desk.actions._replies import Seen
from detente.desk.actions.approve_draft import Signed, approve_draft
from detente.desk.actions.ask_changes import ask_changes
from detente.desk.actions.ask_hand_off import ask_hand_off
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.hide_provisionally import hide_provisionally
from detente.desk.actions.publish_own_reread import publish_own_reread
from detente.desk.actions.save_draft import save_draft
from detente.desk.actions.start_draft import start_draft
from detente.desk.actions.submit_draft import Submission, submit_draft
from detente.desk.actions.take_case import take_case
from detente.desk.actions.write_note import write_note
from detente.desk.models import Case, Draft, DraftRevision, Message
from detente.desk.queries.charter import clauses_in_force
from detente.desk.queries.removals import propose_notice
from detente.desk.queries.reviews import review_page
from detente.drill.story import Line
from detente.publicpage.actions import Entry, Sender, post_comment, welcome_visitor
from detente.rules.charter import RemovalVerb
from detente.rules.review_policy import REREAD_SECONDS


@dataclass(slots=True)
class Play:
    """What a story knows while it is played: its people and departments by name, its comments on the page by name."""

    brand: Brand
    people: Mapping[str, int]
    departments: Mapping[str, int]
    comments: dict[str, str] = field(default_factory=dict)

    def message(self, name: str) -> Message:
        """The message of a comment of the story."""
        rows = Message.objects.select_related("case", "conversation", "channel")
        return rows.get(external_id=self.comments[name], channel__brand=self.brand)

    def case(self, name: str) -> Case:
        """The case of a comment of the story."""
        case = self.message(name).case
        if case is None:
            raise LookupError(f"the comment {name!r} opened no case")
        return case

    def draft(self, line: Line) -> Draft:
        """The unfinished draft that a line speaks of."""
        return Draft.objects.get(case=self.case(line.case), kind=line.kind or "reply", finished_at__isnull=True)


def _post(play: Play, line: Line) -> None:
    entry = Entry(line.text, name=line.name, language=line.language, parent=play.comments.get(line.under))
    sender = Sender(welcome_visitor(line.at))
    play.comments[line.comment] = post_comment(play.brand.slug, entry, sender, now=line.at).public_id


def _take(play: Play, line: Line) -> None:
    take_case(play.people[line.person], play.case(line.case).id, now=line.at)


def _note(play: Play, line: Line) -> None:
    write_note(play.people[line.person], play.case(line.case).id, line.text, now=line.at)


def _confirm(play: Play, line: Line) -> None:
    message = play.message(line.case)
    said = Correction(kind=line.kind or None, severity=line.severity or None)
    correct_reading(play.people[line.person], play.case(line.case).id, message.id, said, now=line.at)


def _hand_off(play: Play, line: Line) -> None:
    department = play.departments[line.department]
    ask_hand_off(play.people[line.person], play.case(line.case).id, department, line.text, now=line.at)


def _write(play: Play, line: Line) -> None:
    person, case = play.people[line.person], play.case(line.case)
    department = play.departments.get(line.department)
    draft_id = start_draft(person, case.id, line.kind or "reply", department_id=department, now=line.at)
    draft = Draft.objects.get(id=draft_id)
    revision = DraftRevision.objects.get(draft=draft, number=draft.revision_number)
    save_draft(person, draft_id, line.text, Seen(revision.number, revision.saves), now=line.at)


def _submit(play: Play, line: Line) -> None:
    submit_draft(play.people[line.person], play.draft(line).id, Submission(face_to_face=True), now=line.at)


def _approve(play: Play, line: Line) -> None:
    approve_as(play.people[line.person], play.draft(line).id, line.at)


def approve_as(person_id: int, draft_id: int, now: datetime) -> Signed:
    """Open the review page as the person and agree with exactly what it shows. Raises `Refused` as `approve_draft`."""
    page = review_page(person_id, draft_id, now=now)
    seen = {"text_hash": page.text_hash, "thread_state": page.thread_state}
    return approve_draft(person_id, draft_id, **seen, face_to_face=True, now=now)


def _reread(play: Play, line: Line) -> None:
    opened = line.at - timedelta(seconds=REREAD_SECONDS + 5)
    publish_own_reread(play.people[line.person], play.draft(line).id, opened_at=opened, face_to_face=True, now=line.at)


def _changes(play: Play, line: Line) -> None:
    ask_changes(play.people[line.person], play.draft(line).id, line.text, now=line.at)


def _hide(play: Play, line: Line) -> None:
    message, person = play.message(line.case), play.people[line.person]
    clause = next(row for row in clauses_in_force(play.brand.id) if row.number == line.clause)
    notice = propose_notice(person, message.id, clause.id, RemovalVerb.HIDE, line.reason, people=1, now=line.at)
    hide_provisionally(person, message.id, clause.id, line.quote, line.reason, notice, now=line.at)


ACTS: Final[Mapping[str, Callable[[Play, Line], None]]] = {
    "post": _post,
    "take": _take,
    "note": _note,
    "confirm": _confirm,
    "hand_off": _hand_off,
    "write": _write,
    "submit": _submit,
    "approve": _approve,
    "reread": _reread,
    "changes": _changes,
    "hide": _hide,
}
"""What a line's `do` means."""

ON_THE_NETWORK: Final = frozenset({"post", "approve", "reread", "hide"})
"""What the workers have to see through before the story goes on."""
