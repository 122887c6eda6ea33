"""Removals: the question with its five conditions, the page that says why a comment stays, and the decisions."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.ask_removal import ask_removal
from detente.desk.actions.confirm_provisional import confirm_provisional
from detente.desk.actions.decide_contest import decide_contest
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.hide_provisionally import hide_provisionally
from detente.desk.actions.override_evidence import override_evidence
from detente.desk.queries.case_page import case_page
from detente.desk.queries.removals import RemovalForm, propose_notice, removal_form, removal_view, waiting_removals
from detente.rules.charter import RemovalVerb
from detente.rules.notice import true_notice
from detente.rules.roles import Action
from detente.web.case_context import first_name
from detente.web.clock import now
from detente.web.flash import say
from detente.web.foreign import one_line, paragraphs, tame
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.reading_panel import bars
from detente.web.views.case import number, reader_language

_ASKED = Words(
    fr="Demande inscrite. Le commentaire reste en ligne jusqu’à la décision d’une autre personne.",
    en="Request recorded. The comment stays up until another person decides.",
)
_HIDDEN = Words(
    fr="Masqué provisoirement. Une autre personne confirme ou rétablit dans les 24 heures.",
    en="Hidden provisionally. Another person confirms or restores within 24 hours.",
)
_DECIDED = Words(fr="Décision inscrite.", en="Decision recorded.")
_WORD_GIVEN = Words(
    fr="Votre parole est inscrite. La suppression part.", en="Your word is recorded. The deletion is on its way."
)
_SHOWN: Final = 600
_PROPOSALS: Final = {"propose": 2, "propose_at_once": 1}
"""How many people decide what the proposed notice tells of."""


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: DeskRequest, message_id: int) -> HttpResponseBase:
    """Ask for a removal: never by accident, never of criticism."""
    form = removal_form(request.desk_person.id, message_id)
    if request.method == "GET" and form.live_id:
        return redirect("removal", form.live_id)
    if request.method == "GET":
        return _ask_page(request, form)
    if request.POST.get("do") in _PROPOSALS:
        return _ask_page(request, form)
    try:
        removal_id = _asked(request, message_id)
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _ask_page(request, form, refused)
    return redirect("removal", removal_id)


def _asked(request: DeskRequest, message_id: int) -> int:
    posted, person_id, moment = request.POST, request.desk_person.id, now()
    clause, quote = number(posted.get("clause", "")), posted.get("quote", "").strip()
    reason, notice = posted.get("reason", ""), posted.get("notice", "")
    if posted.get("do") == "provisional":
        removal_id = hide_provisionally(person_id, message_id, clause, quote, reason, notice, now=moment)
        say(request, _HIDDEN)
        return removal_id
    verb = "delete" if posted.get("do") == "delete" else "hide"
    removal_id = ask_removal(person_id, message_id, verb, clause, quote, reason, notice, now=moment)
    say(request, _ASKED)
    return removal_id


def _ask_page(request: DeskRequest, form: RemovalForm, refused: Refused | None = None) -> HttpResponse:
    language, moment = reader_language(), now()
    page = case_page(request.desk_person.id, form.case_id, now=moment)
    posted = request.POST
    author = one_line(page.facts.author or page.facts.handle, 80)
    context = {
        "form": form,
        "c": page,
        "f": page.facts,
        "title": tame(page.facts.heart),
        "first_name": first_name(author, language),
        "words": paragraphs(form.text[:_SHOWN]),
        "bars": bars(page.reading, language),
        "refused": refused,
        "chosen": number(posted.get("clause", "")),
        "quote": posted.get("quote", ""),
        "reason": posted.get("reason", ""),
        "notice": _notice(request, form),
        "at_once": any(one.provisional for one in form.grounds),
        "uncovered": bool(request.GET.get("show")) or request.method == "POST",
        "charter_slug": request.desk_person.brand.slug,
        "moment": moment,
    }
    template = "web/removal_stays.html" if form.stays else "web/removal_ask.html"
    return render(request, template, context, status=status_of(refused) if refused else 200)


def _notice(request: DeskRequest, form: RemovalForm) -> str:
    """What was written, or a notice to start from once an article is chosen."""
    posted = request.POST
    clause, people = number(posted.get("clause", "")), _PROPOSALS.get(posted.get("do", ""))
    if posted.get("notice") or not clause:
        words = posted.get("notice", "")
        return true_notice(words, RemovalVerb.HIDE, people=people) if people else words
    people = people or (1 if posted.get("do") == "provisional" else 2)
    person_id, reason = request.desk_person.id, posted.get("reason", "")
    return propose_notice(person_id, form.message_id, clause, RemovalVerb.HIDE, reason, people=people, now=now())


@require_GET
@signed_in
def removal(request: DeskRequest, removal_id: int) -> HttpResponseBase:
    """One request, and what this person may do with it."""
    return _removal_page(request, removal_id)


def _removal_page(request: DeskRequest, removal_id: int, refused: Refused | None = None) -> HttpResponse:
    one = removal_view(request.desk_person.id, removal_id, now=now())
    context = {"one": one, "refused": refused, "note": request.POST.get("note", ""), "acts": set(one.acts)}
    return render(request, "web/removal.html", context, status=status_of(refused) if refused else 200)


@require_POST
@signed_in
def decide(request: DeskRequest, removal_id: int) -> HttpResponseBase:
    """Approve or refuse; confirm or restore; uphold or restore. The state of the removal says which."""
    person_id, posted, moment = request.desk_person.id, request.POST, now()
    yes, note, act = posted.get("do") == "yes", posted.get("note", ""), posted.get("act", "")
    decisions = {
        Action.DECIDE_REMOVAL: decide_removal,
        Action.CONFIRM_PROVISIONAL: confirm_provisional,
        Action.DECIDE_CONTEST: decide_contest,
    }
    try:
        if act not in decisions:
            return redirect("removal", removal_id)
        decisions[Action(act)](person_id, removal_id, yes, note, now=moment)
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _removal_page(request, removal_id, refused)
    say(request, _DECIDED)
    return redirect("removal", removal_id)


@require_POST
@signed_in
def vouch(request: DeskRequest, removal_id: int) -> HttpResponseBase:
    """Give one's word for a deletion without a picture."""
    try:
        override_evidence(request.desk_person.id, removal_id, request.POST.get("note", ""), now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _removal_page(request, removal_id, refused)
    say(request, _WORD_GIVEN)
    return redirect("removal", removal_id)


@require_GET
@signed_in
def waiting(request: DeskRequest) -> HttpResponseBase:
    """Requests, provisional hides and contests that wait for somebody."""
    person = request.desk_person
    return render(request, "web/removals.html", {"rows": waiting_removals(person.id, person.brand.id, now=now())})
