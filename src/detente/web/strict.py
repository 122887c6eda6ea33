"""Answers that hold evidence: nothing keeps them, nothing follows them, and a picture can be nothing but a picture."""

from __future__ import annotations

from typing import Final, TypeVar

from django.http import HttpResponse, HttpResponseBase

Answer = TypeVar("Answer", bound=HttpResponseBase)

PICTURE_POLICY: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
_CLOSED: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Content-Type-Options": "nosniff",
}


def closed(response: Answer) -> Answer:
    """The answer with headers by which no cache, no search engine and no other site learns of it."""
    for name, value in _CLOSED.items():
        response.headers[name] = value
    return response


def picture_answer(raw: bytes, media_type: str) -> HttpResponse:
    """A sealed picture. Whatever its bytes are, a browser draws them or draws nothing."""
    response = closed(HttpResponse(raw, content_type=media_type))
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Disposition"] = "inline"
    return response
