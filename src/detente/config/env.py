"""Every environment variable that Détente obeys, read here and nowhere else, into frozen values.

A variable that cannot be understood raises `EnvironmentRefused` with one sentence that names it, shows what was found
and says what would be right. Nothing is guessed and nothing is silently ignored.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from detente.analysis.plugins.asked import ReadingAsked
from detente.config.env_drafting import read_drafting
from detente.config.env_reading import read_reading
from detente.config.env_stamps import StampsRefused, read_authorities
from detente.config.env_values import VariableRefused
from detente.drafting.model_asked import ProposalAsked
from detente.evidence.stamp.authorities import Authority
from detente.host.folder import default_folder

DATABASE_SCHEMES = ("postgresql", "postgres")
OFF = "off"
MAIL_SCHEMES = ("smtp", "smtps", "smtp+tls")


class EnvironmentRefused(ValueError):
    """A variable holds something that cannot be obeyed; the message is the one sentence for the person."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the machine's owner asked for. Times and sizes do not occur; paths are absolute."""

    data: Path
    """`DETENTE_DATA`: the data folder; root has /var/lib/detente, others their own data home."""
    database_url: str | None
    """`DATABASE_URL`: a PostgreSQL run by somebody else; None means the embedded one."""
    url: str | None
    """`DETENTE_URL`: the public address of the desk, an origin such as https://desk.example."""
    secret_key_file: Path
    """`DETENTE_SECRET_KEY_FILE`: where the key of sessions and links lies; by default in the data folder."""
    allowed_origins: tuple[str, ...]
    """`DETENTE_ALLOWED_ORIGINS`: exact origins that outgoing requests may reach although they are not public."""
    run_as: str | None
    """`DETENTE_RUN_AS`: the unprivileged account of the embedded database when the desk is started by root."""
    mail: str
    """`DETENTE_MAIL`: `file` (a mailbox folder in the data folder) or `smtp://…`, `smtps://…`, `smtp+tls://…`."""
    ledger_mail: tuple[str, ...]
    """`DETENTE_LEDGER_MAIL`: addresses outside that hear once a day where the ledger stands."""
    evidence: Path
    """`DETENTE_EVIDENCE`: the folder of sealed pictures; by default in the data folder."""
    postgres_bin: Path | None
    """`DETENTE_POSTGRES_BIN`: a folder with the programs initdb, postgres, psql and pg_dump."""
    browser: Path | None
    """`DETENTE_BROWSER`: the Chromium to take pictures with; found by itself when absent."""
    pictures: bool
    """`DETENTE_BROWSER=off`: this desk takes no pictures of pages; people send their own."""
    reading: ReadingAsked
    """`DETENTE_READING_…`: reading engines beside the embedded one; see `env_reading.py`."""
    drafting: ProposalAsked | None
    """`DETENTE_DRAFTING_…`: a language model that proposes texts; see `env_drafting.py`."""
    authorities: tuple[Authority, ...]
    """`DETENTE_TIMESTAMP_AUTHORITIES`: who outside vouches for the date of evidence; see `env_stamps.py`."""

    @property
    def secure(self) -> bool:
        """Whether visitors reach the desk over TLS, so that cookies are sent over TLS only."""
        return self.url is not None and self.url.startswith("https://")


@dataclass(frozen=True, slots=True)
class ForSettings:
    """What the settings of Django need, for a process of ours that may have no data folder, as in tests.

    Paths are empty where nobody named a folder: nothing is then taken from the machine's usual place.
    """

    data: str
    url: str
    secret_key_file: str
    keys: str
    """`DETENTE_KEYS`: the folder of keys, when it is not in the data folder."""
    evidence: str
    """`DETENTE_EVIDENCE`: the folder of sealed pictures, when it is not in the data folder."""
    database_url: str
    allowed_origins: tuple[str, ...]
    mail: str
    ledger_mail: tuple[str, ...]
    """`DETENTE_LEDGER_MAIL`: addresses outside that hear once a day where the ledger stands."""
    pool: bool
    """`DETENTE_POOL`: connections are pooled, in the process that answers pages."""
    demo: bool
    """`DETENTE_DEMO`: a demo, where a pretend colleague may be asked to act."""
    reading: ReadingAsked
    drafting: ProposalAsked | None
    browser: Path | None
    """`DETENTE_BROWSER`, as in `Environment`."""
    pictures: bool
    run_as: str
    """`DETENTE_RUN_AS`: the unprivileged account of the browser, too, when the desk is started by root."""
    authorities: tuple[Authority, ...]


def read_for_settings(environ: Mapping[str, str] | None = None) -> ForSettings:
    """Read `environ` (the process's own by default) for the settings. Raises `EnvironmentRefused`."""
    source = os.environ if environ is None else environ
    data, secret, keys = (_path(source, name) for name in ("DETENTE_DATA", "DETENTE_SECRET_KEY_FILE", "DETENTE_KEYS"))
    folder = keys or (data / "keys" if data else None)
    secret = secret or (data / "keys" / "secret-key" if data else None)
    evidence = _path(source, "DETENTE_EVIDENCE") or (data / "evidence" if data else None)
    return ForSettings(
        data=str(data or ""),
        url=_optional_origin(source, "DETENTE_URL") or "",
        secret_key_file=str(secret or ""),
        keys=str(folder or ""),
        evidence=str(evidence or ""),
        database_url=_database(source) or "postgresql:///detente",
        allowed_origins=_origins(source, "DETENTE_ALLOWED_ORIGINS"),
        mail=_mail(source),
        ledger_mail=_addresses(source, "DETENTE_LEDGER_MAIL"),
        pool=bool(source.get("DETENTE_POOL")),
        demo=source.get("DETENTE_DEMO") == "1",
        reading=_reading(source),
        drafting=_drafting(source),
        browser=_browser(source),
        pictures=source.get("DETENTE_BROWSER") != OFF,
        run_as=source.get("DETENTE_RUN_AS") or "",
        authorities=_authorities(source),
    )


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """Read `environ` (the process's own by default). Raises `EnvironmentRefused`."""
    source = os.environ if environ is None else environ
    data = _path(source, "DETENTE_DATA") or default_folder(source)
    return Environment(
        data=data,
        database_url=_database(source),
        url=_optional_origin(source, "DETENTE_URL"),
        secret_key_file=_path(source, "DETENTE_SECRET_KEY_FILE") or data / "keys" / "secret-key",
        allowed_origins=_origins(source, "DETENTE_ALLOWED_ORIGINS"),
        run_as=source.get("DETENTE_RUN_AS") or None,
        mail=_mail(source),
        ledger_mail=_addresses(source, "DETENTE_LEDGER_MAIL"),
        evidence=_path(source, "DETENTE_EVIDENCE") or data / "evidence",
        postgres_bin=_path(source, "DETENTE_POSTGRES_BIN"),
        browser=_browser(source),
        pictures=source.get("DETENTE_BROWSER") != OFF,
        reading=_reading(source),
        drafting=_drafting(source),
        authorities=_authorities(source),
    )


def _reading(source: Mapping[str, str]) -> ReadingAsked:
    try:
        return read_reading(source, _origins(source, "DETENTE_ALLOWED_ORIGINS"))
    except VariableRefused as refused:
        raise EnvironmentRefused(str(refused)) from None


def _drafting(source: Mapping[str, str]) -> ProposalAsked | None:
    try:
        return read_drafting(source, _origins(source, "DETENTE_ALLOWED_ORIGINS"))
    except VariableRefused as refused:
        raise EnvironmentRefused(str(refused)) from None


def _browser(source: Mapping[str, str]) -> Path | None:
    return None if source.get("DETENTE_BROWSER") == OFF else _path(source, "DETENTE_BROWSER")


def _authorities(source: Mapping[str, str]) -> tuple[Authority, ...]:
    try:
        return read_authorities(source, _origins(source, "DETENTE_ALLOWED_ORIGINS"))
    except StampsRefused as refused:
        raise EnvironmentRefused(str(refused)) from None


def _path(source: Mapping[str, str], name: str) -> Path | None:
    text = source.get(name, "").strip()
    if not text:
        return None
    if "\0" in text:
        raise EnvironmentRefused(f"{name} is not a path of this machine: give a folder or file such as /srv/detente.")
    return Path(text).expanduser().absolute()


def _database(source: Mapping[str, str]) -> str | None:
    text = source.get("DATABASE_URL", "").strip()
    if not text:
        return None
    parts = _split("DATABASE_URL", text, shown="its value", example="postgresql://detente:password@host:5432/detente")
    if parts.scheme not in DATABASE_SCHEMES or len(parts.path) < 2:
        raise EnvironmentRefused(
            "DATABASE_URL is not the address of a PostgreSQL database: "
            "write it as postgresql://detente:password@host:5432/detente, or unset it to use the embedded database."
        )
    return text


def _mail(source: Mapping[str, str]) -> str:
    text = source.get("DETENTE_MAIL", "").strip() or "file"
    if text == "file":
        return text
    parts = _split("DETENTE_MAIL", text, shown="its value", example="smtp+tls://name:password@mail.example:587")
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname:
        raise EnvironmentRefused(
            "DETENTE_MAIL is neither 'file' nor the address of a mail server: "
            "write it as smtp+tls://name:password@mail.example:587, or unset it to keep mails in the data folder."
        )
    return text


def _addresses(source: Mapping[str, str], name: str) -> tuple[str, ...]:
    found = tuple(source.get(name, "").replace(",", " ").split())
    for one in found:
        before, at, after = one.partition("@")
        if not (before and at and "." in after and "@" not in after and one.isprintable()):
            raise EnvironmentRefused(
                f"{name} holds {one!r}, which is not a mail address: write one or more, such as notary@outside.example."
            )
    return found


def _origins(source: Mapping[str, str], name: str) -> tuple[str, ...]:
    texts = [text.strip() for text in source.get(name, "").split(",")]
    return tuple(origin(name, text) for text in texts if text)


def _optional_origin(source: Mapping[str, str], name: str) -> str | None:
    text = source.get(name, "").strip()
    return origin(name, text) if text else None


def origin(name: str, text: str) -> str:
    """`text` as an exact origin `scheme://host[:port]`, or `EnvironmentRefused` naming the variable `name`."""
    parts = _split(name, text, shown=repr(text), example="https://desk.example")
    exact = (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and "*" not in text
        and parts.path in ("", "/")
        and not (parts.query or parts.fragment or parts.username or parts.password)
    )
    if not exact:
        raise EnvironmentRefused(
            f"{name} holds {text!r}, which is not an exact origin: write scheme, host and port only, "
            "such as https://desk.example or http://127.0.0.1:8700."
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _split(name: str, text: str, *, shown: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise EnvironmentRefused(f"{name} cannot be read ({shown}): write it like {example}.") from error
    return parts
