"""Level C: our own rendering of what the network gave us. It says on its face that it is not a screenshot.

One HTML file with no script and nothing to fetch. Every word of a commenter is hostile and escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final

from detente.contracts.words import Words
from detente.evidence.bundle.canonical import whole

WATERMARK: Final = Words(fr="reconstitution, ce n’est pas une capture d’écran", en="reconstruction, not a screenshot")
_ABOUT: Final = Words(
    fr="Cette page a été dessinée par Détente à partir des octets reçus du réseau\u202f; elle ne montre pas la page "
    "telle qu’un lecteur l’a vue.",
    en="Détente drew this page from the bytes that the network sent; it does not show the page as a reader saw it.",
)
_LABELS: Final = {
    "network": Words(fr="Réseau", en="Network"),
    "author": Words(fr="Auteur", en="Author"),
    "handle": Words(fr="Identifiant", en="Handle"),
    "permalink": Words(fr="Adresse", en="Address"),
    "published": Words(fr="Publié", en="Published"),
    "received": Words(fr="Reçu", en="Received"),
    "sha256": Words(fr="SHA-256 des octets reçus", en="SHA-256 of the bytes received"),
}
_UNKNOWN: Final = Words(fr="inconnu", en="not known")
_STYLE: Final = (
    "body{font:16px/1.5 sans-serif;max-width:44em;margin:2em auto;padding:0 1em}"
    ".mark{border:3px dashed #a00;color:#a00;padding:.5em;text-align:center;font-weight:bold}"
    "blockquote{white-space:pre-wrap;overflow-wrap:anywhere;border-left:4px solid #999;margin:1.5em 0;padding:0 1em}"
    "dt{font-weight:bold}dd{margin:0 0 .5em;overflow-wrap:anywhere}"
    "body::before{content:attr(data-mark);position:fixed;top:45%;left:0;right:0;text-align:center;"
    "font-size:2.2em;color:#a00;opacity:.13;transform:rotate(-24deg);pointer-events:none}"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the sealed payload says, as a reader would see it. `language`: of the message, which the page speaks too."""

    network: str
    author: str
    handle: str
    permalink: str
    text: str
    language: str
    published_at: datetime | None = None
    received_at: datetime | None = None


def reconstruct(shown: Shown, sha256: str) -> bytes:
    """The page, in UTF-8; `sha256` (hexadecimal): of the bytes that it is made from."""
    language = "fr" if shown.language.lower().startswith("fr") else "en"
    mark = WATERMARK.in_(language)
    listed = "".join(f"<dt>{_LABELS[name].in_(language)}</dt><dd>{said}</dd>" for name, said in _said(shown, sha256))
    page = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<title>{mark}</title><style>{_STYLE}</style></head><body data-mark="{mark}">'
        f'<p class="mark">{mark}</p><p>{_ABOUT.in_(language)}</p>'
        f'<blockquote dir="auto">{_text(shown.text)}</blockquote><dl>{listed}</dl>'
        f'<p class="mark">{mark}</p></body></html>\n'
    )
    return page.encode()


def _said(shown: Shown, sha256: str) -> list[tuple[str, str]]:
    unknown = _UNKNOWN.in_(shown.language)
    times = {"published": shown.published_at, "received": shown.received_at}
    return [
        *((name, _text(getattr(shown, name)) or unknown) for name in ("network", "author", "handle", "permalink")),
        *((name, at.isoformat(sep=" ", timespec="seconds") if at else unknown) for name, at in times.items()),
        ("sha256", _text(sha256)),
    ]


def _text(text: str) -> str:
    """Escaped, and without the signs that turn the direction of writing or that no page may hold."""
    kept = (sign for sign in whole(text) if sign in "\n\t" or (sign >= " " and sign not in _TURNING))
    return escape("".join(kept))


_TURNING: Final = frozenset("\x7f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
