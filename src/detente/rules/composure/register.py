"""How a French reply addresses the author: tu or vous, the brand's way, never both to one person."""

from __future__ import annotations

import re
from typing import Final

from detente.contracts.composure import FindingSeverity, Register
from detente.contracts.words import Words
from detente.rules.composure.cues import whole_words
from detente.rules.composure.folded import Span
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says

_IMPERATIVE: Final = (
    r"(?:ecris|dis|envoie|donne|excuse|reponds|laisse|passe|viens|montre|raconte|appelle|file|rappelle|contacte|verifie"
    r"|essaie|regarde|redis|glisse|garde|prends|fais|tiens|pardonne|mets|choisis|indique|precise|confirme|previens"
    r"|parle"
    r"|signale|balance|repasse|crois)-(?:moi|nous|le|la|les|lui|en)|repose-toi|n'hesite"
)
TU: Final = whole_words(
    r"(?<!\bdu\s)(?:tu|te|toi|tes|ta|tienne?)",
    r"(?<!le\s)(?<!un\s)(?<!du\s)(?<!au\s)(?<!ce\s)(?<!son\s)(?<!notre\s)(?<!votre\s)(?<!de\s)(?<!quel\s)ton",
    r"t'[a-z]\w+",
    _IMPERATIVE,
)
VOUS: Final = whole_words(
    r"(?<!rendez-)(?<!garde-a-)(?<!plait-il\s)vous(?!\s+(?:etes|serez|etiez|avez\s+ete)\s+(?:\w+\s+)?(?:nombreu"
    r"|plusieurs|tous|toutes|deux"
    r"|trois|quatre|beaucoup|\d))(?!\s+(?:tous|toutes|deux|trois|quatre|autres)(?!\w))(?!\s+et\s+(?:ta|ton|tes)(?!\w))",
    r"votre|vos|votres?",
    r"(?!(?:assez|chez|nez|rendez)(?!\w))\w{3,}ez-(?:moi|nous|le|la|les|y|en|lui)|(?:n'hesitez|veuillez|excusez"
    r"|pardonnez|ecrivez|dites|appelez|repondez"
    r"|envoyez|donnez|gardez|prenez|passez|venez|faites|glissez)",
)
_POLITE: Final = whole_words(r"s'il (?:vous|te) plait|rendez-vous|comme vous voulez|je vous (?:en )?prie")
_SEVERAL: Final = whole_words(
    r"nombreu\w+|plusieurs|tous|toutes|ensemble|vous (?:deux|trois|autres)|les (?:gars|filles|amis|copains|copines"
    r"|enfants|camarades)|(?:ta|ton|tes) (?:\w+ )?(?:soeur|frere"
    r"|mere|pere|famille|copine?s?|potes?|amie?s?|enfants?|fils|fille|compagne|compagnon|mari|femme|bebe|groupe|equipe"
    r"|classe|collegues?|coloc\w*|voisine?s?|parents|mome?s?)"
    r"|toi et|et toi|tout le monde|a vous|entre vous|chacun"
)
_TWO_NAMES: Final = re.compile(
    r"(?:(?:[Bb]onjour|[Ss]alut|[Bb]onsoir|[Cc]oucou|[Cc]hère?s?) )?[A-ZÀ-Ý]\w+(?:,| et| &) (?:salut )?[A-ZÀ-Ý]\w+[ ,]"
)
_PLURAL_AUTHOR: Final = whole_words(
    r"nous|notre|nos|on (?:a|est|etait|attend|voulait|avait|n'a|s'est|y|se|paie|paye|fait|va|doit|peut)|mes (?:\w+ "
    r")?(?:amis?|amies?|enfants|potes|parents|copains|copines)|ma (?:copine|femme|famille)"
    r"|mon (?:mec|mari|copain|groupe|equipe)"
)

_REGISTER = Says(
    "voice.register",
    Words(
        fr="Tutoie et vouvoie la même personne.",
        en="Says both “tu” and “vous” to the same person.",
    ),
    Words(fr="Choisissez l’un des deux, partout.", en="Choose one of the two, throughout."),
)
_NOT_TU: Final = Words(fr="Votre marque vouvoie, ce texte tutoie.", en="Your brand says “vous”; this text says “tu”.")
_NOT_VOUS: Final = Words(fr="Votre marque tutoie, ce texte vouvoie.", en="Your brand says “tu”; this text says “vous”.")
_PERHAPS_SEVERAL: Final = Words(
    fr="À vous de voir\u202f: ce «\u202fvous\u202f» s’adresse-t-il à plusieurs personnes\u202f?",
    en="Look yourself: does this “vous” speak to several people?",
)


def register(look: Look) -> Said:
    """One form of address, the brand's. Source: practice, draft check voice.register.

    A vous that plainly speaks to several people is no mixture; where that is only likely, the writer looks.
    """
    if look.language != "fr" or not look.answers:
        return
    tu, vous = _said(look, TU), _said(look, VOUS)
    brand = look.situation.register
    if tu and vous:
        yield from _mixed(look, tu, vous, brand)
    elif tu and brand is Register.VOUS:
        yield _REGISTER.at(look, tu[0], WARN, _NOT_TU)
    elif vous and brand is Register.TU:
        yield from _vous_instead(look, vous)


def _mixed(look: Look, tu: list[Span], vous: list[Span], brand: Register) -> Said:
    stray = tu if brand is Register.VOUS or (brand is Register.NONE and len(tu) <= len(vous)) else vous
    if _may_be_several(look):
        yield _REGISTER.doubting(look, vous[0], HINT, _PERHAPS_SEVERAL)
    else:
        yield from (_REGISTER.at(look, span, BLOCK) for span in stray)


def _vous_instead(look: Look, vous: list[Span]) -> Said:
    if _may_be_several(look):
        yield _REGISTER.doubting(look, vous[0], HINT, _PERHAPS_SEVERAL)
    else:
        yield _REGISTER.at(look, vous[0], _WRONG_ADDRESS, _NOT_VOUS)


_WRONG_ADDRESS: Final[FindingSeverity] = WARN


def _may_be_several(look: Look) -> bool:
    greets_two = _TWO_NAMES.match(look.situation.text) is not None
    return greets_two or look.reply.has(_SEVERAL) or look.asked.has(_PLURAL_AUTHOR)


def _said(look: Look, pattern: re.Pattern[str]) -> list[Span]:
    """Where a form stands, set phrases and everything between quotation marks aside."""
    aside = [*look.reply.quoted(), *look.reply.find(_POLITE)]
    return [
        span
        for span in look.reply.find(pattern)
        if not any(other.start <= span.start and span.end <= other.end for other in aside)
    ]
