"""A time-stamp authority of our own, on loopback: `openssl ts -reply` behind a small server that can also misbehave.

Each way to answer has its path: `/good`, `/two-certificates` (not in order, as some real ones), `/wrong-nonce`,
`/wrong-imprint`, `/forged` (signed by a stranger), `/rejects`, `/broken`, `/cut`, `/long`, `/busy` (503), `/forbidden`, `/slow`.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from detente.contracts.network import NotSent
from detente.evidence.stamp.authorities import Authority
from detente.evidence.stamp.der import request
from detente.net import AllowedOrigins, Limits, WayOut

_CONFIG = """
[tsa]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
default_policy = 1.2.3.4.1
signer_digest = sha256
digests = {digests}
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True, slots=True)
class LocalAuthority:
    """Where it listens, and the certificate that it is to be trusted by."""

    origin: str
    folder: Path
    over: threading.Event

    @property
    def root_file(self) -> Path:
        """PEM of its root."""
        return self.folder / "root.pem"

    @property
    def way(self) -> WayOut:
        """A way out that may reach it, and does not wait long."""
        return WayOut(AllowedOrigins([self.origin]), Limits(connect=5, read=5, total=5, body=64 * 1024))

    def named(self, how: str, name: str = "local") -> Authority:
        """The authority that answers in this way."""
        return Authority(name, f"{self.origin}/{how}", self.root_file)

    def reply(self, query: bytes, section: str = "tsa", more: tuple[str, ...] = ()) -> bytes:
        """What `openssl ts -reply` answers."""
        (self.folder / "query").write_bytes(query)
        command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-section", section, "-queryfile", "query", *more]
        return subprocess.run(command, cwd=self.folder, capture_output=True, check=True).stdout


@contextmanager
def local_authority(folder: Path) -> Iterator[LocalAuthority]:
    """It runs as long as the block."""
    _make_keys(folder)
    over = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler())
    server.daemon_threads, server.block_on_close = True, False
    here = LocalAuthority(f"http://127.0.0.1:{server.server_address[1]}", folder, over)
    server.authority = here  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield here
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def unreachable(_host: str, _port: int) -> list[str]:
    """A resolver that knows nobody."""
    raise NotSent("no address")


def _handler() -> type[BaseHTTPRequestHandler]:
    turn = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            here: LocalAuthority = self.server.authority  # type: ignore[attr-defined]
            query = self.rfile.read(int(self.headers["Content-Length"]))
            how = self.path.strip("/")
            status = {"busy": 503, "forbidden": 403}.get(how, 200)
            if how == "slow":
                here.over.wait(20)
                return
            with turn:
                body = _answer(here, query, how) if status == 200 else b"no"
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def _answer(here: LocalAuthority, query: bytes, how: str) -> bytes:
    stranger = ("-signer", "stranger.pem", "-inkey", "stranger.key")
    match how:
        case "two-certificates":
            return here.reply(query, more=("-chain", "root.pem"))
        case "wrong-nonce":
            return here.reply(request(_digest(query), 1234567))
        case "wrong-imprint":
            return here.reply(query.replace(_digest(query), bytes(32)))
        case "forged":
            return here.reply(query, more=stranger)
        case "rejects":
            return here.reply(query, section="sha512_only")
        case "broken":
            return b"<html>maintenance</html>"
        case "cut":
            return here.reply(query)[:-40]
        case "long":
            return bytes(128 * 1024)
    return here.reply(query)


def _digest(query: bytes) -> bytes:
    start = query.index(b"\x04\x20") + 2
    return query[start : start + 32]


def _make_keys(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    root, root_key = _certificate("Root", None, stamping=False)
    stranger_root = _certificate("Another root", None, stamping=False)
    _write(folder, "tsa", *_certificate("Time stamps of an invented authority", (root, root_key), stamping=True))
    _write(folder, "stranger", *_certificate("Time stamps of an invented authority", stranger_root, stamping=True))
    _write(folder, "root", root, root_key)
    (folder / "serial").write_text("01\n")
    config = _CONFIG.format(folder=folder, digests="sha256")
    other = config.replace("[tsa]", "[sha512_only]").replace("digests = sha256", "digests = sha512")
    (folder / "tsa.cnf").write_text(config + other)


def _certificate(
    name: str, above: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None, *, stamping: bool
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above[0].subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=not stamping, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if stamping:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(above[1] if above else key, hashes.SHA256()), key


def _write(folder: Path, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    (folder / f"{name}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    raw = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    (folder / f"{name}.key").write_bytes(raw)
