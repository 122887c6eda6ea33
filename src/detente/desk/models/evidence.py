"""Sealed bytes: level D, written in the transaction that receives the message."""

from __future__ import annotations

from django.db import models

from detente.desk.models.columns import one_of
from detente.desk.models.field import Channel, Message


class EvidenceItem(models.Model):
    """The exact bytes received, encrypted under a key of their own, their commitment in one ledger line.

    `wrapped` holds the item's key and salt under the desk's sealing key; destroying it destroys the bytes, and the
    ledger still verifies. `commitment` = SHA-256(salt ‖ SHA-256(bytes)).
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, db_index=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="evidence", db_index=False)
    revision_number = models.IntegerField()
    what = models.CharField(max_length=12, default="received")
    level = models.CharField(max_length=1, default="D")
    size = models.IntegerField()
    commitment = models.BinaryField()
    wrapped = models.BinaryField(null=True)
    ciphertext = models.BinaryField(null=True)
    sealed_at = models.DateTimeField()
    ledger_seq = models.BigIntegerField()
    leaf = models.IntegerField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("evidence_level", "level", ["A", "B", "C", "D"]),
            one_of("evidence_what", "what", ["received", "edited", "deleted", "readback", "stated"]),
            models.UniqueConstraint(fields=["id", "message"], name="evidence_message"),
            models.UniqueConstraint(fields=["ledger_seq", "leaf"], name="evidence_leaf"),
            models.CheckConstraint(
                name="evidence_erased_whole",
                condition=models.Q(erased_at__isnull=True, wrapped__isnull=False, ciphertext__isnull=False)
                | models.Q(erased_at__isnull=False, wrapped__isnull=True, ciphertext__isnull=True),
            ),
        ]
