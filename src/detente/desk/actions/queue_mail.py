"""Put mails in the queue: each reader in their own language, once per occasion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from detente.contracts.actors import SYSTEM
from detente.desk.actions.notify import wake_workers
from detente.desk.duty import MailReader
from detente.desk.letters import Letter
from detente.desk.models import Mail
from detente.journal.record import Entry, record_many

Post = tuple[Letter, Iterable[MailReader]]


def queue_mail(letter: Letter, readers: Iterable[MailReader], *, now: datetime) -> int:
    """Queue one letter to its readers; returns how many were new. Call it inside the transaction of its cause."""
    return queue_mails([(letter, readers)], now=now)


def queue_mails(posts: Sequence[Post], *, now: datetime) -> int:
    """Queue many letters in one statement. Who already had a mail about an occasion gets no second one."""
    wanted = {(letter.about, reader.email): (letter, reader) for letter, readers in posts for reader in readers}
    known = set(Mail.objects.filter(about__in={about for about, _ in wanted}).values_list("about", "to"))
    fresh = [pair for key, pair in wanted.items() if key not in known]
    if not fresh:
        return 0
    Mail.objects.bulk_create([_row(letter, reader, now) for letter, reader in fresh], ignore_conflicts=True)
    record_many(_entries([letter for letter, _ in fresh]), at=now)
    wake_workers("mail")
    return len(fresh)


def _row(letter: Letter, reader: MailReader, now: datetime) -> Mail:
    return Mail(
        about=letter.about,
        case_id=letter.case_id,
        to=reader.email,
        subject=letter.subject.in_(reader.language).replace("\n", " ").replace("\r", " ")[:300],
        body=letter.body.in_(reader.language),
        made_at=now,
        due_at=now,
    )


def _entries(letters: Sequence[Letter]) -> list[Entry]:
    counts: dict[str, int] = {}
    for letter in letters:
        counts[letter.about] = counts.get(letter.about, 0) + 1
    occasions = {letter.about: letter for letter in letters}
    return [
        Entry(
            "mail.queued", SYSTEM, "mail", None, one.brand_id, one.case_id, {"about": about, "readers": counts[about]}
        )
        for about, one in occasions.items()
    ]
