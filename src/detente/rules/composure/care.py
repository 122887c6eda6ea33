"""Care for a person at risk: somebody to talk to, in their country, and nothing of the desk's business."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.rules.composure.care_numbers import EMERGENCIES, EVERYWHERE, HELPLINES, SITES, SPEAKING
from detente.rules.composure.cues import cues
from detente.rules.composure.folded import Span
from detente.rules.composure.look import BLOCK, WARN, Look, Said, Says

_SHORT: Final = 3
"""Digits up to which a number needs a verb or an article before it, not to be an hour, a page or a room."""

_CALLED: Final = re.compile(
    r"(?<!\w)(?:au|aux|le|les|on|at|call|text|dial|ring|phone|appele[zr]|appelle|compose[zr]?|faites|fais|faire"
    r"|numero"
    r"|or|ou|and|et|to|via|is|joindre|contacte[zr]?|urgences?|emergency|samaritans|secours|samu|,|:|\()\s*"
    r"(?:le |the |au |on |ligne |line )*$"
)
_NO_NUMBER: Final = (
    r"(?!\s*(?:h\b|heures?|:\d|min|jours?|mois|ans\b|days?|hours?|years?|weeks?|%|€|\$|£|am\b|pm\b|personnes?"
    r"|people|euros?|km|kg"
    r"|janvier|fevrier|mars\b|avril|mai\b|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february"
    r"|march"
    r"|april|may\b|june|july|august|september|october|november|december|rue|avenue|bis\b))"
)
_SERVICE: Final = cues(
    fr=(
        r"remboursements?|rembourser\w*|bons? (?:d'achat|de réduction)|geste commercial|avoir de|code promo"
        r"|abonnement|"
        r"service (?:clients?|consommateurs?|commercial|de la \w+|après-vente|scolarité)|(?:votre|ta) (?:demande"
        r"|réclamation|commande)"
        r" (?:a bien|est bien|sera|a été)|ouverte?s? du|prendre rendez-vous (?:au|avec le|avec notre) (?:service"
        r"|guichet|bureau)"
        r"|votre satisfaction|notre équipe (?:commerciale|support)|numéro de (?:dossier|ticket)",
    ),
    en=(
        r"refund\w*|vouchers?|discount|gift card|promo code|(?:customer|member|client) (?:services?|support|care)"
        r"|support (?:desk|team)"
        r"|help ?desk|loyalty team|opening hours|opens? at|your (?:order|ticket|subscription|entitlements?"
        r"|request|case number|claim)"
        r" ?(?:is|has|will|can|number)?|your satisfaction|your feedback|free delivery",
    ),
)
_ASIDE: Final = re.compile(
    r"(?<!\w)(?:forget|leave|leaving|aside|wait|never mind|later|laissons|oubli\w*|attendr\w*|attendre|de cote"
    r"|plus tard)(?!\w)"
)

_RESOURCE = Says(
    "care.resource",
    Words(
        fr="Aucune ligne d’écoute de son pays\u202f: cette personne est peut-être en danger.",
        en="No helpline of their country: this person may be in danger.",
    ),
    Words(
        fr="Donnez un numéro et quand il répond\u202f: {numbers}. En danger immédiat\u202f: {now}.",
        en="Give a number and when it answers: {numbers}. In immediate danger: {now}.",
    ),
)
_ELSEWHERE: Final = Words(
    fr="Ce numéro ne répond pas dans son pays.", en="This number does not answer in their country."
)
_BUSINESS: Final = Words(
    fr="Parle de nos services à une personne en danger. Regardez vous-même\u202f: est-ce le moment\u202f?",
    en="Speaks of our services to somebody in danger. Look yourself: is this the moment?",
)


def resource(look: Look) -> Said:
    """A helpline of the country for a person at risk, and no service wording. Source: practice, draft check
    care.resource, and §4.5.
    """
    if not look.is_about(Kind.PERSON_AT_RISK) or not look.answers:
        return
    says = _for_country(look)
    if _names_one(look):
        yield says.passed(Words(fr="Une ligne d’écoute", en="A helpline"))
        spans = (span for span in look.find(_SERVICE) if not _is_put_aside(look, span))
        yield from (says.doubting(look, span, WARN, _BUSINESS) for span in spans)
    else:
        yield says.lacking(BLOCK, _ELSEWHERE if _has_any(look, tuple(HELPLINES)) else None)


def countries_of(look: Look) -> tuple[str, ...]:
    """The countries whose lines count."""
    country = look.situation.country.upper()
    return (country,) if country in HELPLINES else SPEAKING[look.language]


def _is_put_aside(look: Look, span: Span) -> bool:
    """ "Forget the refund for a moment" speaks of it to leave it."""
    return look.reply.is_negated(span) or _ASIDE.search(look.reply.cut(look.reply.sentence_at(span.start))) is not None


def _for_country(look: Look) -> Says:
    country = countries_of(look)[0]
    numbers, now = HELPLINES[country][0], EMERGENCIES.get(country, EVERYWHERE)[0]
    return Says(_RESOURCE.check, _RESOURCE.why, _RESOURCE.suggestion.with_(numbers=numbers, now=now))


def _names_one(look: Look) -> bool:
    return any(site in look.reply.plain for site in SITES) or _has_any(look, countries_of(look))


def _has_any(look: Look, countries: tuple[str, ...]) -> bool:
    numbers = {number for country in countries for number in HELPLINES[country]}
    numbers |= {number for country in countries for number in EMERGENCIES.get(country, EVERYWHERE)}
    return any(_stands(look, number) for number in numbers)


def _stands(look: Look, number: str) -> bool:
    plain = look.reply.plain
    for match in _pattern(number).finditer(plain):
        if len(number) > _SHORT or _CALLED.search(plain, max(0, match.start() - 40), match.start()):
            return True
    return False


@lru_cache(maxsize=256)
def _pattern(number: str) -> re.Pattern[str]:
    digits = r"[ .-]?".join(sign for sign in number if sign.isdigit())
    return re.compile(rf"(?<![\w.,-]){digits}(?![\w]|[.,]\d){_NO_NUMBER}")
