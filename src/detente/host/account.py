"""Unprivileged accounts for what root starts: PostgreSQL refuses to run as root, and a browser should not."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

from detente.host.trouble import HostTrouble

USUAL: Final = ("postgres", "nobody")
_FOR_BROWSERS: Final = ("nobody", "daemon")


class Identity(TypedDict, total=False):
    """The part of a process start that says as whom; empty means as ourselves."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine other than root."""

    name: str
    uid: int
    gid: int

    @property
    def identity(self) -> Identity:
        """For `subprocess.Popen(**account.identity)`."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Whether the kernel lets this account enter the folder."""
        return self._asks('cd -- "$1"', folder)

    def can_run(self, program: Path) -> bool:
        """Whether the kernel lets this account read and run the program."""
        return self._asks('test -r "$1" && test -x "$1"', program)

    def _asks(self, script: str, path: Path) -> bool:
        command = ["/bin/sh", "-c", script, "sh", str(path)]
        quiet = subprocess.DEVNULL
        done = subprocess.run(command, cwd="/", stdin=quiet, stdout=quiet, stderr=quiet, **self.identity)
        return done.returncode == 0


def unprivileged(run_as: str | None) -> Account | None:
    """The account of the database: None when we are not root, else `run_as`, else a usual one. Or `HostTrouble`."""
    if os.geteuid() != 0:
        return None
    if run_as:
        return _named(run_as)
    for name in USUAL:
        account = _find(name)
        if account is not None:
            return account
    raise HostTrouble(
        "PostgreSQL refuses to run as root and this machine has neither an account 'postgres' nor 'nobody': "
        "set DETENTE_RUN_AS to an ordinary account."
    )


def browser_account(run_as: str | None) -> Account | None:
    """The account of the capture browser: None when we are not root, or when this machine has none to give.

    Never the database's own if there is another: a page that broke out of the browser could read its files.
    """
    if os.geteuid() != 0:
        return None
    known = [account for name in _FOR_BROWSERS if (account := _find(name)) is not None]
    database = unprivileged(run_as)
    return next((account for account in known if account != database), database)


def _named(name: str) -> Account:
    account = _find(name)
    if account is None:
        raise HostTrouble(
            f"DETENTE_RUN_AS names {name!r}, which is not an ordinary account of this machine: "
            "set it to one, such as 'postgres' or 'nobody', or unset it."
        )
    return account


def _find(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid) if entry.pw_uid != 0 else None


def first_closed(account: Account, folder: Path) -> Path | None:
    """The topmost folder on the way to `folder` that the account cannot enter, None when the way is open."""
    for step in [*reversed(folder.parents), folder]:
        if not account.can_enter(step):
            return step
    return None
