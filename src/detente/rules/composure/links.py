"""Links: a reply points to sites that the brand knows, and never hides where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.contracts.words import Words
from detente.rules.composure.folded import Span
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says

_TOPS: Final = (
    r"com|fr|net|org|eu|uk|ca|ch|lu|de|at|nl|it|es|ie|io|ai|app|dev|info|biz|me|tv|ly|gl|gd|gg|cc|gle|be|example"
    r"|test|shop|site|online|link|page"
    r"|club|store|xyz|co|us|id|to|sh|ws|im|mx|br|ru|cn|in|nz|au|za|ink|click|top|live|news|blog|cloud|tech|bzh"
    r"|paris|quebec|brussels|alsace|corsica"
    r"|gouv|gov|edu|swiss|scot|wales|london|bio|pro|mobi|tel|one|space|fun|win|vip|id|re|pm|nc|pf|mq|gp|gf|yt|sn"
    r"|ci|ma|tn|dz|cm"
)
_LINK: Final = re.compile(
    r"(?P<scheme>https?://|www\.)(?P<far>[^\s<>\"'()\[\],;]{2,200})"
    rf"|(?<![\w@.-])(?P<host>(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:{_TOPS}))(?P<path>[/?#][^\s<>\"'()\[\],;]"
    rf"{{0,200}})?(?![\w@-])"
)
_WORDS_TOO: Final = """
    me it be to us at in de id is im re so one top page ma ci pro test app info
"""
_ALSO_WORDS: Final = frozenset(_WORDS_TOO.split())
"""Endings that are words too: a missing space behind a full stop makes no link of them."""
_HOST: Final = re.compile(r"(?:[^/?#@]*@)?(?P<host>[^/?#:]+)")
_SHORT: Final = """
    bit.ly tinyurl.com t.co goo.gl ow.ly is.gd v.gd buff.ly rebrand.ly cutt.ly t.ly lnkd.in rb.gy shorturl.at
    short.io tiny.cc tiny.one s.id bl.ink soo.gd urlr.me urlz.fr vu.fr lc.cx dub.sh trib.al fb.me amzn.to
    adf.ly smarturl.it snip.ly qr.ae x.co clck.ru da.gd mcaf.ee po.st tr.im shorte.st bc.vc j.mp l.ead.me
    tinu.be u.to ouo.io hyperurl.co cutt.us 0rz.tw kutt.it shrtco.de gg.gg chilp.it me2.do han.gl spoti.fi
    flip.it dlvr.it ift.tt su.pr zpr.io oe.cd frama.link huit.re acortar.link n9.cl g.co a.co go2l.ink tny.im
    yep.it zurl.co swll.to
"""
_SHORTENERS: Final = frozenset(_SHORT.split())
_LOOKS_SHORT: Final = re.compile(
    r"(?:(?:short|tiny|mini|micro|petit|court|bit|quick|cut|go|clic|click)-?(?:url|link|lien|ly|court|er|it)"
    r"|(?:url|link|lien)s?-?(?:short|court|tiny|mini|bit"
    r"|bref|go)\w*)"
)
_KNOWN_TO_ALL: Final = """
    gouv.fr service-public.fr legifrance.gouv.fr ameli.fr caf.fr cnil.fr europa.eu belgium.be admin.ch
    canada.ca quebec.ca gc.ca gov.uk nhs.uk gov.ie hse.ie gov gov.au govt.nz signal.conso.gouv.fr
    signal.conso.fr 3114.fr samaritans.org 988lifeline.org findahelpline.com wikipedia.org
"""
_PUBLIC: Final = tuple(_KNOWN_TO_ALL.split())
"""Public bodies and helplines: known to everyone, whatever the brand's list."""

_LINKS = Says(
    "form.links",
    Words(
        fr="Un lien vers un site que la marque ne connaît pas\u202f: {host}.",
        en="A link to a site that the brand does not know: {host}.",
    ),
    Words(
        fr="Mettez une adresse du site de la marque, écrite en entier.",
        en="Use an address of the brand’s own site, written in full.",
    ),
)
_HIDES: Final = Words(
    fr="Un lien raccourci cache où il mène, comme dans les arnaques.",
    en="A shortened link hides where it leads, as in scams.",
)
_WHOSE: Final = Words(
    fr="Aucun site n’est déclaré pour la marque. Regardez vous-même où mène {host}.",
    en="No site is declared for the brand. Look yourself where {host} leads.",
)


def links(look: Look) -> Said:
    """Known hosts, no shortener. Source: practice, draft check form.links."""
    known = tuple(host.lower().removeprefix("www.") for host in look.situation.link_hosts)
    for span, host in _hosts(look):
        if _is_of(host, known):
            continue
        if _hides(host):
            yield _LINKS.at(look, span, BLOCK, _HIDES)
        elif not known:
            yield _LINKS.doubting(look, span, HINT, _WHOSE.with_(host=host))
        elif not _is_of(host, _PUBLIC):
            yield _LINKS.at(look, span, WARN, _LINKS.why.with_(host=host))


def _hosts(look: Look) -> Iterator[tuple[Span, str]]:
    for match in _LINK.finditer(look.reply.plain):
        bare = match["host"]
        if bare and not match["path"] and bare.rsplit(".", 1)[-1] in _ALSO_WORDS:
            continue
        found = _HOST.match(bare or match["far"])
        if found:
            yield Span(*match.span()), found["host"].rstrip(".!?:…").removeprefix("www.")


def _is_of(host: str, known: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in known)


def _hides(host: str) -> bool:
    return host in _SHORTENERS or any(_LOOKS_SHORT.fullmatch(part) for part in host.split(".")[:-1])
