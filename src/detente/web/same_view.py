"""The reply that a text nearly repeats, in a sentence: "87% the same as the reply to Odile on Tuesday"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from detente.contracts.words import Words
from detente.desk.queries.same_reply import SameReply
from detente.rules.spoken_time import spoken_date
from detente.web.foreign import one_line

_SAME: Final = Words(
    fr="{share}\u202f% les mêmes mots que la réponse à {name}, {when}",
    en="{share}% the same as the reply to {name} {when}",
)
_SAME_AS_OURS: Final = Words(
    fr="{share}\u202f% les mêmes mots que notre réponse, {when}", en="{share}% the same as a reply of ours {when}"
)
_TODAY: Final = Words(fr="aujourd’hui à {time}", en="today at {time}")
_YESTERDAY: Final = Words(fr="hier", en="yesterday")
_DAYS: Final = (
    Words(fr="lundi", en="on Monday"),
    Words(fr="mardi", en="on Tuesday"),
    Words(fr="mercredi", en="on Wednesday"),
    Words(fr="jeudi", en="on Thursday"),
    Words(fr="vendredi", en="on Friday"),
    Words(fr="samedi", en="on Saturday"),
    Words(fr="dimanche", en="on Sunday"),
)
_ON: Final = Words(fr="le {day}", en="on {day}")
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class SameView:
    """The sentence, and the case that it leads to, if one here holds the reply."""

    sentence: Words
    case_id: int | None


def same_view(same: SameReply, now: datetime) -> SameView:
    """Said with the author's name as it may be shown."""
    name = one_line(same.author, 40)
    words = _SAME if name else _SAME_AS_OURS
    return SameView(words.with_(share=same.share, name=name, when=said_day(same.at, now)), same.case_id)


def said_day(at: datetime, now: datetime) -> Words:
    """`aujourd’hui à 13:48`, `hier`, `mardi`, `le 20 novembre 2026`, in the zone of the page."""
    local, today = timezone.localtime(at), timezone.localtime(now).date()
    days = (today - local.date()).days
    if days == 0:
        return _TODAY.with_(time=f"{local:%H:%M}")
    if days == 1:
        return _YESTERDAY
    if 0 < days < _WEEK:
        return _DAYS[local.weekday()]
    return _ON.with_(day=spoken_date(local.date()))
