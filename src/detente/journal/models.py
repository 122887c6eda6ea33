"""Tables that only grow: the database refuses UPDATE, DELETE and TRUNCATE on events and ledger lines."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """A fact, written in the transaction of the row it tells about.

    `facts` holds ids, hashes, enum values, counts and times only: no text and no handle of anyone.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    name = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    brand_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "journal_event"
        indexes = [
            models.Index(fields=["case_id", "id"], name="event_case", condition=models.Q(case_id__isnull=False)),
            models.Index(fields=["subject_kind", "subject_id", "id"], name="event_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_actor_kind",
                condition=models.Q(actor_kind__in=["person", "system", "connector", "outside", "command"]),
            ),
        ]


class LedgerLine(models.Model):
    """One line of the hash chain: `hash = SHA-256(canonical JSON of the line without its hash)`.

    `root` is the root over the commitments of a batch (see `merkle.py`); `count` how many leaves it covers.
    """

    seq = models.BigIntegerField(primary_key=True)
    prev = models.BinaryField()
    at = models.DateTimeField()
    event = models.CharField(max_length=30)
    root = models.BinaryField()
    count = models.IntegerField()
    facts = models.JSONField(default=dict)
    hash = models.BinaryField()

    class Meta:
        db_table = "journal_ledger"


class LedgerHead(models.Model):
    """The one row that serialises appends; locked last in every transaction that seals."""

    id = models.SmallIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "journal_ledger_head"
        constraints = [models.CheckConstraint(name="ledger_head_is_one", condition=models.Q(id=1))]
