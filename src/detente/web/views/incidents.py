"""An incident is ended from its case."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_incident
from detente.desk.actions.end_incident import end_incident
from detente.rules.roles import Action
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.views.case import case_answer

_ENDED = Words(fr="Incident clos. C’est inscrit à votre nom.", en="Incident ended. It is recorded in your name.")


@require_POST
@signed_in
def end(request: DeskRequest, incident_id: int) -> HttpResponseBase:
    """The lead says what was done. A refused note comes back in its field."""
    note, me = request.POST.get("note", ""), request.desk_person
    incident, _ = access_incident(me.id, incident_id, Action.END_INCIDENT)
    try:
        end_incident(me.id, incident_id, note, now=now())
    except Refused as refused:
        return case_answer(request, incident.case_id, refused=refused, more={"incident_note": note})
    say(request, _ENDED)
    return redirect("case", incident.case_id)
