"""The mails of the chain of reviewers: who is asked to re-read, and a lead when nobody is left to ask."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.desk.letters import Letter, case_link
from detente.desk.models import Draft, ReviewAsk
from detente.rules.spoken_time import spoken_moment

_FOOT: Final = Words(
    fr="\n\n{link}\n\nDétente, le bureau de réponse de {brand}",
    en="\n\n{link}\n\nDétente, the response desk of {brand}",
)
_ASKED: Final = (
    Words(fr="Cas {case}\u202f: un texte attend votre relecture", en="Case {case}: a text waits for your re-read"),
    Words(
        fr="{writer} vous demande de relire une réponse au cas {case} ({kind}). Première réponse attendue {deadline}.\n"
        "Sans réponse de votre part {due}, une autre personne sera sollicitée.",
        en="{writer} asks you to re-read a reply to case {case} ({kind}). First reply due {deadline}.\n"
        "Without an answer from you {due}, somebody else will be asked as well.",
    ),
)
_NOBODY: Final = (
    Words(fr="Cas {case}\u202f: personne pour relire", en="Case {case}: nobody to re-read"),
    Words(
        fr="Une réponse au cas {case} ({kind}) attend une relecture, et il ne reste personne de la chaîne à qui la "
        "demander. Première réponse attendue {deadline}.\n"
        "Prenez-la, mettez quelqu’un de permanence, ou faites un lien de relecture pour une personne extérieure.",
        en="A reply to case {case} ({kind}) waits to be re-read, and nobody of the chain is left to be asked. "
        "First reply due {deadline}.\n"
        "Take it, put somebody on duty, or make a link for a reader outside.",
    ),
)
_NO_DEADLINE: Final = Words(fr="sans délai", en="at no set time")


def review_link(draft_id: int) -> str:
    """The address where a text is re-read."""
    return f"{settings.DETENTE_PUBLIC_URL.rstrip('/')}/review/{draft_id}"


def asked_to_review(draft: Draft, ask: ReviewAsk) -> Letter:
    """Somebody is asked to re-read one version."""
    due = _said(draft, ask.due_at)
    return _letter(
        f"review:{draft.id}:{ask.revision_number}:{ask.place}", draft, _ASKED, review_link(draft.id), due=due
    )


def nobody_left(draft: Draft) -> Letter:
    """Nobody of the chain is left to be asked about the present version."""
    return _letter(f"review:{draft.id}:{draft.revision_number}:nobody", draft, _NOBODY, case_link(draft.case_id))


def _letter(about: str, draft: Draft, texts: tuple[Words, Words], link: str, **more: Words) -> Letter:
    case, (subject, body) = draft.case, texts
    fields: dict[str, object] = {
        "case": case.id,
        "kind": Kind(case.kind).label,
        "writer": draft.writer.name,
        "deadline": _said(draft, case.deadline),
        "brand": case.brand.name,
        "link": link,
        **more,
    }
    whole = Words(fr=body.fr + _FOOT.fr, en=body.en + _FOOT.en)
    return Letter(about, case.brand_id, case.id, subject.with_(**fields), whole.with_(**fields))


def _said(draft: Draft, at: datetime | None) -> Words:
    zone = ZoneInfo(draft.case.brand.time_zone)
    return spoken_moment(at, zone, with_date=True) if at is not None else _NO_DEADLINE
