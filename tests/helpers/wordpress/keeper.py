"""Starts a WordPress, says where it is, and ends everything when its standard input closes.

`python keeper.py` prints one line of JSON: {"port", "key", "place"}. Started by `site.py` in a session of its own, so that a
test run that is killed still takes its servers and files along.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

PACKAGE: Final = Path("/usr/share/wordpress")
OWN: Final = Path(__file__).parent / "php"
PATIENCE: Final = 90.0
_CONFIG: Final = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'wordpress'); define('DB_PASSWORD', 'wordpress');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
$folder = preg_match('#^/blog(/|\\?|$)#', $_SERVER['REQUEST_URI'] ?? '') ? '/blog' : '';
define('WP_HOME', 'http://127.0.0.1:{port}' . $folder); define('WP_SITEURL', WP_HOME);
define('WP_ENVIRONMENT_TYPE', 'local'); define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true); define('AUTH_KEY', '{key}'); define('SECURE_AUTH_KEY', '{key}');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {{ define('ABSPATH', __DIR__ . '/'); }}
require_once ABSPATH . 'wp-settings.php';
"""
_SQL: Final = (
    "CREATE DATABASE wordpress CHARACTER SET utf8mb4;"
    "CREATE USER wordpress@localhost IDENTIFIED BY 'wordpress';"
    "GRANT ALL ON wordpress.* TO wordpress@localhost;"
)


def main() -> None:
    """Start, say, wait for the end of the input, end."""
    # Short and open to the database's own account, wherever the tests keep their files: a socket's path has 107 bytes.
    place = Path(tempfile.mkdtemp(prefix="detente-wordpress-", dir="/tmp" if os.access("/tmp", os.W_OK) else None))
    place.chmod(0o755)
    started: list[subprocess.Popen[bytes]] = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        print(json.dumps(_start(place, started)), flush=True)
        sys.stdin.read()
    finally:
        for process in reversed(started):
            _end(process)
        shutil.rmtree(place, ignore_errors=True)


def _start(place: Path, started: list[subprocess.Popen[bytes]]) -> dict[str, object]:
    socket_file, port, key = place / "run" / "db.sock", _free_port(), secrets.token_hex(16)
    started.append(_database(place, socket_file))
    _until(socket_file.exists, started[-1], "MariaDB's socket")
    _run(["mariadb", "--no-defaults", f"--socket={socket_file}", "-uroot", "-e", _SQL])
    site = _site(place, _CONFIG.format(socket=socket_file, port=port, key=key))
    started.append(_php(place, site, port, key))
    _until(lambda: _answers(port), started[-1], "PHP")
    _install(port)
    return {"port": port, "key": key, "place": str(place)}


def _database(place: Path, socket_file: Path) -> subprocess.Popen[bytes]:
    """MariaDB on a socket of its own; the package's account when we are root, which it refuses to run as."""
    account = "mysql" if os.geteuid() == 0 else None
    for name in ("run", "db", "tmp"):
        (place / name).mkdir()
        if account:
            shutil.chown(place / name, account, account)
    told = ["--no-defaults", f"--datadir={place / 'db'}", *([f"--user={account}"] if account else [])]
    environment = {**os.environ, "TMPDIR": str(place / "tmp")}
    _run(["mariadb-install-db", *told, "--auth-root-authentication-method=normal", "--skip-test-db"], environment)
    return subprocess.Popen(
        [_program("mariadbd"), *told, f"--socket={socket_file}", "--skip-networking", "--skip-log-bin",
         f"--pid-file={place / 'run' / 'db.pid'}", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M",
         "--performance-schema=off"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=(place / "db.log").open("wb"),
        env=environment, start_new_session=True,
    )  # fmt: skip


def _site(place: Path, config: str) -> Path:
    site = place / "site"
    shutil.copytree(PACKAGE, site, symlinks=False, ignore_dangling_symlinks=True)
    (site / "wp-config.php").write_text(config)
    plugins = site / "wp-content" / "mu-plugins"
    plugins.mkdir(parents=True, exist_ok=True)
    shutil.copy(OWN / "plugin.php", plugins)
    return site


def _php(place: Path, site: Path, port: int, key: str) -> subprocess.Popen[bytes]:
    settings = ["-d", "opcache.enable_cli=1", "-d", "post_max_size=64M", "-d", "memory_limit=512M"]
    return subprocess.Popen(
        [_program("php"), *settings, "-S", f"127.0.0.1:{port}", "-t", str(site), str(OWN / "router.php")],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=(place / "php.log").open("wb"),
        env={**os.environ, "PHP_CLI_SERVER_WORKERS": "4", "TESTS_KEY": key}, start_new_session=True,
    )  # fmt: skip


def _install(port: int) -> None:
    filled = {
        "weblog_title": "Ferrolane &amp; Co", "user_name": "chief", "admin_password": "a long one for tests",
        "admin_password2": "a long one for tests", "pw_weak": "1", "admin_email": "chief@site.example",
        "blog_public": "0", "language": "",
    }  # fmt: skip
    _post(f"http://127.0.0.1:{port}/wp-admin/install.php?step=2", filled)


def _post(address: str, filled: Mapping[str, str]) -> None:
    with urllib.request.urlopen(address, urllib.parse.urlencode(filled).encode(), timeout=PATIENCE) as answer:
        answer.read()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/wp-admin/install.php", timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _until(condition: Callable[[], bool], process: subprocess.Popen[bytes], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if process.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"{what} did not come ({process.args!r} ended with {process.poll()})")
        time.sleep(0.02)


def _run(command: list[str], environment: Mapping[str, str] | None = None) -> None:
    done = subprocess.run([_program(command[0]), *command[1:]], capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stdout[-500:]} {done.stderr[-500:]}")


def _program(name: str) -> str:
    return shutil.which(name) or f"/usr/sbin/{name}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """The whole session: PHP's workers outlive their master."""
    for number, patience in ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0)):
        try:
            os.killpg(process.pid, number)
            process.wait(patience)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    main()
