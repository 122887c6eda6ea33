"""The six steps of a case as six stations: facts that hold or not, and never an order to follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from detente.contracts.clock import ClockState
from detente.contracts.labelled import Labelled
from detente.contracts.words import Words
from detente.rules.draft import DraftState
from detente.rules.handoff import HandOffState
from detente.rules.promise import PromiseState
from detente.rules.publication import PublicationState
from detente.rules.removal import RemovalState


class StationState(Labelled):
    """The look of a mark; the value is its class in the style sheet."""

    DONE = "d", "fait", "done"
    IN_PROGRESS = "n", "en cours", "in progress"
    WAITING = "w", "attend", "waiting"
    BLOCKED = "x", "en retard ou bloqué", "late or blocked"
    TO_COME = "t", "à venir", "to come"


class Step(Labelled):
    """The six steps, in order."""

    ANALYSE = "analyse", "Analyse", "Analyse"
    TRACE = "trace", "Trace", "Trace"
    KEEP = "keep", "Charte", "Charter"
    HOUR = "hour", "Dans l’heure", "Within the hour"
    CALM = "calm", "Brouillon et relecture", "Draft and re-read"
    PUBLISH = "publish", "Publication", "Publish"


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What is true of a case now. `None` means that there is none: no clock (historical), no draft, and so on.

    `draft` and `publication` are those of the reply in hand; `hand_off` and `promise` the most pressing open ones.
    `stated`: that the reply is out rests on a person's word.
    `earlier_out`: a text of ours before the one in hand is out already, a holding reply say.
    """

    read: bool = False
    unsure: bool = False
    confirmed: bool = False
    sealed: bool = False
    pictured: bool = False
    removal: RemovalState | None = None
    clock: ClockState | None = None
    hand_off: HandOffState | None = None
    promise: PromiseState | None = None
    draft: DraftState | None = None
    publication: PublicationState | None = None
    stated: bool = False
    earlier_out: bool = False


@dataclass(frozen=True, slots=True)
class Station:
    """One step of one case: its place, its look and the fact that gives it."""

    number: int
    step: Step
    state: StationState
    fact: Words


_D, _N, _W, _X, _T = StationState
_Look: TypeAlias = tuple[StationState, Words]

_KEPT: Final[_Look] = (_D, Words(fr="reste en ligne", en="stays up"))

_REMOVAL: Final[Mapping[RemovalState, _Look]] = {
    RemovalState.ASKED: (_W, Words(fr="retrait demandé", en="removal asked")),
    RemovalState.APPROVED: (_N, Words(fr="retrait approuvé", en="removal approved")),
    RemovalState.REFUSED: _KEPT,
    RemovalState.PROVISIONAL: (_W, Words(fr="masqué, à confirmer", en="hidden, to be confirmed")),
    RemovalState.DONE: (_D, Words(fr="retiré", en="removed")),
    RemovalState.CONTESTED: (_W, Words(fr="retrait contesté", en="removal contested")),
    RemovalState.UPHELD: (_D, Words(fr="retrait maintenu", en="removal upheld")),
    RemovalState.RESTORED: (_D, Words(fr="rétabli", en="restored")),
}

_DRAFT: Final[Mapping[DraftState, _Look]] = {
    DraftState.EDITING: (_N, Words(fr="en rédaction", en="being written")),
    DraftState.IN_REVIEW: (_W, Words(fr="attend une relecture", en="waiting for review")),
    DraftState.APPROVED: (_D, Words(fr="approuvé", en="approved")),
    DraftState.CHANGES_ASKED: (_N, Words(fr="corrections demandées", en="changes asked")),
    DraftState.REJECTED: (_X, Words(fr="refusé", en="rejected")),
}

_STATED: Final[_Look] = (_D, Words(fr="dite publiée, non relue", en="stated, not read back"))
_NOT_SENT: Final = Words(fr="rien n’est parti", en="nothing sent")
_NEXT_NOT_SENT: Final = Words(fr="la suite n’est pas partie", en="the next reply is not sent")

_PUBLICATION: Final[Mapping[PublicationState, _Look]] = {
    PublicationState.QUEUED: (_N, Words(fr="va partir", en="about to leave")),
    PublicationState.SENDING: (_N, Words(fr="envoi en cours", en="sending")),
    PublicationState.CONFIRMED: (_N, Words(fr="acceptée, à relire en ligne", en="accepted, to be read back")),
    PublicationState.VISIBLE: (_D, Words(fr="relue en ligne", en="read back")),
    PublicationState.REFUSED: (_X, Words(fr="refusée par le réseau", en="refused by the network")),
    PublicationState.UNKNOWN: (_W, Words(fr="peut-être partie, nous regardons", en="possibly sent, we are looking")),
    PublicationState.NOT_PUBLISHED: (_T, _NOT_SENT),
    PublicationState.HUMAN: (_X, Words(fr="une personne doit regarder", en="a person must look")),
    PublicationState.BY_HAND: (_N, Words(fr="à publier à la main", en="to be posted by hand")),
}


def six_steps(facts: StepFacts) -> tuple[Station, ...]:
    """The six stations of a case, in order."""
    looks = (_analyse(facts), _trace(facts), _keep(facts), _hour(facts), _calm(facts), _publish(facts))
    return tuple(_stations(looks))


def _stations(looks: tuple[_Look, ...]) -> Iterator[Station]:
    for number, (step, (state, fact)) in enumerate(zip(Step, looks, strict=True), start=1):
        yield Station(number, step, state, fact)


def _analyse(facts: StepFacts) -> _Look:
    if facts.confirmed:
        return _D, Words(fr="confirmée par une personne", en="confirmed by a person")
    if not facts.read:
        return _N, Words(fr="pas encore lu", en="not read yet")
    if facts.unsure:
        return _N, Words(fr="à lire par une personne", en="a person should read it")
    return _D, Words(fr="lu", en="read")


def _trace(facts: StepFacts) -> _Look:
    if not facts.sealed:
        return _X, Words(fr="rien de scellé", en="nothing sealed")
    if facts.pictured:
        return _D, Words(fr="scellé, avec image", en="sealed, with a picture")
    return _D, Words(fr="scellé, sans image", en="sealed, no picture yet")


def _keep(facts: StepFacts) -> _Look:
    return _REMOVAL[facts.removal] if facts.removal else _KEPT


def _hour(facts: StepFacts) -> _Look:
    if facts.promise is PromiseState.BROKEN:
        return _X, Words(fr="promesse non tenue", en="promise broken")
    if facts.clock is ClockState.LATE:
        return _X, Words(fr="heure dépassée", en="hour over")
    if facts.hand_off is HandOffState.OVERDUE:
        return _X, Words(fr="service en retard", en="department late")
    if facts.hand_off in (HandOffState.ASKED, HandOffState.ACCEPTED):
        return _W, Words(fr="attend un service", en="waiting for a department")
    if facts.promise is PromiseState.OPEN:
        return _W, Words(fr="promesse en cours", en="promise open")
    return _clock(facts.clock)


def _clock(state: ClockState | None) -> _Look:
    if state is None:
        return _D, Words(fr="sans échéance", en="no clock")
    if state is ClockState.DONE:
        return _D, Words(fr="répondu", en="answered")
    return _N, Words(fr="l’heure court", en="the hour is running")


def _calm(facts: StepFacts) -> _Look:
    return _DRAFT[facts.draft] if facts.draft else (_T, Words(fr="aucun brouillon", en="no draft"))


def _publish(facts: StepFacts) -> _Look:
    if facts.stated and facts.publication is PublicationState.CONFIRMED:
        return _STATED
    if facts.publication:
        return _PUBLICATION[facts.publication]
    return _T, _NEXT_NOT_SENT if facts.earlier_out else _NOT_SENT
