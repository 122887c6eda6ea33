"""What some groups of tests need from the machine, and the command that brings it."""

from __future__ import annotations

import importlib.util
import os
import shutil
from functools import lru_cache
from pathlib import Path

from detente.host import machine

WORDPRESS_PROGRAMS = ("php", "mariadb", "mariadbd", "mariadb-install-db")


def required() -> frozenset[str]:
    """The groups whose absence is a failure: `DETENTE_TEST_REQUIRE`, separated by commas."""
    return frozenset(word.strip() for word in os.environ.get("DETENTE_TEST_REQUIRE", "").split(",") if word.strip())


@lru_cache(maxsize=1)
def lacking() -> dict[str, str]:
    """Each group that cannot run here, with what is missing and the command that brings it."""
    groups = {
        "browser": _browser(),
        "models": _models(),
        "openssl": _openssl(),
        "wacz": _wacz(),
        "wordpress": _wordpress(),
    }
    return {group: missing for group, missing in groups.items() if missing}


def _browser() -> str:
    named = os.environ.get("DETENTE_BROWSER")
    if machine.find_browser(Path(named) if named else None):
        return ""
    return "no Chromium was found: apt-get install -y chromium (or name one in DETENTE_BROWSER)"


def _models() -> str:
    missing = [name for name in ("torch", "transformers") if importlib.util.find_spec(name) is None]
    return f"{' and '.join(missing)} not found: ./detente extras transformers (about 5 GB)" if missing else ""


def wacz_program() -> str | None:
    """The judge of WACZ files, in an environment of its own because it brings a hundred packages."""
    return shutil.which(os.environ.get("DETENTE_TEST_WACZ") or "wacz")


def _wacz() -> str:
    remedy = "python3 -m venv DIR && DIR/bin/pip install wacz && export DETENTE_TEST_WACZ=DIR/bin/wacz"
    return "" if wacz_program() else f"the program wacz was not found: {remedy}"


def _openssl() -> str:
    return "" if shutil.which("openssl") else "the program openssl was not found: apt-get install -y openssl"


def _wordpress() -> str:
    """A site of our own needs Debian's packages; its database refuses to run as root and then uses theirs."""
    found = [name for name in WORDPRESS_PROGRAMS if shutil.which(name) or Path(f"/usr/sbin/{name}").exists()]
    missing = sorted({*WORDPRESS_PROGRAMS} - {*found})
    if not Path("/usr/share/wordpress/wp-includes/version.php").exists():
        missing.append("wordpress")
    if not missing:
        return ""
    packages = "wordpress php-cli php-mysql php-mbstring php-xml php-curl php-gd mariadb-server"
    return f"{', '.join(missing)} not found: apt-get install -y --no-install-recommends {packages}"
