"""The pictures and copies of a page that stands in a tab."""

from __future__ import annotations

import base64
import math
import textwrap
from typing import Final
from urllib.parse import urlsplit

from detente.evidence.browser import said
from detente.evidence.browser.deadline import Deadline, TooLate
from detente.evidence.browser.pipe import CallRefused
from detente.evidence.browser.said import Said
from detente.evidence.browser.tab import VIEW, Tab

LOWEST: Final = 15_000
"""Pixels from the top that are looked at; Chromium repeats or cuts what is taller than 16,384."""
_SLICE: Final = 5_000
_TALLEST: Final = 8_000
_WIDEST: Final = 2_560
_QUALITY: Final = 85
_LARGEST_COPY: Final = 48 << 20


def element(tab: Tab, box: Said, deadline: Deadline) -> bytes:
    """PNG of one box of the page, without moving the page. Raises as `Tab` does."""
    left, top = (max(0, math.floor(said.number(box, side))) for side in ("x", "y"))
    width, height = (max(1, math.ceil(said.number(box, side))) for side in ("width", "height"))
    clip = {"x": left, "y": top, "width": min(width, _WIDEST), "height": min(height, _TALLEST), "scale": 1}
    return _shot(tab, {"format": "png", "clip": clip}, deadline)


def context(tab: Tab, height: int, width: int, deadline: Deadline) -> tuple[bytes, ...]:
    """JPEG slices of the page from the top, down to `LOWEST`."""
    bottom = min(max(height, VIEW[1]), LOWEST)
    across = min(max(width, VIEW[0]), _WIDEST)
    return tuple(
        _shot(
            tab,
            {
                "format": "jpeg",
                "quality": _QUALITY,
                "clip": {"x": 0, "y": top, "width": across, "height": min(_SLICE, bottom - top), "scale": 1},
            },
            deadline,
        )
        for top in range(0, bottom, _SLICE)
    )


def _shot(tab: Tab, asked: Said, deadline: Deadline) -> bytes:
    answer = tab.session.call("Page.captureScreenshot", {**asked, "captureBeyondViewport": True}, deadline)
    return base64.b64decode(said.text(answer, "data"))


def mhtml(tab: Tab, deadline: Deadline) -> bytes:
    """The page with its parts in one file, as the browser saves it; nothing when it is larger than we keep."""
    copy = said.text(tab.session.call("Page.captureSnapshot", {"format": "mhtml"}, deadline), "data").encode()
    return copy if len(copy) <= _LARGEST_COPY else b""


def enable_fonts(tab: Tab, deadline: Deadline) -> bool:
    """Let the browser tell fonts; whether it will. It will not while the page itself is still coming."""
    tab.session.post("DOM.enable", {})
    try:
        tab.session.call("CSS.enable", {}, deadline.within(1.0))
    except (CallRefused, TooLate):
        return False
    return True


def fonts(tab: Tab, key: str, deadline: Deadline) -> tuple[tuple[str, int], ...]:
    """The families that drew the element found for this key, and how many glyphs each; after `enable_fonts`."""
    asked = {"nodeId": tab.node(key, deadline)}
    used = said.items(tab.session.call("CSS.getPlatformFontsForNode", asked, deadline), "fonts")
    return tuple((said.text(each, "familyName"), int(said.number(each, "glyphCount"))) for each in used)


def certificates(tab: Tab, url: str, deadline: Deadline) -> tuple[str, ...]:
    """PEM chain that the page's own host showed, leaf first; empty without TLS."""
    parts = urlsplit(url)
    if parts.scheme != "https":
        return ()
    asked = {"origin": f"https://{parts.netloc}"}
    return tuple(
        pem(each) for each in said.items(tab.session.call("Network.getCertificate", asked, deadline), "tableNames")
    )


def pem(base64_der: object) -> str:
    """One certificate as PEM from what the browser gives."""
    lines = "\n".join(textwrap.wrap(base64_der if isinstance(base64_der, str) else "", 64))
    return f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n"
