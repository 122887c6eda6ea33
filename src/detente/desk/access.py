"""The gates: a case, a draft, a removal or a brand is got here or not at all.

A stranger learns nothing: what is not theirs answers as if it did not exist. Which role may do what is one table,
`detente.rules.roles`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from detente.accounts.models import MandateHeld, Membership
from detente.contracts.actors import Actor
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.models import (
    Case,
    Channel,
    Draft,
    HandOff,
    Incident,
    KnowledgeNote,
    Message,
    Publication,
    Removal,
    SavedReply,
)
from detente.rules.roles import held_mandates, may

_NO_SUCH = Words(
    fr="Cette page n’existe pas, ou ne vous est pas ouverte. Revenez à la boîte.",
    en="This page does not exist, or is not open to you. Go back to the inbox.",
)
_NOT_YOURS = Words(
    fr="Votre rôle ne permet pas cet acte. Demandez à une personne responsable.",
    en="Your role does not allow this. Ask a lead.",
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of one brand with what they may do there. `departments`: whose expert they are."""

    id: int
    name: str
    language: str
    brand_id: int
    roles: frozenset[Role]
    mandates: frozenset[MandateKind]
    departments: frozenset[int]

    @property
    def actor(self) -> Actor:
        """Who signs the event."""
        return Actor.person(self.id)

    def may(self, action: str) -> bool:
        """Whether the table of roles allows the action."""
        return may(action, self.roles, self.mandates)

    @property
    def expert_only(self) -> bool:
        """True for a department's expert with no other role: sees only what was handed to the department."""
        return self.roles == frozenset({Role.EXPERT})


def access_brand(person_id: int, brand_id: int, action: str) -> Colleague:
    """The person as a colleague of the brand who may do `action`. Raises `Refused("access.…")`."""
    colleague = _colleague(person_id, brand_id)
    if not colleague.may(action):
        raise Refused("access.action", _NOT_YOURS, action=action)
    return colleague


def access_channel(
    person_id: int, channel_id: int, action: str = "tend_channel", *, lock: bool = False
) -> tuple[Channel, Colleague]:
    """The channel and the colleague, for one action. A removed channel is not there. Raises `Refused("access.…")`."""
    rows = Channel.objects.select_for_update(of=("self",)) if lock else Channel.objects.all()
    channel = rows.select_related("brand").exclude(state="removed").filter(id=channel_id).first()
    if channel is None:
        raise Refused("access.channel", _NO_SUCH)
    return channel, access_brand(person_id, channel.brand_id, action)


def access_case(
    person_id: int, case_id: int, action: str = "view_case", *, lock: bool = False
) -> tuple[Case, Colleague]:
    """The case and the colleague, for one action; `lock` keeps the row until commit. Raises `Refused("access.…")`."""
    rows = Case.objects.select_for_update(of=("self",)) if lock else Case.objects.all()
    case = rows.select_related("brand", "channel", "author", "conversation").filter(id=case_id).first()
    if case is None:
        raise Refused("access.case", _NO_SUCH)
    colleague = access_brand(person_id, case.brand_id, action)
    if colleague.expert_only and not _handed_to(case_id, colleague):
        raise Refused("access.case", _NO_SUCH)
    return case, colleague


def access_message(
    person_id: int, case_id: int, message_id: int, action: str = "view_case", *, lock: bool = False
) -> tuple[Message, Case, Colleague]:
    """A message of the case, an answer of ours to one, or one of its thread that has no case. Raises `Refused`.

    What belongs to another case is reached through that one. `lock` keeps the case's row until commit.
    """
    case, colleague = access_case(person_id, case_id, action, lock=lock)
    bare = Q(case__isnull=True, ours=False, private=False)
    here = Q(case_id=case_id) | Q(ours=True, parent__case_id=case_id) | bare
    rows = Message.objects.filter(here, id=message_id, conversation_id=case.conversation_id)
    message = rows.select_related("channel__brand", "author", "conversation").first()
    if message is None:
        raise Refused("access.message", _NO_SUCH)
    return message, case, colleague


def access_draft(person_id: int, draft_id: int, action: str, *, lock: bool = False) -> tuple[Draft, Colleague]:
    """The draft (its case beside it) and the colleague. With `lock`, the case is locked first, then the draft."""
    case_id = Draft.objects.filter(id=draft_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise Refused("access.draft", _NO_SUCH)
    case, colleague = access_case(person_id, case_id, action, lock=lock)
    rows = Draft.objects.select_for_update(of=("self",)) if lock else Draft.objects.all()
    draft = rows.select_related("recipient", "channel", "writer", "department").get(id=draft_id)
    draft.case = case
    return draft, colleague


def access_evidence(person_id: int, message_id: int, action: str) -> tuple[Message, Colleague]:
    """The message whose evidence is meant and the colleague, for one action, through the gate of its case."""
    message = Message.objects.select_related("channel", "author", "conversation").filter(id=message_id).first()
    if message is None:
        raise Refused("access.message", _NO_SUCH)
    if message.case_id is not None:
        return message, access_case(person_id, message.case_id, action)[1]
    colleague = access_brand(person_id, message.channel.brand_id, action)
    if colleague.expert_only:
        raise Refused("access.message", _NO_SUCH)
    return message, colleague


def access_removal(person_id: int, removal_id: int, action: str, *, lock: bool = False) -> tuple[Removal, Colleague]:
    """The removal and the colleague, for one action."""
    rows = Removal.objects.select_for_update(of=("self",)) if lock else Removal.objects.all()
    removal = rows.select_related("case", "clause", "message", "channel").filter(id=removal_id).first()
    if removal is None:
        raise Refused("access.removal", _NO_SUCH)
    return removal, access_brand(person_id, removal.brand_id, action)


def access_hand_off(person_id: int, hand_off_id: int, action: str, *, lock: bool = False) -> tuple[HandOff, Colleague]:
    """The hand-off and the colleague; an expert only reaches those of their department."""
    rows = HandOff.objects.select_for_update(of=("self",)) if lock else HandOff.objects.all()
    hand_off = rows.select_related("case", "department").filter(id=hand_off_id).first()
    if hand_off is None:
        raise Refused("access.hand_off", _NO_SUCH)
    colleague = access_brand(person_id, hand_off.case.brand_id, action)
    if colleague.expert_only and hand_off.department_id not in colleague.departments:
        raise Refused("access.hand_off", _NO_SUCH)
    return hand_off, colleague


def access_publication(
    person_id: int, publication_id: int, action: str, *, lock: bool = False
) -> tuple[Publication, Colleague]:
    """The publication and the colleague, for one action."""
    rows = Publication.objects.select_for_update(of=("self",)) if lock else Publication.objects.all()
    publication = rows.select_related("case", "channel", "draft").filter(id=publication_id).first()
    if publication is None:
        raise Refused("access.publication", _NO_SUCH)
    return publication, access_brand(person_id, publication.case.brand_id, action)


def access_incident(person_id: int, incident_id: int, action: str) -> tuple[Incident, Colleague]:
    """The incident and the colleague, for one action. Raises `Refused("access.…")`."""
    incident = Incident.objects.select_related("case").filter(id=incident_id).first()
    if incident is None:
        raise Refused("access.incident", _NO_SUCH)
    return incident, access_brand(person_id, incident.brand_id, action)


def access_knowledge(
    person_id: int, note_id: int, action: str, *, lock: bool = False
) -> tuple[KnowledgeNote, Colleague]:
    """The knowledge note and the colleague, for one action. Raises `Refused("access.…")`."""
    rows = KnowledgeNote.objects.select_for_update(of=("self",)) if lock else KnowledgeNote.objects.all()
    note = rows.select_related("changed_by").filter(id=note_id).first()
    if note is None:
        raise Refused("access.knowledge", _NO_SUCH)
    return note, access_brand(person_id, note.brand_id, action)


def access_saved_reply(
    person_id: int, saved_id: int, action: str, *, lock: bool = False
) -> tuple[SavedReply, Colleague]:
    """The saved reply and the colleague, for one action. Raises `Refused("access.…")`."""
    rows = SavedReply.objects.select_for_update(of=("self",)) if lock else SavedReply.objects.all()
    saved = rows.select_related("changed_by").filter(id=saved_id).first()
    if saved is None:
        raise Refused("access.saved_reply", _NO_SUCH)
    return saved, access_brand(person_id, saved.brand_id, action)


def _colleague(person_id: int, brand_id: int) -> Colleague:
    rows = list(
        Membership.objects.filter(person_id=person_id, brand_id=brand_id, active=True, person__is_active=True)
        .select_related("person")
        .only("role", "department_id", "person__name", "person__language")
    )
    if not rows:
        raise Refused("access.brand", _NO_SUCH)
    mandates = MandateHeld.objects.filter(person_id=person_id, brand_id=brand_id).values_list("mandate", flat=True)
    roles = frozenset(Role(row.role) for row in rows)
    return Colleague(
        id=person_id,
        name=rows[0].person.name,
        language=rows[0].person.language,
        brand_id=brand_id,
        roles=roles,
        mandates=held_mandates(roles, [MandateKind(mandate) for mandate in mandates]),
        departments=frozenset(row.department_id for row in rows if row.department_id is not None),
    )


def _handed_to(case_id: int, colleague: Colleague) -> bool:
    return HandOff.objects.filter(case_id=case_id, department_id__in=colleague.departments).exists()
