"""The data folder: one user at a time, closed to others, never in the source code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.host import folder
from detente.host.trouble import HostTrouble


def test_a_lock_knows_when_its_folder_was_deleted_or_put_in_place_of_another(tmp_path: Path) -> None:
    place = tmp_path / "desk"
    folder.make(place)
    lock = folder.FolderLock(place, "up")
    assert lock.stands()
    place.rename(tmp_path / "elsewhere")
    assert not lock.stands()
    folder.make(place)
    (place / "lock").touch()
    assert not lock.stands()
    lock.release()


def test_root_and_others_have_their_usual_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert folder.default_folder({}) == Path("/var/lib/detente")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert folder.default_folder({"XDG_DATA_HOME": "/srv/data"}) == Path("/srv/data/detente")
    assert folder.default_folder({"HOME": "/srv/me"}) == Path("/srv/me/.local/share/detente")


def test_a_new_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder.make(tmp_path / "a" / "desk")
    assert (tmp_path / "a" / "desk").stat().st_mode & 0o777 == 0o700


def test_a_folder_left_open_is_closed_and_its_parent_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir(mode=0o755)
    tmp_path.chmod(0o755)
    folder.make(tmp_path / "desk")
    assert (tmp_path / "desk").stat().st_mode & 0o777 == 0o700
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("")
    with pytest.raises(HostTrouble, match="is a file"):
        folder.make(tmp_path / "desk")


def test_a_full_disk_is_said_at_the_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(HostTrouble, match=r"No space left on device.*free some space"):
        folder.make(tmp_path / "desk")


def test_the_second_user_is_told_who_the_first_is(tmp_path: Path) -> None:
    first = folder.FolderLock(tmp_path, "backup")
    with pytest.raises(HostTrouble, match=f"in use by 'detente backup' \\(process {os.getpid()}\\)"):
        folder.FolderLock(tmp_path, "up")
    first.tell(folder.Holder("up", os.getpid(), "http://127.0.0.1:8700"))
    with pytest.raises(HostTrouble, match=r"already runs .* at http://127\.0\.0\.1:8700"):
        folder.FolderLock(tmp_path, "up")
    first.release()
    folder.FolderLock(tmp_path, "up").release()


def test_a_holder_that_was_killed_holds_nothing_although_its_note_is_left(tmp_path: Path) -> None:
    script = "import sys, os; from pathlib import Path; from detente.host import folder; "
    script += "folder.FolderLock(Path(sys.argv[1]), 'up'); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", script, tmp_path], check=False)
    assert (tmp_path / "lock").read_text()
    assert folder.holder(tmp_path) is None
    folder.FolderLock(tmp_path, "up").release()


def test_a_child_does_not_inherit_the_lock(tmp_path: Path) -> None:
    lock = folder.FolderLock(tmp_path, "up")
    script = "print('up', flush=True); input()"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", script], stdin=pipe, stdout=pipe, close_fds=False) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"up\n"
        lock.release()
        folder.FolderLock(tmp_path, "up").release()
        child.communicate(b"\n")


def test_parts_of_an_earlier_start_are_waited_for_and_named_when_they_stay(tmp_path: Path) -> None:
    import fcntl

    folder.await_parts(tmp_path, 0.0)
    with open(folder.parts_file(tmp_path)) as part:
        fcntl.flock(part, fcntl.LOCK_SH)
        with pytest.raises(HostTrouble, match="earlier start still work"):
            folder.await_parts(tmp_path, 0.0)
    folder.await_parts(tmp_path, 0.0)


def test_nobody_holds_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert folder.holder(tmp_path / "none") is None
