"""What the capture guard adds to a page of 60 small resources on loopback, as a ratio with and without it.

Command: `.venv/bin/python -m benchmarks.guard [--loads 30] [--resources 60]`

A real Chromium loads the page in a fresh context each time, through a gate and directly in turn, so that both meet the
same machine. The site is a process of its own. Plain http is the worst case (one connection a request, because the
guard never sends two requests on one); https is what networks speak (a tunnel that many requests share). On loopback
everything else costs nearly nothing: beside a real network the ratio comes close to 1, the milliseconds stay.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import ssl
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from multiprocessing.connection import Connection
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, sync_playwright

from detente.evidence.guard import BYPASS, FLAGS, Guard, proxy_server
from detente.host import machine
from detente.net import AllowedOrigins

_TOOK = "performance.getEntriesByType('navigation')[0].duration"
_DIRECT = ("--proxy-server", "--proxy-bypass-list")


def main() -> None:
    """Run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--loads", type=int, default=30)
    parser.add_argument("--resources", type=int, default=60)
    asked = parser.parse_args()
    print(f"a page of {asked.resources} resources, {asked.loads} loads each way")
    heads = ("direct p50", "guard p50", "ratio", "direct p95", "guard p95", "added a resource")
    print(f"{'':10}" + "".join(f"{head:>18}" for head in heads))
    for scheme in ("http", "https"):
        with _site(scheme, asked.resources) as origin:
            direct, guarded = _loads(origin, asked.loads)
        half, most = statistics.median(direct), statistics.median(guarded)
        added = (most - half) / asked.resources
        figures = (f"{half:.0f} ms", f"{most:.0f} ms", f"{most / half:.2f}", f"{_p95(direct):.0f} ms",
                   f"{_p95(guarded):.0f} ms", f"{added:.2f} ms")  # fmt: skip
        print(f"{scheme:10}" + "".join(f"{figure:>18}" for figure in figures), flush=True)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _loads(origin: str, count: int) -> tuple[list[float], list[float]]:
    direct, guarded = list[float](), list[float]()
    watch = Guard(AllowedOrigins([origin]), lambda: datetime.now(UTC))
    with sync_playwright() as play:
        found = machine.find_browser(Path(os.environ["DETENTE_BROWSER"]) if "DETENTE_BROWSER" in os.environ else None)
        flags = [flag for flag in FLAGS if not flag.startswith(_DIRECT)]
        flags += ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = play.chromium.launch(executable_path=str(found), args=["--disable-gpu", *flags])
        for number in range(count + 3):
            alone = _load(browser, origin, None)
            with watch.gate() as gate:
                through = _load(browser, origin, gate.port)
            if gate.denials or gate.over or origin.partition("//")[2] not in gate.addresses:
                raise SystemExit("not measured: the page did not pass through the gate")
            if number >= 3:
                direct.append(alone)
                guarded.append(through)
        browser.close()
    return direct, guarded


def _load(browser: Browser, origin: str, port: int | None) -> float:
    """Milliseconds from the navigation to the end of its load event."""
    proxy = {"server": proxy_server(port), "bypass": BYPASS} if port else None
    context = browser.new_context(proxy=proxy, ignore_https_errors=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{origin}/")
    if page.evaluate("[...document.images].some(each => !each.naturalWidth)"):
        raise SystemExit("not measured: a picture is missing")
    took = float(page.evaluate(_TOOK))
    context.close()
    return took


@contextmanager
def _site(scheme: str, resources: int) -> Iterator[str]:
    """The page, served by a process of its own."""
    here, there = multiprocessing.Pipe()
    serving = multiprocessing.get_context("fork").Process(target=_serve, args=(scheme, resources, there), daemon=True)
    serving.start()
    yield f"{scheme}://127.0.0.1:{here.recv()}"
    serving.terminate()
    serving.join()


def _serve(scheme: str, resources: int, told: Connection) -> None:
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><!-- %s --></svg>' % (b"x" * 2_000)
    page = "".join(f'<img src="/{number}.svg">' for number in range(resources)).encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, body = ("image/svg+xml", picture) if self.path.endswith(".svg") else ("text/html", page)
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 128

        def handle_error(self, request: object, client_address: object) -> None:
            """A browser that leaves is no fault."""

    server = Server(("127.0.0.1", 0), Handler)
    if scheme == "https":
        server.socket = _identity().wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    told.send(server.server_address[1])
    server.serve_forever()


def _identity() -> ssl.SSLContext:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "benchmark")])
    there = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).add_extension(there, critical=False)
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(certificate.public_bytes(pem) + private)
        file.flush()
        context.load_cert_chain(file.name)
    return context


if __name__ == "__main__":
    main()
