"""What each look before level A lets through and what it names, without any browser."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.browser.pages import dot, picture

from detente.contracts.capture import Stop, Subject, VisitOrder
from detente.evidence.browser import looks
from detente.evidence.browser.fitness import Fitness, judge
from detente.evidence.browser.looks import PageSeen, ShotSeen, first_stop, fold, page_looks, shot_looks
from detente.evidence.browser.pixels import NotAPicture, colours, size
from detente.evidence.browser.scripts import SAMPLES, scripts_of
from detente.evidence.browser.traffic import clean

ANA = Subject("m1", "Très déçue, jamais remboursée.")
ORDER = VisitOrder("01TEST", "https://forum.example/t/1", ("forum.example",), (ANA,))
GOOD = PageSeen(200, "https://forum.example/t/1", "Avis", letters=500, images=10, found=1)
STRIPES = picture(["ffffff", "000000", "ff0000"])
SHOT = ShotSeen("anchor", 1, "Ana Très déçue, jamais remboursée. Répondre", glyphs=40, png=STRIPES)


def test_a_good_page_passes_every_look() -> None:
    assert {check.result for check, _ in page_looks(ORDER, GOOD, 0.2)} == {"pass"}


@pytest.mark.parametrize(
    ("changes", "stop"),
    [
        ({"status": 500}, Stop.UNREACHABLE),
        ({"status": 429}, Stop.UNREACHABLE),
        ({"status": 0}, Stop.UNREACHABLE),
        ({"status": 403}, Stop.LOGIN_WALL),
        ({"status": 404}, Stop.NOT_FOUND),
        ({"status": 410, "final_url": "https://other.example/"}, Stop.NOT_FOUND),
        ({"final_url": "https://forum.example/login?next=/t/1", "found": 0}, Stop.LOGIN_WALL),
        ({"final_url": "https://accounts.example/", "found": 0}, Stop.LOGIN_WALL),
        ({"title": "Connectez-vous à Forum", "found": 0}, Stop.LOGIN_WALL),
        ({"title": "Log into Forum", "found": 0}, Stop.LOGIN_WALL),
        ({"title": "Just a moment...", "found": 0}, Stop.LOGIN_WALL),
        ({"password": True, "found": 0}, Stop.LOGIN_WALL),
        ({"cover": 0.8, "cover_words": "Sign in to see more"}, Stop.LOGIN_WALL),
        ({"cover": 0.8, "cover_words": "Nous utilisons des cookies"}, Stop.COOKIE_WALL),
        ({"final_url": "https://forum.example.evil.example/t/1"}, Stop.WRONG_PLACE),
        ({"final_url": "chrome-error://forum.example/"}, Stop.WRONG_PLACE),
        ({"title": "Page introuvable", "found": 0}, Stop.NOT_FOUND),
        ({"heading": "Ce contenu n’est plus disponible", "found": 0}, Stop.NOT_FOUND),
        ({"heading": "This page isn't available", "found": 0}, Stop.NOT_FOUND),
        ({"letters": 0, "found": 0}, Stop.BLANK),
        ({"pending": 2}, Stop.BLANK),
        ({"broken": 6}, Stop.BLANK),
    ],
)
def test_a_page_stops_for_the_first_reason(changes: dict[str, object], stop: Stop) -> None:
    assert first_stop(page_looks(ORDER, replace(GOOD, **changes), 0.2)) is stop  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"password": True},
        {"title": "Se connecter ou lire les avis"},
        {"title": "404"},
        {"cover": 0.3, "cover_words": "cookies"},
        {"broken": 1},
        {"final_url": "https://FORUM.example/t/1-avis"},
    ],
)
def test_what_stands_beside_a_found_message_stops_nothing(changes: dict[str, object]) -> None:
    assert first_stop(page_looks(ORDER, replace(GOOD, **changes), 0.2)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(("offset", "result"), [(None, "skipped"), (-0.9, "pass"), (1.0, "fail"), (-3.0, "fail")])
def test_a_clock_that_is_off_stops_and_one_that_nobody_compared_does_not(offset: float | None, result: str) -> None:
    seen = page_looks(ORDER, GOOD, offset)
    assert seen[-1][0].result == result
    assert first_stop(seen) is (Stop.CLOCK if result == "fail" else None)


@pytest.mark.parametrize(
    ("changes", "stop"),
    [
        ({"how": "absent"}, Stop.MESSAGE_ABSENT),
        ({"how": "several", "places": 2}, Stop.MESSAGE_ABSENT),
        ({"how": "differs", "seen": "Très contente"}, Stop.TEXT_DIFFERS),
        ({"lacking": ("emoji",)}, Stop.GLYPHS),
        ({"png": picture(["ffffff"] * 4)}, Stop.BLANK),
        ({"png": b"GIF89a"}, Stop.BLANK),
        ({"glyphs": 0}, Stop.BLANK),
        ({"pending": 1}, Stop.BLANK),
        ({"glyphs": None}, None),
        ({"seen": "Tre\u0300s déçue,\u00a0jamais\u200b  rembourse\u0301e."}, None),
    ],
)
def test_a_message_stops_for_the_first_reason(changes: dict[str, object], stop: Stop | None) -> None:
    assert first_stop(shot_looks(ANA, replace(SHOT, **changes))) is stop  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("anchors", "text", "how", "places", "stop"),
    [
        (("c1",), "Merci", "absent", 0, None),
        (("c1",), "Merci", "several", 2, None),
        (("c1",), "Merci", "anchor", 1, Stop.FAILED),
        ((), "Merci", "text", 1, Stop.FAILED),
        (("c1",), "Vous êtes des voleurs et je le dirai", "text", 1, Stop.FAILED),
        (("c1",), "Vous êtes des voleurs et je le dirai", "differs", 0, None),
    ],
)
def test_absence_is_what_a_deleted_message_has_to_show(
    anchors: tuple[str, ...], text: str, how: str, places: int, stop: Stop | None
) -> None:
    gone = Subject("m1", text, anchors, gone=True)
    assert first_stop(shot_looks(gone, ShotSeen(how, places))) is stop


def test_no_detail_repeats_anybodys_words() -> None:
    page = replace(GOOD, title="ZZZ", heading="ZZZ", cover_words="ZZZ", found=0)
    shot = replace(SHOT, seen="ZZZ")
    assert "ZZZ" not in repr([*page_looks(ORDER, page, 0.1), *shot_looks(ANA, shot)])


@settings(max_examples=40)
@given(st.text(alphabet="eé\u0301’'“—… \u00a0\u200b\ufe0f🤬"))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.sampled_from(["ffffff", "000000", "12ab9f", "12ab9e"]), min_size=1, max_size=20), st.integers(0, 4))
def test_colours_are_counted_whatever_filter_the_picture_was_written_with(rows: list[str], kind: int) -> None:
    png = picture(rows, kind)
    assert size(png) == (5, len(rows))
    assert colours(png, enough=9) == len(set(rows))


@given(st.binary(max_size=80))
def test_other_bytes_are_no_picture(rest: bytes) -> None:
    for wrong in (rest, dot()[:29] + rest, dot()[:8] + rest):
        try:
            assert colours(wrong) >= 0
        except NotAPicture:
            continue


def test_scripts_are_told_and_what_lacks_a_font_is_named() -> None:
    for name, samples in SAMPLES.items():
        assert all(scripts_of(sample) == {name} for sample in samples)
    latin_only = judge({name: 0 if name == "latin" else 2 for name in SAMPLES})
    assert latin_only.fit and latin_only.lacks("Nul 🤬 !") == ("emoji",) and latin_only.lacks("Nul !") == ()
    assert not judge({}).fit, "what was not told is missing"
    assert Fitness(("cjk", "emoji")).wanting == ("emoji",)


def test_headers_lose_whatever_could_be_a_credential() -> None:
    told = {
        "Set-Cookie": "a=1\nb=2", "cookie": "a", "Authorization": "Bearer x", "X-CSRF-Token": "t", "X-Api-Key": "k",
        ":authority": "forum.example", "Proxy-Authorization": "x", "Link": "one\ntwo", "Date": 3,
    }  # fmt: skip
    assert clean(told) == (("Link", "one"), ("Link", "two"))


def test_the_folding_beside_the_page_is_the_folding_here() -> None:
    from detente.evidence.browser.tab import _SCRIPT

    assert all(f"\\u{ord(letter):04X}" in _SCRIPT for letter in "\u00ad\u200b\u2060\ufeff\ufe0f")
    assert all(letter in _SCRIPT for letter in map(chr, looks._PLAIN))
