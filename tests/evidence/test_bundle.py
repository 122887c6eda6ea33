"""A bundle holds what was captured, says of each message how far it climbed, and no session of anybody."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from tests.evidence.makers import (
    BEARER,
    CHAIN,
    COOKIE,
    ID,
    NOON,
    PNG,
    SIGNER,
    TEXT,
    built,
    contents,
    exchange,
    message,
    visit,
)
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from detente.contracts.capture import Level, Stop
from detente.evidence.bundle import OperatorFile, Signer, build, pack, unpack, with_stamps
from detente.evidence.bundle.canonical import canonical, parsed
from detente.evidence.bundle.contents import capture_id
from detente.evidence.bundle.warc import archive, searchable
from detente.evidence.verify import verify


def inner(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files inside `capture.wacz`, opened with the standard library alone."""
    opened = zipfile.ZipFile(io.BytesIO(files["capture.wacz"]))
    return {name: opened.read(name) for name in opened.namelist()}


def operator(kind: str = "image/png", key: str = "c1") -> OperatorFile:
    return OperatorFile(PNG, kind, key, "person:4", NOON)


def test_a_visit_becomes_the_files_of_the_form() -> None:
    made = built()
    assert set(inner(made.files)) == {
        "datapackage.json",
        "datapackage-digest.json",
        "archive/data.warc.gz",
        "indexes/index.cdx",
        "pages/pages.jsonl",
        "evidence/c-c1.png",
        "evidence/context.jpg",
        "evidence/context-2.jpg",
        "evidence/page.mhtml",
        "evidence/api-c1.json",
        "evidence/api-c1.headers.json",
        "evidence/provenance.json",
    }
    assert set(made.files) == {"capture.wacz", "manifest.json", "manifest.sig", "signer.pub.pem"}
    assert made.commitment == sha256(made.files["manifest.json"]).digest()
    assert inner(made.files)["evidence/api-c1.json"] == message().api


def test_the_same_contents_give_the_same_bytes_and_another_salt_another_commitment() -> None:
    assert pack(built().files) == pack(built().files)
    assert build(contents(), SIGNER, chain=CHAIN).commitment != build(contents(), SIGNER, chain=CHAIN).commitment


def test_the_manifest_says_of_every_file_whose_data_it_holds() -> None:
    files = {one["path"]: one for one in json.loads(built().manifest)["files"]}
    said = {path: files[path]["source"] for path in files}
    assert said["evidence/api-c1.json"] == said["evidence/api-c1.headers.json"] == "api"
    assert said["evidence/c-c1.png"] == said["archive/data.warc.gz"] == "public_page"
    assert said["capture.wacz"] == said["evidence/provenance.json"] == "desk"
    data = built().files["capture.wacz"]
    assert (files["capture.wacz"]["sha256"], files["capture.wacz"]["bytes"]) == (sha256(data).hexdigest(), len(data))


@pytest.mark.parametrize(
    ("changed", "level", "stopped"),
    [
        ({}, Level.A, None),
        ({"visit": visit("c1", stopped_by=Stop.LOGIN_WALL), "operator": (operator(),)}, Level.B, "login_wall"),
        ({"visit": visit("c1", stopped_by=Stop.LOGIN_WALL)}, Level.C, "login_wall"),
        ({"visit": visit("other")}, Level.C, "message_absent"),
        ({"visit": None}, Level.C, None),
        ({"visit": None, "messages": (message(shown=None),)}, Level.D, None),
    ],
    ids=["a-browser", "b-operator", "c-after-a-wall", "c-message-absent", "c-no-visit", "d-bytes-alone"],
)
def test_a_message_climbs_as_high_as_it_can_and_the_manifest_says_what_stopped_it(
    changed: dict[str, object], level: Level, stopped: str | None
) -> None:
    made = built(**changed)
    said = json.loads(made.manifest)
    assert (made.level, made.levels) == (level, {"c1": level})
    assert said["level"][0] == level
    assert said["target"]["messages"][0]["stopped_by"] == stopped
    assert verify(unpack(pack(made.files))).findings == ()
    drawn = [name for name in inner(made.files) if "reconstruction" in name]
    assert drawn == (["evidence/reconstruction-c1.html"] if level is Level.C else [])


def test_a_bundle_claims_no_more_than_its_weakest_message() -> None:
    made = built(messages=(message("c1"), message("c2")), visit=visit("c1"))
    assert (made.level, made.levels) == (Level.C, {"c1": Level.A, "c2": Level.C})


def test_an_operators_file_keeps_its_kind_and_the_name_of_who_brought_it_is_an_id() -> None:
    made = built(visit=None, operator=(operator(), operator("application/pdf")))
    files = inner(made.files)
    assert files["evidence/operator-1.png"] == files["evidence/operator-2.pdf"] == PNG
    assert json.loads(files["evidence/provenance.json"])["operator"][1]["supplied_by"] == "person:4"


@pytest.mark.parametrize(
    "changed",
    [
        {"capture_id": "../../etc/passwd"},
        {"messages": (message("c/1"),)},
        {"messages": (message(), message())},
        {"operator": (operator("text/html"),)},
        {"operator": (operator(key="c9"),)},
    ],
    ids=["id", "key", "twice", "kind", "of-no-message"],
)
def test_what_could_not_stand_in_a_bundle_is_refused_before_anything_is_made(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"id|key|operator"):
        contents(**changed)


def test_no_session_and_no_right_of_access_is_in_any_file() -> None:
    made = built()
    opened = gzip.decompress(inner(made.files)["archive/data.warc.gz"])
    for data in [*with_stamps(made.files, ()).values(), *inner(made.files).values(), opened]:
        assert COOKIE.encode() not in data
        assert BEARER.encode() not in data


def test_another_programs_reader_finds_every_record_whole_with_protocol_and_peer() -> None:
    raw = inner(built().files)["archive/data.warc.gz"]
    found = [record.rec_headers for record in ArchiveIterator(io.BytesIO(raw), check_digests="raise") if _read(record)]
    assert [one.get_header("WARC-Type") for one in found] == ["warcinfo", *["response", "request"] * 2]
    assert {one.get_header("WARC-Protocol") for one in found[1:]} == {"h2"}
    assert {one.get_header("WARC-IP-Address") for one in found[1:]} == {"203.0.113.7"}


def _read(record: ArcWarcRecord) -> bool:
    record.content_stream().read()
    return True


def test_the_index_leads_to_each_answer() -> None:
    files = inner(built().files)
    for line in files["indexes/index.cdx"].decode().splitlines():
        said = json.loads(line.split(" ", 2)[2])
        start, length = int(said["offset"]), int(said["length"])
        record = next(ArchiveIterator(io.BytesIO(files["archive/data.warc.gz"][start : start + length])))
        assert record.rec_headers.get_header("WARC-Target-URI") == said["url"]
        assert sha256(record.content_stream().read()).hexdigest() == said["digest"].removeprefix("sha256:")


def test_a_hostile_header_or_address_starts_no_line_of_its_own() -> None:
    bad = replace(
        exchange("https://social.example/a b\r\nWARC-Type: evil"),
        reason="OK\r\nX-Evil: 1",
        protocol="h2\r\nWARC-Evil: 1",
        address="1.2.3.4\r\nWARC-Evil: 1",
        response_headers=(("X-Good", "1\r\nX-Evil: 2"), ("X-Bad\r\nX-Evil", "3")),
    )
    made = archive(ID, NOON, "detente", [bad, exchange("data:text/plain,x"), exchange("https://[")])
    records = list(ArchiveIterator(io.BytesIO(made.warc)))
    heads = [
        (one.rec_headers.to_ascii_bytes(), one.http_headers.to_ascii_bytes()) for one in records if one.http_headers
    ]
    # The iterator hands records out one by one, so their heads are looked at, not their bodies.
    assert len(heads) == 2
    for told, http in heads:
        assert not any(line.lower().startswith((b"x-evil", b"warc-evil")) for line in (told + http).split(b"\r\n"))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.Example.org/A?b=2&a=1", "org,example)/a?a=1&b=2"),
        ("http://example.org:80", "org,example)/"),
        ("https://example.org:8443/x", "org,example:8443)/x"),
    ],
)
def test_addresses_are_found_under_the_form_that_replaying_programs_look_for(url: str, found: str) -> None:
    assert searchable(url) == found


def test_a_capture_has_an_id_that_sorts_by_time() -> None:
    early, late = (capture_id(NOON + timedelta(seconds=one), b"\xff" * 10) for one in (0, 1))
    assert early < late
    assert len(early) == 26


def test_hostile_words_survive_in_the_manifest_without_breaking_its_form() -> None:
    made = built(visit=visit("c1", title="\ud83d \u2028 \x00", final_url="https://social.example/\udc00"))
    assert canonical(parsed(made.manifest)) == made.manifest
    assert verify(unpack(pack(made.files))).findings == ()


def test_the_key_of_a_desk_is_always_the_same_for_its_secret() -> None:
    assert Signer.from_secret(b"a" * 32).public_pem == Signer.from_secret(b"a" * 32).public_pem
    assert Signer.from_secret(b"a" * 32).fingerprint != Signer.from_secret(b"b" * 32).fingerprint
    with pytest.raises(ValueError, match="32 bytes"):
        Signer.from_secret(b"short")


def test_the_text_promises_nothing_that_only_a_judge_can_say() -> None:
    said = with_stamps(built().files, ())["VERIFY.txt"].decode()
    assert "legally valid" not in said.lower()
    assert "valeur légale" not in said.lower()
    for words in ("sha256sum -c", "openssl dgst", "wacz validate", "ne prouve rien", "proves nothing by itself"):
        assert words in said


def test_what_a_message_says_is_never_taken_for_the_desks_words() -> None:
    assert TEXT not in built().manifest.decode()
