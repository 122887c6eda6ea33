"""The sealed-evidence page in words: what changed between versions, what the chain holds, why a picture is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from detente.channels.registry import NETWORKS
from detente.contracts.capture import Level
from detente.contracts.kinds import Kind
from detente.contracts.words import Language, Words
from detente.desk.actions.plan_captures import has_pages
from detente.desk.queries.evidence_chain import Link
from detente.desk.queries.evidence_page import EvidencePage, VersionProof
from detente.desk.queries.evidence_pictures import Picture, Try
from detente.rules.capture_words import why_stopped
from detente.rules.evidence_words import LEVEL_WORDS, SealState
from detente.rules.roles import Action
from detente.web.foreign import Change, Paragraph, differences, one_line, paragraphs, tame
from detente.web.rows import ANONYMOUS
from detente.web.spans import size

_AROUND: Final = 70
"""Characters left of what stayed the same, on each side of a change."""
_LINKS: Final = {
    "version": Words(fr="version {n}", en="version {n}"),
    "picture": Words(fr="image", en="picture"),
    "folder": Words(fr="dossier scellé", en="sealed folder"),
    "gone": Words(fr="suppression", en="deletion"),
}
_KEPT: Final = {
    "words": Words(fr="octets exacts reçus du réseau", en="exact bytes received from the network"),
    "A": Words(fr="image de la page", en="picture of the page"),
    "B": Words(fr="capture d’une personne", en="a person’s own capture"),
    "C": Words(fr="reconstitution", en="rendering"),
    "folder": Words(fr="dossier scellé", en="sealed folder"),
}
_WHAT: Final = {
    "picture": Words(fr="Image de la page", en="Picture of the page"),
    "deleted": Words(fr="La page sans le message", en="The page without the message"),
    "readback": Words(fr="Notre réponse, relue sur la page", en="Our reply, read back on the page"),
    "reconstruction": Words(fr="Reconstitution, pas une capture", en="Rendering, not a screenshot"),
    "operator": Words(fr="Capture fournie par une personne", en="Capture supplied by a person"),
}
_FILE: Final = {
    "application/pdf": Words(fr="Ouvrir le PDF", en="Open the PDF"),
    "multipart/related": Words(fr="Ouvrir la page enregistrée", en="Open the saved page"),
    "text/html": Words(fr="Ouvrir la reconstitution", en="Open the rendering"),
}
_WAITING: Final = Words(fr="L’image est en train d’être prise.", en="The picture is being taken.")
_NO_PAGES: Final = Words(
    fr="Ce réseau n’a pas de page publique à photographier\u202f: envoyez votre propre capture.",
    en="This network has no public page to take a picture of: send your own screenshot.",
)
_NONE_YET: Final = Words(fr="Aucune image n’a encore été demandée.", en="No picture has been asked for yet.")
_LATER: Final = {
    "hour": Words(fr="Une heure après", en="One hour later"),
    "day": Words(fr="Vingt-quatre heures après", en="Twenty-four hours later"),
}


@dataclass(frozen=True, slots=True)
class PictureView:
    """One picture as it is drawn. `about`: its kind; `file`: how to open what cannot be drawn."""

    picture: Picture
    about: Words
    level: Words
    size: Words
    file: Words | None
    readable: bool


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version. `changes`: against the one before it, shortened; `before`, `after`: the two side by side, whole."""

    proof: VersionProof
    words: list[Paragraph]
    changes: tuple[Change, ...]
    before: tuple[Change, ...]
    after: tuple[Change, ...]
    pictures: tuple[PictureView, ...]
    lacking: Words | None
    waiting: bool


@dataclass(frozen=True, slots=True)
class LinkView:
    """One line of the chain; `label` is None for lines that speak of others."""

    link: Link
    label: Words | None


@dataclass(frozen=True, slots=True)
class LaterView:
    """A later visit: which one, what it found, and why it saw nothing where it did not."""

    when: Words
    one: Try
    why: Words | None


def evidence_context(page: EvidencePage, language: Language, *, show: bool) -> dict[str, object]:
    """What the template reads."""
    message, versions = page.message, version_views(page)
    author = one_line(message.author or message.handle, 80) or ANONYMOUS.in_(language)
    network = NETWORKS.get(message.network)
    pictures = [one for version in versions for one in version.pictures]
    return {
        "p": page,
        "m": message,
        "author": author,
        "handle": one_line(message.handle, 80),
        "network": network.name if network else Words(fr=message.network, en=message.network),
        "versions": list(reversed(versions)),
        "latest": versions[-1] if versions else None,
        "kept": _kept(page),
        "best": min((one for one in pictures if one.readable), key=_worth, default=None),
        "absence": [picture_view(one) for one in page.absence],
        "replies": [
            (one, [picture_view(picture) for picture in one.pictures], _lack(one.tries)) for one in page.replies
        ],
        "later": [LaterView(_LATER[one.why], one, _why_unseen(one)) for one in page.later],
        "chain": list(_links(page)),
        "covered": page.case_of_author and page.case_kind == Kind.ABUSE and not show,
        "waiting": bool(versions) and versions[-1].waiting,
        "may_keep": Action.KEEP_CAPTURE in page.may,
        "may_share": Action.SHARE_EVIDENCE in page.may,
        "may_export": Action.EXPORT_CASE in page.may,
        "may_ask": Action.KEEP_CAPTURE in page.may and _has_page(page),
        "state": page.state,
        "still_valid": (page.broken_at or 1) - 1,
        "show": show,
    }


def version_views(page: EvidencePage) -> list[VersionView]:
    """The versions oldest to newest, each against the one before."""
    texts = ["", *(tame(one.text) for one in page.versions)]
    compared = (differences(old, new) if old and new else [] for old, new in pairwise(texts))
    return [_version(page, one, tuple(changes)) for one, changes in zip(page.versions, compared, strict=True)]


def _version(page: EvidencePage, proof: VersionProof, changes: tuple[Change, ...]) -> VersionView:
    pictures = tuple(picture_view(one) for one in proof.pictures)
    shown = [one for one in pictures if one.readable and one.picture.level.is_picture]
    return VersionView(
        proof=proof,
        words=paragraphs(proof.text),
        changes=tuple(shortened(changes)),
        before=tuple(one for one in changes if one.kind != "ins"),
        after=tuple(one for one in changes if one.kind != "del"),
        pictures=pictures,
        lacking=None if shown else _lacking(page, proof),
        waiting=any(one.waiting for one in proof.tries),
    )


def picture_view(picture: Picture) -> PictureView:
    """One picture in words."""
    return PictureView(
        picture=picture,
        about=_WHAT[picture.what],
        level=LEVEL_WORDS[picture.level],
        size=size(picture.seal.size),
        file=None if picture.is_image else _FILE.get(picture.media_type),
        readable=picture.seal.state is SealState.WHOLE,
    )


def _worth(one: PictureView) -> tuple[str, int]:
    """The strongest level first, then the newest."""
    return one.picture.level, -one.picture.id


def _lacking(page: EvidencePage, proof: VersionProof) -> Words | None:
    """Why this version has no picture; None where its bytes are erased, for then nothing is missed."""
    if proof.seal is not None and proof.seal.state is SealState.ERASED:
        return None
    return _lack(proof.tries) or (_NONE_YET if _has_page(page) else _NO_PAGES)


def _lack(tries: Sequence[Try]) -> Words | None:
    """What the last wish says: it is being taken, or what stopped it."""
    if not tries:
        return None
    stopped = why_stopped(tries[-1].stop) if tries[-1].stop else None
    return stopped or (_WAITING if tries[-1].waiting else None)


def _why_unseen(one: Try) -> Words | None:
    return why_stopped(one.stop) if one.stop and one.later == "unseen" else None


def _has_page(page: EvidencePage) -> bool:
    return bool(page.message.permalink) and not page.message.private and has_pages(page.message.network)


def _kept(page: EvidencePage) -> list[Words]:
    """What is kept of the message, the strongest pictures first."""
    whole = [one for one in page.seals if one.state is SealState.WHOLE]
    words = [_KEPT["words"]] if any(one.seal in whole for one in page.versions) else []
    shown = sorted({one.level for version in page.versions for one in version.pictures if one.seal in whole})
    folder = [_KEPT["folder"]] if any(one.erased_at is None for one in page.folders) else []
    return [*words, *(_KEPT[level] for level in shown if level is not Level.D), *folder]


def _links(page: EvidencePage) -> Iterator[LinkView]:
    for link in page.place.links if page.place else ():
        what = page.labels.get(link.seq)
        yield LinkView(link, _LINKS[what[0]].with_(n=what[1]) if what else None)


def shortened(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes with little of what stayed the same around them: an ellipsis stands for the rest."""
    kept = list(changes)
    for place, one in enumerate(kept):
        if one.kind != "same" or len(one.text) <= 2 * _AROUND:
            yield one
            continue
        head = "" if place == 0 else _cut_end(one.text[:_AROUND]) + "\u00a0"
        tail = "" if place == len(kept) - 1 else "\u00a0" + _cut_start(one.text[-_AROUND:])
        yield Change("same", f"{head}…{tail}")


def _cut_end(text: str) -> str:
    return text.rpartition(" ")[0] or text


def _cut_start(text: str) -> str:
    return text.partition(" ")[2] or text
