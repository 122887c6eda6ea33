"""The network refused the text for good; nothing was published."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions._fence import close_attempts, held
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.claim import Claim
from detente.desk.actions.give_by_hand import give_by_hand
from detente.desk.actions.hold_back import back_to_editor, end_unsent
from detente.desk.actions.open_attempt import broken_tie
from detente.rules.publication import PublicationFact, PublicationState, move


@transaction.atomic
def refuse_publication(claim: Claim, code: str, words: str = "", *, now: datetime) -> None:
    """Mark it refused (`denied`, `gone`, `invalid`) and give the text back to its writer.

    `denied` speaks of our connector, not of our text: while the approval holds, a person is given it to post by hand.

    `words` is what the network said, in the brand's language. Raises `Superseded`.
    """
    publication = held(claim, PublicationState.SENDING)
    close_attempts(publication, "refused", now=now)
    publication.state = move(PublicationState.SENDING, PublicationFact.REFUSED)
    end_unsent(publication, f"{code}: {words}" if words else code)
    tell_publication("publication.refused", SYSTEM, publication, {"because": code}, now=now)
    if code == "denied" and not broken_tie(publication, now=now):
        give_by_hand(publication, SYSTEM, publication.trouble, now=now)
        return
    back_to_editor(publication.draft, SYSTEM, code, now=now)
