"""How a rule, a gate or an action says no: one clear sentence that says what to do."""

from __future__ import annotations

from detente.contracts.words import Words


class Refused(Exception):
    """Something was refused and nothing was written.

    `code` names the check (`proc.review`, `access.case`, `input.text`, `state.draft`); `sentence` tells a person what
    to do instead; `facts` are ids, counts and enum values only, safe for logs.
    """

    def __init__(self, code: str, sentence: Words, **facts: str | int) -> None:
        super().__init__(f"{code}: {sentence.en}")
        self.code = code
        self.sentence = sentence
        self.facts = facts
