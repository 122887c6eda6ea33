"""The comments that people brought in by hand: what the page to add one shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_channel
from detente.desk.actions.add_comment import takes_paste
from detente.desk.models import Case, Channel, Message, Revision
from detente.rules.roles import Action

_LATEST: Final = 20
_SHOWN: Final = 160
_LONGEST: Final = 20_000

_NO_SUCH = Words(fr="Ce commentaire n’existe pas, ou n’est pas d’ici.", en="This comment does not exist, or not here.")


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One comment of the channel. `case_id` is None until it was read."""

    id: int
    text: str
    author: str
    posted_at: datetime
    case_id: int | None
    state: str
    versions: int


@dataclass(frozen=True, slots=True)
class Continued:
    """The case whose thread the next comment continues."""

    id: int
    heart: str
    author: str
    thread: str


@dataclass(frozen=True, slots=True)
class PastePage:
    """The page to add a comment to one channel. `takes` is false where the network is read by a program."""

    channel_id: int
    name: str
    address: str
    takes: bool
    paused: bool
    rows: tuple[PastedRow, ...]
    case: Continued | None
    others: tuple[tuple[int, str], ...]


def paste_page(person_id: int, channel_id: int, case_id: int = 0) -> PastePage:
    """The page of one channel. Raises `Refused("access.…")`."""
    channel, _ = access_channel(person_id, channel_id, Action.ADD_COMMENT)
    return PastePage(
        channel_id=channel.id,
        name=channel.name,
        address=str(channel.settings.get("address", "")),
        takes=takes_paste(channel.network),
        paused=channel.state == "paused",
        rows=tuple(_row(one) for one in _latest(channel)),
        case=_continued(channel, case_id),
        others=tuple(one for one in paste_channels(channel.brand_id) if one[0] != channel.id),
    )


def paste_channels(brand_id: int) -> tuple[tuple[int, str], ...]:
    """The channels that are kept by hand, by name: (id, name). No gate here: callers have one."""
    rows = Channel.objects.filter(brand_id=brand_id, network="by_hand").exclude(state="removed")
    return tuple(rows.order_by("name").values_list("id", "name"))


def pasted_comment(person_id: int, channel_id: int, message_id: int) -> PastedRow:
    """One comment, whole, to correct it. Raises `Refused("access.…")`."""
    channel, _ = access_channel(person_id, channel_id, Action.ADD_COMMENT)
    message = Message.objects.select_related("author").filter(id=message_id, channel=channel, ours=False).first()
    if message is None:
        raise Refused("access.message", _NO_SUCH)
    return _row(message, most=_LONGEST)


def _latest(channel: Channel) -> list[Message]:
    rows = Message.objects.select_related("author").filter(channel=channel, ours=False)
    return list(rows.order_by("-id")[:_LATEST])


def _row(message: Message, *, most: int = _SHOWN) -> PastedRow:
    words = Revision.objects.get(message=message, number=message.revision_number).text
    return PastedRow(
        id=message.id,
        text=words[:most],
        author=message.author.display_name if message.author else "",
        posted_at=message.posted_at,
        case_id=message.case_id,
        state=message.state,
        versions=message.revision_number,
    )


def _continued(channel: Channel, case_id: int) -> Continued | None:
    rows = Case.objects.select_related("author", "conversation").filter(id=case_id, channel=channel)
    case = rows.first()
    if case is None:
        return None
    return Continued(case.id, case.heart, case.author.display_name, case.conversation.url)
