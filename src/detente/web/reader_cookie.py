"""The cookie that the reader's language is read from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

_YEAR = 365 * 24 * 3600


def remember_language(response: HttpResponse, wanted: str) -> HttpResponse:
    """Set the cookie that the reader's language is read from."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
