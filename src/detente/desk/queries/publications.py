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
        fr="Rappelée avant l’envoi\u202f: rien n’est parti. Le texte est de nouveau à vous\u202f: changez-le, puis "
        "faites-le relire.",
        en="Called back before it left: nothing went out. The text is yours again: change it, then have it re-read.",
    ),
    "person_says_absent": Words(
        fr="Une personne a constaté qu’elle n’est pas publiée. Vous pouvez l’envoyer de nouveau.",
        en="A person saw that it is not published. You may send it again.",
    ),
    "gone": Words(
        fr="Le message auquel vous répondez a disparu\u202f: rien n’est parti. Répondez sous un autre message de cette "
        "personne, ou fermez le cas.",
        en="The message you are answering is gone: nothing left. Answer under another message of this person, or close "
        "the case.",
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
_DENIED = Words(
    fr="Le réseau refuse\u202f: {what} Rien n’est parti. Réglez cela là-bas, ou répondez par une autre voie.",
    en="The network refuses: {what} Nothing left. Settle that there, or answer another way.",
)
_WAITS: Final = {
    "stopped": Words(
        fr="Les envois sont arrêtés pour toute la marque\u202f: ce texte attend, rien ne part. Un responsable ou "
        "l’administration peut les reprendre.",
        en="Sending is stopped for the whole brand: this text waits, nothing leaves. A lead or an administrator can "
        "resume it.",
    ),
    "switched_off": Words(
        fr="La publication est coupée sur ce canal\u202f: ce texte attend. Rétablissez-la sur la page du canal.",
        en="Publishing is switched off on this channel: this text waits. Switch it on again on the channel’s page.",
    ),
    "paused": Words(
        fr="Ce canal est suspendu\u202f: ce texte attend. Reprenez-le sur la page du canal.",
        en="This channel is paused: this text waits. Resume it on the channel’s page.",
    ),
    "trouble": Words(
        fr="Ce canal est en difficulté\u202f: ce texte attend. La page du canal dit ce qui manque.",
        en="This channel is in trouble: this text waits. The channel’s page says what is missing.",
    ),
    "removed": Words(
        fr="Ce canal a été retiré\u202f: ce texte ne partira pas. Rappelez-le.",
        en="This channel was removed: this text will not leave. Call it back.",
    ),
    "busy": Words(
        fr="Un autre de nos textes est en cours sous ce message\u202f: celui-ci attend que son sort soit connu.",
        en="Another text of ours is under way beneath this message: this one waits until its fate is known.",
    ),
    "limited.budget": Words(
        fr="Le quota que ce réseau nous accorde est épuisé\u202f: ce texte part dès qu’il est remis à neuf. Si l’heure "
        "presse, répondez à la main sur le réseau.",
        en="The allowance this network gives us is used up: this text leaves as soon as it is renewed. If the hour "
        "presses, answer by hand on the network.",
    ),
    "limited": Words(
        fr="Le réseau nous demande d’attendre\u202f: ce texte part ensuite, sans rien faire de plus.",
        en="The network asks us to wait: this text leaves afterwards, nothing more to do.",
    ),
    "auth": Words(
        fr="Le réseau ne reconnaît pas nos droits pour l’instant\u202f: rien n’est parti, nouvel essai bientôt. Si "
        "cela dure, voyez la page du canal.",
        en="The network does not know our rights at the moment: nothing left, trying again soon. If it goes on, see "
        "the channel’s page.",
    ),
    "not_sent": Words(
        fr="Le réseau ne répond pas\u202f: rien n’est parti, nouvel essai bientôt.",
        en="The network does not answer: nothing left, trying again soon.",
    ),
}
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


def waits_because(publication: Publication) -> Words | None:
    """Why an approved text that is due stays in the queue; None when nothing but its moment holds it.

    Its channel and its case's brand are loaded.
    """
    channel = publication.channel
    if publication.case.brand.sending_stopped_at is not None:
        return _WAITS["stopped"]
    if channel.state != "active":
        return _WAITS.get(channel.state, _WAITS["trouble"])
    if not channel.publishes:
        return _WAITS["switched_off"]
    code = publication.trouble
    return _WAITS.get(code) or _WAITS.get(code.partition(".")[0]) or (_WAITS["not_sent"] if code else None)


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
