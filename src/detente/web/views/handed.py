"""What departments owe an answer to, and their answers."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_hand_off
from detente.desk.actions.accept_hand_off import accept_hand_off
from detente.desk.actions.answer_hand_off import answer_hand_off
from detente.desk.actions.decline_hand_off import decline_hand_off
from detente.desk.queries.case_facts import case_facts
from detente.desk.queries.hand_offs import waiting_hand_offs
from detente.rules.roles import Action, check_may
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in

_SAID = {
    "answer": Words(fr="Réponse transmise à l’équipe.", en="Answer given to the team."),
    "accept": Words(
        fr="Accepté\u202f: l’équipe sait que vous vous en occupez.", en="Accepted: the team knows you are on it."
    ),
    "decline": Words(
        fr="Décliné\u202f: l’équipe reprend la question.", en="Declined: the team takes the question back."
    ),
}
_NO_ACT = Words(fr="Choisissez\u202f: accepter, décliner ou répondre.", en="Choose: accept, decline or answer.")


@require_GET
@signed_in
def handed(request: DeskRequest) -> HttpResponseBase:
    """The questions put to this person's departments, the most urgent first."""
    person = request.desk_person
    check_may(Action.ANSWER_HAND_OFF, person.roles, person.mandates)
    rows = waiting_hand_offs(person.id, now=now())
    facts = case_facts([row.case_id for row in rows])
    context = {"rows": [(row, facts[row.case_id]) for row in rows if row.case_id in facts], "moment": now()}
    return render(request, "web/handed.html", context)


@require_POST
@signed_in
def answer(request: DeskRequest, hand_off_id: int) -> HttpResponseBase:
    """Accept, decline (with a word) or answer."""
    person_id, words, do = request.desk_person.id, request.POST.get("answer", ""), request.POST.get("do", "")
    hand_off, _ = access_hand_off(person_id, hand_off_id, Action.ANSWER_HAND_OFF)
    if do == "accept":
        accept_hand_off(person_id, hand_off_id, now=now())
    elif do == "decline":
        decline_hand_off(person_id, hand_off_id, words, now=now())
    elif do == "answer":
        answer_hand_off(person_id, hand_off_id, words, now=now())
    else:
        raise Refused("input.act", _NO_ACT)
    say(request, _SAID[do])
    return redirect("case", hand_off.case_id)
