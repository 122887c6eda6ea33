"""Voice: the author's language, and never the sentence that already stands there."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from detente.contracts.words import Language, Words
from detente.rules.composure.common_words import FUNCTION_WORDS
from detente.rules.composure.folded import Folded
from detente.rules.composure.form import missing_parts
from detente.rules.composure.look import BLOCK, WARN, Look, Said, Says

_LEAST_WORDS: Final = 4
_LEAST_SIGNS: Final = 2
_SAME: Final = 0.80
_CLOSE: Final = 0.60
_LEAST_CANNED: Final = 5

_LANGUAGE = Says(
    "voice.language",
    Words(fr="La réponse n’est pas dans la langue du message.", en="The reply is not in the language of the message."),
    Words(fr="Répondez dans la langue de l’auteur.", en="Answer in the author’s language."),
)
_CANNED = Says(
    "voice.canned",
    Words(
        fr="Presque la même réponse est déjà visible\u202f: {share}\u202f% des mots.",
        en="Almost the same reply is already visible: {share}% of the words.",
    ),
    Words(
        fr="Repartez de ce message-ci\u202f: un fait, un mot de l’auteur.",
        en="Start from this message: one fact, one of their words.",
    ),
)


def language(look: Look) -> Said:
    """Same language as the message; no verdict under four words. Source: practice, draft check voice.language."""
    wanted = look.situation.message_language or look.situation.language
    spoken = spoken_language(look.reply)
    if spoken is not None and spoken != wanted:
        yield _LANGUAGE.lacking(BLOCK)


def canned(look: Look) -> Said:
    """Not the sentence already visible. Source: practice, draft check voice.canned.

    A complete holding reply is spared: its three parts are said alike under everyone's message, and that is its worth.
    """
    if look.is_holding and not missing_parts(look):
        return
    mine = tuple(look.reply.words())
    share = max((likeness(mine, _words_of(other)) for other in look.situation.recent_replies), default=0.0)
    if share >= _CLOSE and len(mine) >= _LEAST_CANNED:
        why = _CANNED.why.with_(share=int(share * 100))
        yield _CANNED.lacking(BLOCK if share >= _SAME else WARN, why)


@lru_cache(maxsize=512)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(Folded.of(text).words())


def spoken_language(text: Folded) -> Language | None:
    """French or English by function words; `None` when neither clearly leads."""
    words = text.plain.replace(",", " ").replace(".", " ").split()
    if len(words) < _LEAST_WORDS:
        return None
    french, english = (sum(word in known for word in words) for known in FUNCTION_WORDS.values())
    if max(french, english) < _LEAST_SIGNS or french == english:
        return None
    if min(french, english) * 2 > max(french, english):
        return None
    return "fr" if french > english else "en"


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two texts are, 0 to 1: the higher of matching words in order and shared runs of three words."""
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    ordered = matcher.ratio() if matcher.quick_ratio() >= _CLOSE else 0.0
    return max(ordered, _shared_runs(one, other))


def _shared_runs(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    runs, others = ({*zip(words, words[1:], words[2:], strict=False)} for words in (one, other))
    return len(runs & others) / len(runs | others) if runs and others else 0.0
