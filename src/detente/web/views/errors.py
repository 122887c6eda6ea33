"""Pages for what should not happen: each says what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return _page(
        request, 404, _("There is no such page"), _("The address may be mistyped, or the page is not open to you.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403."""
    return _page(request, 403, _("This is not open to you"), _("Ask the person who administers the desk."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return _page(
        request,
        400,
        _("This request could not be read"),
        _("Go back and send the page again. If a file was too large, cut it in two."),
    )


def old_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form from another session: nothing was done, and its text is not carried along, for it may be forged."""
    if not request.user.is_authenticated and request.path != "/sign-in":
        return HttpResponseRedirect("/sign-in")
    return _page(
        request,
        403,
        _("This page was opened before you signed in"),
        _("Nothing was sent. Go back with your browser, copy your text, reload the page and send it again."),
    )


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: rendered without any context of the desk, which may be what is broken."""
    return HttpResponse(loader.render_to_string("web/broken.html"), status=500)


def _page(request: HttpRequest, status: int, heading: str, sentence: str) -> HttpResponse:
    return render(request, "web/error.html", {"heading": heading, "sentence": sentence}, status=status)
