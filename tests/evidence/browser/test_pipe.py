"""The conversation with a browser, played by the test itself at the other end of the pipes."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from detente.evidence.browser.deadline import Deadline, TooLate
from detente.evidence.browser.pipe import BrowserGone, CallRefused, Pipe

SOON = 5.0


@dataclass
class Other:
    """The browser's side: what it reads, and what it says."""

    reading: int
    writing: int

    def say(self, *messages: object) -> None:
        os.write(self.writing, b"".join(json.dumps(each).encode() + b"\0" for each in messages))

    def hear(self) -> dict[str, object]:
        data = b""
        while not data.endswith(b"\0"):
            data += os.read(self.reading, 1)
        heard: dict[str, object] = json.loads(data[:-1])
        return heard

    def leave(self) -> None:
        os.close(self.writing)
        self.writing = -1


@pytest.fixture
def ends() -> Iterator[tuple[Pipe, Other]]:
    theirs, mine = os.pipe()
    reading, writing = os.pipe()
    other = Other(theirs, writing)
    pipe = Pipe(reading, mine)
    yield pipe, other
    pipe.close()
    os.close(theirs)
    if other.writing >= 0:
        os.close(other.writing)


def test_an_answer_in_pieces_reaches_its_own_session_among_others(ends: tuple[Pipe, Other]) -> None:
    pipe, other = ends
    one, two = pipe.session(), pipe.session()
    answers: list[object] = []
    first = one.post("A", {}, lambda said: answers.append(("one", said["result"])))
    second = two.post("B", {}, lambda said: answers.append(("two", said["result"])))
    raw = json.dumps({"id": second, "result": {"n": "é"}}).encode() + b"\0"
    os.write(other.writing, raw[:7])
    os.write(other.writing, raw[7:])
    other.say({"id": first, "result": {}})
    one.wait(lambda: bool(answers), Deadline.after(SOON))
    two.wait(lambda: len(answers) == 2, Deadline.after(SOON))
    assert answers == [("one", {}), ("two", {"n": "é"})]


def test_an_event_is_handled_while_an_answer_is_awaited(ends: tuple[Pipe, Other]) -> None:
    pipe, other = ends
    page = pipe.session("S1")
    seen: list[str] = []
    page.on("Page.javascriptDialogOpening", lambda said: seen.append(str(said["method"])))

    def play() -> None:
        asked = other.hear()
        assert asked["sessionId"] == "S1"
        other.say(
            {"method": "Page.javascriptDialogOpening", "sessionId": "S2"},
            {"method": "Page.javascriptDialogOpening", "sessionId": "S1"},
            {"id": asked["id"], "result": {"fine": True}},
        )

    playing = threading.Thread(target=play)
    playing.start()
    assert page.call("Runtime.evaluate", {}, Deadline.after(SOON)) == {"fine": True}
    playing.join()
    assert len(seen) == 1


def test_a_refusal_is_said_and_silence_ends_at_the_deadline(ends: tuple[Pipe, Other]) -> None:
    pipe, other = ends
    page = pipe.session()

    def refuse() -> None:
        other.say({"id": other.hear()["id"], "error": {"code": -32000, "message": "no such thing"}})

    refusing = threading.Thread(target=refuse)
    refusing.start()
    with pytest.raises(CallRefused, match="no such thing"):
        page.call("A", {}, Deadline.after(SOON))
    refusing.join()
    with pytest.raises(TooLate):
        page.call("B", {}, Deadline.after(0.05))


@pytest.mark.parametrize("ending", ["closes", "talks nonsense", "is given up"])
def test_everything_that_waits_fails_at_once_when_the_browser_is_gone(ends: tuple[Pipe, Other], ending: str) -> None:
    pipe, other = ends
    pages = [pipe.session(name) for name in ("", "S1", "S2")]
    failed: list[int] = []

    def ask(number: int) -> None:
        with pytest.raises(BrowserGone):
            pages[number].call("A", {}, Deadline.after(60))
        failed.append(number)

    asking = [threading.Thread(target=ask, args=[number]) for number in range(3)]
    for each in asking:
        each.start()
    for _ in asking:
        other.hear()
    if ending == "closes":
        other.leave()
    elif ending == "talks nonsense":
        os.write(other.writing, b"not json\0")
    else:
        pipe.close()
    for each in asking:
        each.join(SOON)
    assert sorted(failed) == [0, 1, 2] and pipe.gone
    with pytest.raises(BrowserGone):
        pages[0].call("A", {}, Deadline.after(SOON))
    with pytest.raises(BrowserGone):
        pipe.session("S3")


def test_a_browser_that_takes_nothing_any_more_does_not_hold_us(ends: tuple[Pipe, Other]) -> None:
    pipe, _ = ends
    with pytest.raises(TooLate):
        pipe.session().call("A", {"long": "x" * (4 << 20)}, Deadline.after(0.1))
    assert pipe.gone, "half a message was sent: nothing after it could be understood"
