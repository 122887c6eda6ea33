"""`METHOD.*.txt` and `VERIFY.txt` of a case file, for a lawyer, a bailiff or a judge who never heard of Détente."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from detente.contracts.words import Words
from detente.evidence.bundle.canonical import whole


@dataclass(frozen=True, slots=True)
class Facts:
    """What the texts name. `stamps`: outside stamps on the ledger; `erased`: items whose bytes are gone.

    `fingerprint`: SHA-256 of the public key that signs this desk's sealed folders, "" where there is none.
    """

    organisation: str
    case_id: int
    made_at: datetime
    made_by: str
    software: str
    items: int
    erased: int
    bundles: int
    lines: int
    stamps: int
    fingerprint: str


_METHOD: Final = Words(
    fr="""DOSSIER DU CAS {case}\u202f: LA MÉTHODE, ET CE QU’ELLE MONTRE

Organisation\u202f: {organisation}
Dossier établi le {made_at} par {made_by}, avec {software}.

1. CE QUE C’EST
Une copie préparée par l’organisation elle-même. Elle rassemble des messages publics tels qu’un réseau les a transmis,
les images qui en ont été prises, ce que l’organisation en a fait, et de quoi voir qu’aucun octet scellé n’a changé
depuis son scellement. Ce n’est pas un constat de commissaire de justice. Pour un acte authentique, faites appel à un
commissaire de justice\u202f: ce dossier peut lui être remis tel quel.

2. CE QUI A ÉTÉ FAIT, ET PAR QUOI
a. À la réception. Le logiciel reçoit les messages par l’interface que chaque réseau met à disposition. Dans la même
   opération de base de données, les octets reçus sont chiffrés, et une empreinte salée (SHA-256) en est inscrite dans
   un journal dont chaque ligne contient l’empreinte de la précédente. C’est le niveau D.
b. Les images. Un navigateur du serveur visite la page, sans compte, avec un contexte vide (ni cache, ni témoin de
   connexion), à travers un relais local qui vérifie les adresses, ne garde rien et ne déchiffre rien. Si tous les
   contrôles passent, l’image est de niveau A. Une capture fournie par une personne du bureau est de niveau B et le dit.
   Une reconstitution dessinée par le logiciel est de niveau C et porte la mention qu’elle n’est pas une capture.
c. Les modifications et suppressions par l’auteur sont scellées à leur tour\u202f; aucune version n’est remplacée.
d. Les actes des personnes (lectures corrigées, brouillons, relectures, publications, retraits, partages, exports) sont
   inscrits avec leur auteur et leur heure. Un retrait exige un article de la charte, un motif et une autre personne que
   celle qui le demande.
e. L’heure est celle du serveur. Pour chaque dossier scellé, l’écart mesuré avec celle du réseau y est noté quand il est
   connu. Un horodatage extérieur, lorsqu’il y en a un, ne dépend pas de cette heure.

3. CE QUE CE DOSSIER CONTIENT
{items} éléments scellés (dont {erased} effacés depuis), {bundles} dossiers scellés, {lines} lignes du journal,
{stamps} horodatages extérieurs du journal.
   case.html, case.css   le dossier à lire et à imprimer
   case.json             le même contenu pour un programme
   sealed/, pictures/    les octets exacts de chaque élément scellé
   bundles/              les dossiers scellés, chacun avec sa propre notice\u202f; un dossier montre une page
                         entière, donc parfois les messages d’autres personnes
   proofs.json           pour chaque élément\u202f: sel, empreinte, chemin jusqu’à sa ligne du journal
   ledger.jsonl          les lignes du journal, telles qu’elles ont été calculées
   stamps/               les réponses des autorités d’horodatage sur le journal
   VERIFY.txt, SHA256SUMS et sa signature, signer.pub.pem\u202f: comment tout vérifier sans nous

4. CE QUE CELA MONTRE
- Que les octets joints sont ceux qui ont été scellés\u202f: un seul octet différent donne une autre empreinte.
- Que leur empreinte était inscrite à cette place du journal, avant les lignes qui la suivent.
- Lorsqu’une autorité extérieure a horodaté une ligne\u202f: que cette ligne et toutes celles d’avant existaient à
  l’heure qu’elle indique.

5. CE QUE CELA NE MONTRE PAS
- Qui a écrit le message, ni que ce qu’il dit est vrai.
- Que le réseau a transmis ce que tout le monde voyait\u202f: seules les images montrent une page, à un moment, vue
  d’un endroit.
- Sans horodatage extérieur, rien hors de l’organisation n’atteste les dates\u202f: celui qui tient le journal pourrait
  l’avoir refait en entier. Les horodatages et les copies confiées à des tiers servent à l’exclure.
- Que rien d’autre n’a existé\u202f: ce dossier porte sur un seul cas.
- Pour un élément effacé (demande de la personne, durée de conservation), seule sa place reste\u202f; ses octets ne
  peuvent plus être produits.
Sa valeur est appréciée par le juge.

6. LA CLÉ
Les dossiers scellés et SHA256SUMS sont signés (ECDSA P-256). La clé jointe ne prouve rien par elle-même\u202f: comparez
son empreinte à celle que l’organisation a publiée. Empreinte de la clé actuelle\u202f: {fingerprint}
""",
    en="""FILE OF CASE {case}: THE METHOD, AND WHAT IT SHOWS

Organisation: {organisation}
File made on {made_at} by {made_by}, with {software}.

1. WHAT IT IS
A copy prepared by the organisation itself. It brings together public messages as a network sent them, the pictures
that were taken of them, what the organisation did about them, and what it takes to see that no sealed byte has changed
since it was sealed. It is not a bailiff’s record (in France, the constat of a commissaire de justice). For a certified
record, call a bailiff or notary: this file can be handed to them as it is.

2. WHAT WAS DONE, AND BY WHAT
a. On arrival. The software receives messages through the interface that each network offers. In the same database
   operation, the bytes received are encrypted, and a salted hash (SHA-256) of them is written to a ledger in which each
   line holds the hash of the one before. This is level D.
b. Pictures. A browser of the server visits the page, without an account, in an empty context (no cache, no cookie),
   through a local relay that vets addresses, keeps nothing and decrypts nothing. Where every check passes, the picture
   is of level A. A capture supplied by a person of the desk is of level B and says so. A rendering drawn by the
   software is of level C and says on its face that it is not a screenshot.
c. Edits and deletions by the author are sealed in turn; no version is replaced.
d. What people did (readings corrected, drafts, reviews, publications, removals, shares, exports) is recorded with who
   and when. A removal needs an article of the charter, a reason, and another person than the one who asks for it.
e. Times are the server’s. For each sealed folder, the measured difference from the network’s clock is noted in it where
   it is known. A time stamp from outside, where there is one, does not depend on that clock.

3. WHAT THIS FILE HOLDS
{items} sealed items ({erased} of them erased since), {bundles} sealed folders, {lines} lines of the ledger,
{stamps} outside time stamps on the ledger.
   case.html, case.css   the file to read and to print
   case.json             the same for a program
   sealed/, pictures/    the exact bytes of each sealed item
   bundles/              the sealed folders, each with its own instructions; a folder shows a whole page, so that
                         messages of other people may stand in it
   proofs.json           for each item: salt, hash, path up to its line of the ledger
   ledger.jsonl          the lines of the ledger, as they were hashed
   stamps/               what time-stamp authorities answered about the ledger
   VERIFY.txt, SHA256SUMS and its signature, signer.pub.pem: how to check it all without us

4. WHAT THIS SHOWS
- That the bytes in this file are those that were sealed: one byte changed gives another hash.
- That their hash stood at this place of the ledger, before the lines that follow it.
- Where an outside authority stamped a line: that this line and all those before it existed at the time that it names.

5. WHAT IT DOES NOT SHOW
- Who wrote the message, nor that what it says is true.
- That the network sent what everybody saw: only pictures show a page, at one moment, from one place.
- Without a time stamp from outside, nothing beyond the organisation vouches for the dates: whoever keeps the ledger
  could have made it anew as a whole. Stamps, and copies held by others, are there to rule that out.
- That nothing else existed: this file is about one case.
- For an erased item (at the person’s request, or past its time), only its place is left; its bytes cannot be produced.
What it is worth is for a judge to say.

6. THE KEY
Sealed folders and SHA256SUMS are signed (ECDSA P-256). The key in this file proves nothing by itself: compare its
fingerprint with the one that the organisation published. Fingerprint of the present key: {fingerprint}
""",
)
_VERIFY: Final = Words(
    fr="""VÉRIFIER CE DOSSIER SANS DÉTENTE

Dans ce dossier, avec un terminal\u202f:

1. Aucun fichier n’a changé\u202f:
    sha256sum -c SHA256SUMS
   et les sommes portent la signature de l’organisation\u202f:
    openssl dgst -sha256 -verify signer.pub.pem -signature SHA256SUMS.sig SHA256SUMS
2. Un élément scellé est bien celui du journal. Dans proofs.json, son sel et son empreinte (commitment)\u202f:
    a. SHA-256(sel suivi de SHA-256(fichier)) = commitment
    b. feuille = SHA-256(octet 00 suivi de commitment)\u202f; pour chaque pas du chemin (path), le nouveau nœud est
       SHA-256(octet 01 suivi du nœud de gauche puis de celui de droite)
    c. le dernier nœud est la valeur root de la ligne indiquée dans ledger.jsonl
3. La chaîne se tient\u202f: le SHA-256 de chaque ligne de ledger.jsonl (sans le saut de ligne) est la valeur prev de la
   ligne suivante, tant que les numéros (seq) se suivent.
4. Un horodatage porte sur une ligne\u202f: son empreinte est le SHA-256 de cette ligne.
    sed -n Np ledger.jsonl | tr -d '\\n' > ligne
    openssl ts -verify -data ligne -in stamps/SEQ.AUTORITÉ.tsr -CAfile tsa-chain.pem
   La chaîne jointe est une copie\u202f: comparez sa racine à celle que l’autorité publie.
5. Chaque zip de bundles/ contient sa propre notice VERIFY.txt\u202f; le SHA-256 de son manifest.json est le commitment
   inscrit dans proofs.json.

Ou, avec le programme libre detente, tout d’un coup\u202f:
    detente evidence verify CE-FICHIER.zip
""",
    en="""CHECK THIS FILE WITHOUT DÉTENTE

In this folder, with a terminal:

1. No file has changed:
    sha256sum -c SHA256SUMS
   and the sums bear the signature of the organisation:
    openssl dgst -sha256 -verify signer.pub.pem -signature SHA256SUMS.sig SHA256SUMS
2. A sealed item is the one in the ledger. Take its salt and its commitment from proofs.json, then:
    a. SHA-256(salt followed by SHA-256(file)) = commitment
    b. leaf = SHA-256(byte 00 followed by commitment); for each step of the path, the new node is
       SHA-256(byte 01 followed by the left node, then the right one)
    c. the last node is the value root of the line named, in ledger.jsonl
3. The chain holds: the SHA-256 of each line of ledger.jsonl (without its line break) is the value prev of the next
   line, as long as the numbers (seq) follow each other.
4. A time stamp is about one line: what it stamps is the SHA-256 of that line.
    sed -n Np ledger.jsonl | tr -d '\\n' > line
    openssl ts -verify -data line -in stamps/SEQ.AUTHORITY.tsr -CAfile tsa-chain.pem
   The chain in this folder is a copy: compare its root with the one that the authority publishes.
5. Each zip in bundles/ holds its own VERIFY.txt; the SHA-256 of its manifest.json is the commitment in proofs.json.

Or, with the free program detente, all at once:
    detente evidence verify THIS-FILE.zip
""",
)
_NO_KEY: Final = Words(fr="aucune", en="none")


def method_text(facts: Facts, language: str) -> bytes:
    """`METHOD.<language>.txt`."""
    said = _METHOD.with_(
        case=facts.case_id,
        organisation=_line(facts.organisation),
        made_at=f"{facts.made_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC",
        made_by=_line(facts.made_by),
        software=_line(facts.software),
        items=facts.items,
        erased=facts.erased,
        bundles=facts.bundles,
        lines=facts.lines,
        stamps=facts.stamps,
        fingerprint=facts.fingerprint or _NO_KEY,
    )
    return said.in_(language).encode()


def verify_text() -> bytes:
    """`VERIFY.txt`, in both languages."""
    return f"{_VERIFY.fr}\n{'-' * 78}\n\n{_VERIFY.en}".encode()


def _line(text: str) -> str:
    """A name on one line, without anything that a terminal would obey."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in whole(text)).split())
