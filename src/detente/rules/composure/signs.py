"""Signs: emoji, capitals and rows of marks, and whether somebody speaks."""

from __future__ import annotations

import re
from typing import Final

from detente.contracts.composure import EmojiRule, FindingSeverity
from detente.contracts.kinds import Severity
from detente.contracts.words import Words
from detente.rules.composure.cues import cues
from detente.rules.composure.folded import fold
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says

_SIGN: Final = (
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u260d\u260f-\u26ff\u2702-\u2708\u270a-\u2712\u2728-\u2757"
    "\u2763\u2764\u2795-\u27bf\u2b50\u2b55\u231a\u231b\u23e9-\u23f3]"
)
_EMOJI: Final = re.compile(
    rf"{_SIGN}[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*(?:\s?(?:{_SIGN}|[\ufe0f\u200d\u2640\u2642]))*"
    r"|(?<!\S)(?:(?:[:;=xX]-?|8-?(?=[)D(*|])|8-)[)D(Pp3*oO/|]|\^\^|<3|[xX]D+)(?!\w)"
)
_ONE_SIGN: Final = re.compile(_SIGN)
_BURSTING: Final = re.compile(
    "[\U0001f600-\U0001f606\U0001f609\U0001f60b\U0001f60e\U0001f60f\U0001f61b-\U0001f61d\U0001f602\U0001f643\U0001f644\U0001f923"
    "\U0001f929\U0001f973\U0001f389\U0001f38a\U0001f525\U0001f680\U0001f92a\U0001f937\U0001f44f]|[xX]D|;-?\\)|:-?[DPp]"
)
_CAPITALS: Final = re.compile(r"(?<![\w@#/.-])[^\W\d_]{2,}(?:'[^\W\d_]+)?(?![\w@/-])")
_MARKS: Final = re.compile(r"[!?](?:\s?[!?])+|(?<=\w)!{2,}")
_LOUD_LETTERS: Final = 5
_LOUD_WORDS: Final = 2
_ROW: Final = 3

PERSON: Final = cues(
    fr=(r"je|j'\w+|moi|m'\w+|me|mon|ma|mes",),
    en=(r"i|i'm|i've|i'll|i'd|me|my|myself|mine",),
)

_EMOJIS = Says(
    "tone.emoji",
    Words(fr="Un émoji ici peut se lire comme de la légèreté.", en="An emoji here can read as flippant."),
    Words(fr="Dites-le avec des mots.", en="Say it in words."),
)
_TOO_MANY: Final = Words(fr="Plus d’un émoji.", en="More than one emoji.")
_UNWANTED: Final = Words(fr="Votre marque n’emploie pas d’émoji.", en="Your brand does not use emoji.")
_SHOUTING = Says(
    "tone.shouting",
    Words(fr="Se lit comme un cri.", en="Reads as shouting."),
    Words(fr="Des minuscules et un seul point suffisent.", en="Small letters and a single mark are enough."),
)
_FIRST_PERSON = Says(
    "tone.first_person",
    Words(
        fr="Personne ne parle\u202f: le texte ne dit ni «\u202fje\u202f» ni «\u202fmoi\u202f».",
        en="Nobody speaks: no “I” in the text.",
    ),
    Words(
        fr="Dites ce que vous faites, vous\u202f: «\u202fje regarde, je reviens à 16 h\u202f».",
        en="Say what you do yourself: “I'm looking, I'll be back at 4 pm”.",
    ),
)


def emoji(look: Look) -> Said:
    """None under a complaint, never a laughing one, else one. Source: practice, draft check tone.emoji."""
    spans = [match.span() for match in _EMOJI.finditer(look.situation.text)]
    if not spans:
        return
    severity, why = _emoji_severity(look, sum(_count(look.situation.text[start:end]) for start, end in spans))
    if severity is not None:
        yield from (_EMOJIS.typed(look, start, end, severity, why) for start, end in spans)


def shouting(look: Look) -> Said:
    """No capitals, no rows of marks. Source: practice, draft check tone.shouting."""
    text = look.situation.text
    spans = [*_loud_spans(look), *(match.span() for match in _MARKS.finditer(text))]
    yield from (_SHOUTING.typed(look, start, end, WARN) for start, end in sorted(spans))


def first_person(look: Look) -> Said:
    """Someone speaks. Source: practice, draft check tone.first_person."""
    if look.says(PERSON):
        yield _FIRST_PERSON.passed(Words(fr="Quelqu’un parle", en="Somebody speaks"))
    elif look.answers:
        yield _FIRST_PERSON.lacking(HINT)


def _emoji_severity(look: Look, count: int) -> tuple[FindingSeverity | None, Words | None]:
    rule = look.situation.emoji
    if rule is EmojiRule.NEVER:
        return (HINT if look.is_friendly else _grave(look)), _UNWANTED
    if look.is_friendly:
        return (HINT, _TOO_MANY) if count > 1 else (None, None)
    if rule is EmojiRule.ANYWHERE and count == 1 and _is_quiet(look):
        return None, None
    return _grave(look), None


def _grave(look: Look) -> FindingSeverity:
    return BLOCK if look.situation.severity >= Severity.SERIOUS else WARN


def _is_quiet(look: Look) -> bool:
    """Whether one sign may stand: an ordinary matter and nothing that laughs or parties."""
    return look.situation.severity < Severity.SERIOUS and _BURSTING.search(look.situation.text) is None


def _count(signs: str) -> int:
    return max(1, len(_ONE_SIGN.findall(signs)))


def _loud_spans(look: Look) -> list[tuple[int, int]]:
    """Two long words in capitals, or three words of them in a row; words that the author wrote so are theirs."""
    words = list(_CAPITALS.finditer(look.situation.text))
    loud = [word.group().isupper() and word.group() not in look.situation.message for word in words]
    shouted = [
        word.span() for word, is_loud in zip(words, loud, strict=True) if is_loud and len(word.group()) >= _LOUD_LETTERS
    ]
    if len(shouted) >= _LOUD_WORDS:
        return shouted
    return [
        (words[at].start(), words[at + _ROW - 1].end())
        for at in range(len(words) - _ROW + 1)
        if all(loud[at : at + _ROW]) and sum(len(fold(word.group())) for word in words[at : at + _ROW]) > _ROW * 2
    ][:1] or _small_shouts(words, loud)


def _small_shouts(words: list[re.Match[str]], loud: list[bool]) -> list[tuple[int, int]]:
    """One long word in capitals beside short ones that are no initials: "SO not ok … SO SORRY"."""
    said = [word for word, is_loud in zip(words, loud, strict=True) if is_loud]
    repeated = {word.group() for word in said if sum(other.group() == word.group() for other in said) > 1}
    return [word.span() for word in said if word.group() in repeated] if len(said) > _LOUD_WORDS and repeated else []
