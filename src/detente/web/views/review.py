"""Re-reading: the queue, another person's page, and the writer's own page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.core import signing
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detente.contracts.labelled import Labelled
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions._annotations import Said
from detente.desk.actions.annotate_draft import annotate_draft, settle_annotation
from detente.desk.actions.approve_draft import Signed, approve_draft
from detente.desk.actions.ask_changes import ask_changes
from detente.desk.actions.ask_reviewer import ask_reviewer, note_opened
from detente.desk.actions.publish_own_reread import publish_own_reread
from detente.desk.actions.reject_draft import reject_draft
from detente.desk.queries.posts import posts_of
from detente.desk.queries.review_page import ReviewPage, review_page, review_queue
from detente.desk.queries.samples import waiting_to_rate
from detente.rules.review_policy import REREAD_SECONDS
from detente.rules.roles import Action, may
from detente.web.annotated import annotations_context
from detente.web.case_context import first_name
from detente.web.checks_view import columns
from detente.web.clock import now
from detente.web.flash import say
from detente.web.foreign import differences, one_line, paragraphs
from detente.web.gate import DeskRequest, signed_in
from detente.web.kept import safe_page
from detente.web.middleware import status_of
from detente.web.networks import network_icon
from detente.web.rows import face_of, row_views
from detente.web.views.case import reader_language

_SALT: Final = "detente.reread"

_APPROVED = Words(
    fr="Approuvé. Le texte part une seule fois\u202f; vous le verrez relu en ligne.",
    en="Approved. The text leaves once; you will see it read back.",
)
_SIGNED = Words(fr="Signé. Il manque encore\u202f: {missing}.", en="Signed. Still missing: {missing}.")
_BACK = Words(fr="Renvoyé avec votre mot.", en="Sent back with your word.")
_LEAVES = Words(
    fr="Relu par vous. Le texte part une seule fois\u202f; c’est inscrit comme relu sans autre personne.",
    en="Re-read by you. The text leaves once; it is recorded as re-read alone.",
)
_BAD_PAGE = Words(
    fr="Cette page de relecture n’est plus valable. Rechargez-la et relisez\u202f: rien n’est parti.",
    en="This page is no longer valid. Reload it and read again: nothing has left.",
)


@require_GET
@signed_in
def queue(request: DeskRequest) -> HttpResponseBase:
    """Texts that wait for somebody else's eyes, the most pressing first."""
    person, moment = request.desk_person, now()
    found = review_queue(person.id, person.brand.id, now=moment)
    views = row_views([one.row for one in found], reader_language(), person.id, moment)
    rates = may(Action.RATE_REPLY, person.roles, person.mandates)
    context = {
        "texts": list(zip(found, views, strict=True)),
        "rates": rates,
        "to_rate": waiting_to_rate(person.id, person.brand.id) if rates else 0,
    }
    return render(request, "web/review_queue.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def review(request: DeskRequest, draft_id: int) -> HttpResponseBase:
    """Read one exact text and decide."""
    if request.method == "GET":
        note_opened(request.desk_person.id, draft_id, now=now())
        return _page(request, draft_id)
    try:
        return _decide(request, draft_id)
    except Refused as refused:
        if refused.code.startswith(("access.", "state.")):
            raise
        return _page(request, draft_id, refused)


def _decide(request: DeskRequest, draft_id: int) -> HttpResponseBase:
    person_id, posted, moment = request.desk_person.id, request.POST, now()
    decision = posted.get("do", "")
    if decision == "annotate":
        annotate_draft(person_id, draft_id, said_in(posted), now=moment)
        return redirect(f"{reverse('review', args=[draft_id])}#annotations")
    if decision == "approve":
        signed = approve_draft(
            person_id,
            draft_id,
            text_hash=posted.get("text_hash", ""),
            thread_state=posted.get("thread_state", ""),
            face_to_face=posted.get("face") == "yes",
            now=moment,
        )
        _say_signed(request, signed)
        return redirect("review_queue")
    send_back = reject_draft if decision == "reject" else ask_changes
    send_back(person_id, draft_id, posted.get("note", ""), now=moment)
    say(request, _BACK)
    return redirect("review_queue")


def said_in(posted: QueryDict) -> Said:
    """What the form of an annotation carried."""
    return Said(posted.get("place", ""), posted.get("said", "").replace("\r\n", "\n"), posted.get("text_hash", ""))


@require_POST
@signed_in
def annotate(request: DeskRequest, draft_id: int) -> HttpResponseBase:
    """Say something of the text from the page of its case."""
    annotate_draft(request.desk_person.id, draft_id, said_in(request.POST), now=now())
    return redirect(safe_page(request, request.POST.get("next", "")))


@require_POST
@signed_in
def ask(request: DeskRequest, draft_id: int) -> HttpResponseBase:
    """Ask one more colleague to re-read, now."""
    chosen = request.POST.get("reviewer", "")
    reviewer_id = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 18 else 0
    ask_reviewer(request.desk_person.id, draft_id, reviewer_id, now=now())
    return redirect(safe_page(request, request.POST.get("next", "")))


@require_POST
@signed_in
def settle(request: DeskRequest, annotation_id: int) -> HttpResponseBase:
    """The writer has dealt with an annotation."""
    settle_annotation(request.desk_person.id, annotation_id, now=now())
    return redirect(safe_page(request, request.POST.get("next", "")))


def _say_signed(request: DeskRequest, signed: Signed) -> None:
    if not signed.missing:
        say(request, _APPROVED)
        return
    say(request, _SIGNED.with_(missing=_listed(signed.missing)))


def _listed(labels: tuple[Labelled, ...]) -> Words:
    return Words(fr=", ".join(one.label.fr for one in labels), en=", ".join(one.label.en for one in labels))


def _page(request: DeskRequest, draft_id: int, refused: Refused | None = None) -> HttpResponse:
    page = review_page(request.desk_person.id, draft_id, now=now())
    context = review_context(page, now()) | annotations_context(page.draft.id, page.draft.number, page.person.id)
    context |= {
        "refused": refused,
        "annotation_place": request.POST.get("place", ""),
        "annotation": request.POST.get("said", ""),
        "note": request.POST.get("note", ""),
        "face": request.POST.get("face", ""),
    }
    return render(request, "web/review.html", context, status=status_of(refused) if refused else 200)


def review_context(page: ReviewPage, moment: datetime) -> dict[str, object]:
    """What both pages of re-reading show."""
    language, facts = reader_language(), page.row.facts
    recipient = next((post for post in posts_of(facts.id) if post.id == page.recipient_id), None)
    author = one_line(facts.author or facts.handle, 80)
    return {
        "p": page,
        "f": facts,
        "face_of_clock": face_of(facts, page.row.clock, language, moment),
        "recipient": recipient,
        "answers": paragraphs(recipient.text) if recipient else [],
        "changes": differences(page.before[1], page.draft.words) if page.before else [],
        "checked": {"report": page.report},
        **columns(page.report.findings),
        "overridden": page.draft.overridden,
        "read_only": True,
        "marks_json": "[]",
        "author": author,
        "first_name": first_name(author, language),
        "writer_first": page.draft.writer.split()[0] if page.draft.writer.split() else page.draft.writer,
        "net_icon": network_icon(page.network),
    }


# --- The writer's own re-read ---


@require_http_methods(["GET", "POST"])
@signed_in
def reread(request: DeskRequest, draft_id: int) -> HttpResponseBase:
    """The writer reads the text again, apart, for ten seconds at least, and answers the face-to-face question."""
    if request.method == "GET":
        return _reread_page(request, draft_id, _opened(draft_id, now()))
    token = request.POST.get("opened", "")
    try:
        opened_at = _read_opened(draft_id, token)
        face = request.POST.get("face") == "yes"
        publish_own_reread(request.desk_person.id, draft_id, opened_at=opened_at, face_to_face=face, now=now())
    except Refused as refused:
        if refused.code.startswith(("access.", "state.")):
            raise
        again = token if refused.code == "proc.face" else _opened(draft_id, now())
        return _reread_page(request, draft_id, again, refused)
    say(request, _LEAVES)
    case_id = request.POST.get("case", "")
    return redirect("case", int(case_id)) if case_id.isdigit() else redirect("inbox")


def _reread_page(request: DeskRequest, draft_id: int, token: str, refused: Refused | None = None) -> HttpResponse:
    page = review_page(request.desk_person.id, draft_id, Action.PUBLISH_OWN_REREAD, now=now())
    opened_at = _read_opened(draft_id, token)
    left = timedelta(seconds=REREAD_SECONDS) - (now() - opened_at)
    context = review_context(page, now()) | {
        "opened": token,
        "seconds": max(0, -(-left // timedelta(seconds=1))),
        "refused": refused,
        "face": request.POST.get("face", ""),
        "own": page.draft.writer_id == request.desk_person.id,
    }
    return render(request, "web/reread.html", context, status=status_of(refused) if refused else 200)


def _opened(draft_id: int, at: datetime) -> str:
    return signing.dumps({"draft": draft_id, "at": at.isoformat()}, salt=_SALT)


def _read_opened(draft_id: int, token: str) -> datetime:
    try:
        told = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise Refused("proc.unchanged", _BAD_PAGE) from None
    if told.get("draft") != draft_id:
        raise Refused("proc.unchanged", _BAD_PAGE)
    return datetime.fromisoformat(told["at"])
