"""A small desk with one case, and short ways through draft, review and publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, an_item, created, read_all

from detente.accounts.models import Brand, Person
from detente.contracts.kinds import Kind
from detente.contracts.people import MandateKind, Role
from detente.desk.actions._replies import Seen, seen_of
from detente.desk.actions.approve_draft import Signed, approve_draft
from detente.desk.actions.publish_own_reread import publish_own_reread
from detente.desk.actions.receive import receive
from detente.desk.actions.save_draft import save_draft
from detente.desk.actions.start_draft import start_draft
from detente.desk.actions.submit_draft import Submission, Submitted, submit_draft
from detente.desk.models import Case, Channel, Draft, DraftRevision, Publication
from detente.desk.queries.threads import bound_thread

MESSAGE = "Colis annoncé livré mardi, jamais reçu. J’ai appelé deux fois, on me dit d’attendre."
GOOD = (
    "Bonjour, vous avez raison\u202f: votre colis est noté livré depuis mardi et vous ne l’avez pas reçu. Je vous "
    "présente nos excuses pour ces deux appels restés sans suite. J’ai demandé au dépôt d’ouvrir une recherche et je "
    "vous réponds ici demain avant 10 h. Merci de l’avoir signalé."
)
HOLDING = (
    "Bonjour, j’ai bien lu votre message sur le colis jamais reçu. Je l’ai transmis à notre équipe logistique et je "
    "reviens vers vous ici aujourd’hui avant 18 h."
)
LATER = NOON + timedelta(minutes=5)


@dataclass
class Desk:
    """One brand in Paris, one channel, one case of Odile's, four colleagues and a stranger."""

    brand: Brand
    channel: Channel
    case: Case
    writer: Person
    reviewer: Person
    lead: Person

    def draft(self, kind: str = "reply", *, by: Person | None = None, now: datetime = LATER) -> Draft:
        """The unfinished draft of this kind."""
        return Draft.objects.get(id=start_draft((by or self.writer).id, self.case.id, kind, now=now))

    def save(self, draft: Draft, text: str, *, by: Person | None = None, seen: Seen | None = None) -> Seen:
        """Type a text over what is there now."""
        return save_draft((by or self.writer).id, draft.id, text, seen or seen_now(draft), now=LATER)

    def submit(
        self,
        draft: Draft,
        text: str | None = None,
        *,
        by: Person | None = None,
        now: datetime = LATER,
        unsure: bool = False,
        overridden: dict[str, str] | None = None,
    ) -> Submitted:
        """Hand the text over, face to face answered."""
        submission = Submission(True, unsure, overridden, text, seen_now(draft) if text is not None else None)
        return submit_draft((by or self.writer).id, draft.id, submission, now=now)

    def submitted(
        self, text: str = GOOD, kind: str = "reply", *, by: Person | None = None, now: datetime = LATER
    ) -> Draft:
        """A draft in review."""
        draft = self.draft(kind, by=by, now=now)
        self.submit(draft, text, by=by, now=now)
        return fresh(draft)

    def approve(self, draft: Draft, *, by: Person | None = None, now: datetime = LATER) -> Signed:
        """Agree with what is there now."""
        return approve_draft(
            (by or self.reviewer).id,
            draft.id,
            text_hash=revision_of(draft).text_hash,
            thread_state=bound_thread(fresh(draft).recipient).hash,
            face_to_face=True,
            now=now,
        )

    def queued(self, text: str = GOOD, kind: str = "reply", *, now: datetime = LATER) -> Publication:
        """An approved text in the queue."""
        signed = self.approve(self.submitted(text, kind, now=now), now=now)
        return Publication.objects.get(id=signed.publication_id)

    def reread(self, draft: Draft, *, by: Person | None = None, seconds: float = 10) -> int:
        """Publish on one's own re-read, `seconds` after the submission."""
        return publish_own_reread(
            (by or self.writer).id, draft.id, opened_at=LATER, face_to_face=True, now=LATER + timedelta(seconds=seconds)
        )

    def author_writes(
        self, text: str = "Et toujours rien ce soir.", *, external_id: str = "m2", now: datetime = LATER
    ) -> None:
        """Odile adds a message in her thread."""
        item = an_item(external_id, text, thread="m1", parent="m1", posted_at=now)
        receive(self.channel.id, created(item, at=now), now=now)
        read_all(now)

    def stranger_comments(self, external_id: str = "x1", *, now: datetime = LATER) -> None:
        """Somebody else joins in."""
        item = an_item(external_id, "Moi aussi, même dépôt.", author="bastien", thread="m1", parent="m1", posted_at=now)
        receive(self.channel.id, created(item, at=now), now=now)
        read_all(now)

    def case_now(self) -> Case:
        """The case as it stands."""
        return Case.objects.get(id=self.case.id)


def a_desk(
    slug: str = "ferrolune",
    *,
    kind: Kind = Kind.COMPLAINT,
    severity: int = 2,
    policy: str = "auto",
    message: str = MESSAGE,
) -> Desk:
    """A desk whose case came through the real ingest at noon. The lead holds every mandate."""
    brand = a_brand(slug, review_policy=policy)
    channel = a_channel(brand, "publicpage", "Page", base_url="http://127.0.0.1:1/p/x", account_id="x")
    case = a_case(channel, message, kind=kind, severity=severity)
    return Desk(
        brand,
        channel,
        case,
        writer=a_person(brand, Role.AGENT, name="Salomé Brandt"),
        reviewer=a_person(brand, Role.REVIEWER, name="Malo Kerbrat"),
        lead=a_person(brand, Role.LEAD, name="Inès Faure", mandates=tuple(MandateKind)),
    )


def fresh(draft: Draft) -> Draft:
    """The draft as it stands."""
    return Draft.objects.select_related("recipient", "case").get(id=draft.id)


def revision_of(draft: Draft) -> DraftRevision:
    """The present version."""
    return DraftRevision.objects.get(draft=draft, number=fresh(draft).revision_number)


def seen_now(draft: Draft) -> Seen:
    """What somebody sees who opens the draft now."""
    return seen_of(revision_of(draft))
