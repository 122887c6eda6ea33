"""A push is taken in once, whole, with its edits and deletions; what was wrong with it is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from detente.contracts.refusals import Refused
from detente.desk.actions.change_channel import change_channel_answers
from detente.desk.actions.channels import set_channel_state
from detente.desk.actions.make_push_secret import make_push_secret
from detente.desk.actions.take_push import forget_pushes
from detente.desk.models import Case, Channel, EvidenceItem, Message, PushSeen, Revision
from detente.desk.queries.push_door import push_page
from detente.journal import ledger
from detente.journal.models import Event
from tests.api.doors import TIME, Door, excerpt_of
from tests.channels.webhook.pushes import NOON, a_body, an_event
from tests.desk.makers import read_all

pytestmark = pytest.mark.django_db


def _texts() -> list[str]:
    rows = Message.objects.order_by("id")
    return [Revision.objects.get(message=row, number=row.revision_number).text for row in rows]


def test_a_signed_push_opens_a_case_and_its_bytes_are_sealed(door: Door) -> None:
    answer = door.push(an_event(1), an_event(2))
    assert answer.status == 200
    assert answer.body == {"status": "taken", "new": 2, "known": 0, "edited": 0, "deleted": 0, "aside": []}
    assert (read_all(NOON), Case.objects.count(), EvidenceItem.objects.count()) == (2, 2, 2)
    assert ledger.verify().intact
    channel = door.channel
    assert (channel.last_success_at, channel.last_item_at, channel.clock_skew_ms) == (NOON, NOON, 0)


def test_the_same_push_again_is_known_and_brings_nothing(door: Door) -> None:
    door.push(an_event(1))
    again = door.push(an_event(1))
    assert (again.status, again.body) == (200, {"status": "known"})
    assert Event.objects.filter(name="push.taken").count() == 1


def test_a_replayed_id_brings_nothing_although_its_body_is_another(door: Door) -> None:
    door.push(an_event(1))
    assert door.push(an_event(2)).body == {"status": "known"}
    assert Message.objects.count() == 1


def test_a_retry_signed_anew_is_known_by_its_id(door: Door) -> None:
    door.push(an_event(1))
    TIME["now"] = NOON + timedelta(hours=2)
    assert door.push(an_event(1)).body == {"status": "known"}


def test_the_same_event_in_another_push_is_no_second_message(door: Door) -> None:
    door.push(an_event(1))
    answer = door.push(an_event(1), push_id="msg_2")
    assert (answer.body["new"], answer.body["known"]) == (0, 1)
    assert Message.objects.count() == Revision.objects.count() == 1


def test_an_edit_is_a_revision_and_the_old_words_stay(door: Door) -> None:
    door.push(an_event(1))
    answer = door.push(an_event(1, "edited", text="Corrigé."), push_id="msg_2")
    assert answer.body["edited"] == 1
    assert list(Revision.objects.order_by("number").values_list("number", "text")) == [
        (1, "Colis numéro 1 jamais reçu."),
        (2, "Corrigé."),
    ]


def test_an_old_edit_that_comes_again_does_not_undo_a_younger_one(door: Door) -> None:
    first, second = (
        an_event(1, "edited", event_id="x1", text="Première."),
        an_event(1, "edited", event_id="x2", text="Seconde."),
    )
    for number, event in enumerate((an_event(1), first, second, first)):
        door.push(event, push_id=f"msg_{number}")
    assert _texts() == ["Seconde."]


def test_a_deletion_hides_the_words_and_keeps_their_seal(door: Door) -> None:
    door.push(an_event(1))
    answer = door.push({"event": "deleted", "event_id": "d1", "id": "c1"}, push_id="msg_2")
    assert answer.body["deleted"] == 1
    assert Message.objects.get().state == "deleted"
    assert EvidenceItem.objects.count() == 2


def test_a_deletion_that_comes_before_its_creation_wins(door: Door) -> None:
    door.push({"event": "deleted", "event_id": "d1", "id": "c1"})
    door.push(an_event(1), push_id="msg_2")
    assert Message.objects.exclude(state="deleted").count() == 0


def test_a_deletion_in_the_same_push_as_its_creation_wins_whatever_the_order(door: Door) -> None:
    door.push({"event": "deleted", "event_id": "d1", "id": "c1"}, an_event(1), an_event(2))
    assert list(Message.objects.order_by("external_id").values_list("external_id", "state")) == [
        ("c1", "deleted"),
        ("c2", "visible"),
    ]


def test_what_is_private_and_what_is_ours_is_marked(door: Door) -> None:
    door.push(an_event(1, visibility="private"), an_event(2, ours=True), an_event(3, is_review=True))
    found = {row.external_id: (row.private, row.ours, row.is_review) for row in Message.objects.all()}
    assert found == {"c1": (True, False, False), "c2": (False, True, False), "c3": (False, False, True)}


def test_a_malformed_event_goes_aside_and_the_rest_is_taken_in(door: Door) -> None:
    answer = door.push(an_event(1), {"event": "created", "event_id": "e", "id": "c9"}, an_event(3), accept="fr")
    assert answer.status == 200 and answer.body["new"] == 2
    assert answer.body["aside"] == ["Il manque «\u202fconversation\u202f»."]
    (kept,) = door.aside
    assert (kept.source, kept.reason_en) == ("push", "“conversation” is missing.")
    assert excerpt_of(kept) == b'{"event": "created", "event_id": "e", "id": "c9"}'
    assert b"c9" not in bytes(kept.excerpt or b"")


def test_a_push_that_could_not_be_read_may_come_again_under_the_same_id(door: Door) -> None:
    assert door.send(b"<html>502</html>").status == 400
    assert door.push(an_event(1)).body["new"] == 1


def test_two_days_of_pushes_are_listed_on_the_page_of_the_channel(door: Door) -> None:
    door.push(an_event(1), {}, push_id="a")
    TIME["now"] = NOON + timedelta(days=1)
    door.push(an_event(1), an_event(2), push_id="b")
    page = push_page(door.lead, door.channel_id, now=TIME["now"])
    assert [(line.new, line.known, line.aside) for line in page.pushes] == [(1, 1, 0), (1, 0, 1)]


def test_a_paused_channel_asks_to_come_again_and_loses_nothing(door: Door) -> None:
    set_channel_state(door.lead, door.channel_id, "paused", now=NOON)
    answer = door.push(an_event(1))
    assert (answer.status, answer.body["error"], answer.headers["Retry-After"]) == (503, "state.paused", "300")
    assert PushSeen.objects.count() == Message.objects.count() == 0
    set_channel_state(door.lead, door.channel_id, "active", now=NOON)
    assert door.push(an_event(1)).body["new"] == 1


def test_after_a_new_secret_the_old_one_holds_for_a_day(door: Door) -> None:
    page = push_page(door.lead, door.channel_id, now=NOON)
    assert page.older_until is None
    newest = make_push_secret(door.lead, door.channel_id, page.mark, now=NOON)
    assert door.push(an_event(1), push_id="old").status == 200
    assert door.push(an_event(2), push_id="new", secret=newest).status == 200
    TIME["now"] = NOON + timedelta(hours=24)
    assert door.push(an_event(3), push_id="late").status == 401
    assert door.push(an_event(3), push_id="late", secret=newest).status == 200


def test_two_people_never_make_a_new_secret_each_without_knowing(door: Door) -> None:
    page = push_page(door.lead, door.channel_id, now=NOON)
    make_push_secret(door.lead, door.channel_id, page.mark, now=NOON)
    with pytest.raises(Refused, match=r"state\.secret"):
        make_push_secret(door.lead, door.channel_id, page.mark, now=NOON)


def test_the_secret_is_nowhere_in_the_database(door: Door) -> None:
    page = push_page(door.lead, door.channel_id, now=NOON)
    row = Channel.objects.values().get(id=door.channel_id)
    key = door.secret.removeprefix("whsec_")
    assert key not in repr({**row, "secret": bytes(row["secret"])}) and key not in repr(page)
    assert key not in repr(list(Event.objects.values()))


def test_ids_of_pushes_are_forgotten_after_a_month_and_no_sooner(door: Door) -> None:
    door.push(an_event(1))
    assert forget_pushes(NOON + timedelta(days=29)) == 0
    assert forget_pushes(NOON + timedelta(days=31)) == 1


def test_the_words_of_a_push_are_served_as_a_schema(door: Door) -> None:
    got = door.client.get("/hooks/schema.json")
    assert (got.status_code, got.headers["Content-Type"]) == (200, "application/schema+json; charset=utf-8")
    assert got.json()["required"] == ["events"]


def test_the_door_takes_a_post_and_nothing_else(door: Door) -> None:
    assert door.client.get(door.path).status_code == 405
    assert door.send(a_body(an_event(1))).headers["Cache-Control"] == "no-store"
    assert not door.client.cookies


def test_changing_the_answers_of_a_network_that_asks_none_leaves_the_address_alone(door: Door) -> None:
    change_channel_answers(door.lead, door.channel_id, {}, now=NOON)
    assert door.push(an_event(1)).status == 200
