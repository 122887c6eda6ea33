"""The public page stands apart from the desk."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

import detente.publicpage
from detente.publicpage import api, pages
from tests.publicpage.conftest import StillClock, Write

ROOM = Path(detente.publicpage.__file__).parent
FORBIDDEN = ("detente.desk", "detente.accounts", "detente.journal", "detente.web", "detente.workers", "detente.config")


def imports(source: Path) -> list[str]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def test_it_imports_nothing_of_the_desk() -> None:
    named = [(source.name, name) for source in ROOM.rglob("*.py") for name in imports(source)]
    assert [each for each in named if each[1].startswith(FORBIDDEN)] == []


def test_its_views_work_without_a_session_and_without_a_person(
    write: Write, token: str, still_clock: StillClock
) -> None:
    comment = write("Un")

    class Bare(HttpRequest):
        @property
        def session(self) -> None:
            raise AssertionError("the session of the desk was touched")

        @property
        def user(self) -> None:
            raise AssertionError("the person of the desk was touched")

    def bare(path: str, **headers: str) -> HttpRequest:
        request = RequestFactory().get(path, headers=headers)
        request.__class__ = type("BareRequest", (Bare, request.__class__), {})
        return request

    assert pages.show_page(bare("/p/ferrolane/"), "ferrolane").status_code == 200
    thread = pages.show_thread(bare("/p/ferrolane/m/x/"), "ferrolane", comment_id=comment.public_id)
    assert thread.status_code == 200
    told = api.changes(bare("/p/ferrolane/api/v1/changes", authorization=f"Bearer {token}"), "ferrolane")
    assert told.status_code == 200


def test_a_visit_sets_no_cookie_and_reads_none_of_the_desk(client: Client, token: str, still_clock: StillClock) -> None:
    client.cookies["detente_session"] = "something"
    client.cookies["detente_csrf"] = "c" * 32
    response = client.get("/p/ferrolane/")
    assert (response.status_code, dict(response.cookies)) == (200, {})


def test_a_cookie_of_the_page_never_goes_to_the_desk(client: Client, token: str, still_clock: StillClock) -> None:
    cookies = client.get("/p/ferrolane/?lang=fr&theme=dark").cookies
    assert {cookie["path"] for cookie in cookies.values()} == {"/p/"}


@pytest.mark.parametrize("word", ["|safe", "mark_safe", "autoescape off", "format_html"])
def test_nothing_is_ever_marked_safe(word: str) -> None:
    sources = [*ROOM.rglob("*.py"), *ROOM.rglob("*.html")]
    assert [source.name for source in sources if word in source.read_text(encoding="utf-8")] == []


def test_only_the_doors_read_the_clock() -> None:
    readers = {
        source.name
        for source in ROOM.rglob("*.py")
        if any(name.startswith("detente.publicpage.clock") for name in imports(source))
    }
    assert readers == {"door.py", "api_door.py"}
