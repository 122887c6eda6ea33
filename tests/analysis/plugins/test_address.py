"""A language model behind an address: one bounded request, an answer that is only values, trouble that is only trouble."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest

from detente.analysis.plugins.address import MOST_CHARACTERS, Address
from detente.analysis.plugins.asked import AddressAsked
from detente.analysis.plugins.overridden import Overridden
from detente.analysis.plugins.plugin import PluginTrouble, Trouble
from detente.analysis.plugins.values import ALLOWED
from detente.contracts.learning import DIMENSIONS
from tests.analysis.plugins.readings import Embedded, messages
from tests.helpers.fake_model import FakeModel, saying

TEXTS = ("Colis jamais reçu.", "Thanks, it works.", "Et alors ?", "C’est un scandale.")


def address_of(fake: FakeModel, *dimensions: str, **more: object) -> Address:
    asked = AddressAsked(f"{fake.origin}/v1", "small", frozenset(dimensions or {"sentiment"}), **more)  # type: ignore[arg-type]
    return Address(asked, [fake.origin])


def test_values_and_probabilities_come_back_by_message() -> None:
    with FakeModel(saying(0.8, sentiment="negative", kind="press")) as fake:
        plugin = address_of(fake, "sentiment", "kind")
        results = Overridden(Embedded(), [plugin]).read(messages(*TEXTS))
    assert plugin.name == f"{fake.origin.removeprefix('http:')}/small"
    assert {(one.sentiment.value, one.kind.value) for one in results} == {("negative", "press")}
    assert all(one.sources == {"sentiment": plugin.name, "kind": plugin.name} for one in results)
    assert all(one.scores["negative"] == one.scores["kind.press"] == 0.8 for one in results)


def test_a_request_carries_a_few_texts_the_key_and_a_schema_of_what_may_be_said(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("sk-test\n")
    with FakeModel(saying(sentiment="negative", urgency="high")) as fake:
        plugin = address_of(fake, "urgency", "sentiment", key_file=tmp_path / "key", at_once=3)
        Overridden(Embedded(), [plugin]).read(messages(*TEXTS))
    first, second = fake.asked
    assert (len(first.texts), len(second.texts)) == (3, 1)
    assert first.path == "/v1/chat/completions"
    assert first.headers["authorization"] == "Bearer sk-test"
    assert (first.body["model"], first.body["stream"]) == ("small", False)
    form = first.body["response_format"]
    assert isinstance(form, dict)
    rows = form["json_schema"]["schema"]["properties"]["readings"]["items"]
    assert rows["properties"]["id"]["enum"] == [*first.texts]
    assert rows["required"] == ["id", "sentiment", "urgency"]
    assert rows["properties"]["urgency"]["properties"]["value"]["enum"] == ["low", "normal", "high"]


def test_the_rules_name_every_value_of_every_dimension() -> None:
    with FakeModel() as fake:
        address_of(fake, *DIMENSIONS).ask(messages("a"), 5)
    for dimension in DIMENSIONS:
        assert f"- {dimension}: {' | '.join(ALLOWED[dimension])}. " in fake.asked[0].system


def test_without_a_key_file_no_key_is_sent() -> None:
    with FakeModel() as fake:
        address_of(fake).ask(messages("a"), 5)
    assert "authorization" not in fake.asked[0].headers


@pytest.mark.parametrize("content", [None, "", "\n", "two words", "sk-é", "a\nb"])
def test_a_key_that_cannot_be_used_is_told_by_its_file_and_nothing_is_sent(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "key").write_text(content)
    with FakeModel() as fake, pytest.raises(PluginTrouble) as told:
        address_of(fake, key_file=tmp_path / "key").ask(messages("a"), 5)
    assert fake.asked == []
    assert str(tmp_path / "key") in told.value.remedy
    assert not content or content.strip() == "" or content not in told.value.remedy


def test_a_new_key_counts_from_the_next_request_on(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("old")
    with FakeModel() as fake:
        plugin = address_of(fake, key_file=tmp_path / "key")
        plugin.ask(messages("a"), 5)
        (tmp_path / "key").write_text("new")
        plugin.ask(messages("a"), 5)
    assert [each.headers["authorization"] for each in fake.asked] == ["Bearer old", "Bearer new"]


@pytest.mark.parametrize(
    ("mode", "trouble"),
    [
        ("500", Trouble.AWAY),
        ("404", Trouble.REFUSED),
        ("401", Trouble.REFUSED),
        ("429", Trouble.BUSY),
        ("503", Trouble.BUSY),
        ("no json", Trouble.NONSENSE),
        ("garbage", Trouble.NONSENSE),
        ("cut", Trouble.NONSENSE),
        ("deep", Trouble.NONSENSE),
        ("huge", Trouble.NONSENSE),
        ("wrong ids", Trouble.NONSENSE),
        ("declined", Trouble.REFUSED),
    ],
)
def test_an_answer_that_cannot_be_used_leaves_the_embedded_reading(mode: str, trouble: Trouble) -> None:
    with FakeModel(mode=mode) as fake:
        plugin = address_of(fake)
        engine = Overridden(Embedded(), [plugin])
        (result,) = engine.read(messages("a"))
    assert (result.sentiment.value, result.sources) == ("neutral", {})
    assert engine.counts[plugin.name, trouble.value] == 1


@pytest.mark.parametrize("mode", ["hang", "slow"])
def test_an_answer_that_does_not_come_in_time_leaves_the_embedded_reading(mode: str) -> None:
    with FakeModel(mode=mode) as fake:
        plugin = address_of(fake)
        engine = Overridden(Embedded(), [plugin], seconds=1.0)
        begun = time.monotonic()
        (result,) = engine.read(messages("a"))
        took = time.monotonic() - begun
    assert result.sources == {}
    assert engine.counts[plugin.name, Trouble.LATE.value] == 1
    assert took < 5, "an answer that hangs for ever holds nobody up"


def test_a_redirect_is_not_followed() -> None:
    with (
        FakeModel() as other,
        FakeModel(mode="307", headers={"Location": f"{other.origin}/v1/chat/completions"}) as fake,
    ):
        asked = AddressAsked(f"{fake.origin}/v1", "small", frozenset({"sentiment"}))
        with pytest.raises(PluginTrouble, match="status 307"):
            Address(asked, [fake.origin, other.origin]).ask(messages("a"), 5)
    assert other.asked == []


def test_an_origin_that_is_not_allowed_is_not_dialled_and_neither_is_a_neighbouring_port() -> None:
    with FakeModel() as fake, FakeModel() as neighbour:
        asked = AddressAsked(f"{fake.origin}/v1", "small", frozenset({"sentiment"}))
        with pytest.raises(PluginTrouble) as told:
            Address(asked, [neighbour.origin]).ask(messages("a"), 5)
    assert fake.asked == neighbour.asked == []
    assert "DETENTE_ALLOWED_ORIGINS" in told.value.remedy


def test_nobody_listening_is_told_as_such() -> None:
    with FakeModel() as fake:
        plugin = address_of(fake)
    with pytest.raises(PluginTrouble) as told:
        plugin.ask(messages("a"), 5)
    assert told.value.trouble is Trouble.AWAY


def test_half_a_batch_is_taken_and_the_rest_counted_as_missing() -> None:
    with FakeModel(mode="half") as fake:
        plugin = address_of(fake)
        engine = Overridden(Embedded(), [plugin])
        results = engine.read(messages(*TEXTS))
    assert [bool(one.sources) for one in results] == [True, True, False, False]
    assert engine.counts[plugin.name, "missing"] == 2


@pytest.mark.parametrize(
    "said",
    [
        {"value": "furious", "probability": 0.9},
        {"value": "Negative", "probability": 0.9},
        {"value": None, "probability": 0.9},
        {"value": ["negative"], "probability": 0.9},
        {"value": "negative"},
        {"value": "negative", "probability": "0.9"},
        {"value": "negative", "probability": True},
        {"value": "negative", "probability": -0.1},
        {"value": "negative", "probability": float("nan")},
        {"value": "negative", "probability": 90},
        "negative",
        None,
    ],
)
def test_a_value_or_a_probability_that_does_not_exist_is_not_taken(said: object) -> None:
    with FakeModel(lambda texts: [{"id": key, "sentiment": said, "topic": _TOPIC} for key in texts]) as fake:
        (result,) = Overridden(Embedded(), [address_of(fake, "sentiment", "topic")]).read(messages("a"))
    assert set(result.sources) == {"topic"}


_TOPIC = {"value": "billing", "probability": 0.9}


def test_what_was_not_asked_is_not_taken() -> None:
    with FakeModel(saying(sentiment="negative", severity="4", heart="Effacez ce dossier")) as fake:
        (result,) = Overridden(Embedded(), [address_of(fake)]).read(messages("a"))
    assert (set(result.sources), result.severity, result.heart) == ({"sentiment"}, 2, "Colis jamais reçu")


def test_words_around_the_object_are_taken_off_where_they_are_a_fence() -> None:
    with FakeModel(mode="fenced") as fake:
        (result,) = Overridden(Embedded(), [address_of(fake)]).read(messages("a"))
    assert result.sources


def test_a_server_that_refuses_the_form_is_asked_more_plainly_the_next_time() -> None:
    with FakeModel(mode="400") as fake:
        plugin = address_of(fake)
        for _ in range(3):
            with pytest.raises(PluginTrouble):
                plugin.ask(messages("a"), 5)
        fake.mode = "fine"
        plugin.ask(messages("a"), 5)
        plugin.ask(messages("a"), 5)
    named = ("response_format", "temperature")
    forms = [{name: each.body[name] for name in named if name in each.body} for each in fake.asked]
    both, form = ["response_format", "temperature"], ["response_format"]
    assert [sorted(each) for each in forms] == [both, form, both, [], []]
    assert forms[2]["response_format"] == {"type": "json_object"}


def test_an_address_that_asks_for_patience_gets_it() -> None:
    with FakeModel(mode="429", headers={"Retry-After": "90"}) as fake, pytest.raises(PluginTrouble) as told:
        address_of(fake).ask(messages("a"), 5)
    assert told.value.wait == 90.0


@pytest.mark.parametrize("said", ["Wed, 21 Oct 2026 07:28:00 GMT", "-5", "²", ""])
def test_patience_that_is_no_number_of_seconds_is_not_understood(said: str) -> None:
    with FakeModel(mode="503") as fake:
        fake.headers = {"Retry-After": said} if said.isascii() else {}
        with pytest.raises(PluginTrouble) as told:
            address_of(fake).ask(messages("a"), 5)
    assert told.value.wait == 0.0


def test_a_text_that_is_too_long_does_not_leave_and_the_others_do() -> None:
    with FakeModel() as fake:
        plugin = address_of(fake)
        engine = Overridden(Embedded(), [plugin])
        long, short = engine.read(messages("a" * (MOST_CHARACTERS + 1), "b"))
    assert (long.sources, bool(short.sources)) == ({}, True)
    assert [*fake.asked[0].texts.values()] == ["b"]
    assert engine.counts[plugin.name, "too long"] == 1


def test_only_texts_that_are_too_long_ask_nobody() -> None:
    with FakeModel() as fake:
        answer = address_of(fake).ask(messages("a" * (MOST_CHARACTERS + 1)), 5)
    assert (fake.asked, dict(answer.guesses)) == ([], {})


def test_identifiers_and_handles_stay_here_unless_the_operator_says_otherwise() -> None:
    text = "@lila_b appelez le 06 12 34 56 78, dossier 4417882, lila@exemple.fr"
    with FakeModel() as fake:
        address_of(fake).ask(messages(text), 5)
        address_of(fake, mask=False).ask(messages(text), 5)
    masked, plain = (next(iter(each.texts.values())) for each in fake.asked)
    assert masked == "[handle] appelez le [phone], dossier [order], [email]"
    assert plain == text


def test_no_word_of_a_message_and_no_key_reaches_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "key").write_text("sk-secret")
    with caplog.at_level(logging.DEBUG), FakeModel() as fake:
        for mode in ("fine", "500", "garbage", "huge", "wrong ids", "400"):
            fake.mode = mode
            plugin = address_of(fake, key_file=tmp_path / "key")
            Overridden(Embedded(), [plugin]).read(messages("Ma voisine Lila ment"))
    assert "status 500" in caplog.text
    assert "Lila" not in caplog.text and "sk-secret" not in caplog.text
