"""A desk in real use never becomes a demo."""

from __future__ import annotations

import pytest

from detente.accounts.actions.first_run import make_first_run_link, open_the_desk
from detente.cli import prepare
from detente.contracts.refusals import Refused
from detente.desk.models import Case
from detente.drill.demo import fill_demo
from tests.drill.conftest import BASE, NOW


@pytest.mark.django_db
def test_a_desk_in_real_use_is_left_alone(tmp_path, settings):
    settings.DETENTE_DATA = str(tmp_path)
    token = str(make_first_run_link(NOW))
    open_the_desk(token, "Ada", "ada@example.org", "a sentence nobody guesses", "Mine", "en", "Europe/Paris", NOW)
    with pytest.raises(Refused) as refused:
        fill_demo(NOW, BASE)
    assert refused.value.code == "state.demo"
    assert not Case.objects.exists()
    assert prepare.demo() == {"trouble": refused.value.sentence.en}
