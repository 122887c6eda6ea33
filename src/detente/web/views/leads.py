"""What stands around a case put to use: words inserted into the draft, and the list of cases with the same cause."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words, as_language
from detente.desk.actions.save_draft import save_draft
from detente.desk.actions.start_draft import start_draft
from detente.desk.queries.around import MOST_LISTED, same_cause_rows
from detente.desk.queries.case_page import CasePage, case_page
from detente.desk.queries.knowledge import note_words
from detente.desk.queries.saved_replies import filled_for
from detente.drafting.openings import OPENINGS, opening_line
from detente.rules.draft import DraftState
from detente.web.case_context import written_first_name
from detente.web.clock import now
from detente.web.composer_view import Typed, typed_from
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.rows import row_views
from detente.web.saved_view import case_words
from detente.web.views.case import case_answer, number, reader_language, to_case
from detente.web.views.inbox import row_context
from detente.web.views.replies import FIRST

_INSERTED = Words(
    fr="Ajouté à la fin de votre brouillon. Relisez-le\u202f: rien n’est parti.",
    en="Added at the end of your draft. Read it again: nothing has been sent.",
)
_NOTHING = Words(
    fr="Cette fiche ou ce message n’est plus là. Rechargez la page\u202f: votre texte est gardé.",
    en="This note or this message is no longer there. Reload the page: your text is kept.",
)
_IN_REVIEW = Words(
    fr="Ce texte est en relecture. Choisissez «\u202fModifier le texte\u202f», puis ajoutez ces mots.",
    en="This text is in review. Choose “Change the text”, then add these words.",
)


@require_POST
@signed_in
def insert(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Append a note, a saved reply or an opening line to a member of the community. It is kept, never sent."""
    moment, posted = now(), request.POST
    page = case_page(request.desk_person.id, case_id, now=moment)
    typed = typed_from(posted) if "text" in posted else _standing(page)
    try:
        words = _chosen(page, posted, typed, moment)
        text = f"{typed.text.rstrip()}\n\n{words}" if typed.text.strip() else words
        draft_id = start_draft(page.person.id, case_id, typed.kind, department_id=typed.department_id, now=moment)
        seen, saved_id = typed.seen or FIRST, number(posted.get("saved", "")) or typed.saved_id
        save_draft(page.person.id, draft_id, text, seen, saved_id=saved_id, now=moment)
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return case_answer(request, case_id, tab=typed.kind, typed=typed, refused=refused)
    say(request, _INSERTED)
    return to_case(case_id, typed.kind)


def _standing(page: CasePage) -> Typed:
    """What the draft holds when the button stood outside the composer."""
    draft = page.drafts.get("reply")
    if draft is None:
        return Typed("reply", "")
    if draft.state is DraftState.IN_REVIEW:
        raise Refused("state.draft", _IN_REVIEW)
    return Typed("reply", draft.words, draft.seen)


def _chosen(page: CasePage, posted: QueryDict, typed: Typed, moment: datetime) -> str:
    """The words that were asked for. Raises `Refused`: `input.insert`, `input.saved` when there are none."""
    if "saved" in posted:
        return filled_for(page, number(posted.get("saved", "")), case_words(page, typed, moment), now=moment).text
    opening = next((name for name in OPENINGS if name in posted), "")
    if opening:
        words = _opening(page, opening, number(posted.get(opening, "")))
    else:
        words = note_words(page.person.id, page.facts.brand_id, number(posted.get("note", "")))
    if not words:
        raise Refused("input.insert", _NOTHING)
    return words


def _opening(page: CasePage, opening: str, message_id: int) -> str | None:
    post = next((post for post in page.posts if post.id == message_id and not post.of_case and not post.ours), None)
    if post is None:
        return None
    return opening_line(opening, written_first_name(post.author), as_language(page.facts.language))


@require_GET
@signed_in
def same_cause(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Other cases of the last thirty days with the same cause."""
    moment, language = now(), reader_language()
    page = case_page(request.desk_person.id, case_id, now=moment)
    rows, count = same_cause_rows(page, now=moment)
    facts = {"case_id": case_id, "count": count, "most": MOST_LISTED}
    views = row_views(rows, language, request.desk_person.id, moment)
    return render(request, "web/same_cause.html", row_context(request) | facts | {"rows": views})
