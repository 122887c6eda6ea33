"""A hostile page and the private machine at which it aims, both on loopback.

Each probe aims at a port of its own, so that one connection, or one datagram, is a hit whatever it says.
"""

from __future__ import annotations

import selectors
import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import ClassVar

TCP_PROBES = (
    "img", "iframe", "prefetch", "fetch", "beacon", "popup", "worker", "service_worker", "websocket", "redirect",
    "mapped", "decimal",
)  # fmt: skip
UDP_PROBES = ("stun", "webtransport")
UNSEEN_PROBES = ("turn", *UDP_PROBES)
"""Probes of which a guard may see nothing: the page's title says when they are over."""
PROBES = (*TCP_PROBES, *UNSEEN_PROBES)
STARTS = ("main_redirect", "meta_refresh")

_PAGE = """<!doctype html><title>hostile</title><p>A page like any other.</p>
<link rel="prefetch" href="{prefetch}/x"><img src="{img}/x"><iframe src="{iframe}/x"></iframe>
<iframe id="file" src="file:///etc/passwd"></iframe><img src="/redirect">
<img src="http://[::ffff:127.0.0.1]:{mapped_port}/x"><img src="http://2130706433:{decimal_port}/x">
<script>
fetch("{fetch}/x", {{mode: "no-cors"}}).catch(() => 0);
navigator.sendBeacon("{beacon}/x", "x");
window.open("{popup}/x");
new Worker("/worker.js");
navigator.serviceWorker.register("/service_worker.js").catch(() => 0);
new WebSocket("ws://127.0.0.1:{websocket_port}/x");
const peers = new RTCPeerConnection({{iceServers: [
  {{urls: "stun:127.0.0.1:{stun_port}"}},
  {{urls: "turn:127.0.0.1:{turn_port}?transport=tcp", username: "x", credential: "x"}},
]}});
peers.createDataChannel("x");
const gathered = new Promise(done => {{
  peers.onicegatheringstatechange = () => {{ if (peers.iceGatheringState === "complete") done(); }};
}});
peers.createOffer().then(offer => peers.setLocalDescription(offer));
const transported = new WebTransport("https://127.0.0.1:{webtransport_port}/x").ready.catch(() => 0);
Promise.all([gathered, transported]).then(() => {{ document.title = "over"; }});
</script>"""


class Sentinel:
    """The private machine. `hits`: the probes that reached it."""

    def __init__(self) -> None:
        self.hits: set[str] = set()
        self._eyes = selectors.DefaultSelector()
        self.ports = {probe: self._listen(probe) for probe in (*PROBES, *STARTS)}
        self._over, self._wake = socket.socketpair()
        self._eyes.register(self._over, selectors.EVENT_READ, "")
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _listen(self, probe: str) -> int:
        kind = socket.SOCK_DGRAM if probe in UDP_PROBES else socket.SOCK_STREAM
        ear = socket.socket(socket.AF_INET, kind)
        ear.bind(("127.0.0.1", 0))
        if kind == socket.SOCK_STREAM:
            ear.listen(16)
        self._eyes.register(ear, selectors.EVENT_READ, probe)
        return int(ear.getsockname()[1])

    def _watch(self) -> None:
        while True:
            for key, _ in self._eyes.select():
                if not key.data:
                    return
                self.hits.add(key.data)
                self._take(key.fileobj)  # type: ignore[arg-type]

    def _take(self, ear: socket.socket) -> None:
        with suppress(OSError):
            if ear.type == socket.SOCK_DGRAM:
                ear.recv(2048)
            else:
                ear.accept()[0].close()

    def __enter__(self) -> Sentinel:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wake.close()
        self._thread.join(5)
        for key in [*self._eyes.get_map().values()]:
            key.fileobj.close()  # type: ignore[union-attr]
        self._eyes.close()


class _Pages(BaseHTTPRequestHandler):
    ports: ClassVar[dict[str, int]]

    def do_GET(self) -> None:
        where = {probe: f"http://127.0.0.1:{port}" for probe, port in self.ports.items()}
        ask = "fetch('{}/x', {{mode: 'no-cors'}}).catch(() => 0);"
        pages = {
            "/": ("text/html", _PAGE.format(**where, **{f"{probe}_port": port for probe, port in self.ports.items()})),
            "/plain": ("text/html", "<!doctype html><title>plain</title>"),
            "/refresh": ("text/html", f"<meta http-equiv=refresh content='0;url={where['meta_refresh']}/x'>"),
            "/worker.js": ("text/javascript", ask.format(where["worker"])),
            "/service_worker.js": ("text/javascript", ask.format(where["service_worker"])),
        }
        redirects = {"/redirect": where["redirect"], "/away": where["main_redirect"]}
        kind, body = pages.get(self.path, ("text/plain", ""))
        self.send_response(302 if self.path in redirects else 200)
        if self.path in redirects:
            self.send_header("Location", redirects[self.path] + "/x")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class HostileSite:
    """Serves the page. `origin`: what an operator listed, and nothing else of this machine."""

    def __init__(self, sentinel: Sentinel) -> None:
        handler = type("Pages", (_Pages,), {"ports": sentinel.ports})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> HostileSite:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
