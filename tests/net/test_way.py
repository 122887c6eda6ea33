"""One request, and what is known when it fails."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from detente.contracts.network import NotSent, Unknown
from detente.net import AddressRefused, AllowedOrigins, Limits, WayOut
from detente.net.way import AnswerTooLong
from tests.net.raw_server import RawServer, answering

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Thing: yes\r\n\r\nhi"


def way_to(*origins: str, **limits: float) -> WayOut:
    return WayOut(AllowedOrigins(origins), Limits(**limits))  # type: ignore[arg-type]


def test_the_answer_comes_back_as_it_was_sent() -> None:
    with RawServer(answering(OK)) as server:
        answer = way_to(server.origin).request("POST", f"{server.origin}/x?y=1", [("x-key", "k")], b'{"a": 1}')
    assert (answer.status, answer.body, answer.headers["x-thing"]) == (200, b"hi", "yes")
    (seen,) = server.seen
    head, _, body = seen.partition(b"\r\n\r\n")
    assert head.startswith(b"POST /x?y=1 HTTP/1.1\r\n")
    assert b"x-key: k" in head.lower()
    assert f"host: 127.0.0.1:{server.port}".encode() in head.lower()
    assert body == b'{"a": 1}'


def test_a_refused_address_is_never_dialled() -> None:
    with RawServer(answering(OK)) as server, pytest.raises(AddressRefused):
        way_to("http://127.0.0.1:1").request("GET", server.origin)
    assert server.seen == []


def test_a_name_that_changes_its_address_is_dialled_where_it_was_vetted() -> None:
    with RawServer(answering(OK)) as server:
        origin = f"http://desk.example:{server.port}"
        answers = iter([["127.0.0.1"], ["10.0.0.1"]])
        way = WayOut(AllowedOrigins([origin]), resolver=lambda _h, _p: next(answers))
        assert way.request("GET", f"{origin}/").status == 200
    assert f"host: desk.example:{server.port}".encode() in server.seen[0].lower()
    assert next(answers) == ["10.0.0.1"], "the name was asked once"


def test_the_next_vetted_address_is_tried_when_the_first_does_not_answer() -> None:
    with RawServer(answering(OK)) as server:
        origin = f"http://desk.example:{server.port}"
        way = WayOut(AllowedOrigins([origin]), resolver=lambda _h, _p: ["127.0.0.9", "127.0.0.1"])
        assert way.request("GET", origin).status == 200
    assert len(server.seen) == 1


def test_a_closed_port_means_that_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotSent, match="before any byte left"):
        way_to(f"http://127.0.0.1:{port}").request("POST", f"http://127.0.0.1:{port}/", body=b"x")


def test_a_broken_handshake_means_that_nothing_was_sent() -> None:
    with RawServer(answering(b"this is no handshake"), read_first=False) as server:
        origin = f"https://127.0.0.1:{server.port}"
        with pytest.raises(NotSent):
            way_to(origin).request("POST", origin, body=b"x")


def test_a_server_that_closes_after_reading_leaves_us_not_knowing() -> None:
    with RawServer(answering(b"")) as server, pytest.raises(Unknown, match="after bytes left"):
        way_to(server.origin).request("POST", server.origin, body=b"x")
    assert len(server.seen) == 1, "and it is not sent a second time"


def test_an_answer_cut_short_leaves_us_not_knowing() -> None:
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\nhi"
    with RawServer(answering(cut)) as server, pytest.raises(Unknown):
        way_to(server.origin).request("POST", server.origin, body=b"x")


def test_an_answer_that_is_no_http_leaves_us_not_knowing() -> None:
    with RawServer(answering(b"what?\r\n\r\n")) as server, pytest.raises(Unknown):
        way_to(server.origin).request("POST", server.origin, body=b"x")


def test_a_server_that_never_answers_is_given_up() -> None:
    def silent(_connection: socket.socket, over: threading.Event) -> None:
        over.wait(10)

    with RawServer(silent) as server, pytest.raises(Unknown, match="ReadTimeout"):
        way_to(server.origin, read=0.1).request("POST", server.origin, body=b"x")
    assert len(server.seen) == 1


def test_a_slow_drip_ends_with_the_total_time() -> None:
    def drip(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not over.wait(0.02):
            connection.sendall(b".")

    with RawServer(drip) as server, pytest.raises(Unknown, match="ReadTimeout"):
        way_to(server.origin, read=5.0, total=0.3).request("GET", server.origin)


def test_a_time_that_is_over_before_dialling_sends_nothing() -> None:
    ticks = iter([0.0, 100.0])
    with RawServer(answering(OK)) as server:
        way = WayOut(AllowedOrigins([server.origin]), tick=lambda: next(ticks, 100.0))
        with pytest.raises(NotSent):
            way.request("POST", server.origin, body=b"x")
    assert server.seen == []


def test_an_answer_longer_than_the_cap_is_cut_off() -> None:
    long = b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + b"." * 5000
    with RawServer(answering(long)) as server, pytest.raises(AnswerTooLong):
        way_to(server.origin, body=1000).request("GET", server.origin)


def test_an_endless_answer_without_a_length_is_cut_off() -> None:
    def endless(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not over.is_set():
            connection.sendall(b"400\r\n" + b"." * 1024 + b"\r\n")

    with RawServer(endless) as server, pytest.raises(AnswerTooLong):
        way_to(server.origin, body=50_000).request("GET", server.origin)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_redirect_is_handed_back_and_not_followed(method: str, status: int) -> None:
    with RawServer(answering(OK)) as other:
        moved = f"HTTP/1.1 {status} Moved\r\nLocation: {other.origin}/\r\nContent-Length: 0\r\n\r\n".encode()
        with RawServer(answering(moved)) as server:
            answer = way_to(server.origin, other.origin).request(method, server.origin, body=b"x")
    assert (answer.status, answer.headers["location"]) == (status, f"{other.origin}/")
    assert (len(server.seen), other.seen) == (1, [])


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failing_server_is_asked_once(status: int) -> None:
    busy = f"HTTP/1.1 {status} No\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n".encode()
    with RawServer(answering(busy)) as server:
        assert way_to(server.origin).request("POST", server.origin, body=b"x").status == status
    assert len(server.seen) == 1


def test_cookies_of_one_answer_are_not_sent_with_the_next_request() -> None:
    with_cookie = OK.replace(b"X-Thing: yes", b"Set-Cookie: a=b")
    with RawServer(answering(with_cookie)) as server:
        way = way_to(server.origin)
        way.request("GET", server.origin)
        way.request("GET", server.origin)
    assert b"cookie" not in server.seen[1].lower()


def test_the_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with RawServer(answering(OK)) as server:
        assert way_to(server.origin).request("GET", server.origin).status == 200


@pytest.mark.parametrize("url", ["https://exa mple\x00.org/", "https://[::1/", "https://example.org:99999/"])
def test_an_address_that_cannot_be_read_sends_nothing(url: str) -> None:
    with pytest.raises(NotSent):
        WayOut(resolver=lambda _h, _p: ["127.0.0.1"]).request("GET", url)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files in /proc, which this system lacks")
def test_no_connection_stays_open_after_a_failure() -> None:
    with RawServer(answering(b"")) as server:
        way = way_to(server.origin)
        with pytest.raises(Unknown):
            way.request("POST", server.origin)
        before = len(os.listdir("/proc/self/fd"))
        for _ in range(5):
            with pytest.raises(Unknown):
                way.request("POST", server.origin)
        assert len(os.listdir("/proc/self/fd")) <= before
