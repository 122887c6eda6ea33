"""What only a desk can show of a connector: stored once, seen whole, sent once. Source: platforms, conformance kit.

The kit knows no desk and no database: whoever has one gives a fixture `desk` that answers `Desk`, around a `Site`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from detente.channels.testkit.faults import Canned, Fault
from detente.channels.testkit.site import Site, lacking
from detente.contracts.network import Change, ChangeKind


class Desk(Protocol):
    """A desk with one channel on the site's network."""

    site: Site

    def listen(self, *, crash: bool = False) -> None:
        """Poll to the end. `crash`: the process dies after the network answered and before anything was stored."""
        ...

    def take(self, changes: Sequence[Change]) -> None:
        """Store these changes, as a push or a poll would bring them."""
        ...

    def messages(self) -> Mapping[str, str]:
        """The messages of others that the desk shows, by external id, with the text as it is now."""
        ...

    def cases(self, external_id: str) -> int:
        """How many cases were opened for this message."""
        ...

    def holes(self) -> int:
        """How many holes are shown on the channel."""
        ...

    def aside(self) -> int:
        """How many payloads are kept aside on the channel."""
        ...

    def in_trouble(self) -> bool:
        """Whether the channel tells people that it needs one of them."""
        ...

    def waits(self) -> float:
        """In how many seconds the channel is polled next."""
        ...

    def approve(self, external_id: str, text: str) -> int:
        """An approved reply to this message, in the queue; its id."""
        ...

    def send(self) -> None:
        """Work until everything in the queue has come to rest."""
        ...

    def fate(self, publication: int) -> str:
        """What became of it: `visible`, `human`, or any other state of a publication."""
        ...


class StoresOnce:
    """Every message once, with its edits and its deletion, whatever dies and whatever comes twice."""

    def test_a_page_that_was_told_and_not_stored_is_told_again(self, desk: Desk) -> None:
        comment = desk.site.comment("Panneau éteint")
        desk.listen(crash=True)
        assert comment not in desk.messages()
        desk.listen()
        desk.listen()
        assert desk.messages().get(comment) == "Panneau éteint"
        assert desk.cases(comment) == 1

    def test_a_storm_of_edits_ends_in_one_message_and_one_case(self, desk: Desk) -> None:
        if lacking(desk.site, ("edits",)):
            return
        comment = desk.site.comment("Version 0")
        desk.listen()
        for number in range(1, 5):
            desk.site.edit(comment, f"Version {number}, le panneau est éteint")
            desk.listen()
        assert desk.messages().get(comment) == "Version 4, le panneau est éteint"
        assert desk.cases(comment) == 1

    def test_a_deletion_that_comes_before_its_message_wins(self, desk: Desk) -> None:
        site = desk.site
        comment = site.comment("Je retire")
        batch = site.connector().poll(None, now=site.now)
        created = [change for change in batch.changes if change.external_id == comment]
        desk.take([Change(ChangeKind.DELETED, comment, None, site.now)])
        desk.take(created)
        assert comment not in desk.messages()

    def test_what_comes_twice_and_out_of_order_is_stored_once(self, desk: Desk) -> None:
        site = desk.site
        ours = [site.comment(f"Message {number}") for number in range(3)]
        changes = site.connector().poll(None, now=site.now).changes
        desk.take(changes[::-1])
        desk.take(changes)
        desk.listen()
        assert [desk.cases(comment) for comment in ours] == [1, 1, 1]


class TellsTheTruth:
    """What may be missing, what could not be read and what needs a person is shown, and nothing stops in silence."""

    def test_a_hole_is_shown(self, desk: Desk) -> None:
        if lacking(desk.site, ("gaps",)):
            return
        desk.site.comment("Avant")
        desk.listen()
        desk.site.flood()
        desk.listen()
        assert desk.holes() == 1

    def test_a_malformed_item_is_kept_aside_and_listening_goes_on(self, desk: Desk) -> None:
        if lacking(desk.site, ("spoiled_items",)):
            return
        for number in range(2):
            desk.site.comment(f"Message {number}")
        desk.site.proxy.fail(Fault.ALTERED, on="reads", change=desk.site.spoil)
        desk.listen()
        desk.site.proxy.fail(Fault.OK)
        after = desk.site.comment("Après")
        desk.listen()
        assert desk.aside() >= 1
        assert after in desk.messages()
        assert not desk.in_trouble()

    def test_rights_that_ended_are_a_matter_for_a_person_and_come_back_by_themselves(self, desk: Desk) -> None:
        if lacking(desk.site, ("expiry",)):
            return
        desk.site.proxy.fail(Fault.EXPIRED, on="all", answer=desk.site.expired())
        desk.listen()
        assert desk.in_trouble()
        desk.site.proxy.fail(Fault.OK)
        comment = desk.site.comment("Panneau éteint")
        desk.listen()
        assert comment in desk.messages()
        assert not desk.in_trouble()

    def test_a_network_that_asks_for_patience_is_left_alone_meanwhile(self, desk: Desk) -> None:
        if lacking(desk.site, ("limits",)):
            return
        answer = Canned(429, b"{}", {"Retry-After": "90", "Content-Type": "application/json"})
        desk.site.proxy.fail(Fault.LIMITED, on="reads", answer=answer)
        desk.listen()
        assert 60 < desk.waits() < 120
        assert not desk.in_trouble()


class SendsWhatStillHolds:
    """What was approved leaves only while it still holds, and never beside a colleague's reply."""

    def test_an_approved_reply_leaves_once_and_comes_back_as_ours(self, desk: Desk) -> None:
        comment = desk.site.comment("Panneau éteint, merci de le réparer")
        desk.listen()
        reply = desk.approve(comment, "Bonjour, le panneau sera réparé ce soir. Merci de l’avoir signalé.")
        desk.send()
        desk.listen()
        assert desk.fate(reply) == "visible"
        assert len(desk.site.replies_to(comment)) == 1
        assert desk.cases(comment) == 1

    def test_a_message_changed_after_the_approval_holds_the_reply_back(self, desk: Desk) -> None:
        if lacking(desk.site, ("edits",)):
            return
        comment = desk.site.comment("Panneau éteint, merci de le réparer")
        desk.listen()
        reply = desk.approve(comment, "Bonjour, le panneau sera réparé ce soir. Merci de l’avoir signalé.")
        desk.site.edit(comment, "Finalement tout va bien, merci")
        desk.send()
        assert desk.site.replies_to(comment) == []
        assert desk.fate(reply) != "visible"

    def test_a_message_that_vanished_after_the_approval_is_not_answered(self, desk: Desk) -> None:
        comment = desk.site.comment("Panneau éteint, merci de le réparer")
        desk.listen()
        reply = desk.approve(comment, "Bonjour, le panneau sera réparé ce soir. Merci de l’avoir signalé.")
        desk.site.withdraw(comment)
        desk.send()
        assert desk.site.replies_to(comment) == []
        assert desk.fate(reply) != "visible"

    def test_a_colleagues_reply_on_the_network_holds_ours_back(self, desk: Desk) -> None:
        if lacking(desk.site, ("colleagues",)):
            return
        comment = desk.site.comment("Panneau éteint, merci de le réparer")
        desk.listen()
        reply = desk.approve(comment, "Bonjour, le panneau sera réparé ce soir. Merci de l’avoir signalé.")
        desk.site.colleague(comment, "Nous regardons.")
        desk.send()
        assert desk.site.replies_to(comment) == ["Nous regardons."]
        assert desk.fate(reply) != "visible"


CLASSES = (StoresOnce, TellsTheTruth, SendsWhatStillHolds)
