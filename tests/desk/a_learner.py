"""A learner that counts: its answers are set by the test, and it remembers what it was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tests.desk.full_reading import read_in_full
from tests.desk.makers import NOON, an_item, created

from detente.accounts.models import Person
from detente.contracts.learning import Lesson, Share, Taught
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Channel


class Counting:
    """Right answers: `before` and `after` of every held-back message."""

    def __init__(self, before: int = 3, after: int = 4) -> None:
        self.before, self.after = before, after
        self.taught: list[Taught] = []
        self.held_back: list[Taught] = []

    def learn(self, taught: Sequence[Taught], held_back: Sequence[Taught]) -> Lesson:
        """Numbers that depend on the texts' ids only."""
        self.taught, self.held_back = list(taught), list(held_back)
        of = len(held_back)
        weights = bytes(one.reference % 251 for one in taught)
        return Lesson(
            weights,
            {"topic": Share(min(self.before, of), of), "irony": Share(0, 0)},
            {"topic": Share(min(self.after, of), of), "irony": Share(0, 0)},
        )


def corrected_messages(
    channel: Channel, person: Person, count: int, *, prefix: str = "c", now: datetime = NOON
) -> None:
    """As many cases whose topic this person corrected."""
    items = [
        an_item(f"{prefix}{number}", f"Message {number} sur le prix", author=f"{prefix}{number}")
        for number in range(count)
    ]
    receive(channel.id, created(*items), now=now)
    read_in_full(now)
    for case in Case.objects.filter(author__external_id__startswith=prefix, channel=channel).order_by("id"):
        correct_reading(person.id, case.id, case.messages.get().id, Correction(topic="price"), now=now)
