"""The connected accounts: what each hears, what it may have missed, and what it needs from people."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from detente.channels.registry import NETWORKS
from detente.contracts.refusals import Refused
from detente.desk.queries.channel_page import Arrival, aside_excerpt, coverage_of, last_arrivals
from detente.desk.queries.coverage import ChannelCoverage, brand_coverage
from detente.rules.roles import Action, may
from detente.web.channel_news import news_views
from detente.web.channel_view import (
    Need,
    StateView,
    check_failed,
    check_words,
    facts,
    mark_of,
    needs,
    past_view,
    state_view,
    why_words,
)
from detente.web.clock import now
from detente.web.foreign import tame
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.network_view import cards, field_views, past_choices
from detente.web.views.case import number


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One row of the list."""

    channel: ChannelCoverage
    state: StateView
    needs: list[Need]


@require_GET
@signed_in
def channels(request: DeskRequest) -> HttpResponseBase:
    """Every channel with its state, its delay, its holes and what it needs."""
    return render(request, "web/channels.html", _list(request))


@require_GET
@signed_in
def channels_live(request: DeskRequest) -> HttpResponseBase:
    """The table again, or nothing when nothing changed."""
    context = _list(request)
    if request.GET.get("seen") == context["mark"]:
        return HttpResponse(status=204)
    return render(request, "web/_channels_table.html", context)


def _list(request: DeskRequest) -> dict[str, object]:
    me, moment = request.desk_person, now()
    found = brand_coverage(me.brand.id)
    return {
        "lines": [ChannelLine(one, state_view(one), needs(one, moment)) for one in found],
        "may_connect": may(Action.CONNECT_CHANNEL, me.roles, me.mandates),
        "may_import": may(Action.IMPORT_COMMENTS, me.roles, me.mandates),
        "can_connect": bool(cards()),
        "mark": mark_of_list(found),
    }


def mark_of_list(found: tuple[ChannelCoverage, ...]) -> str:
    """The same mark, the same table."""
    return mark_of(found[0], found[1:]) if found else "none"


@require_GET
@signed_in
def channel(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """One channel: the truth about what it covers."""
    return channel_answer(request, channel_id)


def channel_answer(request: DeskRequest, channel_id: int, *, refused: Refused | None = None) -> HttpResponse:
    """The page, with why an act was refused when a form comes back."""
    found = coverage_of(request.desk_person.brand.id, channel_id)
    context = _context(request, found) | {"refused": refused}
    return render(request, "web/channel.html", context, status=status_of(refused) if refused else 200)


@require_GET
@signed_in
def channel_live(request: DeskRequest, channel_id: int) -> HttpResponseBase:
    """What may have changed on the page, or nothing when nothing has."""
    found = coverage_of(request.desk_person.brand.id, channel_id)
    context = _context(request, found)
    if request.GET.get("seen") == context["mark"]:
        return HttpResponse(status=204)
    return render(request, "web/_channel_live.html", context)


def _context(request: DeskRequest, found: ChannelCoverage) -> dict[str, object]:
    me, moment = request.desk_person, now()
    line = NETWORKS.get(found.network)
    arrivals = last_arrivals(found.id) if may(Action.VIEW_INBOX, me.roles, me.mandates) else ()
    failed = check_failed(found)
    known = {"base_url": found.base_url, "account_id": found.account_id, **found.answers}
    return {
        "c": found,
        "state": state_view(found),
        "needs": needs(found, moment),
        "facts": facts(found),
        "holes": [(hole, why_words(hole.why)) for hole in found.open_holes],
        "settled": [hole for hole in found.holes if hole.settled_at],
        "past": past_view(found, moment),
        "past_choices": [one for one in past_choices(line) if one.days] if line else [],
        "check_failed": failed,
        "check_words": check_words(found),
        "fields": field_views(line, known, has_secret=found.has_secret) if line and failed else [],
        "rights": line.rights if line else None,
        "arrivals": arrivals,
        "own_part": [f"web/_channel_{found.network}.html", "web/_channel_plain.html"],
        "excerpt_of": _asked(request),
        "excerpt": _excerpt(request, found.id),
        "may_add": may(Action.ADD_COMMENT, me.roles, me.mandates),
        "may_tend": may(Action.TEND_CHANNEL, me.roles, me.mandates),
        "may_pause": may(Action.PAUSE_CHANNEL, me.roles, me.mandates),
        "may_connect": may(Action.CONNECT_CHANNEL, me.roles, me.mandates),
        "mark": _mark(found, arrivals),
    }


def _mark(found: ChannelCoverage, arrivals: tuple[Arrival, ...]) -> str:
    return mark_of(found, [one.id for one in arrivals], [one.case_id for one in arrivals])


def _asked(request: DeskRequest) -> int:
    return number(request.GET.get("excerpt", ""))


def _excerpt(request: DeskRequest, channel_id: int) -> str | None:
    """The beginning of what was asked to be seen, its tricks made visible."""
    if not _asked(request):
        return None
    found = aside_excerpt(request.desk_person.id, channel_id, _asked(request))
    return None if found is None else tame(found)


@require_GET
@signed_in
def channel_news(request: DeskRequest) -> HttpResponseBase:
    """The banner over every page again, or nothing when nothing changed."""
    news = news_views(request.desk_person, now(), but=number(request.GET.get("but", "")))
    if request.GET.get("seen") == news.mark:
        return HttpResponse(status=204)
    return render(request, "web/_channel_news.html", {"news": news, "live": True})
