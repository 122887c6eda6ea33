"""Importing a file: idempotent, historical unless live, refused lines counted with their reasons."""

from __future__ import annotations

import io

import pytest
from tests.desk.makers import NOON, a_brand, a_channel, a_person, read_all

from detente.cli.imports import _mapping
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.import_comments import channel_by_name, import_comments, plan_for
from detente.desk.models import Case, Channel, ImportRun, Message
from detente.host.trouble import HostTrouble
from detente.journal.models import Event

FILE = b'{"id": "1", "text": "Perdu", "author": "odile"}\noops\n{"id": "2", "text": "Merci", "author": "paul"}\n'


@pytest.fixture
def channel(db: None) -> Channel:
    return a_channel(a_brand())


def test_a_file_is_taken_in_and_its_bad_line_reported(channel: Channel) -> None:
    report = import_comments(channel.id, io.BytesIO(FILE), file_name="a.jsonl", live=False, now=NOON)
    assert (report.new, report.known, report.refused_count, report.refused[0].line) == (2, 0, 1, 2)
    read_all()
    assert Case.objects.filter(historical=True).count() == 2
    assert ImportRun.objects.get().refused == [[2, "This line is not a JSON object. Write one object a line."]]
    assert Event.objects.get(name="comments.imported").facts["refused"] == 1


def test_the_same_file_again_brings_nothing_new(channel: Channel) -> None:
    import_comments(channel.id, io.BytesIO(FILE), file_name="a.jsonl", live=False, now=NOON)
    report = import_comments(channel.id, io.BytesIO(FILE), file_name="a.jsonl", live=False, now=NOON)
    assert (report.new, report.known) == (0, 2)
    assert Message.objects.count() == 2


def test_a_live_import_starts_clocks(channel: Channel) -> None:
    import_comments(channel.id, io.BytesIO(FILE), file_name="a.jsonl", live=True, now=NOON)
    read_all()
    assert Case.objects.filter(deadline__isnull=False).count() == 2


def test_a_file_of_another_kind_is_refused_with_what_to_give_instead(channel: Channel) -> None:
    with pytest.raises(Refused, match=r"\.csv or \.jsonl"):
        import_comments(channel.id, io.BytesIO(b""), file_name="a.xlsx", live=False, now=NOON)


def test_an_agent_of_another_brand_may_not_import(channel: Channel) -> None:
    stranger = a_person(a_brand("autre"), Role.LEAD)
    with pytest.raises(Refused) as refused:
        import_comments(channel.id, io.BytesIO(FILE), file_name="a.jsonl", live=False, now=NOON, person_id=stranger.id)
    assert refused.value.code == "access.brand"
    assert Message.objects.count() == 0


def test_an_unknown_channel_is_answered_with_the_names_there_are(channel: Channel) -> None:
    with pytest.raises(Refused, match="File"):
        channel_by_name("Fille")


TABLE = b"Who;Body;When\nodile;Perdu;21/11/2026 09:00\n"


def test_columns_are_named_on_the_command_line_and_the_others_guessed(channel: Channel) -> None:
    plan = plan_for(channel, io.BytesIO(TABLE), "a.csv", mapping={"Who": "author", "When": "posted_at"}, dates="dmy")
    report = import_comments(channel.id, io.BytesIO(TABLE), file_name="a.csv", live=False, now=NOON, plan=plan)
    assert (report.new, report.refused_count) == (1, 0)
    message = Message.objects.select_related("author").get()
    assert message.author is not None
    assert (message.author.display_name, message.posted_at.isoformat()) == ("odile", "2026-11-21T08:00:00+00:00")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [({"Nobody": "text"}, "There are: Who, Body, When"), ({"Body": "words"}, "Choose among: text, author")],
)
def test_a_column_or_a_field_that_there_is_not_is_answered_with_those_there_are(
    channel: Channel, mapping: dict[str, str], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        plan_for(channel, io.BytesIO(TABLE), "a.csv", mapping=mapping, dates=None)


def test_a_column_can_be_left_out_and_a_guess_be_overruled(channel: Channel) -> None:
    plan = plan_for(channel, io.BytesIO(TABLE), "a.csv", mapping={"Body": "", "When": "text"}, dates=None)
    assert plan.columns == {"When": "text"}


def test_the_command_line_parts_a_column_from_its_field_at_the_last_sign() -> None:
    assert _mapping(["a=b=text", " Who = author"]) == {"a=b": "text", "Who": "author"}
    with pytest.raises(HostTrouble, match="COLUMN=FIELD"):
        _mapping(["text"])
