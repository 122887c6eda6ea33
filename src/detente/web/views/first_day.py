"""The inbox of a desk that has no case yet."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from detente.web.gate import DeskRequest, signed_in
from detente.web.opening import first_steps


@signed_in
def inbox(request: DeskRequest) -> HttpResponseBase:
    """Three ways to begin, and what remains to be done before the first real answer."""
    return render(request, "web/first_day.html", {"steps": first_steps(request.desk_person)})
