"""What stands beside a message of the thread: its state on the network, who wrote it where, and what was edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from detente.contracts.words import Words
from detente.desk.queries.posts import Post, Version
from detente.rules.removal import RemovalState
from detente.web.foreign import Change, differences, tame


@dataclass(frozen=True, slots=True)
class PostMark:
    """One mark: `look` is empty, `acc` or `warn`; `at` is the time it speaks of, if any; `help` a whole sentence."""

    words: Words
    look: str = ""
    icon: str = ""
    at: datetime | None = None
    help: Words | None = None


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """One edit: when, to which version, and what changed, word by word."""

    number: int
    at: datetime
    changes: tuple[Change, ...]


TAKEN_DOWN: Final = frozenset(
    {RemovalState.PROVISIONAL, RemovalState.DONE, RemovalState.CONTESTED, RemovalState.UPHELD, RemovalState.APPROVED}
)
"""The states of a removal in which it is we who hid the message, or are about to."""
_REVIEW: Final = PostMark(Words(fr="avis", en="review"))
_BY_HAND: Final = Words(fr="dite publiée par {who}, non relue", en="stated by {who}, not read back")
_BY_HAND_HELP: Final = Words(
    fr="Publiée à la main, sur parole\u202f: l’heure s’arrête à cette déclaration. Le réseau ne l’a pas montrée.",
    en="Posted by hand, on that word: the clock stops with the statement. The network has not shown it yet.",
)
_ELSEWHERE: Final = PostMark(
    Words(fr="répondu sur le réseau par un collègue", en="answered on the network by a colleague"),
    "acc",
    "two",
    help=Words(
        fr="Écrite hors de ce bureau\u202f: ni relue ni scellée avant l’envoi. Elle arrête l’horloge comme telle.",
        en="Written outside this desk: neither re-read nor sealed before it left. It stops the clock as such.",
    ),
)
_PRIVATE: Final = PostMark(
    Words(fr="adressé à vous seuls", en="addressed to you alone"),
    "warn",
    "key",
    help=Words(
        fr="Message privé\u202f: aucune réponse publique n’en sortira. Répondez en privé, sur le réseau.",
        en="A private message: no public answer will ever come of it. Answer in private, on the network.",
    ),
)
_DELETED: Final = Words(fr="supprimé par son auteur", en="deleted by its author")
_DELETED_OURS: Final = Words(fr="supprimée du réseau", en="deleted from the network")
_KEPT: Final = Words(
    fr="Ces mots ne sont plus en ligne. Ils restent ici, pièce du dossier, aussi longtemps que le réseau le permet.",
    en="The words stay here as part of the file, for as long as the network permits; they are no longer online.",
)
_HELD: Final = PostMark(
    Words(fr="retenu par le réseau", en="held by the network"),
    "warn",
    "hide",
    help=Words(
        fr="Le réseau ne le montre pas aux autres\u202f: en attente de modération, ou masqué là-bas.",
        en="The network does not show it to others: it waits for moderation, or was hidden there.",
    ),
)
_HELD_OURS: Final = PostMark(
    Words(fr="retenue par le réseau", en="held by the network"),
    "warn",
    "hide",
    help=Words(
        fr="Personne ne la voit encore\u202f: le réseau la retient. Approuvez-la là-bas.",
        en="Nobody sees it yet: the network holds it. Approve it there.",
    ),
)
_HIDDEN: Final = PostMark(Words(fr="masqué selon la charte", en="hidden under the charter"), "warn", "hide")
_REMOVED: Final = PostMark(Words(fr="retiré selon la charte", en="removed under the charter"), "warn", "charter")


def marks_of(
    post: Post, *, by_charter: bool, stated_by: str = "", stated_at: datetime | None = None
) -> Iterator[PostMark]:
    """The marks of one message. `by_charter`: a removal of ours speaks of it; `stated_by`: who said they posted it."""
    if post.is_review:
        yield _REVIEW
    if post.private:
        yield _PRIVATE
    if stated_by:
        yield PostMark(_BY_HAND.with_(who=stated_by), icon="pen", at=stated_at, help=_BY_HAND_HELP)
    if post.elsewhere:
        yield _ELSEWHERE
    if post.state == "deleted":
        yield PostMark(
            _DELETED_OURS if post.ours else _DELETED, "warn", "undo", post.gone_at, None if post.ours else _KEPT
        )
    elif post.state == "removed":
        yield _REMOVED
    elif post.state == "hidden":
        yield _HIDDEN if by_charter else _HELD_OURS if post.ours else _HELD


def earlier_versions(versions: Sequence[Version]) -> Iterator[EarlierVersion]:
    """What each edit changed, the latest first."""
    for before, after in reversed(list(pairwise(versions))):
        changes = differences(tame(before.text), tame(after.text))
        yield EarlierVersion(after.number, after.at, tuple(changes))
