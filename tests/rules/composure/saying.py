"""One sentence, one check: what the tables of wordings ask."""

from __future__ import annotations

from detente.contracts.composure import Fault, Finding, Situation
from detente.contracts.words import Language
from detente.rules.composure import check_reply


def said_of(language: Language, sentence: str, check: str, **differs: object) -> list[Finding]:
    """What one check finds in one sentence, under a complaint at fault."""
    usual: dict[str, object] = {"fault": Fault.ESTABLISHED, "message": ""}
    looked = Situation(text=sentence, language=language, **(usual | differs))  # type: ignore[arg-type]
    return [finding for finding in check_reply(looked).findings if finding.check == check]
