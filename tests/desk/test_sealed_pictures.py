"""What is sealed beside the received bytes stands under its own ledger line like them."""

from __future__ import annotations

import pytest
from tests.desk.makers import a_brand, a_case, a_channel, picture_of

from detente.desk.models import Message
from detente.desk.sealed import is_whole, sealed_evidence
from detente.journal.ledger import verify

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("level", "what"), [("A", "picture"), ("B", "operator"), ("C", "reconstruction")])
def test_a_picture_is_whole_under_its_line_and_never_stands_for_the_bytes_received(level: str, what: str) -> None:
    message = Message.objects.get(case=a_case(a_channel(a_brand())))
    item = picture_of(message, level)
    assert (item.level, item.what, item.revision_number) == (level, what, 1)
    assert is_whole(item)
    received = sealed_evidence(message)
    assert received is not None
    assert (received.level, received.what) == ("D", "received")
    assert verify().intact
