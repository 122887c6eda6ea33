"""Everything around a draft that the composure check looks at, read from the rows."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.db.models import F, OuterRef, Subquery

from detente.accounts.models import Person
from detente.channels.registry import NETWORKS
from detente.contracts.composure import Fault, ReplyKind, Situation
from detente.contracts.house import House
from detente.contracts.kinds import Kind
from detente.contracts.network import Length
from detente.contracts.words import as_language
from detente.desk.models import Case, Channel, Draft, DraftRevision, Publication, Reading, Revision
from detente.desk.queries.readings import reading_of
from detente.desk.queries.same_cause import cause_of, same_cause
from detente.rules.countries import country_of
from detente.rules.publication import PublicationState

RECENT: Final = timedelta(days=30)
MOST_RECENT: Final = 200
"""Replies that a new one is compared with, newest first."""

AUTHOR_MESSAGES: Final = 10
"""How many of the author's last messages a reply is compared with."""

_OUT = (
    PublicationState.CONFIRMED,
    PublicationState.VISIBLE,
    PublicationState.SENDING,
    PublicationState.QUEUED,
    PublicationState.BY_HAND,
)


def situation_of(draft: Draft, text: str, *, now: datetime) -> Situation:
    """The text with its case around it. The draft's case, brand, channel and department are loaded.

    What nobody said stays unsaid: the fault, what is pending and the brand's own way of writing are checked only when
    somebody said them.
    """
    case, reading = draft.case, reading_of(draft.case)
    house = House.from_json(case.brand.house)
    author = case.author.display_name or case.author.handle
    return Situation(
        text=text,
        language=as_language(case.language),
        reply_kind=ReplyKind(draft.kind),
        message=words_of_author(draft),
        message_language=as_language(case.language),
        kind=Kind(case.kind),
        severity=case.severity,
        issue_terms=_issue_terms(reading),
        fault=Fault(case.fault),
        pending=draft.pending,
        author=author,
        country=country_of(case.brand.time_zone),
        is_review=draft.recipient.is_review,
        questions=_questions(reading),
        same_cause=len(same_cause(cause_of(case), now)),
        register=house.register,
        signature=house.signature,
        must_sign=house.must_sign,
        emoji=house.emoji,
        jargon=house.jargon,
        stock=house.stock,
        accepted=house.accepted,
        may_compensate=house.may_compensate,
        protected_names=(
            *house.protected_names,
            *colleagues_named_in(text, case.brand_id, but=draft.writer_id, author=author),
        ),
        link_hosts=(*_link_hosts(draft.channel), *house.link_hosts),
        recent_replies=recent_replies(case, now=now),
        char_limit=char_limit(draft.channel.network),
        now=now,
        timezone=case.brand.time_zone,
        department=draft.department.name if draft.department else "",
    )


def words_of_recipient(draft: Draft) -> str:
    """The message being answered, as it is now."""
    recipient = draft.recipient
    return Revision.objects.get(message_id=recipient.id, number=recipient.revision_number).text


def words_of_author(draft: Draft) -> str:
    """What the author said in public in this case and still stands, oldest first: one matter, in whatever message.

    A public reply need not name what they told us alone, and quoting it is not excused.
    """
    rows = Revision.objects.filter(
        message__case_id=draft.case_id,
        message__ours=False,
        message__state="visible",
        message__private=False,
        number=F("message__revision_number"),
    )
    said = rows.order_by("-message__posted_at", "-message_id").values_list("text", flat=True)[:AUTHOR_MESSAGES]
    return "\n".join(reversed(list(said))) or words_of_recipient(draft)


def char_limit(network: str) -> int | None:
    """The longest reply the network takes, in its own unit; `None` where it sets no limit."""
    line = NETWORKS.get(network)
    return line.capabilities.length.maximum if line and line.capabilities else None


def length_of(network: str, text: str) -> Length | None:
    """The text as the network counts it; `None` where it sets no limit."""
    line = NETWORKS.get(network)
    return line.measure(text) if line and line.measure else None


def recent_replies(case: Case, *, now: datetime) -> tuple[str, ...]:
    """What the brand said in the last thirty days, here or elsewhere, newest first."""
    since = now - RECENT
    sent = Publication.objects.filter(case__brand_id=case.brand_id, queued_at__gte=since, state__in=_OUT)
    version = DraftRevision.objects.filter(draft_id=OuterRef("draft_id"), number=OuterRef("revision_number"))
    with_text = sent.annotate(text=Subquery(version.values("text")[:1])).order_by("-queued_at")
    ours = with_text.values_list("text", flat=True)[:MOST_RECENT]
    elsewhere = Revision.objects.filter(
        message__ours=True, message__channel__brand_id=case.brand_id, message__posted_at__gte=since
    )
    texts = elsewhere.order_by("-observed_at").values_list("text", flat=True)[:MOST_RECENT]
    return tuple(dict.fromkeys(text for text in [*ours, *texts] if text))


def colleagues_named_in(text: str, brand_id: int, *, but: int, author: str) -> tuple[str, ...]:
    """People of the brand whose full name stands in the text, the writer aside: everybody signs as they like.

    A first name alone is nobody's: it may be a customer's, or a signature. `author`: theirs is theirs.
    """
    rows = Person.objects.filter(memberships__brand_id=brand_id).exclude(id=but).order_by("id").distinct()
    names = [" ".join(name.split()) for name in rows.values_list("name", flat=True)]
    folded, theirs = _folded(text), _folded(author)
    found = (name for name in dict.fromkeys(names) if " " in name and _folded(name) in folded)
    return tuple(name for name in found if _folded(name) not in theirs)


def _folded(text: str) -> str:
    """Without case, accents and double spaces, so that a name is found as people type it."""
    plain = unicodedata.normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _questions(reading: Reading | None) -> tuple[str, ...]:
    """What is asked, when a person said it in their words: a machine's line is too rough to hold a reply to."""
    said = reading is not None and reading.person_id is not None and "asks" in reading.corrected
    return (reading.asks,) if reading is not None and said and reading.asks else ()


def _issue_terms(reading: Reading | None) -> tuple[str, ...]:
    """Words of the person who corrected the reading: a specific reply may use them though the message does not."""
    if reading is None or reading.person_id is None:
        return ()
    return tuple(words for words in (reading.heart, reading.asks) if words)


def _link_hosts(channel: Channel) -> tuple[str, ...]:
    host = urlsplit(channel.base_url).hostname
    return (host,) if host else ()
