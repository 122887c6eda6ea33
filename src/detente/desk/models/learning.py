"""What a brand teaches its reading: words of its own, and what was learnt from corrections."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from detente.contracts.word_lists import Strength
from detente.desk.models.columns import Worked, one_of


class BrandWord(models.Model):
    """A phrase that a brand adds to a list of the lexicon, or switches off in it. Removed ones stay as a record.

    `phrase_key`: the phrase without case and accents, so that it stands once in a list.
    """

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT, related_name="reading_words")
    list_name = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    phrase = models.CharField(max_length=60)
    phrase_key = models.CharField(max_length=120)
    strength = models.CharField(max_length=10)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("brandword_strength", "strength", Strength),
            one_of("brandword_language", "language", ["fr", "en"]),
            models.UniqueConstraint(
                fields=["brand", "list_name", "language", "phrase_key"],
                name="brandword_once",
                condition=models.Q(removed_at__isnull=True),
            ),
        ]


class ReadingLayer(models.Model):
    """What was learnt from a brand's corrections, one row a version. The latest *active* one is in force.

    `weights` are numbers: no text and no part of one can be read from them. `before`, `after`: {dimension: [right, of]}
    of the messages that were held back. `last_reading`: the latest correction that was known.
    """

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT, related_name="reading_layers")
    version = models.IntegerField()
    made_at = models.DateTimeField()
    origin = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    taught = models.IntegerField()
    held_back = models.IntegerField()
    before = models.JSONField()
    after = models.JSONField()
    weights = models.BinaryField()
    last_reading = models.BigIntegerField()
    state = models.CharField(max_length=10)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("readinglayer_state", "state", ["active", "set_aside", "undone"]),
            one_of("readinglayer_origin", "origin", ["person", "system", "command"]),
            models.UniqueConstraint(fields=["brand", "version"], name="readinglayer_version"),
            models.CheckConstraint(
                name="readinglayer_undone",
                condition=models.Q(state="undone", undone_at__isnull=False)
                | (~models.Q(state="undone") & models.Q(undone_at__isnull=True)),
            ),
        ]


class LearningTask(Worked):
    """Somebody, or the night, wants a brand's corrections to be learnt from; a worker does it."""

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    outcome = models.CharField(max_length=20, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("learningtask_state", "state", ["waiting", "done"]),
            models.UniqueConstraint(
                fields=["brand"], name="learningtask_one_waiting", condition=models.Q(state="waiting")
            ),
        ]
        indexes = [models.Index(fields=["due_at", "id"], name="learningtask_due", condition=models.Q(state="waiting"))]
