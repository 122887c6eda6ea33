"""Cases, what was read in their messages, and the team's notes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from detente.contracts.analysis import Topic, Toxicity
from detente.contracts.composure import Fault
from detente.contracts.kinds import Kind
from detente.desk.models.columns import one_of
from detente.desk.models.field import Author, Channel, Conversation, Message
from detente.rules.case import CaseState


class Case(models.Model):
    """One author's matter in one conversation on one channel.

    `deadline` is what `rules.clock` computed from the severity and the brand's hours, kept for the order of the queue;
    a historical case has none. `fault`: whether we are at fault, as a person said. `heart` is a line of their own
    words; `topic` and `fingerprint` are those of the message that carries the matter, to find cases alike.
    """

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    author = models.ForeignKey(Author, on_delete=models.PROTECT)
    state = models.CharField(max_length=20, default="new")
    close_reason = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=20, default="other")
    severity_guess = models.SmallIntegerField(default=1)
    severity_confirmed = models.SmallIntegerField(null=True)
    severity = models.SmallIntegerField(default=2)
    language = models.CharField(max_length=5, default="en")
    fault = models.CharField(max_length=12, default=Fault.UNKNOWN, db_default=Fault.UNKNOWN)
    heart = models.CharField(max_length=300, blank=True)
    topic = models.CharField(max_length=20, default=Topic.NONE, db_default=Topic.NONE)
    fingerprint = models.BigIntegerField(default=0, db_default=0)
    historical = models.BooleanField(default=False)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    opened_at = models.DateTimeField()
    clock_started_at = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)
    first_reply_at = models.DateTimeField(null=True)
    first_reply_kind = models.CharField(max_length=10, blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    times_opened = models.IntegerField(default=1)

    class Meta:
        constraints = [
            one_of("case_state", "state", CaseState),
            one_of("case_kind", "kind", Kind),
            one_of("case_fault", "fault", Fault),
            models.CheckConstraint(name="case_severity", condition=models.Q(severity__range=(1, 4))),
            models.CheckConstraint(
                name="case_historical_no_clock",
                condition=models.Q(historical=False) | models.Q(deadline__isnull=True),
            ),
            models.CheckConstraint(
                name="case_closed_reason",
                condition=~models.Q(state="closed") | (models.Q(closed_at__isnull=False) & ~models.Q(close_reason="")),
            ),
            models.UniqueConstraint(
                fields=["author", "conversation"], name="case_one_open", condition=~models.Q(state="closed")
            ),
        ]
        indexes = [
            models.Index(
                fields=["brand", "deadline", "id"],
                name="case_queue",
                condition=models.Q(historical=False) & ~models.Q(state__in=["answered", "closed"]),
            ),
            models.Index(
                fields=["brand", "answered_at"],
                name="case_answered",
                condition=models.Q(state="answered", historical=False),
            ),
            models.Index(
                fields=["assignee", "deadline"],
                name="case_mine",
                condition=models.Q(historical=False, assignee__isnull=False)
                & ~models.Q(state__in=["answered", "closed"]),
            ),
            models.Index(
                fields=["brand", "topic", "-opened_at"],
                name="case_alike",
                include=["fingerprint"],
                condition=models.Q(historical=False),
            ),
            models.Index(
                fields=["brand", "topic", "-opened_at"],
                name="case_examples",
                condition=models.Q(state__in=["answered", "closed"], first_reply_at__isnull=False),
            ),
        ]


class Reading(models.Model):
    """What analysis said of one revision, or a person's correction of it (`person` set): the person's word wins.

    The columns from `scores` on are as in `contracts.analysis.ReadingResult`. `corrected` lists the dimensions (and the
    lines `heart`, `asks`) that people said of this message so far; the others are as they were guessed. `taken_back`:
    the person says that the guess holds again; nothing else of such a row counts. `facts` are lists of kind, words,
    start, end. `fingerprint` holds the 64 bits as a signed number.
    """

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="readings", db_index=False)
    revision_number = models.IntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    engine = models.CharField(max_length=60)
    at = models.DateTimeField()
    language = models.CharField(max_length=5)
    kind = models.CharField(max_length=20)
    sentiment = models.CharField(max_length=10)
    severity = models.SmallIntegerField()
    urgency = models.CharField(max_length=10)
    topic = models.CharField(max_length=20)
    heart = models.CharField(max_length=300, blank=True)
    asks = models.CharField(max_length=300, blank=True)
    unsure = models.BooleanField(default=False)
    scores = models.JSONField(default=dict)
    because = models.JSONField(default=list)
    complaint = models.BooleanField(default=False)
    question = models.BooleanField(default=False)
    troll = models.BooleanField(default=False)
    irony = models.BooleanField(default=False)
    toxicity = models.CharField(max_length=10, default=Toxicity.CLEAN)
    doubts = models.JSONField(default=list)
    personal_data = models.JSONField(default=list)
    facts = models.JSONField(default=list)
    fingerprint = models.BigIntegerField(default=0)
    sources = models.JSONField(default=dict)
    corrected = models.JSONField(default=list)
    taken_back = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reading_taken_back",
                condition=models.Q(taken_back=False) | models.Q(person__isnull=False, corrected=[]),
            ),
            one_of("reading_kind", "kind", Kind),
            one_of("reading_toxicity", "toxicity", Toxicity),
            models.CheckConstraint(name="reading_severity", condition=models.Q(severity__range=(1, 4))),
            models.UniqueConstraint(fields=["id", "message"], name="reading_message"),
        ]
        indexes = [models.Index(fields=["message", "-id"], name="reading_latest")]


class Note(models.Model):
    """A word for colleagues on a case. Never sent anywhere."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    text = models.TextField()
    at = models.DateTimeField()
