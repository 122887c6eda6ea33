"""The networks that people may connect, each with what it really does there, and the form that asks its questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from detente.channels.registry import NETWORKS
from detente.contracts.network import Capabilities, Field, Registered, Verification
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.web.kept import ANSWER
from detente.web.networks import network_icon
from detente.web.spans import span

_CHOICES: Final = (0, 7, 30, 90)


@dataclass(frozen=True, slots=True)
class Ability:
    """One thing that a network does, or does not do (`can` false), through this desk."""

    can: bool
    words: Words


@dataclass(frozen=True, slots=True)
class NetworkCard:
    """One network to choose. `proof`: how far the connector was proven, None where nothing is dialled."""

    network: str
    name: Words
    icon: str
    abilities: tuple[Ability, ...]
    proof: Words | None


@dataclass(frozen=True, slots=True)
class FieldView:
    """One question of the form. `value` is what was typed or is known; never a secret. `kept`: a secret is stored."""

    key: str
    label: Words
    help: Words
    kind: str
    value: str
    required: bool
    kept: bool
    wrong: Words | None

    @property
    def name(self) -> str:
        """Its name in the form."""
        return ANSWER + self.key


@dataclass(frozen=True, slots=True)
class PastChoice:
    """How far back to fetch, in days; 0: nothing."""

    days: int
    label: Words


_PROOFS: Final[Mapping[Verification, Words]] = {
    Verification.LIVE: Words(fr="Éprouvé sur le réseau lui-même.", en="Proven on the network itself."),
    Verification.REAL_SERVER: Words(
        fr="Éprouvé contre un vrai serveur de ce réseau, pas contre le vôtre.",
        en="Proven against a real server of this network, not against yours.",
    ),
    Verification.CONTRACT_SIM: Words(
        fr="Éprouvé contre son contrat publié, jamais contre un serveur réel\u202f: surveillez les premiers jours.",
        en="Proven against its published contract, never against a real server: watch the first days.",
    ),
    Verification.DOC_SIM: Words(
        fr="Écrit d’après sa documentation, sans preuve\u202f: attendez-vous à des surprises.",
        en="Written from its documentation, unproven: expect surprises.",
    ),
}
_STREAMS: Final = Words(
    fr="Entend aussitôt, par un flux\u202f; redemande toutes les {every} pour ne rien perdre",
    en="Hears at once, by a stream; asks again every {every} so that nothing is lost",
)
_POLLS: Final = Words(fr="Demande les nouveautés toutes les {every}", en="Asks for news every {every}")
_RECEIVES: Final = Words(
    fr="Reçoit ce que votre programme envoie, signé", en="Takes in what your own program sends, signed"
)
_BY_HAND: Final = Words(
    fr="Vous collez ou importez les commentaires\u202f; rien n’est demandé au réseau",
    en="You paste or import the comments; the network is never asked",
)
_ANSWERS: Final = Words(
    fr="Publie la réponse approuvée, une seule fois", en="Publishes the approved reply, exactly once"
)
_ANSWERS_BY_HAND: Final = Words(
    fr="Vous publiez vous-même le texte approuvé, et le dites ici",
    en="You publish the approved text yourself, and say so here",
)
_NO_ANSWERS: Final = Words(fr="Ne publie pas de réponse", en="Publishes no reply")
_HIDES: Final = Words(fr="Masque selon la charte, et remontre", en="Hides under the charter, and shows again")
_HIDES_ONLY: Final = Words(fr="Retire selon la charte, sans retour possible", en="Removes under the charter, for good")
_NO_HIDING: Final = Words(fr="Ne masque pas les commentaires", en="Does not hide comments")
_CHANGES: Final = Words(fr="Voit les modifications et les suppressions", en="Sees what is edited and what is deleted")
_RECHECKS: Final = Words(
    fr="Revérifie les cas ouverts toutes les {every}, pour voir ce qui a été modifié ou supprimé",
    en="Looks at open cases again every {every}, to see what was edited or deleted",
)
_PAST: Final = Words(fr="Raconte son passé, sur {reach} au plus", en="Tells its past, {reach} at most")
_NO_PAST: Final = Words(fr="Ne raconte pas son passé", en="Does not tell its past")
_NOTHING: Final = Words(fr="Rien\u202f: seulement ce qui vient désormais", en="Nothing: only what comes from now on")
_DAYS: Final = Words(fr="Les {days} derniers jours", en="The last {days} days")


def cards() -> list[NetworkCard]:
    """Every network that people may connect, by name."""
    return [card(line) for line in sorted(NETWORKS.values(), key=lambda one: one.name.en) if line.connectable]


def card(line: Registered) -> NetworkCard:
    """One network as it is offered."""
    known = line.capabilities if line.has_connector else None
    proof = _PROOFS[known.verification] if known else None
    return NetworkCard(line.network, line.name, network_icon(line.network), tuple(_abilities(line)), proof)


def _abilities(line: Registered) -> Iterator[Ability]:
    known = line.capabilities
    yield _hearing(line)
    if line.by_hand:
        yield Ability(True, _ANSWERS_BY_HAND)
    else:
        yield Ability(known is not None, _ANSWERS if known else _NO_ANSWERS)
    if known is not None and line.has_connector:
        yield from _watching(known)


def _hearing(line: Registered) -> Ability:
    known = line.capabilities
    if line.has_connector and known is not None:
        return Ability(True, (_STREAMS if line.streams else _POLLS).with_(every=span(known.poll_every)))
    return Ability(True, _RECEIVES if line.receives else _BY_HAND)


def _watching(known: Capabilities) -> Iterator[Ability]:
    hiding = [power for power in known.powers if power.verb in ("hide", "spam", "delete")]
    words = _HIDES if any(power.reversible for power in hiding) else _HIDES_ONLY if hiding else _NO_HIDING
    yield Ability(bool(hiding), words)
    if known.recheck_every is not None:
        yield Ability(True, _RECHECKS.with_(every=span(known.recheck_every)))
    elif known.edits_notified and known.deletions_notified:
        yield Ability(True, _CHANGES)
    yield Ability(known.backfill is not None, _PAST.with_(reach=span(known.backfill)) if known.backfill else _NO_PAST)


# --- The form ---


def past_choices(line: Registered) -> list[PastChoice]:
    """How far back one may ask, as far as the network tells; empty where it tells nothing."""
    reach = line.capabilities.backfill if line.capabilities else None
    if reach is None:
        return []
    told = [days for days in _CHOICES if timedelta(days=days) <= reach]
    return [PastChoice(days, _DAYS.with_(days=days) if days else _NOTHING) for days in told]


def typed_answers(line: Registered, posted: Mapping[str, str]) -> dict[str, str]:
    """What a form answered, by the keys of the network's fields."""
    return {field.key: posted.get(ANSWER + field.key, "") for field in line.fields}


def field_views(
    line: Registered, answers: Mapping[str, str], refused: Refused | None = None, *, has_secret: bool = False
) -> list[FieldView]:
    """The questions of a network with what was answered; a secret is never given back."""
    wrong = str(refused.facts.get("field", "")) if refused else ""
    return [_field(field, answers, refused if field.key == wrong else None, has_secret) for field in line.fields]


def _field(field: Field, answers: Mapping[str, str], refused: Refused | None, has_secret: bool) -> FieldView:
    secret = field.kind == "secret"
    return FieldView(
        key=field.key,
        label=field.label,
        help=field.help,
        kind=field.kind,
        value="" if secret else answers.get(field.key, field.default),
        required=field.required and not (secret and has_secret),
        kept=secret and has_secret,
        wrong=refused.sentence if refused else None,
    )
