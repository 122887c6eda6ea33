"""One scenario on its scene, step by step: what arrives, what is written, tried, agreed and sent. Real actions only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.contracts.analysis import Topic
from detente.contracts.arrivals import AuthorValue, Change, ChangeKind, Item
from detente.contracts.composure import Report
from detente.contracts.refusals import Refused
from detente.desk.actions._replies import Seen
from detente.desk.actions.approve_draft import approve_draft
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.receive import receive
from detente.desk.actions.save_draft import save_draft
from detente.desk.actions.say_fault import say_fault
from detente.desk.actions.say_pending import say_pending
from detente.desk.actions.start_draft import start_draft
from detente.desk.actions.submit_draft import Submission, submit_draft
from detente.desk.actions.take_case import take_case
from detente.desk.models import Case, Draft, DraftRevision, Message, Publication
from detente.desk.queries.composer import check_text
from detente.desk.queries.reviews import review_page
from detente.drill.cast import Cast, Scene
from detente.drill.scenario import ReplyText, Said, Scenario
from detente.drill.shore import comment
from detente.drill.stage import Stage
from detente.rules.publication import PublicationState

THREAD: Final = "thread"
MESSAGE: Final = "message"
_OUT: Final = (PublicationState.CONFIRMED, PublicationState.VISIBLE)


@dataclass
class Rehearsal:
    """A scenario being played. `now` only moves forward."""

    scenario: Scenario
    cast: Cast
    scene: Scene
    stage: Stage
    now: datetime

    def at(self, moment: datetime | None) -> datetime:
        """Go to a moment of the story, or a minute on when it is past already."""
        self.now = moment if moment is not None and moment > self.now else self.now + timedelta(minutes=1)
        self.stage.set(self.now)
        return self.now

    # ---- What arrives

    def arrive(self) -> None:
        """Everything up to the message that matters, read and confirmed by the writer as the scenario says."""
        for number, text in enumerate(self.scenario.elsewhere):
            at = self.scenario.at - timedelta(hours=30 + number)
            self._receive(comment(f"elsewhere-{number}", text, at=at, thread=f"elsewhere-{number}"), at)
        for number, said in enumerate(self.scenario.thread):
            self._arrive_before(said, number)
        self._receive(self._item(MESSAGE, self.scenario.author, self.scenario.text, self.scenario.at), self.scenario.at)
        self._confirm()

    def _arrive_before(self, said: Said, number: int) -> None:
        at = said.at or self.scenario.at - timedelta(minutes=30 - number)
        if said.role == "brand":
            self._said_by_us(said.text, at, number)
        elif at < self.scenario.at or said.role != "author":
            name = self.scenario.author if said.role == "author" else said.name or f"somebody {number}"
            self._receive(self._item(f"before-{number}", name, said.text, at), at)

    def _said_by_us(self, text: str, at: datetime, number: int) -> None:
        """A holding reply of ours was sent from here; anything else was written on the network itself."""
        try:
            with transaction.atomic():
                self.send("holding", text, at)
        except (Refused, Case.DoesNotExist):
            item = comment(f"before-{number}", text, at=at, thread=THREAD, parent=THREAD)
            self._receive(item, at)

    def _item(self, external_id: str, author: str, text: str, at: datetime) -> Item:
        return Item(
            external_id=external_id,
            parent_external_id=THREAD,
            conversation_external_id=THREAD,
            conversation_title=self.scenario.post,
            conversation_url=None,
            author=AuthorValue(author, author, author),
            ours=False,
            text=text,
            language_hint=self.scenario.language,
            posted_at=at,
            permalink=None,
            raw=text.encode("utf-8", "replace"),
            is_review=self.scenario.is_review,
        )

    def _receive(self, item: Item, at: datetime) -> None:
        self.at(at)
        self.scene.shore.put(item)
        receive(self.scene.channel.id, [Change(ChangeKind.CREATED, item.external_id, item, at)], now=self.now)
        self.stage.settle()

    def _confirm(self) -> None:
        case, message = self.case(), Message.objects.get(external_id=MESSAGE, channel=self.scene.channel)
        take_case(self.cast.writer, case.id, now=self.at(None))
        said = Correction(
            kind=self.scenario.kind.value,
            severity=self.scenario.severity,
            topic=Topic.LEGAL.value if self.scenario.needs_legal else None,
            language=self.scenario.language,
            heart=" ".join(self.scenario.issue_terms)[:300] or None,
            asks=" ".join(self.scenario.questions)[:300] or None,
        )
        correct_reading(self.cast.writer, case.id, message.id, said, now=self.now)
        say_fault(self.cast.writer, case.id, self.scenario.fault.value, now=self.now)

    # ---- What is written

    def case(self) -> Case:
        """The case of the author. Raises `Case.DoesNotExist` before they wrote."""
        return Case.objects.get(channel=self.scene.channel, author__external_id=self.scenario.author)

    def check(self, reply: ReplyText) -> Report:
        """What the composer says of a text. Raises `Refused`."""
        found = check_text(
            self.cast.writer, self.case().id, reply.kind.value, reply.text, now=self.now,
            department_id=self.scene.department_id, pending=self.scenario.pending,
        )  # fmt: skip
        assert found is not None, "the author's message is there to be answered"
        return found.report

    def submit(self, kind: str, text: str, *, face: bool = True) -> int:
        """The writer writes and submits; the draft's id. Raises `Refused`."""
        draft_id = start_draft(
            self.cast.writer, self.case().id, kind, department_id=self.scene.department_id, now=self.at(None)
        )
        say_pending(self.cast.writer, draft_id, self.scenario.pending, now=self.now)
        save_draft(self.cast.writer, draft_id, text, _seen(draft_id), now=self.now)
        submit_draft(self.cast.writer, draft_id, Submission(face_to_face=face), now=self.at(None))
        return draft_id

    def approve(self, person_id: int, draft_id: int, *, text_hash: str = "", face: bool = True) -> bool:
        """Somebody re-reads what their page shows and agrees; whether nothing is missing any more. Raises `Refused`."""
        page = review_page(person_id, draft_id, now=self.at(None))
        seen = {"text_hash": text_hash or page.text_hash, "thread_state": page.thread_state}
        return not approve_draft(person_id, draft_id, **seen, face_to_face=face, now=self.now).missing

    def send(self, kind: str, text: str, at: datetime | None = None) -> Publication:
        """Submit, have it signed by whoever must, and let it leave. Raises `Refused`."""
        draft_id = self.submit(kind, text)
        if at is not None:
            self.at(at)
        self.sign(draft_id)
        self.at(None)
        self.stage.settle()
        return Publication.objects.get(draft_id=draft_id)

    def sign(self, draft_id: int) -> None:
        """The colleague where no mandate is asked for, the lead otherwise."""
        page = review_page(self.cast.colleague, draft_id, now=self.now)
        self.approve(self.cast.lead if page.need.mandates else self.cast.colleague, draft_id)

    def is_out(self, publication: Publication) -> bool:
        """Whether exactly one such reply stands on the network, and the desk knows it."""
        text = DraftRevision.objects.get(draft_id=publication.draft_id, number=publication.revision_number).text
        there = [
            item for item in self.scene.shore.ours() if item.text == text and item.raw == str(publication.key).encode()
        ]
        publication.refresh_from_db()
        return len(there) == 1 and publication.state in _OUT

    # ---- What is tried

    def tried(self, attempt: Callable[[Rehearsal], object]) -> str:
        """Try something and undo it; the key of its refusal, empty when it went through."""
        before, there, refusal = self.now, dict(self.scene.shore.items), ""
        with transaction.atomic():
            try:
                with transaction.atomic():
                    attempt(self)
            except Refused as refused:
                refusal = refused.code
            transaction.set_rollback(True)
        self.now, self.scene.shore.items = before, there
        return refusal


def _seen(draft_id: int) -> Seen:
    draft = Draft.objects.get(id=draft_id)
    revision = DraftRevision.objects.get(draft=draft, number=draft.revision_number)
    return Seen(revision.number, revision.saves)
