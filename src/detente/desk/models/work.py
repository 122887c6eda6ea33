"""Work that is not a row of the field: mails on duty, periodic chores, imports."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from detente.desk.models.columns import Worked, one_of
from detente.desk.models.field import Channel


class Mail(Worked):
    """A mail to somebody of the team. `about` makes it single: one mail per person and occasion."""

    about = models.CharField(max_length=120)
    case_id = models.BigIntegerField(null=True)
    to = models.CharField(max_length=200)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=10, default="queued")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("mail_state", "state", ["queued", "sent", "failed"]),
            models.UniqueConstraint(fields=["about", "to"], name="mail_once"),
        ]
        indexes = [models.Index(fields=["due_at"], name="mail_due", condition=models.Q(state="queued"))]


class Chore(Worked):
    """A periodic piece of work: one row that moves itself."""

    name = models.CharField(max_length=40, unique=True)
    every_seconds = models.IntegerField()
    last_done_at = models.DateTimeField(null=True)


class ImportRun(models.Model):
    """One file that was imported: what was new, known and refused (line numbers and reasons, no text)."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    file_hash = models.CharField(max_length=64)
    live = models.BooleanField()
    new = models.IntegerField()
    known = models.IntegerField()
    refused = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    at = models.DateTimeField()


class ImportUpload(Worked):
    """A file put here to be looked at before it is imported; its bytes go when it was, the row after a day.

    `mapping` is how it is to be read, and whether live. Once confirmed it is a unit of work: `progress` counts records
    (records, handled, new, known, revised, refused), `refused` holds [line, fr, en] of the lines that were refused.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="looked")
    progress = models.JSONField(default=dict)
    refused = models.JSONField(default=list)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [one_of("importupload_state", "state", ["looked", "waiting", "done", "cancelled", "failed"])]
        indexes = [models.Index(fields=["due_at", "id"], name="importupload_due", condition=models.Q(state="waiting"))]


class Hook(models.Model):
    """An address of somebody else's that hears what happens here, each delivery signed with its own secret."""

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT, related_name="hooks")
    name = models.CharField(max_length=120)
    url = models.CharField(max_length=1000)
    secret = models.BinaryField()
    hears = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="active")
    trouble = models.CharField(max_length=200, blank=True)
    place = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    last_success_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("hook_state", "state", ["active", "paused", "trouble", "removed"]),
            models.UniqueConstraint(fields=["brand", "name"], name="hook_name", condition=~models.Q(state="removed")),
        ]


class Delivery(Worked):
    """One event on its way to one hook, at least once: `key` stays the same for every try."""

    hook = models.ForeignKey(Hook, on_delete=models.PROTECT, related_name="deliveries")
    key = models.UUIDField(unique=True)
    event_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    body = models.TextField()
    state = models.CharField(max_length=10, default="queued")
    status = models.IntegerField(null=True)
    trouble = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("delivery_state", "state", ["queued", "delivered", "failed"]),
            models.UniqueConstraint(fields=["hook", "event_id"], name="delivery_once"),
        ]
        indexes = [models.Index(fields=["due_at", "id"], name="delivery_due", condition=models.Q(state="queued"))]


class PushSeen(models.Model):
    """The ids of pushes that were taken in, so that a replay brings nothing."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    delivery_id = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "delivery_id"], name="push_once")]
