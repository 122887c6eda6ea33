"""How a reader wants the pages: language and look."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_POST

from detente.accounts.actions.preferences import choose_language, choose_theme
from detente.contracts.words import as_language
from detente.web.clock import now
from detente.web.gate import DeskRequest, signed_in
from detente.web.kept import safe_page
from detente.web.reader_cookie import remember_language


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language of every page, and of the person's mails when signed in."""
    wanted = as_language(request.POST.get("language", "en"))
    if request.user.is_authenticated:
        choose_language(request.user.id, wanted, now=now())
    return remember_language(HttpResponseRedirect(_back(request)), wanted)


@require_POST
@signed_in
def theme(request: DeskRequest) -> HttpResponseBase:
    """Keep the person's choice of light, dark or the device's own."""
    asked = request.POST.get("theme", "auto")
    wanted = ("light" if request.desk_person.theme == "dark" else "dark") if asked == "toggle" else asked
    choose_theme(request.desk_person.id, wanted, now=now())
    return HttpResponse(status=204) if request.htmx else HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    return safe_page(request, request.POST.get("next", ""))
