"""Composing together: saved replies, words about words, who is asked to re-read, links for outside readers, samples."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from detente.desk.models.cases import Case
from detente.desk.models.columns import Worked, one_of
from detente.desk.models.replies import Draft, Publication


class SavedReply(models.Model):
    """A text of the team that the composer offers after `/`. Fields in it are filled, or block the submission.

    Its language is the one it is written in. A retired one is offered no more.
    """

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT, related_name="saved_replies")
    shortcut = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=5)
    text = models.TextField()
    kind = models.CharField(max_length=10, default="reply")
    uses = models.IntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("saved_reply_kind", "kind", ["reply", "holding"]),
            models.UniqueConstraint(
                fields=["brand", "language", "shortcut"],
                name="saved_reply_once",
                condition=models.Q(retired_at__isnull=True),
            ),
        ]


class Presence(models.Model):
    """Who looks at a case or writes in it, as long as their page says so. Not a fact of the field: it has no event."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    writing = models.CharField(max_length=10, blank=True)
    seen_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="presence_once")]


class ReviewLink(models.Model):
    """A link by which one outside reader re-reads one version, until it is used, ended or over. Only its hash is kept.

    `may_approve`: an outside reviewer (their agreement counts as another person's); without it, a department's expert
    who comments only. Opening it grants nothing else.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="links")
    revision_number = models.IntegerField()
    token_hash = models.BinaryField(unique=True)
    reader = models.CharField(max_length=120)
    may_approve = models.BooleanField(default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened = models.IntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="review_link_expires", condition=models.Q(expires_at__gt=models.F("made_at")))
        ]


class DraftComment(models.Model):
    """What a reader says of some words of one version. `quote` is `text[start:end]`; both 0 for the whole text.

    `person` of the team, or a reader who came by `link`. It is settled by the writer, never rewritten.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments")
    revision_number = models.IntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(ReviewLink, on_delete=models.PROTECT, null=True, related_name="comments")
    start = models.IntegerField(default=0)
    end = models.IntegerField(default=0)
    quote = models.TextField(blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draft_comment_by_one",
                condition=models.Q(person__isnull=False, link__isnull=True)
                | models.Q(person__isnull=True, link__isnull=False),
            ),
            models.CheckConstraint(
                name="draft_comment_place", condition=models.Q(start__gte=0, end__gte=models.F("start"))
            ),
        ]


class ReviewAsk(Worked):
    """One person asked to re-read one version. When they do not answer in time, the next of the chain is asked as well.

    `place`: 1 for the first, 2 for the deputy, and so on. `due_at`: when the next one is asked.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="asks")
    revision_number = models.IntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    place = models.IntegerField()
    state = models.CharField(max_length=10, default="asked")
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("review_ask_state", "state", ["asked", "passed_on", "answered", "dropped"]),
            models.UniqueConstraint(fields=["draft", "revision_number", "person"], name="review_ask_once"),
            models.UniqueConstraint(fields=["draft", "revision_number", "place"], name="review_ask_place"),
        ]
        indexes = [models.Index(fields=["due_at"], name="review_ask_due", condition=models.Q(state="asked"))]


class RubricSample(models.Model):
    """A published reply that was drawn for the week's sample. `week`: its Monday."""

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT, related_name="samples")
    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="sample")
    week = models.DateField()
    drawn_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["brand", "week"], name="rubric_week")]


class RubricScore(models.Model):
    """What one rater gives a sampled reply: ten marks of 0 to 2, in the rubric's order. Given once."""

    sample = models.ForeignKey(RubricSample, on_delete=models.PROTECT, related_name="scores")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    marks = models.JSONField()
    total = models.SmallIntegerField()
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "person"], name="rubric_rater_once"),
            models.CheckConstraint(name="rubric_total", condition=models.Q(total__range=(0, 20))),
        ]


class Incident(models.Model):
    """Something that should not have happened and that the lead looks into: a reply that is out twice."""

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=20)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="incidents")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, related_name="incidents")
    remote_id = models.CharField(max_length=300, blank=True)
    found_at = models.DateTimeField()
    note = models.TextField(blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("incident_kind", "kind", ["doubled"]),
            models.UniqueConstraint(fields=["publication", "remote_id"], name="incident_once"),
        ]
        indexes = [models.Index(fields=["brand"], name="incident_open", condition=models.Q(ended_at__isnull=True))]
