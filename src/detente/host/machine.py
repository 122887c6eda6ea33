"""What this machine has to show pages with: a browser and fonts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

BROWSERS: Final = (
    *("google-chrome", "google-chrome-stable", "chrome", "chromium", "chromium-browser"),
    *("microsoft-edge", "microsoft-edge-stable", "chromium-headless-shell", "chrome-headless-shell", "headless_shell"),
)
"""Names on the path, in the order in which they are taken."""
_ELSEWHERE: Final = (
    "/opt/google/chrome/chrome",
    "/usr/lib/chromium/chromium",
    "/opt/microsoft/msedge/msedge",
    "/usr/lib/chromium/headless_shell",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_FETCHED: Final = "chromium*/chrome-*/*chrom*"
_FONTS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts")


def find_browser(named: Path | None = None) -> Path | None:
    """The Chromium of this machine: the named one, one on the path or in its usual place, or one fetched for tests.

    In the order Chrome, Chromium, Edge, headless shell; all of them speak DevTools.
    """
    if named is not None:
        return named if os.access(named, os.X_OK) else None
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return Path(found)
    for place in map(Path, _ELSEWHERE):
        if os.access(place, os.X_OK):
            return place
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    fetched = [path for path in sorted(cache.glob(_FETCHED)) if path.is_file() and os.access(path, os.X_OK)]
    return fetched[-1] if fetched else None


def missing_fonts() -> list[str]:
    """Which kinds of fonts are absent: `text`, `emoji`."""
    names = [path.name.lower() for folder in _FONTS for path in Path(folder).rglob("*.[to]t[fc]")]
    wanted = {"text": ("dejavu", "liberation", "noto", "inter", "helvetica"), "emoji": ("emoji",)}
    return [kind for kind, marks in wanted.items() if not any(mark in name for name in names for mark in marks)]
