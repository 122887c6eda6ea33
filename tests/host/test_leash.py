"""A part on a leash ends when its supervisor is gone, with everything it started, in any session."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from detente.host import leash
from detente.host.logbook import Logbook
from detente.host.stopping import StopAsked, shielded, stop_on_signals
from detente.host.supervisor import Part, Supervisor
from tests.helpers.wait import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems end the process group only")

STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        print("grandchild", os.getpid(), flush=True)
        while True:
            time.sleep(60)
    os._exit(0)
while True:
    time.sleep(60)
"""


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def stubborn(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """A leashed part that ignores TERM and has a grandchild in a session of its own."""
    theirs, hold = os.pipe()
    command = [sys.executable, "-I", "-S", leash.__file__, str(theirs), "0.2", str(tmp_path / "parts")]
    with subprocess.Popen(
        [*command, sys.executable, "-c", STUBBORN],
        pass_fds=[theirs],
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as process:
        os.close(theirs)
        assert process.stdout
        grandchild = int(process.stdout.readline().split()[1])
        yield process, hold, grandchild
        with suppress(OSError):
            os.close(hold)
        with suppress(ProcessLookupError):
            os.kill(grandchild, signal.SIGKILL)


def test_the_end_of_the_pipe_ends_even_what_left_the_session(
    stubborn: tuple[subprocess.Popen[str], int, int],
) -> None:
    process, hold, grandchild = stubborn
    assert _lives(grandchild)
    os.close(hold)
    process.wait(10)
    assert not _lives(grandchild)


def test_a_signal_to_the_leash_itself_ends_the_part(stubborn: tuple[subprocess.Popen[str], int, int]) -> None:
    process, _, grandchild = stubborn
    process.terminate()
    process.wait(10)
    assert not _lives(grandchild)


def test_the_exit_code_of_the_part_is_handed_on(tmp_path: Path) -> None:
    for script, code in (("raise SystemExit(7)", 7), ("import os; os.kill(os.getpid(), 9)", 137)):
        supervisor = Supervisor(tmp_path / "parts", Logbook(tmp_path, print))
        assert supervisor.finish(Part("one", [sys.executable, "-c", script]))[0] == code


def test_a_part_gets_back_the_signals_that_the_leash_handles(tmp_path: Path) -> None:
    script = "import signal; print([signal.getsignal(n).name for n in (15, 1)], signal.getsignal(2).__name__)"
    supervisor = Supervisor(tmp_path / "parts", Logbook(tmp_path, print))
    code, lines = supervisor.finish(Part("one", [sys.executable, "-c", script]))
    assert (code, lines) == (0, ["['SIG_DFL', 'SIG_DFL'] default_int_handler"])


def test_a_program_that_is_not_there_is_said(tmp_path: Path) -> None:
    shown: list[str] = []
    supervisor = Supervisor(tmp_path / "parts", Logbook(tmp_path, shown.append))
    assert supervisor.finish(Part("one", [str(tmp_path / "none")]))[0] == 127
    assert len(shown) == 1
    assert "cannot be run" in shown[0]


def test_a_part_that_ends_is_started_again_with_growing_pauses(tmp_path: Path) -> None:
    shown: list[str] = []
    supervisor = Supervisor(tmp_path / "parts", Logbook(tmp_path, shown.append))
    supervisor.start(Part("one", [sys.executable, "-c", "print('here'); raise SystemExit(3)"]), pause=0.05)
    wait_until(lambda: supervisor.turn(0.05) or len(shown) >= 3, seconds=20, what="three ends")
    supervisor.stop()
    assert [line.rsplit("in ", 1)[1] for line in shown[:3]] == ["0.1 s", "0.1 s", "0.2 s"]
    assert "code 3" in shown[0]
    assert (tmp_path / "detente.log").read_text().count("one: here") >= 3


def test_an_answer_that_may_hold_a_secret_is_not_logged(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path / "parts", Logbook(tmp_path, print))
    part = Part("one", [sys.executable, "-c", "print('{\"link\"'); print('said')"], answer_mark='{"')
    assert supervisor.finish(part)[1] == ['{"link"', "said"]
    assert "link" not in (tmp_path / "detente.log").read_text()


def test_a_signal_during_a_start_is_heard_when_the_start_is_done() -> None:
    done: list[bool] = []

    def start() -> None:
        with shielded():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append(True)

    with stop_on_signals(), pytest.raises(StopAsked):
        start()
    assert done


def test_a_second_signal_does_not_disturb_the_end() -> None:
    with stop_on_signals():
        with pytest.raises(StopAsked):
            os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)


def test_only_serious_lines_reach_the_terminal_unless_all_are_asked_for(tmp_path: Path) -> None:
    shown: list[str] = []
    for verbose in (False, True):
        book = Logbook(tmp_path, shown.append, verbose=verbose)
        for line in ("INFO all is well", "WARNING look here", "[ERROR] worse", "Traceback (most recent call last):"):
            book.write("web", line)
    assert len(shown) == 3 + 4
    assert (tmp_path / "detente.log").read_text().count("all is well") == 2


def test_a_large_log_is_set_aside_and_three_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.host.logbook._LARGE", 10)
    book = Logbook(tmp_path, print)
    for number in range(6):
        book.write("web", f"line {number}")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["detente.log", "detente.log.1", "detente.log.2", "detente.log.3"]
    assert "line 5" in (tmp_path / "detente.log").read_text()


def test_a_log_that_cannot_be_written_is_shown_instead(tmp_path: Path) -> None:
    shown: list[str] = []
    (tmp_path / "detente.log").mkdir()
    Logbook(tmp_path, shown.append).write("web", "hello")
    assert shown == ["web: hello (not kept in the log: Is a directory)"]
