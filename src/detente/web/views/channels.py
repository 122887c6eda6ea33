"""The connected accounts: whether each listens, since when, and what it needs."""

from __future__ import annotations

from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from detente.desk.actions.channels import set_channel_state
from detente.desk.queries.field import channel_rows
from detente.rules.roles import Action, may
from detente.web.clock import now
from detente.web.gate import DeskRequest, signed_in


@require_GET
@signed_in
def channels(request: DeskRequest) -> HttpResponseBase:
    """Every channel with its state and the last time it answered."""
    me = request.desk_person
    facts = {
        "channels": channel_rows(me.brand.id),
        "may_pause": may(Action.PAUSE_CHANNEL, me.roles, me.mandates),
        "may_import": may(Action.IMPORT_COMMENTS, me.roles, me.mandates),
    }
    return render(request, "web/channels.html", facts)


@require_POST
@signed_in
def channel_state(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """Pause or resume one channel."""
    set_channel_state(request.desk_person.id, channel_id, request.POST.get("state", ""), now=now())
    return HttpResponseRedirect(reverse("channels"))
