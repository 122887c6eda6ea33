"""The head of a request is read in one way only, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.evidence.guard.knocking import plain, tunnel

from detente.evidence.guard.head import HEAD_BYTES, BadHead, is_own_answer, own_answer, read_answer, read_request

SMUGGLED = {
    "two Hosts": plain("a.example", "/", "Host: a.example"),
    "another Host": b"GET http://a.example/ HTTP/1.1\r\nHost: b.example\r\n\r\n",
    "another port in Host": b"GET http://a.example/ HTTP/1.1\r\nHost: a.example:81\r\n\r\n",
    "no Host": b"GET http://a.example/ HTTP/1.1\r\n\r\n",
    "pieces and a length": plain("a.example", "/", "Transfer-Encoding: chunked", "Content-Length: 4"),
    "pieces": plain("a.example", "/", "Transfer-Encoding: chunked"),
    "pieces, disguised": plain("a.example", "/", "transfer-encoding:\tidentity, chunked"),
    "two lengths": plain("a.example", "/", "Content-Length: 4", "Content-Length: 5"),
    "two lengths in one": plain("a.example", "/", "Content-Length: 4, 4"),
    "a signed length": plain("a.example", "/", "Content-Length: +4"),
    "a folded line": plain("a.example", "/", "X: a", " Host: b.example"),
    "a folded line, tab": plain("a.example", "/", "X: a", "\tb"),
    "a space before the colon": plain("a.example", "/", "Content-Length : 4"),
    "a header without a name": plain("a.example", "/", ": x"),
    "a bare line feed": plain("a.example", "/", "X: a\nContent-Length: 4"),
    "a bare return": plain("a.example", "/", "X: a\rContent-Length: 4"),
    "a NUL": plain("a.example", "/", "X: a\0"),
    "line feeds only": b"GET http://a.example/ HTTP/1.1\nHost: a.example\n\r\n\r\n",
    "its own address": b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
    "https in the clear": b"GET https://a.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n",
    "a file": b"GET file:///etc/passwd HTTP/1.1\r\nHost: \r\n\r\n",
    "a user in the address": plain("u:p@a.example"),
    "a fragment": plain("a.example", "/#x"),
    "a second space": b"GET  http://a.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n",
    "an older protocol": b"GET http://a.example/ HTTP/1.0\r\nHost: a.example\r\n\r\n",
    "no protocol": b"GET http://a.example/\r\n\r\n",
    "letters beyond ASCII in the host": plain("exämple.com"),
    "a percent in the host": plain("a%2eexample"),
    "a tunnel without a port": tunnel("a.example"),
    "a tunnel to no port": tunnel("a.example:"),
    "a tunnel to port 0": tunnel("a.example:0"),
    "a port with a zero before it": tunnel("a.example:0443"),
    "a port that is too high": tunnel("a.example:65536"),
    "a port that comes round": tunnel("a.example:4294967739"),
    "a tunnel with a user": tunnel("u@a.example:443"),
    "a tunnel with a path": tunnel("a.example:443/x"),
    "a tunnel with a body": tunnel("a.example:443")[:-2] + b"Content-Length: 4\r\n\r\n",
    "a tunnel to two places": tunnel("a.example:443,b.example:443"),
    "an address with a zone": tunnel("[fe80::1%25eth0]:443"),
    "an address that is none": tunnel("[1::2::3]:443"),
    "an address without brackets": tunnel("::1:443"),
    "nothing": b"\r\n\r\n",
    "half a head": b"GET http://a.example/ HTTP/1.1\r\nHost: a.example\r\n",
    "too much": plain("a.example", "/", "X: " + "a" * HEAD_BYTES),
    "a greeting of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
}


@pytest.mark.parametrize("raw", SMUGGLED.values(), ids=SMUGGLED.keys())
def test_a_head_that_two_readers_could_read_differently_is_refused(raw: bytes) -> None:
    with pytest.raises(BadHead):
        read_request(raw)


@pytest.mark.parametrize(
    ("written", "host", "port", "target"),
    [
        ("A.Example:443", "a.example", 443, "a.example:443"),
        ("a.example.:443", "a.example.", 443, "a.example.:443"),
        ("xn--exmple-cua.com:443", "xn--exmple-cua.com", 443, "xn--exmple-cua.com:443"),
        ("[0:0::1]:8443", "::1", 8443, "[::1]:8443"),
        ("[2606:4700::0:1111]:443", "2606:4700::1111", 443, "[2606:4700::1111]:443"),
        ("2130706433:443", "2130706433", 443, "2130706433:443"),
    ],
)
def test_a_tunnel_names_its_host_in_one_way(written: str, host: str, port: int, target: str) -> None:
    wanted = read_request(tunnel(written))
    assert (wanted.tunnel, wanted.host, wanted.port) == (True, host, port)
    assert wanted.target == target


def test_a_plain_request_is_sent_on_as_one_request_without_what_concerns_the_proxy() -> None:
    raw = plain("a.example:8000", "?q=1", "Proxy-Connection: keep-alive", "Connection: keep-alive, content-length",
                "Proxy-Authorization: Basic x", "Upgrade: h2c", "Expect: 100-continue", "Accept: text/html",
                "Content-Length: 3", method="POST")  # fmt: skip
    wanted = read_request(raw)
    assert (wanted.host, wanted.port, wanted.length) == ("a.example", 8000, 3)
    assert wanted.sent_on() == (
        b"POST /?q=1 HTTP/1.1\r\nHost: a.example:8000\r\nAccept: text/html\r\nContent-Length: 3\r\nConnection: close\r\n\r\n"
    )


def test_an_answer_ends_its_connection() -> None:
    raw = b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nContent-Length: 2\r\n\r\n"
    assert read_answer(raw) == (200, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n")


def test_no_site_can_pass_its_answer_off_as_the_guards() -> None:
    assert is_own_answer("http://a.example/", [("proxy-status", "detente")])
    assert b"detente" in own_answer("403 Forbidden")
    _, head = read_answer(own_answer("403 Forbidden"))
    assert b"detente" not in head
    assert not is_own_answer("https://a.example/", [("Proxy-Status", "detente")])


@pytest.mark.parametrize("raw", [b"SSH-2.0-x\r\n\r\n", b"HTTP/2 200\r\n\r\n", b"HTTP/1.1 200 OK\r\n X: 1\r\n\r\n"])
def test_what_is_no_answer_is_refused(raw: bytes) -> None:
    with pytest.raises(BadHead):
        read_answer(raw)


@given(st.binary(max_size=400))
@example(b"")
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for reader in (read_request, read_answer):
        try:
            reader(raw + b"\r\n\r\n")
        except BadHead:
            continue


_PIECES = st.sampled_from(
    ["GET", "CONNECT", " ", "http://", "a.example", ":80", "/", "\r\n", "\n", "\r", "Host", ": ", "Content-Length", "4",
     "HTTP/1.1", "\t", "[::1]", "@", "\0", "Transfer-Encoding", "chunked", "#", "é"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=24), st.lists(_PIECES, max_size=12))
def test_whatever_is_sent_on_is_one_head_of_one_request(after: list[str], path: list[str]) -> None:
    raw = f"GET http://a.example/{''.join(path)} HTTP/1.1\r\nHost: a.example\r\n{''.join(after)}\r\n\r\n"
    try:
        wanted = read_request(raw.encode("latin-1"))
    except BadHead:
        return
    sent = wanted.sent_on()
    lines = sent[:-4].split(b"\r\n")
    assert sent.count(b"\r\n\r\n") == 1 and sent.endswith(b"\r\n\r\n")
    assert sent.count(b"\n") == sent.count(b"\r") == sent.count(b"\r\n")
    assert [line for line in lines if line.lower().startswith(b"host:")] == [b"Host: a.example"]
    assert lines[-1] == b"Connection: close"
    assert not [line for line in lines[1:] if line.lower().startswith(b"transfer-encoding:")]
    assert read_request(sent.replace(b"GET /", b"GET http://a.example/", 1)).length == wanted.length
