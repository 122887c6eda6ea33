"""The file of a case holds what a stranger needs to check it with nothing of ours, and any change in it is named."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, an_item, created, picture_of
from tests.evidence.makers import built
from tests.helpers.real_desk import say
from tests.helpers.stamping import LocalAuthority, local_authority

from detente.accounts.models import Brand, Person
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.desk.actions.erase_messages import erase_messages
from detente.desk.actions.export_case import export_case, read_case_file
from detente.desk.actions.receive import receive
from detente.desk.actions.receive_rows import ToSeal
from detente.desk.actions.seal_bundle import Folder, seal_bundle
from detente.desk.actions.share_evidence import Asked, share_evidence
from detente.desk.bundles import keep
from detente.desk.case_zip import Printed, write_case_zip
from detente.desk.models import Case, Message, Stamp
from detente.desk.queries.case_file import case_file
from detente.desk.queries.custody import case_custody, message_custody
from detente.desk.vault import the_vault
from detente.evidence.bundle import unpack
from detente.evidence.bundle.pack import sums
from detente.evidence.casefile.verify import CaseReport, verify_case
from detente.evidence.stamp.ask import ask
from detente.evidence.verify import Published
from detente.journal.ledger import verify
from detente.journal.models import Event, LedgerLine

pytestmark = pytest.mark.django_db
PRINTED = Printed(b"<!doctype html><title>page</title>", b"p{}", "Détente 0")
TEXT = '=HYPERLINK("http://x") ../../etc/passwd <script>alert(1)</script> \u202e\ud83d'


@pytest.fixture
def brand() -> Brand:
    return a_brand()


@pytest.fixture
def case(brand: Brand) -> Case:
    """A case with two versions, a picture in a sealed folder, a drawing, and lines of others between."""
    channel = a_channel(brand)
    case = a_case(channel, TEXT, author="../../../evil\n=cmd")
    a_case(channel, "Un autre message.", external_id="m9", author="zoé")
    receive(channel.id, created(an_item("m1", "Changé.", author="../../../evil\n=cmd")), now=NOON + timedelta(hours=1))
    message = Message.objects.get(case=case)
    _folder(message)
    picture_of(message, "C")
    return case


@pytest.fixture(scope="module")
def stamping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAuthority]:
    with local_authority(tmp_path_factory.mktemp("authority")) as authority:
        yield authority


@pytest.fixture
def lead(brand: Brand) -> Person:
    return a_person(brand, Role.LEAD)


def _folder(message: Message) -> None:
    made = built()
    folder: Folder = keep(made, f"01HZZZZZZZZZZZZZZZZZZZZZ{message.id % 90 + 10}", the_vault(), at=NOON)
    shot = ToSeal(message.id, message.revision_number, "picture", b"\x89PNG\r\n\x1a\nshot", "A", "image/png")
    with transaction.atomic():
        seal_bundle(message.channel, folder, [shot], (), now=NOON)


def _zip(lead: Person, case: Case) -> bytes:
    room = io.BytesIO()
    write_case_zip(room, case_file(lead.id, case.id, now=NOON), PRINTED)
    return room.getvalue()


def _named(files: dict[str, bytes]) -> set[str]:
    return {finding.file for finding in verify_case(files).findings}


def test_the_zip_is_whole_and_holds_every_sealed_thing_with_its_bytes(lead: Person, case: Case) -> None:
    files = unpack(_zip(lead, case))
    report: CaseReport = verify_case(files)
    assert report.findings == ()
    assert (report.items, report.bundles) == (4, 1)
    proofs = json.loads(files["proofs.json"])
    received = next(row for row in proofs["items"] if row["what"] == "received")
    assert files[received["file"]] == TEXT.encode("utf-8", "replace")
    assert {row["state"] for row in proofs["items"]} == {"sealed"}
    assert "legally valid" not in b"".join(files.values()).decode("utf-8", "ignore").lower()


def test_no_word_of_a_commenter_makes_a_name_in_the_zip(lead: Person, case: Case) -> None:
    plain = re.compile(r"(bundles|pictures|sealed)/[0-9A-Z]+\.(zip|png|bin)|[A-Za-z0-9.]+")
    assert [name for name in unpack(_zip(lead, case)) if not plain.fullmatch(name)] == []


def test_a_byte_turned_in_any_file_is_named_also_when_the_sums_were_made_anew(lead: Person, case: Case) -> None:
    files = unpack(_zip(lead, case))
    for name, data in files.items():
        turned = {
            **files,
            name: bytes([data[len(data) // 2] ^ 1]).join((data[: len(data) // 2], data[len(data) // 2 + 1 :])),
        }
        assert any(name in str(finding) for finding in verify_case(turned).findings), name
        if name.startswith("SHA256SUMS"):
            continue
        anew = sums({one: data for one, data in turned.items() if not one.startswith("SHA256SUMS")})
        told = _named({**turned, "SHA256SUMS": anew})
        assert "SHA256SUMS.sig" in told or name == "signer.pub.pem"
        assert not name.startswith(("sealed/", "pictures/", "bundles/")) or any(one.startswith(name) for one in told)


def test_a_file_left_out_or_put_in_is_named(lead: Person, case: Case) -> None:
    files = unpack(_zip(lead, case))
    for name in files:
        assert _named({one: data for one, data in files.items() if one != name}), name
    assert "sealed/999.bin" in _named({**files, "sealed/999.bin": b"x"})


def test_the_command_line_accepts_it_and_names_what_was_changed(lead: Person, case: Case, tmp_path: Path) -> None:
    whole, bad = tmp_path / "whole.zip", tmp_path / "bad.zip"
    whole.write_bytes(_zip(lead, case))
    raw, words = bytearray(whole.read_bytes()), TEXT.encode("utf-8", "replace")
    raw[raw.index(words)] ^= 1
    bad.write_bytes(raw)
    done = say("evidence", "verify", str(whole), str(bad))
    said = done.stdout.splitlines()
    assert done.returncode == 1
    assert said[0].startswith(f"{whole}: whole, the file of a case: 4 sealed items, 1 folders")
    assert all(line.startswith(f"{bad}: ") and "sealed/" in line for line in said[1:])
    assert len(said) > 1


def test_what_was_erased_leaves_its_place_and_nothing_else(brand: Brand, lead: Person) -> None:
    case = a_case(a_channel(brand), "Mots à oublier.")
    message = Message.objects.get(case=case)
    erase_messages(message.channel_id, [message.id], "after_deletion", now=NOON)
    files = unpack(_zip(lead, case))
    assert verify_case(files).findings == ()
    (row,) = json.loads(files["proofs.json"])["items"]
    assert (row["state"], row["file"], row["salt"]) == ("erased", None, None)
    assert "Mots à oublier" not in b"".join(files.values()).decode("utf-8", "ignore")


@pytest.mark.parametrize(
    ("roles", "mandates", "may"),
    [
        ((Role.AGENT,), (), False),
        ((Role.REVIEWER,), (), False),
        ((Role.LEAD,), (), True),
        ((Role.EXPERT,), (), False),
        ((Role.AUDITOR,), (), True),
        ((Role.ADMINISTRATOR,), (), False),
        ((Role.AGENT,), (MandateKind.CHARTER,), True),
        ((Role.AGENT,), (MandateKind.CARE,), False),
    ],
)
def test_who_may_take_a_case_along_leaves_a_line_and_nobody_else_does(
    roles: tuple[Role, ...], mandates: tuple[MandateKind, ...], may: bool, brand: Brand
) -> None:
    case = a_case(a_channel(brand))
    person = a_person(brand, *roles, name="Rémi", mandates=mandates)
    lines = LedgerLine.objects.count()
    if may:
        export_case(person.id, case.id, now=NOON)
        assert LedgerLine.objects.latest("seq").event == "exported"
        assert verify().intact
        return
    for act in (export_case, read_case_file, case_file):
        with pytest.raises(Refused, match=r"access\."):
            act(person.id, case.id, now=NOON)
    assert LedgerLine.objects.count() == lines


def test_a_stranger_and_another_brand_get_nothing(brand: Brand) -> None:
    case = a_case(a_channel(brand))
    for person in (a_person(None, name="Passant"), a_person(a_brand("autre"), Role.LEAD, name="Voisine")):
        for act in (export_case, read_case_file, case_file):
            with pytest.raises(Refused, match=r"access\."):
                act(person.id, case.id, now=NOON)
    assert not Event.objects.filter(name__startswith="case.file").exists()


def test_reading_is_written_once_in_ten_minutes_and_custody_says_it_all_in_both_languages(
    brand: Brand, lead: Person
) -> None:
    case = a_case(a_channel(brand))
    for minutes in (0, 5, 11):
        read_case_file(lead.id, case.id, now=NOON + timedelta(minutes=minutes))
    export_case(lead.id, case.id, now=NOON + timedelta(minutes=12))
    message = Message.objects.get(case=case)
    share_evidence(lead.id, message.id, Asked(note="Maître Dupré"), now=NOON + timedelta(minutes=13))
    rows = case_custody(case.id)
    assert [row.sentence.fr for row in rows] == [
        "Salomé Brandt a partagé la preuve par un lien (pour\u202f: Maître Dupré).",
        "Salomé Brandt a exporté le dossier du cas.",
        "Salomé Brandt a lu le dossier du cas.",
        "Salomé Brandt a lu le dossier du cas.",
    ]
    assert rows[0].sentence.en == "Salomé Brandt shared the evidence by a link (for: Maître Dupré)."
    assert all(row.ledger_seq for row in rows)
    assert message_custody(message) == rows


@pytest.mark.openssl
def test_a_stamp_from_outside_on_a_later_line_covers_what_was_sealed_before_it(
    lead: Person, case: Case, stamping: LocalAuthority
) -> None:
    head = LedgerLine.objects.latest("seq")
    had = ask(stamping.named("good"), bytes(head.hash), stamping.way)
    told = {"request": had.request, "response": had.response, "certificates": "\n".join(had.certificates)}
    Stamp.objects.create(
        ledger_seq=head.seq, authority="local", state="had", digest=head.hash, genuine=True, made_at=NOON, **told
    )
    export_case(lead.id, case.id, now=NOON)
    files = unpack(_zip(lead, case))
    report = verify_case(files, Published(roots=stamping.root_file.read_bytes()))
    assert report.findings == ()
    assert (report.stamped, [one.authority for one in report.stamps]) == (5, ["local"])
    assert json.loads(files["ledger.jsonl"].splitlines()[-1])["seq"] == head.seq
    reply = next(name for name in files if name.endswith(".tsr"))
    files["ledger.jsonl"] = files["ledger.jsonl"].rsplit(b"\n", 2)[0] + b"\n"
    assert reply in _named(files)
