"""Help to begin a reply: an outline of the desk's own, or the words of a model. Put into the draft, never further."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponseBase
from django.views.decorators.http import require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.put_words import put_words
from detente.desk.actions.start_draft import start_draft
from detente.desk.queries.beginnings import beginning_of
from detente.desk.queries.case_page import case_page
from detente.drafting.model import Model
from detente.drafting.outline import Beginning, outline, outline_text
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


_PROPOSED = Words(
    fr="Ces mots sont d’un modèle\u202f: relisez et changez-les. Rien n’est parti.",
    en="These words are a model’s: read and change them. Nothing has been sent.",
)
_NO_MODEL = Words(
    fr="Ce bureau n’a pas de modèle qui propose des textes. Prenez le plan.",
    en="This desk has no model that proposes texts. Take the outline.",
)


@require_POST
@signed_in
def begin(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Put the outline of this case under what is typed."""
    return _put(request, case_id, _outlined, _BEGUN)


@require_POST
@signed_in
def propose(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """Ask the model once, wait for it, and put its words under what is typed."""
    return _put(request, case_id, _proposed, _PROPOSED)


def _put(
    request: DeskRequest, case_id: int, words_of: Callable[[Beginning], tuple[str, Source]], done: Words
) -> HttpResponseBase:
    me, moment, typed = request.desk_person.id, now(), typed_from(request.POST)
    try:
        draft_id = start_draft(me, case_id, typed.kind, department_id=typed.department_id, now=moment)
        author = case_page(me, case_id, now=moment).facts.author
        text, source = words_of(beginning_of(me, draft_id, written_first_name(author), now=moment))
        put_words(me, draft_id, typed.text, text, source, typed.seen or FIRST, now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return case_answer(request, case_id, tab=typed.kind, typed=typed, refused=refused)
    say(request, done)
    return to_case(case_id, typed.kind)


def _outlined(beginning: Beginning) -> tuple[str, Source]:
    return outline_text(outline(beginning)), Source(Origin.OUTLINE)


def _proposed(beginning: Beginning) -> tuple[str, Source]:
    """Nothing is locked while the model is asked: a colleague's save in the meantime refuses these words."""
    if settings.DETENTE_DRAFTING is None:
        raise Refused("state.model", _NO_MODEL)
    said = Model(settings.DETENTE_DRAFTING, settings.DETENTE_ALLOWED_ORIGINS).propose(beginning)
    return said.text, Source(Origin.MODEL, said.name)
