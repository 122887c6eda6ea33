"""What the team knows: notes that help to answer, with every version they had."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from detente.contracts.analysis import Topic
from detente.contracts.words import LANGUAGES
from detente.desk.models.columns import one_of


class KnowledgeNote(models.Model):
    """One matter and what the team answers to it, as it stands. `revision_number` is that of its last version.

    A retired note is proposed nowhere and can be brought back.
    """

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT, db_index=False)
    revision_number = models.IntegerField(default=1)
    title = models.CharField(max_length=120)
    words = models.TextField()
    language = models.CharField(max_length=5)
    topic = models.CharField(max_length=20, default=Topic.NONE)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("knowledge_topic", "topic", Topic),
            one_of("knowledge_language", "language", LANGUAGES),
        ]
        indexes = [models.Index(fields=["brand", "-changed_at"], name="knowledge_library")]


class KnowledgeRevision(models.Model):
    """One version of a note. Appended, never overwritten."""

    note = models.ForeignKey(KnowledgeNote, on_delete=models.PROTECT, related_name="revisions", db_index=False)
    number = models.IntegerField()
    title = models.CharField(max_length=120)
    words = models.TextField()
    language = models.CharField(max_length=5)
    topic = models.CharField(max_length=20)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "number"], name="knowledge_revision_number")]
