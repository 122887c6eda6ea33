"""A real `detente up`: it starts, says where, ends when told, leaves nothing behind when killed, and starts again."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.helpers.real_desk import RealDesk, data_folder, naming, say
from tests.helpers.wait import wait_until

pytestmark = pytest.mark.processes
END_SECONDS = 6.0
GONE_SECONDS = 15.0


@pytest.fixture
def data() -> Iterator[Path]:
    with data_folder() as folder:
        yield folder


@pytest.fixture
def desk(data: Path) -> Iterator[RealDesk]:
    running = RealDesk(data)
    yield running
    running.end()


@pytest.fixture(scope="module")
def running() -> Iterator[RealDesk]:
    """One desk for all tests that leave it as healthy as they found it."""
    with data_folder() as folder:
        shared = RealDesk(folder)
        yield shared.usable()
        shared.end()


def _ended_within(desk: RealDesk, seconds: float) -> None:
    desk.process.wait(seconds)
    assert naming(desk.data) == []


def _ends_with_a_stream_open(desk: RealDesk, number: int) -> None:
    client = desk.usable().signed_in()
    with closing(client), client.stream("GET", "/events") as stream:
        assert next(stream.iter_lines()).startswith("retry")
        desk.tell(number)
        _ended_within(desk, END_SECONDS)
    assert desk.process.returncode == 0


def test_everything_ends_within_six_seconds_with_a_stream_of_events_open(desk: RealDesk) -> None:
    _ends_with_a_stream_open(desk, signal.SIGTERM)


def test_a_start_in_the_background_obeys_an_interrupt_that_it_inherited_as_ignored(data: Path) -> None:
    desk = RealDesk(data, ignore_int=True)
    try:
        _ends_with_a_stream_open(desk, signal.SIGINT)
    finally:
        desk.end()


def test_an_interrupt_during_the_first_start_ends_everything_too(desk: RealDesk) -> None:
    wait_until(lambda: (desk.data / "postgres" / "run").exists(), seconds=60, what="the database to start")
    desk.tell(signal.SIGINT)
    _ended_within(desk, END_SECONDS)


def test_after_a_kill_nothing_is_left_and_the_next_start_recovers(desk: RealDesk) -> None:
    client = desk.usable().signed_in()
    with closing(client), client.stream("GET", "/events") as stream:
        assert next(stream.iter_lines()).startswith("retry")
        assert len(desk.family()) > 5
        desk.tell(signal.SIGKILL)
        desk.process.wait(5)
        wait_until(lambda: not naming(desk.data), seconds=GONE_SECONDS, what="the end of every process")
    desk.out.unlink()
    again = RealDesk(desk.data)
    try:
        assert httpx.get(f"{again.usable().address}/health").text == "ok\n"
        assert "/welcome/" not in again.out.read_text(), "somebody is there already"
    finally:
        again.end()


def test_a_start_right_after_a_kill_waits_for_the_leftovers_and_works(desk: RealDesk) -> None:
    port = httpx.URL(desk.usable().address).port
    desk.tell(signal.SIGKILL)
    desk.process.wait(5)
    desk.out.unlink()
    again = RealDesk(desk.data, "--port", str(port))
    try:
        assert httpx.URL(again.usable().address).port == port
    finally:
        again.end()


def test_a_second_start_on_the_same_folder_names_the_first(running: RealDesk) -> None:
    second = say("up", "--data", str(running.data), "--port", "0")
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert running.address in second.stderr
    assert httpx.get(f"{running.address}/health").status_code == 200


def test_parts_that_are_killed_are_started_again(running: RealDesk) -> None:
    web = [process for process in running.family() if b"granian" in _line(process) and b"leash" not in _line(process)]
    for process in web:
        os.kill(process, signal.SIGKILL)
    wait_until(lambda: _answers(running), seconds=30, what="the pages to answer again")
    assert not set(web) & set(running.family())


def test_a_leash_that_is_killed_takes_its_part_with_it(running: RealDesk) -> None:
    leashes = [process for process in running.family() if b"leash.py" in _line(process)]
    below = set(running.family()) - set(leashes)
    for process in leashes:
        os.kill(process, signal.SIGKILL)
    wait_until(lambda: _answers(running), seconds=30, what="the pages to answer again")
    database = {process for process in below if b"postgres" in _line(process)}
    wait_until(lambda: not (below - database) & set(running.family()), seconds=30, what="the parts below to be gone")


def test_a_database_that_is_killed_is_started_again_and_nothing_is_lost(running: RealDesk) -> None:
    server = int((running.data / "postgres" / "cluster" / "postmaster.pid").read_text().splitlines()[0])
    with closing(running.signed_in()) as client:
        os.kill(server, signal.SIGKILL)
        wait_until(lambda: _answers(running), seconds=60, what="the database to answer again")
        assert wait_until(lambda: client.get("/").status_code == 200, seconds=30, what="the inbox")


def test_a_folder_deleted_under_a_running_desk_ends_it_in_one_sentence(desk: RealDesk) -> None:
    gone = desk.usable().data.rename(desk.data.with_name("gone"))
    shutil.rmtree(gone, ignore_errors=True)
    _ended_within(desk, GONE_SECONDS)
    said = desk.out.read_text()
    assert desk.process.returncode == 1
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith(f"detente: The data folder {desk.data} is gone:")
    assert not (desk.data / "postgres").exists()


def test_no_secret_of_the_desk_stands_in_a_command_line_or_a_log(running: RealDesk) -> None:
    token = running.link().rsplit("/", 1)[1]
    secrets = [path.read_bytes().strip() for path in (running.data / "keys").iterdir()] + [token.encode()]
    said = b"".join(_line(process) for process in running.family())
    said += b"".join(path.read_bytes() for path in (running.data / "log").iterdir())
    assert [secret for secret in secrets if secret in said] == []


def test_the_folder_is_closed_to_others_and_its_parents_are_left_alone(running: RealDesk) -> None:
    assert running.data.parent.stat().st_mode & 0o777 == 0o755
    assert running.data.stat().st_mode & 0o067 == 0
    inside = [path for path in running.data.iterdir() if path.is_dir() or path.name != "parts"]
    assert [path.name for path in inside if path.stat().st_mode & 0o077] == []


def test_an_occupied_port_is_named_and_another_is_offered(data: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        done = say("up", "--data", str(data), "--port", str(port))
    assert done.returncode == 1
    assert re.fullmatch(rf"detente: Port {port} is in use .* --port {port + 1}\.\n", done.stderr)
    assert naming(data) == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://detente@127.0.0.1:9/detente", "nothing listens there"),
        ("mysql://somewhere/else", "is not the address of a PostgreSQL database"),
        ("postgresql:///detente?host=/nowhere", "nothing listens there"),
    ],
)
def test_a_wrong_database_url_is_said_in_one_sentence(data: Path, url: str, reason: str) -> None:
    done = say("up", "--data", str(data), "--port", "0", more={"DATABASE_URL": url})
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert "DATABASE_URL" in done.stderr
    assert reason in done.stderr
    assert naming(data) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the database as another account")
def test_a_folder_that_the_database_account_cannot_enter_is_said_with_one_that_works(data: Path) -> None:
    closed = data.parent / "closed"
    closed.mkdir(mode=0o700)
    done = say("up", "--data", str(closed / "desk"), "--port", "0")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert f"cannot enter {closed}" in done.stderr
    assert "/var/lib/detente" in done.stderr
    assert closed.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_said_in_one_sentence(data: Path) -> None:
    disk = data.parent / "small"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m,mode=755", "tmpfs", disk], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("this machine does not let root mount a small disk")
    try:
        done = say("up", "--data", str(disk / "desk"), "--port", "0")
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1, done.stderr
        assert "free some space" in done.stderr
    finally:
        subprocess.run(["umount", disk], check=True)


def _line(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _answers(desk: RealDesk) -> bool:
    try:
        return httpx.get(f"{desk.address}/health", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False
