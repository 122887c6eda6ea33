"""Signing in: one sentence for every failure, and limits that many tries at once cannot pass."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from detente.accounts.actions.preferences import choose_language, choose_theme, go_on_duty
from detente.accounts.actions.sign_in import BY_ADDRESS, BY_EMAIL, WINDOW, sign_in
from detente.accounts.actions.sign_out import sign_out
from detente.accounts.models import Person, SignInTry
from detente.accounts.queries import member, people_on_duty
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.journal.models import Event
from tests.accounts.people import NOW, PASSWORD, make_brand, make_person

HERE, THERE = "192.0.2.7", "192.0.2.8"


@pytest.fixture
def agent(db: None) -> Person:
    return make_person("agent", make_brand(), Role.AGENT)


def _fail(email: str = "agent@ferrolane.example", address: str = HERE, at: timedelta = timedelta()) -> str:
    with pytest.raises(Refused) as refused:
        sign_in(email, "not the password", address, NOW + at)
    return refused.value.code


def test_the_right_password_opens_the_desk_whatever_the_case_of_the_address(agent: Person):
    assert sign_in("  AGENT@ferrolane.example ", PASSWORD, HERE, NOW) == agent
    assert Event.objects.filter(name="person.signed_in", actor_id=agent.id).exists()


def test_an_unknown_address_and_a_wrong_password_get_the_same_sentence(agent: Person):
    with pytest.raises(Refused) as unknown:
        sign_in("nobody@ferrolane.example", PASSWORD, HERE, NOW)
    with pytest.raises(Refused) as wrong:
        sign_in("agent@ferrolane.example", "wrong", HERE, NOW)
    assert unknown.value.sentence == wrong.value.sentence


def test_somebody_who_left_does_not_get_in(agent: Person):
    Person.objects.filter(id=agent.id).update(is_active=False)
    with pytest.raises(Refused) as refused:
        sign_in(agent.email, PASSWORD, HERE, NOW)
    assert refused.value.code == "input.sign_in"


def test_after_five_failures_even_the_right_password_waits(agent: Person):
    for _ in range(BY_EMAIL):
        assert _fail() == "input.sign_in"
    with pytest.raises(Refused) as refused:
        sign_in(agent.email, PASSWORD, HERE, NOW + timedelta(minutes=5))
    assert refused.value.code == "input.too_many"
    assert "10 min" in refused.value.sentence.fr


def test_the_wait_ends_after_fifteen_minutes(agent: Person):
    for _ in range(BY_EMAIL):
        _fail()
    assert sign_in(agent.email, PASSWORD, HERE, NOW + WINDOW) == agent


def test_somebody_elsewhere_is_not_kept_out_by_those_failures(agent: Person):
    for _ in range(BY_EMAIL):
        _fail()
    assert sign_in(agent.email, PASSWORD, THERE, NOW) == agent


def test_a_success_forgets_the_failures_before_it(agent: Person):
    for _ in range(BY_EMAIL - 1):
        _fail()
    sign_in(agent.email, PASSWORD, HERE, NOW)
    assert [_fail() for _ in range(BY_EMAIL)] == ["input.sign_in"] * BY_EMAIL
    assert _fail() == "input.too_many"


def test_one_network_address_cannot_try_many_people(agent: Person):
    codes = [_fail(f"person{n}@ferrolane.example") for n in range(BY_ADDRESS + 1)]
    assert codes == ["input.sign_in"] * BY_ADDRESS + ["input.too_many"]


def test_neither_address_nor_email_is_stored_with_a_try(agent: Person):
    _fail()
    stored = b"".join(bytes(key) for key in SignInTry.objects.values_list("key_hash", flat=True))
    assert len(stored) == 64
    assert b"ferrolane" not in stored
    assert HERE.encode() not in stored


@pytest.mark.usefixtures("fresh_desk")
def test_many_tries_at_once_pass_no_further_than_many_in_a_row():
    make_person("agent", make_brand(), Role.AGENT)

    def attempt(_: int) -> str:
        try:
            return _fail()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(attempt, range(16)))
    assert codes.count("input.sign_in") == BY_EMAIL


def test_leaving_is_written_down(agent: Person):
    sign_out(agent.id, NOW)
    assert Event.objects.filter(name="person.signed_out", actor_id=agent.id).exists()


def test_preferences_are_the_persons_own(agent: Person):
    choose_language(agent.id, "en", now=NOW)
    choose_theme(agent.id, "dark", now=NOW)
    with pytest.raises(Refused):
        choose_theme(agent.id, "pink", now=NOW)
    found = member(agent.id)
    assert found is not None
    assert (found.language, found.theme) == ("en", "dark")


def test_whoever_is_off_duty_gets_no_alert(agent: Person):
    found = member(agent.id)
    assert found is not None
    go_on_duty(agent.id, found.brand.id, False, now=NOW)
    assert people_on_duty(found.brand.id) == []
