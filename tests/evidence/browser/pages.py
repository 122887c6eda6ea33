"""A small site of our own on loopback, good and bad pages, for the browser to visit. One a run."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

INSULT = "Vous êtes des voleurs 🤬 !\nJamais reçu mon colis…"
SAID = "Vous e\u0302tes des <i>voleurs</i> 🤬 !<br>Jamais re\u00e7u mon colis…"
OVERLAY = '<div style="position:fixed;inset:0;background:#fff">{}</div>'
THREAD = f"""<h1>Avis</h1><img src=/dot.png width=9 height=9><img src=/dot.png?far loading=lazy width=9 height=9>
<article id=c1 style="width:600px"><b>Ana</b><p>{SAID}</p></article>
<article id=c2><b>Bob</b><p>Merci</p></article><article id=c3><b>Cid</b><p>Merci</p></article>
<article id=c4><b>Dan</b><p>Merci beaucoup, tout est arrivé à temps.</p></article>
<script>document.cookie = 'mine=1'</script><iframe src="/frame" width=90 height=40></iframe>"""

PAGES = {
    "/thread": THREAD,
    "/frame": "framed words",
    "/tall": f"{THREAD}<div style='height:16000px'></div>",
    "/login": "<title>Bienvenue</title><form><input name=u><input type=password></form>",
    "/walled": THREAD + OVERLAY.format("<b>Log in</b> to see more"),
    "/cookies": THREAD + OVERLAY.format("Nous utilisons des cookies"),
    "/odd": f"""<title>404, page introuvable</title><h1>Connectez-vous</h1>{THREAD}<form><input type=password></form>
        <div style="position:fixed;bottom:0;left:0;right:0;height:200px;background:#fff">Cookies</div>
        <script>alert(1);confirm(2);prompt(3);onbeforeunload=()=>'stay';
        Array.prototype.map=()=>{{throw 1}};String.prototype.normalize=()=>'x';document.getElementById=()=>null;
        globalThis.detente={{}};onscroll=()=>document.body.insertAdjacentHTML('beforeend','<p style=height:3000px>')</script>
        <div id=h></div><script>h.attachShadow({{mode:'open'}}).innerHTML='<p>In the <b>shadow</b> of it</p>'</script>
        <p id=i>Emoji as a picture <img alt="🤬" src=/dot.png></p>""",
    "/faulty": f"""<article id=edited>Tout va bien finalement</article><article id=hidden style="display:none">{SAID}</article>
        <article id=white style="filter:brightness(0) invert(1)">{SAID} blanc</article>
        <article id=chinese>很差的服务</article>""",
    "/click-download": f"{THREAD}<a id=a download href=/file></a><script>a.click()</script>",
    "/busy": f"{THREAD}<script>onload=()=>{{for(;;);}}</script>",
    "/leaves": f"{THREAD}<script>setTimeout(()=>location='/leaves?'+Math.random(), 40)</script>",
}


def dot() -> bytes:
    """A red PNG of one pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + _chunk(b"IEND", b"")
    )


def picture(rows: list[str], kind: int = 0) -> bytes:
    """A PNG of rows of five pixels, each row in one colour (`rrggbb`), written with filter `kind` of the five."""
    header = struct.pack(">IIBBBBB", 5, len(rows), 8, 2, 0, 0, 0)
    data, above = b"", bytes(15)
    for colour in rows:
        row = bytes.fromhex(colour) * 5
        data += bytes([kind]) + bytes((row[at] - _guess(kind, row, above, at)) & 255 for at in range(15))
        above = row
    parts = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(data)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _guess(kind: int, row: bytes, above: bytes, at: int) -> int:
    """What PNG's filters guess a byte to be: nothing, left, up, their mean, or Paeth's choice."""
    left, corner = (row[at - 3], above[at - 3]) if at >= 3 else (0, 0)
    up = above[at]
    nearest = min((left, up, corner), key=lambda each: abs(left + up - corner - each))
    return (0, left, up, (left + up) // 2, nearest)[kind]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


class _Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        with suppress(OSError):
            special = getattr(self, f"say_{path.strip('/').replace('-', '_')}", None)
            if special:
                special()
            elif path == "/dot.png":
                self._say(200, dot(), "image/png")
            else:
                status = 200 if path in PAGES else 404
                self._say(status, f"<!doctype html><meta charset=utf-8>{PAGES.get(path, 'no')}".encode())

    def _say(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Set-Cookie", "session=SECRET-VALUE; Path=/")
        self.send_header("X-Auth-Token", "SECRET-VALUE")
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def say_moved(self) -> None:
        self._say(302, b"", Location="/login?next=/moved")

    def say_elsewhere(self) -> None:
        self._say(302, b"", Location=f"http://localhost:{self.server.server_address[1]}/thread")

    def say_onward(self) -> None:
        self._say(302, b"", Location="/thread")

    def say_gone(self) -> None:
        self._say(410, b"<h1>This post has been deleted</h1>")

    def say_file(self) -> None:
        self._say(200, b"x" * 99, "application/octet-stream", Content_Disposition="attachment; filename=a.bin")

    def say_huge(self) -> None:
        self._say(200, b"<!--")
        for _ in range(100):
            self.wfile.write(b"huge page " * 104_858)

    def say_endless(self) -> None:
        self._say(200, f"<!doctype html><meta charset=utf-8>{THREAD}".encode())
        self._drip(b"<p>more")

    def say_hangs(self) -> None:
        self._drip(b"")

    def _drip(self, crumb: bytes) -> None:
        while not self.server.ended.wait(0.1):  # type: ignore[attr-defined]
            self.wfile.write(crumb)

    def log_message(self, *_: object) -> None: ...


@contextmanager
def site() -> Iterator[str]:
    """The address of the site, `http://127.0.0.1:PORT`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    server.ended = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.ended.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
        thread.join()
