"""A channel as its page draws it: its state in a word, what it needs, and the truth about what it covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from detente.channels.registry import NETWORKS
from detente.contracts.network import Retention
from detente.contracts.words import Words
from detente.desk.actions.probe_channel import ENDS_SOON
from detente.desk.queries.coverage import ChannelCoverage, TaskLine
from detente.desk.queries.trouble_words import TROUBLE_WORDS, WRONG_SECRET
from detente.web.spans import count, milliseconds, span

SKEW: Final = timedelta(seconds=5)
"""A clock that is further off than this is said to be wrong."""
_LOW: Final = 10
"""Per cent of the allowance below which it is marked."""


@dataclass(frozen=True, slots=True)
class StateView:
    """The state of a channel. `look` is empty, `acc`, `warn` or `late`."""

    words: Words
    look: str
    icon: str


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a person has to see to: the sentence, and the part of the page (or act) that helps."""

    look: str
    words: Words
    step: Words
    anchor: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the truth: words, a time, or both. `note` is smaller; `place` is for a technician."""

    label: Words
    words: Words | None = None
    at: datetime | None = None
    note: Words | None = None
    look: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class PastView:
    """The back-fill. `share`: per cent of the way from now to `since`."""

    state: str
    since: datetime | None
    reached: datetime | None
    seen: int
    new: int
    share: int
    trouble: Words | None
    done_at: datetime | None


_BEING_CHECKED: Final = StateView(Words(fr="en cours de vérification", en="being checked"), "", "hold")
_REFUSED: Final = StateView(Words(fr="vérification à reprendre", en="check failed"), "late", "alert")
_TROUBLE: Final = StateView(Words(fr="a besoin de vous", en="needs you"), "late", "alert")
_PAUSED: Final = StateView(Words(fr="suspendu", en="paused"), "warn", "hold")
_STREAMS: Final = StateView(Words(fr="à l’écoute, par flux", en="listening, by stream"), "acc", "check")
_LISTENS: Final = StateView(Words(fr="à l’écoute", en="listening"), "acc", "check")
_WAITS: Final = StateView(Words(fr="prêt à recevoir", en="ready to receive"), "acc", "check")
_BY_HAND: Final = StateView(Words(fr="tenu à la main", en="kept by hand"), "", "pen")
_FILES: Final = StateView(Words(fr="fichiers seulement", en="files only"), "", "tray")


def state_view(one: ChannelCoverage) -> StateView:
    """The state in a word."""
    if one.state == "checking":
        return _REFUSED if check_failed(one) else _BEING_CHECKED
    if one.state == "trouble":
        return _TROUBLE
    if one.state == "paused":
        return _PAUSED
    if one.polled:
        return _STREAMS if one.streaming_since else _LISTENS
    return _WAITS if one.receives else _BY_HAND if one.by_hand else _FILES


def check_failed(one: ChannelCoverage) -> bool:
    """Whether the network was asked about our rights and they are not good."""
    return one.state == "checking" and (one.trouble is not None or bool(one.problems))


def check_words(one: ChannelCoverage) -> Words | None:
    """What the check found wrong with our rights; a secret that never worked was mistyped rather than taken away."""
    refused = (TROUBLE_WORDS["auth.expired"], TROUBLE_WORDS["auth.revoked"])
    return WRONG_SECRET if one.trouble in refused and one.last_success_at is None else one.trouble


def mark_of(one: ChannelCoverage, *more: object) -> str:
    """The same mark, the same page."""
    return sha256(repr((one, more)).encode()).hexdigest()[:16]


# --- What it needs ---

_NEED_CHECK: Final = Words(
    fr="La vérification n’a pas abouti\u202f: rien n’est encore écouté.",
    en="The check did not succeed: nothing is listened to yet.",
)
_SEE_CHECK: Final = Words(fr="Voir ce qui manque", en="See what is missing")
_RENEW: Final = Words(fr="Donner un nouveau secret", en="Give a new secret")
_CHECK_AGAIN: Final = Words(fr="Vérifier à nouveau", en="Check again")
_ENDED: Final = Words(fr="Les droits de ce canal sont terminés.", en="The rights of this channel are over.")
_ENDING: Final = Words(
    fr="Les droits de ce canal se terminent dans {left}. Après, il n’entend plus et ne publie plus.",
    en="The rights of this channel end in {left}. After that it neither hears nor publishes.",
)
_HOLE: Final = Words(
    fr="Un trou dans l’écoute\u202f: des commentaires ont pu manquer.",
    en="A hole in the listening: comments may be missing.",
)
_HOLES: Final = Words(
    fr="{n} trous dans l’écoute\u202f: des commentaires ont pu manquer.",
    en="{n} holes in the listening: comments may be missing.",
)
_SEE_HOLES: Final = Words(fr="Combler ou accepter", en="Fill or accept")
_ASIDE: Final = Words(
    fr="Un contenu n’a pas pu être lu\u202f: il est gardé à part.",
    en="Something could not be read: it is kept aside.",
)
_ASIDES: Final = Words(
    fr="{n} contenus n’ont pas pu être lus\u202f: ils sont gardés à part.",
    en="{n} things could not be read: they are kept aside.",
)
_SEE_ASIDE: Final = Words(fr="Les regarder", en="Look at them")
_MISSING: Final = Words(
    fr="Le réseau compte {n} commentaires de plus que ce bureau.",
    en="The network counts {n} more comments than this desk.",
)
_ONE_MISSING: Final = Words(
    fr="Le réseau compte un commentaire de plus que ce bureau.",
    en="The network counts one more comment than this desk.",
)
_FETCH: Final = Words(fr="Reprendre le passé", en="Fetch the past")
_WRONG_CLOCK: Final = Words(
    fr="L’horloge du réseau et la nôtre diffèrent de {by}. Réglez celle de cette machine, ou prévenez le réseau.",
    en="The network’s clock and ours differ by {by}. Set this machine’s, or tell the network.",
)
_SEE_FACTS: Final = Words(fr="Voir la mesure", en="See the measure")


def needs(one: ChannelCoverage, now: datetime) -> list[Need]:
    """What a person has to see to, the worst first."""
    return [*_needs_rights(one, now), *_needs_coverage(one)]


def _needs_rights(one: ChannelCoverage, now: datetime) -> Iterator[Need]:
    if check_failed(one):
        yield Need("late", check_words(one) or _NEED_CHECK, _SEE_CHECK, "#check")
    elif one.trouble is not None and one.state in ("trouble", "active"):
        look = "late" if one.state == "trouble" else "warn"
        yield Need(look, one.trouble, _RENEW if one.connectable else _CHECK_AGAIN, "answers" if one.connectable else "")
    if one.rights_until is None or one.state in ("checking", "paused"):
        return
    if one.rights_until <= now:
        yield Need("late", _ENDED, _RENEW, "answers")
    elif one.rights_until < now + ENDS_SOON:
        yield Need("warn", _ENDING.with_(left=span(one.rights_until - now)), _RENEW, "answers")


def _needs_coverage(one: ChannelCoverage) -> Iterator[Need]:
    holes, aside = len(one.open_holes), len(one.aside)
    if holes:
        yield Need("warn", _HOLE if holes == 1 else _HOLES.with_(n=holes), _SEE_HOLES, "#holes")
    if aside:
        yield Need("warn", _ASIDE if aside == 1 else _ASIDES.with_(n=aside), _SEE_ASIDE, "#aside")
    if one.tally is not None and one.tally.missing:
        missing = one.tally.missing
        said = _ONE_MISSING if missing == 1 else _MISSING.with_(n=count(missing))
        yield Need("warn", said, _FETCH if one.can_backfill else _SEE_FACTS, "#past" if one.can_backfill else "#truth")
    if _skewed(one):
        yield Need("warn", _WRONG_CLOCK.with_(by=milliseconds(one.clock_skew_ms or 0)), _SEE_FACTS, "#truth")


def _skewed(one: ChannelCoverage) -> bool:
    return one.clock_skew_ms is not None and abs(one.clock_skew_ms) > SKEW / timedelta(milliseconds=1)


# --- The truth about coverage ---

_NEVER: Final = Words(fr="pas encore", en="not yet")
_LAST_COMMENT: Final = Words(fr="Dernier commentaire", en="Last comment")
_NO_COMMENT: Final = Words(fr="aucun encore", en="none yet")
_LAST_ANSWER: Final = Words(fr="Dernière réponse du réseau", en="Network last answered")
_NEXT: Final = Words(fr="On le redemande toutes les {every}.", en="It is asked again every {every}.")
_DELAY: Final = Words(fr="Délai habituel", en="Usual delay")
_DELAY_NOTE: Final = Words(
    fr="De l’écriture à l’arrivée ici\u202f: médiane du dernier lot.",
    en="From written to seen here: median of the last batch.",
)
_STREAM: Final = Words(fr="Flux", en="Stream")
_STREAM_SINCE: Final = Words(fr="ouvert depuis", en="open since")
_NO_STREAM: Final = Words(fr="fermé", en="closed")
_NO_STREAM_NOTE: Final = Words(
    fr="Rien n’est perdu\u202f: le réseau est aussi redemandé régulièrement.",
    en="Nothing is lost: the network is also asked regularly.",
)
_ALLOWANCE: Final = Words(fr="Quota du réseau", en="Network’s allowance")
_LEFT: Final = Words(fr="{left} sur {limit} restants", en="{left} of {limit} left")
_RESETS: Final = Words(fr="Quota remis à neuf", en="Allowance renewed")
_RIGHTS: Final = Words(fr="Droits", en="Rights")
_RIGHTS_UNTIL: Final = Words(fr="{state}\u202f; fin\u202f:", en="{state}; end:")
_NO_END: Final = Words(fr="{state}, sans fin annoncée", en="{state}, no end announced")
_COMPLETE: Final = Words(fr="tous là", en="all there")
_INCOMPLETE: Final = Words(fr="il en manque", en="some are missing")
_CHECKED: Final = Words(fr="Droits vérifiés", en="Rights checked")
_CLOCK: Final = Words(fr="Horloge du réseau", en="Network’s clock")
_AHEAD: Final = Words(fr="{by} d’avance sur la nôtre", en="{by} ahead of ours")
_BEHIND: Final = Words(fr="{by} de retard sur la nôtre", en="{by} behind ours")
_COUNT: Final = Words(fr="Décompte", en="Count")
_COUNTED: Final = Words(fr="{network} selon le réseau, {held} ici", en="{network} by the network, {held} here")
_ALL_THERE: Final = Words(fr="Rien ne manque.", en="Nothing is missing.")
_FEWER: Final = Words(fr="{n} manquent ici.", en="{n} are missing here.")
_PLACE: Final = Words(fr="Place dans le fil", en="Place in the feed")
_LAST_REPLY: Final = Words(fr="Dernière réponse publiée", en="Last reply out")
_RECHECK: Final = Words(fr="Nouvelle lecture", en="Looked at again")
_RECHECK_EVERY: Final = Words(fr="cas ouverts, toutes les {every}", en="open cases, every {every}")
_KEEPING: Final = Words(fr="Conservation", en="Retention")


_LACKING: Final = tuple(words for code, words in TROUBLE_WORDS.items() if code.startswith("auth"))


def facts(one: ChannelCoverage) -> list[Fact]:
    """What is known of the listening, line by line; a network's silence about something leaves its line out."""
    return [*_hearing(one), *_limits(one), *_rights(one), *_keeping(one)]


def _hearing(one: ChannelCoverage) -> Iterator[Fact]:
    line = NETWORKS.get(one.network)
    known = line.capabilities if line else None
    yield Fact(_LAST_COMMENT, None if one.last_item_at else _NO_COMMENT, one.last_item_at)
    if one.polled:
        note = _NEXT.with_(every=span(known.poll_every)) if known and one.state == "active" else None
        yield Fact(_LAST_ANSWER, None if one.last_success_at else _NEVER, one.last_success_at, note)
    if one.delay_ms is not None:
        yield Fact(_DELAY, milliseconds(one.delay_ms), note=_DELAY_NOTE)
    if line and line.streams:
        live = one.streaming_since
        yield Fact(
            _STREAM,
            _STREAM_SINCE if live else _NO_STREAM,
            live,
            _NO_STREAM_NOTE if not live and one.state == "active" else None,
        )
    if one.tally is not None:
        missing = one.tally.missing
        said = _COUNTED.with_(network=count(one.tally.network), held=count(one.tally.held))
        note = _FEWER.with_(n=count(missing)) if missing else _ALL_THERE
        yield Fact(_COUNT, said, None, note, "warn" if missing else "")
    if one.last_reply_at:
        yield Fact(_LAST_REPLY, at=one.last_reply_at)


def _limits(one: ChannelCoverage) -> Iterator[Fact]:
    if one.budget is not None:
        left, limit = one.budget.remaining, one.budget.limit
        look = "warn" if limit and left * 100 <= limit * _LOW else ""
        said = _LEFT.with_(left=count(left), limit=count(limit))
        yield Fact(_ALLOWANCE, said, None, None, look)
        if one.budget.resets_at:
            yield Fact(_RESETS, at=one.budget.resets_at)
    if one.clock_skew_ms is not None:
        said = _AHEAD if one.clock_skew_ms > 0 else _BEHIND
        by = milliseconds(abs(one.clock_skew_ms))
        yield Fact(_CLOCK, said.with_(by=by), look="warn" if _skewed(one) else "")


def _rights(one: ChannelCoverage) -> Iterator[Fact]:
    if one.checked_at is None:
        return
    lacking = bool(one.problems) or one.trouble in _LACKING
    said = (_RIGHTS_UNTIL if one.rights_until else _NO_END).with_(state=_INCOMPLETE if lacking else _COMPLETE)
    yield Fact(_RIGHTS, said, one.rights_until, look="warn" if lacking else "")
    yield Fact(_CHECKED, at=one.checked_at)


def _keeping(one: ChannelCoverage) -> Iterator[Fact]:
    line = NETWORKS.get(one.network)
    known = line.capabilities if line else None
    if known and known.recheck_every:
        again = task(one, "recheck")
        yield Fact(_RECHECK, _RECHECK_EVERY.with_(every=span(known.recheck_every)), again.done_at if again else None)
    yield Fact(_KEEPING, keeping_words(known.retention if known else Retention()))
    if one.place:
        yield Fact(_PLACE, place=one.place)


_KEPT: Final = Words(
    fr="Aussi longtemps que vous le décidez. Ce que l’auteur supprime est montré comme tel\u202f; ses mots restent.",
    en="As long as you decide. What its author deletes is shown as deleted; its words stay.",
)
_ERASED: Final = Words(
    fr="Ce que l’auteur supprime est effacé ici sous {after}\u202f; la preuve de son passage reste.",
    en="What its author deletes is erased here within {after}; the proof that it was there stays.",
)
_REFRESHED: Final = Words(
    fr="Ce qui n’a pas été revu sur le réseau depuis {refresh} est effacé.",
    en="What was not seen again on the network for {refresh} is erased.",
)
_AT_ONCE: Final = Words(fr="une heure", en="an hour")


def keeping_words(rule: Retention) -> Words:
    """How long the words of others stay, in a sentence or two."""
    said = []
    if rule.after_deletion is not None:
        after = span(rule.after_deletion) if rule.after_deletion >= timedelta(hours=1) else _AT_ONCE
        said.append(_ERASED.with_(after=after))
    if rule.refresh_or_erase is not None:
        said.append(_REFRESHED.with_(refresh=span(rule.refresh_or_erase)))
    if not said:
        return _KEPT
    return Words(fr=" ".join(one.fr for one in said), en=" ".join(one.en for one in said))


# --- The past ---


def task(one: ChannelCoverage, kind: str) -> TaskLine | None:
    """The work of this kind beside the polls, if there is any."""
    return next((line for line in one.tasks if line.kind == kind), None)


def past_view(one: ChannelCoverage, now: datetime) -> PastView | None:
    """The back-fill, if one was ever asked for."""
    line = task(one, "backfill")
    if line is None:
        return None
    done = line.state == "done"
    share = 100 if done else _share(line, now)
    return PastView(line.state, line.since, line.reached, line.seen, line.new, share, line.trouble, line.done_at)


def _share(line: TaskLine, now: datetime) -> int:
    if line.since is None or line.reached is None or line.since >= now:
        return 0
    return max(0, min(99, round(100 * ((now - line.reached) / (now - line.since)))))


_WHYS: Final = {
    "gap": Words(fr="Le réseau n’a pas raconté tout ce passage.", en="The network did not tell all of this stretch."),
    "unknown_range": Words(
        fr="Le réseau a sauté quelque chose, sans dire où\u202f: la plage est la plus large possible.",
        en="The network skipped something and does not say where: the range is the widest possible.",
    ),
}
_WHY: Final = Words(fr="L’écoute s’est interrompue.", en="The listening was interrupted.")


def why_words(code: str) -> Words:
    """Why there is a hole."""
    return _WHYS.get(code, _WHY)
