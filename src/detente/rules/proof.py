"""What must be sealed before an act leaves, and what to do when it is not. Source: design, 5.2; evidence note, gate.

A reply needs the bytes received (D). Hiding and deleting need a picture (A or B). Where none can be had within half a
minute, D and our rendering (C) do, with the reason recorded; for a deletion somebody also gives their word. Hiding at
once needs D only, so that what endangers somebody never waits; a picture is tried at the same time. A clause can only
raise what hiding and deleting need, and then nothing less will do.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.contracts.capture import Level, Stop
from detente.contracts.labelled import Labelled
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.rules.capture_words import WHY_STOPPED

TRY_FOR: Final = timedelta(seconds=30)
"""How long a picture is tried before less may do."""


class Act(Labelled):
    """What needs proof first."""

    REPLY = "reply", "Répondre", "Reply"
    HIDE_AT_ONCE = "hide_at_once", "Masquer tout de suite", "Hide at once"
    HIDE = "hide", "Masquer", "Hide"
    DELETE = "delete", "Supprimer", "Delete"


@dataclass(frozen=True, slots=True)
class Have:
    """The levels at which the present version is sealed. `word`: somebody gave theirs for going without a picture."""

    levels: frozenset[Level]
    word: bool = False

    @property
    def best(self) -> Level | None:
        """The strongest level there is; None when nothing is sealed."""
        return min(self.levels, default=None)


@dataclass(frozen=True, slots=True)
class Tried:
    """The try for a picture: `since` when, None when nobody asked yet; `stopped_by` what the last visit met."""

    since: datetime | None = None
    stopped_by: Stop | None = None

    @property
    def lasting(self) -> bool:
        """Whether what stopped it does not pass by itself."""
        return self.stopped_by is not None and not self.stopped_by.may_pass

    def over(self, now: datetime) -> bool:
        """Whether waiting longer is of no use: half a minute has passed, or what stopped it is lasting."""
        return self.since is not None and (self.lasting or now >= self.since + TRY_FOR)


@dataclass(frozen=True, slots=True)
class Go:
    """The act may leave, on evidence of `level`. At C our rendering is made when it is missing.

    `lesser_reason`: why there is no picture, None when there is one or none is needed.
    """

    level: Level
    lesser_reason: Stop | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """A picture is being taken, or has to be asked for: decide again at `until` (aware), or as soon as it is there."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Ask:
    """No picture can be had, and a person has to give their word; the sentence says it to them."""

    sentence: Words
    stopped_by: Stop


Answer = Go | Wait | Ask

NOTHING: Final = Words(
    fr="Rien n’est scellé pour la version actuelle de ce message. La preuve se fait d’abord\u202f; le retrait attend.",
    en="Nothing is sealed for the present version of this message. The evidence comes first; the removal waits.",
)
_CLAUSE_ASKS: Final = {
    Level.A: Words(
        fr="Cet article demande l’image prise par le bureau lui-même (niveau A), et elle manque. {why} Faites "
        "reprendre l’image, ou demandez le retrait sous un autre article.",
        en="This section asks for the picture that the desk takes itself (level A), and it is missing. {why} Have the "
        "picture taken again, or ask for the removal under another section.",
    ),
    Level.B: Words(
        fr="Cet article demande une image (niveau A ou B), et elle manque. {why} Envoyez votre propre capture depuis "
        "la page du cas\u202f: le retrait reprendra aussitôt.",
        en="This section asks for a picture (level A or B), and it is missing. {why} Send your own screenshot from the "
        "page of the case: the removal then goes on at once.",
    ),
}
_ASK: Final = Words(
    fr="Pas d’image de ce message. {why} Une suppression est sans retour\u202f: envoyez votre propre capture, ou "
    "qu’une autre personne que celle qui a demandé donne sa parole, par écrit.",
    en="There is no picture of this message. {why} A deletion cannot be undone: send your own screenshot, or have "
    "somebody other than the asker give their word, in writing.",
)

_SAME_PERSON: Final = Words(
    fr="Vous avez demandé cette suppression\u202f: une autre personne donne sa parole. Choisissez quelqu’un.",
    en="You asked for this deletion: another person gives their word. Choose somebody.",
)
_NO_WORD_NEEDED: Final = Words(
    fr="La preuve suffit\u202f: cette suppression part sans que personne se porte garant.",
    en="The evidence is enough: this deletion leaves without anybody’s word.",
)
_TRYING: Final = Words(
    fr="Une image est encore tentée. Attendez une demi-minute\u202f: votre parole ne sert que s’il n’y en a pas.",
    en="A picture is still being tried. Wait half a minute: your word only serves when there is none.",
)


def level_needed(act: Act, clause: Level = Level.D) -> Level:
    """The least that must be sealed before this act, under a clause that asks for `clause`: D, B (a picture), or A."""
    if act in (Act.REPLY, Act.HIDE_AT_ONCE):
        return Level.D
    return min(Level.B, clause)


def prove(act: Act, clause: Level, have: Have, tried: Tried, *, now: datetime) -> Answer:
    """Whether `act` may leave on what is sealed. `clause`: the level that the clause asks for, D when it asks nothing.

    Raises `Refused("proc.evidence")` when nothing is sealed, or when the clause asks for a picture that cannot be had.
    """
    if Level.D not in have.levels or have.best is None:
        raise Refused("proc.evidence", NOTHING)
    if have.best <= level_needed(act, clause):
        return Go(have.best)
    if not tried.over(now):
        return Wait((tried.since or now) + TRY_FOR)
    return _without_picture(act, clause, have, tried.stopped_by or Stop.TOO_SLOW)


def _without_picture(act: Act, clause: Level, have: Have, stop: Stop) -> Answer:
    if clause in _CLAUSE_ASKS:
        raise Refused("proc.evidence", _CLAUSE_ASKS[clause].with_(why=WHY_STOPPED[stop]), stopped_by=stop.value)
    if act is Act.DELETE and not have.word:
        return Ask(_ASK.with_(why=WHY_STOPPED[stop]), stop)
    return Go(Level.C, stop)


def check_word(asked_by: int, person: int, clause: str, have: Have, tried: Tried, now: datetime) -> None:
    """Raise when this person's word for a deletion without a picture is not theirs to give, or is not asked for.

    `clause`: the level that the clause asks for. Raises `Refused`: `proc.approval` (the asker), `proc.evidence`.
    """
    if asked_by == person:
        raise Refused("proc.approval", _SAME_PERSON)
    answer = prove(Act.DELETE, Level(clause), have, tried, now=now)
    if not isinstance(answer, Ask):
        raise Refused("proc.evidence", _NO_WORD_NEEDED if isinstance(answer, Go) else _TRYING)


def act_of(verb: str, provisional: bool) -> Act:
    """The act of a removal: `verb` is hide or delete."""
    return Act.HIDE_AT_ONCE if provisional and verb == "hide" else Act(verb)


_STANDS: Final = {
    Level.A: Words(
        fr="L’image de la page, prise par le bureau, est scellée\u202f: niveau A.",
        en="The picture of the page, taken by the desk, is sealed: level A.",
    ),
    Level.B: Words(
        fr="La capture d’un collègue est scellée\u202f: niveau B.", en="A colleague’s screenshot is sealed: level B."
    ),
    Level.C: Words(
        fr="Le texte reçu et notre reconstitution sont scellés\u202f: niveau C.",
        en="The text received and our rendering are sealed: level C.",
    ),
    Level.D: Words(fr="Les octets reçus sont scellés\u202f: niveau D.", en="The bytes received are sealed: level D."),
}
_TAKING: Final = Words(
    fr="Une image est en cours\u202f: 30 s au plus, puis la décision s’exécute sur le texte scellé et notre "
    "reconstitution.",
    en="A picture is being taken: up to 30 s, then the decision is carried out on the sealed text and our rendering.",
)
_TAKING_ONLY: Final = Words(
    fr="Une image est en cours\u202f: 30 s au plus. Sans elle, une personne devra décider.",
    en="A picture is being taken: up to 30 s. Without it, a person will have to decide.",
)
_WILL_TRY: Final = Words(
    fr="Il faut une image (niveau A ou B). Le bureau la prend avant d’exécuter la décision.",
    en="A picture is needed (level A or B). The desk takes it before the decision is carried out.",
)
_WILL_TRY_A: Final = Words(
    fr="Il faut l’image prise par le bureau (niveau A). Il la prend avant d’exécuter la décision.",
    en="The picture that the desk takes itself is needed (level A). It takes it before the decision is carried out.",
)
_ON_ASKING: Final = Words(
    fr="Il n’y a pas encore d’image\u202f: elle est tentée dès votre demande.",
    en="There is no picture yet: one is tried as soon as you ask.",
)
_NOWHERE: Final = Words(
    fr="Aucune page publique ne montre ce message\u202f: le bureau ne peut pas en prendre d’image.",
    en="No public page shows this message: the desk cannot take a picture of it.",
)
_DONE_WITHOUT: Final = {
    Act.HIDE: Words(
        fr="Pas d’image. {why} Masqué sur le texte scellé et notre reconstitution.",
        en="No picture. {why} Hidden on the sealed text and our rendering.",
    ),
    Act.DELETE: Words(
        fr="Pas d’image. {why} Supprimé sur le texte scellé, notre reconstitution, et la parole d’une personne.",
        en="No picture. {why} Deleted on the sealed text, our rendering, and a person’s word.",
    ),
}
_WILL_WITHOUT: Final = {
    Act.HIDE: Words(
        fr="Pas d’image. {why} Le message sera masqué sur le texte scellé et notre reconstitution.",
        en="No picture. {why} The message will be hidden on the sealed text and our rendering.",
    ),
    Act.DELETE: Words(
        fr="Pas d’image. {why} Le message sera supprimé sur le texte scellé, notre reconstitution, et la parole d’une "
        "personne.",
        en="No picture. {why} The message will be deleted on the sealed text, our rendering, and a person’s word.",
    ),
}
_AT_ONCE: Final = Words(
    fr="Les octets reçus sont scellés (niveau D)\u202f: assez pour masquer tout de suite. Une image est tentée en même "
    "temps.",
    en="The bytes received are sealed (level D): enough to hide at once. A picture is tried at the same time.",
)


def proof_sentence(act: Act, clause: Level, have: Have, tried: Tried, *, decided: bool, now: datetime) -> Words:
    """What stands and what is needed, in one or two sentences, before the act leaves.

    `decided`: it is to leave now. Until then a picture that could not be taken may still be: it is tried once more.
    """
    if not (decided or tried.lasting):
        tried = Tried()
    try:
        answer = prove(act, clause, have, tried, now=now)
    except Refused as refused:
        return refused.sentence
    match answer:
        case Ask(sentence=sentence):
            return sentence
        case Go(lesser_reason=Stop() as stop):
            return _WILL_WITHOUT[act].with_(why=WHY_STOPPED[stop])
        case Go(level=level):
            return _AT_ONCE if act is Act.HIDE_AT_ONCE and level is Level.D else _STANDS[level]
    return _waiting(act, clause, decided and tried.since is not None)


def proof_before(picture: Level | None, *, seen: bool) -> Words:
    """What stands beside the received bytes before anybody asks. `seen`: on a page that everybody can read."""
    if picture is not None:
        return _STANDS[picture]
    return _ON_ASKING if seen else _NOWHERE


def _waiting(act: Act, clause: Level, taking: bool) -> Words:
    if not taking:
        return _WILL_TRY_A if level_needed(act, clause) is Level.A else _WILL_TRY
    return _TAKING if act is Act.HIDE and clause not in _CLAUSE_ASKS else _TAKING_ONLY


def done_sentence(act: Act, levels: Collection[Level], lesser_reason: str) -> Words:
    """On what a removal was carried out. `lesser_reason`: as stored, "" when nothing was lacking."""
    if lesser_reason and act in _DONE_WITHOUT:
        return _DONE_WITHOUT[act].with_(why=WHY_STOPPED[Stop(lesser_reason)])
    return _STANDS[min(levels, default=Level.D)]
