"""Measures the engine that ships, rules included: `python -m training.report --data FOLDER [--aside]`.

Public texts that nothing was learnt from, then, only when `--aside` asks for it, the sectors of our corpus that are set
aside: look at those seldom, so that nobody tunes on them by habit. Prints the figures and writes `figures.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from detente.analysis.engine import EmbeddedEngine
from detente.analysis.weights import read_weights
from detente.contracts.analysis import Engine
from training.heads import PLANS
from training.judge import Figures, heads_of, identifiers_of, judged, languages_of, removals_of
from training.recipe import WHERE
from training.sources import Example, corpus, public

FIGURES: Final = Path(__file__).parent / "figures.json"


@dataclass(frozen=True, slots=True)
class Part:
    """Public texts that are measured together. `origin`: only the rows of it ("" for all); `group`: what the licence
    allows, A weights that ship, B and C measuring only (the texts never enter the repository)."""

    name: str
    group: str
    files: tuple[str, ...]
    origin: str = ""


PARTS: Final = (
    Part("umsab_fr", "B", ("sentiment_fr_train", "sentiment_fr_val")),
    Part("tweets_en", "B", ("sentiment_en_val",)),
    Part("airline_en", "C", ("airline_en_val_nc",)),
    Part("goemotions_en", "A", ("goemotions_en_val",)),
    Part("complaints19_en", "B", ("complaint_en_train", "complaint_en_val")),
    Part("toxifrench_fr", "A", ("toxicity_fr_val",), "toxifrench_agree"),
    Part("mlma_fr", "A", ("toxicity_fr_val",), "mlma_fr"),
    Part("olid_en", "B", ("toxicity_en_train", "toxicity_en_val"), "olid"),
    Part("davidson17_en", "A", ("toxicity_en_val",), "davidson17"),
    Part("irony18_en", "B", ("irony_en_val",)),
)


def learnt_from(part: Part) -> bool:
    """Whether some head learns from rows of this part: then its figure is the cross-validated one of the recipe."""
    sets = {name.partition("/")[::2] for plan in PLANS for name in plan.sets}
    return any(file in part.files and (origin == part.origin or "" in (origin, part.origin)) for file, origin in sets)


def texts_of(part: Part, folder: Path) -> list[Example]:
    """The labelled texts of one part. Raises `FileNotFoundError` when the folder does not hold a file of it."""
    texts = [example for file in part.files for example in public(folder, file)]
    return [example for example in texts if part.origin in ("", example.labels["source"])]


def measured(engine: Engine, examples: Sequence[Example]) -> Figures:
    """Heads, language and removals of some texts; of our own corpus personal data too."""
    some = judged(engine, examples)
    found: Figures = {"heads": heads_of(some), "language": languages_of(some), "removal": removals_of(some)}
    if all("personal_data" in example.labels for example in examples):
        found["personal_data"] = identifiers_of(some)
    return found


def figures(engine: Engine, folder: Path, *, aside: bool) -> Figures:
    """Everything that was asked for, by part."""
    parts = {part.name: texts_of(part, folder) for part in PARTS if not learnt_from(part)}
    groups = {part.name: part.group for part in PARTS}
    found: Figures = {
        "public": {name: {"group": groups[name], **measured(engine, texts)} for name, texts in parts.items()},
        "learnt_from": [part.name for part in PARTS if learnt_from(part)],
    }
    if aside:
        texts = corpus(aside=True)
        sectors = sorted({example.group for example in texts})
        found["aside"] = {"sectors": sectors, **measured(engine, texts)}
    return found


def mark_of(weights: Path) -> str:
    """By which weights are known again: the start of the SHA-256 of their file."""
    return hashlib.sha256(weights.read_bytes()).hexdigest()[:16]


def kept(found: Figures, mark: str, before: Path) -> Figures:
    """The figures with the mark of their weights, and the earlier look at what is set aside if it was at the same."""
    whole: Figures = {"weights": mark, **found}
    earlier = json.loads(before.read_text(encoding="utf-8")) if before.exists() else {}
    if "aside" not in whole and earlier.get("weights") == mark and "aside" in earlier:
        whole["aside"] = earlier["aside"]
    return whole


def written(found: object) -> str:
    """As it stands in the file: three decimals are plenty."""
    return json.dumps(_rounded(found), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _rounded(found: object) -> object:
    if isinstance(found, dict):
        return {key: _rounded(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [_rounded(value) for value in found]
    return round(found, 3) if isinstance(found, float) else found


def lines(name: str, found: Mapping[str, object]) -> Iterator[str]:
    """What a person reads first."""
    heads = cast("Mapping[str, Mapping[str, Mapping[str, float]]]", found["heads"])
    for head, by_language in heads.items():
        for language, of in by_language.items():
            told = f"F1 {of['macro_f1']:5.1f}  ECE {of['ece']:4.1f}  Brier {of['brier']:.3f}  n {of['count']}"
            each = " · ".join(f"{value} {f1:.0f}" for value, f1 in cast("Mapping[str, float]", of["each"]).items())
            yield f"{name:16} {head:10} {language}  {told}  ({each})"
    for what, by_language in _shares(found):
        yield f"{name:16} {what}: " + " · ".join(f"{lang} {_told(of)}" for lang, of in by_language.items())
    yield from _identifier_lines(name, found)


def _shares(found: Mapping[str, object]) -> Iterator[tuple[str, dict[str, Mapping[str, float]]]]:
    for where, what, told in (
        ("language", "all", "language told right"),
        ("language", "short", "language told right, short texts"),
        ("removal", "proposed", "criticism read as hateful"),
        ("removal", "missed", "hatred missed"),
    ):
        shares = cast("Mapping[str, Mapping[str, Mapping[str, float]]]", found[where])
        some = {language: of[what] for language, of in shares.items() if of[what]["of"]}
        if some:
            yield told, some


def _told(of: Mapping[str, float]) -> str:
    return f"{of['share']:.2f} % ({of['hits']} of {of['of']}, {of['low']:.2f} to {of['high']:.2f})"


def _identifier_lines(name: str, found: Mapping[str, object]) -> Iterator[str]:
    by_language = cast("Mapping[str, Mapping[str, float]]", found.get("personal_data", {}))
    for language, of in by_language.items():
        each = " · ".join(f"{kind} {f1:.0f}" for kind, f1 in cast("Mapping[str, float]", of["each"]).items())
        yield f"{name:16} personal data {language}: kinds F1 {of['kinds']:.1f}, any F1 {of['any']:.1f}  ({each})"


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the public sets")
    parser.add_argument("--aside", action="store_true", help="also look at the sectors that are set aside")
    parser.add_argument("--weights", type=Path, default=WHERE)
    parser.add_argument("--to", type=Path, default=FIGURES)
    given = parser.parse_args()
    missing = sorted(f"{n}.jsonl.gz" for p in PARTS for n in p.files if not (given.data / f"{n}.jsonl.gz").exists())
    if missing:
        parser.error(f"{given.data} lacks {', '.join(missing)}: --data names the folder with the public sets")
    found = figures(EmbeddedEngine(read_weights(given.weights)), given.data, aside=given.aside)
    found["bytes"] = given.weights.stat().st_size
    whole = kept(found, mark_of(given.weights), given.to)
    given.to.write_text(written(whole), encoding="utf-8")
    for name, part in cast("Mapping[str, Mapping[str, object]]", whole["public"]).items():
        print(*lines(name, part), sep="\n")
    print("Learnt from, so cross-validated in validation.json:", *cast("Sequence[str]", whole["learnt_from"]))
    if given.aside:
        print(*lines("set aside", cast("Mapping[str, object]", whole["aside"])), sep="\n")


if __name__ == "__main__":
    main()
