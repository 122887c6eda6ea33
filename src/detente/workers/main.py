"""Which work runs in which thread of `detente worker`, and how it all stops."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Sequence
from typing import Final, cast

from django.conf import settings
from django.db import connection

from detente.analysis.engine import EmbeddedEngine
from detente.analysis.plugins.build import with_plugins
from detente.channels.dial import dial
from detente.config.clock import now as clock
from detente.contracts.analysis import Engine
from detente.contracts.network import Connector, Publishes
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.channels import connection_of
from detente.desk.actions.claim_task import plan_all_tasks
from detente.desk.models import Channel
from detente.net import AllowedOrigins, LineOut
from detente.workers.by_hand import by_hand_work
from detente.workers.capture import capture_work
from detente.workers.chores import chore_work, plan_chores
from detente.workers.deliver import deliver_work
from detente.workers.eyes import TOGETHER, close_eyes, photographer
from detente.workers.keep import keep_work, plan_keeping
from detente.workers.learn import learn_work, the_learner
from detente.workers.listen import listen_work
from detente.workers.loop import Loop, Work, patiently
from detente.workers.mail import desk_mailer, mail_work
from detente.workers.moderate import Moderator, moderate_work
from detente.workers.publish import Outbox, Sender, publish_work
from detente.workers.read import read_work
from detente.workers.reconcile import reconcile_work
from detente.workers.release import release_work
from detente.workers.sessions import Sessions
from detente.workers.stamp import Stamper, stamp_work
from detente.workers.stream import StreamLoop
from detente.workers.take_in import import_work
from detente.workers.tasks import task_work

log = logging.getLogger(__name__)

LISTENERS: Final = 4
"""Channels polled at once: as many networks may hang before the others wait."""
TASKERS: Final = 2
SENDERS: Final = 2
"""Publications sent at once: one hanging network never holds up the replies to the others."""

_NO_CONNECTOR: Final = Words(
    fr="Ce bureau n’a pas de connecteur pour le réseau «\u202f{network}\u202f».",
    en="This desk has no connector for the network “{network}”.",
)


def dialled(channel: Channel) -> Connector:
    """The connector of one channel as its row stands, with this desk's allowed origins. Raises `Refused`."""
    try:
        return dial(channel.network, connection_of(channel), settings.DETENTE_ALLOWED_ORIGINS)
    except KeyError:
        raise Refused("state.unreachable", _NO_CONNECTOR.with_(network=channel.network)) from None


SESSIONS: Final = Sessions(dialled, clock)


def connector_of(channel: Channel) -> Connector:
    """The connector of one channel, signed in. Raises `Refused`, or `NetworkError` when nobody can sign in."""
    return SESSIONS.connect(channel)


def outbox_of(channel: Channel) -> Outbox:
    """The connector of a channel where replies can be published. Raises `KeyError` when they cannot."""
    connector = connector_of(channel)
    if not isinstance(connector, Publishes):
        raise KeyError(f"nothing can be published on {channel.network}")
    return cast(Outbox, connector)


def reading_engine() -> Engine:
    """The engine of this desk: the embedded one, and what its operator put beside it."""
    return with_plugins(EmbeddedEngine(), settings.DETENTE_READING, settings.DETENTE_ALLOWED_ORIGINS)


def _stamper() -> Stamper:
    allowed = AllowedOrigins(settings.DETENTE_ALLOWED_ORIGINS)
    return Stamper(settings.DETENTE_TIMESTAMP_AUTHORITIES, allowed, clock)


def _keeping() -> Work:
    return keep_work(settings.DETENTE_TIMESTAMP_AUTHORITIES, settings.DETENTE_LEDGER_MAIL, clock)


def loops() -> list[Loop | StreamLoop]:
    """One loop a thread: a slow network never holds up reading, and reading never holds up a reply."""
    sender = Sender(outbox_of, clock, renew=SESSIONS.renew)
    moderator = Moderator(connector_of, clock, renew=SESSIONS.renew)
    return [
        *(Loop(f"listen-{n}", [listen_work(connector_of, SESSIONS.renew)]) for n in range(1, LISTENERS + 1)),
        *(Loop(f"tasks-{n}", [task_work(connector_of, SESSIONS.renew)]) for n in range(1, TASKERS + 1)),
        StreamLoop(connector_of, LineOut(AllowedOrigins(settings.DETENTE_ALLOWED_ORIGINS)), clock),
        Loop("read", [read_work(reading_engine())]),
        *(Loop(f"send-{n}", [publish_work(sender), reconcile_work(sender)]) for n in range(1, SENDERS + 1)),
        *(Loop(f"capture-{n}", [capture_work(photographer)]) for n in range(1, TOGETHER + 1)),
        Loop("act", [by_hand_work(), moderate_work(moderator), release_work(moderator)]),
        Loop("tell", [deliver_work(clock)]),
        Loop("import", [import_work()]),
        Loop("learn", [learn_work(the_learner())]),
        Loop("keep", [stamp_work(_stamper()), _keeping()]),
        Loop("time", [chore_work(), mail_work(desk_mailer())]),
    ]


def run_workers() -> int:
    """Work until SIGTERM or SIGINT. Returns 1 when a thread ended by itself, so that the supervisor starts us again."""
    stop = threading.Event()
    _on_signals(stop)
    patiently("plan", _plan, stop, connection.close)
    if stop.is_set():
        return 0
    running = loops()
    threads = [_thread(loop, stop) for loop in running]
    stop.wait()
    failed = any(not thread.is_alive() for thread in threads)
    _end(running, threads)
    return int(failed)


def _plan() -> None:
    plan_chores(clock())
    plan_keeping(clock())
    plan_all_tasks(clock())


def _thread(loop: Loop | StreamLoop, stop: threading.Event) -> threading.Thread:
    def run() -> None:
        try:
            loop.run()
        finally:
            stop.set()

    thread = threading.Thread(target=run, name=loop.name, daemon=True)
    thread.start()
    return thread


def _on_signals(stop: threading.Event) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())


def _end(running: Sequence[Loop | StreamLoop], threads: Sequence[threading.Thread]) -> None:
    for loop in running:
        loop.stop()
    close_eyes()
    for thread in threads:
        thread.join(timeout=2.5)
