"""A real PostgreSQL for the tests: one server and one migrated template a run, a fresh database where commits matter.

`@pytest.mark.django_db` gives a database made from the template, rolled back after each test. `fresh_desk` gives a test a
database of its own, for real commits, several connections or processes. Nothing is ever flushed: events refuse it.
"""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from tests.helpers import needs
from tests.helpers.bluesky.network import Network, bluesky_network
from tests.helpers.own_server import own_server
from tests.helpers.wordpress.site import WordPressSite, wordpress_site

_ONE_AT_A_TIME = ("bluesky", "wordpress", "processes")
_LONGEST_FIRST = ("processes", "wordpress", str(Path(__file__).parent / "house" / "test_tools.py"), "bluesky")
"""With several processes: what takes minutes starts first, so that no process waits for it at the end. The packages of
Bluesky may still be on their way at the start."""
_SERVER = pytest.StashKey[ExitStack]()
_RUN = f"detente_test_{os.getpid()}_{secrets.token_hex(3)}"


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """The address of a server in which databases may be made: `DETENTE_TEST_SERVER`, or an own one for this run."""
    given = os.environ.get("DETENTE_TEST_SERVER")
    if given:
        yield given
        return
    with own_server() as url:
        yield url


@pytest.fixture(scope="session")
def database_template(database_server: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of the migrated template of this run."""
    name = f"{_RUN}_template"
    _admin(database_server, "CREATE DATABASE {}", name)
    with django_db_blocker.unblock():
        _point_at(database_server, name)
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
    yield name
    _admin(database_server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(scope="session")
def django_db_setup(database_server: str, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database behind `@pytest.mark.django_db`."""
    _admin(database_server, "CREATE DATABASE {} TEMPLATE {}", _RUN, database_template)
    _point_at(database_server, _RUN)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    _admin(database_server, "DROP DATABASE {} WITH (FORCE)", _RUN)


@pytest.fixture
def fresh_desk(
    database_server: str, database_template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The address of a database of this test's own; Django's default connection points at it meanwhile."""
    name = f"{_RUN}_{secrets.token_hex(4)}"
    _admin(database_server, "CREATE DATABASE {} TEMPLATE {}", name, database_template)
    with django_db_blocker.unblock():
        connections.close_all()
        _point_at(database_server, name)
        yield _url(database_server, name)
        connections.close_all()
    _point_at(database_server, _RUN)
    _admin(database_server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(scope="session")
def bluesky() -> Iterator[Network]:
    """A whole Bluesky network, one a run. Tests that use it carry the mark `bluesky`."""
    with bluesky_network() as network:
        yield network


def pytest_configure(config: pytest.Config) -> None:
    """One server for all test processes of a run, started by the process that hands the tests out."""
    several = config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    if several and not os.environ.get("DETENTE_TEST_SERVER"):
        config.stash[_SERVER] = ExitStack()
        os.environ["DETENTE_TEST_SERVER"] = config.stash[_SERVER].enter_context(own_server())


def pytest_unconfigure(config: pytest.Config) -> None:
    """End that server."""
    if _SERVER in config.stash:
        config.stash[_SERVER].close()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Say at once which tests belong together: xdist reads it before `pytest_collection_modifyitems` comes to us."""
    item.add_marker(pytest.mark.xdist_group(_group_of(item)))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the groups that this machine cannot run; refuse tests that would flush a database."""
    if hasattr(config, "workerinput"):
        _order(items)
    lacking = needs.lacking()
    for item in items:
        mark = item.get_closest_marker("django_db")
        if "transactional_db" in getattr(item, "fixturenames", ()) or (mark and mark.kwargs.get("transaction")):
            raise pytest.UsageError(
                f"{item.nodeid}: events refuse a flush: use the fixture fresh_desk for real commits"
            )
        for group in [group for group in lacking if group not in needs.required() and item.get_closest_marker(group)]:
            item.add_marker(pytest.mark.skip(reason=f"{group}: {lacking[group]}"))


def _order(items: list[pytest.Item]) -> None:
    """The long groups first, then the others by their number of tests; inside a group the order stays as it is."""
    sizes = Counter(_group_of(item) for item in items)
    ranks = {group: _rank(group) for group in sizes}
    items.sort(key=lambda item: (ranks[_group_of(item)], -sizes[_group_of(item)]))


def _rank(group: str) -> int:
    return _LONGEST_FIRST.index(group) if group in _LONGEST_FIRST else len(_LONGEST_FIRST)


def _group_of(item: pytest.Item) -> str:
    """Tests that share a costly network run in one process, the others file by file."""
    shared = next((name for name in _ONE_AT_A_TIME if item.get_closest_marker(name)), "")
    return shared or str(item.path)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail where `DETENTE_TEST_REQUIRE` names a group that this machine cannot run."""
    for group, remedy in needs.lacking().items():
        if item.get_closest_marker(group) and group in needs.required():
            pytest.fail(f"DETENTE_TEST_REQUIRE names {group}, but {remedy}", pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One closing line for each group that was skipped: what is missing, and the command that brings it."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for group, remedy in needs.lacking().items():
        count = sum(f"{group}: {remedy}" in reason for reason in skipped)
        if count:
            terminalreporter.write_line(f"{count} tests of the group {group} were skipped: {remedy}")


@pytest.fixture(scope="session", autouse=True)
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys of this run, so that sealing works in every test."""
    from detente.host import keys

    folder = tmp_path_factory.mktemp("data") / "keys"
    keys.make_all(folder)
    settings.DETENTE_KEYS = str(folder)
    settings.DETENTE_EVIDENCE = str(folder.parent / "evidence")
    return folder


@pytest.fixture(scope="session")
def wordpress_server() -> Iterator[WordPressSite]:
    """A real WordPress for this run; call `fresh()` for a post and no comments."""
    with wordpress_site() as site:
        yield site


def _admin(server: str, query: str, *names: str) -> None:
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(sql.SQL(query).format(*(sql.Identifier(name) for name in names)))  # type: ignore[arg-type]


def _point_at(server: str, name: str) -> None:
    told = psycopg.conninfo.conninfo_to_dict(server)
    connection.close()
    connection.settings_dict.update(
        NAME=name,
        USER=told.get("user", ""),
        PASSWORD=told.get("password", ""),
        HOST=told.get("host", ""),
        PORT=str(told.get("port", "")),
    )


def _url(server: str, name: str) -> str:
    told = psycopg.conninfo.conninfo_to_dict(server)
    user = quote(str(told.get("user", "")))
    word = f":{quote(str(told['password']))}" if told.get("password") else ""
    return f"postgresql://{user}{word}@/{name}?host={quote(str(told.get('host', '')), safe='')}&port={told.get('port') or 5432}"
