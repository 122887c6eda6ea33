"""`detente connect`: the network is asked before anything is saved, and a secret is never an argument."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from detente.accounts.models import Brand
from detente.cli import desk, main
from detente.contracts.network import Auth, Connection, NetworkError, NotSent, Probe, Session
from detente.contracts.words import Words
from detente.desk.actions.channels import open_secret
from detente.desk.models import Channel, ChannelTask
from detente.host import keys
from tests.desk.makers import a_brand

SECRET = "abcd-efgh-ijkl-mnop"
_PROBE = Probe("did:plc:ferrolune", "Ferrolune", frozenset())

Seen = list[Connection]
Answers = Callable[[Probe | NetworkError], Seen]


class _Network:
    """A connector that signs in and answers as it is told."""

    def __init__(self, connection: Connection, answer: Probe | NetworkError) -> None:
        self.connection, self.answer = connection, answer

    def sign_in(self, *, now: datetime) -> Session:
        if isinstance(self.answer, NetworkError):
            raise self.answer
        return Session(f"session of {now:%Y}", None, None)

    def refresh(self, *, now: datetime) -> Session:
        return self.sign_in(now=now)

    def probe(self, *, now: datetime) -> Probe:
        assert self.connection.session.startswith("session of"), now
        assert isinstance(self.answer, Probe)
        return self.answer


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Call it with the answer of every network; the connections that were dialled."""

    def answers(answer: Probe | NetworkError) -> Seen:
        seen: Seen = []

        def dial(name: str, connection: Connection, origins: object) -> _Network:
            assert (name, origins) == ("bluesky", [])
            seen.append(connection)
            return _Network(connection, answer)

        monkeypatch.setattr("detente.channels.dial.dial", dial)
        return seen

    return answers


@pytest.fixture
def place(fresh_desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object) -> Path:
    """The data folder of a desk with one brand whose database answers."""
    keys.make_all(tmp_path / "keys")
    monkeypatch.setenv("DATABASE_URL", fresh_desk)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(desk, "start_django", lambda told: None)
    settings.DETENTE_ALLOWED_ORIGINS = []  # type: ignore[attr-defined]
    a_brand()
    return tmp_path


def _connect(place: Path, *words: str, secret: str | None = SECRET) -> int:
    told = [*words]
    if secret is not None:
        (place / "secret").write_text(f"{secret}\n")
        told += ["--secret-file", str(place / "secret")]
    fields = ["--field", "identifier=ferrolune.example"]
    return main.main(["connect", "bluesky", "--data", str(place), *fields, *told])


def test_a_good_account_is_saved_after_the_network_said_who_we_are(
    place: Path, network: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = network(_PROBE)
    assert _connect(place, "--name", "Our account", "--backfill", "30") == 0
    channel = Channel.objects.get()
    said = capsys.readouterr().out
    assert "The network knows us as Ferrolune." in said
    assert f"Saved: channel {channel.id}, “Our account”." in said
    assert "detente up" in said
    assert (channel.state, channel.name, channel.network) == ("checking", "Our account", "bluesky")
    assert open_secret(bytes(channel.secret), channel.brand_id) == SECRET
    assert [one.session for one in seen][-1].startswith("session of")
    assert set(ChannelTask.objects.values_list("kind", flat=True)) >= {"probe", "backfill"}


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Auth("no", kind="expired"), "does not know this secret"),
        (NotSent("no such host"), "does not answer"),
        (
            Probe(
                "did", "Ferrolune", frozenset(), problems=(Words(fr="Il manque un droit.", en="A right is missing."),)
            ),
            "Missing: A right is missing.",
        ),
    ],
    ids=["a wrong secret", "no network", "a missing right"],
)
def test_what_is_missing_is_said_in_a_sentence_and_nothing_is_saved(
    place: Path, network: Answers, capsys: pytest.CaptureFixture[str], answer: Probe | NetworkError, sentence: str
) -> None:
    network(answer)
    assert _connect(place) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert "Nothing was saved." in said
    assert SECRET not in said
    assert not Channel.objects.exists()


def test_the_sentences_are_said_in_the_language_of_the_terminal(
    place: Path, network: Answers, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    network(Auth("no", kind="revoked"))
    assert _connect(place) == 1
    assert "Le réseau ne reconnaît pas ce secret" in capsys.readouterr().err


def test_a_secret_may_come_from_the_standard_input(
    place: Path, network: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = network(_PROBE)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert _connect(place, "--secret-file", "-", secret=None) == 0
    assert seen[0].secret == SECRET


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_secret_is_asked_for_at_a_terminal(
    place: Path, network: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, asked = network(_PROBE), list[str]()
    monkeypatch.setattr("sys.stdin", _Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or SECRET)
    assert _connect(place, secret=None) == 0
    assert asked == ["App password: "]
    assert seen[0].secret == SECRET
    assert SECRET not in capsys.readouterr().out


def test_without_a_terminal_the_file_is_proposed(
    place: Path, network: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = network(_PROBE)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert _connect(place, secret=None) == 1
    assert "--secret-file" in capsys.readouterr().err
    assert seen == []


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["no file", "no text"])
def test_a_secret_that_cannot_be_read_is_said_by_its_file(
    place: Path, network: Answers, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    network(_PROBE)
    path = place / "other"
    if content is not None:
        path.write_bytes(content)
    assert _connect(place, "--secret-file", str(path), secret=None) == 1
    assert str(path) in capsys.readouterr().err


def test_a_missing_answer_is_named_before_the_network_is_asked(
    place: Path, network: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = network(_PROBE)
    (place / "secret").write_text(SECRET)
    assert main.main(["connect", "bluesky", "--data", str(place), "--secret-file", str(place / "secret")]) == 1
    assert "Handle" in capsys.readouterr().err
    assert seen == []


@pytest.mark.parametrize("days", ["-1", "4000"])
def test_a_past_that_is_too_long_is_refused(place: Path, network: Answers, days: str) -> None:
    seen = network(_PROBE)
    assert _connect(place, f"--backfill={days}") == 1
    assert seen == []


def test_the_same_name_twice_is_refused(place: Path, network: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    network(_PROBE)
    assert _connect(place, "--name", "Ours") == 0
    assert _connect(place, "--name", "Ours") == 1
    assert "already has this name" in capsys.readouterr().err


def test_with_several_brands_one_is_named(place: Path, network: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    network(_PROBE)
    other = a_brand("ondelune")
    assert _connect(place) == 1
    assert "--brand: ferrolune, ondelune" in capsys.readouterr().err
    assert _connect(place, "--brand", "ondelune") == 0
    assert Channel.objects.get().brand_id == other.id


def test_a_desk_without_a_brand_says_how_to_open_it(
    place: Path, network: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    network(_PROBE)
    Brand.objects.all().delete()
    assert _connect(place) == 1
    assert "one-time link" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["bluesky", "--field", f"secret={SECRET}"], "is a secret"),
        (["bluesky", "--field", "shoe=42"], "no field 'shoe'"),
        (["bluesky", "--field", "identifier"], "is not KEY=VALUE"),
        (["carrier-pigeon"], "name one of these networks: bluesky"),
        (["publicpage"], "name one of these networks"),
        ([], "name one of these networks"),
    ],
)
def test_wrong_use_ends_with_2_and_says_why(
    capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["connect", *words])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert SECRET not in said


def test_the_list_names_networks_their_questions_and_their_rights(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert main.main(["connect", "--list"]) == 0
    said = capsys.readouterr().out
    assert "bluesky      Bluesky" in said
    assert "Mot de passe d’application (asked for, never on the command line)" in said
    assert "rights:" in said
    assert "publicpage" not in said


def test_without_a_desk_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["connect", "bluesky", "--data", str(tmp_path / "none")]) == 1
    assert "There is no desk in" in capsys.readouterr().err
