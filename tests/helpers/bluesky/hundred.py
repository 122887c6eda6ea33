"""A hundred answers in every awkward order, and what the desk made of them.

5 backdated, 7 of one claimed instant, 5 written as soon as their root is there, 3 deleted after two seconds; each author
answers each root at most once, so that each answer is a case of its own.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from tests.helpers.bluesky.desk import Watch, now
from tests.helpers.bluesky.people import Account, People, Post
from tests.helpers.wait import wait_until

SECONDS = 60.0
BACKDATED, TIED, QUICK, DELETED = 5, 7, 5, 3
PACE = 0.2
"""Seconds between two answers: five a second is a storm; more would measure the test network on a small machine."""


Job = tuple[Account, Post | None, datetime | None]
"""Who writes, under which root (None: one made for it this moment), and what time is claimed."""


@dataclass(frozen=True)
class Outcome:
    """Of so many answers: how many opened no case, more than one, and which deleted ones left no evidence.

    `deleted_seen`: how many deletions the desk knows. `delays`: seconds from the start of the post to its open case.
    """

    written: int
    lost: int
    doubled: int
    deleted_without_evidence: int
    deleted_seen: int
    delays: tuple[float, ...]

    @property
    def exact(self) -> bool:
        """Whether each opened exactly once and nothing deleted was forgotten."""
        return not (self.lost or self.doubled or self.deleted_without_evidence)


def crowd(people: People, count: int) -> list[Account]:
    """So many accounts, made side by side."""
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda number: people.account(f"voice{number}"), range(count)))


@dataclass
class Hundred:
    """One run: `voices` answer `roots` fresh roots of the brand."""

    people: People
    brand: Account
    voices: Sequence[Account]
    roots: int
    seed: int
    pace: float = PACE

    def run(self, watch: Watch) -> Outcome:
        """Write everything, wait until all of it opened, and count."""
        watch.begin()
        settled = [self.people.settled_root(self.brand, f"Annonce {self.seed}-{n}") for n in range(self.roots)]
        pairs = [(voice, root) for voice, root in product(self.voices, settled)]
        dice = random.Random(self.seed)
        dice.shuffle(pairs)
        self.began: dict[str, float] = {}
        self._lock = threading.Lock()
        at_once = now() - timedelta(seconds=5)
        backdated, tied, deleted, plain = _parts(pairs, BACKDATED, TIED, DELETED)
        jobs: list[Job] = [(*pair, now() - timedelta(days=1 + n * 9)) for n, pair in enumerate(backdated)]
        jobs += [(*pair, at_once) for pair in tied]
        jobs += [(*pair, None) for pair in [*deleted, *plain]]
        dice.shuffle(jobs)
        quick = [(voice, None, None) for voice in dice.sample(list(self.voices), QUICK)]
        every = [*jobs, *quick]
        dice.shuffle(every)
        self._deleting = {(voice.did, root.uri) for voice, root in deleted}
        start = time.monotonic()
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda one: self._in_turn(start, *one), enumerate(every)))
        withdrawn = [uri for uri, deleted_soon in made if deleted_soon]
        uris = [uri for uri, _ in made]
        self._wait(watch, uris)
        return self._outcome(watch, uris, withdrawn)

    def _in_turn(self, start: float, turn: int, job: Job) -> tuple[str, bool]:
        """Write one answer when its turn comes; the address, and whether it was deleted two seconds later."""
        time.sleep(max(0.0, start + turn * self.pace - time.monotonic()))
        voice, root, at = job
        under = root or self.brand.post(f"À l’instant {self.seed}-{turn}")
        began = time.monotonic()
        text = f"La bouilloire fuit et personne ne répond depuis {self.seed} jours, c’est inadmissible."
        post = voice.post(text, under.reply, at=at)
        with self._lock:
            self.began[post.uri] = began
        soon = root is not None and (voice.did, root.uri) in self._deleting
        if soon:
            time.sleep(max(0.0, began + 2 - time.monotonic()))
            voice.delete(post.uri)
        return post.uri, soon

    def _wait(self, watch: Watch, uris: Sequence[str]) -> None:
        def all_opened() -> bool:
            return all(uri in watch.opened for uri in uris)

        try:
            wait_until(all_opened, seconds=SECONDS, what="every answer to open a case")
        except AssertionError:
            return

    def _outcome(self, watch: Watch, uris: Sequence[str], withdrawn: Sequence[str]) -> Outcome:
        from detente.desk.models import EvidenceItem, Message

        rows = Message.objects.filter(external_id__in=uris)
        cases = [case for case in rows.values_list("case_id", flat=True) if case]
        sealed = EvidenceItem.objects.filter(message__external_id__in=withdrawn, what="received")
        return Outcome(
            written=len(uris),
            lost=len(uris) - len(cases),
            doubled=(rows.count() - len(set(rows.values_list("external_id", flat=True))))
            + len(cases)
            - len(set(cases)),
            deleted_without_evidence=len(withdrawn) - sealed.values("message_id").distinct().count(),
            deleted_seen=rows.filter(external_id__in=withdrawn, state="deleted").count(),
            delays=tuple(watch.opened[uri] - self.began[uri] for uri in uris if uri in watch.opened),
        )


def _parts(pairs: Sequence[tuple[Account, Post]], *sizes: int) -> list[Sequence[tuple[Account, Post]]]:
    """The first so many, the next so many, …, and the rest."""
    parts, start = [], 0
    for size in sizes:
        parts.append(pairs[start : start + size])
        start += size
    return [*parts, pairs[start:]]
