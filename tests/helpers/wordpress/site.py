"""What tests call: a running WordPress, its people, posts and visitors, and a look behind the connector's back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import httpx

KEEPER: Final = Path(__file__).parent / "keeper.py"
EDITOR: Final = "amina"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody with an account on the site and an application password."""

    login: str
    id: int
    password: str


@dataclass
class WordPressSite:
    """One site, shared by the tests of a run. `fresh` gives a test a clean start."""

    port: int
    key: str
    place: str
    editor: Account = field(init=False)
    post: int = 0
    _visitors: int = 0
    _posts: int = 0

    def __post_init__(self) -> None:
        self.editor = self.person(EDITOR, "editor")
        self.permalinks("/%postname%/")

    @property
    def origin(self) -> str:
        """Where the site answers; the same one answers under `/blog`."""
        return f"http://127.0.0.1:{self.port}"

    def fresh(self) -> int:
        """No comments at all, default settings, and a new post: its id. Comment ids go on counting."""
        self.tell("clear")
        for name, value in (("comment_moderation", "0"), ("comment_previously_approved", "0")):
            self.tell("option", name=name, value=value)
        self._posts += 1
        self.post = self.make_post(f"Our new kettle {self._posts}")
        return self.post

    def tell(self, do: str, **more: object) -> object:
        """One order through the tests' door."""
        answer = httpx.post(
            f"{self.origin}/tests-door", json={"do": do, **more}, headers={"x-tests-key": self.key}, timeout=60
        )
        assert answer.status_code == 200, answer.text
        return json.loads(answer.text) if answer.text else None

    def person(self, login: str, role: str, name: str = "") -> Account:
        """A new account."""
        made = self._object("person", login=login, role=role, name=name or login.title())
        return Account(login, int(str(made["id"])), str(made["password"]))

    def make_post(self, title: str, **more: object) -> int:
        """A published post that takes comments."""
        return int(str(self._object("post", title=title, **more)["id"]))

    def visit(self, text: str, *, parent: int = 0, post: int = 0, name: str = "", email: str = "") -> int:
        """Somebody without an account writes by the site's own form, like everybody: the comment's id."""
        self._visitors += 1
        filled = {
            "comment": text, "author": name or f"Visitor {self._visitors}",
            "email": email or f"visitor{self._visitors}@home.example",
            "comment_post_ID": str(post or self.post), "comment_parent": str(parent),
        }  # fmt: skip
        answer = httpx.post(f"{self.origin}/wp-comments-post.php?{urlencode({'v': self._visitors})}", data=filled)
        assert answer.status_code == 302, (answer.status_code, answer.text[:500])
        return _id_in(answer.headers["location"])

    def insert(self, text: str, **more: object) -> int:
        """A comment written into the database as given."""
        return int(str(self._object("comment", post=more.pop("post", self.post), text=text, **more)["id"]))

    def set_state(self, comment: int, state: str) -> None:
        """`approve`, `hold`, `spam`, `trash`, or `gone` (deleted for good), done by a colleague in the site."""
        self.tell("state", id=comment, state=state)

    def edit(self, comment: int, text: str) -> None:
        """A colleague or the author changes the words."""
        self.tell("edit", id=comment, text=text)

    def row(self, comment: int) -> dict[str, object]:
        """The database's own row."""
        return self._object("row", id=comment)

    def under(self, comment: int, person: int) -> list[str]:
        """The stored texts of what this account wrote directly under a comment, whatever their state."""
        found = self.tell("under", id=comment, person=person)
        assert isinstance(found, list)
        return [str(each) for each in found]

    def shown(self, comment: int) -> str:
        """The HTML that readers are shown."""
        return str(self.tell("shown", id=comment))

    def permalinks(self, structure: str) -> None:
        """`/%postname%/`, or "" for plain ones."""
        self.tell("permalinks", value=structure)

    def _object(self, do: str, **more: object) -> dict[str, object]:
        found = self.tell(do, **more)
        assert isinstance(found, dict), found
        return found


@contextmanager
def wordpress_site() -> Iterator[WordPressSite]:
    """A running site that ends with the block, or with this process."""
    keeper = subprocess.Popen(
        [sys.executable, str(KEEPER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    try:
        told = keeper.stdout.readline()
        assert told, f"WordPress did not start (the keeper ended with {keeper.wait(10)})"
        ready = json.loads(told)
        yield WordPressSite(ready["port"], ready["key"], ready["place"])
    finally:
        keeper.stdin.close()
        keeper.wait(30)
        keeper.stdout.close()


def _id_in(location: str) -> int:
    """The comment's id in the address that a visitor is sent to; held ones come back with `unapproved`."""
    held = httpx.URL(location).params.get("unapproved")
    return int(held or httpx.URL(location).fragment.removeprefix("comment-"))
