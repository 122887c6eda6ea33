"""The inbox of a desk that has no case yet."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from detente.desk.queries.pasted import paste_channels
from detente.rules.roles import Action, may
from detente.web.gate import DeskRequest, signed_in
from detente.web.opening import first_steps


@signed_in
def inbox(request: DeskRequest) -> HttpResponseBase:
    """Three ways to begin, and what remains to be done before the first real answer."""
    me = request.desk_person
    may_add = may(Action.ADD_COMMENT, me.roles, me.mandates)
    add_to = next(iter(paste_channels(me.brand.id)), None) if may_add else None
    return render(request, "web/first_day.html", {"steps": first_steps(me), "add_to": add_to})
