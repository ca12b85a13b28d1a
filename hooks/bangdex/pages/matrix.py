"""What tells the issues of one symptom apart: keywords and tests against issues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bangdex.catalog import Catalog, KeywordEntry, TestUse
from bangdex.diagnose.naming import test_url
from bangdex.model import Issue

MAX_COLUMNS = 8  # what still fits a phone, as drawn


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what is looked at, and what it is to each issue."""

    heads: tuple[tuple[str, str, bool], ...]  # name, address, whether it is a keyword
    cells: tuple[str, ...]  # seen, out, check or no


@dataclass(frozen=True, slots=True)
class TestRow:
    """A test and all the issues that use it."""

    title: str
    target: str
    uses: tuple[TestUse, ...]


def test_rows(catalog: Catalog, issues: Sequence[Issue]) -> tuple[TestRow, ...]:
    """Return the tests of *issues*, a shared one once, the most used first."""
    uses: dict[str, list[TestUse]] = defaultdict(list)
    for issue in issues:
        for test in issue.tests:
            uses[test_url(issue, test)].append(TestUse(issue, test, catalog.rules_out(test)))
    rows = [
        TestRow(catalog.test_title(found[0].test), target, tuple(found))
        for target, found in uses.items()
    ]
    return tuple(sorted(rows, key=lambda row: -len(row.uses)))


def matrix(catalog: Catalog, issues: Sequence[Issue]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows of keywords and of tests that tell *issues* apart.

    Keywords that the same issues show share a row; one that all show tells nothing and is
    left out. Nothing at all where there is one issue, or more than fit.
    """
    if not 1 < len(issues) <= MAX_COLUMNS:
        return (), ()
    alike: dict[tuple[str, ...], list[KeywordEntry]] = defaultdict(list)
    for other in dict.fromkeys(e for issue in issues for e in catalog.entries(issue)):
        cells = tuple("seen" if issue in other.issues else "no" for issue in issues)
        if "no" in cells:
            alike[cells].append(other)
    keywords = [
        Row(tuple((e.shown, e.url, True) for e in found), cells) for cells, found in alike.items()
    ]
    keywords.sort(key=lambda row: -row.cells.count("seen"))
    tests = [
        Row(((row.title, row.target, False),), tuple(_cell(row, issue) for issue in issues))
        for row in test_rows(catalog, issues)
    ]
    return tuple(keywords), tuple(tests)


def _cell(row: TestRow, issue: Issue) -> str:
    found = [use for use in row.uses if use.issue is issue]
    if not found:
        return "no"
    return "out" if any(use.rules_out for use in found) else "check"
