"""Criticism stays. What goes, goes under a clause, with evidence, by two people, and can come back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.charter_world import COMPLAINT, NOTICE, TEXT, WORDS, World, a_world
from tests.desk.makers import NOON, a_case, an_item, created, read_all
from tests.desk.removing import LEASE, carry_out, code_of, done, grant

from detente.contracts.capabilities import Power
from detente.contracts.kinds import Kind
from detente.contracts.network import Change, ChangeKind
from detente.contracts.refusals import Refused
from detente.desk.actions.ask_removal import ask_removal
from detente.desk.actions.confirm_provisional import confirm_provisional
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.execute_removal import claim_removal, intend_removal, removal_done
from detente.desk.actions.receive import receive
from detente.desk.actions.record_contest import record_contest
from detente.desk.actions.retry_removal import retry_removal
from detente.desk.models import EvidenceItem, Mail, Message, Removal, Revision
from detente.desk.queries.removals import propose_notice, removal_form, removal_view, waiting_removals
from detente.journal.models import Event
from detente.rules.charter import RemovalVerb
from detente.rules.removal import RemovalState
from detente.rules.roles import Action

NEXT_DAY = NOON + timedelta(hours=25)


@pytest.fixture
def world(db: None) -> World:
    return a_world()


@pytest.fixture
def abuse(world: World) -> Message:
    return world.abuse()


def test_plain_criticism_stays_and_the_sentence_says_what_remains_possible(world: World) -> None:
    message = world.confirmed("m2", "paul", COMPLAINT, Kind.COMPLAINT)
    with pytest.raises(Refused) as refused:
        world.ask(message, quote="C’est honteux")
    assert code_of(refused) == "proc.removal"
    assert refused.value.sentence.fr.startswith("Ce commentaire reste en ligne")
    assert "répondre" in refused.value.sentence.fr
    form = removal_form(world.id_of("agent"), message.id)
    assert [ground.number for ground in form.grounds] == []
    assert form.stays is not None
    assert not Removal.objects.exists()


def test_a_machine_guess_alone_opens_nothing(world: World) -> None:
    case = a_case(world.channel, TEXT, kind=Kind.ABUSE)
    with pytest.raises(Refused) as refused:
        world.ask(world.message(case))
    assert code_of(refused) == "proc.removal"


def test_a_request_waits_for_another_person_and_nothing_happens_meanwhile(world: World, abuse: Message) -> None:
    removal = Removal.objects.get(id=world.ask(abuse))
    assert (removal.state, removal.wanted, removal.due_at) == ("asked", "", None)
    assert claim_removal(lease=LEASE, now=NEXT_DAY) is None
    assert removal.evidence.message_id == abuse.id
    assert Event.objects.filter(name="removal.asked", subject_id=removal.id).count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"clause": 0}, "proc.removal"),
        ({"clause": 10}, "proc.removal"),
        ({"clause": 11}, "proc.removal"),
        ({"quote": "mots jamais écrits"}, "proc.removal"),
        ({"quote": ""}, "proc.removal"),
        ({"reason": " "}, "proc.removal"),
        ({"notice": " "}, "input.text"),
        ({"verb": "erase"}, "input.verb"),
        ({"verb": "delete"}, "state.network"),
        ({"clause": 6, "verb": "delete"}, "proc.removal"),
    ],
)
def test_a_request_without_all_its_parts_is_refused(
    world: World, abuse: Message, change: dict[str, str | int], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        world.ask(abuse, **change)  # type: ignore[arg-type]
    assert code_of(refused) == code
    assert not Removal.objects.exists()


def test_a_request_that_the_charter_refuses_leaves_an_event_and_nothing_else(world: World) -> None:
    message = world.confirmed("c3", "nadia", COMPLAINT, Kind.COMPLAINT)
    for ask in (world.ask, world.hide):
        with pytest.raises(Refused, match="proc.removal"):
            ask(message)
    first, second = Event.objects.filter(name="removal.request_refused", case_id=message.case_id).order_by("id")
    assert (first.actor_id, first.subject_kind, first.subject_id) == (world.id_of("agent"), "message", message.id)
    assert first.facts == second.facts == {"clause": world.clause(1).id, "code": "proc.removal"}
    assert not Removal.objects.exists()


def test_a_request_by_somebody_who_may_not_ask_leaves_no_event(world: World, abuse: Message) -> None:
    with pytest.raises(Refused, match="access"):
        world.ask(abuse, who="expert")
    assert not Event.objects.filter(name="removal.request_refused").exists()


def test_a_clause_of_another_brand_is_not_in_force_here(world: World, abuse: Message) -> None:
    foreign = a_world("autre").clause(1).id
    with pytest.raises(Refused) as refused:
        ask_removal(world.id_of("agent"), abuse.id, "hide", foreign, WORDS, "Vise l’origine.", NOTICE, now=NOON)
    assert code_of(refused) == "input.clause"


def test_a_consumer_review_is_never_removed(world: World) -> None:
    receive(world.channel.id, created(an_item("r1", TEXT, author="rita", is_review=True)), now=NOON)
    read_all()
    message = Message.objects.get(external_id="r1")
    assert message.case_id is not None
    correct_reading(world.id_of("agent"), message.case_id, message.id, Correction(kind="abuse"), now=NOON)
    with pytest.raises(Refused) as refused:
        world.ask(message)
    assert code_of(refused) == "proc.removal"


def test_a_message_edited_since_the_reading_is_read_again_first(world: World, abuse: Message) -> None:
    receive(world.channel.id, created(an_item("m1", TEXT + " Voilà.")), now=NOON)
    with pytest.raises(Refused) as refused:
        world.ask(Message.objects.get(id=abuse.id))
    assert code_of(refused) == "proc.removal"


def test_a_message_that_its_author_deleted_needs_no_removal(world: World, abuse: Message) -> None:
    receive(world.channel.id, [Change(ChangeKind.DELETED, "m1", None, NOON)], now=NOON)
    with pytest.raises(Refused) as refused:
        world.ask(Message.objects.get(id=abuse.id))
    assert code_of(refused) == "state.message"


def test_nothing_is_removed_on_a_broken_seal(world: World, abuse: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.desk.sealed.sealing_key", lambda: bytes(32))
    with pytest.raises(Refused) as refused:
        world.ask(abuse)
    assert code_of(refused) == "proc.evidence"


def test_nothing_is_removed_when_the_evidence_is_not_under_its_ledger_line(
    world: World, abuse: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    removal = world.ask(abuse)
    monkeypatch.setattr("detente.desk.sealed.merkle_root", lambda leaves: bytes(32))
    with pytest.raises(Refused) as refused:
        decide_removal(world.id_of("lead"), removal, True, "", now=NOON)
    assert code_of(refused) == "proc.evidence"


def test_nothing_is_removed_after_the_evidence_was_erased(world: World, abuse: Message) -> None:
    EvidenceItem.objects.filter(message=abuse).update(erased_at=NOON, wrapped=None, ciphertext=None)
    with pytest.raises(Refused) as refused:
        world.ask(abuse)
    assert code_of(refused) == "proc.evidence"


def test_a_message_has_one_live_removal(world: World, abuse: Message) -> None:
    first = world.ask(abuse)
    with pytest.raises(Refused) as refused:
        world.ask(abuse, who="reviewer")
    assert code_of(refused) == "state.removal"
    decide_removal(world.id_of("lead"), first, False, "Pas dégradant.", now=NOON)
    assert world.ask(abuse) != first


def test_the_asker_never_decides_even_as_a_lead(world: World, abuse: Message) -> None:
    removal = world.ask(abuse, who="lead")
    with pytest.raises(Refused) as refused:
        decide_removal(world.id_of("lead"), removal, True, "", now=NOON)
    assert code_of(refused) == "proc.approval"
    assert decide_removal(world.id_of("second_lead"), removal, True, "", now=NOON) is RemovalState.APPROVED


def test_a_clause_of_the_lawyer_is_decided_by_the_lawyer(world: World, abuse: Message) -> None:
    removal = world.ask(abuse, clause=9)
    with pytest.raises(Refused) as refused:
        decide_removal(world.id_of("charter"), removal, True, "", now=NOON)
    assert code_of(refused) == "proc.approval"


def test_a_refusal_says_why_and_the_message_stays(world: World, abuse: Message) -> None:
    removal = world.ask(abuse)
    with pytest.raises(Refused):
        decide_removal(world.id_of("lead"), removal, False, " ", now=NOON)
    assert decide_removal(world.id_of("lead"), removal, False, "Pas une attaque.", now=NOON) is RemovalState.REFUSED
    assert claim_removal(lease=LEASE, now=NEXT_DAY) is None
    assert Message.objects.get(id=abuse.id).state == "visible"


def test_an_edit_after_the_request_makes_it_void(world: World, abuse: Message) -> None:
    removal = world.ask(abuse)
    receive(world.channel.id, created(an_item("m1", "Je retire mes mots.")), now=NOON)
    with pytest.raises(Refused) as refused:
        decide_removal(world.id_of("lead"), removal, True, "", now=NOON)
    assert code_of(refused) == "proc.evidence"


def test_an_edit_after_the_approval_stops_the_worker_and_the_lead_is_told(world: World, abuse: Message) -> None:
    removal = world.ask(abuse)
    decide_removal(world.id_of("lead"), removal, True, "", now=NOON)
    receive(world.channel.id, created(an_item("m1", "Je retire mes mots.")), now=NOON)
    claim = claim_removal(lease=LEASE, now=NOON)
    assert claim is not None
    assert intend_removal(claim, now=NOON) is None
    row = Removal.objects.get(id=removal)
    assert (row.state, row.intended_at, row.due_at) == ("approved", None, None)
    assert "modifié" in row.trouble
    assert Mail.objects.filter(about__startswith=f"removal:{removal}:stuck").count() == 2


def test_a_removal_is_carried_out_with_its_notice_and_may_be_contested_for_six_months(
    world: World, abuse: Message
) -> None:
    row = Removal.objects.get(id=done(world, abuse))
    assert (row.state, row.wanted, row.done_at, row.notice_sent_at) == ("done", "", NOON, NOON)
    assert row.contest_until is not None
    assert row.contest_until.date().isoformat() == "2027-05-20"
    assert Message.objects.get(id=abuse.id).state == "hidden"
    names = (
        Event.objects.filter(subject_kind="removal", subject_id=row.id).order_by("id").values_list("name", flat=True)
    )
    assert list(names) == ["removal.asked", "removal.approved", "removal.intended", "removal.done", "removal.notified"]


def test_facts_of_a_removal_hold_no_word_of_anybody(world: World, abuse: Message) -> None:
    done(world, abuse)
    record_contest(abuse.id, "Je ne visais personne.", now=NOON)
    told = " ".join(str(event.facts) for event in Event.objects.all())
    assert not any(word in told for word in (WORDS, "origine", "visais", "odile", "Bonjour"))


def test_one_person_hides_at_once_and_a_second_confirms(world: World, abuse: Message) -> None:
    removal = Removal.objects.get(id=world.hide(abuse))
    assert (removal.state, removal.wanted) == ("provisional", "hide")
    assert removal.confirm_by == NOON + timedelta(hours=24)
    carry_out()
    removal.refresh_from_db()
    assert (removal.state, removal.decided_by_id, removal.done_at) == ("provisional", None, NOON)
    with pytest.raises(Refused) as refused:
        confirm_provisional(world.id_of("agent"), removal.id, True, "", now=NOON)
    assert code_of(refused) == "proc.approval"
    assert confirm_provisional(world.id_of("reviewer"), removal.id, True, "", now=NOON) is RemovalState.DONE


def test_a_hide_that_is_not_confirmed_comes_back(world: World, abuse: Message) -> None:
    removal = world.hide(abuse)
    carry_out()
    after = confirm_provisional(world.id_of("reviewer"), removal, False, "Pas une attaque.", now=NOON)
    assert after is RemovalState.RESTORED
    carry_out()
    row = Removal.objects.get(id=removal)
    assert (row.wanted, row.restored_at) == ("", NOON)
    assert Message.objects.get(id=abuse.id).state == "visible"


def test_hiding_at_once_needs_a_clause_that_allows_it(world: World, abuse: Message) -> None:
    with pytest.raises(Refused) as refused:
        world.hide(abuse, clause=6)
    assert code_of(refused) == "proc.removal"


def test_hiding_at_once_needs_a_network_that_can_undo_it(
    world: World, abuse: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(monkeypatch, Power("hide", None, visible_to_author=False))
    with pytest.raises(Refused) as refused:
        world.hide(abuse)
    assert code_of(refused) == "proc.removal"
    assert world.ask(abuse)


def test_a_restore_decided_while_the_hide_is_on_its_way_waits_for_it(world: World, abuse: Message) -> None:
    removal = world.hide(abuse)
    claim = claim_removal(lease=LEASE, now=NOON)
    assert claim is not None
    order = intend_removal(claim, now=NOON)
    assert order is not None
    confirm_provisional(world.id_of("reviewer"), removal, False, "Pas une attaque.", now=NOON)
    assert claim_removal(lease=LEASE, now=NOON) is None
    assert removal_done(order, now=NOON)
    row = Removal.objects.get(id=removal)
    assert (row.wanted, row.done_at) == ("restore", NOON)
    carry_out()
    assert Message.objects.get(id=abuse.id).state == "visible"


def test_a_decision_that_a_network_did_not_carry_out_is_tried_again_by_a_person(world: World, abuse: Message) -> None:
    removal = world.ask(abuse)
    with pytest.raises(Refused):
        retry_removal(world.id_of("agent"), removal, now=NOON)
    decide_removal(world.id_of("lead"), removal, True, "", now=NOON)
    Removal.objects.filter(id=removal).update(due_at=None, trouble="refusé", attempts=8)
    retry_removal(world.id_of("agent"), removal, now=NOON)
    carry_out()
    assert Removal.objects.get(id=removal).state == "done"


def test_the_buttons_follow_the_state_and_the_person(world: World, abuse: Message) -> None:
    removal = world.ask(abuse, who="lead")
    own = removal_view(world.id_of("lead"), removal, now=NOON)
    assert (own.acts, own.hindered is not None) == (frozenset(), True)
    other = removal_view(world.id_of("second_lead"), removal, now=NOON)
    assert (other.acts, other.hindered) == (frozenset({Action.DECIDE_REMOVAL}), None)
    assert removal_view(world.id_of("reviewer"), removal, now=NOON).acts == frozenset()
    assert [row.id for row in waiting_removals(world.id_of("auditor"), world.brand.id, now=NOON)] == [removal]


def test_the_form_offers_grounds_evidence_second_people_and_a_notice(world: World, abuse: Message) -> None:
    form = removal_form(world.id_of("agent"), abuse.id)
    assert [ground.number for ground in form.grounds] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert form.grounds[0].verbs == (RemovalVerb.HIDE,)
    assert (form.evidence_level, form.sealed_at, form.confirmed_by) == ("D", NOON, "Salomé Brandt")
    assert form.seconds == ("Inès Vasseur", "Lise Hamel", "Tarek Amrani")
    clause = world.clause(1).id
    text = propose_notice(
        world.id_of("agent"), abuse.id, clause, RemovalVerb.HIDE, "vise l’origine.", people=2, now=NOON
    )
    assert "article 1" in text
    assert "20 mai 2027" in text
    assert world.ask(abuse, notice=text)


def test_personal_data_is_hidden_at_once_even_in_criticism(world: World) -> None:
    text = "Service nul. Appelez la cheffe au 06 12 34 56 78."
    message = world.confirmed("m9", "rita", text, Kind.COMPLAINT)
    assert world.hide(message, clause=5, quote="06 12 34 56 78")
    assert Revision.objects.get(message=message).text == text
