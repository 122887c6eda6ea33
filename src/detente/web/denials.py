"""What the network does not let us do with the message that a case is about: said where the button would be."""

from __future__ import annotations

from detente.channels.registry import NETWORKS
from detente.desk.queries.case_page import CasePage
from detente.desk.queries.posts import Denial


def denied_reply(page: CasePage) -> Denial | None:
    """Why the recipient cannot be answered by this desk, when the network said so for sure or is in doubt."""
    return _denials(page).get("reply")


def denied_hiding(page: CasePage) -> Denial | None:
    """Why the recipient cannot be hidden: every verb that the network offers for it is surely denied here."""
    line = NETWORKS.get(page.facts.network)
    powers = line.capabilities.powers if line and line.capabilities else ()
    said = _denials(page)
    found = [said.get(power.verb) for power in powers if power.verb != "restore"]
    if not found or not all(one is not None and one.sure for one in found):
        return None
    return found[0]


def _denials(page: CasePage) -> dict[str, Denial]:
    recipient = next((post for post in page.posts if post.id == page.recipient_id), None)
    return {one.verb: one for one in recipient.denials} if recipient else {}
