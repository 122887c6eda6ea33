"""Send the queued mails: to the mailbox folder by default, to a mail server when one is named."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from detente.desk.actions.claim import next_due
from detente.desk.actions.send_mail import ATTEMPT_CAP, QUEUED, claim_mail, mail_failed, mail_sent
from detente.host.mail import Mailer, MailTrouble, mailer_for
from detente.workers.loop import Work

LEASE: Final = timedelta(seconds=90)


def mail_work(mailer: Mailer) -> Work:
    """The mailing worker for one way out."""

    def step(now: datetime) -> int:
        return send_one(mailer, now=now)

    return Work("mail", step, lambda: next_due("desk_mail", QUEUED, cap=ATTEMPT_CAP))


def send_one(mailer: Mailer, *, now: datetime) -> int:
    """Send one due mail; how many were handled. A mail that does not leave is tried again later."""
    out = claim_mail(lease=LEASE, now=now)
    if out is None:
        return 0
    try:
        mailer.send(out.letter)
    except MailTrouble as trouble:
        mail_failed(out.claim, str(trouble), final=trouble.final, now=now)
    else:
        mail_sent(out.claim, now=now)
    return 1


def desk_mailer() -> Mailer:
    """The way out that this desk's environment names; the folder `mail` of the data folder when it names none."""
    return mailer_for(settings.DETENTE_MAIL, Path(settings.DETENTE_DATA))
