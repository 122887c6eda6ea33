"""A reply that a person posts: given on an approval, withdrawn when a tie breaks, stated once, read back when seen."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.desk.makers import an_item, created
from tests.desk.replies import GOOD, HOLDING, LATER, Desk, a_desk, fresh
from tests.desk.sending import state_of

from detente.contracts.network import Change, ChangeKind
from detente.contracts.refusals import Refused
from detente.desk.access import access_case
from detente.desk.actions.cancel_publication import cancel_publication
from detente.desk.actions.claim_publication import claim_publication
from detente.desk.actions.receive import receive
from detente.desk.actions.recognise_posted import LOOKED_FOR, recognise_posted
from detente.desk.actions.resolve_publication import resolve_publication
from detente.desk.actions.state_posted import state_posted
from detente.desk.keys import sealing_key
from detente.desk.models import Case, Channel, EvidenceItem, Message, Promise, Publication, Review
from detente.desk.queries.by_hand import HandPanel, hand_panel
from detente.desk.queries.case_facts import case_facts
from detente.desk.queries.counts import counts
from detente.desk.queries.folders import Folder
from detente.desk.queries.inbox import inbox_page
from detente.desk.queries.posts import posts_of
from detente.desk.queries.publications import publishing_problems
from detente.desk.queries.six_steps import stations_of
from detente.evidence.seal import Sealed, unseal
from detente.journal.models import Event

pytestmark = pytest.mark.django_db

SOON = LATER + timedelta(minutes=3)
LINK = "https://elsewhere.example/post/9#r1"


@pytest.fixture
def desk() -> Desk:
    made = a_desk()
    Channel.objects.update(network="by_hand", base_url="")
    return made


def panel(desk: Desk, *, now=SOON) -> HandPanel:
    _, colleague = access_case(desk.writer.id, desk.case.id)
    found = hand_panel(desk.case.id, colleague, now=now)
    assert found is not None
    return found


def refusal(desk: Desk, publication: Publication, link: str = "", **more) -> Refused:
    with pytest.raises(Refused) as refused, transaction.atomic():
        state_posted(desk.writer.id, publication.id, link, now=more.pop("now", SOON), **more)
    return refused.value


def step_six(desk: Desk) -> tuple[str, str]:
    station = stations_of(case_facts([desk.case.id])[desk.case.id], None)[5]
    return station.state.value, station.fact.en


def test_where_no_connector_publishes_the_approved_text_goes_to_a_person_and_no_worker_takes_it(desk):
    publication = desk.queued()
    assert (publication.state, publication.by_hand, publication.trouble, publication.due_at) == (
        "by_hand",
        True,
        "",
        None,
    )
    assert claim_publication(lease=timedelta(seconds=60), now=LATER) is None
    assert publishing_problems(desk.lead.id, desk.brand.id, now=LATER) == ()
    assert Event.objects.filter(name="publication.given").count() == 1
    assert step_six(desk) == ("n", "to be posted by hand")


def test_an_item_whose_network_denies_the_reply_goes_to_a_person_too():
    desk = a_desk()
    denied = {"reply": {"state": "denied", "reason": ["Fil fermé.", "Thread closed."], "remedy": None}}
    Message.objects.update(denied=denied)
    assert desk.queued().state == "by_hand"
    assert "Fil fermé." in panel(desk).because.fr


def test_the_panel_shows_the_sealed_words_where_to_post_them_and_until_when(desk):
    Message.objects.update(permalink="https://elsewhere.example/post/9")
    publication = desk.queued()
    shown = panel(desk)
    assert (shown.words, shown.address, shown.withdrawn, shown.may) == (
        GOOD,
        "https://elsewhere.example/post/9",
        None,
        True,
    )
    assert shown.approved_until == Review.objects.get(id=publication.review_id).expires_at


def test_the_statement_answers_the_case_stops_the_clock_and_stands_in_the_thread_as_stated(desk):
    publication = desk.queued()
    message_id = state_posted(desk.writer.id, publication.id, LINK, now=SOON)
    row, case = state_of(publication), desk.case_now()
    assert (row.state, row.stated_by_id, row.stated_at, row.stated_url) == ("confirmed", desk.writer.id, SOON, LINK)
    assert (case.state, case.first_reply_at, case.first_reply_kind, case.answered_at) == (
        "answered",
        SOON,
        "by_hand",
        SOON,
    )
    post = next(one for one in posts_of(desk.case.id) if one.id == message_id)
    assert (post.ours, post.text, post.permalink) == (True, GOOD, LINK)
    assert step_six(desk) == ("d", "stated, not read back")
    event = Event.objects.get(name="publication.stated")
    assert (event.actor_id, event.facts["how"]) == (desk.writer.id, "by_hand")
    assert not Event.objects.filter(name="publication.confirmed").exists()


def test_the_statement_is_sealed_with_who_when_which_text_and_where(desk):
    publication = desk.queued()
    message_id = state_posted(desk.writer.id, publication.id, LINK, now=SOON)
    item = EvidenceItem.objects.get(message_id=message_id)
    assert (item.what, item.level) == ("stated", "D")
    sealed = Sealed(bytes(item.commitment), bytes(item.wrapped), bytes(item.ciphertext), item.size)
    told = json.loads(unseal(sealed, sealing_key()))
    assert (told["person"], told["name"]) == (desk.writer.id, "Salomé Brandt")
    assert (told["at"], told["text_sha256"], told["link"]) == (SOON.isoformat(), publication.text_hash, LINK)


def test_a_holding_reply_by_hand_holds_the_hour_and_opens_its_promise(desk):
    publication = desk.queued(HOLDING, "holding")
    state_posted(desk.writer.id, publication.id, now=SOON)
    assert (desk.case_now().state, desk.case_now().first_reply_kind) == ("open", "by_hand")
    assert Promise.objects.get().publication_id == publication.id


def test_one_states_only_once_and_the_second_is_told_who_was_first(desk):
    publication = desk.queued()
    state_posted(desk.writer.id, publication.id, now=SOON)
    second = refusal(desk, publication)
    assert (second.code, "Salomé Brandt" in second.sentence.fr) == ("state.stated", True)
    assert Message.objects.filter(ours=True).count() == 1


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "pas un lien", "https://", "ftp://x.example/a", "https://a b.example", "https://[::1"],
)
def test_a_link_that_no_browser_opens_is_refused_and_nothing_is_stated(desk, link):
    publication = desk.queued()
    assert refusal(desk, publication, link).code == "input.link"
    assert state_of(publication).state == "by_hand"


def test_the_link_of_the_message_that_is_answered_is_a_slip(desk):
    Message.objects.update(permalink="https://elsewhere.example/post/9")
    publication = desk.queued()
    assert refusal(desk, publication, "https://elsewhere.example/post/9").code == "input.link"


# --- Ties ---


def author_edits(desk: Desk) -> None:
    item = an_item("m1", "Finalement reçu, merci.")
    receive(desk.channel.id, [Change(ChangeKind.EDITED, "m1", item, SOON)], now=SOON)


def author_writes(desk: Desk) -> None:
    desk.author_writes(now=SOON)


def kill_switch(desk: Desk) -> None:
    Channel.objects.update(publishes=False)


def pause(desk: Desk) -> None:
    Channel.objects.update(state="paused")


def approval_falls(desk: Desk) -> None:
    Review.objects.update(voided_at=SOON, void_reason="test")


@pytest.mark.parametrize(
    ("change", "said", "passing"),
    [
        (author_edits, "Le fil a bougé", False),
        (author_writes, "Le fil a bougé", False),
        (approval_falls, "L’accord est tombé", False),
        (kill_switch, "arrêtées", True),
        (pause, "suspendu", True),
    ],
)
def test_when_a_tie_breaks_the_text_is_withdrawn_and_no_statement_is_taken(desk, change, said, passing):
    publication = desk.queued()
    change(desk)
    shown = panel(desk)
    assert (shown.words, said in shown.withdrawn.fr, shown.passing) == ("", True, passing)
    assert refusal(desk, publication).code == "proc.unchanged"
    assert state_of(publication).state == "by_hand"


def test_an_approval_that_ran_out_withdraws_the_text(desk):
    publication = desk.queued()
    late = Review.objects.get(id=publication.review_id).expires_at
    assert panel(desk, now=late - timedelta(seconds=1)).words == GOOD
    assert panel(desk, now=late).words == ""
    assert refusal(desk, publication, now=late).facts["because"] == "approval_expired"


def test_other_peoples_comments_withdraw_nothing(desk):
    publication = desk.queued()
    desk.stranger_comments(now=SOON)
    assert panel(desk).words == GOOD
    state_posted(desk.writer.id, publication.id, now=SOON)


def test_what_moved_is_named(desk):
    desk.queued()
    author_edits(desk)
    assert "modifi" in panel(desk).withdrawn.fr


def test_what_was_out_already_is_taken_marked_so_and_leaves_the_new_words_to_answer(desk):
    publication = desk.queued()
    author_writes(desk)
    state_posted(desk.writer.id, publication.id, already_out=True, now=SOON + timedelta(minutes=1))
    assert Event.objects.get(name="publication.stated").facts["tie"] == "thread_moved"
    case = desk.case_now()
    assert (state_of(publication).state, case.state, case.first_reply_at) == ("confirmed", "open", None)


def test_it_is_not_going_out_gives_the_text_back(desk):
    publication = desk.queued()
    cancel_publication(desk.writer.id, publication.id, now=SOON)
    assert (state_of(publication).state, state_of(publication).trouble) == ("not_published", "cancelled")
    assert fresh(publication.draft).state == "editing"


def test_giving_up_after_a_tie_broke_says_which(desk):
    publication = desk.queued()
    author_writes(desk)
    cancel_publication(desk.writer.id, publication.id, now=SOON)
    assert state_of(publication).trouble == "held.thread_moved"


def test_settling_a_doubt_is_no_way_round_the_statement(desk):
    publication = desk.queued()
    for published in (True, False):
        with pytest.raises(Refused) as refused, transaction.atomic():
            resolve_publication(desk.lead.id, publication.id, published, now=SOON)
        assert refused.value.code == "state.publication"


def test_what_goes_to_the_queue_is_not_stated():
    desk = a_desk()
    assert refusal(desk, desk.queued()).code == "state.publication"


# --- Read back ---


def seen(desk: Desk, text: str = GOOD, *, link: str | None = None, hidden: bool = False, at=SOON):
    from dataclasses import replace

    item = replace(
        an_item("net9", text, author=None, parent="m1", posted_at=at, ours=True), permalink=link, hidden=hidden
    )
    receive(desk.channel.id, created(item, at=at), now=at)


def test_a_stated_reply_that_listening_brings_is_read_back_and_gives_its_place(desk):
    publication = desk.queued()
    stated = state_posted(desk.writer.id, publication.id, now=SOON)
    seen(desk, "  " + GOOD.replace(" ", "  ", 1), at=SOON + timedelta(minutes=1))
    assert recognise_posted(now=SOON + timedelta(minutes=2)) == 1
    row = state_of(publication)
    assert (row.state, row.remote_id, row.stated_at) == ("visible", "net9", SOON)
    ours = [one for one in posts_of(desk.case.id) if one.ours]
    assert [one.id for one in ours] == [row.message_id] != [stated]
    assert Message.objects.get(external_id="net9").elsewhere is False
    assert desk.case_now().first_reply_at == SOON, "the clock stopped with the statement"
    assert Event.objects.filter(name="publication.seen").count() == 1
    assert recognise_posted(now=SOON + timedelta(minutes=3)) == 0


def test_a_reply_in_other_words_is_recognised_by_the_link_that_was_stated(desk):
    publication = desk.queued()
    state_posted(desk.writer.id, publication.id, LINK, now=SOON)
    seen(desk, "Bonjour, presque ces mots.", link=LINK)
    recognise_posted(now=SOON)
    assert state_of(publication).state == "visible"
    assert Event.objects.get(name="publication.seen").facts["as_approved"] is False


def test_a_reply_that_listening_brings_before_anybody_states_it_is_found(desk):
    publication = desk.queued()
    seen(desk)
    assert recognise_posted(now=SOON) == 1
    row, case = state_of(publication), desk.case_now()
    assert (row.state, row.stated_at, case.state, case.first_reply_kind) == ("visible", None, "answered", "reply")


def test_a_statement_that_comes_just_after_listening_is_no_broken_tie(desk):
    publication = desk.queued()
    seen(desk)
    state_posted(desk.writer.id, publication.id, now=SOON)
    assert (state_of(publication).state, state_of(publication).stated_by_id) == ("visible", desk.writer.id)
    assert len([one for one in posts_of(desk.case.id) if one.ours]) == 1


def test_what_the_network_holds_is_found_and_not_yet_seen(desk):
    publication = desk.queued()
    state_posted(desk.writer.id, publication.id, now=SOON)
    seen(desk, hidden=True)
    recognise_posted(now=SOON)
    assert (state_of(publication).state, state_of(publication).remote_id) == ("confirmed", "net9")


def test_other_words_of_ours_are_not_taken_for_it_and_it_is_looked_for_ever_more_rarely(desk):
    publication = desk.queued()
    state_posted(desk.writer.id, publication.id, now=SOON)
    seen(desk, "Bonjour, tout autre chose.")
    pauses, now = [], SOON
    for _ in range(4):
        assert recognise_posted(now=now) == 0
        due = state_of(publication).due_at
        pauses.append(due - now)
        now = due
    assert pauses == sorted(set(pauses))
    recognise_posted(now=SOON + LOOKED_FOR)
    assert state_of(publication).due_at is None


# --- Lists ---


def test_the_inbox_has_a_folder_of_what_is_to_be_posted(desk):
    publication = desk.queued()
    page = inbox_page(desk.writer.id, desk.brand.id, Folder.BY_HAND, now=SOON)
    assert ([row.facts.id for row in page.rows], page.counts.folders[Folder.BY_HAND]) == ([desk.case.id], 1)
    assert page.counts.folders[Folder.TROUBLE] == 0
    state_posted(desk.writer.id, publication.id, now=SOON)
    assert counts(desk.brand.id, desk.writer.id, Folder.ALL, page.hours, now=SOON).folders[Folder.BY_HAND] == 0


# --- The database ---


def raw(query: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)


def denied(query: str, *values: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        raw(query, *values)


def test_raw_sql_gives_nothing_to_a_person_without_a_standing_approval():
    desk = a_desk()
    publication = desk.queued()
    denied("UPDATE desk_publication SET state = 'by_hand' WHERE id = %s", publication.id)
    Review.objects.update(voided_at=SOON, void_reason="test")
    denied("UPDATE desk_publication SET state = 'by_hand', by_hand = true WHERE id = %s", publication.id)


def test_raw_sql_states_nothing_without_a_name_and_a_time(desk):
    publication = desk.queued()
    denied("UPDATE desk_publication SET state = 'confirmed' WHERE id = %s", publication.id)
    denied("UPDATE desk_publication SET state = 'confirmed', stated_at = %s WHERE id = %s", SOON, publication.id)
    denied(
        "UPDATE desk_publication SET state = 'confirmed', stated_by_id = %s WHERE id = %s",
        desk.writer.id,
        publication.id,
    )
    denied(
        "UPDATE desk_publication SET stated_by_id = %s, stated_at = %s WHERE id = %s",
        desk.writer.id,
        SOON,
        publication.id,
    )
    denied("UPDATE desk_publication SET stated_url = 'https://x.example' WHERE id = %s", publication.id)
    denied("UPDATE desk_publication SET state = 'queued' WHERE id = %s", publication.id)


def test_raw_sql_changes_no_statement(desk):
    publication = desk.queued()
    state_posted(desk.writer.id, publication.id, LINK, now=SOON)
    denied("UPDATE desk_publication SET stated_by_id = %s WHERE id = %s", desk.lead.id, publication.id)
    denied("UPDATE desk_publication SET stated_at = %s WHERE id = %s", LATER, publication.id)
    denied("UPDATE desk_publication SET stated_url = '' WHERE id = %s", publication.id)
    denied(
        "UPDATE desk_publication SET stated_by_id = NULL, stated_at = NULL, stated_url = '' WHERE id = %s",
        publication.id,
    )


def test_a_case_that_came_back_is_answered_again(desk):
    publication = desk.queued()
    state_posted(desk.writer.id, publication.id, now=SOON)
    desk.author_writes(now=SOON + timedelta(hours=1))
    assert Case.objects.get().state == "open"
    assert desk.draft(now=SOON + timedelta(hours=1)).id != publication.draft_id
