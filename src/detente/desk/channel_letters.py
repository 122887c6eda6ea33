"""The mails to leads about a channel: which one, what is wrong, where to look. No secret, no word of a commenter."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from detente.contracts.words import Words
from detente.desk.letters import Letter
from detente.desk.models import Channel
from detente.desk.queries.trouble_words import trouble_words
from detente.rules.spoken_time import spoken_moment

_TROUBLE = (
    Words(fr="Canal «\u202f{name}\u202f»\u202f: il a besoin de vous", en="Channel “{name}”: it needs you"),
    Words(
        fr="{why}\n\nCe qui s’écrit là-bas n’arrive peut-être plus, et rien n’en part.\n\n{link}\n\n"
        "Détente, le bureau de réponse de {brand}",
        en="{why}\n\nWhat is written there may no longer arrive, and nothing leaves through it.\n\n{link}\n\n"
        "Détente, the response desk of {brand}",
    ),
)
_ENDING = (
    Words(
        fr="Canal «\u202f{name}\u202f»\u202f: ses droits se terminent {end}",
        en="Channel “{name}”: its rights end {end}",
    ),
    Words(
        fr="Les droits du canal «\u202f{name}\u202f» se terminent {end}. Donnez-lui un nouveau secret avant\u202f: "
        "l’écoute s’arrêterait.\n\n{link}\n\nDétente, le bureau de réponse de {brand}",
        en="The rights of the channel “{name}” end {end}. Give it a new secret before then, or it stops listening.\n\n"
        "{link}\n\nDétente, the response desk of {brand}",
    ),
)
_UNNAMED = Words(fr="Ce canal est en difficulté.", en="This channel is in trouble.")


def channel_in_trouble(channel: Channel, code: str, *, now: datetime) -> Letter:
    """A channel fell into trouble: one letter an hour for each cause, however often it comes and goes."""
    about = f"channel:{channel.id}:{code[:40]}:{now:%Y%m%d%H}"
    return _letter(about, channel, _TROUBLE, why=trouble_words(code) or _UNNAMED)


def rights_ending(channel: Channel, until: datetime) -> Letter:
    """The rights of a channel end soon: one letter for each end."""
    end = spoken_moment(until, ZoneInfo(channel.brand.time_zone), with_date=True)
    return _letter(f"channel:{channel.id}:rights:{until:%Y%m%d}", channel, _ENDING, end=end)


def _letter(about: str, channel: Channel, texts: tuple[Words, Words], **more: Words) -> Letter:
    fields: dict[str, object] = {
        "name": channel.name,
        "brand": channel.brand.name,
        "link": f"{settings.DETENTE_PUBLIC_URL.rstrip('/')}/channels",
        **more,
    }
    return Letter(about, channel.brand_id, None, texts[0].with_(**fields), texts[1].with_(**fields))
