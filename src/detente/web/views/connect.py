"""Connect a channel: choose a network, answer its questions. The web dials nobody: a worker asks the network."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from detente.channels.registry import NETWORKS
from detente.contracts.network import Registered
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.ask_channel import ask_channel
from detente.desk.queries.field import channel_rows
from detente.rules.roles import Action, check_may
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.network_view import card, cards, field_views, past_choices, typed_answers
from detente.web.views.case import number, reader_language

_NO_NETWORK = Words(
    fr="Ce réseau n’est pas de ceux que ce bureau sait relier. Choisissez-en un dans la liste.",
    en="This desk cannot connect to that network. Choose one of the list.",
)
_ASKED = Words(
    fr="Canal ajouté. Ses droits sont vérifiés auprès du réseau.",
    en="Channel added. Its rights are being checked with the network.",
)
_MADE = Words(fr="Canal ajouté.", en="Channel added.")


@require_GET
@signed_in
def connect(request: DeskRequest) -> HttpResponseBase:
    """The networks that can be connected, each with what it does there."""
    me = request.desk_person
    check_may(Action.CONNECT_CHANNEL, me.roles, me.mandates)
    return render(request, "web/connect.html", {"cards": cards()})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@signed_in
def connect_network(request: DeskRequest, network: str) -> HttpResponseBase:
    """The questions of one network; answered, the channel is checked on its own page."""
    me = request.desk_person
    check_may(Action.CONNECT_CHANNEL, me.roles, me.mandates)
    line = NETWORKS.get(network)
    if line is None or not line.connectable:
        raise Refused("input.network", _NO_NETWORK)
    if request.method == "GET":
        return _page(request, line)
    try:
        channel_id = _ask(request, line)
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _page(request, line, refused)
    say(request, _ASKED if line.has_connector else _MADE)
    return redirect("channel", channel_id)


def _ask(request: DeskRequest, line: Registered) -> int:
    me, posted = request.desk_person, request.POST.dict()
    return ask_channel(
        me.id,
        me.brand.id,
        network=line.network,
        name=posted.get("name", ""),
        answers=typed_answers(line, posted),
        backfill_days=number(posted.get("backfill", "0")),
        now=now(),
    )


def _page(request: DeskRequest, line: Registered, refused: Refused | None = None) -> HttpResponse:
    posted = request.POST.dict()
    name = posted.get("name", "") if refused else _free_name(request, line)
    context = {
        "card": card(line),
        "name": name,
        "name_wrong": refused if refused and refused.code == "input.name" else None,
        "fields": field_views(line, typed_answers(line, posted) if refused else {}, refused),
        "rights": line.rights,
        "choices": past_choices(line),
        "chosen": number(posted.get("backfill", "0")),
        "refused": refused,
        "dialled": line.has_connector,
    }
    return render(request, "web/connect_network.html", context, status=status_of(refused) if refused else 200)


def _free_name(request: DeskRequest, line: Registered) -> str:
    """The network's own name, with a number when a channel has it already."""
    taken = {row.name for row in channel_rows(request.desk_person.brand.id)}
    name = line.name.in_(reader_language())
    return next(one for one in (name, *(f"{name} {n}" for n in range(2, 1_000))) if one not in taken)
