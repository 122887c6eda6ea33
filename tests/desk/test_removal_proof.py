"""No removal leaves before its proof stands: what is waited for, what may do instead, and who gives their word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from tests.desk.charter_world import TEXT, WORDS, World, a_world
from tests.desk.makers import NOON, a_person, picture_of
from tests.desk.removing import LEASE, code_of, on_a_page, stop_captures
from tests.evidence.small_files import a_png

from detente.contracts.capture import Stop
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.decide_contest import decide_contest
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.execute_removal import (
    ATTEMPT_CAP,
    Order,
    claim_removal,
    give_up_removals,
    intend_removal,
    removal_done,
    removal_failed,
)
from detente.desk.actions.keep_own_capture import keep_own_capture
from detente.desk.actions.override_evidence import override_evidence
from detente.desk.actions.record_contest import record_contest
from detente.desk.actions.retry_removal import retry_removal
from detente.desk.actions.wake_removals import wake_removals
from detente.desk.models import Bundle, Capture, Charter, EvidenceItem, Mail, Message, Removal
from detente.desk.sealed import sealed_bytes
from detente.desk.vault import the_vault
from detente.journal.ledger import verify
from detente.journal.models import Event, LedgerLine

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(seconds=30)


@pytest.fixture
def world() -> World:
    return a_world(network="wordpress")


@pytest.fixture
def abuse(world: World) -> Message:
    return on_a_page(world.abuse())


def _decided(world: World, message: Message, verb: str = "hide") -> int:
    removal = world.ask(message, verb=verb)
    decide_removal(world.id_of("lead"), removal, True, "", now=NOON)
    return removal


def _tried(now: datetime = NOON) -> Order | None:
    claim = claim_removal(lease=LEASE, now=now)
    assert claim is not None
    return intend_removal(claim, now=now)


def _row(removal: int) -> Removal:
    return Removal.objects.get(id=removal)


def _clause_asks(world: World, level: str) -> None:
    clause = world.clause(1)
    clause.id, clause.evidence_level = None, level
    clause.charter = Charter.objects.create(brand=world.brand, version=2, published_at=NOON)
    clause.save(force_insert=True)


def _names(removal: int) -> list[str]:
    rows = Event.objects.filter(subject_kind="removal", subject_id=removal)
    return list(rows.order_by("id").values_list("name", flat=True))


def _lines(*events: str) -> list[LedgerLine]:
    return list(LedgerLine.objects.filter(event__in=events).order_by("seq"))


def test_with_a_picture_it_leaves_at_once_on_level_a(world: World, abuse: Message) -> None:
    picture_of(abuse)
    removal = _decided(world, abuse)
    assert not Capture.objects.exists()
    order = _tried()
    assert order is not None
    assert (_row(removal).intended_at, _row(removal).lesser_reason) == (NOON, "")
    (line,) = _lines("action_intended")
    assert line.facts == {
        "removal": removal, "verb": "hide", "attempt": 1, "evidence": _row(removal).evidence_id, "level": "A",
        "lesser_reason": "",
    }  # fmt: skip
    assert line.count == 2
    assert removal_done(order, now=NOON)
    (done,) = _lines("action_done", "action_failed")
    assert (done.event, done.facts["removal"], done.facts["gone"]) == ("action_done", removal, 0)
    assert verify().intact


def test_asking_for_a_removal_asks_for_the_picture_that_is_missing(world: World, abuse: Message) -> None:
    world.ask(abuse)
    (capture,) = Capture.objects.all()
    assert (capture.why, capture.asked_by_id, capture.message_id) == ("asked", world.id_of("agent"), abuse.id)


def test_without_a_picture_it_waits_half_a_minute_and_the_wait_is_no_try(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    for seconds in range(0, 30, 3):
        now = NOON + timedelta(seconds=seconds)
        Removal.objects.update(due_at=now)
        assert _tried(now) is None
        row = _row(removal)
        assert (row.attempts, row.lease_until, row.due_at, row.intended_at) == (0, None, LATER, None)
    assert (row.trouble, Capture.objects.count()) == ("", 1)
    order = _tried(LATER)
    assert order is not None
    assert not order.look_first
    assert _row(removal).lesser_reason == "too_slow"


def test_the_worker_asks_for_a_picture_once_where_nobody_has(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    Capture.objects.all().delete()
    assert _tried() is None
    (capture,) = Capture.objects.all()
    assert (capture.why, capture.asked_by_id) == ("asked", None)
    Removal.objects.update(due_at=NOON)
    assert _tried() is None
    assert Capture.objects.count() == 1
    assert _names(removal).count("removal.picture_awaited") == 1
    assert _tried(LATER) is not None


def test_less_may_do_on_our_own_labelled_rendering_which_is_sealed_too(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    stop_captures(Stop.LOGIN_WALL)
    assert _tried() is not None
    item = EvidenceItem.objects.get(message=abuse, level="C")
    assert (item.what, item.media_type, item.revision_number) == ("reconstruction", "text/html", 1)
    page = sealed_bytes(item).decode()
    assert TEXT in page
    assert "reconstitution" in page
    assert _row(removal).lesser_reason == "login_wall"
    (line,) = _lines("action_intended")
    assert (line.facts["level"], line.facts["lesser_reason"], line.count) == ("C", "login_wall", 2)
    assert Event.objects.filter(name="evidence.rebuilt", facts__evidence=item.id).count() == 1
    assert verify().intact


def test_our_rendering_is_made_once(world: World, abuse: Message) -> None:
    picture_of(abuse, "C")
    _decided(world, abuse)
    stop_captures(Stop.LOGIN_WALL)
    assert _tried() is not None
    assert EvidenceItem.objects.filter(message=abuse, level="C").count() == 1


def test_what_may_pass_by_itself_is_waited_for_and_then_is_the_reason(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    stop_captures(Stop.UNREACHABLE)
    assert _tried() is None
    assert _tried(LATER) is not None
    assert _row(removal).lesser_reason == "unreachable"


def test_a_try_that_failed_long_before_the_decision_is_made_again(world: World, abuse: Message) -> None:
    removal = world.ask(abuse)
    Capture.objects.update(state="done", stopped_by="unreachable", done_at=NOON, due_at=None)
    hour = NOON + timedelta(hours=1)
    decide_removal(world.id_of("lead"), removal, True, "", now=hour)
    assert _tried(hour) is None
    assert Capture.objects.filter(state="waiting").count() == 1
    assert _row(removal).due_at == hour + timedelta(seconds=30)


def test_where_nobody_can_look_it_leaves_without_waiting_and_says_so(world: World) -> None:
    removal = _decided(world, world.abuse())
    assert _tried() is not None
    assert (_row(removal).lesser_reason, Capture.objects.count()) == ("no_address", 0)


def test_a_picture_that_comes_meanwhile_ends_the_wait(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    assert _tried() is None
    assert claim_removal(lease=LEASE, now=NOON) is None
    picture_of(abuse)
    assert wake_removals([abuse.id], now=NOON) == 1
    assert _tried() is not None
    assert _row(removal).lesser_reason == ""


def test_news_of_evidence_wakes_nothing_that_is_in_hand_or_has_left(world: World, abuse: Message) -> None:
    _decided(world, abuse)
    claim = claim_removal(lease=LEASE, now=NOON)
    assert claim is not None
    assert wake_removals([abuse.id], now=NOON) == 0
    picture_of(abuse)
    order = intend_removal(claim, now=NOON)
    assert order is not None
    removal_failed(order, Words(fr="x", en="x"), retry_at=LATER, now=NOON)
    assert wake_removals([abuse.id], now=NOON) == 0
    assert claim_removal(lease=LEASE, now=NOON) is None


def test_hiding_at_once_waits_for_no_picture_and_has_one_tried(world: World, abuse: Message) -> None:
    removal = world.hide(abuse)
    assert _tried() is not None
    assert _row(removal).lesser_reason == ""
    assert _lines("action_intended")[0].facts["level"] == "D"
    assert Capture.objects.get().asked_by_id == world.id_of("agent")


def test_a_deletion_without_a_picture_waits_for_a_word_and_the_lead_is_told_once(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse, "delete")
    stop_captures(Stop.LOGIN_WALL)
    assert _tried() is None
    row = _row(removal)
    assert (row.due_at, row.intended_at, row.state) == (None, None, "approved")
    assert "Pas d’image" in row.trouble
    retry_removal(world.id_of("agent"), removal, now=NOON)
    assert _tried() is None
    mails = Mail.objects.filter(about=f"removal:{removal}:unproven")
    assert mails.count() == 2
    assert "donne sa parole" in mails[0].body
    assert _names(removal).count("removal.failed") == 0
    override_evidence(world.id_of("charter"), removal, "Vue à l’écran avec Inès.", now=NOON)
    assert _tried() is not None
    row = _row(removal)
    assert (row.override_by_id, row.override_reason) == (world.id_of("charter"), "Vue à l’écran avec Inès.")
    assert (row.lesser_reason, row.trouble) == ("login_wall", "")
    (line,) = _lines("evidence_overridden")
    assert line.facts["by"] == world.id_of("charter")


def test_a_colleagues_own_picture_ends_the_wait_for_a_word(world: World, abuse: Message) -> None:
    removal = _waiting_for_a_word(world, abuse)
    assert abuse.case_id is not None
    keep_own_capture(world.id_of("agent"), abuse.case_id, abuse.id, a_png(), now=NOON)
    assert _row(removal).due_at == NOON
    order = _tried()
    assert order is not None
    assert _lines("action_intended")[0].facts["level"] == "B"


def _waiting_for_a_word(world: World, abuse: Message) -> int:
    removal = _decided(world, abuse, "delete")
    stop_captures(Stop.LOGIN_WALL)
    assert _tried() is None
    return removal


def test_the_asker_gives_no_word_for_their_own_request(world: World, abuse: Message) -> None:
    removal = world.ask(abuse, who="second_lead", verb="delete")
    decide_removal(world.id_of("lead"), removal, True, "", now=NOON)
    stop_captures(Stop.LOGIN_WALL)
    with pytest.raises(Refused) as refused:
        override_evidence(world.id_of("second_lead"), removal, "Vu.", now=NOON)
    assert code_of(refused) == "proc.approval"
    assert _row(removal).override_by_id is None


@pytest.mark.parametrize("who", ["stranger", "agent", "reviewer", "auditor", "expert", "administrator"])
def test_who_holds_no_mandate_gives_no_word(world: World, abuse: Message, who: str) -> None:
    removal = _waiting_for_a_word(world, abuse)
    with pytest.raises(Refused, match=r"access\."):
        override_evidence(world.id_of(who), removal, "Vu.", now=NOON)


@pytest.mark.parametrize("mandate", [MandateKind.CHARTER, MandateKind.LEGAL])
def test_the_mandates_that_decide_on_removals_give_it(world: World, abuse: Message, mandate: MandateKind) -> None:
    person = a_person(world.brand, Role.AGENT, name="Ida Morel", mandates=(mandate,))
    override_evidence(person.id, _waiting_for_a_word(world, abuse), "Vu.", now=NOON)
    assert _tried() is not None


def test_a_word_needs_a_reason_and_a_deletion_that_waits_for_it(world: World, abuse: Message) -> None:
    removal, lead = _waiting_for_a_word(world, abuse), world.id_of("lead")
    with pytest.raises(Refused, match=r"input\.text"):
        override_evidence(lead, removal, " ", now=NOON)
    picture_of(abuse)
    with pytest.raises(Refused, match="The evidence is enough"):
        override_evidence(lead, removal, "Vu.", now=NOON)
    hide = _decided(world, on_a_page(world.abuse("m2", "paul")))
    with pytest.raises(Refused, match=r"state\.removal"):
        override_evidence(lead, hide, "Vu.", now=NOON)


def test_a_word_is_not_taken_while_a_picture_is_tried(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse, "delete")
    with pytest.raises(Refused, match="still being tried"):
        override_evidence(world.id_of("lead"), removal, "Vu.", now=NOON)


def test_who_gave_their_word_does_not_decide_the_contest(world: World, abuse: Message) -> None:
    removal = _waiting_for_a_word(world, abuse)
    override_evidence(world.id_of("second_lead"), removal, "Vu.", now=NOON)
    order = _tried()
    assert order is not None
    assert removal_done(order, now=NOON)
    record_contest(abuse.id, "Pourquoi ?", now=NOON)
    with pytest.raises(Refused, match=r"proc\.approval"):
        decide_contest(world.id_of("second_lead"), removal, True, "Tient.", now=NOON)


@pytest.mark.parametrize(("level", "said"), [("A", "Faites reprendre l’image"), ("B", "Envoyez votre propre capture")])
@pytest.mark.parametrize("verb", ["hide", "delete"])
def test_a_clause_that_asks_for_a_picture_gets_it_or_nothing_leaves(
    world: World, abuse: Message, verb: str, level: str, said: str
) -> None:
    _clause_asks(world, level)
    removal = _decided(world, abuse, verb)
    stop_captures(Stop.LOGIN_WALL)
    assert _tried() is None
    assert (_row(removal).intended_at, _row(removal).due_at) == (None, None)
    assert said in Mail.objects.filter(about=f"removal:{removal}:unproven")[0].body
    if verb == "delete":
        with pytest.raises(Refused, match=r"proc\.evidence"):
            override_evidence(world.id_of("lead"), removal, "Vu.", now=NOON)
    picture_of(abuse, level)
    assert wake_removals([abuse.id], now=NOON) == 1
    assert _tried() is not None


def _tampered(item: EvidenceItem) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE desk_evidenceitem DISABLE TRIGGER USER")
        cursor.execute("UPDATE desk_evidenceitem SET ciphertext = ciphertext || 'x' WHERE id = %s", [item.id])
        cursor.execute("ALTER TABLE desk_evidenceitem ENABLE TRIGGER USER")


@pytest.mark.parametrize("level", ["A", "B", "C"])
def test_a_picture_or_rendering_that_was_changed_stops_the_worker(world: World, abuse: Message, level: str) -> None:
    item = picture_of(abuse, level)
    removal = _decided(world, abuse)
    stop_captures(Stop.LOGIN_WALL)
    _tampered(item)
    assert _tried() is None
    assert (_row(removal).intended_at, _row(removal).due_at) == (None, None)
    assert "sceau" in _row(removal).trouble
    assert not _lines("action_intended")


def _whole(path: Path) -> None:
    """Nothing happens to the file."""


def _changed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


FILES: list[tuple[Callable[[Path], None], bool]] = [(_whole, True), (Path.unlink, False), (_changed, False)]


@pytest.mark.parametrize(("harm", "leaves"), FILES, ids=["whole", "gone", "changed"])
def test_the_folder_of_a_picture_must_lie_in_the_vault_as_it_was_put(
    world: World, abuse: Message, harm: Callable[[Path], None], leaves: bool
) -> None:
    kept = the_vault().keep(f"2026/11/{abuse.id:026d}.sealed", b"a bundle", b"bound")
    bundle = Bundle.objects.create(
        key=f"{abuse.id:026d}", channel=world.channel, level="A", commitment=bytes(32), cipher_hash=kept.cipher_hash,
        size=kept.size, wrapped=kept.wrapped, stored=kept.name, sealed_at=NOON, ledger_seq=10**6 + abuse.id,
    )  # fmt: skip
    picture_of(abuse, bundle=bundle)
    removal = _decided(world, abuse)
    place = Path(settings.DETENTE_EVIDENCE) / kept.name
    harm(place)
    assert (_tried() is not None) is leaves
    assert ("sceau" in _row(removal).trouble) is not leaves
    place.unlink(missing_ok=True)


def test_a_failure_stands_in_the_ledger_with_its_attempt(world: World, abuse: Message) -> None:
    picture_of(abuse)
    removal = _decided(world, abuse)
    order = _tried()
    assert order is not None
    removal_failed(order, Words(fr="Non.", en="No."), retry_at=LATER, now=NOON)
    again = _tried(LATER)
    assert again is not None
    assert again.look_first
    removal_failed(again, Words(fr="Non.", en="No."), retry_at=None, now=LATER)
    told = [(line.facts["attempt"], line.facts["final"]) for line in _lines("action_failed")]
    assert told == [(1, 0), (2, 1)]
    retry_removal(world.id_of("agent"), removal, now=LATER)
    third = _tried(LATER)
    assert third is not None
    assert third.look_first


def test_workers_that_died_after_an_intention_are_told_in_the_ledger(world: World, abuse: Message) -> None:
    picture_of(abuse)
    _decided(world, abuse)
    for number in range(ATTEMPT_CAP):
        _tried(NOON + number * LEASE)
    assert give_up_removals(NOON + ATTEMPT_CAP * LEASE) == 1
    assert [line.facts["final"] for line in _lines("action_failed")] == [1]
    assert len(_lines("action_intended")) == ATTEMPT_CAP


def test_no_word_of_anybody_reaches_events_or_ledger(world: World, abuse: Message) -> None:
    removal = _waiting_for_a_word(world, abuse)
    override_evidence(world.id_of("lead"), removal, "Vue à l’écran avec Inès.", now=NOON)
    assert _tried() is not None
    told = " ".join(str(row.facts) for model in (Event, LedgerLine) for row in model.objects.all())
    assert not any(word in told for word in (WORDS, "écran", "Inès", "odile"))
