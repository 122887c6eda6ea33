"""A long line: where it may go, what comes through it, how it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from websockets.sync.server import ServerConnection, serve

from detente.contracts.network import NotSent, Unknown
from detente.net import AddressRefused, AllowedOrigins, LineLimits, LineOut
from tests.net.raw_server import RawServer, answering


@contextmanager
def speaking(handler: Callable[[ServerConnection], None]) -> Iterator[int]:
    """The port of a WebSocket server of this test's own."""
    with serve(handler, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield int(server.socket.getsockname()[1])
        server.shutdown()
        thread.join(5)


def line_out(port: int, host: str = "127.0.0.1") -> LineOut:
    return LineOut(AllowedOrigins([f"http://{host}:{port}"]), resolver=lambda _h, _p: ["127.0.0.1"])


def test_frames_come_as_bytes_whatever_their_kind() -> None:
    def handler(link: ServerConnection) -> None:
        link.send("é")
        link.send(b"\xff\x00")
        done.wait(5)

    done = threading.Event()

    with speaking(handler) as port, line_out(port).open(f"ws://127.0.0.1:{port}/subscribe?x=1") as line:
        assert [line.receive(5), line.receive(5)] == ["é".encode(), b"\xff\x00"]
        assert line.receive(0.01) is None
        done.set()


def test_the_end_of_a_line_is_an_error_and_never_a_frame() -> None:
    with speaking(lambda link: link.send("x")) as port, line_out(port).open(f"ws://127.0.0.1:{port}/") as line:
        assert line.receive(5) == b"x"
        with pytest.raises(Unknown):
            line.receive(5)


def test_a_frame_longer_than_the_cap_ends_the_line() -> None:
    with speaking(lambda link: link.send("x" * 5000)) as port:
        way = LineOut(AllowedOrigins([f"http://127.0.0.1:{port}"]), LineLimits(frame=1000))
        with way.open(f"ws://127.0.0.1:{port}/") as line, pytest.raises(Unknown):
            line.receive(5)


def test_a_name_is_asked_once_and_dialled_where_it_was_vetted() -> None:
    answers = iter([["127.0.0.9", "127.0.0.1"], ["10.0.0.1"]])
    with speaking(lambda link: link.send("x")) as port:
        way = LineOut(AllowedOrigins([f"http://stream.example:{port}"]), resolver=lambda _h, _p: next(answers))
        with way.open(f"ws://stream.example:{port}/") as line:
            assert line.receive(5) == b"x"
    assert next(answers) == ["10.0.0.1"]


@pytest.mark.parametrize(
    "url", ["ws://127.0.0.1:1/", "wss://127.0.0.1/", "wss://10.0.0.1/", "http://127.0.0.1/", "ftp://x/", "wss://a:b@x/"]
)
def test_a_line_goes_only_where_a_request_may_go(url) -> None:
    with pytest.raises(AddressRefused):
        LineOut().open(url)


def test_an_address_that_cannot_be_read_is_not_dialled() -> None:
    with pytest.raises(NotSent):
        LineOut().open("wss://[")


def test_nobody_there_means_that_nothing_was_sent() -> None:
    with RawServer(answering(b"")) as server:
        port = server.port
    with pytest.raises(NotSent):
        line_out(port).open(f"ws://127.0.0.1:{port}/")


@pytest.mark.parametrize("answer", [b"HTTP/1.1 302 Found\r\nLocation: ws://10.0.0.1/\r\n\r\n", b"hello\r\n\r\n", b""])
def test_a_server_that_does_not_speak_websocket_gets_no_line(answer) -> None:
    with RawServer(answering(answer)) as server, pytest.raises(Unknown):
        line_out(server.port).open(f"ws://127.0.0.1:{server.port}/")
