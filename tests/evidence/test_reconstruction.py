"""A drawing says that it is one, in the language of the message, and runs nothing that a commenter wrote."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.makers import NOON

from detente.evidence.bundle import Shown, reconstruct

SHOWN = Shown("social", "Camille", "@camille", "https://social.example/7", "Colis perdu", "fr", NOON, None)
HOSTILE = "<script>alert(1)</script><img src=x onerror=a()>\"'><style>@import 'https://x'</style>&lt;\u202egnp.exe"


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(shown: Shown) -> _Seen:
    parser = _Seen()
    parser.feed(reconstruct(shown, "ab" * 32).decode())
    return parser


@pytest.mark.parametrize(
    ("language", "mark"),
    [("fr", "reconstitution, ce n’est pas une capture d’écran"), ("en-GB", "reconstruction, not a screenshot")],
)
def test_it_says_in_the_language_of_the_message_that_it_is_no_screenshot(language: str, mark: str) -> None:
    page = seen(replace(SHOWN, language=language))
    assert page.text.count(mark) == 3  # the title, above and below


def test_it_shows_who_said_what_where_and_when_and_what_it_was_made_from() -> None:
    text = seen(SHOWN).text
    for said in ("Camille", "@camille", "social", "https://social.example/7", "Colis perdu", "2026-03-02 11:00:00"):
        assert said in text
    assert "inconnu" in text, "the time of receipt is not known here"
    assert "ab" * 32 in text


@settings(deadline=None)
@given(st.sampled_from(["author", "handle", "network", "permalink", "text", "language"]), st.text() | st.just(HOSTILE))
def test_hostile_words_stay_words(field: str, words: str) -> None:
    plain, hostile = seen(SHOWN), seen(replace(SHOWN, **{field: words}))
    assert hostile.tags == plain.tags
    assert hostile.names == plain.names


def test_nothing_is_fetched_and_no_direction_of_writing_is_turned() -> None:
    page = reconstruct(replace(SHOWN, text=HOSTILE), "").decode()
    assert "default-src 'none'" in page
    assert "\u202e" not in page
    assert not {"script", "img", "link", "iframe"} & set(seen(replace(SHOWN, text=HOSTILE)).tags)
