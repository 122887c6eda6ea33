"""Typed text that must survive the end of a session.

The text travels inside the sign-in page itself, as hidden fields named `kept.<field>`: nothing is stored for a
stranger. Once the person has signed in it waits in their session until the page they came from shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

PREFIX: Final = "kept."
MAX_CHARACTERS: Final = 40_000
ANSWER: Final = "answer."
"""How the names of fields begin that may hold a network's secret: those are never kept anywhere."""
_SESSION: Final = "kept"
_NEVER: Final = frozenset({"csrfmiddlewaretoken", "password", "next"})
_AT_LEAST: Final = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields of a form that came too late, and the page they were typed on."""

    page: str
    fields: Mapping[str, str]


def from_post(request: HttpRequest) -> Kept:
    """What was typed in a refused form; nothing but the page for a GET."""
    if request.method != "POST":
        return Kept(request.get_full_path(), {})
    return Kept(_page_before(request), _cut(request.POST.dict()))


def from_sign_in(request: HttpRequest) -> Kept:
    """What the sign-in page carried."""
    carried = {k.removeprefix(PREFIX): v for k, v in request.POST.dict().items() if k.startswith(PREFIX)}
    return Kept(safe_page(request, request.POST.get("next", "")), _cut(carried))


def put_away(request: HttpRequest, kept: Kept) -> None:
    """Keep the text in the session of the person who has just signed in."""
    if kept.fields:
        request.session[_SESSION] = {"page": kept.page, "fields": dict(kept.fields)}


def take_out(request: HttpRequest) -> Kept | None:
    """The text that waits for this page, once."""
    waiting = request.session.get(_SESSION)
    if not isinstance(waiting, dict) or waiting.get("page") != request.get_full_path():
        return None
    del request.session[_SESSION]
    return Kept(str(waiting["page"]), {str(k): str(v) for k, v in dict(waiting["fields"]).items()})


def safe_page(request: HttpRequest, address: str) -> str:
    """`address` when it is a page of this desk, else the inbox."""
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(address) if own else urlsplit("/")
    path = parts.path if parts.path.startswith("/") and not parts.path.startswith("//") else "/"
    return f"{path}?{parts.query}" if parts.query else path


def _page_before(request: HttpRequest) -> str:
    return safe_page(request, request.META.get("HTTP_REFERER", ""))


def _cut(fields: Mapping[str, str]) -> dict[str, str]:
    worth = {k: v for k, v in fields.items() if k not in _NEVER and not k.startswith(ANSWER) and _is_writing(v)}
    return {k: v[:MAX_CHARACTERS] for k, v in list(worth.items())[:10]}


def _is_writing(value: str) -> bool:
    # A choice, a name or an address is quickly given again; sentences are not.
    return len(value.strip()) >= _AT_LEAST and len(value.split()) > 1
