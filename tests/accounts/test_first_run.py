"""The one-time link that makes the first person."""

from __future__ import annotations

import pytest

from detente.accounts import queries
from detente.accounts.actions.first_run import first_run_link_works, make_first_run_link, open_the_desk
from detente.accounts.models import Brand, FirstRunLink, Person
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.journal.models import Event
from tests.accounts.people import NOW, PASSWORD, make_brand, make_person

pytestmark = pytest.mark.django_db


def _open(token: str, **other: str) -> tuple[Person, Brand]:
    words = {
        "name": "Salomé Brandt",
        "email": "Salome@Ferrolane.example",
        "password": PASSWORD,
        "brand_name": "Ferrolane Été",
        "language": "fr",
        "time_zone": "Europe/Paris",
    }
    return open_the_desk(token, now=NOW, **(words | other))


def _token() -> str:
    token = make_first_run_link(NOW)
    assert token is not None
    return token


def test_the_first_person_holds_every_role_and_mandate_that_a_lone_person_needs():
    person, brand = _open(_token())
    assert queries.roles_of(person.id, brand.id) == {Role.ADMINISTRATOR, Role.LEAD, Role.AGENT, Role.REVIEWER}
    assert queries.mandates_of(person.id, brand.id) == set(MandateKind)
    assert (person.email, brand.slug) == ("salome@ferrolane.example", "ferrolane-ete")


def test_a_first_run_link_works_once():
    token = _token()
    _open(token)
    assert not first_run_link_works(token)
    with pytest.raises(Refused) as refused:
        _open(token, email="other@ferrolane.example")
    assert refused.value.code == "access.link"
    assert Person.objects.count() == 1


def test_no_link_is_made_once_somebody_has_joined():
    make_person("agent", make_brand(), Role.AGENT)
    assert make_first_run_link(NOW) is None


def test_a_new_link_ends_the_one_before():
    old, new = _token(), _token()
    assert (first_run_link_works(old), first_run_link_works(new)) == (False, True)


def test_the_link_itself_is_never_stored():
    token = _token()
    assert token.encode() not in bytes(FirstRunLink.objects.get().token_hash)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "   ", "input.name"),
        ("name", "x" * 121, "input.name"),
        ("brand_name", "\u200b\u202e", "input.name"),
        ("email", "salome at home", "input.email"),
        ("password", "too short", "input.password"),
        ("password", "1q2w3e4r5t6y", "input.password"),
        ("password", "abababababab", "input.password"),
        ("password", "Salomé Brandt 2026", "input.password"),
        ("password", "x" * 1_001, "input.password"),
        ("time_zone", "Europe/Nowhere", "input.time_zone"),
        ("time_zone", "../../etc/passwd", "input.time_zone"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_link_still_works(field: str, value: str, code: str):
    token = _token()
    with pytest.raises(Refused) as refused:
        _open(token, **{field: value})
    assert refused.value.code == code
    assert first_run_link_works(token)


def test_two_brands_of_the_same_name_have_addresses_of_their_own():
    make_brand("ferrolane-ete")
    assert _open(_token())[1].slug == "ferrolane-ete-2"


def test_a_brand_without_latin_letters_still_has_an_address():
    assert _open(_token(), brand_name="北海")[1].slug == "desk"


def test_events_tell_who_joined_without_a_name_or_an_address():
    _open(_token())
    told = " ".join(str(facts) for facts in Event.objects.values_list("facts", flat=True))
    assert "brand.opened" in set(Event.objects.values_list("name", flat=True))
    assert "ferrolane" not in told.lower()
    assert "salom" not in told.lower()
