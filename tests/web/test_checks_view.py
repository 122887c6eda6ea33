"""The findings as they are drawn: three in sight, the rest folded, one reason a check, and "look yourself"."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from detente.contracts.composure import Finding, FindingSeverity, Report, Verdict
from detente.contracts.words import Words
from detente.web.checks_view import IN_SIGHT, REASONS, REASONS_LACKING, columns

BLOCK, WARN, HINT = FindingSeverity


def finding(check: str, severity: FindingSeverity, *, lacks: bool = False, look: bool = False) -> Finding:
    words = Words(fr=f"Pourquoi {check}.", en=f"Why {check}.")
    return Finding(check, severity, words, words, "" if lacks else check, 0, 0 if lacks else 3, look)


RANKED = (
    finding("a", BLOCK),
    finding("b", BLOCK, lacks=True),
    finding("c", WARN),
    finding("c", WARN),
    finding("d", WARN, lacks=True),
    finding("e", HINT, lacks=True, look=True),
)


def drawn(findings: tuple[Finding, ...], **more: Any) -> str:
    context = {
        "checked": {"report": Report(Verdict.WARN, findings)},
        "overridden": {},
        "marks_json": "[]",
        **columns(findings),
        **more,
    }
    with translation.override("fr"):
        return render_to_string("web/_checks.html", context)


def test_the_three_worst_are_in_sight_whichever_column_they_stand_in():
    found = columns(RANKED)
    shown = [one.finding.check for column in found.values() for one in column.shown]
    assert sorted(shown) == ["a", "b", "c"]
    assert len(shown) == IN_SIGHT
    assert [one.finding.check for one in found["lacks"].folded] == ["d", "e"]


def test_every_warning_has_its_reasons_once_and_in_one_click():
    found = columns(RANKED)
    every = [one for column in found.values() for one in (*column.shown, *column.folded)]
    given = [(one.finding.check, one.reasons) for one in every if one.reasons]
    assert sorted(given, key=str) == sorted([("c", REASONS), ("d", REASONS_LACKING)], key=str)
    html = drawn(RANKED)
    assert html.count('name="why.c"') == len(REASONS) + 1
    assert html.count('name="why.d"') == len(REASONS_LACKING) + 1
    assert 'name="why.a"' not in html
    assert html.count("<details") == 2


def test_what_is_folded_is_counted_and_says_when_it_blocks():
    html = drawn((*(finding(f"b{n}", BLOCK) for n in range(5)),))
    assert "Autres points\u202f: 2" in html
    assert html.split("Autres points\u202f: 2")[1].split("</summary>")[0].strip().startswith('<span class="chip late">')
    hints = drawn(tuple(finding(f"b{n}", HINT) for n in range(4)))
    assert "chip late" not in hints.split("Autres points\u202f: 1")[1].split("</summary>")[0]


def test_what_words_cannot_decide_is_shown_as_look_yourself():
    assert "à vous de voir" in drawn((finding("e", HINT, look=True),))
    assert "à vous de voir" in drawn((finding("e", WARN, lacks=True, look=True),))
    assert "à vous de voir" not in drawn((finding("e", WARN),))


def test_a_reader_sees_the_reason_and_can_change_nothing():
    html = drawn(RANKED, read_only=True, overridden={"c": "C’est exact et voulu ici"})
    assert "C’est exact et voulu ici" in html
    assert "<input" not in html


def test_nothing_found_leaves_both_columns_empty():
    found = columns(())
    assert not found["lacks"]
    assert not found["risks"]
    assert "details" not in drawn(())
