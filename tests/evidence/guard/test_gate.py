"""One visit: what passes, what it counts, where it is cut, and that nothing of it stays."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from tests.evidence.guard.knocking import Dialled, connected, guard, knock, plain, public, tunnel
from tests.evidence.guard.test_head import SMUGGLED
from tests.helpers.wait import wait_until
from tests.net.raw_server import RawServer, answering

from detente.evidence.guard import Cap, Gate, GateLimits, Why
from detente.evidence.guard.gate import is_from_here

_ENDLESS = 1 << 40
HELLO = b"\x16\x03\x01 as if a browser greeted"


def _echo(connection: socket.socket, _over: threading.Event) -> None:
    while part := connection.recv(65536):
        connection.sendall(part)


def _flood(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not over.is_set():
        connection.sendall(b"x" * 65536)


def _read_to_the_end(line: socket.socket) -> None:
    while line.recv(65536):
        pass


@pytest.fixture
def site() -> Iterator[RawServer]:
    with RawServer(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) as server:
        yield server


@pytest.fixture
def echo() -> Iterator[RawServer]:
    with RawServer(_echo, read_first=False) as server:
        yield server


def _opened(gate: Gate, target: str = "a.example:443") -> socket.socket:
    line = connected(gate)
    line.sendall(tunnel(target))
    assert line.recv(100) == b"HTTP/1.1 200 OK\r\n\r\n"
    return line


def test_an_allowed_plain_page_passes_and_the_connection_ends(site: RawServer) -> None:
    with guard([site.origin]).gate() as gate:
        answer = knock(gate, plain(f"127.0.0.1:{site.port}", "/p", "Proxy-Connection: keep-alive"))
    assert answer == b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"
    assert site.seen == [b"GET /p HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % site.port]
    assert gate.addresses == {f"127.0.0.1:{site.port}": "127.0.0.1"}
    assert gate.bytes == len(site.seen[0]) + len(answer) and gate.denials == () and gate.over is None


def test_a_body_passes_and_a_second_request_behind_it_does_not(site: RawServer) -> None:
    place = f"127.0.0.1:{site.port}"
    with guard([site.origin]).gate() as gate:
        answer = knock(gate, plain(place, "/", "Content-Length: 4", method="POST") + b"body" + plain(place, "/second"))
    assert answer.endswith(b"hi") and len(site.seen) == 1
    assert site.seen[0].endswith(b"\r\n\r\nbody")


@pytest.mark.parametrize("name", SMUGGLED)
def test_a_smuggled_request_reaches_nobody(name: str) -> None:
    dialled = Dialled()
    with guard(["http://a.example"], public, dialled).gate(GateLimits(head=0.2)) as gate:
        answer = knock(gate, SMUGGLED[name])
    assert dialled.places == [] and not answer.startswith(b"HTTP/1.1 2")
    assert [denial.why for denial in gate.denials] == ([] if name == "half a head" else [Why.MALFORMED])


def test_a_tunnel_carries_bytes_both_ways(echo: RawServer) -> None:
    with guard((), public, Dialled(echo.port)).gate() as gate, _opened(gate) as line:
        line.sendall(HELLO)
        assert line.recv(100) == HELLO
    assert gate.bytes == 2 * len(HELLO) and gate.addresses == {"a.example:443": "93.184.216.34"}


def test_a_tunnel_to_a_public_place_carries_nothing_in_the_clear(echo: RawServer) -> None:
    with guard((), public, Dialled(echo.port)).gate() as gate:
        answer = knock(gate, tunnel("a.example:443") + b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")
    assert [denial.why for denial in gate.denials] == [Why.NOT_TLS]
    assert answer in (b"", b"HTTP/1.1 200 OK\r\n\r\n") and gate.bytes == 0


def test_a_tunnel_to_an_allowed_plain_origin_carries_a_websocket(echo: RawServer) -> None:
    with guard([echo.origin]).gate() as gate, _opened(gate, f"127.0.0.1:{echo.port}") as line:
        line.sendall(b"GET /ws HTTP/1.1\r\n")
        assert line.recv(100) == b"GET /ws HTTP/1.1\r\n"


@pytest.mark.parametrize(
    "limits",
    [GateLimits(visit_bytes=1_000_000), GateLimits(connection_bytes=1_000_000), GateLimits(2, _ENDLESS, _ENDLESS, 0.1)],
    ids=[Cap.VISIT_BYTES, Cap.CONNECTION_BYTES, Cap.CONNECTION_SECONDS],
)
def test_an_endless_answer_is_cut_so_that_it_does_not_look_whole(
    limits: GateLimits, request: pytest.FixtureRequest
) -> None:
    with RawServer(_flood) as site, guard([site.origin]).gate(limits) as gate, connected(gate) as line:
        line.sendall(plain(f"127.0.0.1:{site.port}"))
        with pytest.raises(ConnectionResetError):
            _read_to_the_end(line)
        assert gate.over == request.node.callspec.id
        assert gate.over == Cap.CONNECTION_SECONDS or gate.bytes < 1_200_000


def test_a_visit_that_reached_its_bytes_gets_nothing_more(site: RawServer) -> None:
    with guard([site.origin]).gate(GateLimits(visit_bytes=70)) as gate:
        answers = [knock(gate, plain(f"127.0.0.1:{site.port}")) for _ in range(3)]
    assert answers == [b""] * 3 and gate.over == Cap.VISIT_BYTES and len(site.seen) == 1


def test_a_page_that_knocks_without_end_is_no_longer_answered() -> None:
    with guard().gate(GateLimits(connections=3)) as gate:
        answers = [knock(gate, tunnel("127.0.0.1:443")) for _ in range(5)]
    assert [bool(answer) for answer in answers] == [True] * 3 + [False] * 2
    assert gate.over == Cap.CONNECTIONS and len(gate.denials) == 3


def test_a_client_that_never_ends_its_line_is_cut_off() -> None:
    with guard().gate(GateLimits(head=0.05)) as gate:
        assert knock(gate, b"CONNECT a.exam") == b""
    assert gate.denials == () and gate.over is None


def test_a_megabyte_of_headers_is_cut_off() -> None:
    with guard().gate() as gate:
        answer = knock(gate, b"CONNECT a.example:443 HTTP/1.1\r\n" + b"X: y\r\n" * 170_000)
    assert answer in (
        b"",
        b"HTTP/1.1 403 Forbidden\r\nProxy-Status: detente\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    )
    assert [denial.why for denial in gate.denials] == [Why.MALFORMED]


def test_an_answer_that_is_none_is_cut() -> None:
    with RawServer(answering(b"SSH-2.0-OpenSSH\r\n\r\n")) as site, guard([site.origin]).gate() as gate:
        assert knock(gate, plain(f"127.0.0.1:{site.port}")) == b""


def test_nothing_of_a_visit_stays_when_it_ends(echo: RawServer) -> None:
    before = {*threading.enumerate()}
    with guard((), public, Dialled(echo.port)).gate() as gate:
        lines = [connected(gate), connected(gate)]
        lines[1].sendall(b"CONNECT half")
        lines.append(_opened(gate))
        lines[2].sendall(HELLO)
        assert lines[2].recv(100) == HELLO
    for line in lines:
        with line, pytest.raises(ConnectionResetError):
            line.recv(100)
    with pytest.raises(ConnectionRefusedError):
        connected(gate)
    wait_until(lambda: {*threading.enumerate()} <= before, seconds=5, what="the threads of the gate to end")


def test_each_visit_has_its_own_denials() -> None:
    watch = guard()
    with watch.gate() as one, watch.gate() as other:
        knock(one, tunnel("127.0.0.1:443"))
    assert one.port != other.port
    assert [denial.target for denial in one.denials] == ["127.0.0.1:443"] and other.denials == ()


@pytest.mark.parametrize(
    ("peer", "here"),
    [(("127.0.0.1", 5), True), (("127.8.8.8", 5), True), (("::1", 5, 0, 0), True), (("10.0.0.1", 5), False),
     (("192.168.1.4", 5), False), (("2606:4700::1", 5, 0, 0), False), (None, False), ((), False), ("", False)],
)  # fmt: skip
def test_only_this_machine_is_served(peer: object, here: bool) -> None:
    assert is_from_here(peer) is here
