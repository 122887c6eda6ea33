"""One browser process and all its children: started unprivileged, in a session of its own, and killed whole."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from detente.contracts.capture import BrowserFacts
from detente.evidence.browser import flags, said
from detente.evidence.browser.deadline import Deadline, TooLate
from detente.evidence.browser.pipe import BrowserGone, CallRefused, Pipe

_ONTO_3_AND_4: Final = 'exec 3<&0 4>&1 </dev/null >/dev/null; exec "$@"'
_NAMED: Final = "detente-browser-"
_KEPT: Final = ("PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")
_NO_SANDBOX_SAID: Final = re.compile(r"sandbox|namespace|zygote_host", re.I)
_FONT_FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class Account(Protocol):
    """Somebody else than root that the browser runs as; `host.account.Account` is one."""

    @property
    def name(self) -> str:
        """As the machine knows it."""

    @property
    def uid(self) -> int:
        """Its number, not 0."""

    @property
    def gid(self) -> int:
        """The number of its group."""


class NoStart(Exception):
    """The browser does not start here; the message says why, in one clause."""


@dataclass(frozen=True, slots=True)
class Launch:
    """Which browser, and as whom: None is ourselves. `scratch`: where its folder goes; `seconds`: for its first answer.

    `guarded`: it reaches a network only through the gate that each visit is given; never false outside tests.
    """

    program: Path
    guarded: bool = True
    account: Account | None = None
    scratch: Path | None = None
    seconds: float = 20.0


class Browser:
    """A running browser. `facts` say how it was started; `group` is the number of its process group."""

    def __init__(self, process: subprocess.Popen[bytes], pipe: Pipe, folder: Path) -> None:
        self.pipe, self.group = pipe, process.pid
        self.facts = BrowserFacts("", "", (), False, "", "")
        self._process, self._folder = process, folder

    @property
    def gone(self) -> bool:
        """Whether it ended by itself."""
        return self.pipe.gone

    def memory(self) -> int:
        """Bytes that all its processes take together, shared ones counted once (PSS); 0 where that is not told."""
        return sum(_memory(process) for process in members(self.group))

    def end(self) -> None:
        """Kill every process of it and remove its folder. May be called again."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self._process.returncode is None:
                os.killpg(self.group, signal.SIGKILL)
        self._process.wait()
        self.pipe.close()
        _until_empty(self.group)
        shutil.rmtree(self._folder, ignore_errors=True)


def start(launch: Launch) -> Browser:
    """A browser that answers, with its sandbox where the machine has one. Raises `NoStart`, for the disk `OSError`."""
    root = os.geteuid() == 0 and launch.account is None
    if not root:
        try:
            return _start(launch, sandbox=True)
        except _SandboxMissing:
            pass
    return _start(launch, sandbox=False)


class _SandboxMissing(Exception):
    """It ended at once and said that it could not have a sandbox."""


def _start(launch: Launch, *, sandbox: bool) -> Browser:
    folder = _folder(launch)
    given = flags.flags(folder / "profile", guarded=launch.guarded, sandbox=sandbox)
    try:
        browser = _spawn(launch, folder, given)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise NoStart(f"the program cannot be run ({error.strerror})") from error
    try:
        browser.facts = _facts(browser, launch, given, sandbox=sandbox)
    except (BrowserGone, CallRefused, TooLate) as error:
        complaint = _complaint(folder)
        browser.end()
        if sandbox and isinstance(error, BrowserGone) and _NO_SANDBOX_SAID.search(complaint):
            raise _SandboxMissing from error
        raise NoStart("it did not answer in time" if isinstance(error, TooLate) else "it ended at once") from error
    return browser


def _folder(launch: Launch) -> Path:
    """A new folder that only the account can enter; those of processes that died are taken away."""
    base = launch.scratch or Path(tempfile.gettempdir())
    for old in base.glob(f"{_NAMED}*"):
        owner = old.name.removeprefix(_NAMED).split("-")[0]
        if owner.isdigit() and not _lives(int(owner)):
            shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{_NAMED}{os.getpid()}-", dir=base))
    if launch.account is not None:
        os.chown(folder, launch.account.uid, launch.account.gid)
    return folder


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def _spawn(launch: Launch, folder: Path, given: tuple[str, ...]) -> Browser:
    """A shell moves the pipes from 0 and 1, which every start can hand over, to 3 and 4, where Chromium wants them."""
    their_reading, writing = os.pipe()
    reading, their_writing = os.pipe()
    whom = launch.account
    try:
        with (folder / "said").open("wb") as complaints:
            process = subprocess.Popen(
                ["/bin/sh", "-c", _ONTO_3_AND_4, "sh", str(launch.program), *given],
                stdin=their_reading,
                stdout=their_writing,
                stderr=complaints,
                cwd=folder,
                env=_environment(folder),
                start_new_session=True,
                user=whom.uid if whom else None,
                group=whom.gid if whom else None,
                extra_groups=[] if whom else None,
            )
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    finally:
        os.close(their_reading)
        os.close(their_writing)
    return Browser(process, Pipe(reading, writing), folder)


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of ours but where programs and fonts lie: the desk's own environment holds secrets."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    home = str(folder)
    return {**kept, "HOME": home, "TMPDIR": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home, "LANG": "C.UTF-8"}


def _facts(browser: Browser, launch: Launch, given: tuple[str, ...], *, sandbox: bool) -> BrowserFacts:
    session = browser.pipe.session()
    try:
        version = session.call("Browser.getVersion", {}, Deadline.after(launch.seconds))
    finally:
        session.close()
    account = launch.account.name if launch.account else str(os.geteuid())
    product = said.text(version, "product")
    return BrowserFacts(product, str(launch.program), given, sandbox, account, fonts_sha256())


def _complaint(folder: Path) -> str:
    with contextlib.suppress(OSError), (folder / "said").open(errors="replace") as complaints:
        return complaints.read(64_000)
    return ""


def fonts_sha256() -> str:
    """A fingerprint of the machine's fonts: their paths and sizes. Another set of fonts draws another picture."""
    seen = sha256()
    for folder in _FONT_FOLDERS:
        for path in sorted(Path(folder).rglob("*.[oOtT][tT][fFcC]")):
            with contextlib.suppress(OSError):
                seen.update(f"{path} {path.stat().st_size}\n".encode())
    return seen.hexdigest()


def members(group: int) -> list[int]:
    """The living processes of a process group. Linux only; elsewhere none are seen."""
    return [process for process, theirs, state in _processes() if theirs == group and state != "Z"]


def _processes() -> Iterator[tuple[int, int, str]]:
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            told = (entry / "stat").read_text(errors="replace").rsplit(")", 1)[1].split()
            yield int(entry.name), int(told[2]), told[0]


def _memory(process: int) -> int:
    """PSS; where the kernel keeps that from us, as for a sandboxed process, what it has for itself alone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    with contextlib.suppress(OSError, ValueError):
        _, resident, shared, *_ = Path(f"/proc/{process}/statm").read_text().split()
        return (int(resident) - int(shared)) * _PAGE
    return 0


def _until_empty(group: int) -> None:
    """A killed process takes a moment to go; its folder can be removed only then."""
    patience = Deadline.after(5)
    while members(group) and not patience.passed:
        time.sleep(0.01)
