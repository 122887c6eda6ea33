"""What the composure check finds in replies that were labelled by hand, per check and language.

    python benchmarks/composure.py [--replies FOLDER] [--part work|aside]

Reads `<part>.fr.jsonl` and `<part>.en.jsonl`: lines of `detente check --jsonl` plus `must_fail`, the checks whose fault
was written on purpose (none: a good reply). Prints per check and language: labelled; found; recall; findings on good
replies; precision (found / (found + findings on good replies)); and, apart, findings on faulty replies that nobody
labelled: some are true, so they count for nothing. `firm` counts blocks and warnings alone: a hint asks nothing of
anybody. Then, per language, the share of good replies without block or warning and of faulty ones that are stopped or
questioned; and the time: of every check, of a whole reply, and of a reply beside 42 recent ones.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from detente.cli.check import situation_of
from detente.contracts.composure import Finding, FindingSeverity, Report, Situation
from detente.contracts.words import LANGUAGES, Language
from detente.rules.composure import check_reply
from detente.rules.composure.look import Look
from detente.rules.composure.report import CHECKS

REPLIES = Path(__file__).parent.parent / "tests" / "rules" / "composure" / "replies"
PARTS = ("work", "aside")
RECENT = 42
RUNS = 3
HINT = FindingSeverity.HINT


@dataclass(frozen=True, slots=True)
class Labelled:
    """One reply with the checks that must fire, and what was found."""

    language: Language
    situation: Situation
    must_fail: frozenset[str]
    report: Report


@dataclass(slots=True)
class Tally:
    """The counts of one check in one language."""

    labelled: int = 0
    found: int = 0
    found_firmly: int = 0
    on_good: int = 0
    firm_on_good: int = 0
    unlabelled: int = 0


@dataclass(slots=True)
class Counts:
    """All tallies, by check and language."""

    tallies: dict[tuple[str, Language], Tally] = field(default_factory=dict)

    def of(self, check: str, language: Language) -> Tally:
        """The tally of one check in one language, made when first asked for."""
        return self.tallies.setdefault((check, language), Tally())


def read(folder: Path, part: str, language: Language) -> list[Labelled]:
    """The labelled replies of one file, checked; none when the file is not there."""
    path = folder / f"{part}.{language}.jsonl"
    if not path.exists():
        return []
    return [_labelled(json.loads(line), language) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _labelled(fields: dict[str, object], language: Language) -> Labelled:
    situation = situation_of(fields)
    must = fields.get("must_fail")
    names = frozenset(str(name) for name in must) if isinstance(must, list) else frozenset()
    return Labelled(language, situation, names, check_reply(situation))


def count(replies: Sequence[Labelled]) -> Counts:
    """Tally findings against labels."""
    counts = Counts()
    for reply in replies:
        found = {finding.check for finding in reply.report.findings}
        firm = {finding.check for finding in reply.report.findings if _is_firm(finding)}
        for check in reply.must_fail:
            tally = counts.of(check, reply.language)
            tally.labelled += 1
            tally.found += check in found
            tally.found_firmly += check in firm
        for check in found - reply.must_fail:
            tally = counts.of(check, reply.language)
            if reply.must_fail:
                tally.unlabelled += check in firm
            else:
                tally.on_good += 1
                tally.firm_on_good += check in firm
    return counts


def _is_firm(finding: Finding) -> bool:
    return finding.severity is not HINT


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.1%}" if whole else "     –"


def print_checks(counts: Counts) -> None:
    """One line a check and language."""
    heads = ("check", "lang", "labelled", "found", "recall", "on good", "precision", "firm: found", "recall", "on good")
    print(
        "{:24} {:4} {:>8} {:>6} {:>7} {:>8} {:>9} {:>12} {:>7} {:>8} {:>9} {:>11}".format(
            *heads, "precision", "unlabelled"
        )
    )
    for (check, language), one in sorted(counts.tallies.items()):
        any_of = _figures(one.found, one.labelled, one.on_good)
        firm = _figures(one.found_firmly, one.labelled, one.firm_on_good, wide=12)
        print(f"{check:24} {language:4} {one.labelled:8} {any_of} {firm} {one.unlabelled:11}")


def _figures(found: int, labelled: int, on_good: int, wide: int = 6) -> str:
    recall, precision = _share(found, labelled), _share(found, found + on_good)
    return f"{found:{wide}} {recall:>7} {on_good:8} {precision:>9}"


def print_shares(replies: Sequence[Labelled], language: Language) -> None:
    """How many good replies are left alone, and how many faulty ones are not."""
    good = [one for one in replies if one.language == language and not one.must_fail]
    faulty = [one for one in replies if one.language == language and one.must_fail]
    alone = sum(not (one.report.blocks or one.report.warnings) for one in good)
    blocked = sum(bool(one.report.blocks) for one in faulty)
    stopped = sum(bool(one.report.blocks or one.report.warnings) for one in faulty)
    labels = sum(len(one.must_fail) for one in faulty)
    found = sum(len(one.must_fail & {two.check for two in one.report.findings}) for one in faulty)
    print(
        f"{language}: {alone} of {len(good)} good replies without block or warning ({_share(alone, len(good)).strip()})"
    )
    print(f"    of {len(faulty)} faulty ones {blocked} blocked, {stopped} blocked or warned", end=" ")
    print(
        f"({_share(stopped, len(faulty)).strip()}); {found} of {labels} labels found ({_share(found, labels).strip()})"
    )


def print_times(replies: Sequence[Labelled]) -> None:
    """Milliseconds of processor time, the best of several runs."""
    looks = [Look.at(one.situation) for one in replies]
    for check in CHECKS:
        spent = _best(lambda check=check: [list(check.look(look)) for look in looks]) / len(looks)
        print(f"{check.look.__module__.rpartition('.')[2]}.{check.look.__name__:20} {spent:7.3f} ms a reply")
    whole = _best(lambda: [check_reply(one.situation) for one in replies]) / len(replies)
    print(f"whole check: {whole:.2f} ms a reply")
    texts = tuple(one.situation.text for one in replies)
    crowded = [
        replace(one.situation, recent_replies=tuple(texts[(at + step) % len(texts)] for step in range(1, RECENT + 1)))
        for at, one in enumerate(replies)
    ]
    beside = sorted(_once(looked) for looked in crowded)
    print(f"beside {RECENT} recent replies: median {beside[len(beside) // 2]:.2f} ms, worst {beside[-1]:.2f} ms")


def _once(situation: Situation) -> float:
    return _best(lambda: check_reply(situation))


def _best(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        spent.append((time.process_time() - began) * 1000)
    return min(spent)


def main() -> int:
    """Measure and print; 1 when there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replies", type=Path, default=REPLIES, help="folder of the labelled replies")
    parser.add_argument("--part", choices=PARTS, default="aside", help="which part; aside is the one that measures")
    asked = parser.parse_args()
    replies = [one for language in LANGUAGES for one in read(asked.replies, asked.part, language)]
    if not replies:
        print(f"no {asked.part}.fr.jsonl or {asked.part}.en.jsonl in {asked.replies.name}", file=sys.stderr)
        return 1
    print_checks(count(replies))
    for language in LANGUAGES:
        print_shares(replies, language)
    print_times(replies)
    return 0


if __name__ == "__main__":
    sys.exit(main())
