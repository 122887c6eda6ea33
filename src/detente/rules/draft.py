"""The states of a draft. Any edit makes a new revision in *editing*; an approval never survives an edit."""

from __future__ import annotations

from typing import Final

from detente.contracts.labelled import Labelled
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.rules.machine import Machine


class DraftState(Labelled):
    """Where a draft stands; the values are stored."""

    EDITING = "editing", "En rédaction", "Being written"
    IN_REVIEW = "in_review", "En relecture", "In review"
    APPROVED = "approved", "Approuvé", "Approved"
    CHANGES_ASKED = "changes_asked", "Corrections demandées", "Changes asked"
    REJECTED = "rejected", "Refusé", "Rejected"


class DraftFact(Labelled):
    """What can happen to a draft. `signed` is one approval of several; `voided` a tie of the approval that broke."""

    EDITED = "edited", "Modifié", "Edited"
    SUBMITTED = "submitted", "Soumis à relecture", "Submitted for review"
    SIGNED = "signed", "Signé par une personne", "Signed by one person"
    APPROVED = "approved", "Approuvé", "Approved"
    CHANGES_ASKED = "changes_asked", "Corrections demandées", "Changes asked"
    REJECTED = "rejected", "Refusé", "Rejected"
    VOIDED = "voided", "Approbation tombée", "Approval void"


_S, _F = DraftState, DraftFact

_TABLE: Final = {
    (_S.EDITING, _F.EDITED): _S.EDITING,
    (_S.EDITING, _F.SUBMITTED): _S.IN_REVIEW,
    (_S.IN_REVIEW, _F.EDITED): _S.EDITING,
    (_S.IN_REVIEW, _F.SIGNED): _S.IN_REVIEW,
    (_S.IN_REVIEW, _F.APPROVED): _S.APPROVED,
    (_S.IN_REVIEW, _F.CHANGES_ASKED): _S.CHANGES_ASKED,
    (_S.IN_REVIEW, _F.REJECTED): _S.REJECTED,
    (_S.APPROVED, _F.EDITED): _S.EDITING,
    (_S.APPROVED, _F.VOIDED): _S.EDITING,
    (_S.CHANGES_ASKED, _F.EDITED): _S.EDITING,
    (_S.REJECTED, _F.EDITED): _S.EDITING,
}

DRAFT: Final = Machine("draft", Words(fr="Brouillon", en="Draft"), DraftState, DraftFact, DraftState.EDITING, _TABLE)
move = DRAFT.move
moves_from = DRAFT.moves_from

_ALREADY_LEAVING = Words(
    fr="Ce texte est déjà parti ou sur le point de partir : il ne change plus. Écrivez une nouvelle réponse.",
    en="This text has left or is about to leave: it no longer changes. Write a new reply.",
)


def check_edit(has_publication: bool) -> None:
    """Raise `Refused("state.draft")` when a publication of this draft exists: its text is frozen from then on."""
    if has_publication:
        raise Refused("state.draft", _ALREADY_LEAVING)
