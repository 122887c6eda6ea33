"""Who is asking: the door that every page of the desk opens with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from detente.accounts import queries
from detente.accounts.queries import Member
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.web import kept
from detente.web.views.sign import sign_in_again

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

P = ParamSpec("P")

_NO_BRAND = Words(
    fr="Votre compte n’appartient plus à aucune marque. Demandez une invitation à qui administre le bureau.",
    en="Your account no longer belongs to any brand. Ask the person who administers the desk for an invitation.",
)
_NOT_YOURS = Words(
    fr="Cette page demande un autre rôle. Demandez-le à la personne qui administre le bureau.",
    en="This page needs another role. Ask the person who administers the desk for it.",
)


class DeskRequest(HttpRequest):
    """A request of a signed-in person; only `signed_in` makes one."""

    desk_person: Member
    htmx: HtmxDetails


View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
DeskView = Callable[Concatenate[DeskRequest, P], HttpResponseBase]


def signed_in(view: DeskView[P]) -> View[P]:
    """Open the view to signed-in people only, with `request.desk_person` and the brand's time zone.

    A form sent after the session ended is answered by the sign-in page, which carries the typed text along.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        found = member_of(request)
        if found is None:
            raise Refused("access.brand", _NO_BRAND)
        desk_request = cast(DeskRequest, request)
        desk_request.desk_person = found
        with timezone.override(ZoneInfo(found.brand.time_zone)):
            return _private(view(desk_request, *args, **kwargs))

    return guarded


def member_of(request: HttpRequest) -> Member | None:
    """The signed-in person in their brand, read once a request; None for a stranger."""
    if not hasattr(request, "_desk_member"):
        request._desk_member = _read(request)  # type: ignore[attr-defined]
    return cast("Member | None", request._desk_member)  # type: ignore[attr-defined]


def need_role(member: Member, *roles: Role) -> None:
    """Raise `Refused("access.role")` unless the person holds one of the roles in this brand."""
    if not member.roles.intersection(roles):
        raise Refused("access.role", _NOT_YOURS)


def holds(member: Member, mandate: MandateKind) -> bool:
    """Whether the person holds the mandate in this brand."""
    return mandate in member.mandates


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The answer to somebody who is not signed in: the sign-in page, with what they had typed."""
    return sign_in_again(request, kept.from_post(request))


def _read(request: HttpRequest) -> Member | None:
    # A request that is refused before its session is read, for a host that nobody named, has no user yet.
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return None
    wanted = request.session.get("brand")
    return queries.member(request.user.id, wanted if isinstance(wanted, int) else None)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    # Not no-store: a browser then forgets what was typed when somebody goes back.
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
