"""The demo stands whole, made by real actions, on an empty desk only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from detente.accounts.actions.accept_invitation import Newcomer, accept_invitation
from detente.accounts.actions.sign_in import sign_in
from detente.accounts.models import Person
from detente.cli import prepare
from detente.contracts.refusals import Refused
from detente.desk.models import Case, Draft, HandOff, Message, Promise, Publication, Removal
from detente.drill import story
from detente.drill.demo import PRETEND, DemoReport, fill_demo, is_demo
from detente.drill.stage import now as story_now
from detente.publicpage.models import Comment
from tests.drill.conftest import BASE, NOW


def states(model: type) -> set[str]:
    return set(model.objects.values_list("state", flat=True))


def test_the_demo_fills_an_empty_desk_in_both_languages(demo: DemoReport):
    live = Case.objects.filter(historical=False)
    assert demo.filled
    assert demo.live == live.count() >= 14
    assert demo.historical == 25
    assert set(live.values_list("language", flat=True)) == {"fr", "en"}
    kinds = set(live.values_list("kind", flat=True))
    assert {"complaint", "question", "compliment", "abuse", "press", "troll", "person_at_risk"} <= kinds
    assert len(states(Case)) >= 3
    assert not Message.objects.exclude(read_state="read").exists()


def test_every_stage_of_the_loop_is_there_to_see(demo: DemoReport):
    assert states(Publication) <= {"confirmed", "visible"}
    assert set(Publication.objects.values_list("kind", flat=True)) == {"reply", "holding"}
    assert {"in_review", "editing", "changes_asked"} <= states(Draft)
    assert HandOff.objects.filter(state="asked").count() == 1
    assert Promise.objects.filter(state="open", due_at__gt=NOW).count() >= 1
    assert Removal.objects.get().provisional


def test_the_page_shows_what_was_published_and_hides_what_was_hidden(demo: DemoReport):
    assert Comment.objects.filter(ours=True).count() == Publication.objects.count() == 3
    assert Comment.objects.get(state="hidden").text.startswith("Encore un contrôleur")
    assert Message.objects.filter(ours=True).count() == 3


def test_nothing_of_the_story_happens_later_than_now(demo: DemoReport):
    assert not Comment.objects.filter(posted_at__gt=NOW).exists()
    assert not Message.objects.filter(first_seen_at__gt=NOW).exists()
    oldest = Case.objects.filter(historical=False).earliest("opened_at")
    assert NOW - oldest.opened_at <= timedelta(minutes=50)


def test_nobody_signs_in_as_a_pretend_colleague(demo: DemoReport):
    for person in Person.objects.all():
        assert person.email.endswith(PRETEND)
        for word in ("", person.password, story.BRAND):
            with pytest.raises(Refused):
                sign_in(person.email, word, "192.0.2.1", NOW)


def test_whoever_tries_it_joins_with_everything_a_first_person_may(demo: DemoReport):
    newcomer = Newcomer("Ada Tester", "ada@example.org", "a sentence nobody guesses", "en")
    person = accept_invitation(str(demo.join), newcomer, now=NOW)
    assert set(person.memberships.values_list("role", flat=True)) == {"administrator", "lead", "agent", "reviewer"}
    assert fill_demo(NOW, BASE).join is None


def test_the_command_prints_the_path_of_the_link(demo: DemoReport, settings):
    settings.DETENTE_ALLOWED_ORIGINS = ("http://192.0.2.7", BASE)
    assert str(prepare.demo()["link"]).startswith("join/")


def test_filling_again_adds_nothing_and_makes_a_new_link(demo: DemoReport):
    again = fill_demo(NOW + timedelta(hours=1), BASE)
    assert (again.filled, again.live, again.historical) == (False, demo.live, demo.historical)
    assert again.join not in (None, demo.join)


def test_a_demo_needs_the_folder_and_the_flag(demo: DemoReport, settings, tmp_path):
    assert is_demo()
    settings.DETENTE_DEMO = False
    assert not is_demo()
    settings.DETENTE_DEMO = True
    settings.DETENTE_DATA = str(tmp_path)
    assert not is_demo()


def test_the_clock_of_the_doors_is_given_back(demo: DemoReport, settings):
    assert settings.DETENTE_CLOCK == "detente.config.clock.now"
    with pytest.raises(IndexError):
        story_now()
