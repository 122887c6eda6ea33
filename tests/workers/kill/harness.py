"""A network, texts to publish under its comments, workers that die, and what stands on the network afterwards."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from tests.helpers.wait import wait_until
from tests.workers.kill.networks import NETWORKS, Network
from tests.workers.kill.worker import class_of

from detente.accounts.models import Brand, Membership, Person
from detente.channels.testkit.faults import Fault
from detente.contracts.actors import COMMAND, Actor
from detente.contracts.analysis import ReadingResult, Sentiment, Topic, Urgency
from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.desk.actions._replies import hash_of
from detente.desk.actions.channels import connect_channel, connection_of, lock_secret
from detente.desk.actions.queue_publication import queue_publication
from detente.desk.actions.read_messages import claim_unread, write_readings
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Channel, Draft, DraftRevision, Publication, Review
from detente.desk.queries.threads import bound_thread, last_message
from detente.net import AllowedOrigins, WayOut
from detente.rules.publication import PublicationState

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of so many texts: how many stand once, more than once and not at all on the network; how many the desk saw there.

    `requests`: publishing writes that reached the network; `person`: how many the desk left to a person.
    """

    runs: int
    once: int
    doubled: int
    missing: int
    seen: int
    requests: int
    person: int = 0

    @property
    def exact(self) -> bool:
        """Whether every text stands exactly once and the desk knows it."""
        return self.once == self.seen == self.runs

    @property
    def careful(self) -> bool:
        """Whether nothing stands twice, and whatever the desk could not see is with a person."""
        return self.doubled == 0 and self.seen + self.person == self.runs


class Workers:
    """Worker processes, forked from one that has imported everything."""

    def __init__(self, database: str, origin: str) -> None:
        environment = os.environ | {
            "DATABASE_URL": _as_url(database),
            "DETENTE_KEYS": str(settings.DETENTE_KEYS),
            "DETENTE_ALLOWED_ORIGINS": origin,
            "DJANGO_SETTINGS_MODULE": "detente.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        command = [sys.executable, "-m", "tests.workers.kill.worker"]
        self._parent = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, count: int, make: str, step: str = "", work: str = "publish") -> list[int]:
        """Start so many workers with this connector (`module:class`); with a step, each dies when it comes there."""
        return self._ask({"start": count, "step": step, "make": make, "work": work})

    def wait(self, ids: list[int]) -> list[int]:
        """Wait for their deaths; how each ended."""
        return self._ask({"await": ids}) if ids else []

    def kill(self, ids: list[int]) -> list[int]:
        """SIGKILL, now."""
        return self._ask({"kill": ids})

    def end(self, ids: list[int]) -> list[int]:
        """SIGTERM."""
        return self._ask({"end": ids})

    def close(self) -> None:
        """End the parent."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.close()
        self._parent.wait(10)
        self._parent.stdout.close()

    def _ask(self, order: dict[str, object]) -> list[int]:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(json.dumps(order) + "\n")
        self._parent.stdin.flush()
        answer = json.loads(self._parent.stdout.readline())
        assert isinstance(answer, list)
        return answer


@dataclass
class Harness:
    """One desk, one network, one proxy between them."""

    channel: Channel
    writer: Person
    reviewer: Person
    network: Network
    workers: Workers
    texts: int = 0

    @property
    def writes(self) -> int:
        """How many writes that publish have reached the network."""
        return sum(bool(re.search(self.network.publishing, seen.path)) for seen in self.network.proxy.writes)

    def fail(self, fault: Fault, times: int | None = None) -> None:
        """Let the network fail when it is asked to publish."""
        self.network.proxy.fail(fault, times=times, path=self.network.publishing)

    def run(self, step: str, runs: int, mode: str = "", *, fault: Fault = Fault.OK) -> Outcome:
        """Kill `runs` workers at `step`, one text each; let two others take over until everything came to rest."""
        ours, before = self.queue(runs), self.writes
        self.fail(fault, None if fault is Fault.OK else runs)
        dying = self.workers.start(runs, self.network.make[mode], step)
        deaths = self.workers.wait(dying)
        assert deaths == [-9] * runs, f"{step}: workers ended with {deaths}, not by SIGKILL"
        self.fail(Fault.OK)
        return self._take_over(ours, mode, before)

    def run_in_request(self, runs: int, mode: str = "", *, committed: bool) -> Outcome:
        """Kill `runs` workers while their request is under way: before the page has it, or after it was written."""
        ours, before = self.queue(runs), self.writes
        self.fail(Fault.HOLD_AFTER if committed else Fault.HOLD_BEFORE, runs)
        dying = self.workers.start(runs, self.network.make[mode], "in_request")
        wait_until(lambda: self.writes >= before + runs, seconds=SECONDS, what="the requests to be under way")
        if committed:
            wait_until(lambda: self.on_page(ours) >= runs, seconds=SECONDS, what="the network to have written")
        assert self.workers.kill(dying) == [-9] * runs
        self.fail(Fault.OK)
        self.network.proxy.release()
        if not committed:
            wait_until(lambda: self.on_page(ours) >= runs, seconds=SECONDS, what="the late requests to arrive")
        return self._take_over(ours, mode, before)

    def run_fault(self, fault: Fault, runs: int, mode: str = "") -> Outcome:
        """No death: the network fails once for each text."""
        ours, before = self.queue(runs), self.writes
        self.fail(fault, runs)
        outcome = self._take_over(ours, mode, before)
        self.fail(Fault.OK)
        self.network.proxy.release()
        return outcome

    def queue(self, count: int) -> list[int]:
        """Comments on the network, received like any other, each with an approved text in the queue: their ids."""
        first = self.texts + 1
        self.texts += count
        numbers = range(first, self.texts + 1)
        self.network.post([f"Panneau {number} toujours éteint, merci de le réparer." for number in numbers])
        now = datetime.now(UTC)
        self._receive(now)
        cases = Case.objects.filter(state="open", brand=self.channel.brand_id).exclude(
            id__in=Publication.objects.values("case_id")
        )
        return [self._approve(case, now) for case in cases.order_by("id")]

    def on_page(self, publications: list[int]) -> int:
        """How many replies of these texts the network holds."""
        return sum(self._counts(publications).values())

    def _counts(self, publications: list[int]) -> dict[int, int]:
        """How many replies of ours stand on the network under the comment of each publication."""
        under = dict(Publication.objects.filter(id__in=publications).values_list("id", "recipient__external_id"))
        found = self.network.count(list(under.values()))
        return {publication: found.get(parent, 0) for publication, parent in under.items()}

    def _receive(self, now: datetime) -> None:
        make = class_of(next(iter(self.network.make.values())))
        connector = make(connection_of(self.channel), WayOut(AllowedOrigins([self.network.proxy.origin])))
        cursor, more = Channel.objects.values_list("cursor", flat=True).get(id=self.channel.id) or None, True
        while more:
            batch = connector.poll(cursor, now=now)
            receive(self.channel.id, batch.changes, now=now, cursor=batch.next_cursor)
            cursor, more = batch.next_cursor, batch.more
        unread = claim_unread(limit=10_000, lease=timedelta(seconds=60), now=now)
        write_readings(unread, [_reading(one.claim.id) for one in unread], engine="harness", now=now)

    def _approve(self, case: Case, now: datetime) -> int:
        """The rows of a submitted and approved draft; the actions that write them have tests of their own."""
        recipient = last_message(case)
        assert recipient is not None
        text = f"Bonjour, le panneau de la demande {case.id} est réparé ce soir. Merci de l’avoir signalé."
        draft = Draft.objects.create(
            case=case, recipient=recipient, channel=self.channel, writer=self.writer, made_at=now, state="approved"
        )
        bound = {"draft": draft, "text_hash": hash_of(text), "writer": self.writer}
        revision = DraftRevision.objects.create(number=1, text=text, at=now, sealed_at=now, **bound)
        review = Review.objects.create(
            revision_number=1,
            reviewer=self.reviewer,
            decision="approved",
            recipient=recipient,
            recipient_revision=1,
            channel=self.channel,
            thread_state=bound_thread(recipient).hash,
            face_to_face=True,
            at=now,
            expires_at=now + timedelta(hours=1),
            **bound,
        )
        return _queue(draft, revision, review, self.reviewer, now)

    def _take_over(self, ours: list[int], mode: str, before: int) -> Outcome:
        _leases_run_out()
        ids = self.workers.start(2, self.network.make[mode])
        try:
            wait_until(lambda: _at_rest(ours), seconds=SECONDS, what=f"every publication to come to rest ({mode})")
        finally:
            self.workers.end(ids)
        counts = self._counts(ours)
        states = Publication.objects.filter(id__in=ours)
        return Outcome(
            runs=len(ours),
            once=sum(count == 1 for count in counts.values()),
            doubled=sum(count > 1 for count in counts.values()),
            missing=sum(count == 0 for count in counts.values()),
            seen=states.filter(state=PublicationState.VISIBLE).count(),
            requests=self.writes - before,
            person=states.filter(state=PublicationState.HUMAN).count(),
        )


@contextmanager
def harness(database: str, network: str = "publicpage", *running: object) -> Iterator[Harness]:
    """Everything, on a database of its own that Django's default connection points at.

    `running`: the server of the network, where the run has one already; it is left running.
    """
    now = datetime.now(UTC)
    brand = Brand.objects.create(
        slug=network.replace("_", "-"),
        name=network,
        language="fr",
        time_zone="Europe/Paris",
        review_policy="team",
        airlock_seconds=0,
        created_at=now,
    )
    with NETWORKS[network](*running) as made:
        workers = Workers(database, made.proxy.origin)
        try:
            people = (_person(brand, f"Salomé {network}", now), _person(brand, f"Malo {network}", now))
            yield Harness(_channel(brand, made, now), *people, made, workers)
        finally:
            made.proxy.release()
            workers.close()


def _channel(brand: Brand, network: Network, now: datetime) -> Channel:
    told = network.connection
    channel_id = connect_channel(
        brand.id,
        network=network.name,
        name=brand.name,
        base_url=told.base_url,
        secret=told.secret,
        actor=COMMAND,
        now=now,
        account_id=told.account_id,
    )
    session = lock_secret(told.session, brand.id) if told.session else None
    Channel.objects.filter(id=channel_id).update(settings=dict(told.settings), session=session, state="active")
    return Channel.objects.get(id=channel_id)


def _person(brand: Brand, name: str, now: datetime) -> Person:
    email = f"{name.lower().replace(' ', '-')}@desk.example"
    person = Person.objects.create(email=email, name=name, language="fr", created_at=now, password="!")
    Membership.objects.create(person=person, brand=brand, role=Role.REVIEWER, since=now)
    return person


def _queue(draft: Draft, revision: DraftRevision, review: Review, reviewer: Person, now: datetime) -> int:
    from django.db import transaction

    with transaction.atomic():
        return queue_publication(draft, revision, review, Actor.person(reviewer.id), now=now)


def _reading(reference: int) -> ReadingResult:
    return ReadingResult(
        reference,
        "fr",
        Kind.COMPLAINT,
        Sentiment.NEGATIVE,
        2,
        Urgency.NORMAL,
        Topic.PRODUCT,
        "Panneau éteint",
        "",
        False,
    )


def _leases_run_out() -> None:
    """What the passing of the lease does to the rows of a dead worker."""
    now = datetime.now(UTC)
    held = Publication.objects.filter(lease_until__isnull=False)
    held.update(lease_until=now, due_at=now)


def _at_rest(publications: list[int]) -> bool:
    resting = [
        PublicationState.VISIBLE,
        PublicationState.HUMAN,
        PublicationState.REFUSED,
        PublicationState.NOT_PUBLISHED,
    ]
    return not Publication.objects.filter(id__in=publications).exclude(state__in=resting).exists()


def _as_url(database: str) -> str:
    told = psycopg.conninfo.conninfo_to_dict(database)
    query = "&".join(f"{name}={told[name]}" for name in ("host", "user", "port") if told.get(name))
    password = f":{quote(str(told['password']), safe='')}@" if told.get("password") else ""
    return f"postgresql://{password}/{told['dbname']}?{query}"
