"""Voice: the author's language, and never the sentence that already stands there."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from detente.contracts.composure import SignatureRule
from detente.contracts.words import Words
from detente.rules.composure.folded import Folded, Span, fold
from detente.rules.composure.form import missing_parts
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says
from detente.rules.composure.spoken import foreign_sentences, is_neither, spoken_language

_SIGNING: Final = 90
_NAME: Final = r"[^\W\d_a-z][\w'’.-]{0,20}(?: [^\W\d_a-z][\w'’.-]{0,20}){0,2}"
_SIGNED: Final = re.compile(
    rf"(?:[—–~^/]|(?<![\w])-{{1,2}})[ \u00a0\u202f]?(?:l’|l')?(?:{_NAME})(?:[ ,/&]+(?:(?:et|and|de|du|pour|for|at|from"
    rf"|chez|service|équipe|team)\b ?)?[^\W\d_][\w'’.-]{{0,20}}){{0,5}}[\s.]*$"
    rf"|(?:^|[\n.!?…,»\"”)])[ \u00a0\u202f]*(?:{_NAME})(?:,? (?:pour|for|de|du|from|at|chez) [^.!?\n]{{2,30}})?$"
    r"|[\^][A-Za-z]{1,3}$"
)
_SAME: Final = 0.80
_CLOSE: Final = 0.60
_LEAST_SHARED: Final = 0.45
_LEAST_CANNED: Final = 5

_LANGUAGE = Says(
    "voice.language",
    Words(fr="La réponse n’est pas dans la langue du message.", en="The reply is not in the language of the message."),
    Words(fr="Répondez dans la langue de l’auteur.", en="Answer in the author’s language."),
)
_ONE_SENTENCE: Final = Words(
    fr="À vous de voir\u202f: cette phrase est dans une autre langue que le message.",
    en="Look yourself: this sentence is in another language than the message.",
)
_SIGNATURE = Says(
    "voice.signature",
    Words(fr="Personne ne signe.", en="Nobody signs."),
    Words(
        fr="Finissez par un prénom ou des initiales\u202f: «\u202f— Inès\u202f».",
        en="End with a first name or initials: “— Rosa”.",
    ),
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
    """Same language as the message; no verdict under four words. Source: practice, draft check voice.language.

    One whole sentence in the other language may be meant for other readers: the writer looks.
    """
    wanted = look.situation.message_language or look.situation.language
    spoken = spoken_language(look.reply)
    if (spoken is not None and spoken != wanted) or is_neither(look.reply):
        yield _LANGUAGE.lacking(BLOCK)
        return
    spans = (span for span in foreign_sentences(look.reply, wanted) if not _is_repeated(look, span))
    yield from (_LANGUAGE.doubting(look, span, WARN, _ONE_SENTENCE) for span in spans)


def canned(look: Look) -> Said:
    """Not the sentence already visible. Source: practice, draft check voice.canned.

    A complete holding reply is spared: its three parts are said alike under everyone's message, and that is its worth.
    Said twice to the same person it is not.
    """
    spared = look.is_holding and not missing_parts(look)
    others = (other for other in look.situation.recent_replies if not (spared and not _is_to_author(look, other)))
    mine = tuple(look.reply.words())
    share = max((likeness(mine, _words_of(other)) for other in others), default=0.0)
    if share >= _CLOSE and len(mine) >= _LEAST_CANNED:
        why = _CANNED.why.with_(share=int(share * 100))
        yield _CANNED.lacking(BLOCK if share >= _SAME else WARN, why)


def signature(look: Look) -> Said:
    """First name or initials at the end. Source: practice, draft check voice.signature."""
    if look.situation.signature is SignatureRule.NONE or not look.answers:
        return
    if is_signed(look.situation.text):
        yield _SIGNATURE.passed(Words(fr="Signé", en="Signed"))
    else:
        yield _SIGNATURE.lacking(WARN if look.situation.must_sign and not look.is_friendly else HINT)


def is_signed(text: str) -> bool:
    """Whether the last words are a name or initials, after a dash, a caret, a comma or on a line of their own."""
    return _SIGNED.search(text.strip()[-_SIGNING:]) is not None


def _is_repeated(look: Look, span: Span) -> bool:
    """Whether the sentence holds a quotation: somebody else's words, in whatever language."""
    return any(quote.start < span.end and span.start < quote.end for quote in look.reply.quoted())


def _is_to_author(look: Look, other: str) -> bool:
    name = fold(look.situation.author).split()[:1]
    return bool(name) and len(name[0]) > 2 and name[0] in _words_of(other)


@lru_cache(maxsize=512)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(Folded.of(text).words())


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two texts are, 0 to 1: the higher of matching words in order and shared runs of three words."""
    if not one or not other or not _may_be_alike(one, other):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    ordered = matcher.ratio() if matcher.quick_ratio() >= _CLOSE else 0.0
    return max(ordered, _shared_runs(one, other))


def _may_be_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two texts share words enough for the costly comparison: most replies on a page do not."""
    return len(set(one) & set(other)) >= _LEAST_SHARED * min(len(set(one)), len(set(other)))


def _shared_runs(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    runs, others = ({*zip(words, words[1:], words[2:], strict=False)} for words in (one, other))
    return len(runs & others) / len(runs | others) if runs and others else 0.0
