"""A draft as bystanders would see it, before anybody agrees to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from detente.contracts.words import Language
from detente.desk.models.replies import REPLY_KINDS
from detente.desk.queries.case_page import case_page
from detente.desk.queries.posts import Post
from detente.desk.queries.preview import preview_of
from detente.web.clock import now
from detente.web.foreign import Paragraph, one_line, paragraphs
from detente.web.gate import DeskRequest, signed_in
from detente.web.networks import network_icon
from detente.web.rows import ANONYMOUS
from detente.web.views.case import reader_language


@dataclass(frozen=True, slots=True)
class Bystanding:
    """One post of the thread as everybody reads it."""

    post: Post
    name: str
    words: list[Paragraph]


@require_GET
@signed_in
def preview(request: DeskRequest, case_id: int) -> HttpResponseBase:
    """The thread with the draft in its place. Nothing is kept, nothing leaves; without words, back to the composer."""
    page, asked = case_page(request.desk_person.id, case_id, now=now()), request.GET.get("tab", "reply")
    found = preview_of(page, asked) if asked in REPLY_KINDS else None
    if found is None or not found.words.strip():
        return redirect(f"/cases/{case_id}#composer")
    language = reader_language()
    facts = {
        "one": found,
        "c": page,
        "f": page.facts,
        "before": _shown(found.before, page.facts.channel, language),
        "after": _shown(found.after, page.facts.channel, language),
        "others": [kind for kind in REPLY_KINDS if kind != asked and kind in page.drafts and page.drafts[kind].words],
        "net_icon": network_icon(page.facts.network),
    }
    return render(request, "web/preview.html", facts)


def _shown(posts: Iterable[Post], account: str, language: Language) -> list[Bystanding]:
    return [Bystanding(post, _name(post, account, language), paragraphs(post.text)) for post in posts]


def _name(post: Post, account: str, language: Language) -> str:
    if post.ours:
        return account
    return one_line(post.author or post.handle, 80) or ANONYMOUS.in_(language)
