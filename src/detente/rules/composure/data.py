"""Personal data: never asked for nor repeated in public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.contracts.composure import Finding
from detente.contracts.words import Words
from detente.rules.composure.cues import cues
from detente.rules.composure.folded import Span, fold
from detente.rules.composure.look import BLOCK, Look, Said, Says
from detente.rules.personal_data import DataKind, PersonalData, find_personal_data

_NEAR: Final = 60

ASK: Final = cues(
    fr=(
        r"(?:envoyez|donnez|communiquez|transmettez|indiquez|confirmez|précisez|fournissez|laissez|écrivez|partagez|rappelez"
        r"|renseignez|postez|mettez|notez)(?:-(?:nous|moi|le|la))*",
        r"(?:envoie|donne|communique|transmets|indique|confirme|précise|laisse|partage)-(?:nous|moi)",
        r"(?:nous |me )?(?:envoyer|donner|communiquer|transmettre|indiquer|confirmer|préciser|fournir|laisser"
        r"|partager|rappeler)",
        r"quel(?:le)?s? (?:est|sont)(?= (?:votre|vos|ton|tes))|(?:il|ils) (?:nous|me) (?:faut|faudrait|manque)"
        r"|auriez-vous|avez-vous",
        r"(?:j'ai|j'aurais|nous avons|nous aurions|on a) besoin (?:de|d')|j'attends|nous attendons|merci de",
    ),
    en=(
        r"(?:please )?(?:send|give|provide|share|post|confirm|supply|leave|drop|reply with|comment|type|submit"
        r"|message)(?: us| me)?",
        r"what(?:'s| is| are)(?= your)|(?:tell|let) (?:us|me)(?: know)?|(?:we|i)(?:'ll| will)? (?:need|require)"
        r"|may (?:we|i) have",
        r"(?:can|could|would) (?:you|we|i) (?:please )?(?:have|get|send|give|share|confirm|provide)",
    ),
)
_SHOPS: Final = r"(?:du|de la|de l'|des) (?:magasin|boutique|agence|station|restaurant|gare|point|rayon|site)"
PERSONAL: Final = cues(
    fr=(
        r"(?:numéros?|n°|nº|num|référence|ref) (?:de |d'|du )?(?:votre |la |ma |ton )?(?:commande|clients?|compte"
        r"|dossier"
        r"|téléphone|tel|contrat|carte|suivi|colis|abonné|abonnement|facture|réservation|sécurité sociale|billet"
        r"|fidélité)",
        rf"(?:votre |ton |vos |une |l')?(?:adresse(?! {_SHOPS})(?: \w+)?|e-?mails?|courriels?|mails?|coordonnées"
        rf"|identifiants?)",
        r"(?<!modèle\sde\s)(?<!version\sde\s)(?<!marque\sde\s)(?:votre|ton) (?:téléphone|portable|numéro)"
        r"|votre nom(?! d')|votre prénom et",
        r"date de naissance|iban|rib|carte (?:bancaire|d'identité|bleue|vitale)|coordonnées bancaires|mot de passe"
        r"|code (?:postal|secret|pin)|nom (?:complet|de famille|et prénom|et votre prénom)|prénom et nom|cryptogramme",
    ),
    en=(
        r"(?:order|account|customer|booking|reservation|phone|telephone|contact|mobile|tracking|policy|card|invoice"
        r"|membership|passport|reference)(?: |-)(?:numbers?|no\.?|id|details|ref)",
        r"e-?mails?(?: address)?|(?:your |full |home |postal |street |delivery |billing )address|your (?:number"
        r"|name|surname)",
        r"date of birth|dob|birth ?date|card (?:details|number)|bank details|sort code|iban|full name|surname"
        r"|password|pin"
        r"|cvv|postcode|zip code",
    ),
)
_SECRET: Final = re.compile(fold(r"mot de passe|code (?:secret|pin)|cryptogramme|password|(?<!\w)(?:pin|cvv)(?!\w)"))
_PRIVATELY: Final = re.compile(
    fold(
        r"message privé|messages privés|en privé|messagerie|(?<!\w)(?:mp|dm|dms)(?!\w)|formulaire|par mail à"
        r"|lien (?:privé|sécurisé)"
        r"|privately|in private|private (?:message|form|link|channel|chat)|direct message|by dm|inbox us"
        r"|secure (?:form|link)"
    )
)
_HERE: Final = re.compile(
    fold(
        r"(?<!\w)(?:ici|ci-dessous|en commentaires?|sous ce (?:post|message|commentaire)|here|below|in (?:the"
        r"|a) comments?)(?!\w)"
    )
)
_KEEP_OUT: Final = re.compile(
    fold(
        r"(?<!\w)(?:ne|n'|pas|jamais|sans|aucune?|rien|not|never|don't|no|without|avoid|keep|évitez|inutile|nothing)(?!\w)"
    )
)
_IF_YOU_PLEASE: Final = re.compile(r",?\s+(?:svp|stp|s'il vous plait|s'il te plait|please)(?!\w)")
_AWAY: Final = re.compile(r"\s*(?:out of|off|away|en dehors|hors)(?!\w)")
_OUR_OWN: Final = re.compile(
    fold(
        r"(?:appelez|joignable|nous joindre|joindre|notre|nos|numéro vert|standard|accueil|boutique|magasin"
        r"|agence|atelier|call|ring"
        r"|reach|our|hotline|helpline|free(?:phone)?|store|shop|office|urgences?|emergency)[^.!?]{0,40}$"
    )
)

_ASKS = Says(
    "data.asks_personal",
    Words(
        fr="Demande une donnée personnelle à la vue de tous.", en="Asks for personal data where everyone can read it."
    ),
    Words(
        fr="Demandez ici ce qui n’a rien de personnel, et le reste en message privé ou par le formulaire.",
        en="Ask here for what is not personal, and for the rest by private message or by the form.",
    ),
)
_DISCLOSES = Says(
    "data.discloses",
    Words(fr="Montre {what} en public.", en="Shows {what} in public."),
    Words(
        fr="Retirez-la, même si la personne l’a écrite elle-même.", en="Take it out, even if they wrote it themselves."
    ),
)


def asks_personal(look: Look) -> Said:
    """No personal data asked in public, and no secret ever. Source: practice, draft check data.asks_personal."""
    for span in _asked(look):
        yield _ASKS.at(look, span, BLOCK)
        return


def discloses(look: Look) -> Said:
    """No personal data in a public reply, even if the author posted it. Source: practice, draft check "
    "data.discloses."""
    if not look.situation.public:
        return
    for found in find_personal_data(look.situation.text):
        if not _is_our_own(look, found):
            span = Span(found.start, found.end)
            yield _discloses(look, span, found.kind)


def _discloses(look: Look, span: Span, kind: DataKind) -> Finding:
    why = _DISCLOSES.why.with_(what=kind.label)
    quote = look.situation.text[span.start : span.end]
    return Finding(_DISCLOSES.check, BLOCK, why, _DISCLOSES.suggestion, quote, span.start, span.end)


def _asked(look: Look) -> Iterator[Span]:
    for thing in look.find(PERSONAL):
        polite = _IF_YOU_PLEASE.match(look.reply.plain, thing.end)
        if polite and _is_improper(look, thing, thing, look.reply.sentence_at(thing.start)):
            yield thing
    for ask in look.find(ASK):
        sentence = look.reply.sentence_at(ask.start)
        for thing in look.find(PERSONAL):
            near = ask.end <= thing.start + 1 and thing.start - ask.end <= _NEAR and thing.end <= sentence.end
            if near and _is_improper(look, ask, thing, sentence):
                yield Span(ask.start, thing.end)


def _is_improper(look: Look, ask: Span, thing: Span, sentence: Span) -> bool:
    if _SECRET.search(look.reply.cut(thing)):
        return not _is_warned_off(look, ask, thing)
    if not look.situation.public or _is_warned_off(look, ask, thing):
        return False
    if _PRIVATELY.search(look.reply.cut(sentence)):
        return False
    return _PRIVATELY.search(look.reply.plain) is None or _HERE.search(look.reply.cut(sentence)) is not None


def _is_warned_off(look: Look, ask: Span, thing: Span) -> bool:
    if _AWAY.match(look.reply.plain, thing.end):
        return True
    start = max(look.reply.clause_at(ask.start).start, ask.start - 20)
    return _KEEP_OUT.search(look.reply.plain[start : thing.start]) is not None


def _is_our_own(look: Look, found: PersonalData) -> bool:
    """A hotline, a shop's address or a mailbox of the brand is not personal."""
    words = look.situation.text[found.start : found.end].lower()
    if found.kind is DataKind.EMAIL:
        return any(words.endswith(f"@{host.lower()}") for host in look.situation.link_hosts)
    if found.kind in (DataKind.PHONE, DataKind.ADDRESS):
        return _OUR_OWN.search(fold(look.situation.text[max(0, found.start - 60) : found.start])) is not None
    return False
