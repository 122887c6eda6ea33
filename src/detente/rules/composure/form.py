"""Form: length, unfilled fields, and the three parts of a holding reply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.contracts.composure import LONGEST_PUBLIC_REPLY, SHORTEST_PUBLIC_REPLY
from detente.contracts.words import Words
from detente.rules.composure.acts import ACT, DONE
from detente.rules.composure.folded import fold
from detente.rules.composure.form_words import DEPARTMENT, PLACEHOLDER, TAKEN
from detente.rules.composure.look import BLOCK, WARN, Look, Said, Says
from detente.rules.composure.times import says_when

_HOLD = Says(
    "form.hold_complete",
    Words(fr="Réponse d’attente incomplète\u202f: il manque {parts}.", en="Incomplete holding reply: {parts} missing."),
    Words(
        fr="Trois choses\u202f: c’est lu, confié à tel service, retour tel jour à telle heure.",
        en="Three things: it is read, handed to this department, back on this day at this hour.",
    ),
)
_PARTS: Final = (
    (Words(fr="la prise en compte", en="taken into account"), TAKEN),
    (Words(fr="le service", en="which department"), DEPARTMENT),
)
_TIME_PART: Final = Words(fr="l’heure du retour", en="when you come back")

_LENGTH = Says(
    "form.length",
    Words(
        fr="{count} signes pour {limit} possibles sur ce réseau.", en="{count} characters; this network takes {limit}."
    ),
    Words(fr="Gardez un fait, un acte, une heure.", en="Keep one fact, one act, one time."),
)
_EMPTY: Final = Words(fr="Le texte est vide.", en="The text is empty.")
_LONG: Final = Words(
    fr="{count} mots\u202f: au-delà de {limit}, peu de gens lisent.",
    en="{count} words: beyond {limit} few people read on.",
)
_SHORT: Final = Words(
    fr="{count} mots\u202f: trop court pour nommer le fait, l’acte et l’heure.",
    en="{count} words: too short to name the fact, the act and the time.",
)
_PLACEHOLDERS = Says(
    "form.placeholder",
    Words(fr="Un champ est resté vide.", en="A field was left unfilled."),
    Words(fr="Remplissez-le ou retirez-le.", en="Fill it in or take it out."),
)


def hold_complete(look: Look) -> Said:
    """A holding reply says taken into account, which department, when. Source: practice, form.hold_complete."""
    if not look.is_holding:
        return
    missing = missing_parts(look)
    if missing:
        parts = Words(fr=", ".join(part.fr for part in missing), en=", ".join(part.en for part in missing))
        yield _HOLD.lacking(BLOCK, _HOLD.why.with_(parts=parts))
    else:
        yield _HOLD.passed(Words(fr="Les trois parties de l’attente", en="The three parts of a holding reply"))


def length(look: Look) -> Said:
    """Within the network's limit, and neither a sermon nor a scrap. Source: practice, draft check form.length."""
    count, limit = len(look.situation.text), look.situation.char_limit
    if not look.situation.text.strip():
        yield _LENGTH.lacking(BLOCK, _EMPTY)
    elif limit is not None and count > limit:
        yield _LENGTH.lacking(BLOCK, _LENGTH.why.with_(count=count, limit=limit))
    elif look.situation.public and look.answers:
        yield from _wordy(look, len(look.situation.text.split()))


def placeholder(look: Look) -> Said:
    """No unfilled field. Source: practice, draft check form.placeholder."""
    yield from (_PLACEHOLDERS.at(look, span, BLOCK) for span in look.reply.find(PLACEHOLDER))


def missing_parts(look: Look) -> tuple[Words, ...]:
    """The parts that a holding reply still lacks; none when it is complete."""
    return tuple(_missing_parts(look))


def _missing_parts(look: Look) -> Iterator[Words]:
    for part, cue in _PARTS:
        if not (look.says(cue) or (_names_department(look) if cue is DEPARTMENT else _acts(look))):
            yield part
    if says_when(look.reply, look.language) is None:
        yield _TIME_PART


def _acts(look: Look) -> bool:
    """Whoever has acted on a message has taken it into account."""
    return any(not look.reply.is_negated(span, reach=8) for span in look.find(ACT)) or look.says(DONE)


def _names_department(look: Look) -> bool:
    name = fold(look.situation.department).strip()
    return bool(name) and name in look.reply.plain


def _wordy(look: Look, count: int) -> Said:
    if count > LONGEST_PUBLIC_REPLY:
        yield _LENGTH.lacking(WARN, _LONG.with_(count=count, limit=LONGEST_PUBLIC_REPLY))
    elif count < SHORTEST_PUBLIC_REPLY and not look.is_friendly:
        yield _LENGTH.lacking(WARN, _SHORT.with_(count=count))
