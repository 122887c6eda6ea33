"""Plain words as WordPress must be given them, and its HTML as plain words. Pure.

An account that may moderate is trusted with raw HTML, and what readers see went through several beautifiers besides
(curly quotes, dashes, smilies, “WordPress”). So whatever any of them would touch leaves as a character reference, in
the three-digit decimal form that WordPress’s own clean-up leaves alone: readers see what was approved, letter by
letter, and the duplicate check compares what is stored. Seen on a real server, 6.1.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final

_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SMILIES: Final = (
    r":(?:mrgreen|neutral|twisted|arrow|shock|smile|\?\?\?|cool|evil|grin|idea|oops|razz|roll|wink|cry|eek|lol|mad|sad|"
    r"!|\?):|8-\)|8-O|8\)|8O|;-\)|;\)|:-?[()?DPox|]"
)
_TOUCHED: Final = re.compile(
    r"""[&<>"'`\\]|(?<=&)\#"""
    rf"|(?<!\S)(?:{_SMILIES})(?!\S)"
    r"|(?<=\.)\."
    r"|-(?=-)|(?<=-)-|(?<!\S)-|-(?!\S)"
    r"|(?<=\d)x(?=\d)"
    r"|(?<=\()tm(?=\))"
    r"|(?<=Word)p(?=ress)"
    r"|(?<![\w/])(?:www|ftp)(?=\.)"
)
_ADDRESS: Final = re.compile(r"\w{1,20}://\S+")
_LINKABLE: Final = re.compile(r"[\w\-~+.?#=!,/:%@$&]+")
_UNSENDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_BREAKS: Final = frozenset({"p", "div", "li", "blockquote", "pre", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN: Final = frozenset({"script", "style"})
_MOST_TAGS: Final = 500
"""Beyond, a text is made to be slow: Python’s own reader of HTML then needs a minute for sixty thousand signs."""
_TAG: Final = re.compile(r"<[/!?]?(\w{0,20})[^<>]*>")


def sendable(text: str) -> bool:
    """Whether WordPress can store the text as it is: no control character, no half of a character."""
    return _UNSENDABLE.search(text) is None


def as_html(text: str) -> str:
    """The text as comment content that every reader sees unchanged."""
    told, since = [], 0
    for found in _ADDRESS.finditer(text):
        told += [_guarded(text[since : found.start()]), _address(found[0])]
        since = found.end()
    told.append(_guarded(text[since:]))
    return _edges("".join(told))


def as_text(content: str) -> str:
    """What a reader reads of comment content: tags dropped, references resolved, the address behind a link kept."""
    if "<" not in content:
        return unescape(content)
    if content.count("<") > _MOST_TAGS:
        return unescape(_TAG.sub(lambda tag: "\n" if tag[1].lower() in _BREAKS | {"br"} else "", content))
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return "".join(reader.told)


def one_line(content: str) -> str:
    """A title or a name as plain words on one line."""
    return " ".join(as_text(content).split())


def same_words(one: str, other: str) -> bool:
    """Whether two texts read the same: white space alone makes no difference."""
    return one.split() == other.split()


def _guarded(text: str) -> str:
    return _TOUCHED.sub(lambda found: _reference(found[0]), text)


def _address(text: str) -> str:
    """WordPress makes links of addresses, and cuts those that hold a reference: such a one stays plain text."""
    guarded = _guarded(text)
    whole = _LINKABLE.fullmatch(text) and "&" not in guarded.replace("&amp;", "") and not guarded.endswith(";")
    return guarded if whole else guarded.replace("://", "&#058;//", 1)


def _edges(text: str) -> str:
    """White space at the ends, which WordPress cuts off."""
    if text[:1].isspace():
        text = _reference(text[0]) + text[1:]
    return text[:-1] + _reference(text[-1]) if text[-1:].isspace() else text


def _reference(found: str) -> str:
    first = found[0]
    return _NAMED.get(first, f"&#{ord(first):03d};") + found[1:]


class _Reader(HTMLParser):
    """Collects what is read. Comments, styles and scripts are not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[str] = []
        self._link = ""
        self._since = 0
        self._unseen = 0
        self._broken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._tell("\n")
            self._broken = True
        elif tag in _BREAKS:
            self._break()
        elif tag == "a":
            self._link, self._since = given.get("href") or "", len(self.told)
        elif tag == "img":
            self._tell(given.get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BREAKS:
            self._break()
        elif tag == "a" and self._link:
            shown, link = "".join(self.told[self._since :]), self._link
            self._link = ""
            if link.rstrip("/") not in shown and shown.strip() not in link:
                self._tell(f" ({link})")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        # A line break is mostly followed by the very line feed that it stands for.
        self._tell(data.removeprefix("\n") if self._broken else data)
        self._broken = False

    def _tell(self, words: str) -> None:
        self.told.append(words)

    def _break(self) -> None:
        if self.told and not "".join(self.told[-2:]).endswith("\n"):
            self._tell("\n")
