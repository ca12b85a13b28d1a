"""The page of the guided diagnosis; without JavaScript it is a table of keywords and issues."""

from __future__ import annotations

from dataclasses import dataclass

from bangdex.catalog import KeywordEntry, natural
from bangdex.model import Issue, Product
from bangdex.pages.matrix import MAX_COLUMNS, Row, matrix
from bangdex.pages.page import Page, Site, build_page
from bangdex.text import keyword_key

MOST_ROWS = 100  # of a product with many issues
MOST_ISSUES = 12  # of one row; the keyword's page has all


@dataclass(frozen=True, slots=True)
class Line:
    """A keyword and the issues of one product that show it."""

    entry: KeywordEntry
    issues: tuple[Issue, ...]
    more: int  # how many are not in it


@dataclass(frozen=True, slots=True)
class Decision:
    """What tells the issues of a product apart."""

    product: Product
    issues: tuple[Issue, ...]
    matrix: tuple[tuple[str, tuple[Row, ...]], ...]  # a few issues: named groups of rows
    lines: tuple[Line, ...]  # many
    more: int  # how many keywords have no line


def diagnose_page(site: Site) -> Page:
    """Return the page."""
    found = [_decision(site, product) for product in site.catalog.products]
    return build_page(
        site,
        Page("diagnose/index.html", "diagnose", site.strings("nav.diagnose")),
        decisions=[decision for decision in found if decision.issues],
    )


def _decision(site: Site, product: Product) -> Decision:
    issues = site.catalog.issues_of(product.slug)
    if len(issues) <= MAX_COLUMNS:
        titles = (site.strings("keyword.seen_rows"), site.strings("nav.tests"))
        groups = tuple(zip(titles, matrix(site.catalog, issues), strict=True))
        if any(rows for _, rows in groups):
            return Decision(product, issues, groups, (), 0)
    of = set(issues)
    entries = dict.fromkeys(entry for issue in issues for entry in site.catalog.entries(issue))
    found = {entry: tuple(issue for issue in entry.issues if issue in of) for entry in entries}
    ranked = sorted(found, key=lambda e: (-len(found[e]), natural(keyword_key(e.shown))))
    lines = tuple(
        Line(entry, found[entry][:MOST_ISSUES], max(0, len(found[entry]) - MOST_ISSUES))
        for entry in ranked[:MOST_ROWS]
    )
    return Decision(product, issues, (), lines, max(0, len(ranked) - MOST_ROWS))
