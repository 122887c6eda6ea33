"""The two practice buttons: a pretend colleague reviews, or answers for a department."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from detente.desk.access import access_draft, access_hand_off
from detente.drill.colleague import let_colleague_answer, let_colleague_review
from detente.rules.roles import Action
from detente.web.clock import now
from detente.web.gate import DeskRequest, signed_in


@require_POST
@signed_in
def review(request: DeskRequest, draft_id: int) -> HttpResponse:
    """Let a pretend colleague re-read the text and agree; then back to the case. Raises `Refused`."""
    draft, _ = access_draft(request.desk_person.id, draft_id, Action.SUBMIT_DRAFT)
    let_colleague_review(draft_id, now())
    return HttpResponseRedirect(f"/cases/{draft.case_id}")


@require_POST
@signed_in
def answer(request: DeskRequest, hand_off_id: int) -> HttpResponse:
    """Let a pretend colleague answer for the department; then back to the case. Raises `Refused`."""
    hand_off, _ = access_hand_off(request.desk_person.id, hand_off_id, Action.VIEW_CASE)
    let_colleague_answer(hand_off_id, now())
    return HttpResponseRedirect(f"/cases/{hand_off.case_id}")
