"""The fault proxy fails exactly as it is told."""

from __future__ import annotations

import threading

import pytest

from detente.channels.testkit.faults import Fault, FaultProxy
from detente.contracts.network import Unknown
from detente.net import AllowedOrigins, Limits, WayOut
from tests.net.raw_server import RawServer, answering

OK = b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\nX-Thing: yes\r\n\r\nhi"


def ask(proxy: FaultProxy, method: str = "POST", body: bytes = b"hello") -> int:
    way = WayOut(AllowedOrigins([proxy.origin]), Limits(read=0.3))
    return way.request(method, f"{proxy.origin}/x", [("x-a", "b")], body).status


def test_without_a_fault_it_passes_everything_on() -> None:
    with RawServer(answering(OK)) as server, FaultProxy("127.0.0.1", server.port) as proxy:
        assert ask(proxy) == 201
        (seen,) = proxy.writes
    assert (seen.method, seen.path, seen.body, seen.fault) == ("POST", "/x", b"hello", Fault.OK)
    assert server.seen[0].endswith(b"\r\n\r\nhello")
    assert b"x-a: b" in server.seen[0].lower()
    assert f"host: 127.0.0.1:{server.port}".encode() in server.seen[0].lower()


@pytest.mark.parametrize(
    ("fault", "status", "reaches"),
    [
        (Fault.BEFORE_503, 503, 0),
        (Fault.AFTER_503, 503, 1),
        (Fault.CLOSE, None, 0),
        (Fault.CLOSE_AFTER, None, 1),
        (Fault.TIMEOUT_AFTER, None, 1),
    ],
)
def test_each_fault_reaches_the_server_or_not(fault: Fault, status: int | None, reaches: int) -> None:
    with RawServer(answering(OK)) as server, FaultProxy("127.0.0.1", server.port, silence=2) as proxy:
        proxy.fail(fault, times=1)
        if status is None:
            with pytest.raises(Unknown):
                ask(proxy)
        else:
            assert ask(proxy) == status
        assert (len(server.seen), len(proxy.writes), fault.commits) == (reaches, 1, bool(reaches))
        assert ask(proxy) == 201, "only the next write was to fail"


def test_it_fails_as_often_as_told_and_never_a_read() -> None:
    with RawServer(answering(OK)) as server, FaultProxy("127.0.0.1", server.port) as proxy:
        proxy.fail(Fault.BEFORE_503, times=2)
        assert [ask(proxy, "GET", b""), ask(proxy), ask(proxy), ask(proxy)] == [201, 503, 503, 201]
        proxy.fail(Fault.BEFORE_503)
        assert [ask(proxy), ask(proxy), ask(proxy), ask(proxy, "GET", b"")] == [503, 503, 503, 201]
        proxy.fail(Fault.OK)
        assert ask(proxy) == 201
        assert (len(proxy.writes), len(proxy.seen)) == (7, 9)


@pytest.mark.parametrize(("fault", "reached"), [(Fault.HOLD_BEFORE, 0), (Fault.HOLD_AFTER, 1)])
def test_a_held_write_waits_to_be_released(fault: Fault, reached: int) -> None:
    answers: list[int] = []
    committed = threading.Event()
    with RawServer(answering(OK)) as server, FaultProxy("127.0.0.1", server.port) as proxy:
        server.behave = lambda link, _over: (link.sendall(OK), committed.set())[0]  # type: ignore[func-returns-value]
        proxy.fail(fault, times=1)
        way = WayOut(AllowedOrigins([proxy.origin]))
        thread = threading.Thread(
            target=lambda: answers.append(way.request("POST", f"{proxy.origin}/x", body=b"x").status)
        )
        thread.start()
        assert proxy.wait_for_writes(1)
        if reached:
            assert committed.wait(5)
        assert (len(server.seen), answers) == (reached, [])
        proxy.release()
        thread.join(5)
        assert (len(server.seen), answers) == (1, [201])


def test_a_server_that_is_down_is_a_bad_gateway() -> None:
    with RawServer(answering(OK)) as server:
        port = server.port
    with FaultProxy("127.0.0.1", port) as proxy:
        assert ask(proxy) == 502
