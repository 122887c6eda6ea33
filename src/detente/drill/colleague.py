"""A pretend colleague does their part on request, through the same actions and the same gates. In demos only."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from detente.accounts.models import Person
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.accept_hand_off import accept_hand_off
from detente.desk.actions.answer_hand_off import answer_hand_off
from detente.desk.actions.approve_draft import Signed
from detente.desk.models import Draft, HandOff
from detente.desk.queries.reviews import review_page
from detente.drill.acts import approve_as
from detente.drill.demo import PRETEND, is_demo
from detente.rules.handoff import HandOffState

ANSWER: Final = Words(
    fr="C’est vérifié\u202f: l’erreur est de notre côté. Elle est corrigée, le détail suit demain avant midi.",
    en="We checked: the mistake is on our side. It is corrected, the detail follows by noon tomorrow.",
)
_NO_DEMO = Words(
    fr="Les collègues d’entraînement n’existent que dans une démonstration. Demandez à une vraie personne.",
    en="Pretend colleagues exist in a demo only. Ask a real person.",
)
_NOBODY = Words(
    fr="Aucun collègue d’entraînement ne peut le faire ici. Demandez-le à une autre personne.",
    en="No pretend colleague can do this here. Ask another person.",
)


def let_colleague_review(draft_id: int, now: datetime) -> Signed:
    """A pretend colleague who did not write the text opens its review and agrees.

    Raises `Refused`: `state.practice` (no demo, or no colleague who may), else as `approve_draft`.
    """
    _check_demo()
    draft = Draft.objects.select_related("case").get(id=draft_id)
    held_back: Words | None = None
    for person_id in _colleagues(draft.case.brand_id):
        held_back = review_page(person_id, draft_id, now=now).why_not
        if held_back is None:
            return approve_as(person_id, draft_id, now)
    raise Refused("state.practice", held_back or _NOBODY)


def let_colleague_answer(hand_off_id: int, now: datetime) -> HandOffState:
    """A pretend colleague answers for the department, in the brand's language.

    Raises `Refused`: `state.practice` (no demo, or no colleague who may), else as `answer_hand_off`.
    """
    _check_demo()
    hand_off = HandOff.objects.select_related("case__brand").get(id=hand_off_id)
    answer = ANSWER.in_(hand_off.case.brand.language)
    for person_id in _experts_first(hand_off):
        if hand_off.state == HandOffState.ASKED:
            accept_hand_off(person_id, hand_off_id, now=now)
        return answer_hand_off(person_id, hand_off_id, answer, now=now)
    raise Refused("state.practice", _NOBODY)


def _check_demo() -> None:
    if not is_demo():
        raise Refused("state.practice", _NO_DEMO)


def _colleagues(brand_id: int) -> list[int]:
    held = Person.objects.filter(email__endswith=PRETEND, is_active=True, memberships__brand_id=brand_id)
    return list(held.filter(memberships__active=True).distinct().order_by("-id").values_list("id", flat=True))


def _experts_first(hand_off: HandOff) -> list[int]:
    """The department's own expert, else a pretend lead."""
    held = Person.objects.filter(email__endswith=PRETEND, is_active=True, memberships__active=True)
    here = held.filter(memberships__brand_id=hand_off.case.brand_id)
    experts = here.filter(memberships__role="expert", memberships__department_id=hand_off.department_id)
    leads = here.filter(memberships__role="lead")
    return [*experts.values_list("id", flat=True), *leads.values_list("id", flat=True)]
