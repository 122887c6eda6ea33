"""Let appear what a network holds."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from detente.desk.actions.release_message import release_message
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.held_view import ASKED


@require_POST
@signed_in
def release(request: DeskRequest, case_id: int, message_id: int) -> HttpResponseBase:
    """One person's word is enough: nothing is removed."""
    release_message(request.desk_person.id, message_id, now=now())
    say(request, ASKED)
    return redirect(f"/cases/{case_id}#m{message_id}")
