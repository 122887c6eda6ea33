"""A site of the tests ends with whoever started it, even when that was killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.wait import wait_until

pytestmark = [pytest.mark.wordpress, pytest.mark.processes]

ROOT = Path(__file__).resolve().parents[3]
STARTER = """
import json, os, signal, sys
from tests.helpers.wordpress.site import wordpress_site
with wordpress_site() as site:
    print(json.dumps({"port": site.port, "place": site.place}), flush=True)
    sys.stdin.read()
"""


def answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_a_run_that_is_killed_takes_its_site_and_its_files_along() -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER], cwd=ROOT, env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert starter.stdout is not None
    assert starter.stdin is not None
    told = json.loads(starter.stdout.readline())
    port, place = int(told["port"]), Path(told["place"])
    assert (answers(port), place.exists()) == (True, True)
    starter.send_signal(signal.SIGKILL)
    starter.wait(10)
    starter.stdin.close()
    starter.stdout.close()
    wait_until(lambda: not answers(port), seconds=30, what="the site to end")
    wait_until(lambda: not place.exists(), seconds=30, what="its files to go")
