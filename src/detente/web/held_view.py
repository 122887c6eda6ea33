"""What stands beside a message that the network holds: let it appear, or what became of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.contracts.words import Words
from detente.desk.queries.case_page import CasePage
from detente.desk.queries.releases import held_posts

PUBLISH: Final = Words(fr="Publier ce commentaire", en="Publish this comment")
ASKED: Final = Words(
    fr="Demande transmise au réseau\u202f: le commentaire va paraître.",
    en="Passed on to the network: the comment is about to appear.",
)
_FAILED: Final = Words(fr="Le réseau ne l’a pas publié\u202f: {why}", en="The network did not publish it: {why}")


@dataclass(frozen=True, slots=True)
class HeldView:
    """`button`: this person may publish it; `said`: what was asked, or why it did not happen."""

    button: Words | None
    said: Words | None


def held_views(page: CasePage) -> dict[int, HeldView]:
    """By message id, for the messages of this case that the network holds."""
    if not any(post.state == "hidden" and not post.ours for post in page.posts):
        return {}
    found = held_posts(page.facts.id, page.person)
    return {
        key: HeldView(
            PUBLISH if one.offered else None,
            ASKED if one.waiting else _FAILED.with_(why=one.trouble) if one.trouble else None,
        )
        for key, one in found.items()
    }
