"""Publishing that somebody should know about, each with one sentence that says what happened and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.models import Publication
from detente.rules.publication import PublicationFact, PublicationState, moves_from
from detente.rules.roles import Action

SHOWN_FOR: Final = timedelta(days=7)
"""How long a text that surely did not leave is shown; a doubt is shown until it is settled."""

_LATEST: Final = 100


@dataclass(frozen=True, slots=True)
class PublishingProblem:
    """One publication that is in doubt, refused, held back or not to be seen. `to_settle`: a person has to decide."""

    publication_id: int
    case_id: int
    draft_id: int
    channel: str
    state: PublicationState
    since: datetime
    sentence: Words
    to_settle: bool


_DOUBT = Words(
    fr="Réponse peut-être publiée. Nous regardons\u202f: n’écrivez rien d’autre sous ce message.",
    en="Reply possibly published. We are looking: write nothing else under this message.",
)
_PERSON = Words(
    fr="Nous ne savons pas si cette réponse est publiée. Regardez sur le réseau, puis dites-le ici.",
    en="We do not know whether this reply is published. Look on the network, then say so here.",
)
_DOUBLED = Words(
    fr="Cette réponse est en double sur le réseau. Regardez, et retirez-en une là-bas.",
    en="This reply stands twice on the network. Look, and take one of them away there.",
)
_PLAIN = Words(
    fr="Cette réponse n’est pas partie. Rouvrez le brouillon.", en="This reply did not leave. Open the draft."
)

_SENTENCES: Final = {
    "held.thread_moved": Words(
        fr="Le fil a bougé après l’accord\u202f: rien n’est parti. Relisez le fil, puis soumettez de nouveau.",
        en="The thread moved after the agreement: nothing left. Read the thread again, then submit again.",
    ),
    "held.private": Words(
        fr="L’auteur ne s’adresse plus qu’à nous : rien n’est parti. Répondez-lui en privé.",
        en="The author now speaks to us alone: nothing left. Answer them in private.",
    ),
    "held.answered_elsewhere": Words(
        fr="Une réponse de notre compte est déjà sous ce message\u202f: rien n’est parti. Lisez-la avant de continuer.",
        en="A reply of our account is already under this message: nothing left. Read it before going on.",
    ),
    "held.approval_expired": Words(
        fr="L’accord n’était plus valable au moment de l’envoi\u202f: rien n’est parti. Faites relire de nouveau.",
        en="The agreement had run out when it was to be sent: nothing left. Have it re-read again.",
    ),
    "held.approval_void": Words(
        fr="L’accord est tombé avant l’envoi\u202f: rien n’est parti. Faites relire de nouveau.",
        en="The agreement fell before it was sent: nothing left. Have it re-read again.",
    ),
    "held.request_damaged": Words(
        fr="Le texte préparé ne correspond plus à son empreinte\u202f: rien n’est parti. Prévenez l’administration.",
        en="The prepared text no longer matches its digest: nothing left. Tell the administrator.",
    ),
    "cancelled": Words(
        fr="Annulée avant l’envoi\u202f: rien n’est parti.", en="Cancelled before sending: nothing left."
    ),
    "person_says_absent": Words(
        fr="Une personne a constaté qu’elle n’est pas publiée. Vous pouvez l’envoyer de nouveau.",
        en="A person saw that it is not published. You may send it again.",
    ),
    "gone": Words(
        fr="Le message auquel vous répondez a disparu\u202f: rien n’est parti.",
        en="The message you are answering is gone: nothing left.",
    ),
    "invalid": Words(
        fr="Le réseau refuse ce contenu\u202f: rien n’est parti. Corrigez le texte.",
        en="The network refuses this content: nothing left. Correct the text.",
    ),
    "rejected": Words(
        fr="Le réseau a retiré cette réponse après l’avoir acceptée. Regardez sur place.",
        en="The network took this reply away after accepting it. Look there.",
    ),
    "too_many_claims": Words(
        fr="L’envoi a échoué trop souvent\u202f: rien n’est parti. Prévenez l’administration.",
        en="Sending failed too often: nothing left. Tell the administrator.",
    ),
}
_DENIED = Words(fr="Le réseau refuse\u202f: {what} Rien n’est parti.", en="The network refuses: {what} Nothing left.")
_GONE_AFTER = Words(
    fr="Cette réponse n’est plus sur le réseau. Quelqu’un l’a retirée là-bas.",
    en="This reply is no longer on the network. Somebody took it away there.",
)


def publishing_problems(person_id: int, brand_id: int, *, now: datetime) -> tuple[PublishingProblem, ...]:
    """What needs eyes in the brand: doubts first, then what did not leave lately. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, Action.VIEW_INBOX)
    doubt = Q(state__in=[PublicationState.UNKNOWN, PublicationState.HUMAN])
    unsent = Q(state__in=[PublicationState.REFUSED, PublicationState.NOT_PUBLISHED]) & ~Q(trouble="cancelled")
    unseen = Q(trouble__in=["rejected", "gone", "doubled"])
    rows = Publication.objects.filter(case__brand_id=brand_id).filter(
        doubt | unseen | (unsent & Q(queued_at__gte=now - SHOWN_FOR))
    )
    found = rows.select_related("channel").order_by("-queued_at")[:_LATEST]
    return tuple(sorted((_problem(one) for one in found), key=lambda problem: not problem.to_settle))


def sentence_of(state: PublicationState, trouble: str) -> Words | None:
    """What happened to a publication and what to do, in one sentence; `None` when all is well."""
    if trouble == "doubled":
        return _DOUBLED
    if state is PublicationState.UNKNOWN:
        return _DOUBT
    if state is PublicationState.HUMAN and trouble != "too_many_claims":
        return _PERSON
    if state is PublicationState.CONFIRMED and trouble == "gone":
        return _GONE_AFTER
    if state is PublicationState.BY_HAND:
        return None
    return _told(state, trouble)


def _told(state: PublicationState, trouble: str) -> Words | None:
    code, _, words = trouble.partition(": ")
    if code == "denied" and words:
        return _DENIED.with_(what=words)
    if code in _SENTENCES:
        return _SENTENCES[code]
    unsent = state in (PublicationState.REFUSED, PublicationState.NOT_PUBLISHED)
    return _PLAIN if unsent else None


def _problem(one: Publication) -> PublishingProblem:
    state = PublicationState(one.state)
    return PublishingProblem(
        publication_id=one.id,
        case_id=one.case_id,
        draft_id=one.draft_id,
        channel=one.channel.name,
        state=state,
        since=one.queued_at,
        sentence=sentence_of(state, one.trouble) or _PLAIN,
        to_settle=PublicationFact.PERSON_SAYS_NOT_PUBLISHED in moves_from(state),
    )
