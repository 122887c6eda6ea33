"""Which column of a file is what: guessed from its name in French and English, corrected by people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from unicodedata import combining, normalize

from detente.contracts.labelled import Labelled

_UNHELD: Final = re.compile("[\x00\ud800-\udfff]")


class Field(Labelled):
    """What a column may hold. The value is the name used in a mapping and on the command line."""

    TEXT = "text", "Texte du commentaire", "Text of the comment"
    AUTHOR = "author", "Nom de l’auteur", "Name of the author"
    POSTED_AT = "posted_at", "Date et heure", "Date and time"
    PERMALINK = "permalink", "Lien du commentaire", "Link of the comment"
    TITLE = "title", "Titre de la publication", "Title of the post"
    CONVERSATION_ID = "conversation_id", "Fil (identifiant)", "Thread (id)"
    PARENT_ID = "parent_id", "En réponse à (identifiant)", "In reply to (id)"
    ID = "id", "Identifiant du commentaire", "Id of the comment"
    AUTHOR_ID = "author_id", "Identifiant de l’auteur", "Id of the author"
    LANGUAGE = "language", "Langue", "Language"
    IS_REVIEW = "is_review", "Avis (oui ou non)", "Review (yes or no)"


_SPELLINGS: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.ID: ("id", "external_id", "comment_id", "identifiant", "identifiant_commentaire", "id_commentaire"),
    Field.TEXT: (
        "text", "comment", "message", "body", "content", "review_text", "comment_text", "texte", "commentaire",
        "contenu", "avis_texte", "texte_du_commentaire",
    ),
    Field.AUTHOR: (
        "author", "author_name", "user", "username", "user_name", "name", "display_name", "reviewer", "auteur", "nom",
        "nom_auteur", "nom_de_l_auteur", "pseudo", "client",
    ),
    Field.AUTHOR_ID: ("author_id", "user_id", "auteur_id", "id_auteur", "identifiant_auteur"),
    Field.POSTED_AT: (
        "posted_at", "created_at", "date", "time", "timestamp", "published_at", "datetime", "date_time", "comment_date",
        "publie_le", "date_de_publication", "date_publication", "date_et_heure", "horodatage", "heure",
    ),
    Field.PARENT_ID: ("parent_id", "parent", "in_reply_to", "reply_to", "en_reponse_a", "id_parent"),
    Field.CONVERSATION_ID: (
        "conversation_id", "thread_id", "post_id", "conversation", "thread", "fil", "id_publication", "id_fil",
    ),
    Field.TITLE: ("title", "post", "post_title", "titre", "publication", "titre_publication"),
    Field.PERMALINK: ("permalink", "url", "link", "comment_url", "lien", "adresse", "permalien"),
    Field.LANGUAGE: ("language", "lang", "langue"),
    Field.IS_REVIEW: ("is_review", "review", "avis", "est_avis"),
}  # fmt: skip
_FIELD_OF: Final = {spelling: field for field, spellings in _SPELLINGS.items() for spelling in spellings}


def guess(columns: Iterable[str]) -> dict[str, str]:
    """Column → field, by the columns' names; each field once, the first known spelling wins."""
    found: dict[str, str] = {}
    for column in columns:
        field = _FIELD_OF.get(_plain(column))
        if field is not None and field.value not in found.values():
            found[column] = field.value
    return found


def unlike(columns: Iterable[str]) -> list[str]:
    """The columns' names, each only once: a second `text` is `text (2)`, a nameless one `(3)`."""
    named: list[str] = []
    for place, column in enumerate(columns, start=1):
        name = column.strip().removeprefix("\ufeff") or f"({place})"
        named.append(name if name not in named else f"{name} ({place})")
    return named


def _plain(column: str) -> str:
    bare = "".join(one for one in normalize("NFKD", column.strip().lower()) if not combining(one))
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def written(value: object) -> str:
    """A value of a JSON record as a text; NUL and halves of characters, which no database holds, become U+FFFD."""
    return "" if value is None else _UNHELD.sub("\ufffd", str(value))
