"""The entry of the worker processes: `python -m tests.workers.kill.worker`, told what to do by lines of JSON.

A parent that has imported everything forks one process a worker, so that a run costs no start. It reads orders from its
standard input and answers each with one line: `{"start": 3, "step": "after_attempt", "make": "module:class"}` → their ids;
`{"kill": [ids]}`, `{"end": [ids]}` → how each process ended (negative: the signal).
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Final, NoReturn

import django

LEASE: Final = timedelta(minutes=10)
"""Longer than any run: nobody takes over before the harness says that the lease ran out."""

PATIENCE: Final = 60.0
SURVIVED: Final = 999
STEPS: Final = (
    "after_claim",
    "after_preflight",
    "after_freeze",
    "before_attempt_commits",
    "after_attempt",
    "after_send",
    "before_confirm_commits",
    "after_confirm",
    "after_look",
    "after_own_reply",
    "before_visible_commits",
)
"""The steps at which a worker kills itself; the harness kills it in the middle of a request as well."""

REMOVAL_PLACES: Final = {
    "after_claim": ("claim_removal", False),
    "before_intention_commits": ("intend_removal", True),
    "after_intention": ("intend_removal", False),
    "before_result_commits": ("removal_done", True),
    "after_result": ("removal_done", False),
}
"""The same for a removal: which function of the moderating worker, and whether its transaction is still open."""


def main() -> None:
    """Take orders until the input ends."""
    django.setup()
    _import_everything()
    try:
        for line in sys.stdin:
            print(json.dumps(_obey(json.loads(line))), flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        for child in _living:
            os.kill(child, signal.SIGKILL)


_living: set[int] = set()
"""Workers that were started and not yet seen to end: none outlives who started it."""


def _import_everything() -> None:
    """Once, before any fork: a worker then starts in a moment."""
    from django.db import connection
    from tests.workers.kill import classes, networks

    from detente.desk.actions import channels  # noqa: F401
    from detente.net import WayOut
    from detente.workers import loop, moderate, publish, reconcile  # noqa: F401

    assert classes
    networks.REGISTER.setdefault("paper", networks.PAPER_LINE)
    WayOut()
    connection.get_connection_params()


def _obey(order: Mapping[str, object]) -> list[int]:
    if "start" in order:
        told = str(order["step"]), str(order["make"]), str(order["work"])
        return [_fork(*told) for _ in range(int(str(order["start"])))]
    ids = order.get("kill") or order.get("end") or order["await"]
    assert isinstance(ids, list)
    if "kill" in order or "end" in order:
        for child in ids:
            os.kill(child, signal.SIGKILL if "kill" in order else signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    return [_end_of(child, deadline) for child in ids]


def _end_of(child: int, deadline: float) -> int:
    """How the process ended; one that outlives the deadline is put to death and told as `SURVIVED`."""
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            _living.discard(child)
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    _living.discard(child)
    return SURVIVED


def _fork(step: str, make: str, work: str) -> int:
    child = os.fork()
    if child == 0:
        try:
            os.close(0)
            (_moderate if work == "moderate" else _work)(step, make)
        finally:
            os._exit(70)
    _living.add(child)
    return child


def _work(step: str, make: str) -> None:
    from detente.workers.loop import Loop
    from detente.workers.publish import Sender, publish_work
    from detente.workers.reconcile import reconcile_work

    logging.getLogger("detente.workers").setLevel(logging.ERROR)
    _arm(step)
    sender = Sender(_dial(step, make), lambda: datetime.now(UTC), LEASE)
    loop = Loop("send", [publish_work(sender), reconcile_work(sender)])
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    loop.run()


def _moderate(step: str, make: str) -> None:
    from detente.workers import moderate
    from detente.workers.loop import Loop

    logging.getLogger("detente.workers").setLevel(logging.ERROR)
    _put_death(REMOVAL_PLACES, moderate, step)
    moderator = moderate.Moderator(_dial(step, make), lambda: datetime.now(UTC), LEASE)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    Loop("moderate", [moderate.moderate_work(moderator)]).run()


def class_of(make: str) -> Callable[..., object]:
    """The connector's class named `module:class`."""
    module, _, name = make.partition(":")
    return getattr(import_module(module), name)


def _dial(step: str, make: str) -> Callable[[object], object]:
    from django.conf import settings

    from detente.desk.actions.channels import connection_of
    from detente.net import AllowedOrigins, Limits, WayOut

    kind = class_of(make)
    if step == "after_send":
        kind = type("DiesAfterSending", (kind,), {"send": _then_die(kind.send)})
    if step == "after_request":
        kind = type("DiesAfterAsking", (kind,), {"moderate": _then_die(kind.moderate)})
    # Who is to die waits for its answer; who takes over gives up like a worker would, only sooner.
    way = WayOut(AllowedOrigins(settings.DETENTE_ALLOWED_ORIGINS), Limits(read=60.0 if step else 2.5, total=90.0))
    return lambda channel: kind(connection_of(channel), way)


def _arm(step: str) -> None:
    """Put the point of death into the worker's own functions."""
    from detente.workers import publish, reconcile

    places = {
        "after_claim": (publish, "claim_publication", False),
        "after_preflight": (publish, "preflight", False),
        "after_freeze": (publish, "freeze_publication", False),
        "before_attempt_commits": (publish, "open_attempt", True),
        "after_attempt": (publish, "open_attempt", False),
        "before_confirm_commits": (publish, "confirm_publication", True),
        "after_confirm": (publish, "confirm_publication", False),
        "after_look": (reconcile, "settle_doubt", False),
        "after_own_reply": (reconcile, "store_own_reply", False),
        "before_visible_commits": (reconcile, "mark_visible", True),
    }
    if step in places:
        module, name, uncommitted = places[step]
        _die_in(module, name, uncommitted)


def _put_death(places: Mapping[str, tuple[str, bool]], module: object, step: str) -> None:
    if step in places:
        _die_in(module, *places[step])


def _die_in(module: object, name: str, uncommitted: bool) -> None:
    from django.db import transaction

    original = getattr(module, name)
    dying = _then_die(transaction.atomic(original) if uncommitted else original)
    setattr(module, name, transaction.atomic(dying) if uncommitted else dying)


def _then_die(function: Callable[..., object]) -> Callable[..., object]:
    def dying(*args: object, **kwargs: object) -> object:
        result = function(*args, **kwargs)
        if result is not None or function.__name__ not in ("claim_publication", "claim_removal"):
            _die()
        return result

    return dying


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("SIGKILL cannot be survived")


if __name__ == "__main__":
    main()
