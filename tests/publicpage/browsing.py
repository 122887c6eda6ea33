"""Short ways to read and write on the page as a browser does."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

from django.test import Client

from detente.publicpage.brand_actions import hide_comment
from detente.publicpage.models import Comment, Visitor
from tests.publicpage.conftest import NOW

HOME = "/p/ferrolane/"


def see(client: Client, address: str = HOME, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.content
    return response.content.decode()


def said(html: str) -> str:
    html = re.sub(r"</?bdi>", "", html)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def token_in(html: str) -> str:
    return re.findall(r'name="token" value="([^"]+)"', html)[0]


def post(client: Client, address: str = HOME, *, token: str | None = None, follow: bool = False, **fields: str):
    fields["token"] = token if token is not None else token_in(client.get(HOME).content.decode())
    return client.post(address, fields, follow=follow, headers={"origin": "http://testserver"})


def known(client: Client, number: int = 0) -> Visitor:
    """The visitor whose cookie this browser holds."""
    return Comment.objects.filter(ours=False).order_by("id")[number].visitor


def hide(comment: Comment, **changes: object) -> None:
    order = {"notice": "Votre message vise une personne.", "clause": "Article 3 : injure visant une personne"}
    until = NOW + timedelta(days=15)
    hide_comment("ferrolane", comment.public_id, **(order | {"contest_until": until, "now": NOW} | changes))  # type: ignore[arg-type]
