"""What Chromium is started with: alone, quiet, unable to go round the guard."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from detente.evidence import guard

_ALONE: Final = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-startup-window",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-default-apps",
    "--disable-gpu",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
    "--hide-scrollbars",
    "--mute-audio",
    "--password-store=basic",
    "--use-mock-keychain",
    "--block-new-web-contents",
    "--deny-permission-prompts",
    "--disable-notifications",
)
_QUIET: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-client-side-phishing-detection",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--metrics-recording-only",
    "--no-pings",
    "--dns-prefetch-disable",
    "--disable-features=MediaRouter,DialMediaRouteProvider,OptimizationHints,Translate,AutofillServerCommunication",
)
_UNGUARDED: Final = ("--no-proxy-server",)
NO_SANDBOX: Final = "--no-sandbox"
_LEAST_SHARED: Final = 256 << 20


def flags(profile: Path, *, guarded: bool, sandbox: bool) -> tuple[str, ...]:
    """The whole command line behind the program. `guarded`: nothing leaves but through the gate of each visit."""
    more = [f"--user-data-dir={profile}", *(guard.FLAGS if guarded else _UNGUARDED)]
    if not sandbox:
        more.append(NO_SANDBOX)
    if _shared_memory() < _LEAST_SHARED:
        more.append("--disable-dev-shm-usage")
    return (*_ALONE, *_QUIET, *more)


def _shared_memory() -> int:
    """Bytes of shared memory that the machine offers: with the little of a container Chromium crashes on big pages."""
    try:
        told = os.statvfs("/dev/shm")  # noqa: S108 - measured, nothing is put there
    except OSError:
        return 0
    return told.f_blocks * told.f_frsize
