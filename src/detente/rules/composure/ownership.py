"""Owning it: an apology where we are at fault, and never an empty one."""

from __future__ import annotations

from typing import Final

from detente.contracts.composure import Fault
from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.rules.composure.cues import cues
from detente.rules.composure.folded import Span
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says

_OURS: Final = frozenset({Fault.LIKELY, Fault.ESTABLISHED})

APOLOGY: Final = cues(
    fr=(
        r"(?:mes|nos)(?: \w+){0,3} excuses",
        r"(?:je suis|j'en suis|je me sens|nous sommes|on est)(?: \w+){0,2} (?:désolée?s?|navrée?s?|confuse?s?)",
        r"désolée?s? (?:de|du|d'|pour|que|qu'|d'avoir)",
        r"je m'(?:en )?excuse|nous nous (?:en )?excusons|excusez-(?:moi|nous)|pardonnez-(?:moi|nous)",
        r"pardon (?:de|du|pour|d'avoir)|pardon(?=\s*[.!,;:])|(?:dois|doit|devons) (?:bien )?(?:des|de|mes"
        r"|nos) (?:\w+ )?excuses|(?:demande|demandons) pardon",
        r"(?:je regrette|nous regrettons) (?:vraiment |sincèrement )?(?:de|d'|ce|cet|cette|notre|cela)",
    ),
    en=(
        r"(?:i'm|i am|we're|we are)(?: \w+){0,3} sorry",
        r"(?:so|very|really|truly|deeply) sorry",
        r"sorry (?:for|about|that|to hear that we|we|i|to have)",
        r"(?:i|we)(?: \w+){0,2} apologi[sz]e",
        r"(?:my|our|please accept)(?: \w+){0,2} apolog(?:y|ies)",
        r"apologies",
    ),
)

_FEEL_FR: Final = r"(?:ayez|avez|aviez) (?:pu )?(?:ressenti|ressentir|perçu|percevoir|mal pris|mal vécu|trouvé|cru)"
NON_APOLOGY: Final = cues(
    fr=(
        r"(?:désolée?s?|navrée?s?|excuses|excuse|excusons|regrette|regrettons|pardon)(?: \w+){0,3} (?:si|s'il"
        r"|s'ils|s'elle)",
        rf"(?:désolée?s?|navrée?s?|regrette|regrettons)(?: \w+){{0,2}} que vous {_FEEL_FR}",
        r"(?:désolée?s?|navrée?s?)(?: \w+){0,2} que vous (?:le |l'|la )?(?:preniez|pensiez|croyiez|voyiez|jugiez"
        r"|trouviez|soyez de"
        r"|soyez (?:fâché|mécontent|insatisfait|vexé|choqué)\w*)",
        r"(?:la |cette |une |toute |l')?(?:éventuelle )?gêne(?: éventuelle)?(?: \w+)? (?:occasionnée|causée"
        r"|rencontrée|subie)",
        r"pour la gêne(?=\s*(?:[.!,;]|$|et ))",
        r"(?:éventuels? |quelconques? |tout |ces? |les? |du |des )désagréments?(?: éventuels?)?"
        r"(?: \w+)? (?:occasionnée?s?|causée?s?|rencontrée?s?|subie?s?)",
        r"(?:pour|de) (?:tout |ces? |les? )désagréments?(?=\s*(?:[.!,;]|$|et ))|tout désagrément",
        r"si (?:cela|ça|nous|notre \w+|l'un de nos \w+) (?:vous )?(?:a|ai|avons|ont)(?: pu)?(?: vous)? "
        r"(?:déplaire|déplu|choquer|choquée?|blesser|blessée?|gêner|gênée?|heurter|heurtée?|offenser|offensée?)",
    ),
    en=(
        r"sorry (?:if|should)|apologi[sz]e should|apologies should",
        r"sorry (?:that |to hear (?:that )?)?you(?:'re| are)? (?:feel|felt|feeling|think|thought|believe|perceive"
        r"|perceived)",
        r"apologi[sz]e (?:if|for any|that you (?:feel|felt))|apologies (?:if|for any)",
        r"(?:sorry|apologi[sz]e|apologies) for (?:any|whatever)",
        r"(?:any|for the|for this) inconvenience(?: (?:caused|this|it|that|you)|(?=\s*(?:[.!,;]|$|and )))",
        r"if (?:we|i|anyone|this|that|it) (?:have |has )?(?:offended|upset|caused|hurt|disappointed) (?:you|any)",
        r"if you (?:were|have been|felt|feel) (?:offended|upset|disappointed|let down|hurt)",
    ),
)

_APOLOGY = Says(
    "own.apology",
    Words(fr="Nous sommes sans doute en faute et rien ne le dit.", en="We are probably at fault and nothing says so."),
    Words(
        fr="Présentez vos excuses pour le fait précis\u202f: «\u202fje vous présente mes excuses pour…\u202f».",
        en="Apologise for the precise fact: “I'm sorry that we…”.",
    ),
)
_PERHAPS: Final = Words(
    fr="Si nous sommes en faute, il manque des excuses.", en="If we are at fault, an apology is missing."
)
_NON_APOLOGY = Says(
    "own.non_apology",
    Words(
        fr="Une excuse sous condition, ou toute faite, ne reconnaît rien.",
        en="A conditional or ready-made apology owns nothing.",
    ),
    Words(
        fr="Excusez-vous pour ce qui s’est passé, sans «\u202fsi\u202f»\u202f: «\u202fdeux mails sont restés sans "
        "réponse, je "
        "m’en excuse\u202f».",
        en="Apologise for what happened, without “if”: “two e-mails went unanswered, I'm sorry”.",
    ),
)


def apology(look: Look) -> Said:
    """Apologises and owns where fault is likely; a hint while nobody said. Source: practice, draft check "
    "own.apology."""
    if apologises(look):
        yield _APOLOGY.passed(Words(fr="Des excuses", en="An apology"))
    elif _is_due(look) and not look.says(NON_APOLOGY):
        yield _APOLOGY.lacking(WARN if look.is_final else HINT)
    elif look.answers and look.is_about(Kind.COMPLAINT) and look.situation.fault is Fault.UNKNOWN:
        yield _APOLOGY.lacking(HINT, _PERHAPS)


def non_apology(look: Look) -> Said:
    """No conditional or empty apology. Source: practice, draft check own.non_apology."""
    yield from _NON_APOLOGY.at_all(look, look.find(NON_APOLOGY), BLOCK)


def apologises(look: Look) -> bool:
    """Whether a real apology stands in the reply."""
    empty = look.find(NON_APOLOGY)
    return any(not _overlaps(span, empty) and _is_meant(look, span) for span in look.find(APOLOGY))


def _is_due(look: Look) -> bool:
    about_us = not look.is_about(Kind.COMPLIMENT, Kind.TROLL, Kind.SPAM, Kind.ABUSE, Kind.PERSON_AT_RISK)
    return look.answers and about_us and look.situation.fault in _OURS


def _is_meant(look: Look, span: Span) -> bool:
    return not look.reply.is_negated(span, reach=12)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
