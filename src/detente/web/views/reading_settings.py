"""How the brand is read: words of its own, and what was learnt from its corrections."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.word_lists import WORD_LISTS, Strength
from detente.contracts.words import Words
from detente.desk.actions.brand_words import WordSaid, add_brand_word, remove_brand_word
from detente.desk.actions.learn import undo_layer
from detente.desk.actions.learning_tasks import ask_learning
from detente.desk.queries.brand_readings import brand_words
from detente.desk.queries.learning import learning_page
from detente.rules.brand_words import LONGEST, MOST_PHRASES
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of

_ADDED: Final = Words(
    fr="Ajouté. Les messages lus à partir de maintenant en tiennent compte.",
    en="Added. Messages read from now on take it into account.",
)
_REMOVED: Final = Words(fr="Retiré.", en="Removed.")
_ASKED: Final = Words(
    fr="C’est demandé\u202f: le résultat s’affichera ici.", en="Asked for: the result will show here."
)
_BACK: Final = Words(fr="Retour à la version {version}.", en="Back to version {version}.")
_SHIPPED: Final = Words(fr="Retour à la lecture livrée avec Détente.", en="Back to the reading as shipped.")

_OUTCOMES: Final[Mapping[str, Words]] = {
    "active": Words(fr="La nouvelle version est en vigueur.", en="The new version is in force."),
    "set_aside": Words(
        fr="Elle répondait moins bien aux messages gardés pour mesurer\u202f: mise de côté, rien ne change.",
        en="It answered worse on the messages held back to measure: set aside, nothing changes.",
    ),
    "few": Words(fr="Pas encore assez de corrections.", en="Not enough corrections yet."),
    "refused": Words(
        fr="La personne qui l’a demandé n’en a plus le droit. Demandez-le vous-même.",
        en="The person who asked may no longer do so. Ask yourself.",
    ),
    "no_learner": Words(
        fr="La lecture de ce bureau n’apprend pas\u202f: vos corrections valent pour leurs messages seulement.",
        en="The reading of this desk does not learn: your corrections hold for their own messages only.",
    ),
}
_FAILED: Final = Words(
    fr="L’apprentissage a échoué\u202f: rien ne change. Le journal du bureau dit pourquoi.",
    en="Learning failed: nothing changes. The desk’s log says why.",
)


@require_http_methods(["GET", "POST"])
@signed_in
def words(request: DeskRequest) -> HttpResponseBase:
    """The phrases of the brand, and a form that adds one."""
    if request.method == "GET":
        return _words(request)
    me, post = request.desk_person, request.POST
    said = WordSaid(post.get("list", ""), post.get("language", ""), post.get("phrase", ""), post.get("strength", ""))
    try:
        add_brand_word(me.id, me.brand.id, said, now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _words(request, refused=refused)
    say(request, _ADDED)
    return HttpResponseRedirect(f"{reverse('reading_words')}?list={said.list_name}&language={said.language}")


@require_POST
@signed_in
def remove_word(request: DeskRequest, word_id: int) -> HttpResponseBase:
    """Take a phrase out."""
    remove_brand_word(request.desk_person.id, word_id, now=now())
    say(request, _REMOVED)
    return HttpResponseRedirect(reverse("reading_words"))


def _words(request: DeskRequest, *, refused: Refused | None = None) -> HttpResponse:
    me, typed = request.desk_person, request.POST if refused else request.GET
    rows = brand_words(me.id, me.brand.id)
    facts = {
        "groups": [(found, list(group)) for found, group in groupby(rows, key=lambda row: row.list)],
        "count": len(rows),
        "most": MOST_PHRASES,
        "longest": LONGEST,
        "lists": list(WORD_LISTS.values()),
        "strengths": list(Strength),
        "chosen_list": typed.get("list", "grievance"),
        "chosen_language": typed.get("language", me.brand.language),
        "chosen_strength": typed.get("strength", Strength.CLEAR.value),
        "phrase": typed.get("phrase", ""),
        "refused": refused,
    }
    return render(request, "web/reading_words.html", facts, status=status_of(refused) if refused else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def reading(request: DeskRequest) -> HttpResponseBase:
    """What was learnt; a click learns now, another goes back."""
    if request.method == "GET":
        return _reading(request)
    me = request.desk_person
    try:
        say(request, _act(me.id, me.brand.id, request.POST.get("do", "")))
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _reading(request, refused=refused)
    return HttpResponseRedirect(reverse("reading"))


def _act(person_id: int, brand_id: int, do: str) -> Words:
    if do == "undo":
        version = undo_layer(brand_id, by=Actor.person(person_id), now=now())
        return _BACK.with_(version=version) if version else _SHIPPED
    ask_learning(person_id, brand_id, now=now())
    return _ASKED


def _reading(request: DeskRequest, *, refused: Refused | None = None) -> HttpResponse:
    me = request.desk_person
    page = learning_page(me.id, me.brand.id)
    outcome = _OUTCOMES.get(page.outcome, _FAILED) if page.outcome else None
    facts = {"page": page, "current": page.current, "outcome": outcome, "refused": refused}
    return render(request, "web/reading.html", facts, status=status_of(refused) if refused else 200)
