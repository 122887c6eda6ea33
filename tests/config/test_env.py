"""Every variable is read once, whole, and refused loudly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import detente
from detente.config.env import EnvironmentRefused, read, read_for_settings

HOME = {"HOME": "/home/…", "XDG_DATA_HOME": "/srv/data"}


def test_nothing_said_means_an_embedded_database_a_file_mailbox_and_no_open_door() -> None:
    asked = read({**HOME, "DETENTE_DATA": "/srv/desk"})
    assert (asked.database_url, asked.mail, asked.allowed_origins, asked.url) == (None, "file", (), None)
    assert asked.secret_key_file == Path("/srv/desk/keys/secret-key")
    assert not asked.secure


def test_what_was_said_is_taken_as_it_was_said() -> None:
    asked = read(
        HOME
        | {
            "DETENTE_DATA": "/srv/desk",
            "DATABASE_URL": "postgresql://desk:p%40ss@db.example:5433/desk?sslmode=require",
            "DETENTE_URL": "https://Desk.Example/",
            "DETENTE_ALLOWED_ORIGINS": "http://127.0.0.1:9001 , https://forum.example,",
            "DETENTE_MAIL": "smtp+tls://name:word@mail.example:587",
            "DETENTE_RUN_AS": "daemon",
            "DETENTE_POSTGRES_BIN": "/opt/pg/bin",
            "DETENTE_BROWSER": "/opt/chromium",
            "DETENTE_SECRET_KEY_FILE": "/run/secrets/key",
        }
    )
    assert asked.database_url == "postgresql://desk:p%40ss@db.example:5433/desk?sslmode=require"
    assert (asked.url, asked.secure) == ("https://desk.example", True)
    assert asked.allowed_origins == ("http://127.0.0.1:9001", "https://forum.example")
    assert (asked.mail, asked.run_as) == ("smtp+tls://name:word@mail.example:587", "daemon")
    assert (asked.postgres_bin, asked.browser) == (Path("/opt/pg/bin"), Path("/opt/chromium"))
    assert asked.secret_key_file == Path("/run/secrets/key")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:///desk.db"),
        ("DATABASE_URL", "postgresql://db.example"),
        ("DATABASE_URL", "postgresql://desk@db.example:port/desk"),
        ("DETENTE_URL", "desk.example"),
        ("DETENTE_URL", "https://desk.example/under/a/path"),
        ("DETENTE_URL", "https://name:word@desk.example"),
        ("DETENTE_ALLOWED_ORIGINS", "http://127.0.0.1:9001,*"),
        ("DETENTE_ALLOWED_ORIGINS", "http://*.example"),
        ("DETENTE_ALLOWED_ORIGINS", "http://[::1"),
        ("DETENTE_MAIL", "mail.example"),
        ("DETENTE_MAIL", "smtp://"),
        ("DETENTE_DATA", "a\0b"),
    ],
)
def test_what_cannot_be_obeyed_is_refused_in_one_sentence_that_names_the_variable(name: str, value: str) -> None:
    with pytest.raises(EnvironmentRefused) as refused:
        read(HOME | {name: value})
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["DATABASE_URL", "DETENTE_MAIL"])
def test_a_refusal_never_repeats_a_password(name: str) -> None:
    with pytest.raises(EnvironmentRefused) as refused:
        read(HOME | {name: "wrong://name:very-secret@host.example:12/x"})
    assert "very-secret" not in str(refused.value)


def test_the_settings_take_nothing_from_the_machine_where_nobody_named_a_folder() -> None:
    told = read_for_settings(HOME)
    assert (told.data, told.keys, told.secret_key_file, told.url) == ("", "", "", "")
    assert (told.database_url, told.mail, told.pool, told.demo) == ("postgresql:///detente", "file", False, False)


def test_the_settings_are_told_what_the_commands_are_told() -> None:
    said = HOME | {"DETENTE_DATA": "/srv/desk", "DETENTE_URL": "https://Desk.Example/", "DETENTE_POOL": "1"}
    told, asked = read_for_settings(said), read(said)
    assert (told.data, told.url, told.secret_key_file) == (str(asked.data), asked.url, str(asked.secret_key_file))
    assert (told.keys, told.pool) == ("/srv/desk/keys", True)
    assert read_for_settings({**said, "DETENTE_KEYS": "/run/keys"}).keys == "/run/keys"


def test_one_door_reads_the_variables_of_the_desk() -> None:
    """Commands hand the environment on to the processes they start; nothing else looks a variable of ours up in it."""
    package = Path(detente.__file__).parent
    looked_up = re.compile(r"""environ(?:\.get\(|\[)\s*f?["'](?:DETENTE_|DATABASE_)""")
    found = [path.name for path in sorted(package.rglob("*.py")) if looked_up.search(path.read_text())]
    assert found == []


def test_the_outside_addresses_of_the_ledger_are_read_one_by_one_and_refused_by_name() -> None:
    listed = {"DETENTE_LEDGER_MAIL": "notary@outside.example, board@outside.example"}
    assert read(HOME | listed).ledger_mail == ("notary@outside.example", "board@outside.example")
    assert read_for_settings(listed).ledger_mail == read(HOME | listed).ledger_mail
    assert read(HOME).ledger_mail == ()
    with pytest.raises(EnvironmentRefused, match="DETENTE_LEDGER_MAIL holds 'notary'"):
        read(HOME | {"DETENTE_LEDGER_MAIL": "notary"})
