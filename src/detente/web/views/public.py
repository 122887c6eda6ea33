"""What anyone may read: the charter of a brand and its register of removals."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from detente.accounts import queries
from detente.accounts.queries import BrandRow
from detente.desk.queries.charter import PublicCharter, public_charter
from detente.desk.queries.register import register_rows
from detente.web.clock import now


@require_GET
def charter(request: HttpRequest, slug: str) -> HttpResponse:
    """The charter in force, or an earlier version (`?version=1`), article by article."""
    found = _charter(request, slug)
    facts = {
        "brand_name": found.brand,
        "charter": found,
        "grounds": [clause for clause in found.clauses if clause.ground],
        "others": [clause for clause in found.clauses if not clause.ground],
    }
    return render(request, "web/charter.html", facts)


@require_GET
def charter_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for programs, in every language."""
    return HttpResponse(_charter(request, slug).as_json(), content_type="application/json; charset=utf-8")


@require_GET
def charter_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as plain text, in the reader's language."""
    text = _charter(request, slug).as_text(get_language() or "en")
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_GET
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Every removal, the newest first: which article, by how many people, and whether it stands."""
    brand = _brand(slug)
    found = register_rows(slug, now=now(), page=_number(request.GET.get("page", "1"), 1))
    if found is None:
        raise Http404
    with timezone.override(brand.time_zone):
        return render(request, "web/register.html", {"brand_name": brand.name, "register": found})


def _charter(request: HttpRequest, slug: str) -> PublicCharter:
    asked = request.GET.get("version")
    found = public_charter(slug, version=_number(asked, 0) if asked else None)
    if found is None:
        raise Http404
    return found


def _brand(slug: str) -> BrandRow:
    found = queries.brand_by_slug(slug)
    if found is None:
        raise Http404
    return found


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
