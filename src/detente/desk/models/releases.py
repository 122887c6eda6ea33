"""What a network holds and a person lets appear."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from detente.desk.models.cases import Case
from detente.desk.models.columns import Worked, one_of
from detente.desk.models.field import Channel, Message


class Release(Worked):
    """A person's word that a message may appear; a worker tells the network. Nothing is removed: no charter speaks."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="releases")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="releases")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    done_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("release_state", "state", ["waiting", "done", "failed"]),
            models.UniqueConstraint(
                fields=["message"], name="release_one_waiting", condition=models.Q(state="waiting")
            ),
        ]
        indexes = [models.Index(fields=["due_at", "id"], name="release_due", condition=models.Q(state="waiting"))]
