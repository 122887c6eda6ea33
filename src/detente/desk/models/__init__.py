"""The field's tables, one file per matter."""

from detente.desk.models.cases import Case, Note, Reading
from detente.desk.models.charter import Charter, Clause, Removal
from detente.desk.models.evidence import EvidenceItem
from detente.desk.models.field import Author, Channel, Conversation, Message, Revision
from detente.desk.models.promises import Department, HandOff, Promise
from detente.desk.models.replies import Attempt, Draft, DraftRevision, Publication, Review
from detente.desk.models.work import Chore, ImportRun, Mail

__all__ = [
    "Attempt",
    "Author",
    "Case",
    "Channel",
    "Charter",
    "Chore",
    "Clause",
    "Conversation",
    "Department",
    "Draft",
    "DraftRevision",
    "EvidenceItem",
    "HandOff",
    "ImportRun",
    "Mail",
    "Message",
    "Note",
    "Promise",
    "Publication",
    "Reading",
    "Removal",
    "Review",
    "Revision",
]
