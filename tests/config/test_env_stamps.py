"""Time-stamp authorities are named in one variable, and every mistake in it gets one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.config.env import EnvironmentRefused, read, read_for_settings
from detente.evidence.stamp.authorities import Authority

HOME = {"HOME": "/srv/home", "XDG_DATA_HOME": "/srv/data"}


def _asked(told: str, **more: str) -> tuple[Authority, ...]:
    return read({**HOME, "DETENTE_TIMESTAMP_AUTHORITIES": told, **more}).authorities


def test_nobody_is_asked_unless_named() -> None:
    assert read(HOME).authorities == ()
    assert _asked("  ") == ()


def test_several_are_named_with_their_options() -> None:
    told = "one=https://stamps.example/tsr  two=https://b.example;qualified;root=/srv/root.pem"
    expected = (
        Authority("one", "https://stamps.example/tsr"),
        Authority("two", "https://b.example", Path("/srv/root.pem"), qualified=True),
    )
    assert _asked(told) == expected
    assert read_for_settings({**HOME, "DETENTE_TIMESTAMP_AUTHORITIES": told}).authorities == expected


def test_an_address_without_tls_is_taken_only_where_it_is_allowed() -> None:
    with pytest.raises(EnvironmentRefused, match=r"add http://stamps\.example:80 to DETENTE_ALLOWED_ORIGINS"):
        _asked("one=http://stamps.example/")
    allowed = {"DETENTE_ALLOWED_ORIGINS": "http://stamps.example"}
    assert _asked("one=http://stamps.example/", **allowed)[0].address == "http://stamps.example/"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("https://stamps.example", "write a short name"),
        ("One=https://stamps.example", "write a short name"),
        ("../x=https://stamps.example", "write a short name"),
        ("one=", "which is not an address"),
        ("one=ftp://stamps.example", "which is not an address"),
        ("one=https://name:word@stamps.example", "which is not an address"),
        ("one=https://10.0.0.1/", "not a public https address"),
        ("one=https://stamps.example;fast", "has an option 'fast'"),
        ("one=https://stamps.example;root=", "has an option 'root='"),
        ("one=https://a.example one=https://b.example", "names one twice"),
    ],
)
def test_every_mistake_gets_a_sentence_that_names_the_variable(told: str, words: str) -> None:
    with pytest.raises(EnvironmentRefused, match=words) as refused:
        _asked(told)
    assert str(refused.value).startswith("DETENTE_TIMESTAMP_AUTHORITIES ")
    assert str(refused.value).endswith(".")
