"""An OpenAI-compatible address as a plug-in: one request for a few messages, through the vetted way out.

Texts leave the machine here. The key is read from its file for each request, so that a new one counts at once.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from detente.analysis.plugins.asked import AddressAsked
from detente.analysis.plugins.plugin import Answer, PluginTrouble, Trouble
from detente.analysis.plugins.prompt import answer_schema, data_text, system_text
from detente.analysis.plugins.replies import parse
from detente.contracts.analysis import MessageToRead
from detente.contracts.learning import DIMENSIONS
from detente.contracts.network import NetworkError, NotSent, Unknown
from detente.net import AddressRefused, AllowedOrigins
from detente.net import Answer as Came
from detente.net.chat import NoKey, ask_model, read_key
from detente.rules.leaving import masked

MOST_CHARACTERS: Final = 4_000
"""A longer text is not sent: the embedded reading stands."""
_WAIT: Final = frozenset({408, 425, 429, 503})


class Address:
    """Asks one model at one address. A server that refuses a form of request is asked more plainly."""

    def __init__(self, asked: AddressAsked, origins: Sequence[str] = ()) -> None:
        self.name = f"//{urlsplit(asked.url).netloc}/{asked.model}"[:60]
        self.dimensions = asked.dimensions
        self.chunk = asked.at_once
        self._asked = asked
        self._allowed = AllowedOrigins(origins)
        self._ordered = [each for each in DIMENSIONS if each in asked.dimensions]
        self._form = 0

    def prepare(self) -> None:
        """Nothing has to be loaded; a key that cannot be read is told. Raises `PluginTrouble`."""
        _key(self._asked)

    def ask(self, messages: Sequence[MessageToRead], seconds: float) -> Answer:
        """One request, within `seconds`. Raises `PluginTrouble`."""
        texts = {message.reference: self._leaving(message.text) for message in messages}
        short = {reference: text for reference, text in texts.items() if len(text) <= MOST_CHARACTERS}
        if not short:
            return Answer({}, {"too long": len(texts)})
        # Ids are drawn anew each time: no text can name another one.
        ids = {secrets.token_hex(6): reference for reference in short}
        forms = self._forms([*ids])
        body = self._body({key: short[reference] for key, reference in ids.items()}, forms[self._form])
        came = self._send(body, seconds)
        if came.status in (400, 422):
            self._form = (self._form + 1) % len(forms)
        if came.status != 200:
            raise _refusal(came)
        answer = parse(came.body, ids, self._ordered)
        too_long = len(texts) - len(short)
        return Answer(answer.guesses, {**answer.slips, **({"too long": too_long} if too_long else {})})

    def _leaving(self, text: str) -> str:
        return masked(text) if self._asked.mask and len(text) <= MOST_CHARACTERS else text

    def _forms(self, ids: Sequence[str]) -> list[dict[str, object]]:
        """What is said beside the words, from the strictest to the plainest."""
        schema = {"name": "readings", "strict": True, "schema": answer_schema(ids, self._ordered)}
        strict: dict[str, object] = {"response_format": {"type": "json_schema", "json_schema": schema}}
        loose: dict[str, object] = {"response_format": {"type": "json_object"}}
        return [{**strict, "temperature": 0}, strict, {**loose, "temperature": 0}, {}]

    def _body(self, texts: Mapping[str, str], form: Mapping[str, object]) -> dict[str, object]:
        mark = secrets.token_hex(16)
        words = [
            {"role": "system", "content": system_text(mark, self._ordered)},
            {"role": "user", "content": data_text(mark, texts)},
        ]
        return {"model": self._asked.model, "messages": words, "stream": False, **form}

    def _send(self, question: Mapping[str, object], seconds: float) -> Came:
        key = _key(self._asked)
        try:
            return ask_model(self._asked.url, key, question, seconds, self._allowed)
        except AddressRefused:
            remedy = f"List the origin of {self._asked.url} in DETENTE_ALLOWED_ORIGINS, or name another address."
            raise PluginTrouble(Trouble.REFUSED, "address", remedy=remedy) from None
        except NotSent:
            raise PluginTrouble(Trouble.AWAY) from None
        except Unknown as error:
            late = "Timeout" in type(error.__cause__).__name__
            raise PluginTrouble(Trouble.LATE if late else Trouble.NONSENSE, type(error).__name__) from None
        except NetworkError as error:
            raise PluginTrouble(Trouble.AWAY, type(error).__name__) from None


def _refusal(came: Came) -> PluginTrouble:
    status = f"status {came.status}"
    if came.status in _WAIT:
        said = came.headers.get("retry-after", "")
        return PluginTrouble(Trouble.BUSY, status, wait=float(said) if said.isascii() and said.isdigit() else 0.0)
    remedy = "Put the right key into the file of DETENTE_READING_KEY_FILE." if came.status in (401, 403) else ""
    return PluginTrouble(Trouble.AWAY if came.status >= 500 else Trouble.REFUSED, status, remedy=remedy)


def _key(asked: AddressAsked) -> str:
    """The key; "" when the address wants none. Raises `PluginTrouble`."""
    try:
        return read_key(asked.key_file)
    except NoKey:
        remedy = f"Put the key, one line, into {asked.key_file} (DETENTE_READING_KEY_FILE)."
        raise PluginTrouble(Trouble.BROKEN, "no key", remedy=remedy) from None
