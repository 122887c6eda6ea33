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
