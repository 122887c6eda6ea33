"""A brand's own words: add a phrase to a list of the reading, switch one off, take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from detente.accounts.models import Brand
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_brand
from detente.desk.models import BrandWord
from detente.journal.record import Entry, record
from detente.rules.brand_words import MOST_PHRASES, check_list, clean_phrase, key_of
from detente.rules.roles import Action

_FULL: Final = Words(
    fr="Cette marque a déjà {most} expressions. Retirez-en une qui ne sert plus.",
    en="This brand has {most} phrases already. Remove one that no longer serves.",
)
_THERE: Final = Words(
    fr="Cette expression est déjà dans cette liste. Retirez-la d’abord pour en changer la force.",
    en="This phrase is in this list already. Remove it first to change its strength.",
)
_GONE: Final = Words(
    fr="Cette expression n’est plus dans la liste. Rechargez la page.",
    en="This phrase is no longer in the list. Reload the page.",
)


@dataclass(frozen=True, slots=True)
class WordSaid:
    """What a form says: names of a list, a language and a `Strength`, and the phrase as it was typed."""

    list_name: str
    language: str
    phrase: str
    strength: str


@transaction.atomic
def add_brand_word(person_id: int, brand_id: int, said: WordSaid, *, now: datetime) -> int:
    """Add one phrase; the id of its row. Messages read from now on are read with it.

    Raises `Refused`: `access.…`, `input.list`, `input.phrase`, `proc.word_list`, `state.words`, `state.word`.
    """
    who = access_brand(person_id, brand_id, Action.EDIT_WORDS)
    strength, phrase = check_list(said.list_name, said.language, said.strength), clean_phrase(said.phrase)
    Brand.objects.select_for_update(no_key=True).get(id=brand_id)
    if BrandWord.objects.filter(brand_id=brand_id, removed_at__isnull=True).count() >= MOST_PHRASES:
        raise Refused("state.words", _FULL.with_(most=MOST_PHRASES))
    word = BrandWord(
        brand_id=brand_id,
        list_name=said.list_name,
        language=said.language,
        phrase=phrase,
        phrase_key=key_of(phrase),
        strength=strength.value,
        added_by_id=person_id,
        added_at=now,
    )
    try:
        with transaction.atomic():
            word.save(force_insert=True)
    except IntegrityError:
        raise Refused("state.word", _THERE) from None
    _tell("brand_word.added", who, word, now)
    return word.id


@transaction.atomic
def remove_brand_word(person_id: int, word_id: int, *, now: datetime) -> None:
    """Take a phrase out again. Raises `Refused`: `access.…`, `state.word`."""
    word = BrandWord.objects.select_for_update(of=("self",)).filter(id=word_id).first()
    if word is None:
        raise Refused("access.word", _GONE)
    who = access_brand(person_id, word.brand_id, Action.EDIT_WORDS)
    if word.removed_at is not None:
        raise Refused("state.word", _GONE)
    word.removed_by_id, word.removed_at = person_id, now
    word.save(update_fields=["removed_by", "removed_at"])
    _tell("brand_word.removed", who, word, now)


def _tell(name: str, who: Colleague, word: BrandWord, now: datetime) -> None:
    facts = {"list": word.list_name, "language": word.language, "strength": word.strength}
    record(Entry(name, who.actor, "brand_word", word.id, word.brand_id, facts=facts), at=now)
