"""HTML as plain words, without a site: what people write, and what is only written to be slow."""

from __future__ import annotations

import pytest

from detente.channels.wordpress.prose import as_html, as_text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Bonjour", "Bonjour"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<p>Un.</p><p>Deux.</p>", "Un.\nDeux.\n"),
        ('Voir <a href="https://a.example/x">ici</a>', "Voir ici (https://a.example/x)"),
        ("Un<script>alert(1)</script> deux", "Un deux"),
    ],
)
def test_html_is_read_as_a_reader_reads_it(content: str, words: str) -> None:
    assert as_text(content) == words


@pytest.mark.parametrize("part", ["<a ", "<!--", "<a href='", "</", "<?"])
def test_sixty_thousand_signs_that_are_made_to_be_slow_are_read_at_once(part: str) -> None:
    """Python’s own reader took a minute for the first of them."""
    assert as_text("Volé. " + part * (60_000 // len(part))).startswith("Volé. ")


def test_a_long_comment_of_many_paragraphs_keeps_its_lines() -> None:
    assert as_text("<p>Un&nbsp;mot.</p>" * 300).split("\n")[1:4:2] == ["Un\u00a0mot.", "Un\u00a0mot."]


def test_what_we_send_is_what_readers_read() -> None:
    said = "1 < 2 -- \u00ab\u202foui\u202f\u00bb... :) <a "
    assert as_text(as_html(said)) == said
