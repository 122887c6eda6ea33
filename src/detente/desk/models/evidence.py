"""What is sealed: the bytes received (level D, with the message) and what was kept of pages (levels A to C)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from detente.contracts.capture import Level, Stop
from detente.desk.models.columns import Worked, one_of
from detente.desk.models.field import Channel, Conversation, Message

WHY_CAPTURED = ("first", "edited", "deleted", "hour", "day", "readback", "asked")
"""Why a picture is wanted: first sight, an edit, a deletion, a visit an hour or a day later, our reply, a person."""


class Bundle(models.Model):
    """One visit of a page, or one file of a colleague, as a sealed folder: an encrypted file in the evidence folder.

    `commitment` = SHA-256 of its salted manifest, in one ledger line of its own; `cipher_hash` = SHA-256 of the file as
    it lies on disk, so that it can be checked without its key. `wrapped` is the file's key under the desk's sealing
    key; `stored` its name in the vault. Erasing destroys both, and the ledger still verifies.
    """

    key = models.CharField(max_length=26, unique=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, db_index=False)
    level = models.CharField(max_length=1)
    commitment = models.BinaryField()
    cipher_hash = models.BinaryField()
    size = models.BigIntegerField()
    wrapped = models.BinaryField(null=True)
    stored = models.CharField(max_length=80, blank=True)
    sealed_at = models.DateTimeField()
    ledger_seq = models.BigIntegerField(unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("bundle_level", "level", Level),
            models.CheckConstraint(
                name="bundle_erased_whole",
                condition=(models.Q(erased_at__isnull=True, wrapped__isnull=False) & ~models.Q(stored=""))
                | models.Q(erased_at__isnull=False, wrapped__isnull=True, stored=""),
            ),
        ]


class EvidenceItem(models.Model):
    """Sealed bytes about one version of one message, encrypted under a key of their own.

    Level D: what the network gave us. A and B: the picture (PNG, or the file a colleague kept); C: our rendering of D.
    `bundle`: the sealed folder it came in. `wrapped` holds the item's key and salt under the desk's sealing key;
    destroying it destroys the bytes, and the ledger still verifies. `commitment` = SHA-256(salt ‖ SHA-256(bytes)).
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, db_index=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="evidence", db_index=False)
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="items", null=True, db_index=False)
    revision_number = models.IntegerField()
    what = models.CharField(max_length=14, default="received")
    level = models.CharField(max_length=1, default="D")
    media_type = models.CharField(max_length=60, blank=True, db_default="")
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
            one_of("evidence_level", "level", Level),
            one_of(
                "evidence_what",
                "what",
                ["received", "edited", "deleted", "readback", "stated", "picture", "reconstruction", "operator"],
            ),
            models.UniqueConstraint(fields=["id", "message"], name="evidence_message"),
            models.UniqueConstraint(fields=["ledger_seq", "leaf"], name="evidence_leaf"),
            models.CheckConstraint(
                name="evidence_erased_whole",
                condition=models.Q(erased_at__isnull=True, wrapped__isnull=False, ciphertext__isnull=False)
                | models.Q(erased_at__isnull=False, wrapped__isnull=True, ciphertext__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["bundle"], name="evidence_bundle", condition=models.Q(bundle__isnull=False))]


class Capture(Worked):
    """A picture that is wanted of one version of one message; those of one conversation are taken in one visit.

    `level`: what this capture reached (A, C, or empty while it waits); `stopped_by` and `detail`: why it did not climb
    higher, in a code and in numbers. `evidence`: the sealed picture or rendering.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="captures", db_index=False)
    revision_number = models.IntegerField()
    why = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="waiting")
    level = models.CharField(max_length=1, blank=True)
    stopped_by = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    evidence = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, null=True, related_name="+")
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, null=True, related_name="captures")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("capture_why", "why", WHY_CAPTURED),
            one_of("capture_state", "state", ["waiting", "done"]),
            one_of("capture_level", "level", ["", *Level]),
            one_of("capture_stopped_by", "stopped_by", ["", *Stop]),
            models.UniqueConstraint(
                fields=["message", "revision_number", "why"], name="capture_once", condition=~models.Q(why="asked")
            ),
            models.UniqueConstraint(
                fields=["message", "why"], name="capture_asked_once", condition=models.Q(why="asked", state="waiting")
            ),
            models.CheckConstraint(
                name="capture_done", condition=models.Q(state="waiting") | models.Q(done_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="capture_due", condition=models.Q(state="waiting")),
            models.Index(fields=["conversation", "due_at"], name="capture_page", condition=models.Q(state="waiting")),
            models.Index(fields=["message", "id"], name="capture_message"),
        ]


class Stamp(Worked):
    """The time that an outside authority put on a bundle's manifest, or on the head of the ledger (a checkpoint).

    `response` is its whole RFC 3161 answer; it is kept before it is verified. `genuine` null: not verified yet.
    """

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, null=True, related_name="stamps")
    ledger_seq = models.BigIntegerField(null=True)
    authority = models.CharField(max_length=40)
    qualified = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="waiting")
    digest = models.BinaryField()
    request = models.BinaryField(null=True)
    response = models.BinaryField(null=True)
    certificates = models.TextField(blank=True)
    gen_time = models.DateTimeField(null=True)
    serial = models.CharField(max_length=80, blank=True)
    policy = models.CharField(max_length=80, blank=True)
    genuine = models.BooleanField(null=True)
    trouble = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    had_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("stamp_state", "state", ["waiting", "had", "failed"]),
            models.CheckConstraint(
                name="stamp_of_one_thing",
                condition=models.Q(bundle__isnull=True, ledger_seq__isnull=False)
                | models.Q(bundle__isnull=False, ledger_seq__isnull=True),
            ),
            models.CheckConstraint(
                name="stamp_had", condition=~models.Q(state="had") | models.Q(response__isnull=False)
            ),
            models.UniqueConstraint(fields=["bundle", "authority"], name="stamp_bundle_once"),
            models.UniqueConstraint(
                fields=["ledger_seq", "authority"], name="stamp_line_once", condition=models.Q(bundle__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["due_at", "id"], name="stamp_due", condition=models.Q(state="waiting"))]


class LedgerCheck(models.Model):
    """One whole verification: every line of the chain, every sealed item, every file of the vault.

    `broken_at`: the first line that does not hold. `items`, `bundles` and `stamps` are numbers of rows that do not
    match what was sealed, `missing` those of `bundles` whose file is gone, `keys` names of keys that could not be
    read. `opened`: items whose bytes were opened and hashed again.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    lines = models.BigIntegerField()
    broken_at = models.BigIntegerField(null=True)
    items_seen = models.BigIntegerField()
    opened = models.BigIntegerField(default=0)
    items = models.JSONField(default=list)
    bundles_seen = models.BigIntegerField()
    bundles = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    stamps_seen = models.BigIntegerField(default=0)
    stamps = models.JSONField(default=list)
    keys = models.JSONField(default=list)
    seconds = models.FloatField()

    @property
    def whole(self) -> bool:
        """Whether everything held."""
        return self.broken_at is None and not (self.items or self.bundles or self.stamps or self.keys)


class Hold(models.Model):
    """A legal hold on a case: nothing of it is erased while a claim is real. It has a reason and a review date."""

    case = models.ForeignKey("desk.Case", on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    review_on = models.DateField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lift_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="hold_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="hold_lifted",
                condition=models.Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | (models.Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~models.Q(lift_reason="")),
            ),
            models.UniqueConstraint(fields=["case"], name="hold_one", condition=models.Q(lifted_at__isnull=True)),
        ]


class EvidenceShare(models.Model):
    """A link that shows the evidence of one message to somebody outside, until it expires. Its hash only is kept."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="shares")
    token_hash = models.BinaryField(unique=True)
    note = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    opened = models.IntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="share_expires", condition=models.Q(expires_at__gt=models.F("made_at")))
        ]
        indexes = [models.Index(fields=["message"], name="share_message", condition=models.Q(ended_at__isnull=True))]
