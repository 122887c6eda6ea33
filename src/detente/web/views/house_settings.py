"""How the brand writes: what its checks relax, extend and ask for, and a box to try a reply out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from detente.accounts.actions.edit_house import edit_house
from detente.contracts.composure import EmojiRule, Register, SignatureRule
from detente.contracts.house import LISTS, LONGEST_LIST, House
from detente.contracts.kinds import Kind
from detente.contracts.refusals import Refused
from detente.contracts.words import Words, as_language
from detente.desk.queries.house import Trial, house_of_brand, tried
from detente.rules.house import BLOCKS, LIST_WORDS, Typed, as_typed, house_of
from detente.web.clock import now
from detente.web.flash import say
from detente.web.gate import DeskRequest, signed_in
from detente.web.middleware import status_of

KINDS: Final = (Kind.COMPLAINT, Kind.QUESTION, Kind.COMPLIMENT)
"""What a reply is tried out on."""

_SAVED: Final = Words(
    fr="Enregistré. Les textes vérifiés à partir de maintenant en tiennent compte.",
    en="Saved. Texts checked from now on take it into account.",
)
_HINTS: Final = {
    "jargon": Words(
        fr="Des mots que personne ne connaît au dehors\u202f: chacun reçoit une remarque.",
        en="Words that nobody outside knows: each one gets a warning.",
    ),
    "stock": Words(
        fr="Des phrases que vous ne voulez plus lire\u202f: chacune reçoit une remarque, en plus de celles que Détente "
        "connaît.",
        en="Sentences that you no longer want to read: each one gets a warning, beside those that Détente knows.",
    ),
    "accepted": Words(
        fr="Des mots que vous employez exprès\u202f: plus aucune remarque ne les cite. Ce qui bloque bloque toujours.",
        en="Words that you use on purpose: no warning quotes them any more. What blocks still blocks.",
    ),
    "link_hosts": Words(
        fr="Les sites vers lesquels une réponse peut mener\u202f: tout autre lien reçoit une remarque. Celui du canal "
        "est toujours connu.",
        en="Sites that a reply may lead to: any other link gets a warning. The channel’s own is always known.",
    ),
    "protected_names": Words(
        fr="Des personnes, des clients, des concurrents qu’aucune réponse publique ne nomme\u202f: un texte qui le "
        "fait est bloqué. Les noms entiers de l’équipe sont déjà protégés.",
        en="People, customers, competitors that no public reply names: a text that does is blocked. The full names of "
        "the team are protected already.",
    ),
}
_EXAMPLES: Final = {
    "jargon": Words(fr="un mot par ligne", en="one word a line"),
    "stock": Words(fr="une phrase par ligne", en="one sentence a line"),
    "accepted": Words(fr="un mot ou une phrase par ligne", en="one word or sentence a line"),
    "link_hosts": Words(fr="un site par ligne, comme aide.exemple.fr", en="one site a line, like help.example.com"),
    "protected_names": Words(fr="un nom par ligne", en="one name a line"),
}


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list of the form. `wrong`: the refusal speaks of it."""

    name: str
    label: Words
    hint: Words
    example: Words
    text: str
    wrong: bool


@require_http_methods(["GET", "POST"])
@signed_in
def writing(request: DeskRequest) -> HttpResponseBase:
    """Show and save how the brand writes. Without a script, the same form tries a reply out."""
    me = request.desk_person
    house = house_of_brand(me.id, me.brand.id)
    if request.method == "GET":
        return _page(request, house)
    typed = typed_from(request)
    try:
        if request.POST.get("do") == "try":
            return _page(request, house_of(typed), typed, trial=_trial(request))
        edit_house(me.id, me.brand.id, typed, now=now())
    except Refused as refused:
        if refused.code.startswith("access."):
            raise
        return _page(request, house, typed, refused=refused, trial=_trial(request))
    say(request, _SAVED)
    return HttpResponseRedirect(reverse("writing"))


@require_POST
@signed_in
def try_out(request: DeskRequest) -> HttpResponseBase:
    """What the check says of the reply in the box with what is typed now; nothing is kept."""
    me = request.desk_person
    house_of_brand(me.id, me.brand.id)
    try:
        facts = _tried(request, house_of(typed_from(request)), _trial(request))
    except Refused as refused:
        facts = {"try_refused": refused}
    return render(request, "web/_tried.html", facts)


def typed_from(request: DeskRequest) -> Typed:
    """What the form carried."""
    post = request.POST
    return Typed(
        register=post.get("register", ""),
        signature=post.get("signature", ""),
        emoji=post.get("emoji", ""),
        must_sign=post.get("must_sign") == "yes",
        may_compensate=post.get("may_compensate") == "yes",
        lists={name: post.get(name, "") for name in LISTS},
    )


def _trial(request: DeskRequest) -> Trial:
    post, brand = request.POST, request.desk_person.brand
    kind = post.get("try_kind", "")
    return Trial(
        text=post.get("try_text", "").replace("\r\n", "\n"),
        message=post.get("try_message", ""),
        kind=Kind(kind) if kind in KINDS else Kind.COMPLAINT,
        language=as_language(post.get("try_language", "") or brand.language),
    )


def _tried(request: DeskRequest, house: House, trial: Trial) -> dict[str, object]:
    if not trial.text.strip():
        return {}
    me = request.desk_person
    return {"report": tried(me.id, me.brand.id, house, trial, now=now())}


def _page(
    request: DeskRequest,
    house: House,
    typed: Typed | None = None,
    *,
    refused: Refused | None = None,
    trial: Trial | None = None,
) -> HttpResponse:
    said = typed or _as_typed(house)
    facts = {
        "said": said,
        "lists": list(_rows(said, str(refused.facts.get("field", "")) if refused else "")),
        "registers": list(Register),
        "signatures": list(SignatureRule),
        "emojis": list(EmojiRule),
        "kinds": KINDS,
        "most": LONGEST_LIST,
        "blocks": [words for _, words in BLOCKS],
        "trial": trial or _trial(request),
        "refused": refused,
        **(_tried(request, house, trial) if trial and not refused else {}),
    }
    return render(request, "web/writing.html", facts, status=status_of(refused) if refused else 200)


def _as_typed(house: House) -> Typed:
    return Typed(
        register=house.register,
        signature=house.signature,
        emoji=house.emoji,
        must_sign=house.must_sign,
        may_compensate=house.may_compensate,
        lists=as_typed(house),
    )


def _rows(said: Typed, wrong: str) -> Iterator[ListRow]:
    for name in LISTS:
        yield ListRow(name, LIST_WORDS[name], _HINTS[name], _EXAMPLES[name], said.lists.get(name, ""), name == wrong)
