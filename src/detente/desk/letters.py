"""The mails of the desk to its own people: a case number, its kind, a time and a link. Never a word of a commenter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from detente.contracts.kinds import Kind, Severity
from detente.contracts.words import Words
from detente.desk.models import Case, HandOff, Hook, Incident, Promise, Removal
from detente.rules.delivery import trouble_words
from detente.rules.spoken_time import spoken_moment


@dataclass(frozen=True, slots=True)
class Letter:
    """One occasion to write. `about` names it (ids only): nobody gets two mails about one occasion."""

    about: str
    brand_id: int
    case_id: int | None
    subject: Words
    body: Words


def case_link(case_id: int) -> str:
    """The address of a case, under the desk's public address when it is known."""
    return f"{settings.DETENTE_PUBLIC_URL.rstrip('/')}/cases/{case_id}"


def removal_link(removal_id: int) -> str:
    """The address of a request for removal."""
    return f"{settings.DETENTE_PUBLIC_URL.rstrip('/')}/removals/{removal_id}"


_FOOT = Words(
    fr="\n\n{link}\n\nDétente, le bureau de réponse de {brand}",
    en="\n\n{link}\n\nDétente, the response desk of {brand}",
)

_SERIOUS = (
    Words(fr="Cas {case}\u202f: {kind}, gravité {severity}", en="Case {case}: {kind}, severity {severity}"),
    Words(
        fr="Un cas de gravité {severity} ({label}) vient d’arriver\u202f: cas {case}, {kind}.\n"
        "Première réponse attendue {deadline}.",
        en="A case of severity {severity} ({label}) has just arrived: case {case}, {kind}.\n"
        "First reply due {deadline}.",
    ),
)
_SHORT = (
    Words(fr="Cas {case}\u202f: un quart d’heure au plus", en="Case {case}: a quarter of an hour at most"),
    Words(
        fr="Personne n’a encore répondu au cas {case} ({kind}), et il reste un quart d’heure au plus.\n"
        "Première réponse attendue {deadline}. Une réponse d’attente complète tient l’heure.",
        en="Nobody has replied to case {case} ({kind}) yet, and a quarter of an hour at most is left.\n"
        "First reply due {deadline}. A complete holding reply keeps the hour.",
    ),
)
_OVER = (
    Words(fr="Cas {case}\u202f: l’heure est dépassée", en="Case {case}: the hour is over"),
    Words(
        fr="Personne n’a répondu au cas {case} ({kind}). La première réponse était attendue {deadline}.",
        en="Nobody has replied to case {case} ({kind}). The first reply was due {deadline}.",
    ),
)
_HANDED = (
    Words(fr="Cas {case}\u202f: une question au service {department}", en="Case {case}: a question to {department}"),
    Words(
        fr="Une question attend le service {department} sur le cas {case} ({kind}).\n"
        "Réponse attendue {due}\u202f: l’auteur a été, ou sera, prévenu que vous vérifiez.",
        en="A question is waiting for {department} on case {case} ({kind}).\n"
        "Answer due {due}: the author has been, or will be, told that you are looking into it.",
    ),
)
_OVERDUE = (
    Words(fr="Cas {case}\u202f: {department} est en retard", en="Case {case}: {department} is late"),
    Words(
        fr="Le service {department} devait répondre {due} sur le cas {case} ({kind}), et ne l’a pas fait.\n"
        "Relancez le service, ou publiez une réponse d’attente.",
        en="{department} was due to answer {due} on case {case} ({kind}) and has not.\n"
        "Ask the department again, or publish a holding reply.",
    ),
)
_PROMISE_NEAR = (
    Words(fr="Cas {case}\u202f: une promesse arrive à son heure", en="Case {case}: a promise is nearly due"),
    Words(
        fr="Nous avons promis à l’auteur du cas {case} ({kind}) de revenir {due}. Ce n’est pas encore fait.",
        en="We promised the author of case {case} ({kind}) to come back {due}. It is not done yet.",
    ),
)
_PROMISE_BROKEN = (
    Words(fr="Cas {case}\u202f: une promesse n’a pas été tenue", en="Case {case}: a promise was not kept"),
    Words(
        fr="Nous devions revenir vers l’auteur du cas {case} ({kind}) {due}. Ce n’est pas fait.\n"
        "Le cas est rouvert, sa gravité est {severity}. Une seconde réponse d’attente demande votre accord.",
        en="We were due to come back to the author of case {case} ({kind}) {due}. It was not done.\n"
        "The case is open again, its severity is {severity}. A second holding reply needs your agreement.",
    ),
)
_UNCONFIRMED = (
    Words(
        fr="Cas {case}\u202f: un masquage provisoire n’est pas confirmé",
        en="Case {case}: a provisional hide is not confirmed",
    ),
    Words(
        fr="Un commentaire du cas {case} est masqué depuis plus de 24 heures sans qu’une seconde personne ait décidé.\n"
        "Il reste masqué, et le registre public le dit. Confirmez ou rétablissez.",
        en="A comment of case {case} has been hidden for more than 24 hours and no second person has decided.\n"
        "It stays hidden, and the public register says so. Confirm it or put it back.",
    ),
)
_CONTESTED = (
    Words(fr="Cas {case}\u202f: un retrait est contesté", en="Case {case}: a removal is contested"),
    Words(
        fr="L’auteur conteste le retrait de son commentaire (cas {case}).\n"
        "Une personne qui n’a ni demandé ni décidé ce retrait doit réexaminer.",
        en="The author contests the removal of their comment (case {case}).\n"
        "Somebody who neither asked for it nor decided it has to look again.",
    ),
)
_OUT_TWICE = (
    Words(fr="Cas {case}\u202f: une réponse est publiée deux fois", en="Case {case}: a reply is published twice"),
    Words(
        fr="Notre réponse au cas {case} ({kind}) se trouve deux fois sur le réseau.\n"
        "Regardez les deux. Le bureau n’en retire aucune de lui-même\u202f: si l’une doit partir, une personne la "
        "retire là-bas, puis écrit sur le cas ce qui a été fait.",
        en="Our reply to case {case} ({kind}) stands twice on the network.\n"
        "Look at both. The desk takes neither away by itself: if one has to go, a person removes it there, then writes "
        "on the case what was done.",
    ),
)
_UNPROVEN = (
    Words(fr="Cas {case}\u202f: un retrait attend une preuve", en="Case {case}: a removal is waiting for evidence"),
    Words(
        fr="Un retrait décidé pour le cas {case} n’est pas parti, faute d’image du message.\n{trouble}",
        en="A removal that was decided for case {case} has not left, for want of a picture of the message.\n{trouble}",
    ),
)
_STUCK = (
    Words(
        fr="Cas {case}\u202f: un retrait n’a pas pu être exécuté", en="Case {case}: a removal could not be carried out"
    ),
    Words(
        fr="Le réseau n’a pas exécuté la décision sur un commentaire du cas {case}\u202f: {trouble}",
        en="The network did not carry out the decision on a comment of case {case}: {trouble}",
    ),
)

_HOOK = (
    Words(fr="La connexion «\u202f{name}\u202f» ne répond plus", en="The connection “{name}” no longer answers"),
    Words(
        fr="Ce bureau ne parvient plus à livrer ses événements à la connexion «\u202f{name}\u202f» ({trouble}).\n"
        "Il essaie encore pendant trois jours. Rien n’est perdu d’ici là.",
        en="This desk can no longer deliver its events to the connection “{name}” ({trouble}).\n"
        "It keeps trying for three days. Nothing is lost until then.",
    ),
)


def hook_in_trouble(hook: Hook, event_id: int) -> Letter:
    """A connection out that does not take our deliveries any more; one letter a time that it fell into trouble."""
    subject, body = _HOOK
    link = f"{settings.DETENTE_PUBLIC_URL.rstrip('/')}/settings/connections/{hook.id}"
    fields: dict[str, object] = {
        "name": hook.name,
        "trouble": trouble_words(hook.trouble),
        "brand": hook.brand.name,
        "link": link,
    }
    whole = Words(fr=body.fr + _FOOT.fr, en=body.en + _FOOT.en)
    return Letter(f"hook:{hook.id}:{event_id}", hook.brand_id, None, subject.with_(**fields), whole.with_(**fields))


def serious_case(case: Case) -> Letter:
    """A new case of severity 3 or 4."""
    label = Severity(case.severity).label
    return _letter(f"serious:{case.id}:{_round(case)}", case, _SERIOUS, deadline=_deadline(case), label=label)


def short_of_time(case: Case, now: datetime) -> Letter:
    """A quarter of an hour or less is left and nobody replied."""
    over = case.deadline is not None and case.deadline < now
    return _letter(f"deadline:{case.id}:{_round(case)}", case, _OVER if over else _SHORT, deadline=_deadline(case))


def handed_off(hand_off: HandOff) -> Letter:
    """A question reached a department."""
    return _about_hand_off("asked", hand_off, _HANDED)


def overdue(hand_off: HandOff) -> Letter:
    """A department let its time pass."""
    return _about_hand_off("overdue", hand_off, _OVERDUE)


def promise_near(promise: Promise, mark: str) -> Letter:
    """A promise comes near its due time; `mark` names the alarm."""
    return _letter(f"promise:{promise.id}:{mark}", promise.case, _PROMISE_NEAR, due=_said(promise.case, promise.due_at))


def promise_broken(promise: Promise) -> Letter:
    """A promise was not kept."""
    due = _said(promise.case, promise.due_at)
    return _letter(f"promise:{promise.id}:broken", promise.case, _PROMISE_BROKEN, due=due)


def out_twice(incident: Incident) -> Letter:
    """A reply of ours that stands twice on the network."""
    return _letter(f"incident:{incident.id}", incident.case, _OUT_TWICE)


def unconfirmed(removal: Removal) -> Letter:
    """A provisional hide that nobody confirmed within its day."""
    return _about_removal("unconfirmed", removal, _UNCONFIRMED)


def contested(removal: Removal) -> Letter:
    """An author contests."""
    return _about_removal("contested", removal, _CONTESTED)


def stuck(removal: Removal, trouble: Words) -> Letter:
    """A decision that the network did not carry out."""
    return _about_removal(f"stuck-{removal.attempts}", removal, _STUCK, trouble=trouble)


def unproven(removal: Removal, sentence: Words) -> Letter:
    """A decision that waits for a picture, or for somebody's word."""
    return _about_removal("unproven", removal, _UNPROVEN, trouble=sentence)


def _about_hand_off(what: str, hand_off: HandOff, texts: tuple[Words, Words]) -> Letter:
    due = _said(hand_off.case, hand_off.due_at)
    return _letter(f"hand-off:{hand_off.id}:{what}", hand_off.case, texts, due=due, department=hand_off.department.name)


def _about_removal(what: str, removal: Removal, texts: tuple[Words, Words], **more: Words) -> Letter:
    about = f"removal:{removal.id}:{what}"
    return _letter(about, removal.case, texts, link=removal_link(removal.id), **more)


def _letter(about: str, case: Case, texts: tuple[Words, Words], **more: Words | str) -> Letter:
    subject, body = texts
    fields: dict[str, object] = {
        "case": case.id,
        "kind": Kind(case.kind).label,
        "severity": case.severity,
        "brand": case.brand.name,
        "link": case_link(case.id),
        **more,
    }
    whole = Words(fr=body.fr + _FOOT.fr, en=body.en + _FOOT.en)
    return Letter(about, case.brand_id, case.id, subject.with_(**fields), whole.with_(**fields))


def _round(case: Case) -> int:
    """One occasion per start of the clock: a case that opens again may alert again."""
    return int(case.clock_started_at.timestamp()) if case.clock_started_at else 0


def _deadline(case: Case) -> Words:
    return _said(case, case.deadline) if case.deadline else Words(fr="sans délai", en="at no set time")


def _said(case: Case, at: datetime) -> Words:
    return spoken_moment(at, ZoneInfo(case.brand.time_zone), with_date=True)
