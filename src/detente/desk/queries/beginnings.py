"""What an outline or a proposed text is made from: the case as the check sees it, and notes of the team that fit."""

from __future__ import annotations

from datetime import datetime

from detente.contracts.analysis import Topic
from detente.desk.access import access_draft
from detente.desk.queries.around import around
from detente.desk.queries.case_page import case_page
from detente.desk.queries.situations import situation_of
from detente.drafting.outline import Beginning, NoteWords
from detente.drafting.quotes import heart_in
from detente.rules.roles import Action


def beginning_of(person_id: int, draft_id: int, first_name: str, *, now: datetime) -> Beginning:
    """From the author's public words alone: what they told us in private is no matter for a public reply.

    `first_name`: the author's, when it is known to be one. Raises `Refused("access.…")`.
    """
    draft, colleague = access_draft(person_id, draft_id, Action.WRITE_DRAFT)
    situation = situation_of(draft, "", now=now)
    leads = around(case_page(person_id, draft.case_id, now=now), now=now).leads
    return Beginning(
        situation=situation,
        first_name=first_name,
        signer=colleague.name,
        heart=heart_in(situation.message, draft.case.heart),
        notes=tuple(NoteWords(one.title, one.words) for one in leads if one.kind == "note"),
        safety=draft.case.topic == Topic.SAFETY,
    )
