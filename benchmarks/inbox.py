"""The inbox: server time of the whole page, with folders and counts, while the desk fills up.

Command: `.venv/bin/python -m benchmarks.inbox [--cases 10000 100000] [--open-share 0.1] [--requests 60]`

Fills a scratch desk by SQL (a tenth of the cases open, some with an owner, a hand-off, a first reply or a draft; the
rest answered or closed), then asks for pages through Django's test client: the whole stack from address to HTML, and
no socket. Prints p50 and p95 in milliseconds for the first page, a second page, the refresh of a list, two folders, the
page of one case, and what of it goes to leads, earlier cases and the same cause (200 notes, every case of one topic).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.scratch import scratch_desk

if TYPE_CHECKING:
    from django.test import Client

_FILL = """
INSERT INTO desk_author (channel_id, external_id, handle, display_name, first_seen_at)
SELECT %(channel)s, 'a' || i, '@a' || i, 'Author ' || i, %(now)s FROM generate_series(%(from)s, %(to)s) i;

INSERT INTO desk_conversation (channel_id, external_id, title, url, first_seen_at)
SELECT %(channel)s, 'c' || i, '', '', %(now)s FROM generate_series(%(from)s, %(to)s) i;

INSERT INTO desk_case (brand_id, channel_id, conversation_id, author_id, state, close_reason, kind, severity_guess,
    severity, language, heart, topic, fingerprint, historical, assignee_id, opened_at, clock_started_at, deadline,
    first_reply_at,
    first_reply_kind, answered_at, closed_at, times_opened)
SELECT %(brand)s, %(channel)s, conversation.id, author.id,
    CASE WHEN i %% %(every)s = 0 THEN 'open' WHEN i %% 3 = 0 THEN 'answered' ELSE 'closed' END,
    CASE WHEN i %% %(every)s <> 0 AND i %% 3 <> 0 THEN 'solved' ELSE '' END,
    CASE WHEN i %% 7 = 0 THEN 'compliment' ELSE 'complaint' END, 2, 2, 'fr',
    'Colis annoncé livré mardi, jamais reçu, numéro ' || i, 'delivery',
    ('x' || substr(md5(i::text), 1, 16))::bit(64)::bigint, false,
    CASE WHEN i %% 4 = 0 THEN %(person)s END, %(now)s, started, started + interval '1 hour',
    CASE WHEN i %% %(every)s <> 0 OR (i / %(every)s) %% 5 = 0 THEN started + interval '20 minutes' END,
    CASE WHEN i %% %(every)s <> 0 THEN 'reply' WHEN (i / %(every)s) %% 5 = 0 THEN 'holding' ELSE '' END,
    CASE WHEN i %% %(every)s <> 0 AND i %% 3 = 0 THEN started + interval '20 minutes' END,
    CASE WHEN i %% %(every)s <> 0 AND i %% 3 <> 0 THEN started + interval '1 day' END, 1
FROM generate_series(%(from)s, %(to)s) i
JOIN desk_author author ON author.external_id = 'a' || i
JOIN desk_conversation conversation ON conversation.external_id = 'c' || i
CROSS JOIN LATERAL (SELECT %(now)s - (i %% 7200) * interval '1 second' AS started) clock;

INSERT INTO desk_message (channel_id, conversation_id, author_id, case_id, external_id, parent_external_id, ours,
    is_review, historical, posted_at, first_seen_at, permalink, state, revision_number, read_state, attempts)
SELECT c.channel_id, c.conversation_id, c.author_id, c.id, 'm' || c.id, '', false, false, false, c.clock_started_at,
    c.clock_started_at, '', 'visible', 1, 'read', 0
FROM desk_case c WHERE NOT EXISTS (SELECT 1 FROM desk_message m WHERE m.case_id = c.id);

INSERT INTO desk_knowledgenote (brand_id, revision_number, title, words, language, topic, made_by_id, made_at,
    changed_by_id, changed_at)
SELECT %(brand)s, 1, 'Colis absent, cas ' || i,
    repeat('Vérifiez le casier de la gare, puis ouvrez une enquête. ', 8) || i,
    'fr', 'delivery', %(person)s, %(now)s, %(person)s, %(now)s
FROM generate_series(1, 200) i WHERE NOT EXISTS (SELECT 1 FROM desk_knowledgenote);

INSERT INTO desk_evidenceitem (channel_id, message_id, revision_number, what, level, size, commitment, wrapped,
    ciphertext, sealed_at, ledger_seq, leaf)
SELECT m.channel_id, m.id, 1, 'received', 'D', 90, sha256(m.external_id::bytea), 'w', 'c', m.first_seen_at, 1, m.id
FROM desk_message m WHERE NOT EXISTS (SELECT 1 FROM desk_evidenceitem e WHERE e.message_id = m.id);

INSERT INTO desk_revision (message_id, number, text, text_hash, observed_at)
SELECT m.id, 1, 'Colis annoncé livré mardi, jamais reçu. J’ai appelé deux fois, on me dit d’attendre. Message ' || m.id,
    sha256(m.external_id::bytea), m.first_seen_at
FROM desk_message m WHERE NOT EXISTS (SELECT 1 FROM desk_revision r WHERE r.message_id = m.id);

INSERT INTO desk_reading (message_id, revision_number, engine, at, language, kind, sentiment, severity, urgency, topic,
    heart, asks, unsure, scores, because, complaint, question, troll, irony, toxicity, doubts, personal_data, facts,
    fingerprint, sources, corrected)
SELECT m.id, 1, 'bench', m.first_seen_at, 'fr', 'complaint', 'negative', 2, 'normal', 'delivery', '', '', false,
    '{"negative": 0.9}', '[]', true, false, false, false, 'clean', '[]', '[]', '[]', 1, '{}', '[]'
FROM desk_message m WHERE NOT EXISTS (SELECT 1 FROM desk_reading r WHERE r.message_id = m.id);

INSERT INTO desk_handoff (case_id, department_id, state, question, answer, asked_by_id, asked_at, due_at)
SELECT c.id, %(department)s, 'asked', 'Où est le colis ?', '', %(person)s, c.clock_started_at,
    c.clock_started_at + interval '30 minutes'
FROM desk_case c WHERE c.state = 'open' AND c.id %% 20 = 0
    AND NOT EXISTS (SELECT 1 FROM desk_handoff h WHERE h.case_id = c.id);

INSERT INTO desk_draft (case_id, kind, state, recipient_id, channel_id, writer_id, revision_number, unsure,
    face_to_face, thread_seen, overridden, made_at, submitted_at)
SELECT c.id, 'reply', CASE WHEN c.id %% 3 = 0 THEN 'in_review' ELSE 'editing' END, m.id, c.channel_id, %(person)s, 1,
    false, false, '', '{}', c.clock_started_at, c.clock_started_at
FROM desk_case c JOIN desk_message m ON m.case_id = c.id
WHERE c.state = 'open' AND c.id %% 7 = 0 AND NOT EXISTS (SELECT 1 FROM desk_draft d WHERE d.case_id = c.id);

INSERT INTO desk_draftrevision (draft_id, number, writer_id, text, text_hash, origin, saves, findings, at)
SELECT d.id, 1, d.writer_id, 'Bonjour, nous regardons.', 'x', 'person', 1, '[]', d.made_at
FROM desk_draft d WHERE NOT EXISTS (SELECT 1 FROM desk_draftrevision v WHERE v.draft_id = d.id);
"""


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--open-share", type=float, default=0.1)
    parser.add_argument("--requests", type=int, default=60)
    asked = parser.parse_args()
    with scratch_desk():
        client, ids = _desk()
        filled = 0
        print(f"{'cases':>8} {'open':>7}  {'page':<22}{'p50 ms':>8}{'p95 ms':>8}{'kB':>7}")
        for cases in sorted(asked.cases):
            waiting = _fill(ids, filled, cases, round(1 / asked.open_share))
            filled = cases
            for name, ask in _questions(client).items():
                p50, p95, size = _measure(ask, asked.requests)
                print(f"{cases:>8,} {waiting:>7,}  {name:<22}{p50:>8.1f}{p95:>8.1f}{size / 1024:>7.0f}")


def _desk() -> tuple[Client, dict[str, int]]:
    from django.contrib.auth import get_user_model
    from django.test import Client

    from detente.accounts.models import Brand, Membership
    from detente.desk.models import Channel, Department

    now = datetime.now(UTC)
    brand = Brand.objects.create(slug="bench", name="Bench", language="fr", time_zone="Europe/Paris", created_at=now)
    person = get_user_model().objects.create(email="b@desk.example", name="Salomé B", language="fr", created_at=now)
    Membership.objects.create(person=person, brand=brand, role="lead", since=now)
    channel = Channel.objects.create(brand=brand, network="publicpage", name="Page", created_at=now)
    department = Department.objects.create(brand=brand, name="Logistique")
    client = Client(HTTP_HOST="localhost", raise_request_exception=True)
    client.force_login(person)
    return client, {"brand": brand.id, "person": person.id, "channel": channel.id, "department": department.id}


def _fill(ids: dict[str, int], before: int, cases: int, every: int) -> int:
    from django.db import connection, transaction

    values = {**ids, "from": before + 1, "to": cases, "every": every, "now": datetime.now(UTC)}
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in filter(str.strip, _FILL.split(";\n")):
            cursor.execute(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM desk_case WHERE state = 'open'")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _questions(client: Client) -> dict[str, Callable[[], int]]:
    from detente.desk.models import Case

    first = client.get("/").content.decode()
    cursor = first.partition("&amp;after=")[2].partition('"')[0]
    seen = first.partition("&amp;seen=")[2].partition('"')[0]
    case_id = Case.objects.filter(state="open").order_by("deadline").values_list("id", flat=True)[0]

    def ask(address: str, **headers: str) -> Callable[[], int]:
        def once() -> int:
            answer = client.get(address, headers=headers)
            if answer.status_code not in (200, 204):
                raise SystemExit(f"{address} answered {answer.status_code}")
            return len(answer.content)

        return once

    return {
        "first page": ask("/"),
        "second page": ask(f"/?after={cursor}"),
        "refresh": ask(f"/?seen={seen}", hx_request="true"),
        "mine": ask("/?folder=mine"),
        "answered": ask("/?folder=answered"),
        "one case": ask(f"/cases/{case_id}"),
        "of it: what may help": _around(client, case_id),
    }


def _around(client: Client, case_id: int) -> Callable[[], int]:
    """What a case page looks up in other cases and notes: part of the line above it."""
    from detente.desk.queries.around import around
    from detente.desk.queries.case_page import case_page

    now = datetime.now(UTC)
    page = case_page(int(client.session["_auth_user_id"]), case_id, now=now)
    return lambda: len(around(page, now=now).same_cause)


def _measure(ask: Callable[[], int], requests: int) -> tuple[float, float, int]:
    times, size = [], 0
    for _ in range(3):
        ask()
    for _ in range(requests):
        began = time.perf_counter()
        size = ask()
        times.append((time.perf_counter() - began) * 1000)
    return median(times), quantiles(times, n=20)[-1], size


if __name__ == "__main__":
    main()
