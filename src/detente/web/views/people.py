"""Who works here: roles, mandates, invitations, duty."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detente.accounts import queries
from detente.accounts.actions.change_roles import change_roles
from detente.accounts.actions.common import members_of
from detente.accounts.actions.deactivate_person import deactivate_person
from detente.accounts.actions.hold_mandate import hold_mandate
from detente.accounts.actions.invite_person import Asked, invite_person
from detente.accounts.actions.preferences import go_on_duty
from detente.accounts.actions.release_mandate import release_mandate
from detente.accounts.actions.set_chain import set_chain
from detente.accounts.queries import PersonRow
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.queries.field import DepartmentRow, department_rows
from detente.rules.roles import Action, may
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, need_role, signed_in
from detente.web.kept import safe_page
from detente.web.middleware import status_of

_SAVED = Words(fr="Les rôles de {name} sont enregistrés.", en="The roles of {name} are saved.")
_GONE = Words(
    fr="{name} n’a plus accès à la marque. Ce qui est écrit reste sous son nom.",
    en="{name} no longer has access to the brand. What they wrote stays under their name.",
)
_DUTY = {
    True: Words(fr="Vous êtes de permanence : les alertes vous parviennent.", en="You are on duty: alerts reach you."),
    False: Words(fr="Vous n’êtes plus de permanence.", en="You are off duty."),
}
_CHAINED = Words(fr="La chaîne de relecture est enregistrée.", en="The chain of reviewers is saved.")
_NO_SUCH = Words(fr="Cette personne n’est pas de la marque.", en="This person is not of the brand.")
_NO_DEPARTMENT = Words(
    fr="Choisissez le service dont cette personne connaît les réponses.",
    en="Choose the department whose answers this person knows.",
)


@require_GET
@signed_in
def people(request: DeskRequest) -> HttpResponseBase:
    """Everybody of the brand, and the form that invites."""
    return _people_page(request)


@require_POST
@signed_in
def invite(request: DeskRequest) -> HttpResponseBase:
    """Make an invitation; its link is shown on this page, once."""
    me = request.desk_person
    try:
        token = invite_person(me.id, me.brand.id, _asked(request), now=now())
    except Refused as refused:
        return _people_page(request, refused=refused)
    link = request.build_absolute_uri(reverse("join", args=[token]))
    return _people_page(request, link=link)


@require_http_methods(["GET", "POST"])
@signed_in
def person(request: DeskRequest, person_id: int) -> HttpResponseBase:
    """One person's roles and mandates."""
    need_role(request.desk_person, Role.ADMINISTRATOR)
    found = _person(request, person_id)
    if request.method == "GET":
        return _person_page(request, found)
    try:
        _save(request, found)
    except Refused as refused:
        return _person_page(request, found, refused)
    say(request, _SAVED.with_(name=found.name))
    return HttpResponseRedirect(reverse("people"))


@require_POST
@signed_in
def deactivate(request: DeskRequest, person_id: int) -> HttpResponseBase:
    """Take a person's access away."""
    found = _person(request, person_id)
    deactivate_person(request.desk_person.id, request.desk_person.brand.id, person_id, now=now())
    say(request, _GONE.with_(name=found.name))
    return HttpResponseRedirect(reverse("people"))


@require_POST
@signed_in
def chain(request: DeskRequest) -> HttpResponseBase:
    """In which order people are asked to re-read."""
    me = request.desk_person
    try:
        set_chain(me.id, me.brand.id, _places(request), now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _people_page(request, chain_refused=refused)
    say(request, _CHAINED)
    return HttpResponseRedirect(reverse("people") + "#chain")


def _places(request: DeskRequest) -> dict[int, int | None]:
    names = {row.id: f"place.{row.id}" for row in _chained(request)}
    posted = request.POST
    return {number: _place(posted.get(name, "").strip()) for number, name in names.items() if name in posted}


def _place(text: str) -> int | None:
    """The number that was typed; what is no number is no place in the chain either, and is refused as one."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _chained(request: DeskRequest) -> list[PersonRow]:
    """Those who may re-read, in the order in which they are asked."""
    rows = [row for row in queries.people_rows(request.desk_person.brand.id) if row.is_active]
    able = [row for row in rows if may(Action.REVIEW_DRAFT, row.roles, row.mandates)]
    return sorted(able, key=lambda row: (row.chain_place is None, row.chain_place or 0))


@require_POST
@signed_in
def duty(request: DeskRequest) -> HttpResponseBase:
    """Go on or off duty oneself."""
    on_duty = request.POST.get("on_duty") == "yes"
    go_on_duty(request.desk_person.id, request.desk_person.brand.id, on_duty, now=now())
    say(request, _DUTY[on_duty])
    return HttpResponseRedirect(safe_page(request, request.POST.get("next", "")))


def _asked(request: DeskRequest) -> Asked:
    roles = request.POST.getlist("roles")
    return Asked(
        roles=roles,
        mandates=request.POST.getlist("mandates"),
        email=request.POST.get("email", ""),
        department_id=_department(request, roles),
    )


@transaction.atomic
def _save(request: DeskRequest, found: PersonRow) -> None:
    me, at, roles = request.desk_person, now(), request.POST.getlist("roles")
    department_id = _department(request, roles)
    change_roles(me.id, me.brand.id, found.id, roles, department_id=department_id, now=at)
    wanted = members_of(MandateKind, request.POST.getlist("mandates"))
    for kind in MandateKind:
        act = hold_mandate if kind in wanted else release_mandate
        act(me.id, me.brand.id, found.id, kind.value, now=at)


def _department(request: DeskRequest, roles: list[str]) -> int | None:
    if Role.EXPERT.value not in roles:
        return None
    open_ones = {str(one.id): one.id for one in _departments(request)}
    chosen = open_ones.get(request.POST.get("department", ""))
    if chosen is None:
        raise Refused("input.department", _NO_DEPARTMENT)
    return chosen


def _departments(request: DeskRequest) -> list[DepartmentRow]:
    return [one for one in department_rows(request.desk_person.brand.id) if not one.closed]


def _person(request: DeskRequest, person_id: int) -> PersonRow:
    rows = queries.people_rows(request.desk_person.brand.id)
    found = next((row for row in rows if row.id == person_id), None)
    if found is None:
        raise Refused("access.person", _NO_SUCH)
    return found


def _people_page(
    request: DeskRequest, *, link: str = "", refused: Refused | None = None, chain_refused: Refused | None = None
) -> HttpResponse:
    me = request.desk_person
    departments = department_rows(me.brand.id)
    facts = {
        "people": queries.people_rows(me.brand.id),
        "invitations": queries.open_invitations(me.brand.id, now()),
        "departments": [one for one in departments if not one.closed],
        "department_names": {one.id: one.name for one in departments},
        "may_invite": may(Action.INVITE_PERSON, me.roles, me.mandates),
        "may_change": may(Action.CHANGE_ROLE, me.roles, me.mandates),
        "all_roles": list(Role),
        "all_mandates": list(MandateKind),
        "chosen": request.POST.getlist("roles") or [Role.AGENT.value, Role.REVIEWER.value],
        "email": request.POST.get("email", ""),
        "link": link,
        "refused": refused,
        "chain": _chained(request),
        "may_chain": may(Action.SET_CHAIN, me.roles, me.mandates),
        "chain_refused": chain_refused,
    }
    wrong = refused or chain_refused
    return render(request, "web/people.html", facts, status=status_of(wrong) if wrong else 200)


def _person_page(request: DeskRequest, found: PersonRow, refused: Refused | None = None) -> HttpResponse:
    facts = {
        "row": found,
        "all_roles": list(Role),
        "all_mandates": list(MandateKind),
        "departments": _departments(request),
        "refused": refused,
    }
    return render(request, "web/person.html", facts, status=status_of(refused) if refused else 200)
