"""A person's own capture: sealed whole in their name, once, and nothing of it where it cannot be."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from tests.desk.makers import NOON, a_brand, a_person
from tests.evidence.small_files import a_png
from tests.evidence.test_own_file import MHTML, a_jpeg
from tests.web.evidence_scene import Scene, a_scene

from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.erase_messages import erase_messages
from detente.desk.actions.keep_own_capture import keep_own_capture
from detente.desk.bundles import opened
from detente.desk.keys import sealing_key
from detente.desk.models import Bundle, EvidenceItem
from detente.desk.sealed import is_whole
from detente.desk.vault import the_folder, the_vault
from detente.evidence import vault
from detente.evidence.bundle.pack import unpack
from detente.evidence.verify import verify
from detente.journal.ledger import verify as verify_ledger
from detente.journal.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(settings: Any, tmp_path: Path) -> Scene:
    settings.DETENTE_EVIDENCE = str(tmp_path / "evidence")
    return a_scene()


def keep(scene: Scene, data: bytes, person_id: int | None = None) -> int:
    return keep_own_capture(person_id or scene.agent.id, scene.case.id, scene.message.id, data, now=NOON)


@pytest.mark.parametrize(("data", "kind"), [(a_jpeg(), "image/jpeg"), (MHTML, "multipart/related")])
def test_it_is_kept_to_the_last_byte_in_a_folder_that_verifies(scene: Scene, data: bytes, kind: str) -> None:
    item = EvidenceItem.objects.select_related("bundle").get(id=keep(scene, data))
    bundle = item.bundle
    assert bundle is not None
    assert (item.level, item.what, item.media_type, item.revision_number) == ("B", "operator", kind, 2)
    assert (bundle.level, bundle.made_by_id) == ("B", scene.agent.id)
    assert opened(item, sealing_key()) == data
    assert is_whole(item)
    files = unpack(the_vault().open(bundle.stored, bytes(bundle.wrapped or b""), bytes(bundle.commitment)))
    assert verify(files).findings == ()
    assert verify_ledger().intact


def test_the_case_says_who_supplied_it_and_no_word_of_anybody(scene: Scene) -> None:
    keep(scene, a_png())
    event = Event.objects.get(name="evidence.supplied")
    assert (event.actor_id, event.case_id, event.facts["level"]) == (scene.agent.id, scene.case.id, "B")


def test_the_same_file_again_is_kept_once(scene: Scene) -> None:
    assert keep(scene, a_png()) == keep(scene, a_png())
    assert keep(scene, a_png(3)) != keep(scene, a_png())
    assert Bundle.objects.count() == len(list(the_folder().names())) == 2


@pytest.mark.parametrize("data", [b"", b"GIF89a", a_png()[:-1], b"\x89PNG\r\n\x1a\n" + b"0" * (25 * 1024 * 1024)])
def test_another_kind_or_too_much_is_refused_and_leaves_nothing(scene: Scene, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        keep(scene, data)
    assert refused.value.code == "input.file"
    _nothing_is_left()


def test_a_full_disk_says_so_and_leaves_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(draft: Path, content: bytes) -> None:
        draft.write_bytes(content[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(vault, "_write", full)
    with pytest.raises(Refused) as refused:
        keep(scene, a_png())
    assert refused.value.code == "proc.disk"
    _nothing_is_left()


def test_rows_that_cannot_be_written_take_the_file_with_them(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.desk.actions.keep_own_capture.seal_bundle", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep(scene, a_png())
    _nothing_is_left()


def test_nothing_more_is_kept_of_a_message_that_was_erased(scene: Scene) -> None:
    erase_messages(scene.channel.id, [scene.message.id], "after_deletion", now=NOON)
    with pytest.raises(Refused) as refused:
        keep(scene, a_png())
    assert refused.value.code == "state.erased"


def test_a_missing_key_is_said(scene: Scene, settings: Any, tmp_path: Path) -> None:
    settings.DETENTE_KEYS = str(tmp_path / "none")
    with pytest.raises(Refused) as refused:
        keep(scene, a_png())
    assert refused.value.code == "proc.keys"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.EXPERT])
def test_only_the_desk_keeps_captures(scene: Scene, role: Role) -> None:
    with pytest.raises(Refused, match="access"):
        keep(scene, a_png(), a_person(scene.brand, role, name="X Y").id)
    with pytest.raises(Refused, match="access"):
        keep(scene, a_png(), a_person(a_brand("other"), Role.LEAD, name="X Z").id)


def _nothing_is_left() -> None:
    assert not Bundle.objects.exists()
    assert not EvidenceItem.objects.exclude(level="D").exists()
    assert [path for path in the_folder().root.rglob("*") if path.is_file()] == []
