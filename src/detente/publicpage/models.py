"""Rows of the public page. Every time is passed in; a page's numbers are given under its row's lock."""

from __future__ import annotations

from django.db import models

LANGUAGES = ("fr", "en")


class State(models.TextChoices):
    """What others see of a comment."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    DELETED = "deleted_by_author"


class Kind(models.TextChoices):
    """What happened to a comment, in the feed that a desk reads."""

    CREATED = "created"
    EDITED = "edited"
    DELETED = "deleted"
    HIDDEN = "hidden"
    RESTORED = "restored"
    CONTESTED = "contested"


class Page(models.Model):
    """One brand's page. `token_hash`: SHA-256 of the API token, which is shown once and kept nowhere."""

    slug = models.CharField(max_length=60, unique=True)
    brand_name = models.CharField(max_length=120)
    title_fr = models.CharField(max_length=120, blank=True)
    title_en = models.CharField(max_length=120, blank=True)
    hours_fr = models.CharField(max_length=300, blank=True)
    hours_en = models.CharField(max_length=300, blank=True)
    languages = models.JSONField()
    time_zone = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64)
    charter_url = models.CharField(max_length=500, blank=True)
    register_url = models.CharField(max_length=500, blank=True)
    next_change = models.BigIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="page_slug", condition=models.Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")),
        ]

    def __str__(self) -> str:
        return self.slug


class Visitor(models.Model):
    """A browser that kept our signed cookie; nothing more is known of who holds it."""

    public_id = models.CharField(max_length=26, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class Comment(models.Model):
    """One message: a visitor's, or a reply of the brand (`ours`). `thread` is its first message, None for that one.

    `reply_key`: the desk's key of a reply, for ever. `form_key`: the form it was sent with, so that a second click on
    the same form writes nothing. A message deleted by its author keeps no word, name or address of that person.
    """

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="comments")
    public_id = models.CharField(max_length=16, unique=True)
    thread = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="thread_comments")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="direct_replies")
    visitor = models.ForeignKey(Visitor, on_delete=models.PROTECT, null=True, related_name="comments")
    name = models.CharField(max_length=80, blank=True)
    email = models.CharField(max_length=254, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    revision = models.IntegerField(default=1)
    state = models.CharField(max_length=20, default=State.VISIBLE)
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    change_seq = models.BigIntegerField()
    ours = models.BooleanField(default=False)
    signed_as = models.CharField(max_length=80, blank=True)
    reply_key = models.CharField(max_length=200, null=True)
    form_key = models.CharField(max_length=40, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "reply_key"], name="reply_key_once"),
            models.UniqueConstraint(fields=["page", "form_key"], name="form_key_once"),
            models.CheckConstraint(name="comment_state", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="comment_whose",
                condition=models.Q(ours=True, visitor=None)
                | models.Q(ours=False, visitor__isnull=False, reply_key=None),
            ),
            models.CheckConstraint(
                name="comment_in_thread",
                condition=models.Q(thread=None, parent=None) | models.Q(thread__isnull=False, parent__isnull=False),
            ),
            models.CheckConstraint(
                name="deleted_keeps_no_word",
                condition=~models.Q(state=State.DELETED) | models.Q(text="", email="", name=""),
            ),
        ]
        indexes = [
            models.Index(fields=["page", "-posted_at", "-id"], condition=models.Q(thread=None), name="page_threads"),
            models.Index(fields=["thread", "posted_at", "id"], name="thread_order"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def root(self) -> Comment:
        """The first message of its thread."""
        return self.thread or self


class CommentRevision(models.Model):
    """Every text that a comment has shown, the present one included; emptied when its author deletes it."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="revisions")
    number = models.IntegerField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.comment_id}.{self.number}"


class Notice(models.Model):
    """What the author of a hidden comment reads: what, why, until when to contest; and what he answered."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="notices")
    text = models.TextField()
    clause_title = models.CharField(max_length=300)
    at = models.DateTimeField()
    contest_until = models.DateTimeField(null=True)
    contested_at = models.DateTimeField(null=True)
    contest_text = models.TextField(blank=True)
    restored_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment"], condition=models.Q(restored_at=None), name="one_standing_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class Change(models.Model):
    """One line of a page's feed. `seq` has no gap and follows the order of commits."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="changes")
    seq = models.BigIntegerField()
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10)
    revision = models.IntegerField()
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "seq"], name="change_once"),
            models.CheckConstraint(name="change_kind", condition=models.Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}/{self.seq}"


class FloodSalt(models.Model):
    """The random salt of one day's counters; destroyed afterwards, so that no old counter leads back to an address."""

    day = models.DateField(unique=True)
    salt = models.BinaryField()

    def __str__(self) -> str:
        return str(self.day)


class FloodCount(models.Model):
    """How many messages one salted sender posted in one window of time."""

    sender = models.CharField(max_length=64)
    window = models.CharField(max_length=40)
    count = models.IntegerField(default=0)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "window"], name="flood_window")]

    def __str__(self) -> str:
        return self.window
