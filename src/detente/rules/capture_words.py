"""What kept a picture from being taken, in a sentence that a person of the team can act on."""

from __future__ import annotations

from typing import Final

from detente.contracts.capture import Stop
from detente.contracts.words import Words

_SEND: Final = Words(fr="Envoyez votre propre capture.", en="Send your own screenshot.")

WHY_STOPPED: Final[dict[Stop, Words]] = {
    Stop.NO_BROWSER: Words(
        fr="Ce bureau n’a pas de navigateur\u202f: la personne qui l’administre en installe un avec «\u202fdetente "
        "browser install\u202f».",
        en="This desk has no browser: its administrator installs one with “detente browser install”.",
    ),
    Stop.NO_ADDRESS: Words(
        fr="Ce message n’a pas d’adresse publique à photographier.",
        en="This message has no public address to take a picture of.",
    ),
    Stop.REFUSED_ADDRESS: Words(
        fr="L’adresse de ce message n’est pas celle de son réseau\u202f: le bureau n’y va pas.",
        en="The address of this message is not its network’s own: the desk does not go there.",
    ),
    Stop.UNFIT: Words(
        fr="Le navigateur ne dessine pas les lettres, faute de polices\u202f: son image serait blanche.",
        en="The browser draws no letters, for want of fonts: its picture would be blank.",
    ),
    Stop.UNREACHABLE: Words(fr="La page n’a pas répondu.", en="The page did not answer."),
    Stop.LOGIN_WALL: Words(
        fr="La page demande de se connecter. " + _SEND.fr, en="The page asks to sign in. " + _SEND.en
    ),
    Stop.COOKIE_WALL: Words(
        fr="Une demande de consentement couvre la page. " + _SEND.fr,
        en="A request for consent covers the page. " + _SEND.en,
    ),
    Stop.NOT_FOUND: Words(fr="La page n’existe plus.", en="The page is no longer there."),
    Stop.WRONG_PLACE: Words(
        fr="La page a renvoyé vers un autre site\u202f: rien n’a été gardé.",
        en="The page led to another site: nothing was kept.",
    ),
    Stop.DOWNLOAD: Words(
        fr="L’adresse a voulu faire télécharger un fichier\u202f: refusé.",
        en="The address tried to have a file downloaded: refused.",
    ),
    Stop.TOO_LARGE: Words(
        fr="La page est trop lourde pour être gardée. " + _SEND.fr, en="The page is too large to be kept. " + _SEND.en
    ),
    Stop.TOO_SLOW: Words(fr="La page a mis trop de temps.", en="The page took too long."),
    Stop.BROWSER_GONE: Words(fr="Le navigateur s’est arrêté en route.", en="The browser stopped on the way."),
    Stop.MESSAGE_ABSENT: Words(
        fr="Le message ne se trouve pas sur la page. " + _SEND.fr,
        en="The message does not stand on the page. " + _SEND.en,
    ),
    Stop.TEXT_DIFFERS: Words(
        fr="La page montre un autre texte que celui reçu du réseau.",
        en="The page shows another text than the network gave us.",
    ),
    Stop.BLANK: Words(fr="L’image obtenue est vide.", en="The picture came out blank."),
    Stop.GLYPHS: Words(
        fr="Il manque une police pour l’écriture de ce message\u202f: l’image serait incomplète.",
        en="A font for the script of this message is missing: the picture would be incomplete.",
    ),
    Stop.CLOCK: Words(
        fr="L’horloge de la machine n’est pas juste\u202f: l’heure de l’image ne vaudrait rien.",
        en="The machine’s clock is off: the time of the picture would be worth nothing.",
    ),
    Stop.DISK_FULL: Words(
        fr="Le disque des preuves est plein\u202f: libérez de la place, l’image sera reprise.",
        en="The evidence disk is full: free some space, and the picture will be tried again.",
    ),
    Stop.FAILED: Words(
        fr="L’image n’a pas pu être prise. " + _SEND.fr, en="The picture could not be taken. " + _SEND.en
    ),
}
"""One sentence for each reason; those that a person can help say how."""


def why_stopped(code: str) -> Words | None:
    """The sentence for a stored reason; None when nothing stopped it."""
    return WHY_STOPPED[Stop(code)] if code else None
