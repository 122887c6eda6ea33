"""The field's tables, one file per matter."""

from detente.desk.models.calm import (
    DraftComment,
    Incident,
    Presence,
    ReviewAsk,
    ReviewLink,
    RubricSample,
    RubricScore,
    SavedReply,
)
from detente.desk.models.cases import Case, Note, Reading
from detente.desk.models.charter import Charter, Clause, Removal
from detente.desk.models.evidence import Bundle, Capture, EvidenceItem, EvidenceShare, Hold, LedgerCheck, Stamp
from detente.desk.models.field import (
    Author,
    Channel,
    ChannelTask,
    Conversation,
    Hole,
    KeptAside,
    Message,
    Revision,
    Tombstone,
)
from detente.desk.models.knowledge import KnowledgeNote, KnowledgeRevision
from detente.desk.models.learning import BrandWord, LearningTask, ReadingLayer
from detente.desk.models.promises import Department, HandOff, Promise
from detente.desk.models.releases import Release
from detente.desk.models.replies import Attempt, Draft, DraftRevision, Publication, Review
from detente.desk.models.work import Chore, Delivery, Hook, ImportRun, ImportUpload, Mail, PushSeen

__all__ = [
    "Attempt",
    "Author",
    "BrandWord",
    "Bundle",
    "Capture",
    "Case",
    "Channel",
    "ChannelTask",
    "Charter",
    "Chore",
    "Clause",
    "Conversation",
    "Delivery",
    "Department",
    "Draft",
    "DraftComment",
    "DraftRevision",
    "EvidenceItem",
    "EvidenceShare",
    "HandOff",
    "Hold",
    "Hole",
    "Hook",
    "ImportRun",
    "ImportUpload",
    "Incident",
    "KeptAside",
    "KnowledgeNote",
    "KnowledgeRevision",
    "LearningTask",
    "LedgerCheck",
    "Mail",
    "Message",
    "Note",
    "Presence",
    "Promise",
    "Publication",
    "PushSeen",
    "Reading",
    "ReadingLayer",
    "Release",
    "Removal",
    "Review",
    "ReviewAsk",
    "ReviewLink",
    "Revision",
    "RubricSample",
    "RubricScore",
    "SavedReply",
    "Stamp",
    "Tombstone",
]
