"""How many short comments the reading engine reads a second on one core.

    python benchmarks/reading.py [--messages 20000]

Prints one line: messages, median length in code points, messages a second (processor time), start of the engine in ms.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from detente.analysis.simple import SimpleEngine
from detente.contracts.analysis import MessageToRead

EXAMPLES = Path(__file__).resolve().parent.parent / "tests" / "analysis"
BATCH = 500


def messages(count: int) -> list[MessageToRead]:
    """`count` short comments in both languages, taken in turn from our own examples."""
    lines = [
        line
        for name in ("examples_fr.txt", "examples_en.txt")
        for line in (EXAMPLES / name).read_text("utf-8").splitlines()
    ]
    texts = [line.split("|", 2)[2].strip() for line in lines if line.count("|") >= 2 and not line.startswith("#")]
    return [MessageToRead(number, texts[number % len(texts)]) for number in range(count)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=20_000)
    batch = messages(parser.parse_args().messages)
    engine = SimpleEngine()
    began = time.perf_counter()
    engine.read([MessageToRead(0, "le colis"), MessageToRead(1, "the parcel")])
    start = (time.perf_counter() - began) * 1000
    began = time.process_time()
    for first in range(0, len(batch), BATCH):
        engine.read(batch[first : first + BATCH])
    rate = len(batch) / (time.process_time() - began)
    length = statistics.median(len(message.text) for message in batch)
    print(
        f"{len(batch)} messages, median {length:.0f} characters: {rate:.0f} a second on one core; start {start:.0f} ms"
    )


if __name__ == "__main__":
    main()
