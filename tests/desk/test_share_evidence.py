"""A link shows the evidence of one message until it ends: only its hash is kept, and every opening leaves a trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, picture_of

from detente.accounts.models import Brand, Person
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.desk.actions.erase_messages import erase_messages
from detente.desk.actions.open_share import live_share, open_share
from detente.desk.actions.share_evidence import MOST_LIVE, Asked, end_share, share_evidence
from detente.desk.models import EvidenceShare, Hold, Message
from detente.desk.queries.shares import live_shares, shared_evidence, shared_picture, shares_page
from detente.journal.ledger import verify
from detente.journal.models import Event, LedgerLine

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def brand() -> Brand:
    return a_brand()


@pytest.fixture
def message(brand: Brand) -> Message:
    return Message.objects.get(case=a_case(a_channel(brand)))


@pytest.fixture
def lead(brand: Brand) -> Person:
    return a_person(brand, Role.LEAD)


def _share(person: Person, message: Message, lasting: str = "day", note: str = "") -> str:
    return share_evidence(person.id, message.id, Asked(lasting, note), now=NOON)


@pytest.mark.parametrize(
    ("roles", "mandates", "may"),
    [
        ((Role.AGENT,), (), False),
        ((Role.REVIEWER,), (), True),
        ((Role.LEAD,), (), True),
        ((Role.EXPERT,), (), False),
        ((Role.AUDITOR,), (), False),
        ((Role.ADMINISTRATOR,), (), False),
        ((Role.AGENT,), (MandateKind.LEGAL,), True),
        ((Role.AGENT,), (MandateKind.PRESS,), False),
        ((Role.EXPERT,), (MandateKind.CHARTER,), False),
    ],
)
def test_who_may_share_may_end_and_nobody_else_may_do_either(
    roles: tuple[Role, ...], mandates: tuple[MandateKind, ...], may: bool, brand: Brand, message: Message, lead: Person
) -> None:
    person = a_person(brand, *roles, name="Rémi", mandates=mandates)
    _share(lead, message)
    share = EvidenceShare.objects.get()
    if may:
        assert _share(person, message)
        end_share(person.id, share.id, now=NOON)
        return
    for act in (lambda: _share(person, message), lambda: end_share(person.id, share.id, now=NOON)):
        with pytest.raises(Refused, match=r"access\."):
            act()
    share.refresh_from_db()
    assert share.ended_at is None
    assert EvidenceShare.objects.count() == 1


def test_a_stranger_and_a_colleague_of_another_brand_learn_nothing(message: Message, lead: Person) -> None:
    _share(lead, message)
    share = EvidenceShare.objects.get()
    for person in (a_person(None, name="Passant"), a_person(a_brand("autre"), Role.LEAD, name="Voisine")):
        for act in (
            lambda: _share(person, message),  # noqa: B023
            lambda: end_share(person.id, share.id, now=NOON),  # noqa: B023
            lambda: shares_page(person.id, message.id, now=NOON),  # noqa: B023
        ):
            with pytest.raises(Refused, match=r"access\."):
                act()


@pytest.mark.parametrize(("lasting", "lasts"), [("hour", HOUR), ("day", DAY), ("week", 7 * DAY)])
def test_a_link_opens_until_its_time_and_not_a_moment_longer(
    lasting: str, lasts: timedelta, message: Message, lead: Person
) -> None:
    token = _share(lead, message, lasting)
    assert open_share(token, now=NOON + lasts - MINUTE).message_id == message.id
    with pytest.raises(Refused, match=r"access\.share"):
        open_share(token, now=NOON + lasts)


def test_only_the_hash_of_a_token_is_kept_and_a_guess_or_a_piece_of_it_opens_nothing(
    message: Message, lead: Person
) -> None:
    token = _share(lead, message)
    row = EvidenceShare.objects.get()
    assert token.encode() not in bytes(row.token_hash)
    assert token not in str(list(Event.objects.values()) + list(LedgerLine.objects.values()))
    for guess in ("", "x", token[:-1], token + "x", token * 40, bytes(row.token_hash).hex(), "\x00", "é\u2028"):
        with pytest.raises(Refused, match=r"access\.share"):
            open_share(guess, now=NOON)


def test_an_ended_link_is_dead_at_once_and_ending_again_changes_nothing(message: Message, lead: Person) -> None:
    token = _share(lead, message)
    share = EvidenceShare.objects.get()
    end_share(lead.id, share.id, now=NOON)
    lines = LedgerLine.objects.count()
    end_share(lead.id, share.id, now=NOON + HOUR)
    with pytest.raises(Refused, match=r"access\.share"):
        open_share(token, now=NOON)
    with pytest.raises(Refused, match=r"access\.share"):
        live_share(token, now=NOON)
    assert LedgerLine.objects.count() == lines
    assert live_shares([message.id], now=NOON) == ()


def test_every_opening_is_counted_and_written_at_most_once_in_ten_minutes(message: Message, lead: Person) -> None:
    token = _share(lead, message)
    for minutes in (0, 1, 9, 10, 11, 19, 20):
        open_share(token, now=NOON + minutes * MINUTE)
    (row,) = live_shares([message.id], now=NOON)
    assert (row.opened, row.last_opened_at) == (7, NOON + 20 * MINUTE)
    written = LedgerLine.objects.filter(event="viewed").order_by("seq")
    assert [line.at - NOON for line in written] == [0 * MINUTE, 10 * MINUTE, 20 * MINUTE]
    assert [line.facts for line in written] == [{"share": row.id}] * 3
    seen = Event.objects.filter(name="evidence.share_opened")
    assert [(one.actor_kind, one.actor_id) for one in seen] == [("outside", row.id)] * 3
    assert verify().intact


def test_a_note_is_short_and_a_time_is_one_of_three(message: Message, lead: Person) -> None:
    _share(lead, message, note="  Maître\nDupré \x00 ")
    assert EvidenceShare.objects.get().note == "Maître Dupré \ufffd"
    for asked in (Asked("day", "x" * 201), Asked("month"), Asked("")):
        with pytest.raises(Refused, match=r"input\."):
            share_evidence(lead.id, message.id, asked, now=NOON)


def test_links_do_not_pile_up_without_measure(message: Message, lead: Person) -> None:
    for _ in range(MOST_LIVE):
        _share(lead, message, "hour")
    with pytest.raises(Refused, match=r"state\.shares"):
        _share(lead, message)
    share_evidence(lead.id, message.id, Asked(), now=NOON + HOUR)


def test_the_page_shows_versions_with_seals_that_were_opened_again_and_the_strongest_picture(
    message: Message, lead: Person
) -> None:
    drawn, shot = picture_of(message, "B"), picture_of(message, "A")
    share = open_share(_share(lead, message), now=NOON)
    found = shared_evidence(share)
    assert [version.text for version in found.versions] == ["Colis jamais reçu."]
    assert [(seal.level, seal.whole) for seal in found.seals] == [("D", True), ("B", True), ("A", True)]
    assert found.picture is not None
    assert found.picture.item_id == shot.id
    assert shared_picture(share, drawn.id) is not None


def test_a_link_gives_no_picture_of_another_message_and_no_bytes_that_are_no_picture(
    brand: Brand, message: Message, lead: Person
) -> None:
    other = Message.objects.get(case=a_case(a_channel(brand, name="Autre"), external_id="m2", author="zoé"))
    theirs, drawn = picture_of(other), picture_of(message, "C")
    share = open_share(_share(lead, message), now=NOON)
    received = message.evidence.get(level="D")
    assert [shared_picture(share, one.id) for one in (theirs, drawn, received)] == [None, None, None]


def test_what_is_erased_or_held_says_so(message: Message, lead: Person) -> None:
    picture = picture_of(message)
    share = open_share(_share(lead, message), now=NOON)
    hold = {"reason": "Plainte", "set_by": lead, "set_at": NOON, "review_on": NOON.date()}
    row = Hold.objects.create(case_id=message.case_id, **hold)
    assert shared_evidence(share).held
    row.lifted_by, row.lifted_at, row.lift_reason = lead, NOON, "Classée"
    row.save()
    assert not shared_evidence(share).held
    erase_messages(message.channel_id, [message.id], "after_deletion", now=NOON + HOUR)
    found = shared_evidence(EvidenceShare.objects.get())
    assert found.erased_at == NOON + HOUR
    assert [seal.whole for seal in found.seals] == [None, None]
    assert found.versions[0].text == ""
    assert shared_picture(share, picture.id) is None


def test_a_seal_that_was_touched_is_told(message: Message, lead: Person) -> None:
    picture = picture_of(message)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE desk_evidenceitem DISABLE TRIGGER USER")
        cursor.execute("UPDATE desk_evidenceitem SET ciphertext = ciphertext || 'x' WHERE id = %s", [picture.id])
    found = shared_evidence(open_share(_share(lead, message), now=NOON))
    assert [seal.item_id for seal in found.broken] == [picture.id]
    assert found.picture is None
