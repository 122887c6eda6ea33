"""The brand: its name, language, opening hours, review policy and departments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from detente.accounts.actions.edit_brand import BrandWords, edit_brand
from detente.accounts.queries import BrandRow
from detente.contracts.clock import DAYS, OpeningHours, Span
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.close_department import close_department
from detente.desk.actions.make_department import make_department
from detente.desk.actions.stop_sending import resume_sending, stop_sending
from detente.desk.queries.field import department_rows
from detente.rules.airlock import LONGEST_SECONDS, bad_seconds
from detente.rules.review_policy import ReviewPolicy
from detente.rules.roles import Action, may
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, need_role, signed_in
from detente.web.kept import safe_page
from detente.web.middleware import status_of
from detente.web.zones import zone_names

_SAVED = Words(fr="Réglages enregistrés.", en="Settings saved.")
_MADE = Words(fr="Service ajouté\u202f: {name}.", en="Department added: {name}.")
_CLOSED = Words(fr="Ce service ne reçoit plus de questions.", en="This department takes no more questions.")
_ALL_STOPPED = Words(
    fr="Tout est arrêté\u202f: rien ne part plus. Ce qui est approuvé attend.",
    en="Everything is stopped: nothing leaves any more. What is approved waits.",
)
_STILL_LEAVING = Words(
    fr="Tout est arrêté. Textes qui partaient à cet instant, et qu’on ne rattrape plus\u202f: {n}. Le reste attend.",
    en="Everything is stopped. Texts that were leaving at this instant and cannot be caught: {n}. The rest waits.",
)
_RESUMED = Words(
    fr="Les envois reprennent. Textes qui attendaient\u202f: {n}. Chacun part si son accord tient encore.",
    en="Sending resumes. Texts that waited: {n}. Each leaves if its approval still stands.",
)
_MINUTES = Words(fr="Écrivez le délai en minutes, par exemple 30.", en="Write the time in minutes, for example 30.")
_DAY_NAMES = {
    "mon": Words(fr="Lundi", en="Monday"),
    "tue": Words(fr="Mardi", en="Tuesday"),
    "wed": Words(fr="Mercredi", en="Wednesday"),
    "thu": Words(fr="Jeudi", en="Thursday"),
    "fri": Words(fr="Vendredi", en="Friday"),
    "sat": Words(fr="Samedi", en="Saturday"),
    "sun": Words(fr="Dimanche", en="Sunday"),
}


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the form: empty times mean closed."""

    key: str
    name: Words
    opens: str
    closes: str


@require_http_methods(["GET", "POST"])
@signed_in
def brand_settings(request: DeskRequest) -> HttpResponseBase:
    """Show and save the settings of the brand."""
    need_role(request.desk_person, Role.ADMINISTRATOR, Role.LEAD)
    if request.method == "GET":
        return _page(request)
    me = request.desk_person
    try:
        edit_brand(me.id, me.brand.id, _words(request), now=now())
    except Refused as refused:
        return _page(request, refused=refused)
    say(request, _SAVED)
    return HttpResponseRedirect(reverse("settings"))


@require_POST
@signed_in
def sending(request: DeskRequest) -> HttpResponseBase:
    """Stop everything that leaves, or let it leave again; back to the page it was asked on."""
    me = request.desk_person
    if request.POST.get("do") == "resume":
        waiting = resume_sending(me.id, me.brand.id, now=now())
        say(request, _RESUMED.with_(n=waiting))
    else:
        leaving = stop_sending(me.id, me.brand.id, now=now())
        say(request, _STILL_LEAVING.with_(n=leaving) if leaving else _ALL_STOPPED)
    return HttpResponseRedirect(safe_page(request, request.POST.get("next", reverse("settings"))))


@require_POST
@signed_in
def department(request: DeskRequest) -> HttpResponseBase:
    """Add a department, or close one."""
    me = request.desk_person
    try:
        if request.POST.get("close"):
            close_department(me.id, _number(request.POST["close"]), now=now())
            say(request, _CLOSED)
        else:
            name, minutes = request.POST.get("name", ""), _number(request.POST.get("minutes", "30"))
            make_department(me.id, me.brand.id, name, email=request.POST.get("email", ""), minutes=minutes, now=now())
            say(request, _MADE.with_(name=name.strip()))
    except Refused as refused:
        return _page(request, department_refused=refused)
    return HttpResponseRedirect(reverse("settings") + "#departments")


def _words(request: DeskRequest) -> BrandWords:
    post = request.POST
    return BrandWords(
        name=post.get("name", ""),
        language=post.get("language", "en"),
        time_zone=post.get("time_zone", ""),
        hours=None if post.get("when") == "always" else _hours(request),
        review_policy=post.get("review_policy", ""),
        airlock_seconds=_seconds(post["airlock_seconds"]) if "airlock_seconds" in post else None,
    )


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise bad_seconds()
    return int(text)


def _hours(request: DeskRequest) -> OpeningHours:
    spans = []
    for day in DAYS:
        opens, closes = request.POST.get(f"{day}_opens", "").strip(), request.POST.get(f"{day}_closes", "").strip()
        spans.append((Span.read(opens, closes),) if opens or closes else ())
    return OpeningHours(request.POST.get("time_zone", "UTC"), tuple(spans))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise Refused("input.minutes", _MINUTES)
    return int(text)


def _page(
    request: DeskRequest, *, refused: Refused | None = None, department_refused: Refused | None = None
) -> HttpResponse:
    me = request.desk_person
    said = refused or department_refused
    facts = {
        "brand": me.brand,
        "typed": request.POST if refused else None,
        "days": list(_days(request, me.brand, typed=refused is not None)),
        "zones": zone_names(),
        "policies": list(ReviewPolicy),
        "departments": department_rows(me.brand.id),
        "may_edit": may(Action.EDIT_BRAND, me.roles, me.mandates),
        "may_hooks": may(Action.MANAGE_HOOKS, me.roles, me.mandates),
        "may_ledger": may(Action.CHECK_LEDGER, me.roles, me.mandates),
        "may_house": may(Action.EDIT_HOUSE, me.roles, me.mandates),
        "may_words": may(Action.EDIT_WORDS, me.roles, me.mandates),
        "may_teach": may(Action.TEACH_READING, me.roles, me.mandates),
        "may_stop": may(Action.STOP_SENDING, me.roles, me.mandates),
        "longest_airlock": LONGEST_SECONDS,
        "may_departments": may(Action.MAKE_DEPARTMENT, me.roles, me.mandates),
        "refused": refused,
        "department_refused": department_refused,
    }
    return render(request, "web/settings.html", facts, status=status_of(said) if said else 200)


def _days(request: DeskRequest, brand: BrandRow, *, typed: bool) -> Iterable[DayRow]:
    stored = brand.hours.get("days") if brand.hours else None
    spans = stored if isinstance(stored, dict) else {}
    for key in DAYS:
        first = (spans.get(key) or [("", "")])[0]
        opens, closes = str(first[0]), str(first[1])
        if typed:
            opens, closes = request.POST.get(f"{key}_opens", ""), request.POST.get(f"{key}_closes", "")
        yield DayRow(key, _DAY_NAMES[key], opens, closes)
