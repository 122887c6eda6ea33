"""What may stand in a brand's way of writing: lists as people type them, and sites by their bare name.

Source: practice, draft checks: jargon, stock phrases, register, emoji, signature, links and protected names are the
brand's own; what blocks is nobody's (design, rules that no code path can skip).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NoReturn, TypeVar

from detente.contracts.composure import EmojiRule, Register, SignatureRule
from detente.contracts.house import LISTS, LONGEST_LIST, House
from detente.contracts.labelled import Labelled
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

T = TypeVar("T", bound=Labelled)

LONGEST_LINE: Final = 120
"""Characters of one word, phrase, name or site."""
LIST_WORDS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "jargon": Words(fr="Mots internes", en="Internal words"),
        "stock": Words(fr="Formules toutes faites", en="Stock phrases"),
        "accepted": Words(fr="Mots acceptés", en="Accepted words"),
        "link_hosts": Words(fr="Sites connus", en="Known sites"),
        "protected_names": Words(fr="Noms protégés", en="Protected names"),
    }
)
"""The names of the lists."""

_CHOICE: Final = Words(
    fr="Choisissez dans la liste\u202f: «\u202f{value}\u202f» n’en fait pas partie.",
    en="Choose from the list: “{value}” is not on it.",
)
_MANY: Final = Words(
    fr="{name}\u202f: {count} lignes, {most} au plus. Gardez celles qui servent.",
    en="{name}: {count} lines, at most {most}. Keep those that serve.",
)
_LONG: Final = Words(
    fr="{name}\u202f: la ligne {row} a {count} signes, {most} au plus. Gardez les mots qui comptent.",
    en="{name}: line {row} has {count} characters, at most {most}. Keep the words that count.",
)
_HIDDEN: Final = Words(
    fr="{name}\u202f: la ligne {row} contient un caractère invisible. Retapez-la au clavier.",
    en="{name}: line {row} holds an invisible character. Type it again.",
)
_SHORT: Final = Words(
    fr="{name}\u202f: «\u202f{line}\u202f» est trop court, il se trouverait partout. Écrivez au moins deux lettres.",
    en="{name}: “{line}” is too short, it would be found everywhere. Write at least two letters.",
)
_WHOLE_ADDRESS: Final = Words(
    fr="{name}\u202f: «\u202f{line}\u202f» est une adresse entière. Écrivez seulement le nom du site\u202f: {host}.",
    en="{name}: “{line}” is a whole address. Write only the name of the site: {host}.",
)
_NO_HOST: Final = Words(
    fr="{name}\u202f: «\u202f{line}\u202f» n’est pas le nom d’un site. Écrivez-le comme aide.exemple.fr.",
    en="{name}: “{line}” is not the name of a site. Write it like help.example.com.",
)
_LABEL: Final = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_SCHEME: Final = re.compile(r"^(?:[a-z][a-z0-9+.-]{0,11}:)?//|^[a-z]{2,6}:", re.IGNORECASE)
_LAST: Final = re.compile(r"[^\W\d_]{2,}|xn--[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Typed:
    """What the settings page carried: values of the choices, and each list as one text, a line for a word."""

    register: str = ""
    signature: str = ""
    emoji: str = ""
    must_sign: bool = False
    may_compensate: bool = False
    lists: Mapping[str, str] = field(default_factory=dict)


def house_of(typed: Typed) -> House:
    """The way of writing that was typed. Raises `Refused`: `input.house`, with one sentence on the first fault."""
    lists = {name: _list(name, typed.lists.get(name, "")) for name in LISTS}
    return House(
        register=_chosen(Register, typed.register),
        signature=_chosen(SignatureRule, typed.signature),
        emoji=_chosen(EmojiRule, typed.emoji),
        must_sign=typed.must_sign,
        may_compensate=typed.may_compensate,
        **lists,
    )


def as_typed(house: House) -> dict[str, str]:
    """The lists as the page shows them, a line for a word."""
    return {name: "\n".join(getattr(house, name)) for name in LISTS}


def _chosen(labels: type[T], value: str) -> T:
    if value not in set(labels):
        raise Refused("input.house", _CHOICE.with_(value=value[:40]))
    return labels(value)


def _list(name: str, text: str) -> tuple[str, ...]:
    lines = [" ".join(unicodedata.normalize("NFC", line).split()) for line in text.splitlines()]
    said = [(row, line) for row, line in enumerate(lines, 1) if line]
    if len(said) > LONGEST_LIST:
        _refuse(_MANY, name, count=len(said), most=LONGEST_LIST)
    clean = _cleaner(name)
    kept = {line.casefold(): line for row, shown in said if (line := clean(name, _plain(name, row, shown)))}
    return tuple(kept.values())


def _cleaner(name: str) -> Callable[[str, str], str]:
    return _site if name == "link_hosts" else _phrase


def _plain(name: str, row: int, line: str) -> str:
    if len(line) > LONGEST_LINE:
        _refuse(_LONG, name, row=row, count=len(line), most=LONGEST_LINE)
    if any(unicodedata.category(sign).startswith("C") for sign in line):
        _refuse(_HIDDEN, name, row=row)
    return line


def _phrase(name: str, line: str) -> str:
    if sum(map(str.isalnum, line)) < 2:
        _refuse(_SHORT, name, line=line)
    return line


def _site(name: str, line: str) -> str:
    """A site's bare name, in lower case; `www.` is left out, so that both ways of writing it are known."""
    host = re.split(r"[/?#:\s]", _SCHEME.sub("", line).rsplit("@", 1)[-1].lower())[0].strip(".")
    if not _HOST.fullmatch(host) or not _LAST.fullmatch(host.rsplit(".", 1)[-1]):
        _refuse(_NO_HOST, name, line=line)
    if line.lower().strip(".") != host:
        _refuse(_WHOLE_ADDRESS, name, line=line, host=host)
    return host.removeprefix("www.")


def _refuse(words: Words, name: str, **fields: object) -> NoReturn:
    raise Refused("input.house", words.with_(name=LIST_WORDS[name], **fields), field=name)


BLOCKS: Final[tuple[tuple[str, Words], ...]] = (
    ("own.non_apology", Words(fr="une excuse conditionnelle ou vide", en="a conditional or empty apology")),
    ("tone.blame", Words(fr="un reproche à la personne", en="blame put on the person")),
    ("tone.aggression", Words(fr="une insulte, une accusation de mensonge", en="an insult, or a charge of lying")),
    ("tone.sarcasm", Words(fr="une moquerie", en="mockery")),
    ("legal.threat", Words(fr="une menace juridique", en="a legal threat")),
    ("legal.review_gating", Words(
        fr="la demande de retirer ou de changer un avis, ou une récompense pour cela",
        en="asking to remove or change a review, or rewarding it")),
    ("own.legal_admission", Words(
        fr="un aveu de responsabilité juridique dans un cas sérieux",
        en="an admission of liability in a serious case")),
    ("fix.promise", Words(
        fr="une garantie, un «\u202fplus jamais\u202f», un remboursement intégral promis",
        en="a guarantee, a “never again”, a full refund promised")),
    ("data.asks_personal", Words(
        fr="une donnée personnelle demandée en public", en="personal data asked for in public")),
    ("data.discloses", Words(fr="une donnée personnelle écrite en public", en="personal data written in public")),
    ("data.third_party", Words(fr="une personne ou un nom protégé cités", en="a protected person or name")),
    ("data.unmask", Words(
        fr="la recherche de l’identité d’une personne anonyme", en="trying to find out who somebody anonymous is")),
    ("care.resource", Words(
        fr="une personne en danger laissée sans ligne d’aide", en="a person at risk left without a helpline")),
    ("ack.specific", Words(
        fr="une réponse qui ne parle pas de ce problème", en="a reply that does not speak of this problem")),
    ("fix.action", Words(fr="une réponse sans aucun acte de notre part", en="a reply without any act of ours")),
    ("form.hold_complete", Words(fr="une réponse d’attente incomplète", en="an incomplete holding reply")),
    ("fix.when", Words(fr="une réponse d’attente sans heure", en="a holding reply without a time")),
    ("voice.language", Words(fr="une autre langue que celle du message", en="another language than the message’s")),
    ("voice.register", Words(fr="«\u202ftu\u202f» et «\u202fvous\u202f» mêlés", en="“tu” and “vous” mixed, in French")),
    ("voice.canned", Words(
        fr="la même phrase qu’une réponse déjà visible", en="the same sentence as a reply already in view")),
    ("tone.promo", Words(fr="de la publicité dans un cas sérieux", en="selling in a serious case")),
    ("tone.emoji", Words(fr="un emoji dans un cas sérieux", en="an emoji in a serious case")),
    ("form.placeholder", Words(fr="un champ resté vide", en="a field left unfilled")),
    ("form.length", Words(
        fr="un texte vide, ou plus long que le réseau ne l’accepte",
        en="an empty text, or one longer than the network takes")),
    ("form.links", Words(fr="un lien raccourci", en="a shortened link")),
)  # fmt: skip
"""What stops a text whatever a brand sets, by check. Source: practice, draft checks of severity B."""
