"""The measured run, once: a hundred awkward answers, stream and polls together, nothing lost, nothing doubled."""

from __future__ import annotations

import pytest

from detente.desk.models import Channel
from tests.helpers.bluesky.desk import connect_channel, listening
from tests.helpers.bluesky.hundred import Hundred, crowd
from tests.helpers.bluesky.network import Network
from tests.helpers.bluesky.people import People
from tests.helpers.wait import wait_until

pytestmark = pytest.mark.bluesky


def test_of_many_awkward_answers_each_opens_once_and_the_deleted_ones_leave_their_evidence(
    bluesky: Network, people: People, fresh_desk: str
) -> None:
    brand = people.account("brand", with_app_password=True)
    voices = crowd(people, 9)
    connect_channel(bluesky, brand)
    with listening(bluesky) as watch:
        polled = Channel.objects.filter(last_success_at__isnull=False)
        wait_until(polled.exists, seconds=60, what="the first poll")
        outcome = Hundred(people, brand, voices, 4, 1).run(watch)
    assert outcome.written == 41
    assert outcome.exact, outcome
