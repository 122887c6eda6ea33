"""How fast the whole reading of a message is, what it costs to start, and where the time goes.

    python -m benchmarks.reading [--beside]

Reads the messages of the corpus, both languages mixed, with everything that a reading holds. Processor time of one
thread; every part in a fresh process of its own. The loop beside it is what this core does with an empty Python loop:
on a busy or slow machine read the ratio. `--beside`: VADER, TextBlob-fr and fastText in the same run, which tell a tone
and nothing else (fastText: a model of tone, learnt on the spot from the same corpus).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

BATCH = 250
PASSES = 4
STARTS = 5
MANY = 20_000
ALONE = 2_000
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
PARTS = ("speed", "alone", "stages", "memory")
PACKAGES = {"vaderSentiment": "vaderSentiment", "textblob_fr": "textblob-fr", "fasttext": "fasttext-community"}
STAGES = {
    "look: fold, cut, language, lists": ("_look",),
    "sums of the heads": ("EmbeddedEngine.sums",),
    "words that pushed": ("pushed_words",),
    "answers and scores": ("answers_of", "_doubts"),
    "personal data": ("find_personal_data",),
    "pieces, heart, asks": ("pieces_of", "heart_of", "asks_of", "weighed_places", "asked_places"),
    "reasons": ("reasons_of",),
    "facts": ("facts_of",),
    "fingerprint": ("Prints.of",),
}
"""What `detente.analysis.engine` calls, by stage."""

Figures = dict[str, float]


def corpus() -> list[tuple[str, str, str]]:
    """Text, language and tone of every message, mixed, in the same order each time."""
    from training.corpus.check import read

    found = [(line.word("text"), line.word("lang"), line.word("sentiment")) for line in read()]
    random.Random(4).shuffle(found)
    return found


def texts() -> list[str]:
    """Every text of the corpus."""
    return [text for text, _, _ in corpus()]


def clocked(work: Callable[[], object]) -> float:
    """Seconds of processor time of this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def reader(step: int, given: Sequence[str]) -> Callable[[], None]:
    """Reads all of `given`, `step` at a time, with an engine that is warm but has not seen them."""
    from detente.analysis.engine import EmbeddedEngine
    from detente.contracts.analysis import MessageToRead

    engine = EmbeddedEngine()
    engine.read([MessageToRead(0, "le colis"), MessageToRead(1, "the parcel")])

    def read() -> None:
        for first in range(0, len(given), step):
            engine.read([MessageToRead(place, text) for place, text in enumerate(given[first : first + step])])

    return read


def speed() -> Figures:
    """In batches: the first time that the texts are seen, and the best of the next times."""
    given = texts()
    read = reader(BATCH, given)
    first, *more = [len(given) / clocked(read) for _ in range(PASSES)]
    return {"first": first, "again": max(more), "loop": loop()}


def loop() -> float:
    """Turns of an empty loop a second, the best of several."""
    turns = range(200_000)

    def turn() -> None:
        for _ in turns:
            pass

    return len(turns) / min(clocked(turn) for _ in range(PASSES))


def alone() -> Figures:
    """One message a call."""
    given = texts()[:ALONE]
    read = reader(1, given)
    return {"one by one": max(len(given) / clocked(read) for _ in range(PASSES))}


def memory() -> Figures:
    """Peak memory of this process in MB after many texts."""
    given = texts()
    reader(BATCH, [given[place % len(given)] for place in range(MANY)])()
    return {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def stages() -> Figures:
    """The share of each stage in the time of a warm pass, by clocks around what the engine calls."""
    from detente.analysis import engine

    spent: Figures = dict.fromkeys(STAGES, 0.0)
    for stage, names in STAGES.items():
        for name in names:
            holder, _, last = name.rpartition(".")
            place = getattr(engine, holder) if holder else engine
            setattr(place, last, _clock(getattr(place, last), stage, spent))
    read = reader(BATCH, texts())
    read()
    spent.update(dict.fromkeys(STAGES, 0.0))
    began = time.perf_counter()
    read()
    whole = time.perf_counter() - began
    return {**{stage: share / whole for stage, share in spent.items()}, "the rest": 1 - sum(spent.values()) / whole}


def _clock(work: Callable[..., object], stage: str, spent: Figures) -> Callable[..., object]:
    def timed(*given: object, **named: object) -> object:
        began = time.perf_counter()
        done = work(*given, **named)
        if isinstance(done, Iterator):
            done = iter(list(done))
        spent[stage] += time.perf_counter() - began
        return done

    return timed


def start() -> Figures:
    """Milliseconds from nothing to the first answer: of the engine in a fresh process, and of the command."""
    told = (
        "from detente.analysis.engine import EmbeddedEngine as E; from detente.contracts.analysis import MessageToRead;"
        "E().read([MessageToRead(0, 'le colis'), MessageToRead(1, 'the parcel')])"
    )
    given = '{"id": 1, "text": "Où est mon colis ?"}\n'
    commands = {"engine": ["-c", told], "command": ["-m", "detente.cli.main", "analyse", "--jsonl"]}
    found: Figures = {}
    for name, words in commands.items():
        walls, processors = zip(*(_started(words, given) for _ in range(STARTS)), strict=True)
        found |= {name: min(walls) * 1000, f"{name}, processor": min(processors) * 1000}
    return found


def _started(words: list[str], given: str) -> tuple[float, float]:
    before, began = _children(), time.perf_counter()
    subprocess.run(
        [sys.executable, *words], input=given, text=True, check=True, stdout=subprocess.DEVNULL,
        env={**os.environ, **ONE_THREAD},
    )  # fmt: skip
    return time.perf_counter() - began, _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def beside() -> Figures:
    """Texts a second of those that tell a tone, each on the texts of its language."""
    given = corpus()
    return {
        name: len(some) / min(clocked(lambda ask=ask, some=some: [ask(text) for text in some]) for _ in range(2))
        for name, (ask, some) in _others(given).items()
    }


def _others(given: Sequence[tuple[str, str, str]]) -> Mapping[str, tuple[Callable[[str], object], list[str]]]:
    english = [text for text, language, _ in given if language == "en"]
    french = [text for text, language, _ in given if language == "fr"]
    vader = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
    blob, blob_fr = import_module("textblob").TextBlob, import_module("textblob_fr")
    tagger, analyser = blob_fr.PatternTagger(), blob_fr.PatternAnalyzer()
    model = _fasttext(given)
    return {
        "VADER": (vader.polarity_scores, english),
        "TextBlob-fr": (lambda text: blob(text, pos_tagger=tagger, analyzer=analyser).sentiment, french),
        "fastText": (lambda text: model.predict(text.replace("\n", " ")), [*english, *french]),
    }


def _fasttext(given: Sequence[tuple[str, str, str]]) -> object:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tone.txt"
        file.write_text("".join(f"__label__{tone} {' '.join(text.split())}\n" for text, _, tone in given), "utf-8")
        return import_module("fasttext").train_supervised(str(file), wordNgrams=2, minn=2, maxn=5, thread=1, verbose=0)


def part(name: str) -> Figures:
    """One part in a fresh process with one thread."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reading", "--part", name], check=True, text=True, stdout=subprocess.PIPE,
        env={**os.environ, **ONE_THREAD},
    )  # fmt: skip
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", action="store_true", help="also measure VADER, TextBlob-fr and fastText")
    parser.add_argument("--part", choices=(*PARTS, "beside"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        print(json.dumps({part.__name__: part for part in (speed, alone, stages, memory, beside)}[given.part]()))
        return 0
    missing = [package for name, package in PACKAGES.items() if given.beside and find_spec(name) is None]
    if missing:
        print(
            f"--beside needs an environment of its own (not this one, they are in no lock) with: pip install "
            f"numpy {' '.join(missing)}, and PYTHONPATH=src",
            file=sys.stderr,
        )
        return 1
    report(given.beside)
    return 0


def report(with_others: bool) -> None:
    """Measure every part and print it."""
    found = part("speed") | part("alone") | part("memory") | start()
    given = texts()
    print(f"{len(given)} messages, median length {statistics.median(map(len, given)):.0f} characters")
    print(f"batches of {BATCH}: {found['again']:.0f} texts/s of processor time, {found['first']:.0f} when first seen")
    print(f"one by one: {found['one by one']:.0f} texts/s")
    print(f"beside an empty loop of {found['loop'] / 1e6:.0f} M turns/s: a text costs {_turns(found):.0f} turns")
    for name in ("engine", "command"):
        print(f"start of the {name}: {found[name]:.0f} ms, {found[f'{name}, processor']:.0f} ms of processor time")
    print(f"peak memory after {MANY} texts: {found['peak']:.0f} MB")
    for stage, share in part("stages").items():
        print(f"  {share:6.1%} {stage}")
    for name, rate in (part("beside") if with_others else {}).items():
        print(f"{name}, a tone only: {rate:.0f} texts/s ({rate / found['again']:.2f} times the whole reading)")


def _turns(found: Figures) -> float:
    return found["loop"] / found["again"]


if __name__ == "__main__":
    sys.exit(main())
