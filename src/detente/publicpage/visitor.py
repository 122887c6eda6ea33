"""Who is reading, as far as a page may know: three cookies under `/p/` and nothing of the desk's.

The form token stands in for Django's check of forged forms, which needs a cookie of the desk: a visitor without any
cookie may write here too. A post must come from this very site (the browser says so) and carry a token we signed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from detente.publicpage.models import Page, Visitor
from detente.rules.visitor_address import visitor_address

PREFIX = "/p/"
VISITOR_COOKIE, LANGUAGE_COOKIE, THEME_COOKIE = "detente_page_visitor", "detente_page_lang", "detente_page_theme"
THEMES = ("light", "dark")
YEAR = 365 * 24 * 3600  # seconds
FORM_LIFE = timedelta(hours=12)

_VISITOR_SALT, _FORM_SALT = "detente.publicpage.visitor", "detente.publicpage.form"


@dataclass(frozen=True, slots=True)
class Reader:
    """The language and theme to show, and the visitor whose cookie came (None: no cookie, or not one of ours)."""

    language: str
    theme: str
    visitor: Visitor | None


def reader_of(request: HttpRequest, page: Page) -> Reader:
    """What the address and the page's own cookies say."""
    theme = request.GET.get("theme") or request.COOKIES.get(THEME_COOKIE, "")
    return Reader(_language(request, page), theme if theme in THEMES else "", _visitor(request))


def _language(request: HttpRequest, page: Page) -> str:
    wanted = [request.GET.get("lang", ""), request.COOKIES.get(LANGUAGE_COOKIE, ""), *_accepted(request)]
    return next((language for language in wanted if language in page.languages), str(page.languages[0]))


def _accepted(request: HttpRequest) -> list[str]:
    found = []
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            found.append(get_supported_language_variant(code))
        except LookupError:
            continue
    return found


def _visitor(request: HttpRequest) -> Visitor | None:
    try:
        public_id = signing.Signer(salt=_VISITOR_SALT).unsign(request.COOKIES.get(VISITOR_COOKIE, ""))
    except signing.BadSignature:
        return None
    return Visitor.objects.filter(public_id=public_id).first()


def remember(response: HttpResponse, request: HttpRequest) -> None:
    """Keep the language and theme that the address asked for."""
    if request.GET.get("lang") in ("fr", "en"):
        _set(response, LANGUAGE_COOKIE, request.GET["lang"])
    if request.GET.get("theme") in THEMES:
        _set(response, THEME_COOKIE, request.GET["theme"])


def remember_visitor(response: HttpResponse, visitor: Visitor) -> None:
    """Let this browser be known as the author of what it wrote."""
    _set(response, VISITOR_COOKIE, signing.Signer(salt=_VISITOR_SALT).sign(visitor.public_id))


def _set(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, path=PREFIX, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def form_token(visitor: Visitor | None, *, now: datetime) -> str:
    """The hidden field of every form: whose it is, when it was drawn, and a number of its own."""
    return signing.dumps(
        [visitor.public_id if visitor else "", now.timestamp(), secrets.token_hex(12)], salt=_FORM_SALT
    )


def form_key(token: str, visitor: Visitor | None, *, now: datetime) -> str | None:
    """The form's own number; None when the token is not ours, another visitor's, or too old.

    A form drawn before the first cookie stays good after it: going back must not lose a text.
    """
    try:
        owner, drawn, number = signing.loads(token, salt=_FORM_SALT)
    except signing.BadSignature:
        return None
    if owner not in ("", visitor.public_id if visitor else "") or now.timestamp() - drawn > FORM_LIFE.total_seconds():
        return None
    return str(number)


def from_this_site(request: HttpRequest) -> bool:
    """Whether the browser says that a form was sent from a page of ours (clients that say nothing: yes)."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    trusted = getattr(settings, "CSRF_TRUSTED_ORIGINS", [])
    return origin is None or origin in trusted or urlsplit(origin).netloc == request.get_host()


def address_of(request: HttpRequest) -> str:
    """The sender's network address, for limits. With `DETENTE_URL` set, a proxy of ours stands in front."""
    peer, forwarded = (str(request.META.get(name, "")) for name in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR"))
    return visitor_address(peer, forwarded, behind_proxy=bool(settings.DETENTE_PUBLIC_URL))
