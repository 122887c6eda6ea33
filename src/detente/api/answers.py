"""Every answer of the doors for programs: JSON, one sentence in the asker's language, nothing to be cached."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse

from detente.contracts.network import Json
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

STATUS: Final[Mapping[str, int]] = {"access": 401, "input": 400, "state": 409}


def answer(payload: Mapping[str, Json], *, status: int = 200, wait: timedelta | None = None) -> HttpResponse:
    """The payload; `wait`: when to come again."""
    body = json.dumps(payload, ensure_ascii=False).encode()
    response = HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if wait is not None:
        response.headers["Retry-After"] = str(max(1, round(wait.total_seconds())))
    return response


def refusal(
    request: HttpRequest, code: str, sentence: Words, *, status: int, wait: timedelta | None = None
) -> HttpResponse:
    """A no, with its code for programs and its sentence for people."""
    return answer({"error": code, "message": in_words_of(request, sentence)}, status=status, wait=wait)


def refused(request: HttpRequest, said: Refused) -> HttpResponse:
    """A refusal of the desk as an answer."""
    return refusal(request, said.code, said.sentence, status=STATUS.get(said.code.partition(".")[0], 400))


def in_words_of(request: HttpRequest, sentence: Words) -> str:
    """The sentence in the language that the asker's program prefers."""
    return sentence.in_(str(getattr(request, "LANGUAGE_CODE", "en")))
