"""`./detente up` to usable, first and second run; comment → case on screen; idle memory.

Command: `.venv/bin/python -m benchmarks.start [--comments 40]`

First run: an empty data folder, set-up done (the packages are installed before). Usable: the line with the address was
printed and the sign-in page answers. Comment → case: from the moment the visitor's browser submits the public page's
form to the moment the case's row is in the page of a signed-in colleague who touches nothing (real Chromium, both on
this machine). Memory: proportional set size (PSS) of every process of the desk, 30 s after the last comment.
"""

from __future__ import annotations

import argparse
import os
import re
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

PORT = 8766
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="detente-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        first, link = _start(Path(folder) / "desk")
        seconds = _comments(link, asked.comments)
        time.sleep(30)
        memory = _memory(first.process)
        first.stop()
        second, _ = _start(Path(folder) / "desk")
        second.stop()
    print(f"first up to usable      {first.seconds:6.2f} s")
    print(f"second up to usable     {second.seconds:6.2f} s")
    print(f"comment to case, p50    {statistics.median(seconds):6.2f} s   ({len(seconds)} comments)")
    print(f"comment to case, p95    {sorted(seconds)[int(len(seconds) * 0.95) - 1]:6.2f} s")
    for name, size in memory.items():
        print(f"idle PSS, {name:<13} {size / 1e6:6.0f} MB")
    print(f"idle PSS, whole         {sum(memory.values()) / 1e6:6.0f} MB")


class _Running:
    """One `./detente up` and how long it took to be usable."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.process, self.seconds = process, seconds

    def stop(self) -> None:
        """End it as Ctrl-C would."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(10)


def _start(data: Path) -> tuple[_Running, str]:
    began = time.perf_counter()
    command = [str(ROOT / "detente"), "up", "--data", str(data), "--port", str(PORT)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, bufsize=0)
    assert process.stdout is not None
    said, taken = "", 0.0
    while not taken or select.select([process.stdout], [], [], 0.5)[0]:
        heard = os.read(process.stdout.fileno(), 4096).decode()
        if not heard:
            sys.exit(f"the desk ended: {said}")
        said += heard
        taken = taken or (time.perf_counter() - began if f":{PORT}" in said else 0.0)
    found = re.search(r"http\S+/welcome/\S+", said)
    return _Running(process, taken), found.group(0) if found else ""


def _comments(link: str, count: int) -> list[float]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER)
        inbox = _open_desk(browser, link)
        base = link.split("/welcome/")[0]
        return [_one(browser, inbox, f"{base}/p/bench/", number) for number in range(count)]


def _open_desk(browser: Browser, link: str) -> Page:
    page = browser.new_page(locale="en-GB")
    page.goto(link)
    for name, value in {
        "name": "Ada Bench", "email": "ada@bench.example", "password": "a phrase long enough", "brand_name": "Bench",
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name="Open the desk").click()
    page.wait_for_url("**/")
    return page


def _one(browser: Browser, inbox: Page, address: str, number: int) -> float:
    """One visitor, one comment; the pace stays under the page's own limits by being a new visitor each time."""
    visitor = browser.new_page(locale="en-GB", extra_http_headers={"X-Forwarded-For": f"198.51.100.{number % 250}"})
    visitor.goto(address)
    words = f"Parcel {number} marked delivered, never received"
    visitor.fill("textarea[name=text]", f"{words}. Who answers me?")
    began = time.perf_counter()
    visitor.get_by_role("button", name="Publish").click(no_wait_after=True)
    inbox.get_by_text(words).first.wait_for(timeout=30_000)
    taken = time.perf_counter() - began
    visitor.close()
    return taken


def _memory(process: subprocess.Popen[bytes]) -> dict[str, float]:
    """PSS in bytes, by what the process is."""
    sizes: dict[str, float] = {}
    for one in [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]:
        try:
            line = " ".join(one.cmdline())
            size = float(one.memory_full_info().pss)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        sizes[_name(line)] = sizes.get(_name(line), 0.0) + size
    return sizes


def _name(line: str) -> str:
    if "postgres" in line.split(" ")[0] or line.startswith("postgres"):
        return "postgres"
    for word, name in {"granian": "web", "leash": "leashes", "worker": "worker"}.items():
        if word in line:
            return name
    return "supervisor"


if __name__ == "__main__":
    if os.environ.get("DETENTE_DATA"):
        sys.exit("unset DETENTE_DATA: this benchmark makes its own data folder")
    main()
