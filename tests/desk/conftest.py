"""What tests of the desk share."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings
from tests.desk.keeping import Kept, a_desk


@pytest.fixture
def evidence(tmp_path: Path, settings: Settings) -> Path:
    """An evidence folder of this test's own."""
    settings.DETENTE_EVIDENCE = str(tmp_path / "evidence")
    return tmp_path / "evidence"


@pytest.fixture
def desk(db: None, evidence: Path) -> Kept:
    """A desk with two messages of one page, each sealed with a picture, in one folder of the vault."""
    made = a_desk()
    made.arrive("m1", "m2")
    made.photograph()
    return made
