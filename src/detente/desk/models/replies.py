"""From a draft to a publication: what is written, who agreed, what left."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from detente.desk.models.cases import Case
from detente.desk.models.columns import Worked, one_of
from detente.desk.models.field import Channel, Message
from detente.rules.draft import DraftState
from detente.rules.publication import PublicationState

REPLY_KINDS = ["reply", "holding"]


class Draft(models.Model):
    """A reply being written, off the network, for one recipient message. One unfinished draft per case and kind.

    `pending`: something is still to be done after this reply, as its writer said (`None`: nobody said).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=10, default="reply")
    state = models.CharField(max_length=20, default="editing")
    recipient = models.ForeignKey(Message, on_delete=models.PROTECT)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    department = models.ForeignKey("desk.Department", on_delete=models.PROTECT, null=True)
    revision_number = models.IntegerField(default=1)
    unsure = models.BooleanField(default=False)
    face_to_face = models.BooleanField(default=False)
    thread_seen = models.CharField(max_length=64, blank=True)
    overridden = models.JSONField(default=dict)
    pending = models.BooleanField(null=True)
    made_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("draft_state", "state", DraftState),
            one_of("draft_kind", "kind", REPLY_KINDS),
            models.UniqueConstraint(
                fields=["case", "kind"], name="draft_one_unfinished", condition=models.Q(finished_at__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["submitted_at"], name="draft_queue", condition=models.Q(state="in_review"))]


class DraftRevision(models.Model):
    """One version of a draft. `saves` counts autosaves (compare-and-set); once `sealed_at` is set it stays.

    `origin`: who the words came from at first (`person`, `saved`, `outline`, `model`), and `origin_name` which one.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="revisions")
    number = models.IntegerField()
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64)
    origin = models.CharField(max_length=20, default="person")
    origin_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    saves = models.IntegerField(default=0)
    findings = models.JSONField(default=list)
    at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_revision_number"),
            models.UniqueConstraint(fields=["draft", "number", "text_hash", "writer"], name="draft_revision_bound"),
        ]


class Review(models.Model):
    """One person's decision on one revision, bound to its text, its recipient and the state of the thread.

    `reviewer` is somebody of the team; an outside reader has none and came by `link`.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="reviews")
    revision_number = models.IntegerField()
    text_hash = models.CharField(max_length=64)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey("desk.ReviewLink", on_delete=models.PROTECT, null=True, related_name="reviews")
    decision = models.CharField(max_length=15)
    mode = models.CharField(max_length=15, default="another_person")
    mandate = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    recipient = models.ForeignKey(Message, on_delete=models.PROTECT)
    recipient_revision = models.IntegerField()
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    thread_state = models.CharField(max_length=64)
    face_to_face = models.BooleanField(default=False)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            one_of("review_decision", "decision", ["approved", "changes_asked", "rejected"]),
            one_of("review_mode", "mode", ["another_person", "own_reread", "outside"]),
            models.CheckConstraint(
                name="review_by_somebody",
                condition=models.Q(mode="outside", link__isnull=False, reviewer__isnull=True)
                | (~models.Q(mode="outside") & models.Q(link__isnull=True, reviewer__isnull=False)),
            ),
            models.CheckConstraint(
                name="review_another_person",
                condition=~models.Q(mode="another_person") | ~models.Q(reviewer=models.F("writer")),
            ),
            models.UniqueConstraint(fields=["id", "draft", "revision_number", "text_hash"], name="review_bound"),
        ]

    @property
    def reader(self) -> str:
        """The name of who decided: somebody of the team, or the outside reader."""
        if self.reviewer is not None:
            return self.reviewer.name
        return self.link.reader if self.link is not None else ""


class Publication(Worked):
    """One approved text on its way out, exactly once. `key`, `frozen` and the hashes never change once written.

    `leaves_at`: the end of the moment in which it can be called back; nothing leaves before.
    `by_hand`: a person posts it. `stated_by` said so at `stated_at`; `stated_url` is where they say it stands.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="publications")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT)
    revision_number = models.IntegerField()
    text_hash = models.CharField(max_length=64)
    review = models.ForeignKey(Review, on_delete=models.PROTECT)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    recipient = models.ForeignKey(Message, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10)
    key = models.UUIDField(unique=True)
    signed_as = models.CharField(max_length=200, blank=True)
    frozen = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=15, default="queued")
    looks = models.IntegerField(default=0)
    remote_id = models.CharField(max_length=300, blank=True)
    permalink = models.CharField(max_length=1000, blank=True)
    trouble = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField()
    leaves_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    visible_at = models.DateTimeField(null=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="+")
    by_hand = models.BooleanField(default=False, db_default=False)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField(null=True)
    stated_url = models.CharField(max_length=1000, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            one_of("publication_state", "state", PublicationState),
            one_of("publication_kind", "kind", REPLY_KINDS),
            models.UniqueConstraint(fields=["draft", "revision_number"], name="publication_once"),
            models.UniqueConstraint(
                fields=["channel", "remote_id"], name="publication_remote", condition=~models.Q(remote_id="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="publication_due",
                condition=models.Q(state__in=["queued", "sending", "unknown", "confirmed"]),
            ),
            models.Index(
                fields=["channel", "queued_at"],
                name="publication_in_trouble",
                condition=models.Q(state__in=["human", "refused", "by_hand"]),
            ),
            models.Index(
                fields=["id"], name="publication_seen", condition=models.Q(message__isnull=False, remote_id="")
            ),
            models.Index(
                fields=["case"],
                name="publication_to_settle",
                condition=models.Q(state__in=["unknown", "human", "refused"]),
            ),
        ]


class Attempt(models.Model):
    """One request to a network, opened and committed before its first byte leaves."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="tries")
    number = models.IntegerField()
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    recipient = models.ForeignKey(Message, on_delete=models.PROTECT)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="attempt_number"),
            models.UniqueConstraint(
                fields=["channel", "recipient"],
                name="attempt_one_in_flight",
                condition=models.Q(closed_at__isnull=True),
            ),
        ]
