"""What Bluesky can do, how it counts and what is asked when it is connected. No HTTP: screens may import it."""

from __future__ import annotations

from datetime import timedelta

from detente.channels.bluesky.lengths import RULE, measure
from detente.contracts.network import Capabilities, Field, Idempotency, Pages, Power, Registered, Verification
from detente.contracts.words import Words

__all__ = ["CAPABILITIES", "REGISTERED", "measure"]

NAME = Words(fr="Bluesky", en="Bluesky")
CAPABILITIES = Capabilities(
    idempotency=Idempotency.KEYED,
    settle=timedelta(0),
    poll_every=timedelta(seconds=10),
    length=RULE,
    verification=Verification.REAL_SERVER,
    powers=(
        Power("hide", inverse="restore", visible_to_author=True),
        Power("restore", inverse="hide", visible_to_author=True),
    ),
    recheck_every=timedelta(hours=1),
    recheck_batch=25,
    backfill=timedelta(days=365),
)
RIGHTS = Words(
    fr="Un mot de passe d’application, créé dans Bluesky\u202f: Paramètres, Confidentialité et sécurité, Mots de passe "
    "d’application. Jamais le mot de passe du compte. L’accès aux messages privés n’est pas nécessaire.",
    en="An app password, made in Bluesky: Settings, Privacy and security, App passwords. Never the account’s own "
    "password. Access to direct messages is not needed.",
)
FIELDS = (
    Field(
        "identifier",
        Words(fr="Identifiant", en="Handle"),
        Words(fr="Par exemple ferrolane.bsky.social", en="For example ferrolane.bsky.social"),
    ),
    Field(
        "secret",
        Words(fr="Mot de passe d’application", en="App password"),
        Words(
            fr="Quatre groupes de quatre caractères.",
            en="Four groups of four characters.",
        ),
        kind="secret",
    ),
    Field(
        "base_url",
        Words(fr="Serveur du compte", en="Account server"),
        Words(
            fr="À changer seulement si votre compte est sur un autre serveur que Bluesky.",
            en="Change it only if your account is on another server than Bluesky’s.",
        ),
        kind="address",
        default="https://bsky.social",
    ),
    Field(
        "appview",
        Words(fr="Vue de l’application", en="App view"),
        Words(
            fr="Le service qui rassemble les fils, si vous n’utilisez pas celui de votre serveur. Laissez vide sinon.",
            en="The service that gathers threads, if you do not use your server’s own. Leave empty otherwise.",
        ),
        required=False,
    ),
    Field(
        "jetstream",
        Words(fr="Flux", en="Stream"),
        Words(
            fr="Un serveur Jetstream réduit le délai à une seconde, par exemple wss://jetstream2.us-east.bsky.network. "
            "Vide\u202f: écoute par relevés seulement.",
            en="A Jetstream server lowers the delay to a second, for example wss://jetstream2.us-east.bsky.network. "
            "Empty: listening by polls only.",
        ),
        kind="address",
        required=False,
    ),
)
REGISTERED = Registered(
    "bluesky",
    NAME,
    CAPABILITIES,
    measure,
    has_connector=True,
    streams=True,
    connectable=True,
    fields=FIELDS,
    rights=RIGHTS,
    pages=Pages(hosts=("bsky.app",)),
)
