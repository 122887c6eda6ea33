"""What WordPress comments can do, how they count, and what is asked when a site is connected. No HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from detente.channels.wordpress.prose import as_html
from detente.contracts.network import (
    Capabilities,
    Field,
    Idempotency,
    Length,
    LengthRule,
    Pages,
    Power,
    Registered,
    Verification,
)
from detente.contracts.words import Words

PAGE: Final = 100
"""Comments on one page: the most that WordPress gives."""

NAME: Final = Words(fr="Commentaires WordPress", en="WordPress comments")
LENGTH: Final = LengthRule(unit="bytes", maximum=65_525)
CAPABILITIES: Final = Capabilities(
    idempotency=Idempotency.DEDUP,
    settle=timedelta(seconds=2),
    poll_every=timedelta(seconds=10),
    length=LENGTH,
    verification=Verification.REAL_SERVER,
    powers=(
        Power("hide", inverse="restore", visible_to_author=True),
        Power("spam", inverse="restore", visible_to_author=False),
        Power("delete", inverse="restore", visible_to_author=False),
        Power("restore", inverse="hide", visible_to_author=True),
    ),
    recheck_every=timedelta(minutes=10),
    recheck_batch=PAGE,
    backfill=timedelta(days=3650),
)
FIELDS: Final = (
    Field(
        "base_url",
        Words(fr="Adresse du site", en="Address of the site"),
        Words(
            fr="Celle de la page d’accueil, telle que la voient vos lecteurs, dossier compris.",
            en="That of the front page as your readers see it, with its folder if it has one.",
        ),
        kind="address",
    ),
    Field(
        "user_name",
        Words(fr="Identifiant du compte", en="User name of the account"),
        Words(
            fr="Le compte qui répondra\u202f: ses réponses portent son nom public.",
            en="The account that will answer: its replies carry its public name.",
        ),
    ),
    Field(
        "secret",
        Words(fr="Mot de passe d’application", en="Application password"),
        Words(
            fr="Dans WordPress\u202f: Comptes, Profil, «\u202fMots de passe d’application\u202f». Les espaces ne "
            "comptent pas.",
            en="In WordPress: Users, Profile, “Application Passwords”. Spaces make no difference.",
        ),
        kind="secret",
    ),
    Field(
        "colleagues",
        Words(fr="Numéros de comptes de vos collègues", en="Account numbers of your colleagues"),
        Words(
            fr="Facultatif, séparés par des virgules\u202f: leurs commentaires sont les nôtres. Qui publie sur le site "
            "est reconnu.",
            en="Optional, separated by commas: their comments are ours. Whoever publishes on the site is recognised.",
        ),
        required=False,
    ),
)
RIGHTS: Final = Words(
    fr="Créez dans WordPress un compte de rôle Éditeur pour le bureau, puis, dans son profil, un mot de passe "
    "d’application\u202f: jamais le mot de passe du compte. Le site doit répondre en https.",
    en="Make an account with the role Editor in WordPress for the desk, then an application password in its profile: "
    "never the account’s own password. The site must answer over https.",
)


def measure(text: str) -> Length:
    """The bytes of the text as WordPress is given it: it counts the guarded form."""
    return Length(len(as_html(text).encode("utf-8", "replace")), LENGTH.maximum, LENGTH.unit)


REGISTERED: Final = Registered(
    "wordpress",
    NAME,
    CAPABILITIES,
    measure,
    has_connector=True,
    connectable=True,
    fields=FIELDS,
    rights=RIGHTS,
    pages=Pages(own=True, anchors=("div-comment-{id}", "comment-{id}")),
)
