"""Makes `MODEL_CARD.md` from what was measured: `python -m training.card`. Reads files of figures, measures nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from training import agreement, card_text, curve, recipe, report
from training.heads import PLANS
from training.measure import BINS

CARD: Final = Path(__file__).parent / "MODEL_CARD.md"
LANGUAGES: Final = ("fr", "en")
WEAK: Final = 60.0
"""Values under this F1 are named as weak."""
FEWEST: Final = 8
"""Texts under which the F1 of a value says little."""

Tree = Mapping[str, object]
"""What a file of figures holds."""
Of = Mapping[str, float]


def sources() -> dict[str, Tree]:
    """The files that the card is made from; one that is not there yet is empty."""
    files = {
        "validation": recipe.FIGURES,
        "figures": report.FIGURES,
        "curve": curve.FIGURES,
        "second pass": agreement.FIGURES,
    }
    return {name: json.loads(path.read_text(encoding="utf-8")) if path.exists() else {} for name, path in files.items()}


def card(given: Mapping[str, Tree]) -> str:
    """The whole page."""
    figures = given["figures"]
    parts = [
        card_text.OPENING, *_weights(figures),
        card_text.DATA, *_data(given["validation"]), card_text.NOT_LEARNT,
        *_aims(given), card_text.UNSETTLED,
        *_validation(given["validation"]), *_aside(figures), *_public(figures),
        *_calibration(figures), *_removal(figures), *_identifiers(figures), *_language(figures),
        *_failures(figures), card_text.FAILURES,
        *_second_pass(given["second pass"]), *_curve(given["curve"]), card_text.REBUILD,
    ]  # fmt: skip
    return "".join(parts)


def at(tree: object, path: Iterable[str]) -> object | None:
    """What stands at the end of a path of keys; None when it does not go that far."""
    for key in path:
        if not isinstance(tree, Mapping) or key not in tree:
            return None
        tree = tree[key]
    return tree


def _under(tree: object, *path: str) -> Mapping[str, Tree]:
    found = at(tree, path)
    return cast("Mapping[str, Tree]", found) if isinstance(found, Mapping) else {}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"\n| {' | '.join(head)} |\n|{' --- |' * len(head)}\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"


def _weights(figures: Tree) -> Iterator[str]:
    if figures:
        size = cast("int", figures["bytes"]) / 1e6
        yield f"\nWeights `{recipe.NAME}`: {size:.1f} MB, SHA-256 `{figures['weights']}…`.\n"


def _data(validation: Tree) -> Iterator[str]:
    counts = [f"{language} {_count(validation, f'corpus {language}')}" for language in LANGUAGES]
    yield f"\nMessages of our corpus learnt from: {', '.join(counts)}.\n"
    rows = [
        (plan.name, name, f"{loud:g}", card_text.origin_of(name)) for plan in PLANS for name, loud in plan.sets.items()
    ]
    yield from _table(
        ("Set", "Heads (loudness)", "Origin", "Licence", "Cite"),
        [
            (
                f"`{name}`",
                ", ".join(f"{head} {loud}" for head, of, loud, _ in rows if of == name),
                o.where,
                o.licence,
                o.cite,
            )
            for name, o in sorted({name: origin for _, name, _, origin in rows}.items())
        ],
    )


def _count(validation: Tree, part: str) -> str:
    found = [cast("int", of[part]["count"]) for of in _under({"all": validation}, "all").values() if part in of]
    return f"{max(found):,}" if found else "none yet"


def _aims(given: Mapping[str, Tree]) -> Iterator[str]:
    yield "\n## What was aimed at, and what is reached\n"
    yield from _table(
        ("Figure", "Aim", "Measured", "Short by", "With unsettled data"),
        [
            (aim.what, f"{'≤' if aim.most else '≥'} {aim.aim:g}", *_reached(aim, at(given, aim.path)), aim.unsettled)
            for aim in card_text.AIMS
        ],
    )
    yield from _worst_ece(given["figures"])


def _reached(aim: card_text.Aim, found: object | None) -> tuple[str, str]:
    if not isinstance(found, int | float):
        return "not measured with these weights", ""
    short = found - aim.aim if aim.most else aim.aim - found
    return f"{found:.1f}", f"**{short:.1f}**" if short > 0 else "—"


def _worst_ece(figures: Tree) -> Iterator[str]:
    found = [
        (of["ece"], f"{head} {language} ({name})")
        for name, heads in _heads_of_all(figures)
        for head, language, of in _each(heads)
    ]
    if found:
        over = sorted((pair for pair in found if pair[0] > 5), reverse=True)
        told = ", ".join(f"{where} {ece:.1f}" for ece, where in over) or "none"
        yield f"\nECE aimed at: ≤ 5. Above it, of {len(found)}: {told}.\n"


def _heads_of_all(figures: Tree) -> Iterator[tuple[str, Mapping[str, Tree]]]:
    if "aside" in figures:
        yield "set aside", _under(figures, "aside", "heads")
    for name in _under(figures, "public"):
        yield name, _under(figures, "public", name, "heads")


def _each(heads: Mapping[str, Tree]) -> Iterator[tuple[str, str, Of]]:
    for head, by_language in heads.items():
        for language in LANGUAGES:
            if language in by_language:
                yield head, language, cast("Of", by_language[language])


_SCORED: Final = ("Head", "Texts", "n", "Macro-F1", "ECE", "Brier", "F1 of each value (texts)")


def _scored(head: str, where: str, of: Of) -> tuple[str, ...]:
    support = _under(of, "support")
    each = [
        f"{value} {f1:.0f}" + (f" ({support[value]})" if support else "") for value, f1 in _under(of, "each").items()
    ]
    figures = f"{of['count']:,}", f"{of['macro_f1']:.1f}", f"{of['ece']:.1f}", f"{of['brier']:.3f}"
    return head, where, *figures, " · ".join(each)


def _validation(validation: Tree) -> Iterator[str]:
    yield card_text.VALIDATION
    rows = [
        _scored(head, part, cast("Of", of))
        for head, parts in _under({"all": validation}, "all").items()
        for part, of in sorted(parts.items(), key=lambda one: (not one[0].startswith("corpus"), one[0]))
    ]
    yield from _table(_SCORED, rows)


def _aside(figures: Tree) -> Iterator[str]:
    yield card_text.ASIDE
    if "aside" not in figures:
        yield "\nNot looked at with these weights.\n"
        return
    sectors = cast("Sequence[str]", _under(figures, "aside")["sectors"])
    yield f"\n{len(sectors)} sectors, chosen by their names before anything was learnt: {', '.join(sectors)}.\n"
    rows = [(*_scored(*one), *_doubt(one[2])) for one in _each(_under(figures, "aside", "heads"))]
    yield from _table((*_SCORED, "In doubt", "Right when not"), rows)


def _doubt(of: Of) -> tuple[str, str]:
    return f"{of['doubt']:.0f} %", f"{of['accuracy_undoubted']:.0f} %"


def _public(figures: Tree) -> Iterator[str]:
    yield card_text.PUBLIC
    rows = [
        _scored(head, f"{name} ({_under(figures, 'public')[name]['group']}, {language})", of)
        for name, heads in _heads_of_all(figures) if name != "set aside"
        for head, language, of in _each(heads)
    ]  # fmt: skip
    yield from _table(_SCORED, rows)


def _calibration(figures: Tree) -> Iterator[str]:
    yield card_text.CALIBRATION
    steps = [f"{100 * step // BINS}–{100 * (step + 1) // BINS}" for step in range(BINS)]
    rows = [
        (f"{head} {language}", name, *_bins(cast("Sequence[Sequence[float]]", of["bins"])))
        for name, heads in _heads_of_all(figures)
        for head, language, of in _each(heads)
    ]
    yield from _table(("Head", "Texts", *steps), rows)


def _bins(found: Sequence[Sequence[float]]) -> list[str]:
    cells = [""] * BINS
    for count, sure, right in found:
        cells[min(int(sure * BINS / 100), BINS - 1)] = f"{sure:.0f} → {right:.0f} ({count:.0f})"
    return cells


def _removal(figures: Tree) -> Iterator[str]:
    yield card_text.REMOVAL
    rows = [
        (name, language, _share(of["proposed"]), _share(of["missed"]))
        for name, part in _all_parts(figures)
        for language, of in _under(part, "removal").items()
        if (language != "all" or name == "set aside") and _asked(of)
    ]
    yield from _table(("Texts", "", "Criticism read as hateful", "Hatred missed"), rows)


def _all_parts(figures: Tree) -> Iterator[tuple[str, Tree]]:
    if "aside" in figures:
        yield "set aside", _under(figures, "aside")
    yield from _under(figures, "public").items()


def _asked(of: Tree) -> bool:
    return any(cast("Of", one)["of"] for one in of.values())


def _share(given: object) -> str:
    of = cast("Of", given)
    if not of["of"]:
        return "none there"
    return f"{of['share']:.2f} % ({of['hits']} of {of['of']}; {of['low']:.2f} to {of['high']:.2f})"


def _identifiers(figures: Tree) -> Iterator[str]:
    found = _under(figures, "aside", "personal_data")
    if not found:
        return
    yield "\n## Personal data, on sectors set aside\n"
    rows = []
    for language, given in found.items():
        of = cast("Of", given)
        support = _under(given, "support")
        each = " · ".join(f"{kind} {f1:.0f} ({support[kind]})" for kind, f1 in _under(given, "each").items())
        rows.append((language, f"{of['with']} of {of['count']}", f"{of['kinds']:.1f}", f"{of['any']:.1f}", each))
    yield from _table(("", "Texts with some", "F1 of kinds", "F1 of any", "F1 of each (texts)"), rows)


def _language(figures: Tree) -> Iterator[str]:
    yield "\n## Language told right\n"
    rows = [
        (name, language, _share(of["all"]), _share(of["short"]))
        for name, part in _all_parts(figures)
        for language, of in _under(part, "language").items()
    ]
    yield from _table(("Texts", "", "All", "Under 40 characters"), rows)


def _failures(figures: Tree) -> Iterator[str]:
    yield "\n## Known failures\n"
    weak = [
        f"- {head} {language}: {', '.join(values)}"
        for head, language, of in _each(_under(figures, "aside", "heads"))
        if (values := _weak_values(of))
    ]
    if weak:
        yield f"\nOn sectors set aside, these values stay under F1 {WEAK:.0f} (those with at least {FEWEST} texts):\n\n"
        yield "\n".join(weak) + "\n"


def _weak_values(of: Of) -> list[str]:
    support = cast("Mapping[str, int]", _under(of, "support"))
    each = cast("Of", _under(of, "each"))
    return [f"{value} {f1:.0f}" for value, f1 in each.items() if f1 < WEAK and support[value] >= FEWEST]


def _second_pass(found: Tree) -> Iterator[str]:
    if not found:
        return
    yield card_text.TWICE.format(messages=found["messages"])
    rows = [
        (name, f"{of['agreement']:.1f}", f"{of['kappa']:.2f}", f"{of['macro_f1']:.1f}")
        for name, of in cast("Mapping[str, Of]", found["dimensions"]).items()
    ]
    yield from _table(("Dimension", "Agreement", "Cohen's kappa", "Macro-F1"), rows)


def _curve(found: Tree) -> Iterator[str]:
    if not found:
        return
    yield card_text.CURVE
    shares = cast("Sequence[int]", found["shares"])
    rows = [
        (head, language, *(f"{point:.1f}" for point in points), f"{points[-1] - points[-2]:+.1f}")
        for head, by_language in cast("Mapping[str, Mapping[str, Sequence[float]]]", found["heads"]).items()
        for language, points in by_language.items()
    ]
    yield from _table(("Head", "", *(f"{share} %" for share in shares), "Last doubling"), rows)


def main() -> None:
    """Write the page."""
    CARD.write_text(card(sources()), encoding="utf-8")


if __name__ == "__main__":
    main()
