"""Takes credentials out of headers and addresses before they are written: nobody's session belongs in a proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote, urlsplit

from detente.evidence.bundle.canonical import whole

REMOVED: Final = "removed"
_HEADERS: Final = re.compile(
    r"cookie|authori[sz]ation|authenticat|token|secret|session|passw|api-?key|csrf|xsrf|credential|signature", re.I
)
_FIELDS: Final = re.compile(
    r"((?:^|[&;?#])(?:[\w.-]*(?:token|secret|passw(?:or)?d|session(?:id)?|api_?key|authori[sz]ation|jwt)|sid|auth|code)=)"
    r"[^&;#]+",
    re.I,
)
_URL_SAFE: Final = "!#$%&'()*+,/:;=?@[]~|"


def headers_without_secrets(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers whose names cannot carry a credential; addresses in what stays are cleaned."""
    return [(name, without_secrets(value)) for name, value in headers if not _HEADERS.search(name)]


def facts_without_secrets(headers: Mapping[str, str]) -> dict[str, str]:
    """The same for a mapping."""
    return dict(headers_without_secrets(headers.items()))


def without_secrets(text: str) -> str:
    """The text with the values of fields such as `access_token=` taken out."""
    return _FIELDS.sub(rf"\g<1>{REMOVED}", text)


def web_address(url: str) -> str | None:
    """The address of an http(s) request as one line of ASCII, without name, password and secrets; None otherwise."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    clean = parts._replace(netloc=host, fragment="").geturl()
    return quote(whole(without_secrets(clean)), safe=_URL_SAFE)
