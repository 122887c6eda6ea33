"""A language model that proposes the words of a reply: asked on a click, one question, within a time; never more.

It is given data and returns text. Nothing here keeps, submits or sends anything. Source: design §5.6, §10.11.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from detente.contracts.kinds import Kind
from detente.contracts.network import NetworkError, NotSent, Unknown
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.drafting.model_answer import Unreadable, clean, text_in
from detente.drafting.model_asked import ProposalAsked
from detente.drafting.model_prompt import NEVER_SENT, data_text, rules_text
from detente.drafting.outline import Beginning, Line, outline, outline_text
from detente.net import AddressRefused, AllowedOrigins, Answer
from detente.net.chat import NoKey, ask_model, read_key

LONGEST: Final = 1_500
"""Characters of a proposal, where the network sets no lower limit."""
AT_ONCE: Final = 2
"""Questions that one process has open: people who write never wait for each other's models."""

_BUSY: Final = frozenset({408, 425, 429, 503})
_FIELD: Final = re.compile(r"\[[^\[\]\n]*\]")
_SLOTS: Final = threading.BoundedSemaphore(AT_ONCE)

_KEPT: Final = Words(
    fr="Votre texte est gardé\u202f: prenez le plan, ou réessayez plus tard.",
    en="Your text is kept: take the outline, or try again later.",
)
_TROUBLES: Final = {
    "late": Words(fr="Le modèle n’a pas répondu à temps. {kept}", en="The model did not answer in time. {kept}"),
    "away": Words(fr="Le modèle n’est pas joignable. {kept}", en="The model cannot be reached. {kept}"),
    "busy": Words(fr="Le modèle est occupé. {kept}", en="The model is busy. {kept}"),
    "nonsense": Words(
        fr="La réponse du modèle ne contient pas de texte utilisable. {kept}",
        en="The model’s answer holds no usable text. {kept}",
    ),
    "refused": Words(
        fr="Le modèle a refusé la demande\u202f: dites-le à la personne qui tient ce serveur. {kept}",
        en="The model refused the question: tell the person who runs this server. {kept}",
    ),
}
_AT_RISK: Final = Words(
    fr="Une personne est peut-être en danger\u202f: aucun programme ne lui écrit. Prenez le plan et vos propres mots.",
    en="Somebody may be in danger: no program writes to them. Take the outline and your own words.",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that a model proposes, greeting and signature around them, and which model: `//host/model`."""

    text: str
    name: str


class Model:
    """One model at one address."""

    def __init__(self, asked: ProposalAsked, origins: Sequence[str] = ()) -> None:
        self.name = f"//{urlsplit(asked.url).netloc}/{asked.model}"[:120]
        self._asked = asked
        self._allowed = AllowedOrigins(origins)

    def propose(self, beginning: Beginning) -> Proposal:
        """Ask, and wait at most the time that the operator gave.

        Raises `Refused`: `state.model`, with what happened in one sentence, and `proc.human` for a person at risk.
        """
        if beginning.situation.kind is Kind.PERSON_AT_RISK:
            raise Refused("proc.human", _AT_RISK)
        if not _SLOTS.acquire(blocking=False):
            raise _trouble("busy")
        try:
            return self._proposed(beginning, outline(beginning))
        finally:
            _SLOTS.release()

    def _proposed(self, beginning: Beginning, lines: Sequence[Line]) -> Proposal:
        around = [line for line in lines if line.name in NEVER_SENT]
        room = _room(beginning.situation.char_limit, around)
        mark = secrets.token_hex(16)
        words = [
            {"role": "system", "content": rules_text(mark, beginning, signs=room)},
            {"role": "user", "content": data_text(mark, beginning, lines, mask=self._asked.mask)},
        ]
        answer = self._answer({"model": self._asked.model, "messages": words, "stream": False})
        fields = {field for line in lines for field in _FIELD.findall(line.text)}
        try:
            text = text_in(answer.body)
            if mark in text:
                raise Unreadable
            said = clean(text, fields, beginning.situation.language, longest=room)
        except Unreadable:
            raise _trouble("nonsense") from None
        middle = Line("model", said)
        return Proposal(outline_text((*around[:1], middle, *around[1:])), self.name)

    def _answer(self, question: dict[str, object]) -> Answer:
        try:
            key = read_key(self._asked.key_file)
            came = ask_model(self._asked.url, key, question, self._asked.seconds, self._allowed)
        except (NoKey, AddressRefused):
            raise _trouble("refused") from None
        except NotSent:
            raise _trouble("away") from None
        except Unknown as error:
            raise _trouble("late" if "Timeout" in type(error.__cause__).__name__ else "nonsense") from None
        except NetworkError:
            raise _trouble("away") from None
        if came.status != 200:
            raise _trouble(_said(came.status))
        return came


def _room(limit: int | None, around: Sequence[Line]) -> int:
    """Characters that are left for the middle."""
    used = sum(len(line.text) + 1 for line in around)
    return max(80, min(LONGEST, limit or LONGEST) - used)


def _said(status: int) -> str:
    if status in _BUSY:
        return "busy"
    return "away" if status >= 500 else "refused"


def _trouble(what: str) -> Refused:
    return Refused("state.model", _TROUBLES[what].with_(kept=_KEPT), trouble=what)
