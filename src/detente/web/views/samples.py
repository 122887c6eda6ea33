"""The weekly sample of published replies: rated by two people, blind to one another; about replies, never people."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.rate_sample import rate_sample
from detente.desk.queries.samples import sampled_reply, samples_page
from detente.rules.rubric import FIT_TOTAL, ROWS
from detente.web.clock import now
from detente.web.flash import say
from detente.web.foreign import paragraphs
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of

_RATED = Words(fr="Vos notes sont inscrites.", en="Your marks are recorded.")


@require_GET
@signed_in
def samples(request: DeskRequest) -> HttpResponseBase:
    """What waits for this person's marks, what both raters gave, and how far they agree."""
    page = samples_page(request.desk_person.id, request.desk_person.brand.id, now=now())
    return render(request, "web/samples.html", {"page": page, "fit": FIT_TOTAL})


@require_http_methods(["GET", "POST"])
@signed_in
def sample(request: DeskRequest, sample_id: int) -> HttpResponseBase:
    """One reply and its ten rows."""
    if request.method == "GET":
        return _page(request, sample_id)
    marks = [_mark(request.POST.get(row.key, "")) for row in ROWS]
    try:
        rate_sample(request.desk_person.id, sample_id, marks, request.POST.get("note", ""), now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _page(request, sample_id, refused)
    say(request, _RATED)
    return redirect("samples")


def _mark(text: str) -> int | None:
    return int(text) if text in ("0", "1", "2") else None


def _page(request: DeskRequest, sample_id: int, refused: Refused | None = None) -> HttpResponse:
    reply = sampled_reply(request.desk_person.id, sample_id)
    facts = {
        "reply": reply,
        "said": paragraphs(reply.message),
        "rubric": [(row, request.POST.get(row.key, "")) for row in ROWS],
        "given_rows": [(row, [score.marks[nth] for score in reply.scores]) for nth, row in enumerate(ROWS)],
        "note": request.POST.get("note", ""),
        "refused": refused,
    }
    return render(request, "web/sample.html", facts, status=status_of(refused) if refused else 200)
