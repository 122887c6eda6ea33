"""One case: its page, its live parts, a whole message, and the small acts on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from detente.contracts.dimensions import DIMENSION_WORDS
from detente.contracts.refusals import Refused
from detente.contracts.words import Language, Words, as_language
from detente.desk.access import access_case
from detente.desk.actions.ask_hand_off import ask_hand_off
from detente.desk.actions.close_case import close_case
from detente.desk.actions.correct_reading import Correction, correct_reading, take_back_correction
from detente.desk.actions.note_presence import leave_case, note_presence
from detente.desk.actions.say_fault import say_fault
from detente.desk.actions.take_case import take_case
from detente.desk.actions.write_note import write_note
from detente.desk.queries.case_mark import case_mark
from detente.desk.queries.case_page import CasePage, case_page
from detente.desk.queries.posts import whole_text
from detente.web.around_view import around_context
from detente.web.case_context import case_context, presence_context
from detente.web.clock import now
from detente.web.composer_view import Typed, composer_context, tab_of
from detente.web.conflict import conflict_context
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.kept import safe_page
from detente.web.middleware import status_of

_TAKEN = Words(fr="Ce cas est à vous.", en="This case is yours.")
_CLOSED = Words(
    fr="Cas clos. Il s’ouvrira de nouveau si l’auteur écrit.",
    en="Case closed. It opens again if its author writes.",
)
_CORRECTED = Words(
    fr="Lecture inscrite à votre nom\u202f: elle l’emporte.", en="Reading recorded in your name: it prevails."
)
_TAKEN_BACK = Words(
    fr="Correction retirée\u202f: la lecture de la machine vaut de nouveau.",
    en="Correction taken back: the machine’s reading holds again.",
)
_FAULT = Words(
    fr="Inscrit à votre nom\u202f: la vérification des réponses s’y règle.",
    en="Recorded in your name: the check of replies follows it.",
)
_ASKED = Words(
    fr="Service interrogé. Dites-le à l’auteur\u202f: une réponse d’attente tient l’heure.",
    en="Department asked. Tell the author: a holding reply keeps the hour.",
)
_NOTED = Words(fr="Note gardée, pour vos collègues seulement.", en="Note kept, for your colleagues only.")


@require_GET
@signed_in
def case(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """The page of a case."""
    return case_answer(request, case_id)


def case_answer(
    request: DeskRequest,
    case_id: int,
    *,
    tab: str = "",
    typed: Typed | None = None,
    refused: Refused | None = None,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The page, with what was typed (`more`: in another form than the composer's) and why it was refused."""
    moment = now()
    page = case_page(request.desk_person.id, case_id, now=moment)
    context = _context(request, page, tab or request.GET.get("tab", ""), typed)
    context |= {"refused": refused, **conflict_context(page, typed, refused), **(more or {})}
    return render(request, "web/case.html", context, status=status_of(refused) if refused else 200)


def _context(request: DeskRequest, page: CasePage, asked: str, typed: Typed | None = None) -> dict[str, object]:
    moment, language = now(), reader_language()
    tab = tab_of(page, asked)
    write = bool(request.GET.get("write")) or typed is not None
    composer = composer_context(page, tab, language, moment, write=write, typed=typed)
    whole = case_context(page, language, moment, tab=tab, show=bool(request.GET.get("show")))
    mode = (request.GET.get("mode") if request.htmx else None) or str(composer["mode"])
    return whole | composer | around_context(page, language, moment, mode=mode) | {"mark": case_mark(page)}


@require_GET
@signed_in
def live(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """The parts that may have changed, or nothing when nothing has. What is being typed is left alone."""
    page = case_page(request.desk_person.id, case_id, now=now())
    if request.GET.get("seen") == case_mark(page):
        return HttpResponse(status=204)
    context = _context(request, page, request.GET.get("tab", ""))
    context["replace_composer"] = request.GET.get("mode", "") not in ("edit", "note", "")
    return render(request, "web/_case_live.html", context)


@require_GET
@signed_in
def whole_message(request: DeskRequest, case_id: int, message_id: int) -> HttpResponseBase:
    """One message to its last character, as plain text."""
    access_case(request.desk_person.id, case_id)
    text = whole_text(case_id, message_id)
    if text is None:
        raise Http404
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = "inline"
    return response


@require_POST
@signed_in
def here(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """An open page says that somebody looks, or types; the answer says who else does. `gone`: the page is shut."""
    me, moment = request.desk_person, now()
    if request.POST.get("gone"):
        leave_case(me.id, case_id)
        return HttpResponse(status=204)
    note_presence(me.id, case_id, request.POST.get("writing", ""), now=moment)
    return render(request, "web/_presence.html", presence_context(case_id, me.id, moment))


@require_POST
@signed_in
def take(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Put one's name on the case."""
    take_case(request.desk_person.id, case_id, now=now())
    say(request, _TAKEN)
    return redirect(safe_page(request, request.POST.get("next", f"/cases/{case_id}")))


@require_POST
@signed_in
def close(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Close the case with its reason."""
    posted = request.POST
    close_case(request.desk_person.id, case_id, posted.get("reason", ""), posted.get("why", ""), now=now())
    say(request, _CLOSED)
    return redirect("case", case_id)


@require_POST
@signed_in
def note(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """A word for colleagues. A refused one comes back in its field."""
    text = request.POST.get("text", "")
    try:
        write_note(request.desk_person.id, case_id, text, now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return case_answer(request, case_id, tab="note", typed=Typed("note", text), refused=refused)
    say(request, _NOTED)
    return redirect(f"/cases/{case_id}?tab=note#composer")


@require_POST
@signed_in
def correct(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """One dimension or the fault in one click; the two lines of words; "it is right"; or the guess again."""
    me, posted = request.desk_person, request.POST
    message, do = number(posted.get("message", "")), posted.get("do", "")
    if posted.get("fault"):
        say_fault(me.id, case_id, posted["fault"], now=now())
        say(request, _FAULT)
    elif do == "back" or posted.get("back"):
        take_back_correction(me.id, case_id, message, posted.get("back", ""), now=now())
        say(request, _TAKEN_BACK)
    else:
        correct_reading(me.id, case_id, message, _correction(posted), now=now())
        say(request, _CORRECTED)
    return redirect(f"/cases/{case_id}#s1")


def _correction(posted: QueryDict) -> Correction:
    """What a form says. Raises `Refused("input.reading")` for a value that no list holds."""
    if posted.get("do") == "words":
        return Correction(heart=posted.get("heart"), asks=posted.get("asks"))
    said = Correction()
    for name in DIMENSION_WORDS:
        value = posted.get(name)
        if value:
            one = Correction.of(name, value)
            said = replace(said, **{name: getattr(one, name)})
    return said


@require_POST
@signed_in
def hand_off(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Ask a department."""
    department, question = number(request.POST.get("department", "")), request.POST.get("question", "")
    ask_hand_off(request.desk_person.id, case_id, department, question, now=now())
    say(request, _ASKED)
    return redirect(f"/cases/{case_id}?tab=holding")


def reader_language() -> Language:
    """The language of the page."""
    return as_language(get_language() or "en")


def to_case(case_id: int, tab: str) -> HttpResponseRedirect:
    """Back to the composer with its text open."""
    return HttpResponseRedirect(f"{reverse('case', args=[case_id])}?tab={tab}&write=1#composer")


def number(text: str) -> int:
    """A number of a form, 0 when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
