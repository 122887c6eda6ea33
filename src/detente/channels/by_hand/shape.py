"""What a channel kept by hand is: its name, and what is asked of whoever adds one."""

from __future__ import annotations

from typing import Final

from detente.contracts.network import Field, Registered
from detente.contracts.words import Words

NAME: Final = Words(fr="À la main (tout réseau)", en="By hand (any network)")
RIGHTS: Final = Words(
    fr="Aucun compte n’est à relier. Vous collez ici les commentaires, ou vous importez un fichier\u202f; une personne "
    "publie les réponses approuvées et le dit.",
    en="No account has to be connected. You paste the comments here, or import a file; a person posts the approved "
    "replies and says so.",
)
REGISTERED: Final = Registered(
    "by_hand",
    NAME,
    None,
    None,
    has_connector=False,
    by_hand=True,
    connectable=True,
    fields=(
        Field(
            "label",
            Words(fr="Quel réseau", en="Which network"),
            Words(fr="Tel que vos collègues le nomment.", en="As your colleagues call it."),
        ),
        Field(
            "address",
            Words(fr="Adresse de votre page là-bas", en="Address of your page there"),
            Words(
                fr="Pour l’ouvrir d’un clic\u202f; rien d’ici ne l’appelle.", en="To open it; nothing here calls it."
            ),
            kind="address",
            required=False,
        ),
    ),
    rights=RIGHTS,
)
