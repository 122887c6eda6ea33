"""What every screen of the public page does before and after its own work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from detente.contracts.words import Words, as_language
from detente.publicpage import words
from detente.publicpage.clock import now as read_clock
from detente.publicpage.models import Page
from detente.publicpage.visitor import Reader, form_token, from_this_site, reader_of, remember

LARGEST_FORM = 256 * 1024  # bytes; a whole message, percent-encoded, with room to say how much is too much
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request to one page by one reader, at one moment."""

    request: HttpRequest
    page: Page
    reader: Reader
    now: datetime

    def show(self, template: str, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
        """A screen of this page. Rendered without the request, so that nothing of the desk can reach it."""
        whole = {
            "page": self.page,
            "reader": self.reader,
            "title": page_title(self.page, self.reader.language),
            "hours": self.page.hours_fr if self.reader.language == "fr" else self.page.hours_en,
            "token": form_token(self.reader.visitor, now=self.now),
            "path": self.request.path,
            "now": self.now,
            **context,
        }
        return HttpResponse(render_to_string(f"publicpage/{template}", whole), status=status)

    def refuse(self, sentence: Words, *, status: int) -> HttpResponse:
        """A screen that says one sentence and leads back to the page."""
        return self.show("refused.html", {"sentence": sentence.in_(self.reader.language)}, status=status)


View = Callable[..., HttpResponse]


def screen(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Make a view `(visit, **arguments)` out of a request to `/p/<slug>/…`."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @csrf_exempt  # guarded by our own signed form token and the browser's word, see `visitor`
        @wraps(view)
        def door(request: HttpRequest, slug: str, **arguments: str) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            page = Page.objects.filter(slug=slug).first()
            if page is None:
                return _no_page(request)
            visit = Visit(request, page, reader_of(request, page), read_clock())
            with translation.override(visit.reader.language), timezone.override(ZoneInfo(page.time_zone)):
                response = _turned_away(visit) or view(visit, **arguments)
            remember(response, request)
            return guarded(response)

        return door

    return decorate


def guarded(response: HttpResponse) -> HttpResponse:
    """Add the page's own strict policy; nothing of it may be kept by a cache that others share."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def page_title(page: Page, language: str) -> str:
    """The page's title in a language."""
    own = page.title_fr if as_language(language) == "fr" else page.title_en
    return own or Words(fr="Livre d’or", en="Guestbook").in_(language)


def site_root(request: HttpRequest) -> str:
    """Scheme and host of this site as people know it, without a slash at the end."""
    return (getattr(settings, "PUBLIC_URL", "") or request.build_absolute_uri("/")).rstrip("/")


def body_length(request: HttpRequest) -> float:
    """How many bytes the sender announces; infinite when it will not say."""
    said = request.headers.get("Content-Length") or "0"
    return float("inf") if not said.isdecimal() or "Transfer-Encoding" in request.headers else int(said)


def seen(address: str) -> HttpResponse:
    """Lead the browser to what it has just written (a reload then sends nothing again)."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def _turned_away(visit: Visit) -> HttpResponse | None:
    request = visit.request
    if request.method != "POST":
        return None
    if body_length(request) > LARGEST_FORM:
        return visit.refuse(words.TOO_LARGE, status=413)
    if not from_this_site(request):
        return visit.refuse(words.ELSEWHERE, status=403)
    return None


def _no_page(request: HttpRequest) -> HttpResponse:
    language = as_language(request.headers.get("Accept-Language", "en"))
    with translation.override(language):
        body = render_to_string(
            "publicpage/nowhere.html", {"sentence": words.NO_PAGE.in_(language), "language": language}
        )
    return guarded(HttpResponse(body, status=404))
