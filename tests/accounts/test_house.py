"""The brand's way of writing on its row, and what the event says of it."""

from __future__ import annotations

import json

import pytest

from detente.accounts.actions.edit_house import edit_house
from detente.accounts.models import Brand
from detente.contracts.house import House
from detente.contracts.refusals import Refused
from detente.journal.models import Event
from detente.rules.house import Typed
from tests.accounts.people import NOW, make_team

pytestmark = pytest.mark.django_db

TYPED = Typed("tu", "initials", "never", must_sign=True, lists={"protected_names": "Odile Tanguy", "jargon": "RMA\nN2"})


def test_what_is_saved_is_read_back_and_the_event_quotes_no_word_of_it():
    team = make_team()
    kept = edit_house(team.lead, team.brand.id, TYPED, now=NOW)
    assert House.from_json(Brand.objects.get(id=team.brand.id).house) == kept
    event = Event.objects.get(name="brand.house_edited")
    assert event.actor_id == team.lead
    assert set(event.facts["fields"]) == {"register", "signature", "must_sign", "emoji", "jargon", "protected_names"}
    assert event.facts["counts"] == [2, 0, 0, 0, 1]
    assert "Odile" not in json.dumps(event.facts)


def test_a_refused_list_changes_nothing():
    team = make_team()
    edit_house(team.lead, team.brand.id, TYPED, now=NOW)
    with pytest.raises(Refused):
        edit_house(team.lead, team.brand.id, Typed("vous", "none", "never", lists={"link_hosts": "a/b"}), now=NOW)
    assert House.from_json(Brand.objects.get(id=team.brand.id).house).register == "tu"
