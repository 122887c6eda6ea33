"""Who has to re-read a draft before it may leave. Source: design, rules that no code path can skip, 3.

*Team*: another person from severity 2, on an overridden warning, or when the writer is unsure. *Alone*, also when
nobody of the chain is on duty: the writer re-reads on a separate page and answers the face-to-face question, which is
not enough over an overridden warning or a doubt. *Auto* is Team as soon as a colleague is there. Another person stays
compulsory for legal, press, persons at risk and severity 4, whoever is on duty; a complete holding reply otherwise
leaves on the writer's own re-read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from detente.contracts.composure import ReplyKind, Report
from detente.contracts.kinds import Kind, Severity
from detente.contracts.labelled import Labelled
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

REREAD_SECONDS: Final = 10
"""How long the writer's own re-read lasts at least, on a page of its own."""

MAY_REVIEW: Final = frozenset({Role.REVIEWER, Role.LEAD})
"""Roles that may approve the text of another person; a mandate asked for by the case does as well."""


class ReviewPolicy(Labelled):
    """The brand's review policy."""

    AUTO = "auto", "Selon qui est là", "By who is on duty"
    TEAM = "team", "En équipe", "Team"
    ALONE = "alone", "Seul", "Alone"


class ReviewMode(Labelled):
    """Who re-reads."""

    ANOTHER_PERSON = "another_person", "Une autre personne", "Another person"
    OWN_REREAD = "own_reread", "Votre propre relecture", "Your own re-read"
    OUTSIDE = "outside", "Une personne extérieure, par un lien", "A reader outside, by a link"


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What decides who re-reads. `colleagues_on_duty` counts people other than the writer who could review now."""

    policy: ReviewPolicy
    colleagues_on_duty: int
    kind: Kind
    severity: int
    reply_kind: ReplyKind = ReplyKind.REPLY
    has_block: bool = False
    has_overridden_warning: bool = False
    hold_complete: bool = False
    writer_unsure: bool = False
    legal: bool = False


@dataclass(frozen=True, slots=True)
class ReviewNeed:
    """Who re-reads, which mandates must sign the same revision, why, and how long an own re-read lasts at least.

    `compulsory`: the case itself asks for another person of the team, whoever is on duty (legal, press, a person at
    risk, severity 4). No reader outside stands in for that person.
    """

    mode: ReviewMode
    mandates: tuple[MandateKind, ...]
    because: Words
    min_seconds: int
    compulsory: bool = False


_BECAUSE: Final = {
    "risk": Words(
        fr="Une personne est peut-être en danger\u202f: quelqu’un d’autre relit, toujours.",
        en="Somebody may be in danger: another person re-reads, always.",
    ),
    "grave": Words(
        fr="Gravité 4\u202f: quelqu’un d’autre relit, toujours.", en="Severity 4: another person re-reads, always."
    ),
    "press": Words(
        fr="La presse écrit\u202f: une autre personne relit, mandat presse.",
        en="The press is asking: another person re-reads, press mandate.",
    ),
    "legal": Words(
        fr="Une question de droit se pose\u202f: une autre personne relit, mandat juridique.",
        en="A point of law is at stake: another person re-reads, legal mandate.",
    ),
    "block": Words(
        fr="Une vérification bloque ce texte\u202f: il ne peut pas partir ainsi.",
        en="A check blocks this text: it cannot leave as it is.",
    ),
    "hold": Words(
        fr="Réponse d’attente complète\u202f: votre propre relecture suffit.",
        en="Complete holding reply: your own re-read is enough.",
    ),
    "unsure": Words(
        fr="Vous avez un doute\u202f: une autre personne relit.", en="You are unsure: another person re-reads."
    ),
    "warning": Words(
        fr="Une remarque a été passée outre\u202f: une autre personne relit.",
        en="A warning was overridden: another person re-reads.",
    ),
    "team": Words(
        fr="À partir de la gravité 2, une autre personne relit.", en="From severity 2, another person re-reads."
    ),
    "light": Words(
        fr="Gravité 1, aucune remarque en suspens\u202f: votre propre relecture suffit.",
        en="Severity 1 and no warning left: your own re-read is enough.",
    ),
    "alone": Words(
        fr="Personne d’autre n’est là pour relire\u202f: relisez vous-même, à froid. Ce sera noté.",
        en="Nobody else is there to review: re-read it yourself, coolly. This will be recorded.",
    ),
}

_OWN_TEXT = Words(
    fr="Vous avez écrit ce texte\u202f: une autre personne doit le relire. Choisissez quelqu’un, ou proposez un "
    "lien de relecture.",
    en="You wrote this text: another person has to re-read it. Choose somebody, or offer a link to re-read it.",
)
_NOT_THE_WRITER = Words(
    fr="La relecture seul revient à la personne qui a écrit. Relisez plutôt comme une autre personne.",
    en="An own re-read belongs to the person who wrote. Review it as another person instead.",
)
_ANOTHER = Words(
    fr="{because} Votre propre relecture ne suffit pas ici.", en="{because} Your own re-read is not enough here."
)
_BY_WRITER = Words(
    fr="La relecture seul revient à {name}, qui a écrit ce texte. Relisez-le plutôt comme une autre personne.",
    en="An own re-read belongs to {name}, who wrote this text. Review it as another person instead.",
)
_NOT_A_REVIEWER = Words(
    fr="Relire demande le rôle relecture ou responsable. Demandez à l’un d’eux.",
    en="Reviewing needs the reviewer or lead role. Ask one of them.",
)
_BLOCKED = Words(
    fr="Ce texte ne peut pas partir ainsi. {why} Corrigez, puis soumettez.",
    en="This text cannot leave as it is. {why} Correct it, then submit.",
)
_NEEDS_REASON = Words(
    fr="{why} Corrigez, ou dites pourquoi vous passez outre.",
    en="{why} Correct it, or say why you override it.",
)
_MANDATE = Words(
    fr="Il manque l’accord d’une personne qui tient ce mandat\u202f: {mandate}. Demandez-lui de relire ce texte.",
    en="The agreement of somebody who holds this mandate is missing: {mandate}. Ask them to review this text.",
)


def review_need(facts: ReviewFacts) -> ReviewNeed:
    """Who has to re-read. A text that a check blocks is never left to an own re-read (see `check_submission`)."""
    mandates = tuple(dict.fromkeys(_mandates(facts)))
    compulsory = _compulsory(facts)
    if compulsory:
        return replace(_another(compulsory, mandates), compulsory=True)
    if facts.has_block:
        return _another("block", mandates)
    if facts.reply_kind is ReplyKind.HOLDING and facts.hold_complete:
        return _own("hold")
    if facts.writer_unsure or facts.has_overridden_warning:
        return _another("unsure" if facts.writer_unsure else "warning", mandates)
    if facts.severity < Severity.ORDINARY:
        return _own("light")
    return _own("alone") if _is_alone(facts) else _another("team", mandates)


def check_submission(report: Report, overridden: Collection[str] = ()) -> None:
    """Raise `Refused("proc.checks")` while a block remains, or a warning that nobody gave a reason for.

    `overridden` holds the names of the checks whose warning the writer overrode with a reason.
    """
    for finding in report.blocks:
        raise Refused("proc.checks", _BLOCKED.with_(why=finding.why), check=finding.check)
    for finding in report.warnings:
        if finding.check not in overridden:
            raise Refused("proc.checks", _NEEDS_REASON.with_(why=finding.why), check=finding.check)


def may_review(
    writer_id: int,
    reviewer_id: int,
    need: ReviewNeed,
    roles: Collection[Role],
    mandates: Collection[MandateKind],
    *,
    outside: bool = False,
) -> None:
    """Raise `Refused("proc.review")` when this person may not approve this text.

    `outside` is a reader by one-time link: nobody of the desk, so no role is asked, but never the writer. A mandate
    that the case needs gives a say as well. Who has signed for which mandate: `missing_mandates`.
    """
    if need.mode is ReviewMode.OWN_REREAD:
        if reviewer_id != writer_id and not outside and not MAY_REVIEW & set(roles):
            raise Refused("proc.review", _NOT_THE_WRITER)
        return
    if reviewer_id == writer_id and not outside:
        raise Refused("proc.review", _OWN_TEXT)
    if not (outside or MAY_REVIEW & set(roles) or set(need.mandates) & set(mandates)):
        raise Refused("proc.review", _NOT_A_REVIEWER)


def check_own_reread(need: ReviewNeed, writer_id: int, person_id: int, writer: str) -> None:
    """Raise `Refused("proc.review")` when a re-read by this person alone is not enough; `writer` is their name."""
    if writer_id != person_id:
        raise Refused("proc.review", _BY_WRITER.with_(name=writer))
    if need.mode is not ReviewMode.OWN_REREAD:
        raise Refused("proc.review", _ANOTHER.with_(because=need.because))


def outside_is_enough(need: ReviewNeed) -> bool:
    """Whether the agreement of a reader outside lets the text leave: never where the case asks for the team.

    A reader outside signs for no mandate.
    """
    return not (need.compulsory or need.mandates)


def missing_mandates(need: ReviewNeed, signed: Collection[Collection[MandateKind]]) -> tuple[MandateKind, ...]:
    """The mandates that nobody has signed for yet; `signed` holds the mandates of each approver of this revision.

    Approved when nothing is missing and at least one person other than the writer signed. One person may sign several.
    """
    held = {mandate for one in signed for mandate in one}
    return tuple(mandate for mandate in need.mandates if mandate not in held)


def check_mandates(need: ReviewNeed, signed: Collection[Collection[MandateKind]]) -> None:
    """Raise `Refused("proc.approval")` naming the first mandate that nobody has signed for."""
    for mandate in missing_mandates(need, signed):
        raise Refused("proc.approval", _MANDATE.with_(mandate=mandate.label), mandate=mandate.value)


def _compulsory(facts: ReviewFacts) -> str:
    if facts.kind is Kind.PERSON_AT_RISK:
        return "risk"
    if facts.severity >= Severity.GRAVE:
        return "grave"
    if facts.kind is Kind.PRESS:
        return "press"
    return "legal" if facts.legal or facts.kind is Kind.WHISTLEBLOWER else ""


def _mandates(facts: ReviewFacts) -> Iterator[MandateKind]:
    if facts.kind is Kind.PERSON_AT_RISK:
        yield MandateKind.CARE
        return
    if facts.kind is Kind.PRESS:
        yield MandateKind.PRESS
    if facts.legal or facts.kind is Kind.WHISTLEBLOWER:
        yield MandateKind.LEGAL
    if facts.severity >= Severity.GRAVE and facts.kind is not Kind.ABUSE:
        yield MandateKind.LEGAL


def _is_alone(facts: ReviewFacts) -> bool:
    """Team with nobody of the chain on duty falls back to Alone; Alone with a colleague there stays Alone."""
    return facts.policy is ReviewPolicy.ALONE or facts.colleagues_on_duty < 1


def _another(why: str, mandates: tuple[MandateKind, ...]) -> ReviewNeed:
    return ReviewNeed(ReviewMode.ANOTHER_PERSON, mandates, _BECAUSE[why], min_seconds=0)


def _own(why: str) -> ReviewNeed:
    return ReviewNeed(ReviewMode.OWN_REREAD, (), _BECAUSE[why], min_seconds=REREAD_SECONDS)
