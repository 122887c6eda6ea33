"""Mails leave whole or not at all, as standard messages, and a trouble names no address."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from detente.host.mail import FileMailbox, Letter, MailTrouble, SmtpServer, as_message, mailer_for

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LETTER = Letter("20261120T120000Z-7", "malo@desk.example", "Cas 7\u202f: l’heure", "Bonjour,\n\nune ligne.\n", AT)


def test_a_mail_is_one_file_that_any_mail_program_reads(tmp_path: Path) -> None:
    FileMailbox(tmp_path / "mail").send(LETTER)
    (path,) = (tmp_path / "mail").iterdir()
    read = message_from_bytes(path.read_bytes(), policy=default)
    assert path.name == "20261120T120000Z-7.eml"
    assert (read["Subject"], read["To"], read["Auto-Submitted"]) == (LETTER.subject, LETTER.to, "auto-generated")
    assert "une ligne." in read.get_content()
    assert path.stat().st_mode & 0o077 == 0


def test_sending_the_same_mail_again_leaves_one_file(tmp_path: Path) -> None:
    for _ in range(2):
        FileMailbox(tmp_path).send(LETTER)
    assert [path.name for path in tmp_path.iterdir()] == ["20261120T120000Z-7.eml"]


def test_a_folder_that_cannot_be_written_is_a_trouble_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file stands where the folder should be")
    with pytest.raises(MailTrouble) as trouble:
        FileMailbox(tmp_path / "mail").send(LETTER)
    assert "malo" not in str(trouble.value)
    assert not trouble.value.final


def test_a_subject_cannot_smuggle_a_header() -> None:
    letter = Letter("x", "malo@desk.example", "Cas 7\r\nBcc: tous@desk.example", "x", AT)
    message = as_message(letter, "detente@desk.example")
    assert message["Bcc"] is None
    assert message["Message-ID"] == "<x@desk.example>"


@pytest.mark.parametrize("address", ["", "malo", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example"])
def test_an_address_that_cannot_be_one_is_refused_for_good(address: str) -> None:
    with pytest.raises(MailTrouble) as trouble:
        as_message(Letter("x", address, "x", "x", AT), "detente@desk.example")
    assert trouble.value.final


@pytest.mark.parametrize("mail", ["", "file"])
def test_the_default_is_the_folder_in_the_data_folder(tmp_path: Path, mail: str) -> None:
    assert mailer_for(mail, tmp_path) == FileMailbox(tmp_path / "mail")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, answers: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answers, self.mails = answers, list[bytes]()


class _Talk(socketserver.StreamRequestHandler):
    """As much of SMTP as a test needs."""

    server: _Server

    def handle(self) -> None:
        self._say(self.server.answers.get("hello", "220 ready"))
        for line in iter(self.rfile.readline, b""):
            word = line[:4].decode().strip().upper()
            if word == "DATA":
                self._say("354 go")
                self._read_mail()
            self._say(self.server.answers.get(word, "221 bye" if word == "QUIT" else "250 fine"))

    def _read_mail(self) -> None:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        self.server.mails.append(b"".join(lines))

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def _serving(**answers: str) -> Iterator[tuple[_Server, str]]:
    server = _Server(answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server, f"smtp://127.0.0.1:{server.server_address[1]}?from=desk%40brand.example"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_a_mail_server_gets_the_mail_once_under_the_named_sender() -> None:
    with _serving() as (server, url):
        mailer_for(url, Path("/nowhere")).send(LETTER)
    read = message_from_bytes(server.mails[0], policy=default)
    assert len(server.mails) == 1
    assert read["From"] == "Détente <desk@brand.example>"


@pytest.mark.parametrize(
    ("answers", "final"),
    [
        ({"RCPT": "550 no such box"}, True),
        ({"RCPT": "450 busy"}, False),
        ({"DATA": "554 refused"}, True),
        ({"DATA": "451 later"}, False),
        ({"hello": "421 too many"}, False),
    ],
)
def test_a_refusal_of_the_server_says_whether_trying_again_can_help(answers: dict[str, str], final: bool) -> None:
    with _serving(**answers) as (_, url), pytest.raises(MailTrouble) as trouble:
        SmtpServer(url).send(LETTER)
    assert (trouble.value.final, "malo" in str(trouble.value)) == (final, False)


def test_a_server_that_is_not_there_is_tried_again() -> None:
    with _serving() as (_, url):
        pass
    with pytest.raises(MailTrouble) as trouble:
        SmtpServer(url).send(LETTER)
    assert not trouble.value.final
