"""Two agents write, two reviewers agree and two workers send, all at once: what stands on the network afterwards."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import connection
from tests.desk.makers import a_person
from tests.desk.replies import GOOD, LATER, Desk, fresh, revision_of, seen_now
from tests.desk.sending import Wire, Workers, a_wire

from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions._fence import Superseded
from detente.desk.actions.approve_draft import approve_draft
from detente.desk.actions.save_draft import save_draft
from detente.desk.actions.start_draft import start_draft
from detente.desk.actions.submit_draft import Submission, submit_draft
from detente.desk.models import Draft, Publication, Review
from detente.desk.queries.threads import bound_thread

PATIENCE = 30.0
"""Seconds after which a race that nobody wins counts as lost."""

TEXTS = (GOOD, GOOD + " Bien à vous.")


@dataclass(frozen=True, slots=True)
class Raced:
    """What a race left: publications of the case, texts of ours on the network, requests, whether all of it agrees."""

    publications: int
    on_the_network: int
    requests: int
    as_approved: bool

    @property
    def exact(self) -> bool:
        """Whether exactly one approved text left, once, as it was approved by somebody who had not written it."""
        return (self.publications, self.on_the_network, self.requests) == (1, 1, 1) and self.as_approved


def race(desk: Desk) -> Raced:
    """Let six people and programs go at the same instant, each on a connection of its own, until a text is out."""
    wire, until = a_wire(), time.monotonic() + PATIENCE
    agents = (desk.writer.id, a_person(desk.brand, Role.AGENT, name="Yann Prigent").id)
    reviewers = (desk.reviewer.id, a_person(desk.brand, Role.REVIEWER, name="Maud Riou").id)
    acts: list[Callable[[], bool]] = [
        *(_once(partial(_write, desk, who, text)) for who, text in zip(agents, TEXTS, strict=True)),
        *(partial(_agree, desk, who) for who in reviewers),
        *(partial(_send, wire) for _ in range(2)),
    ]
    gate = threading.Barrier(len(acts))
    runners = [threading.Thread(target=_keep_on, args=(act, gate, desk, until)) for act in acts]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join(2 * PATIENCE)
    return _found(desk, wire)


def _keep_on(act: Callable[[], bool], gate: threading.Barrier, desk: Desk, until: float) -> None:
    """Do it again and again, as somebody impatient would, until a text is out; then once more, too late."""
    gate.wait(PATIENCE)
    try:
        while time.monotonic() < until and not _is_out(desk):
            act()
        act()
    finally:
        connection.close()


def _once(act: Callable[[], bool]) -> Callable[[], bool]:
    """An agent's text that is in review is left there; one that was refused is tried again."""
    done: list[bool] = []

    def first() -> bool:
        if not done and act():
            done.append(True)
        return bool(done)

    return first


def _write(desk: Desk, who: int, text: str) -> bool:
    try:
        draft = Draft.objects.get(id=start_draft(who, desk.case.id, "reply", now=LATER))
        save_draft(who, draft.id, text, seen_now(draft), now=LATER)
        submit_draft(who, draft.id, Submission(True), now=LATER)
    except Refused:
        return False
    return True


def _agree(desk: Desk, who: int) -> bool:
    draft = Draft.objects.filter(case=desk.case, state="in_review").first()
    if draft is None:
        return False
    seen = {"text_hash": revision_of(draft).text_hash, "thread_state": bound_thread(fresh(draft).recipient).hash}
    try:
        approve_draft(who, draft.id, **seen, face_to_face=True, now=LATER)
    except Refused:
        return False
    return True


def _send(wire: Wire) -> bool:
    try:
        return bool(Workers(wire).publish())
    except Superseded:
        return False


def _is_out(desk: Desk) -> bool:
    return Publication.objects.filter(case=desk.case, state="confirmed").exists()


def _found(desk: Desk, wire: Wire) -> Raced:
    publications = list(Publication.objects.filter(case=desk.case).select_related("review"))
    standing = Review.objects.filter(draft__case=desk.case, decision="approved", voided_at__isnull=True)
    agreed = all(
        one.review in standing
        and one.review.reviewer_id != one.review.writer_id
        and one.text_hash == one.review.text_hash
        for one in publications
    )
    ours = wire.ours()
    text = revision_of(publications[0].draft).text if publications else ""
    return Raced(len(publications), len(ours), len(wire.sent), agreed and ours == [text])
