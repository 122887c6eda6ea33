"""What arrives: channels, authors, conversations, messages and their revisions."""

from __future__ import annotations

from django.db import models

from detente.desk.models.columns import Worked, one_of


class Channel(Worked):
    """One connected account of ours. `due_at` says when it is polled next; `cursor` belongs to its connector.

    `checking`: its rights were asked and not yet found good; `removed`: nothing leaves or arrives, its past stays.
    `settings` answer the network's own questions; `secret` and `session` are encrypted. `budget` and `tally` are what
    the network last said of our allowance and of its own count. `problems` are sentences, [fr, en] each.
    """

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
    settings = models.JSONField(default=dict)
    session = models.BinaryField(null=True)
    session_renew_at = models.DateTimeField(null=True)
    session_until = models.DateTimeField(null=True)
    refresh_lease_until = models.DateTimeField(null=True)
    rights_until = models.DateTimeField(null=True)
    account_name = models.CharField(max_length=200, blank=True)
    software = models.CharField(max_length=100, blank=True)
    clock_skew_ms = models.IntegerField(null=True)
    checked_at = models.DateTimeField(null=True)
    problems = models.JSONField(default=list)
    budget = models.JSONField(default=dict)
    tally = models.JSONField(default=dict)
    delay_ms = models.IntegerField(null=True)
    streaming_since = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("channel_state", "state", ["checking", "active", "paused", "trouble", "removed"]),
            models.UniqueConstraint(
                fields=["brand", "name"], name="channel_name", condition=models.Q(removed_at__isnull=True)
            ),
        ]


class ChannelTask(Worked):
    """Work on a channel beside its polls: `probe` its rights, `backfill` its past, `recheck` its items by id.

    `cursor` belongs to the connector (backfill); `progress` is what people see: seen, new, since, reached, error.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="waiting")
    since = models.DateTimeField(null=True)
    cursor = models.JSONField(null=True)
    progress = models.JSONField(default=dict)
    trouble = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("channeltask_kind", "kind", ["probe", "backfill", "recheck"]),
            one_of("channeltask_state", "state", ["waiting", "done", "stopped"]),
            models.UniqueConstraint(fields=["channel", "kind"], name="channeltask_one"),
        ]
        indexes = [models.Index(fields=["due_at", "id"], name="channeltask_due", condition=models.Q(state="waiting"))]


class Hole(models.Model):
    """A stretch of time in which a channel may have missed something; shown until it was filled or accepted."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="holes")
    since = models.DateTimeField()
    until = models.DateTimeField()
    why = models.CharField(max_length=40)
    found_at = models.DateTimeField()
    filled_at = models.DateTimeField(null=True)
    filled_how = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="hole_forward", condition=models.Q(until__gte=models.F("since"))),
        ]
        indexes = [models.Index(fields=["channel"], name="hole_open", condition=models.Q(filled_at__isnull=True))]


class KeptAside(models.Model):
    """Something that arrived and could not be taken in: its reason, its size, its first bytes (encrypted)."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="aside")
    source = models.CharField(max_length=10)
    reason_fr = models.CharField(max_length=300)
    reason_en = models.CharField(max_length=300)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    excerpt = models.BinaryField(null=True)
    times = models.IntegerField(default=1)
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("keptaside_source", "source", ["poll", "stream", "push", "import", "backfill"]),
            models.UniqueConstraint(fields=["channel", "digest", "reason_en"], name="keptaside_once"),
        ]


class Author(models.Model):
    """Whoever the network identifies. A typed name never identifies anyone.

    No foreign key below here has an index of its own where another index begins with it: the composite keys are checked
    once a row, and on a young desk the planner takes the wrong one of two that look alike.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, db_index=False)
    external_id = models.CharField(max_length=300)
    handle = models.CharField(max_length=200, blank=True)
    display_name = models.CharField(max_length=200, blank=True)
    first_seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="author_external")]


class Conversation(models.Model):
    """One thread on the network, named by its root."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, db_index=False)
    external_id = models.CharField(max_length=300)
    title = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    first_seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="conversation_external")]


class Message(Worked):
    """One public message, theirs or ours. Its words live in its revisions; `read_state` makes it a unit of work.

    `reference` is what its connector needs to answer it. `private`: addressed to us alone. `denied`: what the network
    does not let us do with it, {verb: {"state", "reason": [fr, en], "remedy": [fr, en]}}. `elsewhere`: ours, but not
    written through this desk. `checked_at`: last seen on the network; `state_at`: since when it is in its state.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages", db_index=False)
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
    reference = models.JSONField(default=dict, db_default={})
    private = models.BooleanField(default=False, db_default=False)
    denied = models.JSONField(default=dict, db_default={})
    elsewhere = models.BooleanField(default=False, db_default=False)
    checked_at = models.DateTimeField(null=True)
    state_at = models.DateTimeField(null=True)

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
            models.Index(fields=["channel", "-posted_at"], name="message_our_replies", condition=models.Q(ours=True)),
            models.Index(
                fields=["channel", "checked_at"],
                name="message_recheck",
                condition=models.Q(ours=False, state__in=["visible", "hidden"]),
            ),
            models.Index(
                fields=["id"],
                name="message_unjudged",
                condition=models.Q(ours=True, case__isnull=True, parent__isnull=False),
            ),
        ]


class Revision(models.Model):
    """One state of a message's words. Appended, never overwritten (erasure redacts the text by one action)."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="revisions", db_index=False)
    number = models.IntegerField()
    text = models.TextField()
    text_hash = models.BinaryField()
    observed_at = models.DateTimeField()
    occurred_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="revision_number")]


class Tombstone(models.Model):
    """A deletion that arrived before what it deletes: the id only. The late creation is stored as deleted."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    external_id = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="tombstone_once")]
