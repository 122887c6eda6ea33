"""Browsers that die while somebody types a reply: is everything there of which the page had said that it was saved?

Command: `.venv/bin/python -m benchmarks.autosave [--runs 100] [--at-once 2] [--seed 1] [--lying]`

Each run opens the composer of a case of its own in a Chromium of its own, types into it without an end, and kills that
browser with SIGKILL at a random moment after the first save was acknowledged on screen. What counts as acknowledged is
what the line under the text said, noted by the page itself as it said so. Afterwards the row must hold at least those
words, and nothing that was not typed. Bar: nothing acknowledged is lost. `--lying` answers the saves without keeping
them and must show losses: without them the zeros would prove nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.scratch import scratch_desk

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Playwright, Route

WORDS = ["bonjour", "votre", "colis", "est", "noté", "livré", "mardi", "je", "relance", "le", "dépôt", "aujourd’hui"]
LATEST = 6.0
"""Seconds after the first acknowledgement within which the browser dies."""
_PATIENCE = 60.0
_NOTED = """
(() => {
  let asked = null, told = null;
  const plain = window.fetch;
  window.fetch = (address, options) => {
    if (String(address).endsWith("/reply/save")) asked = options.body.get("text");
    return plain(address, options);
  };
  new MutationObserver(() => {
    const line = document.querySelector("[data-saved]");
    const form = line && line.closest("form");
    if (!form || asked === null || asked === told) return;
    if (line.textContent === form.dataset.saving || line.classList.contains("t-late")) return;
    told = asked;
    window.acknowledged(told);
  }).observe(document, { childList: true, characterData: true, subtree: true });
})();
"""
"""Notes the words of each save at the moment when the line under the text says that they are kept."""


@dataclass
class Typist:
    """One run: what was typed, what the page said was saved, and when the browser died."""

    case_id: int
    typed: str = ""
    acknowledged: str = ""
    times: int = 0
    lived: float = 0.0

    def hear(self, text: str) -> None:
        """The page said that this text is saved."""
        self.acknowledged, self.times = text, self.times + 1


def main() -> None:
    """Run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--at-once", type=int, default=2, help="browsers at the same time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lying", action="store_true", help="saves are acknowledged and not kept")
    asked = parser.parse_args()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the driver of the browsers keeps a loop in its thread
    with scratch_desk():
        from tests.helpers.live_page import live_page

        cases, cookies = _desk(asked.runs)
        began = time.perf_counter()
        with live_page() as port:
            typists = _type_all(f"http://127.0.0.1:{port}", cases, cookies, asked)
        _say(typists, time.perf_counter() - began, lying=asked.lying)


def _desk(runs: int) -> tuple[list[int], dict[str, str]]:
    """A brand with a case for every run, and the cookies of its writer."""
    from django.conf import settings
    from tests.desk.makers import a_brand, a_case, a_channel, a_person
    from tests.web.shell import signed_in_client

    from detente.contracts.people import Role

    channel = a_channel(a_brand())
    words = "Colis noté livré mardi, jamais reçu."
    cases = [a_case(channel, words, author=f"odile-{n}", external_id=f"m{n}").id for n in range(runs)]
    client = signed_in_client(a_person(channel.brand, Role.AGENT, name="Salomé Brandt"))
    name = settings.SESSION_COOKIE_NAME
    return cases, {name: client.cookies[name].value, "detente_language": "fr"}


def _type_all(origin: str, cases: list[int], cookies: Mapping[str, str], asked: argparse.Namespace) -> list[Typist]:
    shares = [cases[start :: asked.at_once] for start in range(asked.at_once)]
    with ThreadPoolExecutor(asked.at_once) as pool:
        parts = pool.map(lambda share: _type_some(origin, share, cookies, asked), shares)
        return [typist for part in parts for typist in part]


def _type_some(origin: str, cases: list[int], cookies: Mapping[str, str], asked: argparse.Namespace) -> list[Typist]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        return [_one(play, f"{origin}/cases/{case_id}?tab=reply", Typist(case_id), cookies, asked) for case_id in cases]


def _one(
    play: Playwright, page_at: str, typist: Typist, cookies: Mapping[str, str], asked: argparse.Namespace
) -> Typist:
    """Type until the browser dies."""
    from playwright.sync_api import Error

    chance = random.Random(f"{asked.seed}:{typist.case_id}")
    with _browser() as (process, port):
        context = play.chromium.connect_over_cdp(f"http://127.0.0.1:{port}").contexts[0]
        context.add_cookies([{"name": name, "value": value, "url": page_at} for name, value in cookies.items()])
        page = _composer(context, typist, page_at, lying=asked.lying)
        with suppress(Error):
            _type(page, typist, process, chance)
        process.wait(_PATIENCE)
    return typist


def _composer(context: BrowserContext, typist: Typist, page_at: str, *, lying: bool) -> Page:
    page = context.new_page()
    page.expose_binding("acknowledged", lambda _, text: typist.hear(text))
    page.add_init_script(_NOTED)
    if lying:
        page.route("**/reply/save", _lie)
    page.goto(page_at)
    page.locator("#text").click()
    return page


def _lie(route: Route) -> None:
    body = json.dumps({"seen": "1.0", "said": "Enregistré."})
    route.fulfill(status=200, content_type="application/json", body=body)


def _type(page: Page, typist: Typist, process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """Words with the pauses of a person; the browser's death ends it."""
    timer: threading.Timer | None = None
    began = deadline = time.monotonic()
    deadline += _PATIENCE
    while time.monotonic() < deadline:
        word = chance.choice(WORDS) + " "
        typist.typed += word
        page.keyboard.type(word, delay=chance.uniform(5, 40))
        page.wait_for_timeout(chance.choice([20, 60, 150, 1_200]))
        if timer is None and typist.times:
            timer = threading.Timer(chance.uniform(0, LATEST), _kill, [process])
            timer.start()
        typist.lived = time.monotonic() - began
    _kill(process)


@contextmanager
def _browser() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A Chromium of its own, in a process group of its own, and the port at which it is driven."""
    from detente.host import machine

    named = os.environ.get("DETENTE_BROWSER")
    found = machine.find_browser(Path(named) if named else None)
    flags = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    flags += ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="detente-autosave-", ignore_cleanup_errors=True) as folder:
        words = [str(found), *flags, "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"]
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            yield process, _port(Path(folder) / "DevToolsActivePort")
        finally:
            _kill(process)
            process.wait(_PATIENCE)


def _port(said: Path) -> int:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError, ValueError, IndexError):
            return int(said.read_text().splitlines()[0])
        time.sleep(0.05)
    raise SystemExit("the browser did not open")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the browser that we started and to its own children, by their group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _say(typists: list[Typist], seconds: float, *, lying: bool) -> None:
    kept = _kept_words()
    told = [one for one in typists if one.times]
    lost = [one for one in told if not kept.get(one.case_id, "").startswith(one.acknowledged)]
    foreign = [one for one in typists if not one.typed.startswith(kept.get(one.case_id, ""))]
    behind = sorted(len(one.typed) - len(kept.get(one.case_id, "")) for one in told)
    print(f"browsers killed          {len(typists):>8}   in {seconds:.0f} s")
    print(f"saves acknowledged       {sum(one.times for one in typists):>8}   in {len(told)} of them")
    print(f"acknowledged and lost    {len(lost):>8}")
    print(f"kept and never typed     {len(foreign):>8}")
    if behind:
        print(f"typed, not kept yet      {statistics.median(behind):>8.0f}   characters median, {behind[-1]} at most")
    if lying != bool(lost) or foreign or len(told) < len(typists):
        raise SystemExit(1)


def _kept_words() -> dict[int, str]:
    from detente.desk.models import DraftRevision

    rows = DraftRevision.objects.order_by("number").values_list("draft__case_id", "text")
    return dict(rows)


if __name__ == "__main__":
    main()
