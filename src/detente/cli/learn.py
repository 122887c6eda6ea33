"""`detente learn`: learn from what people corrected; says what changed on the messages that were held back."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Final

from detente.cli import desk
from detente.config.clock import now
from detente.contracts.actors import COMMAND
from detente.contracts.words import Words
from detente.host.trouble import HostTrouble

if TYPE_CHECKING:
    from detente.accounts.models import Brand
    from detente.contracts.learning import Learner
    from detente.desk.actions.learn import Learnt

NAME = "learn"
HELP = "learn from the corrections of the team, and say what it changed"
EXAMPLE = "detente learn --brand 'Our brand' --dry-run"

_FEW: Final = Words(
    fr="{brand}\u202f: il manque encore {n} corrections, rien n’est appris.",
    en="{brand}: {n} more corrections are needed, nothing is learnt.",
)
_STATES: Final = {
    "active": Words(fr="version {version} en vigueur", en="version {version} is in force"),
    "set_aside": Words(
        fr="version {version} mise de côté, la lecture reste comme elle était",
        en="version {version} is set aside, the reading stays as it was",
    ),
}
_TRIED: Final = {
    "active": Words(fr="essai seulement, elle serait en vigueur", en="only tried, it would be in force"),
    "set_aside": Words(fr="essai seulement, elle serait mise de côté", en="only tried, it would be set aside"),
}
_HEAD: Final = Words(
    fr="{brand}\u202f: {taught} messages corrigés pour apprendre, {held} pour mesurer",
    en="{brand}: {taught} corrected messages to learn from, {held} to measure with",
)
_UNDONE: Final = Words(fr="{brand}\u202f: retour à la version {version}.", en="{brand}: back to version {version}.")
_SHIPPED: Final = Words(
    fr="{brand}\u202f: retour à la lecture livrée avec Détente.", en="{brand}: back to the reading as shipped."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("--brand", metavar="NAME", help="only this brand (default: every brand of the desk)")
    parser.add_argument("--dry-run", action="store_true", help="measure and say so, write nothing")
    parser.add_argument("--undo", action="store_true", help="go back to the version before the one in force")
    desk.add_data(parser)
    parser.set_defaults(command=NAME)


def run(arguments: argparse.Namespace) -> int:
    """Learn, or undo; 0 when it could be done for every brand asked for."""
    if arguments.undo and arguments.dry_run:
        raise HostTrouble("--undo and --dry-run do not go together: choose one.")
    language = os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    with desk.open_desk(arguments) as found:
        desk.start_django(desk.variables(found.asked, found.database))
        from django.db import connections

        try:
            for brand in _brands(arguments.brand):
                print(_undo(brand, language) if arguments.undo else _learn(brand, arguments, language), flush=True)
        finally:
            connections.close_all()
    return 0


def _brands(name: str | None) -> list[Brand]:
    from detente.accounts.models import Brand

    brands = list(Brand.objects.order_by("id"))
    chosen = [brand for brand in brands if name is None or name in (brand.name, brand.slug)]
    if not chosen:
        known = ", ".join(brand.name for brand in brands) or "none yet"
        raise HostTrouble(f"No brand is called {name!r}. The brands of this desk: {known}.")
    return chosen


def _undo(brand: Brand, language: str) -> str:
    from detente.desk.actions.learn import undo_layer

    version = undo_layer(brand.id, by=COMMAND, now=now())
    return (_UNDONE if version else _SHIPPED).with_(brand=brand.name, version=version).in_(language)


def _learn(brand: Brand, arguments: argparse.Namespace, language: str) -> str:
    from detente.desk.actions.learn import learn_from_corrections

    learnt = learn_from_corrections(_learner(), brand.id, by=COMMAND, dry_run=arguments.dry_run, now=now())
    return "\n".join(report(brand.name, learnt, language))


def _learner() -> Learner:
    from detente.workers.learn import the_learner

    learner = the_learner()
    if learner is None:
        raise HostTrouble("The reading engine of this desk does not learn: corrections win on their own messages only.")
    return learner


def report(brand: str, learnt: Learnt, language: str) -> list[str]:
    """What a person reads: one line a dimension, right answers of the held-back messages before and after."""
    from detente.contracts.dimensions import DIMENSION_WORDS

    if learnt.state == "few":
        return [_FEW.with_(brand=brand, n=learnt.missing).in_(language)]
    said = (_STATES if learnt.version else _TRIED)[learnt.state].with_(version=learnt.version)
    head = _HEAD.with_(brand=brand, taught=learnt.taught, held=learnt.held_back)
    lines = [f"{head.in_(language)}; {said.in_(language)}"]
    for name, one in DIMENSION_WORDS.items():
        before, after = learnt.before.get(name), learnt.after.get(name)
        if before and after and before.of:
            lines.append(f"  {one.label.in_(language):<14} {before.right:>4} → {after.right:<4} / {after.of}")
    return lines
