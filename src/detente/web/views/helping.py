"""Help to begin a reply: an outline of the desk's own. It is put into the draft, and a person fills it."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.views.decorators.http import require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.put_words import put_words
from detente.desk.actions.start_draft import start_draft
from detente.desk.queries.beginnings import beginning_of
from detente.desk.queries.case_page import case_page
from detente.drafting.outline import outline, outline_text
from detente.rules.draft_origin import Origin, Source
from detente.web.case_context import written_first_name
from detente.web.clock import now
from detente.web.composer_view import typed_from
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.views.case import case_answer, to_case
from detente.web.views.replies import FIRST

_BEGUN = Words(
    fr="Voici un plan\u202f: remplissez ce qui est entre crochets, retirez le reste. Rien n’est parti.",
    en="Here is an outline: fill in what stands in brackets, take out the rest. Nothing has been sent.",
)


@require_POST
@signed_in
def begin(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Put the outline of this case under what is typed."""
    me, moment, typed = request.desk_person.id, now(), typed_from(request.POST)
    try:
        draft_id = start_draft(me, case_id, typed.kind, department_id=typed.department_id, now=moment)
        author = case_page(me, case_id, now=moment).facts.author
        made = outline(beginning_of(me, draft_id, written_first_name(author), now=moment))
        source = Source(Origin.OUTLINE)
        put_words(me, draft_id, typed.text, outline_text(made), source, typed.seen or FIRST, now=moment)
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return case_answer(request, case_id, tab=typed.kind, typed=typed, refused=refused)
    say(request, _BEGUN)
    return to_case(case_id, typed.kind)
