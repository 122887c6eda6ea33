"""A person brings a comment in by hand: pasted, corrected when its author edits it, marked when it is gone.

It is sealed as what it is, a person's word; its clock runs from the time that the network shows, as they read it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q

from detente.channels.by_hand.payloads import Pasted, Typist, external_id, item_of, thread_id
from detente.channels.registry import NETWORKS
from detente.contracts.network import Change, ChangeKind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_channel
from detente.desk.actions._link import link_of
from detente.desk.actions._replies import check_words
from detente.desk.actions._versions import text_hash
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Channel, Message, Revision
from detente.rules.roles import Action

LONGEST_NAME: Final = 200
_SLIP: Final = timedelta(minutes=2)
_OLDEST_YEAR: Final = 2000
_LOOKED_AT: Final = 500

_LISTENS = Words(
    fr="Ce canal lit lui-même son réseau\u202f: rien ne s’y colle à la main.",
    en="This channel reads its network itself: nothing is pasted into it by hand.",
)
_PAUSED = Words(
    fr="Ce canal est suspendu. Reprenez-le avant d’y ajouter un commentaire.",
    en="This channel is paused. Resume it before you add a comment.",
)
_FUTURE = Words(
    fr="Cette heure n’est pas encore passée. Donnez celle que le réseau affiche, ou laissez vide pour maintenant.",
    en="That time has not come yet. Give the one that the network shows, or leave it empty for now.",
)
_ANCIENT = Words(
    fr="Cette date ne se peut pas. Donnez celle que le réseau affiche.",
    en="That date cannot be. Give the one that the network shows.",
)
_NAME = Words(fr="Ce nom dépasse {most} caractères.", en="This name is over {most} characters.")
_NO_SUCH = Words(
    fr="Ce commentaire n’est pas de ceux qui se corrigent à la main.", en="This comment is not one to correct by hand."
)
_GONE = Words(
    fr="Ce commentaire est déjà noté comme supprimé. S’il est revenu, collez-le de nouveau avec un autre lien.",
    en="This comment is noted as deleted already. If it came back, paste it again under another link.",
)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a pasted comment: `new`, `known` (nothing changed) or `revised` (another version of its words)."""

    message_id: int
    what: str


def takes_paste(network: str) -> bool:
    """Whether people bring the comments of this network in themselves."""
    line = NETWORKS.get(network)
    return line is None or (not line.has_connector and not line.receives)


@transaction.atomic
def add_comment(person_id: int, channel_id: int, pasted: Pasted, *, now: datetime, case_id: int | None = None) -> Added:
    """Take in what somebody pasted; the same comment again brings nothing new.

    Its clock runs from `posted_at`, at the latest from now. `case_id`: it continues that case's thread. Raises
    `Refused`: `access.…`, `state.channel`, `input.text`, `input.name`, `input.link`, `input.time`.
    """
    channel, colleague = _channel(person_id, channel_id)
    clean = _checked(pasted, now)
    thread = _thread_of(channel, case_id)
    known = _known(channel, clean, thread)
    item = item_of(clean, _typist(colleague, now), known_as=known, thread_as=thread)
    got = receive(channel.id, [Change(ChangeKind.CREATED, item.external_id, item, now)], now=now, actor=colleague.actor)
    Channel.objects.filter(id=channel.id).update(last_item_at=now)
    message = Message.objects.get(channel=channel, external_id=item.external_id)
    if clean.link and not message.permalink:
        Message.objects.filter(id=message.id).update(permalink=clean.link)
    return Added(message.id, "new" if got.new else "revised" if got.revised else "known")


@transaction.atomic
def edit_comment(person_id: int, message_id: int, text: str, *, now: datetime) -> Added:
    """The author edited it there: their new words are a new version, the old one stays.

    Raises `Refused`: `access.…`, `state.channel`, `state.message`, `input.text`.
    """
    message, colleague = _message(person_id, message_id)
    check_words(text)
    pasted = replace(_as_pasted(message), text=text)
    item = item_of(
        pasted,
        _typist(colleague, now),
        known_as=message.external_id,
        thread_as=message.conversation.external_id,
    )
    change = Change(ChangeKind.EDITED, item.external_id, item, now)
    got = receive(message.channel_id, [change], now=now, actor=colleague.actor)
    return Added(message.id, "revised" if got.revised else "known")


@transaction.atomic
def mark_gone(person_id: int, message_id: int, *, now: datetime) -> None:
    """The comment is no longer on its network. Raises `Refused`: `access.…`, `state.channel`, `state.message`."""
    message, colleague = _message(person_id, message_id)
    receive(
        message.channel_id,
        [Change(ChangeKind.DELETED, message.external_id, None, now)],
        now=now,
        actor=colleague.actor,
    )


def _channel(person_id: int, channel_id: int) -> tuple[Channel, Colleague]:
    channel, colleague = access_channel(person_id, channel_id, Action.ADD_COMMENT)
    if not takes_paste(channel.network):
        raise Refused("state.channel", _LISTENS)
    if channel.state == "paused":
        raise Refused("state.channel", _PAUSED)
    return channel, colleague


def _message(person_id: int, message_id: int) -> tuple[Message, Colleague]:
    rows = Message.objects.select_related("conversation", "author").filter(id=message_id, ours=False)
    message = rows.first()
    if message is None:
        raise Refused("access.message", _NO_SUCH)
    channel, colleague = _channel(person_id, message.channel_id)
    if message.state != "visible":
        raise Refused("state.message", _GONE)
    message.channel = channel
    return message, colleague


def _checked(pasted: Pasted, now: datetime) -> Pasted:
    check_words(pasted.text)
    check_words(pasted.author or "—")
    if len(pasted.author) > LONGEST_NAME:
        raise Refused("input.name", _NAME.with_(most=LONGEST_NAME))
    if pasted.posted_at > now + _SLIP:
        raise Refused("input.time", _FUTURE)
    if pasted.posted_at.year < _OLDEST_YEAR:
        raise Refused("input.time", _ANCIENT)
    return replace(
        pasted, link=link_of(pasted.link), thread=link_of(pasted.thread), posted_at=min(pasted.posted_at, now)
    )


def _thread_of(channel: Channel, case_id: int | None) -> str:
    """The thread of the case that it continues; empty when it stands for itself."""
    rows = Case.objects.filter(id=case_id or 0, channel=channel)
    return rows.values_list("conversation__external_id", flat=True).first() or ""


def _known(channel: Channel, pasted: Pasted, thread: str) -> str:
    """The id under which it is here already; a link added later, or left out, makes no other comment."""
    own = external_id(pasted)
    if Message.objects.filter(channel=channel, external_id=own).exists():
        return own
    same = Message.objects.filter(channel=channel, ours=False, author__channel=channel)
    same = same.filter(author__display_name=" ".join(pasted.author.split()))
    if pasted.link:
        same = same.filter(permalink="")
    if under := thread or thread_id(pasted):
        same = same.filter(Q(conversation__external_id=under) | Q(conversation__external_id=F("external_id")))
    found = dict(same.order_by("-id").values_list("id", "external_id")[:_LOOKED_AT])
    rows = Revision.objects.filter(message_id__in=list(found), text_hash=text_hash(pasted.text))
    message_id = rows.order_by("-message_id").values_list("message_id", flat=True).first()
    return found.get(message_id or 0, "")


def _typist(colleague: Colleague, now: datetime) -> Typist:
    return Typist(colleague.id, colleague.name, now)


def _as_pasted(message: Message) -> Pasted:
    return Pasted(
        text="",
        author=message.author.display_name if message.author else "",
        posted_at=message.posted_at,
        link=message.permalink,
        thread=message.conversation.url,
        private=message.private,
    )
