"""The hour as a ledger of promises: departments, hand-offs, promises."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from detente.desk.models.cases import Case
from detente.desk.models.columns import one_of
from detente.desk.models.replies import Publication
from detente.rules.handoff import HandOffState
from detente.rules.promise import PromiseState


class Department(models.Model):
    """A part of the house that knows the answer. `minutes` is how long it has to answer a hand-off."""

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    email = models.CharField(max_length=200, blank=True)
    minutes = models.IntegerField(default=30)
    closed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "name"], name="department_name")]


class HandOff(models.Model):
    """A question to a department, with a clock of its own."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hand_offs")
    department = models.ForeignKey(Department, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, default="asked")
    question = models.TextField()
    answer = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("hand_off_state", "state", HandOffState),
            models.UniqueConstraint(
                fields=["case", "department"],
                name="hand_off_one_open",
                condition=models.Q(state__in=["asked", "accepted", "overdue"]),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="hand_off_due", condition=models.Q(state__in=["asked", "accepted"]))
        ]


class Promise(models.Model):
    """An "I will come back at…" that left with a publication. Kept or broken, never forgotten."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="promises")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="promises")
    state = models.CharField(max_length=10, default="open")
    quote = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    kept_by = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("promise_state", "state", PromiseState),
            models.UniqueConstraint(fields=["publication", "due_at"], name="promise_once"),
        ]
        indexes = [models.Index(fields=["due_at"], name="promise_due", condition=models.Q(state="open"))]
