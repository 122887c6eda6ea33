"""The rows of a publication, step by step: claimed, frozen, tried, confirmed, seen; and every way out of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.makers import a_person
from tests.desk.replies import GOOD, HOLDING, LATER, Desk, a_desk, fresh, seen_now
from tests.desk.sending import LEASE, Wire, a_wire, attempted, claimed, confirmed, frozen_claim, state_of

from detente.contracts.network import Found
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions._fence import Superseded
from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.actions.claim_publication import (
    CLAIM_CAP,
    claim_accepted,
    claim_doubt,
    claim_publication,
    next_publication_due,
)
from detente.desk.actions.close_case import close_case
from detente.desk.actions.expire_sending import expire_sending
from detente.desk.actions.freeze_publication import freeze_publication, thaw, to_json
from detente.desk.actions.mark_unknown import mark_unknown
from detente.desk.actions.open_attempt import Opening, open_attempt
from detente.desk.actions.postpone_publication import postpone_publication
from detente.desk.actions.refuse_publication import refuse_publication
from detente.desk.actions.resolve_publication import resolve_publication
from detente.desk.actions.save_draft import save_draft
from detente.desk.actions.settle_doubt import Look, settle_doubt
from detente.desk.models import Attempt, Channel, Message, Promise, Publication, Review
from detente.journal.models import Event
from detente.rules.publication import PublicationState
from detente.rules.publication_looks import Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def wire(desk: Desk) -> Wire:
    return a_wire()


def refusal(call, *args, **kwargs) -> Refused:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value


def lost(publication: Publication, wire: Wire) -> Publication:
    """Sent, and the answer never came."""
    mark_unknown(attempted(wire), "answer_lost", look_at=LATER, now=LATER)
    return state_of(publication)


def left_to_a_person(publication: Publication, wire: Wire) -> Publication:
    lost(publication, wire)
    claim = claim_doubt(lease=LEASE, now=LATER)
    late = LATER + timedelta(hours=1)
    assert claim is not None
    assert settle_doubt(claim, Look(None, wire.capabilities), now=late) is Verdict.PERSON
    return state_of(publication)


# --- claiming ---


def test_a_publication_is_claimed_once(desk):
    publication = desk.queued()
    claim = claimed()
    assert claim_publication(lease=LEASE, now=LATER) is None
    row = state_of(publication)
    assert (row.state, row.attempts, row.lease_until) == ("sending", claim.attempt, LATER + LEASE)


def test_nothing_is_claimed_before_it_is_due(desk):
    desk.queued()
    assert claim_publication(lease=LEASE, now=LATER - timedelta(seconds=1)) is None
    assert next_publication_due() == LATER


@pytest.mark.parametrize("switch", [{"publishes": False}, {"state": "paused"}, {"state": "trouble"}])
def test_a_channel_that_is_switched_off_keeps_its_texts(desk, switch):
    desk.queued()
    Channel.objects.update(**switch)
    assert claim_publication(lease=LEASE, now=LATER) is None
    assert next_publication_due() is None


def test_what_keeps_killing_its_workers_is_left_to_a_person(desk):
    publication = desk.queued()
    Publication.objects.update(attempts=CLAIM_CAP)
    assert claim_publication(lease=LEASE, now=LATER) is None
    assert (state_of(publication).state, state_of(publication).trouble) == ("human", "too_many_claims")


# --- freezing ---


def test_what_is_frozen_comes_back_byte_for_byte(wire, desk):
    desk.queued()
    publication = Publication.objects.get(id=frozen_claim(wire).id)
    frozen = thaw(publication.frozen)
    assert frozen.intact()
    assert (to_json(frozen), frozen.digest) == (publication.frozen, publication.digest)


def test_the_first_frozen_request_counts(wire, desk):
    desk.queued()
    claim = frozen_claim(wire)
    first = thaw(Publication.objects.get(id=claim.id).frozen)
    other = wire.prepare(_intent("autre texte"))
    assert freeze_publication(claim, other, now=LATER) == first


def _intent(text: str):
    from detente.contracts.network import Intent

    return Intent("k", "m1", "m1", text, "Salomé")


def test_a_damaged_store_gives_a_request_that_is_not_intact(wire, desk):
    stored = to_json(wire.prepare(_intent("texte"))) | {"headers": "broken"}
    assert not thaw(stored).intact()


# --- attempts ---


def test_an_attempt_is_open_before_the_first_byte(wire, desk):
    desk.queued()
    claim = frozen_claim(wire)
    assert open_attempt(claim, now=LATER) is Opening.OPEN
    attempt = Attempt.objects.get()
    assert (attempt.number, attempt.opened_at, attempt.closed_at) == (claim.attempt, LATER, None)


def test_the_kill_switch_thrown_after_the_claim_puts_the_text_back(wire, desk):
    publication = desk.queued()
    claim = frozen_claim(wire)
    Channel.objects.update(publishes=False)
    assert open_attempt(claim, now=LATER) is Opening.LATER
    assert (state_of(publication).state, Attempt.objects.count()) == ("queued", 0)


@pytest.mark.parametrize(
    ("breaks", "because"),
    [
        (lambda desk: desk.author_writes(), "thread_moved"),
        (lambda _: Message.objects.filter(external_id="m1").update(state="hidden"), "thread_moved"),
        (lambda _: Message.objects.filter(external_id="m1").update(private=True), "private"),
        (lambda _: Review.objects.update(voided_at=LATER, void_reason="edited"), "approval_void"),
    ],
    ids=["author-wrote", "hidden", "private", "voided"],
)
def test_a_broken_tie_holds_the_text_back_and_returns_it_to_its_writer(wire, desk, breaks, because):
    publication = desk.queued()
    claim = frozen_claim(wire)
    breaks(desk)
    assert open_attempt(claim, now=LATER) is Opening.HELD_BACK
    row, draft = state_of(publication), fresh(publication.draft)
    assert (row.state, row.trouble, row.due_at) == ("not_published", f"held.{because}", None)
    assert (draft.state, Attempt.objects.count()) == ("editing", 0)
    assert not Review.objects.filter(voided_at__isnull=True).exists()
    save_draft(desk.writer.id, draft.id, "Je reprends.", seen_now(draft), now=LATER)


def test_an_approval_that_ran_out_sends_nothing(wire, desk):
    desk.queued()
    late = LATER + timedelta(hours=2)
    assert open_attempt(frozen_claim(wire, late), now=late) is Opening.HELD_BACK
    assert Publication.objects.get().trouble == "held.approval_expired"


def test_strangers_comments_hold_nothing_back(wire, desk):
    desk.queued()
    claim = frozen_claim(wire)
    desk.stranger_comments()
    assert open_attempt(claim, now=LATER) is Opening.OPEN


def test_one_request_at_a_time_under_one_message(wire, desk):
    holding = desk.queued(HOLDING, "holding")
    reply = desk.queued()
    attempted(wire)
    assert open_attempt(frozen_claim(wire), now=LATER) is Opening.LATER
    assert {state_of(holding).state, state_of(reply).state} == {"sending", "queued"}
    assert Attempt.objects.count() == 1


def test_while_one_is_in_doubt_nothing_else_leaves_under_that_message(wire, desk):
    desk.queued(HOLDING, "holding")
    desk.queued()
    mark_unknown(attempted(wire), "answer_lost", look_at=LATER, now=LATER)
    assert open_attempt(frozen_claim(wire), now=LATER) is Opening.LATER


# --- fencing ---


def test_a_worker_that_was_too_slow_can_do_nothing_any_more(wire, desk):
    publication = desk.queued()
    slow = frozen_claim(wire)
    expire_sending(now=LATER + LEASE)
    quick = claimed(LATER + LEASE)
    assert quick.attempt > slow.attempt
    for call in (
        lambda: freeze_publication(slow, wire.prepare(_intent("x")), now=LATER),
        lambda: open_attempt(slow, now=LATER),
        lambda: mark_unknown(slow, "answer_lost", look_at=LATER, now=LATER),
        lambda: postpone_publication(slow, "limited", "limited.window", until=LATER, now=LATER),
        lambda: refuse_publication(slow, "gone", now=LATER),
    ):
        with pytest.raises(Superseded):
            call()
    assert state_of(publication).state == "sending"


def test_a_lease_that_runs_out_with_an_attempt_open_is_a_doubt(wire, desk):
    publication = desk.queued()
    attempted(wire)
    assert expire_sending(now=LATER + LEASE - timedelta(microseconds=1)) == 0
    assert expire_sending(now=LATER + LEASE) == 1
    row = state_of(publication)
    assert (row.state, row.trouble, row.due_at) == ("unknown", "lease", LATER + LEASE)
    assert Attempt.objects.get().closed_at is None


@pytest.mark.parametrize("ready", [claimed, None], ids=["claimed", "frozen"])
def test_a_lease_that_runs_out_before_any_attempt_is_no_doubt(wire, desk, ready):
    publication = desk.queued()
    ready() if ready else frozen_claim(wire)
    assert expire_sending(now=LATER + LEASE) == 1
    assert state_of(publication).state == "queued"
    told = list(Event.objects.filter(subject_kind="publication").order_by("id").values_list("name", flat=True))
    assert told[-2:] == ["publication.unknown", "publication.queued_again"]


# --- doubts ---


@pytest.mark.parametrize("times", [1, 2])
def test_a_doubt_that_is_found_is_confirmed_at_the_time_the_network_says(wire, desk, times):
    publication = lost(desk.queued(), wire)
    posted = LATER + timedelta(seconds=2) if times == 1 else None
    claim = claim_doubt(lease=LEASE, now=LATER)
    found = Found("r1", "https://page.example/r1", GOOD, posted)
    assert settle_doubt(claim, Look(found, wire.capabilities), now=LATER) is Verdict.CONFIRMED
    row = state_of(publication)
    assert (row.state, row.remote_id, row.accepted_at) == ("confirmed", "r1", posted or LATER)
    assert Attempt.objects.get().outcome == "found"


def test_a_doubt_in_other_hands_is_left_alone(wire, desk):
    lost(desk.queued(), wire)
    claim = claim_doubt(lease=LEASE, now=LATER)
    assert claim_doubt(lease=LEASE, now=LATER) is None
    assert claim_doubt(lease=LEASE, now=LATER + LEASE) is not None
    with pytest.raises(Superseded):
        settle_doubt(claim, Look(None, wire.capabilities), now=LATER + LEASE)


def test_a_person_says_that_it_is_there(wire, desk):
    publication = left_to_a_person(desk.queued(), wire)
    resolve_publication(desk.lead.id, publication.id, True, " https://page.example/r1 ", now=LATER + timedelta(hours=2))
    row = state_of(publication)
    assert (row.state, row.permalink, row.accepted_at) == ("confirmed", "https://page.example/r1", LATER)
    assert desk.case_now().state == "answered"
    assert claim_accepted(lease=LEASE, now=LATER + timedelta(days=1)) is None
    assert Event.objects.get(name="publication.confirmed").actor_id == desk.lead.id


def test_a_person_says_that_it_is_not_there_and_it_can_be_sent_again(wire, desk):
    publication = left_to_a_person(desk.queued(), wire)
    resolve_publication(desk.lead.id, publication.id, False, now=LATER)
    assert (state_of(publication).state, fresh(publication.draft).state) == ("not_published", "editing")
    desk.submit(fresh(publication.draft))
    assert desk.approve(publication.draft).publication_id != publication.id


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "page", "https://", "https://[", "http://a/" + "x" * 1000, "\x00"]
)
def test_a_link_that_is_none_is_refused(wire, desk, link):
    publication = left_to_a_person(desk.queued(), wire)
    refused = refusal(resolve_publication, desk.lead.id, publication.id, True, link, now=LATER)
    assert refused.code in ("input.link", "input.text")
    assert state_of(publication).state == "human"


@pytest.mark.parametrize("published", [True, False])
def test_only_what_was_left_to_a_person_is_settled_by_one(desk, published):
    publication = confirmed(desk.queued())
    refused = refusal(resolve_publication, desk.lead.id, publication.id, published, now=LATER)
    assert refused.code == "state.publication"


# --- calling back, refusals, waits ---


def test_a_text_is_called_back_until_a_worker_has_it(desk):
    publication = desk.queued()
    cancel_publication(desk.writer.id, publication.id, now=LATER)
    assert (state_of(publication).state, fresh(publication.draft).state) == ("not_published", "editing")
    assert Review.objects.get().void_reason == "cancelled"
    desk.submit(fresh(publication.draft))
    second = desk.approve(publication.draft).publication_id
    claimed()
    assert refusal(cancel_publication, desk.writer.id, second, now=LATER).code == "state.publication"


def test_what_the_network_refuses_goes_back_to_its_writer(wire, desk):
    publication = desk.queued()
    refuse_publication(attempted(wire), "invalid", "Texte trop long.", now=LATER)
    row = state_of(publication)
    assert (row.state, row.trouble, Attempt.objects.get().outcome) == (
        "refused",
        "invalid: Texte trop long.",
        "refused",
    )
    assert fresh(publication.draft).state == "editing"


@pytest.mark.parametrize("outcome", ["limited", "not_sent", "auth"])
def test_a_wait_puts_the_text_back_for_later(wire, desk, outcome):
    publication = desk.queued()
    until = LATER + timedelta(minutes=3)
    postpone_publication(attempted(wire), outcome, f"{outcome}.x", until=until, now=LATER)
    row = state_of(publication)
    assert (row.state, row.due_at, Attempt.objects.get().outcome) == ("queued", until, outcome)
    assert claimed(until)


def test_a_case_is_closed_once_it_was_answered_and_promises_are_kept(desk):
    plain = GOOD.replace("je vous réponds ici demain avant 10 h", "il repart ce jour par notre coursier")
    confirmed(desk.queued(plain))
    Promise.objects.filter(state="open").update(state="kept")
    close_case(desk.writer.id, desk.case.id, "solved", now=LATER)
    assert desk.case_now().state == "closed"


def test_no_publication_belongs_to_a_stranger(desk):
    publication = desk.queued()
    stranger = a_person(a_desk("other").brand, Role.LEAD, name="Nemo Vay")
    for call in (
        lambda: cancel_publication(stranger.id, publication.id, now=LATER),
        lambda: resolve_publication(stranger.id, publication.id, True, now=LATER),
    ):
        assert refusal(call).code == "access.brand"
    assert PublicationState(state_of(publication).state) is PublicationState.QUEUED
