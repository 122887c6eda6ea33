"""What may be dialled from a page: public addresses on 443, the operator's exact origins, nothing else."""

from __future__ import annotations

from threading import Event

import pytest
from tests.evidence.guard.knocking import NOON, PUBLIC, Dialled, guard, knock, plain, public, tunnel

from detente.evidence.guard import GateLimits, Guard, Why, check_start
from detente.net import AddressRefused, AllowedOrigins

INSIDE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0",
    "10.0.0.1", "192.168.1.1", "172.16.5.4", "169.254.169.254", "2852039166", "100.100.100.200", "198.18.0.1",
    "255.255.255.255", "224.0.0.1", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]",
    "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]",
    "[2001:0:7f00:1::f5ff:fffe]", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::a00:1]",
]  # fmt: skip


@pytest.fixture(scope="module")
def refusals() -> dict[str, tuple[str, str]]:
    """Each host of the table → the answer's first line and the reason, all through one gate; nothing was dialled."""
    dialled = Dialled()
    with guard(dialled=dialled).gate() as gate:
        answers = {host: knock(gate, tunnel(f"{host}:443")) for host in INSIDE}
    assert dialled.places == [] and len(gate.denials) == len(INSIDE)
    return {host: (answers[host].decode(), denial.why) for host, denial in zip(INSIDE, gate.denials, strict=True)}


@pytest.mark.parametrize("host", INSIDE)
def test_an_address_inside_is_refused_however_it_is_written(host: str, refusals: dict[str, tuple[str, str]]) -> None:
    answer, why = refusals[host]
    assert answer == "HTTP/1.1 403 Forbidden\r\nProxy-Status: detente\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    assert why == Why.ADDRESS


@pytest.mark.parametrize(
    ("raw", "answers", "why"),
    [
        (tunnel("a.example:80"), [PUBLIC], Why.PORT),
        (tunnel("a.example:22"), [PUBLIC], Why.PORT),
        (tunnel("a.example:8443"), [PUBLIC], Why.PORT),
        (plain("a.example"), [PUBLIC], Why.PLAIN),
        (plain("a.example:443"), [PUBLIC], Why.PLAIN),
        (plain(PUBLIC), [PUBLIC], Why.PLAIN),
        (tunnel("localhost.:443"), ["127.0.0.1"], Why.ADDRESS),
        (tunnel("a.example.:443"), ["::1"], Why.ADDRESS),
        (tunnel("mixed.example:443"), [PUBLIC, "10.0.0.1"], Why.ADDRESS),
        (tunnel("scoped.example:443"), ["fe80::1%lo"], Why.ADDRESS),
        (tunnel("odd.example:443"), ["a.example"], Why.ADDRESS),
        (tunnel("nowhere.example:443"), [], Why.NO_NAME),
        (tunnel("silent.example:443"), [PUBLIC], Why.NO_ANSWER),
        (tunnel("localhost:8001"), ["127.0.0.1"], Why.PORT),
        (plain("127.0.0.1:8001"), ["127.0.0.1"], Why.PLAIN),
        (plain("127.0.0.1.:8000"), ["127.0.0.1"], Why.PLAIN),
        (plain("127.1:8000"), ["127.0.0.1"], Why.PLAIN),
        (plain("localhost:8000"), ["127.0.0.1"], Why.PLAIN),
        (plain("127.0.0.1:8000@a.example"), [PUBLIC], Why.MALFORMED),
    ],
)
def test_a_target_that_may_not_be_dialled_is_denied_with_its_reason(raw: bytes, answers: list[str], why: Why) -> None:
    dialled = Dialled()
    with guard(["http://127.0.0.1:8000"], lambda _h, _p: answers, dialled).gate() as gate:
        answer = knock(gate, raw)
    assert [(denial.why, denial.at) for denial in gate.denials] == [(why, NOON)]
    assert answer.startswith(b"HTTP/1.1 502" if why in (Why.NO_NAME, Why.NO_ANSWER) else b"HTTP/1.1 403")
    assert dialled.places == ([(PUBLIC, 443)] if why == Why.NO_ANSWER else [])


class _Everything(AllowedOrigins):
    """An operator who listed too much."""

    def __contains__(self, origin: object) -> bool:
        return True


def test_a_gate_leads_to_no_gate_even_when_an_operator_listed_its_port() -> None:
    dialled = Dialled()
    watch = Guard(_Everything(), lambda: NOON, resolver=lambda _h, _p: ["127.0.0.1"], dial=dialled)
    with watch.gate() as one, watch.gate() as other:
        for port in (one.port, other.port):
            knock(one, plain(f"127.0.0.1:{port}"))
            knock(one, tunnel(f"localhost:{port}"))
    assert [denial.why for denial in one.denials] == [Why.OWN_PORT] * 4 and dialled.places == []


def test_a_name_is_looked_up_once_a_visit_and_never_dialled_elsewhere() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    dialled = Dialled()
    watch = guard((), lambda _h, _p: next(answers), dialled)
    with watch.gate() as first:
        knock(first, tunnel("moves.example:443"))
        knock(first, tunnel("moves.example:443"))
    with watch.gate() as second:
        knock(second, tunnel("moves.example:443"))
    assert dialled.places == [(PUBLIC, 443)] * 2
    assert [denial.why for denial in second.denials] == [Why.ADDRESS]


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    over = Event()

    def hangs(_host: str, _port: int) -> list[str]:
        over.wait(10)
        return [PUBLIC]

    with guard((), hangs).gate(GateLimits(connect=0.05)) as gate:
        answer = knock(gate, tunnel("slow.example:443"))
    over.set()
    assert answer.startswith(b"HTTP/1.1 502") and gate.denials[0].why == Why.NO_NAME


def test_the_next_address_is_dialled_when_the_first_is_silent() -> None:
    dialled = Dialled()
    with guard((), lambda _h, _p: [PUBLIC, "8.8.8.8"], dialled).gate() as gate:
        knock(gate, tunnel("two.example:443"))
    assert dialled.places == [(PUBLIC, 443), ("8.8.8.8", 443)]


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "view-source:https://a.example/", "javascript:alert(1)", "data:text/html,x", "about:blank",
     "ftp://a.example/", "http://a.example/", "https://b.example/", "https://u@a.example/", "https://a.example:8443/",
     "https://a.example.b.example/", "https://127.0.0.1/", "http://127.0.0.1:8001/", "//a.example/", "", "https://"],
)  # fmt: skip
def test_no_visit_begins_at_an_address_that_the_guard_would_not_see(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_start(url, ("a.example", "127.0.0.1"), AllowedOrigins(["http://127.0.0.1:8000"]))


@pytest.mark.parametrize("url", ["https://a.example/p/1", "HTTPS://A.example:443/", "http://127.0.0.1:8000/p/1"])
def test_a_visit_begins_on_a_host_of_its_network(url: str) -> None:
    check_start(url, ("a.example", "127.0.0.1"), AllowedOrigins(["http://127.0.0.1:8000"]))


def test_public_names_are_dialled_at_the_address_that_was_vetted() -> None:
    dialled = Dialled()
    with guard((), public, dialled).gate() as gate:
        knock(gate, tunnel("a.example:443"))
        knock(gate, tunnel("[2606:4700:4700::1111]:443"))
    assert dialled.places == [(PUBLIC, 443)] * 2
    assert gate.addresses == {}
