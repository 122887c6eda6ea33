"""`detente evidence verify` says what fails, a line each, and `doctor` asks each authority for one stamp."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.cli import doctor, main
from detente.config.env import read
from detente.evidence.bundle import Signer, pack
from detente.evidence.stamp.ask import ask
from tests.evidence.makers import SIGNER, built
from tests.helpers.real_desk import say
from tests.helpers.stamping import LocalAuthority, local_authority

WHOLE = pack(built().files)


@pytest.fixture(scope="module")
def stamping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAuthority]:
    with local_authority(tmp_path_factory.mktemp("authority")) as authority:
        yield authority


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    (tmp_path / "bundle.zip").write_bytes(WHOLE)
    return tmp_path / "bundle.zip"


def _folder(bundle: Path) -> Path:
    zipfile.ZipFile(bundle).extractall(bundle.parent / "open")
    return next((bundle.parent / "open").iterdir())


def _verify(*words: object) -> int:
    return main.main(["evidence", "verify", *map(str, words)])


def test_a_whole_bundle_gets_one_line_as_zip_and_as_folder(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _folder(bundle)
    assert _verify(bundle, folder) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in said] == [str(bundle), str(folder)]
    assert all("whole, level A; time stamps: none" in line and SIGNER.fingerprint in line for line in said)


def test_it_needs_no_desk_and_starts_as_a_program_of_its_own(bundle: Path) -> None:
    done = say("evidence", "verify", str(bundle))
    assert (done.returncode, done.stderr) == (0, "")


def test_each_thing_that_fails_gets_its_line_and_the_others_are_still_checked(
    bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _folder(bundle)
    (folder / "VERIFY.txt").write_text("All is well.")
    (folder / "manifest.sig").unlink()
    assert _verify(folder, bundle) == 1
    said = capsys.readouterr().out.splitlines()
    assert f"{folder}: manifest.sig is missing" in said
    assert f"{folder}: VERIFY.txt has another hash than SHA256SUMS says" in said
    assert said[-1].startswith(f"{bundle}: whole")


def test_the_published_key_is_compared_where_it_is_given(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for secret, code, words in ((b"s" * 32, 0, "the published key"), (b"x" * 32, 1, "is not the published key")):
        (bundle.parent / "key.pem").write_bytes(Signer.from_secret(secret).public_pem)
        assert _verify("--key", bundle.parent / "key.pem", bundle) == code
        assert words in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--key", "--roots"])
def test_a_published_file_that_cannot_be_read_gets_one_sentence(
    bundle: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (bundle.parent / "bad.pem").write_text("no key")
    for name in ("bad.pem", "none.pem"):
        assert _verify(option, bundle.parent / name, bundle) == 1
        said = capsys.readouterr().err
        assert said.startswith("detente: ") and said.count("\n") == 1


def test_a_bundle_made_to_harm_gets_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = {"cut.zip": WHOLE[:900], "none.zip": b"", "text.zip": b"hello", "none": None}
    for name, data in bad.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as made:
        made.writestr("../../escaped", b"x")
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "manifest.json").symlink_to("/etc/hostname")
    (tmp_path / "deep" / "inside").mkdir(parents=True)
    for name in (*bad, "out.zip", "link", "deep"):
        assert _verify(tmp_path / name) == 1
        said = capsys.readouterr()
        assert said.out.count("\n") == 1 and said.err == "", name
    assert not (tmp_path.parent / "escaped").exists()


def test_a_turned_byte_in_a_zip_is_told_by_the_name_of_its_file(
    bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = bytearray(WHOLE)
    data[WHOLE.index(b"CHECK THIS BUNDLE")] ^= 1
    bundle.write_bytes(data)
    assert _verify(bundle) == 1
    assert capsys.readouterr().out == f"{bundle}: VERIFY.txt is damaged\n"


@pytest.mark.openssl
def test_a_stamp_is_told_with_its_time(
    stamping: LocalAuthority, bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = built()
    stamp = ask(stamping.named("good"), made.commitment, stamping.way)
    bundle.write_bytes(pack(made.files, [stamp]))
    assert _verify("--roots", stamping.root_file, bundle) == 0
    assert f"time stamps: local {stamp.gen_time:%Y-%m-%d %H:%M:%S} UTC" in capsys.readouterr().out


@pytest.mark.openssl
def test_doctor_asks_each_authority_for_one_stamp_and_names_those_that_give_none(stamping: LocalAuthority) -> None:
    told = " ".join(
        f"{name}={stamping.origin}/{how};root={stamping.root_file}{more}"
        for name, how, more in (("one", "good", ";qualified"), ("two", "busy", ""))
    )
    home = {"XDG_DATA_HOME": "/srv/data", "HOME": "/srv/home", "DETENTE_ALLOWED_ORIGINS": stamping.origin}
    line = doctor._stamps(read({**home, "DETENTE_TIMESTAMP_AUTHORITIES": told}))
    assert line.seen.startswith("one (qualified) answers, ")
    assert "two: no stamp (down" in line.seen
    assert line.remedy == "Correct or leave out two in DETENTE_TIMESTAMP_AUTHORITIES."
    assert doctor._stamps(read(home)).remedy == ""
