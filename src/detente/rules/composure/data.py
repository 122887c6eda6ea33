"""Personal data: never asked for nor repeated in public, nobody else named, nobody unmasked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.contracts.composure import Finding
from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.rules.composure.common_words import COMMON_WORDS
from detente.rules.composure.cues import Cues
from detente.rules.composure.data_frames import (
    ADDRESSED,
    CALLED,
    CLOSING_IN,
    CLOSING_IN_MAYBE,
    COMES_FORWARD,
    FEW,
    MORE_ASK,
    MORE_HERE,
    MORE_PERSONAL,
    NAMED_FIRST,
    OF_THEM,
    OPEN_ASK,
    SPOKEN_OF,
    TELLS,
    TO_THEM,
    WE_GIVE,
)
from detente.rules.composure.data_words import (
    ASK,
    CODE_OF_DOOR,
    FOR_ELSE,
    HEALTH,
    HERE,
    KEEP_OUT,
    NUMBER,
    NUMBERED,
    OUR_OWN,
    PART_OF_CARD,
    PERSONAL,
    POSSESSIVE,
    PRIVATELY,
    ROLE,
    SECRET,
    SOMEBODY_S,
    TITLE,
    UNMASK,
    WHERE_OR_WHO,
    WHOLE_ASK,
)
from detente.rules.composure.folded import Span, fold
from detente.rules.composure.given_names import GIVEN_NAMES
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says
from detente.rules.personal_data import DataKind, PersonalData, find_personal_data

_NEAR: Final = 90
_MOST: Final = 60
"""Requests and things of one text that are looked at."""
_LEAST_NUMBER: Final = 5
"""Digits from which a number tells whose case it is; a shorter one is a ticket or a line."""
_LEAST_NAME: Final = 3
_GREETING: Final = 3
"""Words of a greeting."""
_SIGNATURE: Final = 16
"""Signs at the end in which whoever writes signs."""

_WORD: Final = re.compile(r"\w+")
_IF_YOU_PLEASE: Final = re.compile(r",?\s+(?:svp|stp|s'il vous plait|s'il te plait|please)(?!\w)")
_AWAY: Final = re.compile(r"\s*(?:out of|off|away|en dehors|hors)(?!\w)")
_NAME: Final = re.compile(r"\s*((?:[A-ZÀ-Þ][\w'’.-]+)(?:\s+(?:de |du |van |von |O['’])?[A-ZÀ-Þ][\w'’-]+){0,2})")
_NAMED: Final = re.compile(r"\w+[,']?\s+([A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)?)$")

_SHAPES: Final = (
    (NUMBERED, DataKind.ORDER),
    (CODE_OF_DOOR, DataKind.ADDRESS),
    (PART_OF_CARD, DataKind.CARD),
)

_ASKS = Says(
    "data.asks_personal",
    Words(
        fr="Demande une donnée personnelle à la vue de tous.", en="Asks for personal data where everyone can read it."
    ),
    Words(
        fr="Demandez ici ce qui n’a rien de personnel, et le reste en message privé ou par le formulaire.",
        en="Ask here for what is not personal, and for the rest by private message or by the form.",
    ),
)
_PERHAPS_ASKED: Final = Words(
    fr="Demande peut-être une donnée personnelle. Regardez vous-même\u202f: que faudra-t-il écrire ici\u202f?",
    en="Perhaps asks for personal data. Look yourself: what would they have to write here?",
)
_DISCLOSES = Says(
    "data.discloses",
    Words(fr="Montre {what} en public.", en="Shows {what} in public."),
    Words(
        fr="Retirez-la, même si la personne l’a écrite elle-même.", en="Take it out, even if they wrote it themselves."
    ),
)
_HEALTH: Final = Words(
    fr="Semble parler de la santé ou de la vie intime de quelqu’un. Regardez vous-même\u202f: l’a-t-il dit ici\u202f?",
    en="Seems to speak of somebody’s health or private life. Look yourself: did they say it here?",
)
_FROM_A_FILE: Final = Words(
    fr="Dit peut-être en public ce que seul un dossier sait. Regardez vous-même\u202f: faut-il l’écrire ici\u202f?",
    en="Perhaps tells in public what only a file knows. Look yourself: does it have to stand here?",
)
_THIRD = Says(
    "data.third_party",
    Words(
        fr="Nomme quelqu’un d’autre en public\u202f: un collègue, un client, un concurrent.",
        en="Names somebody else in public: a colleague, a customer, a competitor.",
    ),
    Words(
        fr="Dites le rôle, pas le nom\u202f: «\u202fnotre équipe du guichet\u202f».",
        en="Say the role, not the name: “our team at the desk”.",
    ),
)
_PERHAPS_THEM: Final = Words(
    fr="Peut-être le nom de quelqu’un d’autre. Regardez vous-même\u202f: doit-il être nommé ici\u202f?",
    en="Perhaps somebody else’s name. Look yourself: does it have to stand here?",
)
_UNMASKS = Says(
    "data.unmask",
    Words(
        fr="Cherche à savoir, ou dit savoir, qui écrit\u202f: cela fait peur et fait taire.",
        en="Tries to find out, or claims to know, who is writing: it frightens people into silence.",
    ),
    Words(
        fr="Répondez à ce qui est dit\u202f; laissez à l’auteur le choix de se faire connaître en privé.",
        en="Answer what is said; let them choose whether to say who they are, in private.",
    ),
)
_PERHAPS_FOUND: Final = Words(
    fr="Peut se lire comme une recherche de l’auteur. Regardez vous-même\u202f: s’en croira-t-il reconnu\u202f?",
    en="May read as closing in on the author. Look yourself: will they feel found?",
)
_WHO: Final = Words(
    fr="Demande à qui signale un abus où il travaille ou qui il est.",
    en="Asks somebody who reports wrongdoing where they work or who they are.",
)


def asks_personal(look: Look) -> Said:
    """No personal data asked in public, and no secret ever. Source: practice, draft check data.asks_personal."""
    for span in _asked(look):
        yield _ASKS.at(look, span, BLOCK)
        return
    if look.situation.public and PRIVATELY.search(look.reply.plain) is None:
        yield from _ASKS.perhaps(look, look.find(OPEN_ASK), _PERHAPS_ASKED)


def discloses(look: Look) -> Said:
    """No personal data in a public reply, even if the author posted it; health: look yourself.

    Source: practice, draft check data.discloses.
    """
    if not look.situation.public:
        return
    seen = [found for found in find_personal_data(look.situation.text) if not _is_harmless(look, found)]
    yield from (_discloses(look, Span(found.start, found.end), found.kind) for found in seen)
    kinds = {found.kind for found in seen}
    for cue, kind in _SHAPES:
        if kind not in kinds:
            yield from (_DISCLOSES.at(look, span, BLOCK, _shown(kind)) for span in look.reply.find(cue))
    if DataKind.PHONE not in kinds:
        yield from (_DISCLOSES.at(look, span, BLOCK, _shown(DataKind.PHONE)) for span in _numbers_of_others(look))
    yield from _health(look)
    yield from _DISCLOSES.perhaps(look, (span for span in look.find(TELLS) if _is_news(look, span)), _FROM_A_FILE)


def third_party(look: Look) -> Said:
    """No employee, customer or competitor named in public. Source: practice, draft check data.third_party.

    Full names and family names on the brand's list block; a first name alone may be somebody else's, and a name that no
    list holds may be meant: both only ask a person to look.
    """
    if not look.situation.public:
        return
    listed = list(_listed(look))
    yield from (_THIRD.at(look, span, BLOCK) for span, sure in listed if sure)
    yield from (_THIRD.doubting(look, span, WARN, _PERHAPS_THEM) for span, sure in listed if not sure)
    if not listed and look.answers:
        named = [*_named_by_role(look), *_named_before_role(look)]
        yield from (_THIRD.doubting(look, span, HINT, _PERHAPS_THEM) for span in named)
        if not named and not look.is_friendly:
            yield from _THIRD.perhaps(look, _given_names(look), _PERHAPS_THEM)


def unmask(look: Look) -> Said:
    """No attempt to find out who an anonymous author is. Source: practice, draft check data.unmask."""
    spans = _closing_in(look, UNMASK) or _closing_in(look, CLOSING_IN)
    reports = look.is_about(Kind.WHISTLEBLOWER)
    if reports:
        spans = spans or _closing_in(look, FEW)
    yield from _UNMASKS.at_all(look, spans, BLOCK)
    if reports and not spans:
        asked = (*_asked(look, privately_too=True), *look.find(WHERE_OR_WHO))
        spans = [span for span in asked if not look.reply.is_negated(span, reach=40)]
        yield from (_UNMASKS.at(look, span, BLOCK, _WHO) for span in spans)
    if not spans and not look.is_friendly:
        doubtful = (span for cues in (CLOSING_IN_MAYBE, FEW, COMES_FORWARD) for span in _closing_in(look, cues))
        yield from _UNMASKS.perhaps(look, doubtful, _PERHAPS_FOUND)


def _closing_in(look: Look, cues: Cues) -> list[Span]:
    return [span for span in look.find(cues) if not look.reply.is_negated(span, reach=40)]


def _is_news(look: Look, span: Span) -> bool:
    """Whether the author did not say it here themselves."""
    return look.reply.cut(span) not in look.asked.plain and not look.reply.is_negated(span)


def _health(look: Look) -> Said:
    for span in look.find(HEALTH):
        told = look.reply.cut(span).split()[-1] in look.asked.plain
        if not (look.is_quoting(span) or look.reply.is_negated(span, reach=40)):
            yield _DISCLOSES.doubting(look, span, HINT if told else WARN, _HEALTH)


def _numbers_of_others(look: Look) -> Iterator[Span]:
    """Telephone numbers in no known plan, behind "the driver's" or "his"."""
    for span in look.reply.find(NUMBER):
        if SOMEBODY_S.search(look.reply.plain, max(0, span.start - 60), span.start):
            yield span


def _shown(kind: DataKind) -> Words:
    return _DISCLOSES.why.with_(what=kind.label)


def _discloses(look: Look, span: Span, kind: DataKind) -> Finding:
    why = _shown(kind)
    quote = look.situation.text[span.start : span.end]
    return Finding(_DISCLOSES.check, BLOCK, why, _DISCLOSES.suggestion, quote, span.start, span.end)


def _asked(look: Look, *, privately_too: bool = False) -> Iterator[Span]:
    things = (look.find(PERSONAL) + look.find(MORE_PERSONAL))[:_MOST]
    asks = (look.find(ASK) + look.find(MORE_ASK))[:_MOST]
    for thing in things:
        sentence = look.reply.sentence_at(thing.start)
        begins = _ask_before(look, thing, sentence, asks)
        if begins is None or _is_warned_off(look, begins, thing):
            continue
        if privately_too or _is_improper(look, thing, sentence):
            yield Span(begins.start, thing.end)
    for whole in look.find(WHOLE_ASK):
        if privately_too or _is_improper(look, whole, look.reply.sentence_at(whole.start)):
            yield whole


def _ask_before(look: Look, thing: Span, sentence: Span, asks: list[Span]) -> Span | None:
    """The words that make this thing a request: a verb before it, "please" behind it, or "your … here"."""
    for ask in asks:
        if sentence.start <= ask.start and ask.end <= thing.start + 1 and thing.start - ask.end <= _NEAR:
            return ask
    if _IF_YOU_PLEASE.match(look.reply.plain, thing.end):
        return thing
    owned = POSSESSIVE.of(look.language).search(look.reply.plain, sentence.start, thing.end)
    here = _here(look.reply.plain[thing.end : sentence.end])
    return Span(owned.start(), thing.end) if owned and here and thing.start - owned.start() <= _NEAR else None


def _is_improper(look: Look, thing: Span, sentence: Span) -> bool:
    if SECRET.search(look.reply.cut(thing)):
        return True
    if not look.situation.public or PRIVATELY.search(look.reply.cut(sentence)):
        return False
    return PRIVATELY.search(look.reply.plain) is None or _here(look.reply.cut(sentence))


def _here(words: str) -> bool:
    return HERE.search(words) is not None or MORE_HERE.search(words) is not None


def _is_warned_off(look: Look, ask: Span, thing: Span) -> bool:
    if _AWAY.match(look.reply.plain, thing.end) or _gives(look, ask):
        return True
    if FOR_ELSE.search(look.reply.plain, ask.start, thing.start):
        return True
    start = max(look.reply.clause_at(ask.start).start, ask.start - 20)
    return KEEP_OUT.search(look.reply.plain[start : thing.start]) is not None


def _gives(look: Look, ask: Span) -> bool:
    """ "Give you your prescription", "nous vous faisons envoyer": we hand something over."""
    return TO_THEM.match(look.reply.plain, ask.end) is not None or bool(
        WE_GIVE.search(look.reply.plain, max(0, ask.start - 40), ask.start)
    )


def _is_harmless(look: Look, found: PersonalData) -> bool:
    return _is_our_own(look, found) or _is_short(look, found)


def _is_our_own(look: Look, found: PersonalData) -> bool:
    """A hotline, a shop's address or a mailbox of the brand is not personal."""
    words = look.situation.text[found.start : found.end].lower()
    if found.kind is DataKind.EMAIL:
        return any(words.endswith(f"@{host.lower()}") for host in look.situation.link_hosts)
    if found.kind in (DataKind.PHONE, DataKind.ADDRESS):
        before = fold(look.situation.text[max(0, found.start - 60) : found.start])
        return OUR_OWN.search(before) is not None and SOMEBODY_S.search(before) is None
    return False


def _is_short(look: Look, found: PersonalData) -> bool:
    digits = sum(sign.isdigit() for sign in look.situation.text[found.start : found.end])
    return found.kind is DataKind.ORDER and digits < _LEAST_NUMBER


def _listed(look: Look) -> Iterator[tuple[Span, bool]]:
    """Names of the brand's list that stand in the reply, and whether they are surely meant."""
    for name in look.situation.protected_names:
        words = fold(name).split()
        whole = r"\s+".join(re.escape(word) for word in words)
        found = list(look.reply.find(re.compile(rf"(?<!\w){whole}(?!\w)"))) if words else []
        yield from ((span, True) for span in found)
        if not found and len(words) > 1:
            yield from ((span, sure) for word in words for span, sure in _part(look, word, sure=word == words[-1]))


def _part(look: Look, word: str, *, sure: bool) -> Iterator[tuple[Span, bool]]:
    """One word of a listed name, written as a name, where it is neither the author's nor whoever signs."""
    if len(word) < _LEAST_NAME or word in COMMON_WORDS or word in fold(look.situation.author).split():
        return
    for span in look.reply.find(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")):
        start, _ = look.reply.original(span)
        signs = span.end >= len(look.reply.plain.rstrip(" .!")) - 1
        if look.situation.text[start].isupper() and not signs:
            yield span, sure


def _named_by_role(look: Look) -> Iterator[Span]:
    """A name behind a role ("our driver Sam Hill") or a title: somebody else, unless it is the author."""
    author = _words(look.situation.author)
    for span in (*look.find(ROLE), *(span for span in look.find(TITLE) if not _greets(look, span))):
        _, end = look.reply.original(span)
        name = _NAME.match(look.situation.text, end) if end else None
        if name and not _words(name[1]) & author:
            yield Span(span.end + name.start(1) - end, min(len(look.reply.plain), span.end + len(fold(name.group()))))


def _named_before_role(look: Look) -> Iterator[Span]:
    """A name with a role behind it ("Bruno, our driver,"), past the first words of its sentence."""
    author = _words(look.situation.author)
    for span in look.find(NAMED_FIRST):
        start = look.reply.sentence_at(span.start).start
        name = _NAMED.search(look.situation.text, *look.reply.original(Span(start, span.start)))
        if name and not _words(name[1]) & author:
            yield Span(span.start - len(fold(name[1])), span.start)


def _given_names(look: Look) -> Iterator[Span]:
    """A given name in the middle of a sentence: neither told us, nor a signature, nor thanked."""
    told = _words(look.situation.author) | _words(look.situation.message)
    end = len(look.reply.plain.rstrip()) - _SIGNATURE
    for match in _WORD.finditer(look.reply.plain):
        span = Span(*match.span())
        if (
            span.start < end
            and match.group() in GIVEN_NAMES
            and match.group() not in told
            and _is_spoken_of(look, span)
        ):
            yield span


def _is_spoken_of(look: Look, span: Span) -> bool:
    """Written as a name and spoken of, past the greeting: "Priya in accounts", "c'est Kevin qui"."""
    place, _ = look.reply.original(span)
    if not look.situation.text[place].isupper() or len(_WORD.findall(look.reply.plain[: span.start])) < _GREETING:
        return SPOKEN_OF.match(look.reply.plain, span.end) is not None and look.situation.text[place].isupper()
    before = look.reply.plain[look.reply.sentence_at(span.start).start : span.start]
    if CALLED.search(before):
        return False
    return OF_THEM.search(before) is not None or ADDRESSED.match(look.reply.plain, span.end) is None


def _words(name: str) -> set[str]:
    return set(_WORD.findall(fold(name)))


def _greets(look: Look, span: Span) -> bool:
    """ "Madame Noailles," at the head of the reply speaks to the author."""
    return len(_WORD.findall(look.reply.plain[: span.start])) <= 2
