"""Acknowledging: this problem is named, the person is thanked, the effect on them is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from detente.contracts.composure import Finding
from detente.contracts.kinds import Kind, Severity
from detente.contracts.words import Words
from detente.rules.composure.acknowledge_words import EMPATHY, THANKS
from detente.rules.composure.acts import EXPLAINS
from detente.rules.composure.common_words import COMMON_WORDS, NUMBERS, stem
from detente.rules.composure.folded import Folded
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says
from detente.rules.composure.ownership import apologises, overlaps
from detente.rules.composure.ownership_words import NON_APOLOGY
from detente.rules.composure.wording_words import MINIMISES, STOCK

_LONG_MESSAGE: Final = 25
_TELLING: Final = 2
_FULL: Final = 14
_FULL_OF_THANKS: Final = 8
_TOKEN: Final = re.compile(r"\d[\d.,:-]*\d|[a-z]+\d[\w-]*|[^\W\d_]{3,}")
_MAIL: Final = re.compile(r"(?<!\w)(?:e-?mails?|mails?|courriels?)(?!\w)")
_SOURCE: Final = re.compile(r"(?<!\w)[\w-]+\.[a-z]{2,10}/\w")
_INFORMS: Final = re.compile(r"\d|https?://|(?<!\w)(?:oui|non|yes|no|indeed|en effet)(?!\w)")

_SPECIFIC = Says(
    "ack.specific",
    Words(
        fr="Rien ne dit de quoi il s’agit\u202f: cette réponse pourrait aller sous n’importe quel message.",
        en="Nothing says what this is about: this reply could stand under any message.",
    ),
    Words(
        fr="Nommez le fait avec les mots de l’auteur\u202f: l’objet, le jour, ce qui a manqué.",
        en="Name the fact in the author’s words: the thing, the day, what was missing.",
    ),
)
_BARELY: Final = Words(
    fr="Le message est long et la réponse n’en reprend presque rien.",
    en="The message is long and the reply takes up almost nothing of it.",
)
_PERHAPS_SPECIFIC = Says(
    "ack.specific",
    Words(
        fr="À vous de voir\u202f: cette réponse ne reprend presque aucun mot du message. Est-ce bien la bonne\u202f?",
        en="Look yourself: this reply takes up almost no word of the message. Is it the right one?",
    ),
    _SPECIFIC.suggestion,
    look=True,
)
_THANKS = Says(
    "ack.thanks",
    Words(fr="Aucun merci.", en="No thanks."),
    Words(
        fr="Remerciez d’avoir signalé, d’avoir attendu ou d’avoir relancé.",
        en="Thank them for telling, or for waiting.",
    ),
)
_EMPATHY = Says(
    "ack.empathy",
    Words(
        fr="Rien ne dit que vous voyez l’effet sur cette personne.",
        en="Nothing shows that you see the effect on this person.",
    ),
    Words(
        fr="Dites ce que cela lui a coûté, avec vos mots\u202f: «\u202fje comprends que…\u202f».",
        en="Say what it cost them, in your own words: “I can see why…”.",
    ),
)
_PERHAPS_EMPATHY = Says(
    "ack.empathy",
    Words(
        fr="À vous de voir\u202f: les faits sont nommés\u202f; dites-vous aussi ce qu’ils lui ont coûté\u202f?",
        en="Look yourself: the facts are named; do you also say what they cost this person?",
    ),
    _EMPATHY.suggestion,
    look=True,
)


def specific(look: Look) -> Said:
    """Names this problem. Source: practice, draft check ack.specific.

    Where a full reply shares no word, it may still be the right one in other words: the writer looks.
    """
    about = _matter(look)
    if not look.answers or not about:
        return
    shared = _named(look)
    wanted = 2 if len(look.asked.words()) > _LONG_MESSAGE else 1
    if shared >= wanted:
        yield _SPECIFIC.passed(Words(fr="Le fait est nommé", en="What happened is named"))
    else:
        yield _unspecific(look, shared, len(about))


def _unspecific(look: Look, shared: int, telling: int) -> Finding:
    if _names_elsewise(look, shared) or _is_full(look):
        return _PERHAPS_SPECIFIC.lacking(HINT)
    if shared or not _must_name(look, telling):
        return _SPECIFIC.lacking(WARN, _BARELY if shared else None)
    return _SPECIFIC.lacking(BLOCK)


def _names_elsewise(look: Look, shared: int) -> bool:
    """Whether naming is not what this author needs: in danger, protected, mocking, or answered by a source."""
    if look.is_about(Kind.PERSON_AT_RISK, Kind.TROLL):
        return True
    if look.is_about(Kind.MISINFORMED):
        return look.says(EXPLAINS) or look.reply.has(_SOURCE)
    return bool(shared) and look.is_about(Kind.WHISTLEBLOWER, Kind.RIGHTS_REQUEST, Kind.PRESS)


def _is_full(look: Look) -> bool:
    """Whether the reply says many things of its own, stock phrases aside."""
    stock = [*look.reply.find(STOCK.fr), *look.reply.find(STOCK.en)]
    plain = look.reply.plain
    for span in reversed(stock):
        plain = plain[: span.start] + " " + plain[span.end :]
    return len(_stems(Folded.of(plain))) >= (_FULL_OF_THANKS if look.is_friendly else _FULL)


def thanks(look: Look) -> Said:
    """Thanks, except after an injury or in grief. Source: practice, draft check ack.thanks."""
    if look.says(THANKS):
        yield _THANKS.passed(Words(fr="Un merci", en="A thank you"))
    elif look.answers and look.situation.severity < Severity.GRAVE and not look.is_about(Kind.PERSON_AT_RISK):
        yield _THANKS.lacking(HINT)


def empathy(look: Look) -> Said:
    """Recognises the effect on the person. Source: practice, draft check ack.empathy.

    Naming what happened to them and apologising for it recognises it too, whatever the words.
    """
    if _feels_with(look) or _owns_what_happened(look):
        yield _EMPATHY.passed(
            Words(fr="L’effet sur la personne est reconnu", en="The effect on the person is recognised")
        )
    elif look.answers and look.is_about(Kind.COMPLAINT, Kind.PERSON_AT_RISK):
        yield _unfeeling(look)
    elif look.is_final and look.is_about(Kind.WHISTLEBLOWER):
        yield _PERHAPS_EMPATHY.lacking(HINT)


def _feels_with(look: Look) -> bool:
    """Whether an effect is seen in words of one's own: a stock phrase or an empty apology sees nothing."""
    empty = [span for cue in (STOCK, MINIMISES) for span in look.find(cue)]
    empty += [look.reply.sentence_at(span.start) for span in look.find(NON_APOLOGY)]
    return any(not overlaps(span, empty) for span in look.find(EMPATHY))


def _unfeeling(look: Look) -> Finding:
    named = _named(look)
    if look.is_final and ((named >= _TELLING and _is_full(look)) or (named and apologises(look))):
        return _PERHAPS_EMPATHY.lacking(HINT)
    return _EMPATHY.lacking(WARN if look.is_final else HINT)


def _owns_what_happened(look: Look) -> bool:
    return look.is_about(Kind.COMPLAINT) and _named(look) >= _TELLING and apologises(look)


def _must_name(look: Look, telling: int) -> bool:
    """Whether naming nothing blocks: a final reply to a message that tells something."""
    if not look.is_final or telling < _TELLING or look.is_about(Kind.ABUSE, Kind.SPAM):
        return False
    return not (look.is_about(Kind.QUESTION) and _INFORMS.search(look.reply.plain))


def _matter(look: Look) -> frozenset[str]:
    """The stems that tell what the message is about."""
    terms = Folded.of(" ".join(look.situation.issue_terms))
    return _stems(look.asked) | _stems(terms, keep_common=True)


def _named(look: Look) -> int:
    """How many of them the reply takes up."""
    return _shared(_stems(look.reply, keep_common=True), _matter(look))


def _stems(text: Folded, *, keep_common: bool = False) -> frozenset[str]:
    tokens = _TOKEN.findall(_MAIL.sub("email", text.plain))
    tokens = [NUMBERS.get(token, token) for token in tokens]
    return frozenset(stem(token) for token in tokens if keep_common or token not in COMMON_WORDS)


def _shared(said: Iterable[str], about: frozenset[str]) -> int:
    """How many stems of the message the reply takes up; "rate" and "rater" are one."""
    said = list(said)
    return sum(any(_is_same(one, other) for other in said) for one in about)


def _is_same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 3 and long.startswith(short))
