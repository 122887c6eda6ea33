"""The mails of whoever keeps watch over what is sealed: numbers, hashes and times, nothing of anybody."""

from __future__ import annotations

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from detente.accounts.models import Brand
from detente.contracts.words import Words
from detente.desk.letters import Letter, case_link
from detente.desk.models import Hold
from detente.journal.models import LedgerLine
from detente.rules.spoken_time import spoken_moment

_FOOT: Final = Words(
    fr="\n\n{link}\n\nDétente, le bureau de réponse de {brand}",
    en="\n\n{link}\n\nDétente, the response desk of {brand}",
)

_HEAD: Final = (
    Words(fr="Journal scellé, ligne {n}", en="Ledger, line {n}"),
    Words(
        fr="Voici où en est le journal scellé de ce bureau.\n\nLigne\u202f: {n}\nEmpreinte\u202f: {hash}\n"
        "Heure\u202f: {at}\n\nGardez ce mail hors du bureau. Le jour où l’on doute, la commande qui suit dit si cette "
        "ligne est toujours celle-là\u202f:\n\n"
        "detente ledger check --line {n}:{hash}\n\nCe mail ne contient rien sur personne.",
        en="This is where the ledger of this desk stands.\n\nLine: {n}\nHash: {hash}\nTime: {at}\n\n"
        "Keep this mail outside the desk. On the day somebody doubts, this command says whether that line is still "
        "the same:\n\ndetente ledger check --line {n}:{hash}\n\nThis mail holds nothing about anybody.",
    ),
)
_BROKEN: Final = (
    Words(fr="Un sceau ne tient plus", en="A seal does not hold"),
    Words(
        fr="La vérification des preuves a trouvé ce qui ne tient pas\u202f:\n\n{found}\n\n"
        "N’effacez rien et ne réparez rien à la main. Faites une sauvegarde de l’état présent, comparez avec une "
        "sauvegarde plus ancienne, et notez qui a eu accès à la base et au dossier des preuves.",
        en="The check of the evidence found what does not hold:\n\n{found}\n\n"
        "Delete nothing and mend nothing by hand. Make a backup of the present state, compare it with an older "
        "backup, and write down who had access to the database and to the evidence folder.",
    ),
)
_REVIEW: Final = (
    Words(fr="Cas {case}\u202f: une conservation est à réexaminer", en="Case {case}: a hold is to be reviewed"),
    Words(
        fr="Vous gardez les preuves du cas {case} pour une réclamation. Le réexamen était prévu pour aujourd’hui.\n"
        "Si la réclamation tient toujours, donnez une nouvelle date\u202f; sinon, levez la conservation.",
        en="You are holding the evidence of case {case} for a claim. Its review is due today.\n"
        "If the claim is still real, give a new date; if not, lift the hold.",
    ),
)


def ledger_link() -> str:
    """The address of the page of the ledger."""
    return f"{settings.DETENTE_PUBLIC_URL.rstrip('/')}/settings/ledger"


def ledger_head(brand: Brand, line: LedgerLine, day: date) -> Letter:
    """Where the ledger stands, once a day, for somebody outside."""
    at = spoken_moment(line.at, ZoneInfo(brand.time_zone), with_date=True)
    fields: dict[str, object] = {"n": line.seq, "hash": bytes(line.hash).hex(), "at": at, "brand": brand.name}
    return _letter(f"ledger:head:{day.isoformat()}", brand, _HEAD, fields)


def ledger_broken(brand: Brand, mark: str, found: Words) -> Letter:
    """What a check found; `mark` names it, so that the same finding is told once."""
    return _letter(f"ledger:broken:{mark}", brand, _BROKEN, {"found": found})


def hold_review(hold: Hold) -> Letter:
    """The date of review of a hold has come."""
    case = hold.case
    about = f"hold:{hold.id}:{hold.review_on.isoformat()}"
    return _letter(about, case.brand, _REVIEW, {"case": case.id}, case_id=case.id)


def _letter(
    about: str, brand: Brand, texts: tuple[Words, Words], fields: dict[str, object], case_id: int | None = None
) -> Letter:
    subject, body = texts
    link = case_link(case_id) if case_id else ledger_link()
    whole = Words(fr=body.fr + _FOOT.fr, en=body.en + _FOOT.en)
    told = {**fields, "brand": brand.name, "link": link}
    return Letter(about, brand.id, case_id, subject.with_(**told), whole.with_(**told))
