"""Wording: stock phrases, words that shrink the matter, words that sell, words of the house."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from detente.contracts.composure import FindingSeverity
from detente.contracts.kinds import Severity
from detente.contracts.words import Words
from detente.rules.composure.common_words import COMMON_WORDS, FUNCTION_WORDS
from detente.rules.composure.cues import whole_words
from detente.rules.composure.folded import Span, fold
from detente.rules.composure.heard_words import SELLING_NET, SMALL_NET
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says
from detente.rules.composure.own_frames import (
    SELLING_FRAMES,
    SELLING_HEARD,
    SMALL_FRAMES,
    SMALL_HEARD,
    STOCK_FRAMES,
)
from detente.rules.composure.wording_words import HOUSE_WORDS, KNOWN_CAPITALS, MINIMISES, SELLS, STOCK

_CAPITALS: Final = re.compile(r"(?<![\w^~/@#&\[{<-])[A-Z]{2,5}s?(?![\w&\]}>]|-\d|\s*$)")
_SEVERAL: Final = 2
_HOPING: Final = whole_words(
    r"(?:j')?esper\w+|souhait\w+|hop(?:e|es|ing)|wish(?:es)?|heureusement que|relieved|soulage\w*"
)
_OF_US: Final = whole_words(
    r"(?:ne |n')?(?:est|sont|etait|etaient) (?:pas|rien|jamais)|pas (?:seulement|juste|qu)|bien plus qu|loin d'etre"
    r"|que vous appelez|pour (?:vous|toi)|a nos yeux"
    r"|n'a rien d\w*|isn't|wasn't|is not|was not|not (?:just|only|merely)|more than|no such thing|hardly|far from|never"
)

_MINIMISE = Says(
    "tone.minimise",
    Words(
        fr="Rend la chose plus petite qu’elle n’a été pour la personne.", en="Makes it smaller than it was for them."
    ),
    Words(
        fr="Laissez sa taille à ce qui est arrivé\u202f: dites le fait, sans l’adjectif ni la comparaison.",
        en="Leave it the size it was: say the fact, without the adjective or the comparison.",
    ),
)
_PERHAPS_SMALL = Says(
    "tone.minimise",
    Words(
        fr="À vous de voir\u202f: ces mots rendent-ils la chose plus petite qu’elle n’a été\u202f?",
        en="Look yourself: do these words make it smaller than it was?",
    ),
    _MINIMISE.suggestion,
    look=True,
)
_BOILERPLATE = Says(
    "tone.boilerplate",
    Words(
        fr="Une phrase toute faite, que tout le monde a déjà lue.", en="A stock phrase that everyone has read before."
    ),
    Words(
        fr="Retirez-la, ou dites la même chose de ce cas-ci.", en="Drop it, or say the same thing about this very case."
    ),
)
_JARGON = Says(
    "tone.jargon",
    Words(
        fr="Un mot de la maison, que la personne n’a pas à connaître.",
        en="A word of the house that they need not know.",
    ),
    Words(fr="Dites-le avec un mot de tous les jours.", en="Say it in an everyday word."),
)
_LETTERS = Says(
    "tone.jargon",
    Words(
        fr="À vous de voir\u202f: la personne connaît-elle ces initiales\u202f?",
        en="Look yourself: do they know these initials?",
    ),
    Words(fr="Écrivez le nom en entier.", en="Write the name in full."),
    look=True,
)
_PROMO = Says(
    "tone.promo",
    Words(fr="On dirait que vous vendez quelque chose.", en="This reads as selling something."),
    Words(fr="Gardez l’offre pour un autre jour.", en="Keep the offer for another day."),
)

_PERHAPS_SELLS = Says(
    "tone.promo",
    Words(
        fr="À vous de voir\u202f: la personne peut-elle y lire une offre\u202f?",
        en="Look yourself: could they read this as an offer?",
    ),
    _PROMO.suggestion,
    look=True,
)


def minimise(look: Look) -> Said:
    """Does not shrink it. Source: practice, draft check tone.minimise."""
    spans = [span for cue in (MINIMISES, SMALL_FRAMES) for span in look.find(cue) if not _is_denied(look, span)]
    yield from _MINIMISE.at_all(look, spans, WARN)
    if not spans:
        heard = (span for cue in (SMALL_HEARD, SMALL_NET) for span in look.find(cue) if not _is_denied(look, span))
        yield from _PERHAPS_SMALL.heard(look, heard)


def boilerplate(look: Look) -> Said:
    """No stock phrases, the brand's own tired ones included. Source: practice, draft check tone.boilerplate.

    Both languages are looked at: a stock phrase is often the one sentence that was never translated.
    """
    stock = [span for cue in (STOCK, STOCK_FRAMES) for words in (cue.fr, cue.en) for span in look.reply.find(words)]
    spans = [*stock, *_of_brand(look, look.situation.stock)]
    yield from _BOILERPLATE.at_all(look, spans, _lighter(look))


def jargon(look: Look) -> Said:
    """No internal words, the brand's own included. Source: practice, draft check tone.jargon.

    Words that the author used first are theirs. Initials that nobody explained are left to the writer's eye.
    """
    spans = [*look.reply.find(HOUSE_WORDS), *_of_brand(look, look.situation.jargon)]
    known = [span for span in spans if not _is_theirs(look, look.reply.cut(span))]
    yield from _JARGON.at_all(look, known, WARN)
    if not known:
        yield from _initials(look)


def promo(look: Look) -> Said:
    """No selling under a complaint; under a compliment only a hint. Source: practice, draft check tone.promo."""
    serious = look.situation.severity >= Severity.SERIOUS
    spans = [*look.find(SELLS), *([] if look.is_friendly else look.find(SELLING_FRAMES))]
    yield from _PROMO.at_all(look, spans, BLOCK if serious and not look.is_friendly else _lighter(look))
    if not spans:
        yield from _PERHAPS_SELLS.heard(look, [*look.find(SELLING_HEARD), *look.find(SELLING_NET)])


def _lighter(look: Look) -> FindingSeverity:
    return HINT if look.is_friendly else WARN


def _is_denied(look: Look, span: Span) -> bool:
    """ "Ce n'est pas un petit retard", "j'espère que ce n'est rien de grave": nothing is made smaller."""
    before = look.reply.plain[look.reply.sentence_at(span.start).start : span.start]
    near = before[-24:]
    return _HOPING.search(before) is not None or _OF_US.search(near) is not None


def _initials(look: Look) -> Said:
    found: dict[str, tuple[int, int]] = {}
    for match in _CAPITALS.finditer(look.situation.text):
        letters = match.group().rstrip("s")
        if not (_is_read_by_all(letters) or _is_theirs(look, fold(letters)) or _shouts(look, match)):
            found.setdefault(letters, match.span())
    severity = WARN if len(found) >= _SEVERAL else HINT
    yield from (_LETTERS.typed(look, start, end, severity) for start, end in found.values())


def _is_read_by_all(letters: str) -> bool:
    return (
        letters in KNOWN_CAPITALS
        or fold(letters) in COMMON_WORDS
        or any(fold(letters) in w for w in FUNCTION_WORDS.values())
    )


def _shouts(look: Look, match: re.Match[str]) -> bool:
    """Whether a neighbour stands in capitals too: a raised voice, not initials."""
    text = look.situation.text
    around = (
        text[max(0, match.start() - 12) : match.start()].split()[-1:] + text[match.end() : match.end() + 12].split()[:1]
    )
    return any(word.isupper() and len(word) > 1 for word in around)


def _is_theirs(look: Look, words: str) -> bool:
    situation = look.situation
    rest = " ".join((*situation.issue_terms, situation.department, situation.author, *situation.protected_names))
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", f"{look.asked.plain} {fold(rest)}") is not None


def _of_brand(look: Look, phrases: Iterable[str]) -> Iterator[Span]:
    pattern = _phrases(tuple(phrases))
    return look.reply.find(pattern) if pattern else iter(())


@lru_cache(maxsize=64)
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """A brand's list as one pattern: plain words, never expressions of its own."""
    plain = [re.escape(fold(phrase.strip())).replace(r"\ ", r"\s+") for phrase in phrases if phrase.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(plain)})(?!\w)") if plain else None
