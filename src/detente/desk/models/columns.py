"""Columns that several tables share."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.db import models


class Worked(models.Model):
    """A row that is also a unit of work: due at a time, leased by one worker, capped in attempts.

    Lease columns are the only ones that may follow the database's clock.
    """

    due_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)

    class Meta:
        abstract = True


def one_of(name: str, field: str, values: Iterable[str] | type[StrEnum]) -> models.CheckConstraint:
    """A CHECK that a text column holds one of the values of an enum."""
    return models.CheckConstraint(name=name, condition=models.Q(**{f"{field}__in": [str(value) for value in values]}))
