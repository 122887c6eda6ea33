"""How a mail leaves the machine: a mailbox folder in the data folder by default, a mail server when one is named.

Nothing here retries: the row of the mail is the queue, and its worker decides when to try again.
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

SECONDS = 20.0
_PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")


class MailTrouble(Exception):
    """The mail did not leave; the text is one short sentence without an address of anyone.

    `final` says that trying again cannot help.
    """

    def __init__(self, what: str, *, final: bool = False) -> None:
        super().__init__(what)
        self.final = final


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. `name` is unique and the same for every try, so that a second one replaces or is recognised."""

    name: str
    to: str
    subject: str
    body: str
    at: datetime


class Mailer(Protocol):
    """A way out for mails."""

    def send(self, letter: Letter) -> None:
        """Send one mail, once. Raises `MailTrouble`."""
        ...


@dataclass(frozen=True, slots=True)
class FileMailbox:
    """One `.eml` file per mail, written beside its place and then moved there: a reader never sees half a mail."""

    folder: Path
    sender: str = "detente@localhost"

    def send(self, letter: Letter) -> None:
        """Write the mail, replacing an earlier copy of itself. Raises `MailTrouble`."""
        path = self.folder / f"{letter.name}.eml"
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        data = as_message(letter, self.sender).as_bytes(policy=SMTP)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(beside, data)
            beside.replace(path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink()
            reason = error.strerror or "no reason given"
            raise MailTrouble(f"The mailbox folder cannot be written: {reason}.") from error


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server: `smtp://host`, `smtps://host`, `smtp+tls://name:password@host:587`; `?from=` names the sender."""

    url: str

    def send(self, letter: Letter) -> None:
        """One connection, one mail. Raises `MailTrouble`; `final` when the server refuses for good (5xx)."""
        parts = urlsplit(self.url)
        message = as_message(letter, _sender(parts))
        try:
            with _connected(parts) as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            sentence = f"The mail server refused the recipient ({codes[0]})."
            raise MailTrouble(sentence, final=min(codes) >= 500) from error
        except smtplib.SMTPAuthenticationError as error:
            raise MailTrouble(f"The mail server refused our name and password ({error.smtp_code}).") from error
        except smtplib.SMTPResponseException as error:
            refused = error.smtp_code >= 500
            raise MailTrouble(f"The mail server refused the mail ({error.smtp_code}).", final=refused) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailTrouble(f"The mail server was not reached ({type(error).__name__}).") from error


def mailer_for(mail: str, data: Path) -> Mailer:
    """The way out named by DETENTE_MAIL: empty or `file` is the folder `mail` in the data folder."""
    if mail in ("", "file"):
        return FileMailbox(data / "mail")
    return SmtpServer(mail)


def as_message(letter: Letter, sender: str) -> EmailMessage:
    """The mail in its standard form. Raises `MailTrouble` for an address that cannot be one."""
    if not _ADDRESS.fullmatch(letter.to):
        raise MailTrouble("The address of the recipient cannot be read.", final=True)
    message = EmailMessage()
    message["From"], message["To"] = f"Détente <{sender}>", letter.to
    message["Subject"] = letter.subject.replace("\n", " ").replace("\r", " ")
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.name}@{sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sender(parts: SplitResult) -> str:
    query = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
    name = unquote(parts.username or "")
    return unquote(query.get("from", "")) or (name if "@" in name else f"detente@{parts.hostname}")


def _connected(parts: SplitResult) -> smtplib.SMTP:
    host, port = parts.hostname or "localhost", parts.port or _PORTS[parts.scheme]
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
    try:
        if parts.scheme == "smtp+tls":
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server
