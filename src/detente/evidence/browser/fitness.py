"""Whether this browser can draw what people write: without fonts Chromium draws no letter, and says nothing.

Source: evidence note, section 4.3. One grapheme of each script is drawn on a canvas and compared with nothing and
with a code point that nobody assigned.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from detente.evidence.browser import said
from detente.evidence.browser.deadline import Deadline
from detente.evidence.browser.pipe import Pipe, Session
from detente.evidence.browser.scripts import SAMPLES, scripts_of

NEEDED: Final = "latin"
"""Without it no picture is worth anything."""
OPTIONAL: Final = frozenset({"cjk", "hebrew", "devanagari", "thai"})
"""Whose absence is told, but asks for nothing: few desks meet them, and their fonts are large."""

_DRAW: Final = """
(samples) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const drawn = (text) => {
    pen.clearRect(0, 0, 64, 64);
    pen.font = "32px sans-serif";
    pen.fillText(text, 8, 44);
    return pen.getImageData(0, 0, 64, 64).data.join();
  };
  const nothing = [drawn(""), drawn("\\u0378"), drawn("\\u{e0fff}")];
  return Object.fromEntries(Object.entries(samples).map(
    ([name, each]) => [name, each.filter((text) => nothing.includes(drawn(text))).length]));
}
"""


@dataclass(frozen=True, slots=True)
class Fitness:
    """`missing`: the scripts that this browser cannot draw, in the order of `SAMPLES`."""

    missing: tuple[str, ...]

    @property
    def fit(self) -> bool:
        """Whether it can draw French and English at all."""
        return NEEDED not in self.missing

    @property
    def wanting(self) -> tuple[str, ...]:
        """What is missing and should be brought."""
        return tuple(name for name in self.missing if name not in OPTIONAL)

    def lacks(self, text: str) -> tuple[str, ...]:
        """The scripts of the text that would be drawn as nothing or as boxes."""
        used = scripts_of(text)
        return tuple(name for name in self.missing if name in used)


def judge(counts: said.Said) -> Fitness:
    """From how many graphemes of each script came out as nothing. A script that was not told of is missing."""
    return Fitness(tuple(name for name in SAMPLES if counts.get(name) != 0))


def try_out(pipe: Pipe, deadline: Deadline) -> Fitness:
    """Ask a running browser, in an empty page of its own. Raises `BrowserGone`, `TooLate`, `CallRefused`."""
    root = pipe.session()
    try:
        return _try_out(pipe, root, deadline)
    finally:
        root.close()


def _try_out(pipe: Pipe, root: Session, deadline: Deadline) -> Fitness:
    context = said.text(root.call("Target.createBrowserContext", {}, deadline), "browserContextId")
    about = {"url": "about:blank", "browserContextId": context}
    target = said.text(root.call("Target.createTarget", about, deadline), "targetId")
    key = said.text(root.call("Target.attachToTarget", {"targetId": target, "flatten": True}, deadline), "sessionId")
    page = pipe.session(key)
    try:
        drawing = {"expression": f"({_DRAW})({json.dumps(SAMPLES)})", "returnByValue": True}
        return judge(said.part(page.call("Runtime.evaluate", drawing, deadline), "result", "value"))
    finally:
        page.close()
        root.post("Target.disposeBrowserContext", {"browserContextId": context})
