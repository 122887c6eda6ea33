"""Process checks: what the state of the work refuses, whatever the words of a text say.

One function a check, named in `PROCESS_CHECKS` by the key of its refusal; every sentence says the next step. Who
re-reads and which mandates sign is in `review_policy.py`, what may close a case in `closing.py`. Source: practice 1.3,
"Process checks"; design, rules that no code path can skip, 3 and 6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from detente.contracts.actors import Actor
from detente.contracts.composure import Finding, FindingSeverity, Report, Verdict
from detente.contracts.kinds import FRIENDLY, Kind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.rules.closing import check_equal_treatment, check_promise_open
from detente.rules.draft_origin import Origin
from detente.rules.review_policy import check_mandates, check_own_reread, may_review

PEOPLE: Final = frozenset({"person", "outside"})
"""Actors that are somebody: a colleague, or an outside reader by one-time link."""

AUTOMATIC: Final = Origin.MODEL
"""The origin of words that no person wrote first."""

MOST_EXCHANGES: Final = 2
"""Public replies to one author in one case before the next one wants a reason."""

_FACE = Words(
    fr="Le diriez-vous à cette personne, en face d’elle\u202f? Répondez à la question avant d’envoyer.",
    en="Would you say it to this person, face to face? Answer the question before sending.",
)
_TOO_SOON = Words(
    fr="Relisez encore {left} s, à froid\u202f: {least} s au moins. Rien n’est parti.",
    en="Read it for another {left} s, coolly: {least} s at least. Nothing has left.",
)
_OTHER_TEXT = Words(
    fr="Le texte a changé depuis l’ouverture de cette page. Rechargez-la et relisez\u202f: rien n’est parti.",
    en="The text changed since this page was opened. Reload it and read again: nothing has left.",
)
_MOVED = Words(
    fr="Le fil a bougé. {what} Rechargez la page et relisez\u202f: rien n’est parti.",
    en="The thread moved. {what} Reload the page and read again: nothing has left.",
)
_SINCE_OPENED = Words(fr="Il a changé depuis l’ouverture de cette page.", en="It changed since this page was opened.")
_BY_ITSELF = Words(
    fr="Aucun texte ne part de lui-même\u202f: une personne relit et donne son accord. Ouvrez le brouillon et faites-"
    "le relire.",
    en="No text leaves by itself: a person re-reads it and agrees. Open the draft and have it re-read.",
)
_UNCONFIRMED = Words(
    fr="Ce texte vient d’un modèle de langue et personne ne l’a encore repris à son compte. Relisez-le, répondez à la "
    "question, puis soumettez-le.",
    en="This text comes from a language model and nobody has made it their own yet. Read it, answer the question, then "
    "submit it.",
)
_AT_RISK = Words(
    fr="Une personne est peut-être en danger\u202f: rien d’automatique ne lui est adressé. Effacez ce texte, puis "
    "écrivez-lui avec vos propres mots.",
    en="Somebody may be in danger: nothing automatic is addressed to them. Delete this text, then write to them in "
    "your own words.",
)
_SECOND_HOLDING = Words(
    fr="Une réponse d’attente est déjà partie dans ce cas. Donnez la réponse, ou demandez au responsable d’en envoyer "
    "une seconde.",
    en="A holding reply has already left in this case. Give the answer, or ask the lead to send a second one.",
)
_EXCHANGES = Words(
    fr="Déjà {n} réponses publiques à cette personne dans ce cas\u202f: une de plus nourrit l’échange devant tous.",
    en="Already {n} public replies to this person in this case: one more feeds the exchange in front of everybody.",
)
_EXCHANGES_NEXT = Words(
    fr="Proposez de poursuivre en privé, ou dites ce qui est nouveau.",
    en="Offer to go on in private, or say what is new.",
)


def check_face(answered: bool) -> None:
    """Raise `Refused("proc.face")` while the face-to-face question is unanswered."""
    if not answered:
        raise Refused("proc.face", _FACE)


def check_reread(opened_at: datetime, submitted_at: datetime | None, *, least: int, now: datetime) -> None:
    """Raise `Refused`: `proc.unchanged` when the page was opened before the text was submitted, `proc.face` when the
    own re-read lasted less than `least` seconds.
    """
    if submitted_at is None or opened_at < submitted_at:
        raise Refused("proc.unchanged", _OTHER_TEXT)
    left = timedelta(seconds=least) - (now - opened_at)
    if left > timedelta():
        seconds = -(-left // timedelta(seconds=1))
        raise Refused("proc.face", _TOO_SOON.with_(left=seconds, least=least), left=seconds)


def check_text_unchanged(present: str, seen: str, *, sealed: bool, **facts: int) -> None:
    """Raise `Refused("proc.unchanged")` when the reader had another text before their eyes.

    `present` and `seen` are hashes; only a sealed version is agreed with.
    """
    if present != seen or not sealed:
        raise Refused("proc.unchanged", _OTHER_TEXT, **facts)


def check_thread_unmoved(moved: Sequence[Words] | None, **facts: int) -> None:
    """Raise `Refused("proc.unchanged")`, naming what moved. `moved` is None while the thread is as it was seen."""
    if moved is not None:
        raise Refused("proc.unchanged", _MOVED.with_(what=joined(moved or (_SINCE_OPENED,))), **facts)


def check_human(actor: Actor, *, origin: str, confirmed: bool, kind: Kind) -> None:
    """Raise `Refused("proc.human")` for a text that no person stands behind.

    `actor` is who lets it leave; `origin` where its words came from at first; `confirmed`: its writer re-read it and
    answered the face-to-face question. To a person at risk nothing automatic goes, confirmed or not.
    """
    if actor.kind not in PEOPLE:
        raise Refused("proc.human", _BY_ITSELF)
    check_own_words(origin=origin, kind=kind)
    if origin == AUTOMATIC and not confirmed:
        raise Refused("proc.human", _UNCONFIRMED)


def check_own_words(*, origin: str, kind: Kind) -> None:
    """Raise `Refused("proc.human")` for words of a program that would go to a person at risk."""
    if kind is Kind.PERSON_AT_RISK and origin == AUTOMATIC:
        raise Refused("proc.human", _AT_RISK)


def check_second_holding(already: int, *, is_lead: bool) -> None:
    """Raise `Refused("proc.second_holding")`. `already`: holding replies out or leaving since the last answer."""
    if already > 0 and not is_lead:
        raise Refused("proc.second_holding", _SECOND_HOLDING)


def exchanges(replies: int, kind: Kind) -> Finding | None:
    """The warning `proc.exchanges` before a third public reply. Compliments and questions are answered as they come."""
    if replies < MOST_EXCHANGES or kind in FRIENDLY:
        return None
    return Finding("proc.exchanges", FindingSeverity.WARN, _EXCHANGES.with_(n=replies), _EXCHANGES_NEXT)


def with_finding(report: Report, finding: Finding | None) -> Report:
    """The report with one more finding, after those of its severity."""
    if finding is None:
        return report
    order = list(FindingSeverity)
    findings = tuple(sorted((*report.findings, finding), key=lambda one: order.index(one.severity)))
    return replace(report, verdict=Verdict(findings[0].severity.value), findings=findings)


def joined(sentences: Sequence[Words]) -> Words:
    """The sentences one after the other."""
    return Words(fr=" ".join(words.fr for words in sentences), en=" ".join(words.en for words in sentences))


PROCESS_CHECKS: Final[Mapping[str, tuple[Callable[..., object], ...]]] = MappingProxyType(
    {
        "proc.review": (may_review, check_own_reread),
        "proc.unchanged": (check_text_unchanged, check_thread_unmoved),
        "proc.face": (check_face, check_reread),
        "proc.human": (check_human, check_own_words),
        "proc.approval": (check_mandates,),
        "proc.equal_treatment": (check_equal_treatment,),
        "proc.exchanges": (exchanges,),
        "proc.promise_open": (check_promise_open,),
        "proc.second_holding": (check_second_holding,),
    }
)
"""Key of the refusal (of the warning, for `proc.exchanges`) → the functions that decide it."""

WRONG_ACTIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "publish": ("proc.review", "proc.approval", "proc.unchanged", "proc.face"),
        "publish_holding": ("proc.second_holding",),
        "close": ("proc.promise_open", "proc.equal_treatment"),
        "close_without_reply": ("proc.equal_treatment",),
        "auto_reply": ("proc.human",),
    }
)
"""Acts that a scenario tries although they are wrong → the checks that may refuse them."""
