"""Tables of people, brands, roles and links. Every time is passed in; secrets of links are kept as hashes only."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from detente.contracts.people import MandateKind, Role
from detente.contracts.words import LANGUAGES

REVIEW_POLICIES = ("team", "alone", "auto")
THEMES = ("auto", "light", "dark")
ROLES = tuple(role.value for role in Role)
MANDATES = tuple(kind.value for kind in MandateKind)


def _one_of(name: str, field: str, values: tuple[str, ...]) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=models.Q(**{f"{field}__in": values}))


class Brand(models.Model):
    """Whom the desk answers for.

    `hours` is the JSON of opening hours (`{}` means always open), read by the rules of the clock in `time_zone`.
    `review_policy`: `team`, `alone`, or `auto` (team from two people on). `house`: how the brand writes, as
    `contracts.house.House` reads it. `airlock_seconds`: how long an approved text can be called back before it leaves.
    `sending_stopped_at`: since when nothing leaves at all, for anybody.
    """

    id = models.BigAutoField(primary_key=True)
    slug = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=64)
    hours = models.JSONField(default=dict)
    review_policy = models.CharField(max_length=5, default="auto")
    house = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    airlock_seconds = models.IntegerField(default=20, db_default=20)
    sending_stopped_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_brand"
        constraints = [
            _one_of("brand_language", "language", LANGUAGES),
            _one_of("brand_review_policy", "review_policy", REVIEW_POLICIES),
            models.CheckConstraint(name="brand_airlock", condition=models.Q(airlock_seconds__range=(0, 600))),
            models.CheckConstraint(name="brand_slug", condition=models.Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")),
        ]


class Person(AbstractBaseUser):
    """Somebody who works at the desk. Signs in with `email`, which is kept in lower case."""

    id = models.BigAutoField(primary_key=True)
    email = models.CharField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2)
    theme = models.CharField(max_length=5, default="auto")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    last_login = None

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        db_table = "accounts_person"
        constraints = [
            _one_of("person_language", "language", LANGUAGES),
            _one_of("person_theme", "theme", THEMES),
            models.CheckConstraint(name="person_email_lower", condition=models.Q(email=Lower("email"))),
        ]


class Membership(models.Model):
    """One role of one person in one brand; a person may hold several.

    `department_id` says of which department an expert is; `on_duty` whether alerts reach the person. `chain_place`: in
    which order reviewers are asked (1 first); without it they come after the others.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=13)
    department_id = models.BigIntegerField(null=True)
    on_duty = models.BooleanField(default=True)
    chain_place = models.SmallIntegerField(null=True)
    active = models.BooleanField(default=True)
    since = models.DateTimeField()

    class Meta:
        db_table = "accounts_membership"
        constraints = [
            models.UniqueConstraint(fields=["person", "brand", "role"], name="membership_once"),
            _one_of("membership_role", "role", ROLES),
        ]
        indexes = [models.Index(fields=["brand", "role"], name="membership_brand")]


class MandateHeld(models.Model):
    """A say that a person holds on one matter of a brand."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="mandates")
    mandate = models.CharField(max_length=7)
    since = models.DateTimeField()

    class Meta:
        db_table = "accounts_mandate"
        constraints = [
            models.UniqueConstraint(fields=["person", "brand", "mandate"], name="mandate_once"),
            _one_of("mandate_kind", "mandate", MANDATES),
        ]


class Invitation(models.Model):
    """A one-time link by which a colleague joins; the link itself is never stored, only its SHA-256."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="invitations")
    roles = models.JSONField(default=list)
    mandates = models.JSONField(default=list)
    department_id = models.BigIntegerField(null=True)
    email = models.CharField(max_length=254, default="", blank=True)
    token_hash = models.BinaryField(unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "accounts_invitation"
        constraints = [
            models.CheckConstraint(
                name="invitation_used_by_somebody",
                condition=models.Q(used_at__isnull=True, used_by__isnull=True)
                | models.Q(used_at__isnull=False, used_by__isnull=False),
            ),
        ]


class FirstRunLink(models.Model):
    """The one-time link that makes the first person; only its SHA-256 is stored."""

    id = models.BigAutoField(primary_key=True)
    token_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_first_run_link"


class SignInTry(models.Model):
    """One attempt to sign in, under a keyed hash of what is limited (email and address, or address alone)."""

    id = models.BigAutoField(primary_key=True)
    key_hash = models.BinaryField()
    at = models.DateTimeField()
    ok = models.BooleanField()

    class Meta:
        db_table = "accounts_sign_in_try"
        indexes = [models.Index(fields=["key_hash", "at"], name="sign_in_try_key")]
