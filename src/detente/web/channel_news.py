"""The banner over every page: what is wrong with a channel, or soon will be, and the next step of who can act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.urls import reverse

from detente.accounts.queries import Member
from detente.contracts.words import Words
from detente.desk.queries.channel_news import ChannelNews, NewsKind, channel_news
from detente.rules.roles import Action, may
from detente.web.spans import span

_MOST: Final = 2
"""Banners drawn in full; what is left is a number."""


@dataclass(frozen=True, slots=True)
class NewsView:
    """One banner. `look` is empty or `late`; `step` what the link to `address` does."""

    look: str
    name: str
    said: Words
    step: Words
    address: str


@dataclass(frozen=True, slots=True)
class NewsViews:
    """What is drawn over a page. `quiet`: the person cannot act, so one line says it. `more`: left out."""

    shown: tuple[NewsView, ...] = ()
    quiet: bool = False
    more: int = 0
    mark: str = ""
    but: int = 0


_TROUBLE: Final = Words(fr="est en difficulté. {why}", en="is in trouble. {why}")
_HOLE: Final = Words(
    fr="a un trou dans son écoute\u202f: des commentaires ont pu manquer.",
    en="has a hole in its listening: comments may be missing.",
)
_ENDING: Final = Words(
    fr="perd ses droits dans {left}\u202f: il n’entendra plus et ne publiera plus.",
    en="loses its rights in {left}: it will neither hear nor publish.",
)
_ENDED: Final = Words(
    fr="n’a plus de droits\u202f: il n’entend plus et ne publie plus.",
    en="has no rights any more: it neither hears nor publishes.",
)
_STEPS: Final = {
    NewsKind.TROUBLE: Words(fr="Voir que faire", en="See what to do"),
    NewsKind.ENDED: Words(fr="Donner un nouveau secret", en="Give a new secret"),
    NewsKind.ENDING: Words(fr="Donner un nouveau secret", en="Give a new secret"),
    NewsKind.HOLE: Words(fr="Combler ou accepter", en="Fill or accept"),
}


def news_views(person: Member, now: datetime, *, but: int = 0) -> NewsViews:
    """What this person is told of the channels of their brand. `but`: the one whose own page is open and says it."""
    acts = may(Action.TEND_CHANNEL, person.roles, person.mandates)
    found = channel_news(person.brand.id, now=now)
    shown = tuple(_view(one, now) for one in found if one.channel_id != but)
    mark = sha256(repr((shown, acts)).encode()).hexdigest()[:16]
    return NewsViews(shown[:_MOST], not acts, max(0, len(shown) - _MOST), mark, but)


def _view(one: ChannelNews, now: datetime) -> NewsView:
    address = reverse("channel", args=[one.channel_id])
    if one.kind in (NewsKind.ENDED, NewsKind.ENDING):
        address = reverse("channel_answers", args=[one.channel_id])
    if one.kind is NewsKind.HOLE:
        address += "#holes"
    look = "late" if one.kind in (NewsKind.TROUBLE, NewsKind.ENDED) else ""
    return NewsView(look, one.name, _said(one, now), _STEPS[one.kind], address)


def _said(one: ChannelNews, now: datetime) -> Words:
    if one.kind is NewsKind.TROUBLE and one.why is not None:
        return _TROUBLE.with_(why=one.why)
    if one.kind is NewsKind.ENDING and one.until is not None:
        return _ENDING.with_(left=span(one.until - now))
    return _ENDED if one.kind is NewsKind.ENDED else _HOLE
