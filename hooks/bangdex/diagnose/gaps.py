"""Where a catalog leaves a diagnosis without an answer: values for the lint to report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from bangdex.catalog import Catalog, TestUse
from bangdex.diagnose.naming import confirmation, test_id
from bangdex.model import Issue
from bangdex.vocabulary import is_confirmation


def untold_tests(catalog: Catalog) -> Iterator[TestUse]:
    """Yield each use of a test that doesn't say of which result it is or isn't the issue."""
    telling = {
        path
        for path, shared in catalog.shared.items()
        if any(map(is_confirmation, shared.body.text.splitlines()))
    }
    for issue in catalog.issues:
        for test in issue.tests:
            told = test.shared in telling or confirmation(test)
            if not told and not catalog.rules_out(test):
                yield TestUse(issue, test, rules_out=False)


def indistinct(catalog: Catalog) -> Iterator[tuple[Issue, Issue]]:
    """Yield each two issues of a product that no keyword and no test tells apart.

    They show the same keywords, and whatever a result rules out of one it rules out of both.
    """
    alike: dict[tuple[object, ...], list[Issue]] = defaultdict(list)
    for issue in catalog.issues:
        alike[issue.product, frozenset(catalog.entries(issue)), _results(catalog, issue)].append(
            issue
        )
    for issues in alike.values():
        yield from combinations(issues, 2)


def _results(catalog: Catalog, issue: Issue) -> frozenset[tuple[str, str]]:
    """Return the results that rule *issue* out, each with its test."""
    return frozenset(
        (test_id(issue, test), sentence)
        for test in issue.tests
        for sentence in catalog.rule_outs(test)
    )
