"""The charter in its versions, and what was removed under it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from detente.contracts.capture import Level
from detente.desk.models.cases import Case, Reading
from detente.desk.models.columns import Worked, one_of
from detente.desk.models.evidence import EvidenceItem
from detente.desk.models.field import Channel, Message
from detente.rules.removal import RemovalState


class Charter(models.Model):
    """One published, immutable version of a brand's charter."""

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT)
    version = models.IntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "version"], name="charter_version")]


class Clause(models.Model):
    """One article of one version. `ground` is false for what can never justify a removal.

    `any_kind` marks the protective clauses (personal data, others' rights) that do not need a confirmed breach by kind.
    `evidence_level` is the least that must be sealed before it is carried out; it can only raise what the verb needs.
    """

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="clauses")
    number = models.IntegerField()
    key = models.CharField(max_length=40)
    title_fr = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    text_fr = models.TextField()
    text_en = models.TextField()
    ground = models.BooleanField()
    any_kind = models.BooleanField(default=False)
    may_hide = models.BooleanField()
    may_delete = models.BooleanField()
    provisional = models.BooleanField()
    approver = models.CharField(max_length=10, blank=True)
    evidence_level = models.CharField(max_length=1, default="D", db_default="D")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["charter", "number"], name="clause_number"),
            one_of("clause_evidence_level", "evidence_level", Level),
        ]


class Removal(Worked):
    """A hide or a deletion, from the request to the register.

    The database refuses it without clause, reason, sealed evidence, a reading confirmed by a person, and a decision by
    somebody other than the asker (see the first migration). What is carried out without a picture says why
    (`lesser_reason`), and a deletion has somebody's word for it (`override_by`).
    """

    brand = models.ForeignKey("accounts.Brand", on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="removals")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="removals")
    verb = models.CharField(max_length=10, default="hide")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT)
    quote = models.TextField()
    reason = models.TextField()
    evidence = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT)
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT)
    state = models.CharField(max_length=15, default="asked")
    provisional = models.BooleanField(default=False)
    confirm_by = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)
    notice = models.TextField()
    notice_sent_at = models.DateTimeField(null=True)
    contest_until = models.DateTimeField(null=True)
    contested_at = models.DateTimeField(null=True)
    contest_text = models.TextField(blank=True)
    contest_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    contest_decided_at = models.DateTimeField(null=True)
    wanted = models.CharField(max_length=10, blank=True)
    lesser_reason = models.CharField(max_length=20, blank=True, db_default="")
    override_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    override_reason = models.TextField(blank=True, db_default="")
    intended_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    restored_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("removal_state", "state", RemovalState),
            one_of("removal_verb", "verb", ["hide", "delete"]),
            one_of("removal_wanted", "wanted", ["", "hide", "delete", "restore"]),
            models.CheckConstraint(
                name="removal_reason", condition=~models.Q(reason="") & ~models.Q(quote="") & ~models.Q(notice="")
            ),
            models.CheckConstraint(
                name="removal_second_person",
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
            ),
            models.CheckConstraint(
                name="removal_decided",
                condition=models.Q(state__in=["asked", "provisional", "restored"]) | models.Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="removal_provisional_hide",
                condition=~models.Q(state="provisional")
                | models.Q(provisional=True, verb="hide", confirm_by__isnull=False),
            ),
            models.CheckConstraint(
                name="removal_override",
                condition=models.Q(override_by__isnull=True) | ~models.Q(override_reason=""),
            ),
            models.CheckConstraint(
                name="removal_intended_first",
                condition=models.Q(done_at__isnull=True) | models.Q(intended_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["message"],
                name="removal_one_live",
                condition=models.Q(state__in=["asked", "approved", "provisional", "done", "contested", "upheld"]),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="removal_due", condition=~models.Q(wanted="")),
            models.Index(fields=["brand", "-asked_at"], name="removal_register"),
        ]
