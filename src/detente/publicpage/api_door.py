"""What every endpoint of the API does before and after its own work: the token, the body, the shape of errors."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from detente.contracts.refusals import Refused
from detente.publicpage.actions import hash_token
from detente.publicpage.clock import now as read_clock
from detente.publicpage.door import body_length, guarded, site_root
from detente.publicpage.models import Page

LARGEST_BODY = 128 * 1024  # bytes
ERRORS = {
    "malformed": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "method": 405,
    "conflict": 409,
    "gone": 410,
    "too_large": 413,
    "invalid": 422,
}
_REFUSALS = {
    "access.comment": "not_found",
    "access.page": "not_found",
    "state.gone": "gone",
    "state.hidden": "forbidden",
    "state.key": "conflict",
}


class Stop(Exception):
    """The call ends here with an error of `ERRORS`."""

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.field = code, message, field


@dataclass(frozen=True, slots=True)
class Call:
    """One authorised call to one page's API."""

    request: HttpRequest
    page: Page
    now: datetime
    body: Mapping[str, object] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """Scheme and host for the addresses in answers."""
        return site_root(self.request)

    def text(self, name: str) -> str:
        """A required text of the body. Raises `Stop` (`invalid`)."""
        value = self.body.get(name)
        if not isinstance(value, str):
            raise Stop("invalid", f"{name} is missing or is not a text", field=name)
        return value

    def optional_text(self, name: str) -> str | None:
        """A text of the body, or None when it is left out. Raises `Stop` (`invalid`)."""
        return None if self.body.get(name) is None else self.text(name)

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number of the address. Raises `Stop` (`invalid`)."""
        said = self.request.GET.get(name, str(default))
        if not (said.isascii() and said.isdecimal() and len(said) < 20 and least <= int(said) <= most):
            raise Stop("invalid", f"{name} is a whole number from {least} to {most}", field=name)
        return int(said)

    def answer(self, payload: Mapping[str, object], *, status: int = 200) -> HttpResponse:
        """The payload as UTF-8 JSON."""
        return _json(payload, status)


Endpoint = Callable[..., HttpResponse]


def endpoint(method: str) -> Callable[[Endpoint], Callable[..., HttpResponse]]:
    """Make an endpoint `(call, **arguments)` out of a request with the page's token."""

    def decorate(view: Endpoint) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def door(request: HttpRequest, slug: str, **arguments: str) -> HttpResponse:
            try:
                return guarded(view(_opened(request, slug, method), **arguments))
            except Stop as stop:
                return guarded(_error(stop.code, stop.message, stop.field))
            except Refused as refusal:
                return guarded(_refused(refusal))

        return door

    return decorate


def _opened(request: HttpRequest, slug: str, method: str) -> Call:
    page = Page.objects.filter(slug=slug).first()
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    # The comparison is made even without a page, so that the time taken says nothing.
    known = page.token_hash if page else "0" * 64
    if not hmac.compare_digest(hash_token(token.strip()), known) or scheme.lower() != "bearer" or page is None:
        raise Stop("unauthorized", "this page's token is missing or wrong")
    if request.method != method:
        raise Stop("method", f"this address takes {method}")
    return Call(request, page, read_clock(), _body(request) if method == "POST" else {})


def _body(request: HttpRequest) -> dict[str, object]:
    if body_length(request) > LARGEST_BODY:
        raise Stop("too_large", f"a body says its length, {LARGEST_BODY} bytes at most")
    try:
        body = json.loads(request.body.decode() or "{}")
    except (ValueError, RecursionError) as error:
        raise Stop("malformed", "the body is not JSON in UTF-8") from error
    if not isinstance(body, dict):
        raise Stop("malformed", "the body is not a JSON object")
    return body


def _refused(refusal: Refused) -> HttpResponse:
    kind, _, name = refusal.code.partition(".")
    code = _REFUSALS.get(refusal.code, "invalid")
    return _error(code, refusal.sentence.en, name if kind == "input" else None)


def _error(code: str, message: str, name: str | None = None) -> HttpResponse:
    error = {"code": code, "message": message, **({"field": name} if name else {})}
    response = _json({"error": error}, ERRORS[code])
    if code == "unauthorized":
        response.headers["WWW-Authenticate"] = 'Bearer realm="public page"'
    return response


def _json(payload: Mapping[str, object], status: int) -> HttpResponse:
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text.encode("utf-8"), status=status, content_type="application/json; charset=utf-8")
