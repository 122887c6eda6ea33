"""The composer's doors: keep, check, submit; and what becomes of an approved text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_publication
from detente.desk.actions._replies import Seen
from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.actions.resolve_publication import resolve_publication
from detente.desk.actions.save_draft import keep_version, save_draft
from detente.desk.actions.say_pending import say_pending
from detente.desk.actions.start_draft import start_draft
from detente.desk.actions.state_posted import state_posted
from detente.desk.actions.submit_draft import Submission, Submitted, submit_draft
from detente.desk.queries.case_page import case_page
from detente.desk.queries.composer import writing_in
from detente.desk.queries.replies import DraftView
from detente.desk.queries.situations import char_limit
from detente.drafting.holding import HoldingFacts, holding_text
from detente.drafting.quotes import heart_in
from detente.rules.review_policy import ReviewMode
from detente.rules.roles import Action
from detente.web.clock import now
from detente.web.composer_view import REMAINS, Typed, back_times, check_typed, checks_context, typed_from
from detente.web.conflict import MOVED, conflict_context
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of
from detente.web.templatetags.words import clock_time
from detente.web.views.case import case_answer, reader_language

FIRST = Seen(1, 0)
"""What somebody has seen of a draft that they begin."""

_SUBMITTED = Words(
    fr="Soumis à relecture. Rien ne part avant l’accord d’une autre personne.",
    en="Submitted for review. Nothing leaves before another person agrees.",
)
_STOPPED = Words(
    fr="Rappelé\u202f: rien n’est parti. Le texte est de nouveau à vous.",
    en="Called back: nothing has left. The text is yours again.",
)
_SETTLED = Words(fr="C’est inscrit.", en="It is recorded.")
_POSTED = Words(
    fr="C’est inscrit à votre nom\u202f: l’heure s’arrête ici.", en="Recorded in your name: the clock stops here."
)
_KEPT = Words(fr="Brouillon gardé, ici seulement.", en="Draft kept, here only.")
_MINE = Words(
    fr="Votre texte est une nouvelle version. L’autre reste parmi les versions.",
    en="Your text is a new version. The other one stays among the versions.",
)
_READ_AGAIN = Words(
    fr="Fil relu. Une nouvelle version commence ici, avec les mêmes mots.",
    en="Thread read again. A new version begins here, with the same words.",
)
_SAID = {"keep": _KEPT, "mine": _MINE, "read_again": _READ_AGAIN}
_NO_DEPARTMENT = Words(
    fr="Choisissez d’abord le service à qui vous confiez la question.",
    en="First choose the department you entrust the question to.",
)


@require_POST
@signed_in
def reply(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Keep the draft; then submit it, show it in its thread, or propose the words of a holding reply.

    A refused form comes back whole.
    """
    typed, do = typed_from(request.POST), request.POST.get("do", "keep")
    try:
        if do == "mine":
            typed = replace(typed, seen=Seen.read(request.POST.get("theirs", "")), beside=True)
        text = _proposed(request, case_id, typed) if do == "propose" else typed.text
        draft_id, seen = _kept(request, case_id, typed, text)
        if do == "submit":
            return _submitted(request, case_id, draft_id, typed, seen)
        if do == "read_again":
            keep_version(request.desk_person.id, draft_id, seen, now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return case_answer(request, case_id, tab=typed.kind, typed=typed, refused=refused)
    if do == "preview" and typed.text.strip():
        return redirect(f"/cases/{case_id}/reply/preview?tab={typed.kind}")
    if do in _SAID:
        say(request, _SAID[do])
    return redirect(f"/cases/{case_id}?tab={typed.kind}&write=1#composer")


@require_POST
@signed_in
def save(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Autosave: what was kept, in one honest sentence, as JSON; or both texts, when a colleague saved meanwhile."""
    typed: Typed | None = None
    try:
        typed = typed_from(request.POST)
        _, seen = _kept(request, case_id, typed, typed.text)
    except Refused as refused:
        said = {"code": refused.code, "said": refused.sentence.in_(reader_language())}
        return JsonResponse(said | _both_texts(request, case_id, typed, refused), status=status_of(refused))
    sentence = gettext("Saved at %(when)s, here only. Nothing has been sent.") % {"when": clock_time(now())}
    return JsonResponse({"seen": str(seen), "said": sentence})


def _both_texts(request: DeskRequest, case_id: int, typed: Typed | None, refused: Refused) -> dict[str, str]:
    """The colleague's text beside the typed one, as a part of the page; nothing when the refusal is another one."""
    if refused.code != MOVED:
        return {}
    page = case_page(request.desk_person.id, case_id, now=now())
    context = conflict_context(page, typed, refused) | {"c": page, "f": page.facts}
    theirs = context.get("theirs")
    if not isinstance(theirs, DraftView):
        return {}
    box = render_to_string("web/_conflict.html", context, request)
    return {"box": box, "theirs": theirs.words, "their_seen": str(theirs.seen)}


@require_POST
@signed_in
def check(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """What the checks say of a text that nobody keeps, as small parts of the page."""
    typed, moment = typed_from(request.POST), now()
    writing = writing_in(request.desk_person.id, case_id)
    context = checks_context(writing, typed, check_typed(writing, typed, moment), reader_language(), moment)
    parts = {name: render_to_string(f"web/_{name}.html", context, request) for name in ("checks", "length", "need")}
    alone = _is_alone(context)
    label = gettext("Go to my re-read") if alone else gettext("Submit for review")
    return JsonResponse({**parts, "label": label})


def _is_alone(context: dict[str, object]) -> bool:
    need = getattr(context["checked"], "need", None)
    return need is not None and need.mode is ReviewMode.OWN_REREAD


def _kept(request: DeskRequest, case_id: int, typed: Typed, text: str) -> tuple[int, Seen]:
    person_id, moment = request.desk_person.id, now()
    draft_id = start_draft(person_id, case_id, typed.kind, department_id=typed.department_id, now=moment)
    seen = save_draft(
        person_id, draft_id, text, typed.seen or FIRST, saved_id=typed.saved_id, beside=typed.beside, now=moment
    )
    if typed.pending in REMAINS:
        seen = say_pending(person_id, draft_id, typed.remains, now=moment)
    return draft_id, seen


def _submitted(request: DeskRequest, case_id: int, draft_id: int, typed: Typed, seen: Seen) -> HttpResponseBase:
    submission = Submission(
        typed.face,
        unsure=typed.unsure,
        overridden=typed.why,
        seen=seen,
        read=typed.read,
        first=_number(typed.first),
    )
    done: Submitted = submit_draft(request.desk_person.id, draft_id, submission, now=now())
    if done.need.mode is ReviewMode.OWN_REREAD:
        return redirect("reread", draft_id)
    say(request, _SUBMITTED)
    return redirect(f"/cases/{case_id}?tab={typed.kind}#composer")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _proposed(request: DeskRequest, case_id: int, typed: Typed) -> str:
    """The words of a complete holding reply; what was already written stays below them."""
    moment = now()
    page = case_page(request.desk_person.id, case_id, now=moment)
    department = next((one.name for one in page.departments if one.id == typed.department_id), "")
    if not department:
        raise Refused("input.department", _NO_DEPARTMENT)
    theirs = [post for post in page.posts if post.of_case and not post.ours]
    public = "\n".join(post.text for post in theirs if post.state == "visible" and not post.private)
    facts = HoldingFacts(
        department,
        _back_at(typed, moment),
        ZoneInfo(page.hours.timezone),
        heart=heart_in(public, page.facts.heart),
        message=public,
        kind=Kind(page.facts.kind),
        limit=char_limit(page.facts.network),
    )
    words = holding_text(facts, page.facts.language, now=moment)
    return f"{words}\n\n{typed.text}".strip()


def _back_at(typed: Typed, moment: datetime) -> datetime:
    offered = [one.value for one in back_times(moment, reader_language())]
    return datetime.fromisoformat(typed.back if typed.back in offered else offered[0])


@require_POST
@signed_in
def cancel(request: DeskRequest, publication_id: int) -> HttpResponseBase:
    """Call an approved text back before it leaves."""
    case_id = _case_of(request, publication_id, Action.CALL_BACK)
    try:
        cancel_publication(request.desk_person.id, publication_id, now=now())
    except Refused as refused:
        return case_answer(request, case_id, refused=refused)
    say(request, _STOPPED)
    return redirect(f"/cases/{case_id}#composer")


@require_POST
@signed_in
def resolve(request: DeskRequest, publication_id: int) -> HttpResponseBase:
    """A person looked at the network and says whether the reply is there."""
    case_id = _case_of(request, publication_id, Action.RESOLVE_PUBLICATION)
    published = request.POST.get("published") == "yes"
    link = request.POST.get("permalink", "")
    resolve_publication(request.desk_person.id, publication_id, published, link, now=now())
    say(request, _SETTLED)
    return redirect(f"/cases/{case_id}#composer")


@require_POST
@signed_in
def posted(request: DeskRequest, publication_id: int) -> HttpResponseBase:
    """Somebody says that they posted the approved text by hand. A refused form comes back with its link."""
    case_id = _case_of(request, publication_id, Action.POST_BY_HAND)
    link, already_out = request.POST.get("link", ""), request.POST.get("already_out") == "yes"
    try:
        state_posted(request.desk_person.id, publication_id, link, already_out=already_out, now=now())
    except Refused as refused:
        return case_answer(request, case_id, refused=refused, more={"hand_link": link, "already_out": already_out})
    say(request, _POSTED)
    return redirect(f"/cases/{case_id}#composer")


def _case_of(request: DeskRequest, publication_id: int, action: Action) -> int:
    publication, _ = access_publication(request.desk_person.id, publication_id, action)
    return publication.case_id
