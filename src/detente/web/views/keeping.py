"""What is kept and for how long: a hold on a case, erasing at somebody's request, and the page of the ledger."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.check_ledger import ask_ledger_check
from detente.desk.actions.erase_evidence import erase_evidence
from detente.desk.actions.holds import lift_hold, review_hold, set_hold
from detente.desk.queries.keeping import ledger_page
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.views.case import case_answer

_DONE: Final = {
    "set": Words(
        fr="Les preuves de ce cas sont gardées\u202f: rien n’en est effacé.",
        en="The evidence of this case is held: nothing of it is erased.",
    ),
    "review": Words(fr="Nouvelle date de réexamen notée.", en="New date of review written down."),
    "lift": Words(
        fr="Conservation levée\u202f: les preuves suivent de nouveau leur date.",
        en="Hold lifted: the evidence follows its date again.",
    ),
}
_ERASED: Final = Words(
    fr="Effacé. Pièces\u202f: {items}, dossiers\u202f: {bundles}. Les décisions et les empreintes restent.",
    en="Erased. Items: {items}, folders: {bundles}. Decisions and hashes stay.",
)
_LEFT: Final = Words(
    fr="Effacé. Pièces\u202f: {items}, dossiers\u202f: {bundles}. Gardés par une conservation ou un retrait, jusqu’à "
    "sa fin\u202f: {kept}.",
    en="Erased. Items: {items}, folders: {bundles}. Kept by a hold or a removal, until it ends: {kept}.",
)
_ASKED: Final = Words(
    fr="C’est demandé\u202f: le résultat s’affichera ici.", en="Asked for: the outcome will show here."
)


@require_POST
@signed_in
def hold(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Set a hold, give it another date, or lift it."""
    me, posted, do = request.desk_person, request.POST, request.POST.get("do", "set")
    reason, review_on = posted.get("reason", ""), _day(posted.get("review_on", ""))
    try:
        if do == "review":
            review_hold(me.id, case_id, review_on, now=now())
        elif do == "lift":
            lift_hold(me.id, case_id, reason, now=now())
        else:
            set_hold(me.id, case_id, reason, review_on, now=now())
    except Refused as refused:
        return _again(request, case_id, refused)
    say(request, _DONE.get(do, _DONE["set"]))
    return redirect(f"/cases/{case_id}#keeping")


@require_POST
@signed_in
def erase(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Erase what is the author's, at their request."""
    try:
        erased = erase_evidence(request.desk_person.id, case_id, request.POST.get("reason", ""), now=now())
    except Refused as refused:
        return _again(request, case_id, refused)
    said = _LEFT if erased.kept else _ERASED
    say(request, said.with_(items=erased.items, bundles=erased.bundles, kept=erased.kept))
    return redirect(f"/cases/{case_id}#keeping")


def _again(request: DeskRequest, case_id: int, refused: Refused) -> HttpResponseBase:
    """The page, with what was typed; whoever may not see it is refused like a stranger."""
    if refused.code.startswith("access."):
        raise refused
    return case_answer(request, case_id, refused=refused, more={"keeping_typed": request.POST})


@require_http_methods(["GET", "POST"])
@signed_in
def ledger(request: DeskRequest) -> HttpResponseBase:
    """Where the ledger stands and what the latest checks found; a click has it checked now."""
    me = request.desk_person
    if request.method == "POST":
        ask_ledger_check(me.id, me.brand.id, now=now())
        say(request, _ASKED)
        return HttpResponseRedirect(reverse("ledger"))
    return render(request, "web/ledger.html", {"page": ledger_page(me.id, me.brand.id)})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
