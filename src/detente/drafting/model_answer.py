"""A model's answer as text and nothing else: links, mark-up, fields of its own and identifiers are out by rule."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from typing import Final

from detente.contracts.words import Language, Words
from detente.rules.leaving import masked
from detente.rules.personal_data import find_personal_data

TO_CHECK: Final = Words(fr="[à vérifier]", en="[to check]")
"""Stands where something was taken out: the check of unfilled fields blocks until a person looked."""

MOST_READ: Final = 20_000
"""Characters of an answer that are looked at."""

_FENCE: Final = re.compile(r"^\s*```[\w-]*\s*$", re.MULTILINE)
_THOUGHT: Final = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:a|b|i|u|p|s|br|hr|em|h[1-6]|li|ol|ul|td|th|tr|div|img|pre|code|span|font|body|html|head|link|style|table|script"
    r"|strong|iframe|object|blockquote)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_TO: Final = r"\((?:[^()\n]|\([^()\n]{0,100}\)){0,500}\)"
_PICTURE: Final = re.compile(rf"!\[[^\[\]\n]{{0,200}}\]{_TO}")
_NAMED_LINK: Final = re.compile(rf"\[([^\[\]\n]{{0,200}})\]{_TO}")
_LINK: Final = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,11}://|www\.|mailto:|javascript:|data:)\S+"
    r"|(?<![\w@.])[\w-]{2,40}(?:\.[\w-]{2,40}){0,3}\.[a-z]{2,10}/\S*"
    r"|(?<![\w@.])[\w-]{1,40}(?:\.[\w-]{1,40}){0,3}\.(?:com|net|org|info|biz|io|co|me|ly|gg|app|dev|link|site|shop|online"
    r"|xyz|top|fr|be|ch|lu|ca|uk|us|ie|eu|de|example)(?![\w.-]*\w)",
    re.IGNORECASE,
)
_FIELD: Final = re.compile(r"\[[^\[\]\n]{0,200}\]|\{\{?[^{}\n]{0,200}\}\}?|<[^<>\n]{1,200}>|%[A-Z_]{2,30}%")
_EMPHASIS: Final = re.compile(
    r"(?<!\w)(?:\*{1,3}|_{2,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{2,3})(?!\w)|^#{1,6}\s+", re.MULTILINE
)
_GREETING: Final = re.compile(
    r"\A\s*(?:bonjour|bonsoir|salut|hello|hi|hey|dear|cher|chère)\b[^\n.!?]{0,60}[,!.]?\s*\n", re.IGNORECASE
)
_SIGNED: Final = re.compile(r"\n\s*[—–-]\s*[^\s\n]{1,30}(?: [^\s\n]{1,30}){0,2}\s*\Z")
_DEEPEST: Final = 4
_NO_MARKS: Final = str.maketrans("", "", "{}<>")
_SPACES: Final = re.compile(r"[ \t\xa0]+")
"""A narrow no-break space stays: French writes it before some signs."""
_ENDS: Final = re.compile(r"[.!?…»”](?=\s|\Z)")


class Unreadable(Exception):
    """The answer holds no text that could be proposed."""


def text_in(body: bytes) -> str:
    """The words of the first choice; calls of tools and everything else are ignored. Raises `Unreadable`."""
    try:
        told = json.loads(body)
        content = told["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise Unreadable from None
    if not isinstance(content, str):
        raise Unreadable
    return content


def clean(text: str, fields: Collection[str], language: Language, *, longest: int) -> str:
    """The text as it may be proposed. `fields`: those of our outline, brackets included: they alone stay as they are.

    `longest`: characters; a longer text ends with its last whole sentence. Raises `Unreadable` when nothing is left.
    """
    said = TO_CHECK.in_(language)
    plain = _THOUGHT.sub("", _visible(text[:MOST_READ]))
    plain = _TAG.sub("", _FENCE.sub("", _NAMED_LINK.sub(r"\1", _PICTURE.sub("", plain))))
    plain = _EMPHASIS.sub("", _LINK.sub(said, plain))
    plain = _without_fields(plain, {*fields, said}, said)
    plain = _SIGNED.sub("", _GREETING.sub("", _without_data(plain, said)))
    lines = [_SPACES.sub(" ", line).strip() for line in plain.split("\n")]
    short = _cut("\n".join(line for line in lines if line), longest)
    if not any(sign.isalpha() for sign in short.replace(said, "")):
        raise Unreadable
    return short


def _without_fields(text: str, known: Collection[str], said: str) -> str:
    """Fields that are not known, one inside the other too; what is nested deeper than people write loses its marks."""
    for _ in range(_DEEPEST):
        after = _FIELD.sub(lambda found: found[0] if found[0] in known else said, text)
        if after == text:
            return text
        text = after
    return text.translate(_NO_MARKS)


def _visible(text: str) -> str:
    """Line ends and signs that a person sees; what is unseen is where orders hide."""
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(sign for sign in kept if sign == "\n" or unicodedata.category(sign)[0] != "C")


def _without_data(text: str, said: str) -> str:
    for found in reversed(find_personal_data(text)):
        text = f"{text[: found.start]}{said}{text[found.end :]}"
    return masked(text).replace("[handle]", said).replace("[link]", said)


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head = text[:longest]
    ends = [found.end() for found in _ENDS.finditer(head)]
    return (head[: ends[-1]] if ends else head.rsplit(" ", 1)[0]).rstrip()
