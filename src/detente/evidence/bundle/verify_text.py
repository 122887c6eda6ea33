"""`VERIFY.txt`: how a stranger checks the bundle with programs of their own, and what it shows and does not show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from detente.contracts.words import Words

_TEXT: Final = Words(
    fr="""VÉRIFIER CE DOSSIER SANS DÉTENTE

Ce qu’il est\u202f: une copie préparée d’un message public, scellée dès qu’elle a été faite, avec ce qui permet de voir
qu’aucun octet n’a changé depuis. Ce qu’il n’est pas\u202f: un constat de commissaire de justice, ni la preuve de qui a
écrit le message ou de ce qu’il dit. Sa valeur est appréciée par le juge\u202f; pour un acte authentique, faites
appel à un commissaire de justice.

Dans ce dossier, avec un terminal\u202f:

1. Aucun fichier n’a changé\u202f:
{sums}
2. Le manifeste porte bien la signature de cette clé\u202f:
{signature}
3. {stamps}
4. L’archive est en ordre (programme libre wacz\u202f; ou ouvrez-la dans replayweb.page)\u202f:
{wacz}
Et le lien entre les deux\u202f: le manifeste signé nomme cette archive. La réponse doit être 1\u202f:
{link}
La clé jointe ne prouve rien par elle-même\u202f: n’importe qui peut en fabriquer une. Comparez son empreinte SHA-256
à celle que l’organisation a publiée\u202f:
    {fingerprint}
{print}""",
    en="""CHECK THIS BUNDLE WITHOUT DÉTENTE

What it is: a prepared copy of a public message, sealed as soon as it was made, with what it takes to see that no byte
has changed since. What it is not: a record by a bailiff (in France, the constat of a commissaire de justice), nor proof
of who wrote the message or that what it says is true. What it is worth is for a judge to say; for a certified record,
call a bailiff or notary.

In this folder, with a terminal:

1. No file has changed:
{sums}
2. The manifest bears the signature of this key:
{signature}
3. {stamps}
4. The archive is in order (the free program wacz; or open it in replayweb.page):
{wacz}
And the link between the two: the signed manifest names this archive. The answer must be 1:
{link}
The key in this folder proves nothing by itself: anybody can make one. Compare its SHA-256 fingerprint with the one that
the organisation published:
    {fingerprint}
{print}""",
)
_STAMPED: Final = Words(
    fr="Le manifeste existait à l’heure que dit chaque autorité d’horodatage. La chaîne jointe est une copie\u202f:\n"
    "comparez sa racine à celle que l’autorité publie\u202f:\n{commands}",
    en="The manifest existed at the time that each time-stamp authority says. The chain in this folder is a copy:\n"
    "compare its root with the one that the authority publishes:\n{commands}",
)
_NOT_STAMPED: Final = Words(
    fr="Ce dossier n’a pas encore d’horodatage\u202f: rien hors de l’organisation n’atteste sa date.\n",
    en="This bundle has no time stamp yet: nothing outside the organisation vouches for its date.\n",
)
_COMMANDS: Final = {
    "sums": "    sha256sum -c SHA256SUMS\n",
    "signature": "    openssl dgst -sha256 -verify signer.pub.pem -signature manifest.sig manifest.json\n",
    "wacz": "    wacz validate -f capture.wacz\n",
    "link": '    grep -o "$(sha256sum capture.wacz | cut -c1-64)" manifest.json | wc -l\n',
    "print": "    openssl pkey -pubin -in signer.pub.pem -outform DER | sha256sum\n",
}
_STAMP: Final = "    openssl ts -verify -data manifest.json -in manifest.{name}.tsr -CAfile tsa-chain.pem\n"


def verify_text(fingerprint: str, authorities: Sequence[str]) -> str:
    """The text for a bundle with stamps of these authorities; `fingerprint`: of the key that signed it."""
    commands = "".join(_STAMP.format(name=name) for name in authorities)
    stamps = _STAMPED.with_(commands=commands) if authorities else _NOT_STAMPED
    said = _TEXT.with_(stamps=stamps, fingerprint=fingerprint, **_COMMANDS)
    return f"{said.fr}\n{'-' * 78}\n\n{said.en}"
