"""What every template may use as `desk`: the person, the brand, languages, theme, counts. Read only when asked for."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from detente.accounts.queries import Member
from detente.contracts.people import Role
from detente.contracts.words import Language, Words, as_language
from detente.desk.queries.field import NavNumbers
from detente.desk.queries.keeping import seals_in_trouble
from detente.rules.roles import Action, may
from detente.web.channel_news import NewsViews, news_views
from detente.web.clock import now
from detente.web.counts import decisions_for, nav_counts
from detente.web.flash import hear
from detente.web.gate import member_of
from detente.web.kept import Kept, take_out

LANGUAGE_NAMES = (("fr", "FR", "Français"), ("en", "EN", "English"))


class Desk:
    """The frame around a page; each part is read at most once a request."""

    languages = LANGUAGE_NAMES

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> Member | None:
        """The signed-in person, or None."""
        return member_of(self._request)

    @cached_property
    def theme(self) -> str:
        """`light`, `dark`, or empty to follow the system."""
        return self.person.theme if self.person and self.person.theme != "auto" else ""

    @property
    def language(self) -> Language:
        """The language this page is written in."""
        return as_language(get_language() or "en")

    @property
    def practice(self) -> bool:
        """Whether this is a demo, where a pretend colleague may be asked to act."""
        return bool(settings.DETENTE_DEMO)

    @property
    def here(self) -> str:
        """The address of this page, to come back to."""
        return self._request.get_full_path()

    @property
    def path(self) -> str:
        """The path of this page, to mark it in the navigation."""
        return self._request.path

    @cached_property
    def manages(self) -> bool:
        """Whether the person sees the pages of people, channels and settings."""
        return bool(self.person and self.person.roles & {Role.ADMINISTRATOR, Role.LEAD})

    @cached_property
    def rereads(self) -> bool:
        """Whether the list of texts to re-read is open to the person."""
        return self._may(Action.VIEW_INBOX)

    @cached_property
    def knows(self) -> bool:
        """Whether the library of knowledge notes is open to the person."""
        return self._may(Action.VIEW_KNOWLEDGE)

    @cached_property
    def saves(self) -> bool:
        """Whether the saved replies are open to the person."""
        return self._may(Action.VIEW_SAVED_REPLIES)

    @cached_property
    def checks_ledger(self) -> bool:
        """Whether the page of the ledger is open to the person."""
        return self._may(Action.CHECK_LEDGER)

    @cached_property
    def broken_seal(self) -> bool:
        """Whether the latest check of the evidence found what does not hold."""
        return seals_in_trouble()

    @cached_property
    def stops_sending(self) -> bool:
        """Whether the person may stop and resume everything that leaves."""
        return self._may(Action.STOP_SENDING)

    @cached_property
    def decides(self) -> bool:
        """Whether removals stand in the navigation: the person decides on them, or one waits for their confirmation."""
        return self._may(Action.VIEW_REGISTER_FULL) and (self._may(Action.DECIDE_REMOVAL) or self.decisions > 0)

    @cached_property
    def decisions(self) -> int:
        """How many removals wait for this person's own decision."""
        return decisions_for(self.person)

    def _may(self, action: Action) -> bool:
        return self.person is not None and may(action, self.person.roles, self.person.mandates)

    @cached_property
    def counts(self) -> NavNumbers:
        """The numbers beside the navigation."""
        return nav_counts(self.person)

    @cached_property
    def news(self) -> NewsViews:
        """What is wrong with a channel, or soon will be."""
        if self.person is None:
            return NewsViews()
        open_page = self._request.resolver_match
        here = open_page.kwargs.get("channel_id", 0) if open_page else 0
        return news_views(self.person, now(), but=here)

    @cached_property
    def kept(self) -> Kept | None:
        """Text typed before the session ended, shown once on the page it was typed on."""
        return take_out(self._request) if self.person else None

    @cached_property
    def said(self) -> list[Words]:
        """What has just been done, told once."""
        return hear(self._request) if self.person else []


def desk(request: HttpRequest) -> dict[str, Desk]:
    """The context processor."""
    return {"desk": Desk(request)}
