"""What anyone may read: the charter of a brand and its register of removals."""

from __future__ import annotations

from importlib import import_module

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from detente.accounts import queries
from detente.accounts.queries import BrandRow


def public_charter(slug: str) -> object:
    return import_module("detente.desk.queries.charter").public_charter(slug)


def register_rows(slug: str) -> object:
    return import_module("detente.desk.queries.register").register_rows(slug)


@require_GET
def charter(request: HttpRequest, slug: str) -> HttpResponse:
    """The charter in force, article by article."""
    brand = _brand(slug)
    found = public_charter(slug)
    if found is None:
        raise Http404
    return render(request, "web/charter.html", {"brand": brand, "brand_name": brand.name, "charter": found})


@require_GET
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Every removal, the newest first."""
    brand = _brand(slug)
    return render(request, "web/register.html", {"brand": brand, "brand_name": brand.name, "rows": register_rows(slug)})


def _brand(slug: str) -> BrandRow:
    found = queries.brand_by_slug(slug)
    if found is None:
        raise Http404
    return found
