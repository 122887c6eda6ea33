"""The holding reply that is proposed has its three parts, names the matter and passes our own check."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from detente.analysis.engine import EmbeddedEngine
from detente.contracts.analysis import MessageToRead
from detente.contracts.composure import ReplyKind, Report, Situation, Verdict
from detente.contracts.kinds import Kind
from detente.contracts.words import LANGUAGES, Language
from detente.drafting.holding import HoldingFacts, holding_text, next_quarter
from detente.drafting.quotes import pieces
from detente.rules.composure import check_reply, times_promised

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
BACK = (timedelta(hours=2), timedelta(days=1), timedelta(days=12))
EXAMPLES = Path(__file__).parents[1] / "analysis"
NOT_REPEATED = {
    Kind.ABUSE,
    Kind.TROLL,
    Kind.SPAM,
    Kind.PERSON_AT_RISK,
    Kind.WHISTLEBLOWER,
    Kind.PRESS,
    Kind.RIGHTS_REQUEST,
}


def _check(text: str, lang: Language, department: str, message: str = "", recent: tuple[str, ...] = ()) -> Report:
    return check_reply(
        Situation(
            text=text, language=lang, reply_kind=ReplyKind.HOLDING, message=message, message_language=lang, now=NOW,
            timezone="Europe/Paris", department=department, recent_replies=recent,
        )
    )  # fmt: skip


def _facts(heart: str = "", kind: Kind = Kind.COMPLAINT, limit: int | None = None, **more: str) -> HoldingFacts:
    message = more.get("message", heart)
    return HoldingFacts("Logistique", NOW + timedelta(hours=2), PARIS, heart, message, kind, limit)


def _examples(lang: Language) -> list[tuple[Kind, str, str]]:
    """Kind, heart and message of the examples that analysis is tested with."""
    lines = (EXAMPLES / f"examples_{lang}.txt").read_text(encoding="utf-8").splitlines()
    texts = [line.split("|", 2)[2].strip() for line in lines if line and not line.startswith("#")]
    read = EmbeddedEngine().read([MessageToRead(place, text) for place, text in enumerate(texts)])
    return [(one.kind, one.heart, text) for one, text in zip(read, texts, strict=True)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("wait", BACK)
@pytest.mark.parametrize("department", ["Logistique", "Customer accounts", "SAV", "Gares & bagages"])
def test_the_proposal_is_complete_for_our_own_check(lang: Language, wait: timedelta, department: str) -> None:
    text = holding_text(HoldingFacts(department, NOW + wait, PARIS), lang, now=NOW)
    report = _check(text, lang, department)
    assert report.blocks == ()
    assert report.verdict is not Verdict.BLOCK


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_proposal_names_the_matter_of_many_messages_and_is_never_called_canned(lang: Language) -> None:
    earlier: list[str] = []
    unnamed = []
    for kind, heart, message in _examples(lang):
        text = holding_text(_facts(heart, kind, message=message), lang, now=NOW)
        report = _check(text, lang, "Logistique", message, tuple(earlier))
        assert report.blocks == (), message
        assert "voice.canned" not in {one.check for one in report.findings}, message
        if kind not in NOT_REPEATED and "ack.specific" in {one.check for one in report.findings}:
            unnamed.append(message)
        earlier.append(text)
    assert len(unnamed) <= len(earlier) // 20, unnamed


def test_the_matter_is_named_in_the_words_of_the_author() -> None:
    text = holding_text(_facts("Colis annoncé livré mardi, jamais reçu."), "fr", now=NOW)
    assert "Vous écrivez\u202f: «\u202fColis annoncé livré mardi, jamais reçu\u202f»." in text
    english = holding_text(_facts("My parcel never came!"), "en", now=NOW)
    assert "You write: “My parcel never came”." in english


def test_a_long_heart_is_cut_between_clauses_and_never_rewritten() -> None:
    heart = (
        "La couture a lâché au bout de deux lavages, le tissu est bien plus fin que sur la photo et personne ne répond"
    )
    text = holding_text(_facts(heart), "fr", now=NOW)
    quote = text.split("«\u202f")[1].split("\u202f»")[0]
    assert quote in heart
    assert len(quote) <= 90


@pytest.mark.parametrize("kind", sorted(NOT_REPEATED))
def test_we_repeat_neither_abuse_nor_a_cry_for_help(kind: Kind) -> None:
    assert "«" not in holding_text(_facts("Ta vendeuse est une truie", kind), "fr", now=NOW)


@pytest.mark.parametrize(
    "heart",
    [
        "Mon colis manque, appelez-moi au 06 12 34 56 78",
        "Mon colis manque, écrivez à odile@courrier.example",
        "Mon colis manque, tout est sur https://plainte.example/odile",
    ],
)
def test_what_must_not_stand_in_public_is_not_repeated(heart: str) -> None:
    text = holding_text(_facts(heart), "fr", now=NOW)
    assert "«\u202fMon colis manque\u202f»" in text
    assert _check(text, "fr", "Logistique", heart).blocks == ()


def test_a_time_of_the_author_is_not_cut_at_its_point() -> None:
    said = "The 7.12 to Vernoille was cancelled again without a word and I missed my ferry, again. Nothing at 17:48."
    assert pieces(said, said)[:2] == [
        "The 7.12 to Vernoille was cancelled again without a word",
        "and I missed my ferry",
    ]
    assert "Nothing at 17:48" in pieces(said, said)


def test_a_time_in_the_authors_words_never_becomes_a_promise_of_ours() -> None:
    text = holding_text(_facts("Vous revenez demain avant 9 h, avez-vous dit, et le colis est perdu"), "fr", now=NOW)
    assert [one.due_at for one in times_promised(text, NOW, "Europe/Paris", "fr")] == [NOW + timedelta(hours=2)]


def test_where_the_network_is_short_the_quotation_gives_way() -> None:
    plain = holding_text(_facts(), "fr", now=NOW)
    assert holding_text(_facts("Colis jamais reçu", limit=len(plain) + 10), "fr", now=NOW) == plain
    assert len(holding_text(_facts("Colis jamais reçu", limit=300), "fr", now=NOW)) <= 300


def test_a_message_that_tells_nothing_is_not_quoted() -> None:
    assert "“" not in holding_text(_facts("Tuesday."), "en", now=NOW)


@pytest.mark.parametrize(
    ("at", "rounded"),
    [
        (datetime(2026, 11, 20, 12, 0, tzinfo=UTC), datetime(2026, 11, 20, 12, 0, tzinfo=UTC)),
        (datetime(2026, 11, 20, 12, 0, 1, tzinfo=UTC), datetime(2026, 11, 20, 12, 15, tzinfo=UTC)),
        (datetime(2026, 11, 20, 23, 46, tzinfo=UTC), datetime(2026, 11, 21, 0, 0, tzinfo=UTC)),
    ],
)
def test_nobody_promises_an_odd_minute(at: datetime, rounded: datetime) -> None:
    assert next_quarter(at) == rounded
