"""Two texts for one draft: what a colleague saved, beside what was typed meanwhile. Nothing is overwritten."""

from __future__ import annotations

from detente.contracts.refusals import Refused
from detente.desk.queries.case_page import CasePage
from detente.web.composer_view import Typed
from detente.web.foreign import differences

MOVED = "state.draft_moved"


def conflict_context(page: CasePage, typed: Typed | None, refused: Refused | None) -> dict[str, object]:
    """What the template of the two texts reads; nothing when the save was refused for another reason.

    `theirs` is the draft as it stands, `apart` goes from their words to the typed ones.
    """
    theirs = page.drafts.get(typed.kind) if typed else None
    if typed is None or theirs is None or refused is None or refused.code != MOVED:
        return {}
    return {"theirs": theirs, "apart": differences(theirs.words, typed.text), "tab": typed.kind}
