"""A visit of an invented page, made by hand, and the bundle of it: no browser, no network."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from detente.contracts.capture import BrowserFacts, Check, Denial, Exchange, Shot, Step, Subject, Visit, VisitOrder
from detente.evidence.bundle import (
    Built,
    Chain,
    ClockFacts,
    Contents,
    Message,
    Shown,
    Signer,
    Surroundings,
    build,
    capture_id,
)

NOON = datetime(2026, 3, 2, 11, 0, 0, 250_000, tzinfo=UTC)
ID = capture_id(NOON, b"0123456789")
URL = "https://social.example/post/7?a=1"
TEXT = "Colis perdu depuis trois semaines, bravo 👏🏽"
COOKIE = "s3ss10n-0f-s0meb0dy"
BEARER = "b34r3r-0f-th3-d3sk"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
SIGNER = Signer.from_secret(b"s" * 32)
CHAIN = Chain("detente", 812, "ab" * 32)
SALT = b"t" * 32


def exchange(url: str = URL, body: bytes = b"<!doctype html><p>Colis perdu</p>", kind: str = "text/html") -> Exchange:
    """One request of the page, with a session cookie that somebody forgot to take out."""
    return Exchange(
        url=url,
        method="GET",
        request_headers=(("Accept", "*/*"), ("Cookie", f"sid={COOKIE}"), ("Authorization", f"Bearer {BEARER}")),
        status=200,
        reason="OK",
        protocol="h2",
        response_headers=(
            (":status", "200"),
            ("content-type", f"{kind}; charset=utf-8"),
            ("content-encoding", "br"),
            ("set-cookie", f"sid={COOKIE}; HttpOnly"),
            ("location", f"https://social.example/?access_token={BEARER}&b=2"),
        ),
        body=body,
        at=NOON + timedelta(seconds=1),
        address="203.0.113.7",
    )


def visit(*keys: str, **changed: object) -> Visit:
    """A visit that found every message and passed every look."""
    subjects = tuple(Subject(key, TEXT) for key in keys)
    whole = Visit(
        order=VisitOrder(ID, URL, ("social.example",), subjects),
        started_at=NOON,
        ended_at=NOON + timedelta(seconds=2),
        browser=BrowserFacts("Chromium 156.0", "/usr/bin/chromium", ("--disable-quic",), True, "nobody", "cd" * 32),
        final_url=URL,
        status=200,
        title="Un billet – réseau d’exemple",
        steps=(Step(NOON, "navigate"), Step(NOON + timedelta(seconds=1), "scroll 1")),
        redirects=(f"https://social.example/p/7?token={BEARER}",),
        checks=(Check("status", "pass", "200"), Check("glyphs", "pass", "0 of 13 missing")),
        shots=tuple(Shot(key, PNG, TEXT, (("DejaVu Sans", 38),), (Check("text", "pass"),)) for key in keys),
        context=(b"\xff\xd8first", b"\xff\xd8second"),
        mhtml=b"MIME-Version: 1.0\r\n\r\npage",
        exchanges=(exchange(), exchange("https://cdn.social.example/i/1.png", PNG, "image/png")),
        denials=(Denial(NOON, "169.254.169.254:80", "not public"),),
        certificates=("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",),
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


def message(key: str = "c1", **changed: object) -> Message:
    """One message as the network gave it."""
    shown = Shown("social", "Camille", "@camille", URL, TEXT, "fr", NOON, NOON)
    headers = {"status": "200", "x-request-id": "r-1", "set-cookie": COOKIE, "authorization": f"Bearer {BEARER}"}
    return replace(
        Message(key, f"at://{key}", f'{{"text":"{TEXT}"}}'.encode(), headers, shown),
        **changed,  # type: ignore[arg-type]
    )


def contents(**changed: object) -> Contents:
    """What goes into a bundle of one message that reached level A."""
    whole = Contents(
        capture_id=ID,
        platform="social",
        url=URL,
        messages=(message(),),
        started_at=NOON,
        ended_at=NOON + timedelta(seconds=2),
        clock=ClockFacts("ntp", 4, NOON),
        surroundings=Surroundings("detente 0.1.0", "x86_64", "Debian 12", "203.0.113.9"),
        visit=visit("c1"),
        erases_after=NOON + timedelta(days=180),
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


def built(**changed: object) -> Built:
    """That bundle, sealed."""
    return build(contents(**changed), SIGNER, chain=CHAIN, salt=SALT)
