"""Which reading of a message holds."""

from __future__ import annotations

from detente.desk.models import Case, Reading
from detente.desk.queries.threads import last_message


def latest_reading(message_id: int) -> Reading | None:
    """A person's last word on the message, else the machine's last guess, else nothing."""
    rows = Reading.objects.filter(message_id=message_id)
    return rows.filter(person__isnull=False).order_by("-id").first() or rows.order_by("-id").first()


def reading_of(case: Case) -> Reading | None:
    """The reading of the author's last message that stands."""
    last = last_message(case)
    return latest_reading(last.id) if last else None
