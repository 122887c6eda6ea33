"""Mails leave once; what does not leave is tried again, later each time, and is never lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from django.conf import LazySettings
from tests.desk.charter_world import a_world
from tests.desk.makers import NOON, a_case

from detente.desk.actions.queue_mail import queue_mail
from detente.desk.actions.send_mail import ATTEMPT_CAP, claim_mail, give_up_mails, mail_sent
from detente.desk.duty import MailReader
from detente.desk.letters import serious_case
from detente.desk.models import Mail
from detente.host.mail import FileMailbox, Letter, MailTrouble, SmtpServer
from detente.journal.models import Event
from detente.workers.loop import Loop
from detente.workers.mail import LEASE, desk_mailer, mail_work

pytestmark = pytest.mark.django_db


@dataclass
class Post:
    """A mailer in memory that fails as told."""

    trouble: BaseException | None = None
    letters: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        if self.trouble:
            raise self.trouble
        self.letters.append(letter)


@pytest.fixture
def mail() -> Mail:
    case = a_case(a_world().channel, severity=4)
    queue_mail(serious_case(case), [MailReader("malo@desk.example", "fr")], now=NOON)
    return Mail.objects.get()


def _drain(mailer: Post | FileMailbox, now: datetime = NOON) -> int:
    return Loop("t", [mail_work(mailer)], now=lambda: now).drain()


def test_a_queued_mail_leaves_once(mail: Mail) -> None:
    post = Post()
    assert (_drain(post), _drain(post, NOON + timedelta(days=9))) == (1, 0)
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.due_at) == ("sent", NOON, None)
    assert [letter.to for letter in post.letters] == ["malo@desk.example"]
    assert Event.objects.filter(name="mail.sent", case_id=mail.case_id).count() == 1


def test_a_mail_that_does_not_leave_is_tried_again_later_each_time(mail: Mail) -> None:
    post, now, pauses = Post(MailTrouble("not reached")), NOON, []
    for _ in range(4):
        _drain(post, now)
        mail.refresh_from_db()
        assert mail.due_at is not None
        pauses.append(mail.due_at - now)
        now = mail.due_at
    assert pauses == [timedelta(seconds=30 * 2**n) for n in range(4)]
    post.trouble = None
    _drain(post, now)
    mail.refresh_from_db()
    assert (mail.state, mail.trouble) == ("sent", "")


def test_after_the_last_try_a_mail_is_failed_with_its_trouble_and_not_lost(mail: Mail) -> None:
    post, now = Post(MailTrouble("not reached")), NOON
    for _ in range(ATTEMPT_CAP + 3):
        _drain(post, now)
        now += timedelta(hours=2)
    mail.refresh_from_db()
    assert (mail.state, mail.trouble, mail.attempts, mail.due_at) == ("failed", "not reached", ATTEMPT_CAP, None)
    assert Event.objects.filter(name="mail.failed").count() == 1


def test_a_mail_refused_for_good_is_not_tried_again(mail: Mail) -> None:
    _drain(Post(MailTrouble("no such box", final=True)))
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("failed", 1)


def test_a_mail_whose_worker_died_is_sent_by_the_next_one(mail: Mail) -> None:
    class Killed(BaseException):
        """The process dies."""

    with pytest.raises(Killed):
        _drain(Post(Killed()))
    post = Post()
    assert _drain(post) == 0
    assert _drain(post, NOON + LEASE) == 1
    assert post.letters[0].name.endswith(f"-{mail.id}")


def test_a_worker_whose_lease_ran_out_does_not_say_sent(mail: Mail) -> None:
    slow = claim_mail(lease=LEASE, now=NOON)
    assert slow is not None
    _drain(Post(), NOON + LEASE)
    assert not mail_sent(slow.claim, now=NOON + LEASE)
    assert Event.objects.filter(name="mail.sent").count() == 1


def test_a_mail_whose_workers_all_died_is_failed_and_said(mail: Mail) -> None:
    Mail.objects.update(attempts=ATTEMPT_CAP, due_at=NOON)
    assert (give_up_mails(NOON), give_up_mails(NOON)) == (1, 0)
    mail.refresh_from_db()
    assert (mail.state, bool(mail.trouble)) == ("failed", True)


def test_by_default_mails_are_files_in_the_data_folder(mail: Mail, tmp_path: Path, settings: LazySettings) -> None:
    settings.DETENTE_DATA = str(tmp_path)
    settings.DETENTE_MAIL = "file"
    mailer = desk_mailer()
    assert isinstance(mailer, FileMailbox)
    _drain(mailer)
    (path,) = (tmp_path / "mail").iterdir()
    read = message_from_bytes(path.read_bytes(), policy=default)
    assert (read["To"], read["Subject"]) == ("malo@desk.example", mail.subject)
    settings.DETENTE_MAIL = "smtp://mail.example"
    assert isinstance(desk_mailer(), SmtpServer)
