"""Law in a reply: no threat."""

from __future__ import annotations

import re
from typing import Final

from detente.contracts.words import Words
from detente.rules.composure.cues import cues
from detente.rules.composure.folded import Span, fold
from detente.rules.composure.look import BLOCK, WARN, Look, Said, Says

THREAT: Final = cues(
    fr=(
        r"(?:nos|mes|notre|mon|un|des|l') ?avocats?|nos conseils juridiques|notre service juridique (?:vous|va"
        r"|prendra)",
        r"poursuites?(?: judiciaires?| pénales?)?|(?:vous |te )(?:poursuivre|poursuivrons|poursuivrai|attaquer"
        r"|attaquerons)",
        r"(?:porter|portons|porterons|porte|porterai|dépos\w+)(?: une)? plainte|plainte sera (?:déposée|portée)",
        r"diffam\w+|calomni\w+|dénigrement",
        r"(?:en|devant la|devant les|la) justice|tribuna(?:l|ux)|mise en demeure|mettre en demeure|huissier",
        r"(?:suites|actions?|procédures?) (?:judiciaires?|pénales?|légales?|en justice)|réserv\w+ (?:le|notre|nos"
        r"|mon|tous) droits?",
    ),
    en=(
        r"legal (?:action|proceedings|consequences|steps|team will)|(?:our|my|the|a) (?:lawyers?|solicitors?"
        r"|attorneys?|legal (?:team|department|counsel|advis[eo]rs?))",
        r"su(?:e|ing) you|we(?:'ll| will) sue|sued|take you to court|see you in court|(?:go|going) to court|in court",
        r"defam\w+|libel\w*|slander\w*|cease and desist|prosecut\w+|reserve (?:the|our|all|my) rights?"
        r"|press(?:ing)? charges",
    ),
)
_THEIR_RIGHT: Final = re.compile(
    fold(
        r"(?:vous pouvez|pouvez-vous|votre droit|droit de|conseill\w+|invit\w+ a|n'hésitez pas|libre de"
        r"|vous avez (?:le droit|choisi)"
        r"|vous (?:parlez|évoquez|envisagez|souhaitez|voulez)|you can|you may|your right|right to|free to|you mention"
        r"|you(?:'re| are) (?:considering|thinking)|want to|wish to)"
    )
)

_THREAT = Says(
    "legal.threat",
    Words(
        fr="Se lit comme une menace\u202f: en public, elle se retourne contre nous.",
        en="Reads as a threat: in public it turns against us.",
    ),
    Words(
        fr="Laissez le droit au mandat juridique. Ici, répondez sur le fait.",
        en="Leave the law to the legal mandate. Here, answer the matter.",
    ),
)


def threat(look: Look) -> Said:
    """No legal threat. Telling people of their own rights is not one. Source: practice, draft check legal.threat."""
    spans = [span for span in look.find(THREAT) if not (_is_their_right(look, span) or look.reply.is_negated(span))]
    yield from _THREAT.at_all(look, spans, BLOCK if look.situation.public else WARN)


def _is_their_right(look: Look, span: Span) -> bool:
    sentence = look.reply.sentence_at(span.start)
    return _THEIR_RIGHT.search(look.reply.plain[sentence.start : span.start]) is not None
