"""The rows of the catalogues of tests and fixes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from bangdex.catalog import Catalog, TestUse
from bangdex.diagnose.naming import test_url
from bangdex.model import Issue, Product, Shared, SharedKind
from bangdex.pages.summaries import fix_summary


@dataclass(frozen=True, slots=True)
class TestEntry:
    """A test of the catalogue, with the issues it confirms or rules out."""

    title: str
    target: str
    shared: Shared | None
    commands: tuple[str, ...]
    uses: tuple[TestUse, ...]


@dataclass(frozen=True, slots=True)
class FixEntry:
    """A fix of the catalogue, with the issues it solves."""

    title: str
    target: str
    shared: Shared | None
    detail: str
    commands: tuple[str, ...]
    issues: tuple[Issue, ...]


def test_entries(catalog: Catalog, product: Product) -> tuple[TestEntry, ...]:
    """Return the tests of *product*: those that issues share first, the most used leading."""
    shared = catalog.shared_of(product.slug, SharedKind.TEST)
    entries = [TestEntry(s.title, s.url, s, s.body.commands, catalog.uses(s)) for s in shared]
    entries.sort(key=lambda entry: -len(entry.uses))
    own: dict[str, TestEntry] = {}
    for issue in catalog.issues_of(product.slug):
        for test in issue.tests:
            if test.shared is None:
                target = test_url(issue, test)
                commands = test.body.commands + test.title.commands
                use = TestUse(issue, test, catalog.rules_out(test))
                own[target] = TestEntry(test.title.text, target, None, commands, (use,))
    return (*entries, *own.values())


def fix_entries(catalog: Catalog, product: Product) -> tuple[FixEntry, ...]:
    """Return the fixes of *product*: shared ones first, then each issue's own."""
    solves: dict[str, tuple[Issue, ...]] = defaultdict(tuple, catalog.users)
    shared = [
        FixEntry(s.title, s.url, s, "", s.body.commands, solves[s.path])
        for s in catalog.shared_of(product.slug, SharedKind.FIX)
    ]
    shared.sort(key=lambda entry: -len(entry.issues))
    own = [
        FixEntry(
            issue.title,
            f"{issue.url}#{issue.fix.anchor}",
            None,
            fix_summary(issue, catalog),
            issue.fix.body.commands,
            (issue,),
        )
        for issue in catalog.issues_of(product.slug)
        if issue.fix is not None
    ]
    return (*shared, *own)
