"""The live check while somebody types: how long the desk takes to answer, and how much of it is the check itself.

Command: `.venv/bin/python -m benchmarks.check_time [--calls 100] [--recent 42]`

Each call carries a little more of one reply, as typing does, for a brand with that many replies of the last thirty days
to compare with: `POST /cases/N/reply/check` through Django's test client (the whole stack, no socket), then the check
alone on the same text with everything it needs already read. Wall time of a machine that others use as well, and the
processor time of this process beside it. Bar: the check alone under 50 ms.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from benchmarks.scratch import scratch_desk

if TYPE_CHECKING:
    from detente.contracts.composure import Situation

BAR_MS: Final = 50.0
TEXTS: Final = {
    "fr": (
        "Bonjour Odile, un colis noté livré mardi et jamais reçu, deux appels pour rien\u202f: je comprends que vous "
        "soyez en colère, et nous vous présentons nos excuses. Le colis était resté au dépôt de Vaucourt\u202f; j’en "
        "ai fait partir un second ce matin. Je reviens vers vous ici demain avant 10 h pour vérifier qu’il est arrivé. "
        "Le dépôt n’annonce plus une livraison sans remise en main propre. Merci de l’avoir signalé. Salomé"
    ),
    "en": (
        "Hello Odile, your parcel was marked as delivered on Tuesday and never came, and two calls led nowhere: I "
        "understand that you are angry, and we are sorry. It had stayed at the Vaucourt depot; I have sent a second "
        "one this morning. I will be back here tomorrow by 10 am to make sure that it has arrived. The depot no longer "
        "marks a parcel as delivered before it is handed over. Thank you for telling us. Salomé"
    ),
}
MESSAGES: Final = {
    "fr": "Colis annoncé livré mardi, jamais reçu. J’ai appelé deux fois, on me dit d’attendre.",
    "en": "My parcel was marked as delivered on Tuesday and never came. I called twice and was told to wait.",
}
_THINGS: Final = {
    "fr": (
        "la livraison de lundi",
        "le remboursement de votre commande",
        "l’écran rayé",
        "la caisse fermée",
        "votre rendez-vous",
    ),
    "en": (
        "Monday’s delivery",
        "the refund of your order",
        "the scratched screen",
        "the closed till",
        "your appointment",
    ),
}
_SAID: Final = {
    "fr": "Bonjour, pour {thing}, vous avez raison et nous sommes désolés. J’ai appelé l’équipe {n} ce matin, et je "
    "vous écris ici avant {h} h ce qu’elle a trouvé. Merci d’avoir pris le temps de nous le dire.",
    "en": "Hello, you are right about {thing} and we are sorry. I called team {n} this morning, and I will write here "
    "before {h} o’clock what they found. Thank you for taking the time to tell us.",
}  # fmt: skip


def main() -> None:
    """Measure in both languages and print one small table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--recent", type=int, default=42, help="replies of the last thirty days")
    asked = parser.parse_args()
    print(f"{'language':<10}{'what':<20}{'p50 ms':>8}{'p95 ms':>8}{'of it processor, p50':>22}{'p95':>8}")
    slowest = 0.0
    with scratch_desk():
        for language in TEXTS:
            slowest = max(slowest, _measure_one(language, asked.calls, asked.recent))
    print(f"{asked.calls} calls each, {asked.recent} recent replies; the check alone, p95: {slowest:.1f} ms")
    raise SystemExit(0 if slowest < BAR_MS else 1)


def _measure_one(language: str, calls: int, recent: int) -> float:
    from django.conf import settings
    from tests.desk.replies import a_desk
    from tests.web.noon import client_of

    from detente.desk.models import Case

    settings.DETENTE_CLOCK = "tests.web.noon.now"
    desk = a_desk(f"check-{language}", message=MESSAGES[language])
    Case.objects.filter(id=desk.case.id).update(language=language)
    _have_answered(desk.channel.id, language, recent)
    texts = [TEXTS[language][: round(len(TEXTS[language]) * (n + 1) / calls)] for n in range(calls)]
    client = client_of(desk.writer)
    client.cookies["detente_language"] = language
    client.defaults["HTTP_HOST"] = "localhost"

    def ask(text: str) -> None:
        answer = client.post(f"/cases/{desk.case.id}/reply/check", {"kind": "reply", "text": text, "pending": "open"})
        if answer.status_code != 200:
            raise SystemExit(f"the check answered {answer.status_code}")

    _say(language, "whole request", texts, ask)
    return _say(language, "the check alone", texts, _alone(desk.case.id, desk.writer.id, recent))


def _have_answered(channel_id: int, language: str, recent: int) -> None:
    """Replies of ours under messages of others, all different, as the network shows them."""
    from tests.desk.makers import NOON, an_item, created

    from detente.desk.actions.receive import receive

    items = []
    for n in range(recent):
        thing = _THINGS[language][n % len(_THINGS[language])]
        text = _SAID[language].format(thing=thing, n=n + 1, h=8 + n % 12)
        items.append(an_item(f"ours-{n}", text, author="us", thread=f"other-{n}", ours=True))
    receive(channel_id, created(*items), now=NOON)


def _alone(case_id: int, writer_id: int, recent: int) -> Callable[[str], None]:
    """The check of one text, its situation read beforehand."""
    from dataclasses import replace

    from tests.web.noon import LATER

    from detente.desk.models import Case, Draft, Message
    from detente.desk.queries.situations import situation_of
    from detente.rules.composure import check_reply

    case = Case.objects.select_related("brand", "channel", "author").get(id=case_id)
    recipient = Message.objects.filter(case=case, ours=False).latest("posted_at")
    draft = Draft(case=case, kind="reply", recipient=recipient, channel=case.channel, writer_id=writer_id)
    around: Situation = situation_of(draft, "", now=LATER)
    if len(around.recent_replies) != recent:
        raise SystemExit(f"{len(around.recent_replies)} recent replies instead of {recent}")

    def check(text: str) -> None:
        check_reply(replace(around, text=text))

    return check


def _say(language: str, what: str, texts: list[str], ask: Callable[[str], None]) -> float:
    """One line of the table; the p95 in milliseconds of wall time."""
    for text in texts[:3]:
        ask(text)
    walls, own = [], []
    for text in texts:
        began, spent = time.perf_counter(), time.process_time()
        ask(text)
        walls.append((time.perf_counter() - began) * 1000)
        own.append((time.process_time() - spent) * 1000)
    p95, own95 = quantiles(walls, n=20)[-1], quantiles(own, n=20)[-1]
    print(f"{language:<10}{what:<20}{median(walls):>8.1f}{p95:>8.1f}{median(own):>22.1f}{own95:>8.1f}")
    return p95


if __name__ == "__main__":
    main()
