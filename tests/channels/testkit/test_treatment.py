"""Every mode of the fault server does what its name says, for reads as for writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from detente.channels.testkit.faults import Canned, Fault, FaultProxy, Wait, skewed
from detente.contracts.network import Unknown
from detente.net import AllowedOrigins, Answer, Limits, WayOut
from detente.net.way import AnswerTooLong
from tests.net.raw_server import RawServer, answering

BODY = b'{"hello": "world"}'
OK = (
    b"HTTP/1.1 200 OK\r\nContent-Length: 18\r\nContent-Type: application/json\r\n"
    b"Date: Fri, 20 Nov 2026 14:00:00 GMT\r\n\r\n" + BODY
)
NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[RawServer]:
    with RawServer(answering(OK)) as running:
        yield running


@pytest.fixture
def proxy(server: RawServer) -> Iterator[FaultProxy]:
    with FaultProxy("127.0.0.1", server.port, silence=0.8) as running:
        yield running


def ask(proxy: FaultProxy, method: str = "GET", path: str = "/x") -> Answer:
    way = WayOut(AllowedOrigins([proxy.origin]), Limits(read=0.4, total=0.7))
    return way.request(method, f"{proxy.origin}{path}", [], b"" if method == "GET" else b"{}")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        (Fault.BEFORE_503, 503, b""),
        (Fault.AFTER_503, 503, b""),
        (Fault.TRUNCATED, 200, BODY[:9]),
        (Fault.REDIRECT, 307, b""),
        (Fault.LIMITED, 429, b"{}"),
        (Fault.EXPIRED, 401, b"{}"),
    ],
)
def test_a_mode_that_answers_answers_so(
    proxy: FaultProxy, server: RawServer, fault: Fault, status: int, body: bytes, method: str
) -> None:
    proxy.fail(fault, times=1, on="all")
    answer = ask(proxy, method)
    assert (answer.status, answer.body, len(server.seen)) == (status, body, int(fault.commits))
    assert ask(proxy, method).body == BODY


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "fault", [Fault.CLOSE, Fault.CLOSE_AFTER, Fault.TIMEOUT_AFTER, Fault.SLOW_DRIP, Fault.CUT, Fault.OVERSIZED]
)
def test_a_mode_without_a_whole_answer_leaves_the_client_in_doubt(
    proxy: FaultProxy, server: RawServer, fault: Fault, method: str
) -> None:
    proxy.fail(fault, times=1, on="all")
    with pytest.raises(Unknown) as told:
        ask(proxy, method)
    assert isinstance(told.value, AnswerTooLong) == (fault is Fault.OVERSIZED)
    assert len(server.seen) == int(fault.commits)


def test_a_page_of_html_stands_where_json_was_due(proxy: FaultProxy) -> None:
    proxy.fail(Fault.HTML, on="reads")
    answer = ask(proxy)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html")
    assert answer.body.startswith(b"<!doctype html>")


def test_a_redirect_points_to_a_place_that_nobody_should_ask(proxy: FaultProxy) -> None:
    proxy.fail(Fault.REDIRECT, on="reads")
    assert ask(proxy).headers["location"] == "/elsewhere"
    assert [seen.path for seen in proxy.seen] == ["/x"]


@pytest.mark.parametrize(
    ("wait", "name", "said"),
    [
        (Wait.SECONDS, "retry-after", "90"),
        (Wait.DATE, "retry-after", "Fri, 20 Nov 2026 14:01:30 GMT"),
        (Wait.EPOCH, "ratelimit-reset", "1795183290"),
        (Wait.ISO, "x-ratelimit-reset", "2026-11-20T14:01:30Z"),
    ],
)
def test_a_wait_is_said_in_each_dialect(proxy: FaultProxy, wait: Wait, name: str, said: str) -> None:
    answer = Canned(429, b"slow", wait.headers(NOW + timedelta(seconds=90), NOW))
    proxy.fail(Fault.LIMITED, on="reads", answer=answer)
    told = ask(proxy)
    assert (told.status, told.body, told.headers[name]) == (429, b"slow", said)


def test_a_wait_may_come_without_any_hour(proxy: FaultProxy) -> None:
    proxy.fail(Fault.LIMITED, on="reads")
    assert {"retry-after", "ratelimit-reset", "x-ratelimit-reset"}.isdisjoint(ask(proxy).headers)


def test_a_clock_is_moved_on_its_way(proxy: FaultProxy) -> None:
    proxy.fail(Fault.SKEWED, on="all", change=skewed(timedelta(minutes=7)))
    assert ask(proxy).headers["date"] == "Fri, 20 Nov 2026 14:07:00 GMT"


def test_an_answer_may_be_changed_on_its_way(proxy: FaultProxy) -> None:
    proxy.fail(Fault.ALTERED, on="reads", change=lambda answer: Canned(answer.status, answer.body.upper()))
    assert ask(proxy).body == BODY.upper()


def test_only_the_paths_that_were_named_fail(proxy: FaultProxy) -> None:
    proxy.fail(Fault.BEFORE_503, on="all", path=r"^/v1/notes$")
    proxy.also(Fault.EXPIRED, on="reads", path="/me")
    asked = [ask(proxy, "GET", path).status for path in ("/v1/notes", "/v1/notes/1", "/me", "/other")]
    assert asked == [503, 200, 401, 200]
    assert [seen.fault for seen in proxy.seen] == [Fault.BEFORE_503, Fault.OK, Fault.EXPIRED, Fault.OK]


def test_rights_may_end_after_so_many_pages(proxy: FaultProxy) -> None:
    proxy.fail(Fault.EXPIRED, on="reads", after=2, times=1)
    assert [ask(proxy).status for _ in range(4)] == [200, 200, 401, 200]


def test_what_is_said_anew_forgets_what_was_said_before(proxy: FaultProxy) -> None:
    proxy.fail(Fault.BEFORE_503, on="all")
    proxy.fail(Fault.OK)
    assert ask(proxy).status == 200
