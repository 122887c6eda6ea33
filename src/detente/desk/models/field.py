"""What arrives: channels, authors, conversations, messages and their revisions."""

from __future__ import annotations

from django.db import models

from detente.desk.models.columns import Worked, one_of


class Channel(Worked):
    """One connected account of ours. `due_at` says when it is polled next; `cursor` belongs to its connector."""

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT, related_name="channels")
    network = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    base_url = models.CharField(max_length=500, blank=True)
    account_id = models.CharField(max_length=200, blank=True)
    secret = models.BinaryField(null=True)
    state = models.CharField(max_length=10, default="active")
    publishes = models.BooleanField(default=True)
    cursor = models.JSONField(default=dict)
    poll_seconds = models.IntegerField(default=2)
    last_success_at = models.DateTimeField(null=True)
    last_item_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("channel_state", "state", ["active", "paused", "trouble"]),
            models.UniqueConstraint(fields=["brand", "name"], name="channel_name"),
        ]


class Author(models.Model):
    """Whoever the network identifies. A typed name never identifies anyone."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    external_id = models.CharField(max_length=300)
    handle = models.CharField(max_length=200, blank=True)
    display_name = models.CharField(max_length=200, blank=True)
    first_seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="author_external")]


class Conversation(models.Model):
    """One thread on the network, named by its root."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    external_id = models.CharField(max_length=300)
    title = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    first_seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="conversation_external")]


class Message(Worked):
    """One public message, theirs or ours. Its words live in its revisions; `read_state` makes it a unit of work."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, null=True)
    case = models.ForeignKey("desk.Case", on_delete=models.PROTECT, null=True, related_name="messages")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    external_id = models.CharField(max_length=300)
    parent_external_id = models.CharField(max_length=300, blank=True)
    ours = models.BooleanField(default=False)
    is_review = models.BooleanField(default=False)
    historical = models.BooleanField(default=False)
    posted_at = models.DateTimeField()
    first_seen_at = models.DateTimeField()
    permalink = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, default="visible")
    revision_number = models.IntegerField(default=1)
    read_state = models.CharField(max_length=10, default="unread")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "external_id"], name="message_external"),
            models.UniqueConstraint(fields=["id", "channel"], name="message_channel"),
            one_of("message_state", "state", ["visible", "hidden", "deleted", "removed"]),
            one_of("message_read_state", "read_state", ["unread", "read", "failed"]),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="message_unread", condition=models.Q(read_state="unread")),
            models.Index(fields=["conversation", "posted_at"], name="message_thread"),
            models.Index(
                fields=["channel", "parent_external_id"],
                name="message_orphans",
                condition=models.Q(parent__isnull=True) & ~models.Q(parent_external_id=""),
            ),
        ]


class Revision(models.Model):
    """One state of a message's words. Appended, never overwritten (erasure redacts the text by one action)."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="revisions")
    number = models.IntegerField()
    text = models.TextField()
    text_hash = models.BinaryField()
    observed_at = models.DateTimeField()
    occurred_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="revision_number")]
