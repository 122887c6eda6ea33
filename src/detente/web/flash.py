"""One sentence for the next page: what has just been done."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from detente.contracts.words import Words

_SESSION: Final = "said"


def say(request: HttpRequest, sentence: Words) -> None:
    """Show `sentence` on the next page of this person, in the language they read then."""
    request.session[_SESSION] = [*request.session.get(_SESSION, []), {"fr": sentence.fr, "en": sentence.en}][-3:]


def hear(request: HttpRequest) -> list[Words]:
    """The sentences that wait, once."""
    waiting = request.session.pop(_SESSION, [])
    return [Words(fr=str(one["fr"]), en=str(one["en"])) for one in waiting]
