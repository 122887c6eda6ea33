"""What is erased is gone at every level, the chain still verifies, and what is held or rested upon stays."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.desk.keeping import HALF_A_YEAR, Kept
from tests.desk.makers import NOON

from detente.contracts.refusals import Refused
from detente.desk.actions.check_ledger import check_ledger
from detente.desk.actions.erase_evidence import erase_evidence
from detente.desk.actions.erase_messages import Erased, erase_messages
from detente.desk.actions.erase_past import erase_past
from detente.desk.actions.holds import lift_hold, review_hold, set_hold, tell_reviews
from detente.desk.actions.keep_or_erase import keep_or_erase
from detente.desk.actions.plan_captures import want_capture
from detente.desk.actions.sweep_vault import sweep_vault
from detente.desk.models import Author, Bundle, Capture, EvidenceItem, EvidenceShare, Hold, Mail, Note, Revision
from detente.desk.sealed import is_whole
from detente.journal import ledger
from detente.journal.models import Event, LedgerLine
from detente.rules.retention import LONGEST_HOLD

pytestmark = pytest.mark.django_db
TOMORROW = NOON.date() + timedelta(days=1)
LATER = NOON + HALF_A_YEAR
WHO = ("stranger", "agent", "reviewer", "lead", "auditor", "administrator", "legal")
MAY = ("lead", "legal")


def _files(evidence: Path) -> list[Path]:
    return list(evidence.rglob("*.sealed"))


def _whole() -> bool:
    return check_ledger(deep=True, now=NOON, clock=lambda: NOON).whole


def _erase(desk: Kept, key: str = "m1") -> Erased:
    return erase_messages(desk.channel.id, [desk.message(key).id], "after_deletion", now=NOON)


# --- A message ---


def test_a_message_is_erased_at_every_level_with_the_folder_that_shows_it(
    desk: Kept, evidence: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert _erase(desk) == Erased(items=2, bundles=1, kept=0)
    assert all(item.wrapped is None and item.ciphertext is None for item in desk.items("m1"))
    assert (desk.bundle.wrapped, desk.bundle.stored, _files(evidence)) == (None, "", [])
    assert [is_whole(item) for item in desk.items("m2")] == [True, True]
    line = LedgerLine.objects.order_by("-seq")[0]
    assert (line.event, line.count) == ("erased", 3)
    assert ledger.verify().intact
    assert _whole()
    assert _erase(desk) == Erased()


def test_the_file_goes_when_it_is_committed_and_a_crash_in_between_is_swept(desk: Kept, evidence: Path) -> None:
    _erase(desk)
    [left] = _files(evidence)
    os.utime(left, (NOON.timestamp() - 7200,) * 2)
    assert sweep_vault(NOON) == 1
    assert _files(evidence) == []


def test_nothing_is_photographed_or_shown_by_a_link_any_more(desk: Kept) -> None:
    message = desk.message("m1")
    want_capture(message, asked_by=desk.id_of("agent"), now=NOON)
    EvidenceShare.objects.create(
        message=message, token_hash=b"t" * 32, made_by=desk.people["lead"], made_at=NOON, expires_at=LATER
    )
    _erase(desk)
    assert not Capture.objects.filter(message=message, state="waiting").exists()
    assert EvidenceShare.objects.get().ended_at == NOON


def test_a_folder_that_shows_what_is_held_stays_until_the_hold_is_lifted(desk: Kept) -> None:
    set_hold(desk.id_of("lead"), desk.case("m2").id, "Plainte déposée.", TOMORROW, now=NOON)
    assert _erase(desk, "m1") == Erased(items=2, bundles=0, kept=1)
    assert erase_past(NOON) == 0
    lift_hold(desk.id_of("lead"), desk.case("m2").id, "Affaire close.", now=NOON)
    assert erase_past(NOON) == 1
    assert desk.bundle.erased_at == NOON
    assert [item.erased_at for item in desk.items("m2")] == [None, None]
    assert _whole()


def test_what_is_held_is_not_erased_by_a_rule_of_its_network(desk: Kept) -> None:
    set_hold(desk.id_of("lead"), desk.case("m1").id, "Plainte déposée.", TOMORROW, now=NOON)
    assert _erase(desk, "m1") == Erased()
    assert keep_or_erase(NOON + timedelta(days=400)) == 0
    assert Revision.objects.get(message=desk.message("m1")).text != ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE desk_evidenceitem SET wrapped = NULL, ciphertext = NULL, erased_at = now() WHERE id = %s",
        "UPDATE desk_bundle SET wrapped = NULL, stored = '', erased_at = now() WHERE %s > 0",
    ],
)
def test_the_database_itself_refuses_to_erase_what_is_held(desk: Kept, statement: str) -> None:
    set_hold(desk.id_of("lead"), desk.case("m1").id, "Plainte déposée.", TOMORROW, now=NOON)
    with pytest.raises(IntegrityError, match=r"proc\.hold"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [desk.items("m1")[0].id])


# --- By its date ---


def test_evidence_of_a_closed_case_goes_after_six_months_and_its_words_stay(desk: Kept) -> None:
    desk.close("m1", "m2")
    assert erase_past(LATER - timedelta(days=2)) == 0
    assert erase_past(LATER) == 5
    assert not EvidenceItem.objects.filter(erased_at__isnull=True).exists()
    assert desk.bundle.erased_at == LATER
    assert Revision.objects.exclude(text="").count() == 2
    assert ledger.verify().intact
    assert erase_past(LATER) == 0


def test_an_open_case_and_the_folder_it_shares_are_kept(desk: Kept) -> None:
    desk.close("m1")
    assert erase_past(LATER) == 2
    assert (desk.bundle.erased_at, [is_whole(one) for one in desk.items("m2")]) == (None, [True, True])
    desk.close("m2")
    assert erase_past(LATER) == 3


def test_a_held_case_is_kept_whatever_its_date(desk: Kept) -> None:
    desk.close("m1", "m2")
    set_hold(desk.id_of("legal"), desk.case("m1").id, "Plainte déposée.", TOMORROW, now=NOON)
    assert erase_past(LATER) == 2
    assert (desk.bundle.erased_at, [item.erased_at for item in desk.items("m1")]) == (None, [None, None])


def test_slices_are_small_and_the_hour_after_goes_on(desk: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.desk.actions.erase_past.SLICE", 1)
    monkeypatch.setattr("detente.desk.actions.erase_past.SLICES", 3)
    desk.close("m1", "m2")
    assert [erase_past(LATER) for _ in range(3)] == [3, 2, 0]


# --- A person's right ---


def test_who_asks_for_their_right_has_words_pictures_and_folders_erased(
    desk: Kept, evidence: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erased = erase_evidence(desk.id_of("legal"), desk.case("m1").id, "Demande du 20 novembre.", now=NOON)
    assert (erased, _files(evidence)) == (Erased(2, 1, 0), [])
    assert Revision.objects.get(message=desk.message("m1")).text == ""
    assert Author.objects.get(external_id="a-m1").display_name == ""
    assert Note.objects.get().text == "Demande du 20 novembre."
    assert Event.objects.get(name="evidence.erased").facts == {"items": 2, "bundles": 1, "kept": 0}
    assert _whole()


def test_a_folder_in_whose_background_they_stand_goes_too(desk: Kept) -> None:
    desk.arrive("m3")
    desk.photograph()
    assert Bundle.objects.count() == 2
    erased = erase_evidence(desk.id_of("lead"), desk.case("m1").id, "Demande.", now=NOON)
    assert erased.bundles == 2
    assert [is_whole(item) for item in desk.items("m3", level="D")] == [True]


def test_a_hold_refuses_in_one_sentence_that_says_until_when(desk: Kept) -> None:
    set_hold(desk.id_of("lead"), desk.case("m1").id, "Plainte déposée.", date(2027, 1, 31), now=NOON)
    with pytest.raises(Refused, match=r"proc\.hold") as refused:
        erase_evidence(desk.id_of("lead"), desk.case("m1").id, "Demande.", now=NOON)
    assert "31 janvier 2027" in refused.value.sentence.fr
    assert "31 January 2027" in refused.value.sentence.en
    assert not Note.objects.exists()


# --- Holds ---


def test_a_hold_is_set_reviewed_and_lifted_and_each_stands_in_the_ledger(desk: Kept) -> None:
    case = desk.case("m1").id
    set_hold(desk.id_of("lead"), case, " Plainte déposée. ", TOMORROW, now=NOON)
    with pytest.raises(Refused, match=r"state\.hold"):
        set_hold(desk.id_of("lead"), case, "Encore.", TOMORROW, now=NOON)
    review_hold(desk.id_of("legal"), case, TOMORROW + timedelta(days=30), now=NOON)
    lift_hold(desk.id_of("legal"), case, "Retirée.", now=NOON)
    hold = Hold.objects.get()
    assert (hold.reason, hold.review_on, hold.lift_reason) == (
        *("Plainte déposée.", TOMORROW + timedelta(days=30), "Retirée."),
    )
    lines = LedgerLine.objects.filter(event__startswith="hold").order_by("seq")
    assert [(line.event, line.count, line.facts) for line in lines] == [
        (name, 2, {"case": case, "hold": hold.id}) for name in ("hold_set", "hold_lifted")
    ]
    assert ledger.verify().intact
    for act in (lambda: review_hold(desk.id_of("lead"), case, TOMORROW, now=NOON),
                lambda: lift_hold(desk.id_of("lead"), case, "Encore.", now=NOON)):  # fmt: skip
        with pytest.raises(Refused, match=r"state\.hold"):
            act()


@pytest.mark.parametrize("day", [None, NOON.date(), NOON.date() + LONGEST_HOLD + timedelta(days=1)])
def test_a_hold_needs_a_date_of_review_within_a_year(desk: Kept, day: date | None) -> None:
    with pytest.raises(Refused, match=r"input\.date"):
        set_hold(desk.id_of("lead"), desk.case("m1").id, "Plainte.", day, now=NOON)


def test_a_reason_is_needed_for_each(desk: Kept) -> None:
    case = desk.case("m1").id
    with pytest.raises(Refused, match=r"input\.reason"):
        set_hold(desk.id_of("lead"), case, "  ", TOMORROW, now=NOON)
    with pytest.raises(Refused, match=r"input\.reason"):
        erase_evidence(desk.id_of("lead"), case, "", now=NOON)
    set_hold(desk.id_of("lead"), case, "Plainte.", TOMORROW, now=NOON)
    with pytest.raises(Refused, match=r"input\.reason"):
        lift_hold(desk.id_of("lead"), case, "\n", now=NOON)


def test_whoever_holds_is_told_once_when_the_date_of_review_comes(desk: Kept) -> None:
    set_hold(desk.id_of("legal"), desk.case("m1").id, "Plainte.", TOMORROW, now=NOON)
    assert tell_reviews(NOON) == 0
    due = NOON + timedelta(days=1)
    assert [tell_reviews(due), tell_reviews(due + timedelta(days=1))] == [1, 0]
    mail = Mail.objects.get()
    assert mail.to == desk.people["legal"].email
    assert "Plainte" not in mail.body
    review_hold(desk.id_of("legal"), desk.case("m1").id, TOMORROW + timedelta(days=9), now=due)
    assert tell_reviews(due) == 0


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("action", ["set_hold", "review_hold", "lift_hold", "erase_evidence"])
def test_who_may_hold_and_erase(desk: Kept, who: str, action: str) -> None:
    case, person = desk.case("m1").id, desk.id_of(who)
    if action in ("review_hold", "lift_hold"):
        set_hold(desk.id_of("lead"), case, "Plainte.", TOMORROW, now=NOON)
    acts = {
        "set_hold": lambda: set_hold(person, case, "Plainte.", TOMORROW, now=NOON),
        "review_hold": lambda: review_hold(person, case, TOMORROW, now=NOON),
        "lift_hold": lambda: lift_hold(person, case, "Close.", now=NOON),
        "erase_evidence": lambda: erase_evidence(person, case, "Demande.", now=NOON),
    }
    if who in MAY:
        acts[action]()
        return
    lines = LedgerLine.objects.count()
    with pytest.raises(Refused, match=r"access\."):
        acts[action]()
    assert LedgerLine.objects.count() == lines
