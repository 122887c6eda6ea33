"""A real desk around one of the kit's sites: its database, its listener, its sender. See `conformance_desk.Desk`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.workers.kill.harness import Harness, _channel, _person, _reading
from tests.workers.kill.networks import of_site

from detente.accounts.models import Brand
from detente.channels.testkit.site import Site
from detente.contracts.network import Change
from detente.desk.actions.read_messages import claim_unread, write_readings
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Channel, Hole, KeptAside, Message, Publication, Revision
from detente.workers import listen
from detente.workers.publish import Sender
from detente.workers.reconcile import Looker


class _Died(BaseException):
    """The process is no more."""


@dataclass
class DeskOfSite:
    """See `detente.channels.testkit.conformance_desk.Desk`."""

    site: Site
    desk: Harness
    ahead: timedelta = timedelta()

    @property
    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def listen(self, *, crash: bool = False) -> None:
        for _ in range(20):
            Channel.objects.update(due_at=self.now, lease_until=None)
            connect = (lambda _: _Dying(self.site.connector())) if crash else (lambda _: self.site.connector())
            with suppress(_Died):
                listen.Listener(connect, clock=lambda: self.now).step(self.now)
            if crash or self._quiet():
                break
        self._read()

    def take(self, changes: Sequence[Change]) -> None:
        receive(self.desk.channel.id, changes, now=self.now)
        self._read()

    def messages(self) -> Mapping[str, str]:
        shown = Message.objects.filter(ours=False, state="visible")
        return {
            each.external_id: Revision.objects.get(message=each, number=each.revision_number).text for each in shown
        }

    def cases(self, external_id: str) -> int:
        return Case.objects.filter(messages__external_id=external_id).distinct().count()

    def holes(self) -> int:
        return Hole.objects.filter(filled_at__isnull=True).count()

    def aside(self) -> int:
        return KeptAside.objects.count()

    def in_trouble(self) -> bool:
        return Channel.objects.get().state == "trouble"

    def waits(self) -> float:
        due = Channel.objects.get().due_at
        assert due is not None
        return (due - self.now).total_seconds()

    def approve(self, external_id: str, text: str) -> int:
        case = Case.objects.get(messages__external_id=external_id)
        return self.desk._approve(case, self.now)

    def send(self) -> None:
        sender = Sender(lambda _: self.site.connector(), lambda: self.now)
        for _ in range(40):
            if not sender.step(self.now) + Looker(sender).step(self.now):
                self.ahead += timedelta(seconds=30)
            if not Publication.objects.filter(due_at__isnull=False).exists():
                return

    def fate(self, publication: int) -> str:
        return str(Publication.objects.get(id=publication).state)

    def _quiet(self) -> bool:
        due = Channel.objects.get().due_at
        return due is None or due > self.now

    def _read(self) -> None:
        unread = claim_unread(limit=10_000, lease=timedelta(seconds=60), now=self.now)
        write_readings(unread, [_reading(one.claim.id) for one in unread], engine="kit", now=self.now)


class _Dying:
    """A connector whose process dies as soon as the network has answered."""

    def __init__(self, inner: object) -> None:
        self._poll: Callable[..., object] = inner.poll  # type: ignore[attr-defined]

    def poll(self, *given: object, **named: object) -> object:
        self._poll(*given, **named)
        raise _Died


def desk_of(site: Site, network: str) -> DeskOfSite:
    """A desk with a brand, two people and one channel that listens to the site."""
    now = datetime.now(UTC) - timedelta(seconds=5)
    brand = Brand.objects.create(
        slug="kit",
        name="Kit",
        language="fr",
        time_zone="Europe/Paris",
        review_policy="team",
        airlock_seconds=0,
        created_at=now,
    )
    behind = of_site(site, network, "")
    people = (_person(brand, "Salomé", now), _person(brand, "Malo", now))
    return DeskOfSite(site, Harness(_channel(brand, behind, now), *people, behind, None))  # type: ignore[arg-type]
