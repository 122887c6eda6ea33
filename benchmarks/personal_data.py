"""How many short messages are searched for personal data a second, and what the worst hostile text costs.

    python benchmarks/personal_data.py

Prints two lines: messages of the corpus a second on one core (processor time), and the slowest of the hostile texts of
8,000 characters in ms. Each is the best of several runs. Exit 1 when a hostile text costs more than the bound.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from training.corpus.check import read

from detente.rules.personal_data import find_personal_data

LENGTH = 8_000
BOUND_MS = 60.0
"""Three times what is aimed at: a busy machine must not look like a bad pattern."""
RUNS = 5
PIECES = (
    *("a", "1", "é", " ", ".", "@", "1 ", "a@", "a.", "A1", "a1-", "1-", "1/1/", "# ", "#1a", "d'", "0 6 "),
    *("06 ", "(0)", "+33 ", "a.b@c.", "(at)", "arobase ", "a point ", "point a arobase ", "a at b dot c "),
    *("a@b.c ", "FR76 ", "FR76A1 ", "AA 1234 ", "12 ", "1234 ", "12345678 ", "06 12 34 56 78 "),
    *("0612345678", "n°", "n° 1", "commande ", "commande 1 ", "ref ref.", "tel ", "rue ", "12 rue "),
    *("12 rue de la ", "rue de A 1 ", "rue des Lilas 1", "de la ", "A B ", "1 A ", "to 1 A A ", "Flat 1 "),
    *("St. ", "1 Aa Bb Cc, Dd ", "Booking BCDFGH ", "1 a road ", "1 81 06 99 ", "4000 0097 8061 "),
)  # fmt: skip


def best(work: Callable[[], object]) -> float:
    """Seconds of processor time of the quickest of several runs."""
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def main() -> int:
    """Measure and print."""
    texts = [line.word("text") for line in read()]
    rate = len(texts) / best(lambda: [find_personal_data(text) for text in texts])
    print(f"{len(texts)} messages of the corpus: {rate:.0f} a second on one core")
    hostile = [(piece * LENGTH)[: LENGTH - 1] + "1" for piece in PIECES]
    worst, piece = max((best(lambda text=text: find_personal_data(text)) * 1000, text[:16]) for text in hostile)
    print(f"{len(hostile)} hostile texts of {LENGTH} characters: the slowest takes {worst:.0f} ms ({piece!r}...)")
    return 0 if worst <= BOUND_MS else 1


if __name__ == "__main__":
    sys.exit(main())
