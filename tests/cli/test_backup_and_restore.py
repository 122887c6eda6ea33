"""A desk that is carried to another folder is the same desk: people, sealed bytes, ledger."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.helpers.real_desk import PASSWORD, RealDesk, data_folder, naming, say
from tests.helpers.wait import wait_until

pytestmark = pytest.mark.processes
COMMENT = "My parcel has been lost for two weeks"


@pytest.fixture(scope="module")
def desk() -> Iterator[RealDesk]:
    """A desk with a person, a brand and a comment."""
    with data_folder() as folder:
        running = RealDesk(folder).usable()
        with closing(running.signed_in()) as client:
            _comment(running, client)
        yield running
        running.end()


@pytest.fixture(scope="module")
def kept(desk: RealDesk) -> Path:
    """A backup made while the desk runs."""
    target = desk.data.parent / "kept.tar"
    done = say("backup", str(target), "--data", str(desk.data))
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    with data_folder() as folder:
        yield folder


def _comment(desk: RealDesk, client: httpx.Client) -> None:
    """A live comment, by the command, on the page that the first person got; wait until it is a case."""
    file = desk.data.parent / "comments.jsonl"
    file.write_text(json.dumps({"id": "1", "author": "Odile", "text": COMMENT}) + "\nnot json\n")
    words = ["import", str(file), "--channel", "Guest book", "--live", "--data", str(desk.data)]
    done = say(*words)
    assert (done.returncode, done.stdout) == (1, "1 new, 0 known, 0 changed, 1 refused\n"), done.stderr
    assert done.stderr.startswith("line 2: ")
    assert say(*words).stdout == "0 new, 1 known, 0 changed, 1 refused\n"
    assert wait_until(lambda: COMMENT in client.get("/").text, seconds=30, what="the comment in the inbox")


def test_a_backup_made_while_the_desk_runs_is_restored_elsewhere_and_the_ledger_verifies(
    desk: RealDesk, kept: Path, elsewhere: Path
) -> None:
    assert json.loads(kept.with_name("kept.tar.keys").read_text()).keys() >= {"sealing-key", "channels-key"}
    done = say("restore", str(kept), "--data", str(elsewhere))
    assert done.returncode == 0, done.stderr
    assert re.search(r"Ledger intact: \d+ lines verified", done.stdout), done.stdout
    assert naming(elsewhere) == []
    again = RealDesk(elsewhere)
    try:
        _first_person_signs_in(again.usable())
        assert "/welcome/" not in again.out.read_text()
    finally:
        again.end()


def _first_person_signs_in(desk: RealDesk) -> None:
    with httpx.Client(base_url=desk.address, follow_redirects=True, timeout=30) as client:
        page = client.get("/sign-in")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token
        filled = {"csrfmiddlewaretoken": token[1], "email": "ana@desk.example", "password": PASSWORD}
        assert COMMENT in client.post("/sign-in", data=filled).text


def test_both_files_are_closed_to_others_and_no_password_of_the_database_is_in_them(kept: Path) -> None:
    beside = kept.with_name("kept.tar.keys")
    assert [path.stat().st_mode & 0o777 for path in (kept, beside)] == [0o600, 0o600]
    assert [name for name in json.loads(beside.read_text()) if "password" in name] == []
    with tarfile.open(kept) as tar:
        assert tar.getnames()[:2] == ["manifest.json", "database.dump"]


def test_a_backup_is_never_written_over_another(desk: RealDesk, kept: Path) -> None:
    before = kept.read_bytes()
    done = say("backup", str(kept), "--data", str(desk.data))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "exists already" in done.stderr
    assert kept.read_bytes() == before


def test_a_folder_that_holds_a_desk_is_never_restored_into(desk: RealDesk, kept: Path) -> None:
    done = say("restore", str(kept), "--data", str(desk.data))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "holds a desk already" in done.stderr
    assert httpx.get(f"{desk.address}/health").status_code == 200


def test_a_restore_that_fails_leaves_the_folder_empty(kept: Path, elsewhere: Path) -> None:
    broken = elsewhere.parent / "broken.tar"
    with tarfile.open(kept) as tar, tarfile.open(broken, "w") as out:
        for member in tar:
            content = tar.extractfile(member)
            assert content is not None
            if member.name == "database.dump":
                member.size //= 2
            out.addfile(member, content)
    done = say("restore", str(broken), "--keys", f"{kept}.keys", "--data", str(elsewhere))
    assert done.returncode == 1
    assert "cannot be restored" in done.stderr
    left = [path for path in elsewhere.rglob("*") if path.is_file() and path.stat().st_size]
    assert [path.name for path in left if path.parent.name != "log"] == []
    assert naming(elsewhere) == []


def test_a_restore_without_the_keys_says_where_they_belong(kept: Path, elsewhere: Path) -> None:
    done = say("restore", str(kept), "--keys", str(elsewhere / "none"), "--data", str(elsewhere))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "--keys" in done.stderr


def test_a_file_that_is_no_backup_is_refused(elsewhere: Path, kept: Path) -> None:
    other = elsewhere.parent / "other.tar"
    other.write_text("not a backup")
    done = say("restore", str(other), "--keys", f"{kept}.keys", "--data", str(elsewhere))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "is not a backup" in done.stderr


def test_a_backup_works_while_the_desk_does_not_run(kept: Path, elsewhere: Path) -> None:
    assert say("restore", str(kept), "--data", str(elsewhere)).returncode == 0
    target = elsewhere.parent / "second.tar"
    done = say("backup", str(target), "--data", str(elsewhere))
    assert done.returncode == 0, done.stderr
    assert target.is_file()
    assert wait_until(lambda: not naming(elsewhere), seconds=5, what="the end of the database")
