"""Whatever is changed in a bundle is named by its check; a bundle made to harm gets one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.makers import CHAIN, SIGNER, built, contents

from detente.evidence.bundle import Signer, ZipRefused, build, pack, unpack, with_stamps, zips
from detente.evidence.bundle.canonical import canonical, parsed
from detente.evidence.bundle.pack import sums
from detente.evidence.verify import Published, verify

WHOLE = pack(built().files)
FILES = unpack(WHOLE)
FEW = settings(max_examples=25, deadline=None)
NAMES = sorted(FILES)
INNER = zips.read(FILES["capture.wacz"])


def _named(files: Mapping[str, bytes]) -> set[str]:
    return {finding.file for finding in verify(files).findings}


def _resealed(wacz: bytes, manifest: bytes | None = None) -> dict[str, bytes]:
    """As somebody would who holds the sums but not the key."""
    files = {**FILES, "capture.wacz": wacz, "manifest.json": manifest or FILES["manifest.json"]}
    del files["SHA256SUMS"]
    return {**files, "SHA256SUMS": sums(files)}


def _flipped(data: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[place % len(data)] ^= 1 << bit
    return bytes(changed)


def test_a_whole_bundle_has_nothing_against_it_and_says_whose_key_it_was() -> None:
    report = verify(unpack(pack(built().files)))
    assert report.findings == ()
    assert report.fingerprint == SIGNER.fingerprint
    assert report.manifest is not None
    assert report.manifest.level == "A_browser"


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(place=st.integers(0, 1 << 20), bit=st.integers(0, 7))
def test_a_bit_turned_in_any_file_is_found_and_the_file_is_named(name: str, place: int, bit: int) -> None:
    changed = {**FILES, name: _flipped(FILES[name], place, bit)}
    told = verify(changed).findings
    assert any(name in str(finding) for finding in told)


@pytest.mark.parametrize("path", sorted(INNER))
def test_a_file_changed_inside_the_archive_is_named_although_the_sums_were_made_anew(path: str) -> None:
    changed = {**INNER, path: _flipped(INNER[path], 7, 1)}
    assert f"capture.wacz!{path}" in _named(_resealed(zips.write(changed)))


@pytest.mark.parametrize("path", sorted(INNER))
def test_a_file_taken_out_of_the_archive_is_named(path: str) -> None:
    less = {name: data for name, data in INNER.items() if name != path}
    assert f"capture.wacz!{path}" in _named(_resealed(zips.write(less)))


def test_a_file_put_into_the_archive_is_named() -> None:
    assert "capture.wacz!evidence/c-c2.png" in _named(_resealed(zips.write({**INNER, "evidence/c-c2.png": b"x"})))


def test_a_manifest_written_anew_fails_at_its_signature() -> None:
    said = parsed(FILES["manifest.json"])
    assert isinstance(said, dict)
    other = canonical({**said, "level": "B_operator"})
    assert "manifest.sig" in _named(_resealed(FILES["capture.wacz"], other))


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_file_is_named(name: str) -> None:
    assert name in _named({one: data for one, data in FILES.items() if one != name})


def test_a_file_that_does_not_belong_is_named() -> None:
    assert "extra.txt" in _named({**FILES, "extra.txt": b"x"})


def test_a_bundle_signed_by_somebody_else_is_told_by_the_published_key_only() -> None:
    """This is why the key in the bundle proves nothing by itself."""
    forged = with_stamps(build(contents(), Signer.from_secret(b"f" * 32), chain=CHAIN).files, ())
    assert verify(forged).findings == ()
    told = verify(forged, Published(key=SIGNER.public_pem)).findings
    assert [str(one) for one in told] == ["signer.pub.pem is not the published key"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": "other/9"}, "is not of the form"),
        ({"capture_id": "../../x"}, "has a wrong capture_id"),
        ({"salt": "00"}, "has a wrong salt"),
        ({"level": "Z"}, "has a wrong level"),
        ({"files": []}, "has a wrong files"),
        ({"files": [{"path": 7}]}, "has a wrong files"),
        ({"captured_at": {"start": "noon", "end": "one"}}, "has a wrong captured_at"),
        ({"erases_after": 12}, "has a wrong erases_after"),
        ({"\x1b[2J": "x"}, "has a field of no known name ('\\x1b[2J')"),
    ],
)
def test_a_manifest_of_another_form_is_refused_in_half_a_sentence(change: dict[str, object], words: str) -> None:
    said = {**json.loads(FILES["manifest.json"]), **change}
    told = verify(_resealed(FILES["capture.wacz"], canonical(said))).findings
    assert any(one.file == "manifest.json" and words in one.what for one in told)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"a":' * 50_000, b'{"files":' + b"9" * 9_000 + b"}", b'{"n":1e400}'],
    ids=["nothing", "empty", "list", "null", "latin", "deep", "long-number", "huge-number"],
)
def test_a_manifest_made_to_harm_gets_one_sentence(raw: bytes) -> None:
    told = [one for one in verify({**FILES, "manifest.json": raw}).findings if one.file == "manifest.json"]
    assert told
    assert all("\n" not in str(one) and len(str(one)) < 300 for one in told)


def test_a_manifest_not_in_its_one_form_is_named() -> None:
    spaced = json.dumps(json.loads(FILES["manifest.json"])).encode()
    told = verify(_resealed(FILES["capture.wacz"], spaced)).findings
    assert "manifest.json is not in its canonical form" in map(str, told)


@settings(deadline=None)
@given(st.integers(0, 1 << 20), st.integers(0, 7))
def test_a_bit_turned_in_the_zip_itself_is_found_or_changes_no_file(place: int, bit: int) -> None:
    try:
        files = unpack(_flipped(WHOLE, place, bit))
    except ZipRefused:
        return
    assert files == FILES or verify(files).findings


@settings(deadline=None)
@given(st.integers(0, 12_000))
def test_a_zip_cut_off_is_refused(kept: int) -> None:
    with pytest.raises(ZipRefused):
        unpack(WHOLE[: min(kept, len(WHOLE) - 1)])


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", "a\\..\\x", "C:x", "a//b", "./a", "a\x1bb"])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str) -> None:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w") as made:
        made.writestr(zipfile.ZipInfo(name), b"x")
    with pytest.raises(ZipRefused, match="leads elsewhere") as refused:
        zips.read(room.getvalue())
    assert str(refused.value).isprintable()


def test_a_zip_that_would_fill_the_machine_is_refused_before_it_is_opened() -> None:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("zeros", bytes(4 << 20))
    with pytest.raises(ZipRefused, match="would open to more than 1 MB"):
        zips.read(room.getvalue(), most_bytes=1 << 20)


def test_a_zip_that_lies_about_a_size_is_refused_at_that_size() -> None:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("zeros", bytes(1 << 20))
    lying = room.getvalue().replace((1 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(ZipRefused) as refused:
        zips.read(lying)
    assert refused.value.file == "zeros"


def test_two_files_of_one_name_and_links_are_refused() -> None:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w") as made:
        made.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("a", b"2")
    with pytest.raises(ZipRefused, match="two files of the same name"):
        zips.read(room.getvalue())
    link = zipfile.ZipInfo("link")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(room := io.BytesIO(), "w") as made:
        made.writestr(link, b"/etc/passwd")
    with pytest.raises(ZipRefused, match="is a link"):
        zips.read(room.getvalue())


def test_the_archive_inside_is_opened_no_wider_than_the_manifest_says() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("evidence/c-c1.png", bytes(8 << 20))
    told = [str(one) for one in verify(_resealed(bomb.getvalue())).findings]
    assert any(one.startswith("capture.wacz would open to more than") for one in told)


def test_sums_that_are_no_sums_are_named() -> None:
    assert "SHA256SUMS has a line that is not a sum and a name" in map(
        str, verify({**FILES, "SHA256SUMS": b"\x00\xff\n" * 9}).findings
    )
