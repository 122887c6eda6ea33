"""What a browser would silently rearrange is found before it does: a form or a block inside a paragraph ends it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import detente

PAGES = sorted(Path(detente.__file__).parent.glob("*/templates/**/*.html"))
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_BLOCK = re.compile(r"<(form|div|ul|ol|section|table|dl|h[1-6]|details|fieldset|p)\b")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_paragraph_holds_a_block(page: Path) -> None:
    held = [found.group(1)[:80] for found in _PARAGRAPH.finditer(page.read_text()) if _BLOCK.search(found.group(1))]
    assert held == []
