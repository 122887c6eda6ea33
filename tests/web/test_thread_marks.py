"""What the thread says of each message: deleted, edited, held, private, answered elsewhere, denied by the network."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from detente.accounts.models import Brand
from detente.contracts.network import Change, ChangeKind, Item
from detente.contracts.people import Role
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Channel, Message
from detente.desk.queries.posts import Denial, denials_of
from detente.rules.removal import RemovalState
from detente.web.post_marks import TAKEN_DOWN
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, an_item, created
from tests.web.noon import client_of

pytestmark = pytest.mark.django_db

FIRST = "Colis annoncé livré mardi, jamais reçu."
NO = {"reason": ["Le réseau dit non.", "The network says no."], "remedy": ["Écrivez-lui.", "Write to them."]}


class Thread:
    """A case on a channel of Bluesky, seen by a lead."""

    def __init__(self) -> None:
        self.brand: Brand = a_brand()
        self.channel: Channel = a_channel(self.brand, network="bluesky", base_url="https://bsky.social")
        self.case: Case = a_case(self.channel, FIRST)
        self.client: Client = client_of(a_person(self.brand, Role.LEAD))

    def page(self, language: str = "fr") -> str:
        """The page of the case."""
        return self.client.get(f"/cases/{self.case.id}?lang={language}").content.decode()

    def hear(self, kind: ChangeKind, item: Item | None = None, external_id: str = "m1") -> None:
        """Something happened to a message."""
        at = NOON + timedelta(minutes=5)
        receive(self.channel.id, [Change(kind, item.external_id if item else external_id, item, at)], now=at)

    def mark(self, external_id: str = "m1", **fields: object) -> None:
        """What CORE's ingest would have written of a message."""
        Message.objects.filter(external_id=external_id).update(**fields)


@pytest.fixture
def thread() -> Thread:
    return Thread()


def test_a_deleted_message_keeps_its_words_and_says_so_with_its_time(thread: Thread) -> None:
    thread.hear(ChangeKind.DELETED)
    html = thread.page()
    assert "supprimé par son auteur" in html
    assert "Colis annoncé livré mardi" in html
    assert '<span class="vh">Mots supprimés' in html
    assert "said gone" in html
    assert "deleted by its author" in thread.page("en")


def test_words_that_had_to_be_erased_are_said_to_be_erased(thread: Thread) -> None:
    thread.hear(ChangeKind.DELETED)
    Message.objects.get(external_id="m1").revisions.update(text="")
    assert "Les mots sont effacés ici aussi" in thread.page()


def test_an_edit_shows_each_version_with_its_time_and_its_difference(thread: Thread) -> None:
    before = an_item("m1", FIRST, author="odile")
    thread.hear(ChangeKind.EDITED, replace(before, text="Colis annoncé livré jeudi, jamais reçu.", revision=2))
    html = thread.page()
    assert "Voir 1 modification" in html
    assert "<del>mardi</del><ins>jeudi</ins>" in html
    assert "Version 2" in html


def test_an_edit_is_text_whatever_it_holds(thread: Thread) -> None:
    before = an_item("m1", FIRST, author="odile")
    thread.hear(ChangeKind.EDITED, replace(before, text="<script>alert(1)</script>\u202e jamais reçu", revision=2))
    html = thread.page()
    assert "<script>alert" not in html
    assert "\u202e" not in html


def test_what_the_network_holds_is_told_apart_from_what_the_charter_hid(thread: Thread) -> None:
    thread.hear(ChangeKind.MODERATED_ELSEWHERE)
    html = thread.page()
    assert "retenu par le réseau" in html
    assert "masqué selon la charte" not in html
    assert "held by the network" in thread.page("en")


def test_only_a_removal_that_was_carried_out_speaks_of_the_charter() -> None:
    assert RemovalState.PROVISIONAL in TAKEN_DOWN
    assert RemovalState.DONE in TAKEN_DOWN
    assert {RemovalState.ASKED, RemovalState.REFUSED, RemovalState.RESTORED}.isdisjoint(TAKEN_DOWN)


def test_a_reply_made_on_the_network_by_a_colleague_is_marked(thread: Thread) -> None:
    ours = an_item("r1", "On regarde.", author="us", parent="m1", thread="m1", ours=True)
    receive(thread.channel.id, created(ours), now=NOON)
    thread.mark("r1", elsewhere=True)
    assert "répondu sur le réseau par un collègue" in thread.page()
    assert "answered on the network by a colleague" in thread.page("en")


def test_our_reply_that_nobody_sees_yet_says_what_to_do(thread: Thread) -> None:
    ours = an_item("r1", "On regarde.", author="us", parent="m1", thread="m1", ours=True)
    receive(thread.channel.id, created(ours), now=NOON)
    thread.mark("r1", state="hidden")
    assert "Personne ne la voit encore" in thread.page()


def test_a_private_message_says_that_no_public_answer_will_come_of_it(thread: Thread) -> None:
    thread.mark(private=True)
    assert "aucune réponse publique n’en sortira" in thread.page()


def test_what_the_network_denies_stands_where_the_button_would_be(thread: Thread) -> None:
    assert "Demander un retrait" in thread.page()
    thread.mark(denied={"hide": {"state": "denied", **NO}})
    html = thread.page()
    assert "Le réseau dit non." in html
    assert "Écrivez-lui." in html
    assert "Demander un retrait" not in html
    assert "The network says no." in thread.page("en")


def test_a_doubt_of_the_network_takes_no_button_away(thread: Thread) -> None:
    thread.mark(denied={"hide": {"state": "unknown", **NO}})
    assert "Demander un retrait" in thread.page()


def test_an_author_who_closed_replies_is_answered_by_hand_and_the_composer_says_so(thread: Thread) -> None:
    thread.mark(denied={"reply": {"state": "denied", **NO}})
    html = thread.page()
    assert 'id="denied-reply"' in html
    assert "ce texte se publie à la main" in html


def test_the_open_page_learns_of_a_mark(thread: Thread) -> None:
    html = thread.page()
    address = html[html.index(f"/cases/{thread.case.id}/live") :].split('"')[0].replace("&amp;", "&")
    assert thread.client.get(address).status_code == 204
    thread.mark(denied={"hide": {"state": "denied", **NO}})
    assert "Le réseau dit non." in thread.client.get(address).content.decode()


@pytest.mark.parametrize(
    ("stored", "found"),
    [
        ({}, ()),
        ({"reply": {"state": "allowed"}}, ()),
        ({"reply": {"state": "denied"}}, (Denial("reply", True, None, None),)),
        ({"hide": {"state": "unknown", "reason": ["only one"]}}, (Denial("hide", False, None, None),)),
    ],
)
def test_what_is_denied_is_read_with_care(stored: dict[str, dict[str, object]], found: tuple[Denial, ...]) -> None:
    assert denials_of(stored) == found
