"""Every generated page of the site, from the catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from bangdex.catalog import KeywordEntry, natural
from bangdex.model import Issue, Product, Shared, SharedKind
from bangdex.pages import keyword_index
from bangdex.pages.catalogues import fix_entries, test_entries
from bangdex.pages.diagnosis import diagnose_page
from bangdex.pages.matrix import MAX_COLUMNS, matrix, test_rows
from bangdex.pages.memo import Memo
from bangdex.pages.page import Page, Site, build_page
from bangdex.pages.summaries import fix_summary, shorten, symptom_summary
from bangdex.problems import Problem
from bangdex.render import page_url
from bangdex.text import keyword_key

MANY_KEYWORDS = 10  # on the home page and on a product's
LAST_REVIEWED = 5

__all__ = ["Memo", "Page", "Site", "broken_pages", "generate"]


def generate(site: Site) -> Iterator[Page]:
    """Yield every generated page of the site, in the order of the site's table of pages."""
    catalog = site.catalog
    yield _home(site)
    yield build_page(site, Page("products/index.html", "products", site.strings("nav.products")))
    for product in catalog.products:
        yield _product(site, product)
    for issue in catalog.issues:
        yield _issue(site, issue)
    for shared in catalog.shared.values():
        yield _shared(site, shared)
    yield from _keywords(site)
    yield from _catalogues(site)
    for product in catalog.products:
        if catalog.issues_of(product.slug):
            yield _all(site, product)


def broken_pages(site: Site, problems: Iterable[Problem], folder: str) -> Iterator[Page]:
    """Yield, for a preview, a page for each file below *folder* that an error keeps out.

    It says what is wrong, at the address where the author looks.
    """
    by_path: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        below = problem.path.removeprefix(f"{folder}/")
        if not problem.warning and below != problem.path and below.endswith(".md"):
            by_path[below].append(str(problem))
    for path, found in by_path.items():
        page = Page(page_url(path), "broken", path)
        yield build_page(site, page, path=path, problems=found)


def _home(site: Site) -> Page:
    catalog = site.catalog
    reviewed = [issue for issue in catalog.issues if issue.reviewed]
    last = sorted(reviewed, key=lambda issue: issue.reviewed, reverse=True)[:LAST_REVIEWED]
    days = {issue.reviewed for issue in last}
    example = next((i.signatures[0].text for i in catalog.issues if i.signatures), "")
    return build_page(
        site,
        Page("index.html", "home", site.strings("nav.home")),
        keywords=_by_use(catalog.keywords)[:MANY_KEYWORDS],
        changed=last,
        same_day=days.pop() if len(days) == 1 else "",
        example=shorten(example.split("\n")[0], 28),
    )


def _by_use(entries: Iterable[KeywordEntry]) -> list[KeywordEntry]:
    """Return the most used first; among those used alike, the ones that a title says."""

    def order(entry: KeywordEntry) -> tuple[object, ...]:
        titles = [keyword_key(issue.title) for issue in entry.issues]
        is_said = any(keyword_key(s) in title for s in entry.spellings for title in titles)
        return -len(entry.issues), not is_said, natural(keyword_key(entry.shown))

    return sorted(entries, key=order)


def _product(site: Site, product: Product) -> Page:
    catalog = site.catalog
    issues = catalog.issues_of(product.slug)
    entries = dict.fromkeys(entry for issue in issues for entry in catalog.entries(issue))
    return build_page(
        site,
        Page(
            product.url, "product", product.title, source=product.shown, description=product.summary
        ),
        product=product,
        issues=issues,
        keywords=_by_use(entries),
        shared=[(kind.value, catalog.shared_of(product.slug, kind)) for kind in SharedKind],
        mentions=catalog.mentions.get(product.path, ()),
    )


def _issue(site: Site, issue: Issue) -> Page:
    catalog = site.catalog
    return build_page(
        site,
        Page(
            issue.url,
            "issue",
            f"{issue.id} · {issue.title}",
            source=issue.shown,
            description=symptom_summary(issue),
        ),
        issue=issue,
        product=catalog.product(issue.product),
        keywords=catalog.entries(issue),
        causes=[cause for cause in catalog.causes if issue in cause.issues],
        confusions=catalog.confusions[issue.id],
        mentions=catalog.mentions.get(issue.path, ()),
    )


def _shared(site: Site, shared: Shared) -> Page:
    catalog = site.catalog
    return build_page(
        site,
        Page(shared.url, "shared", shared.title, source=shared.shown),
        shared=shared,
        product=catalog.product(shared.product),
        users=catalog.users.get(shared.path, ()),
        uses=catalog.uses(shared),
        mentions=catalog.mentions.get(shared.path, ()),
    )


def _keywords(site: Site) -> Iterator[Page]:
    catalog = site.catalog
    groups = keyword_index.groups(catalog)
    yield build_page(
        site,
        Page("keywords/index.html", "keywords", site.strings("nav.keywords")),
        groups=groups,
        letters=keyword_index.letters(groups),
    )
    for entry in catalog.keywords:
        seen, tests = matrix(catalog, entry.issues)
        titles = (site.strings("keyword.seen_rows"), site.strings("nav.tests"))
        is_wide = len(entry.issues) > MAX_COLUMNS
        yield build_page(
            site,
            Page(entry.url, "keyword", f"!{entry.shown}"),
            entry=entry,
            cards=[
                {
                    "issue": issue,
                    "symptom": symptom_summary(issue),
                    "fix": fix_summary(issue, catalog),
                }
                for issue in entry.issues
            ],
            matrix=list(zip(titles, (seen, tests), strict=True)) if seen or tests else [],
            tests=test_rows(catalog, entry.issues) if is_wide else (),
        )


def _catalogues(site: Site) -> Iterator[Page]:
    catalog, t = site.catalog, site.strings
    rows: dict[str, Callable[[Product], Sequence[object]]] = {
        "symptoms": lambda product: catalog.issues_of(product.slug),
        "tests": lambda product: test_entries(catalog, product),
        "fixes": lambda product: fix_entries(catalog, product),
    }
    for kind, entries in rows.items():
        groups = [(product, found) for product in catalog.products if (found := entries(product))]
        yield build_page(site, Page(f"{kind}/index.html", kind, t(f"nav.{kind}")), groups=groups)
    yield build_page(site, Page("causes/index.html", "causes", t("nav.causes")))
    yield diagnose_page(site)


def _all(site: Site, product: Product) -> Page:
    return build_page(
        site,
        Page(f"all/{product.slug}.html", "all", f"{product.title}: {site.strings('all.title')}"),
        product=product,
        issues=site.catalog.issues_of(product.slug),
    )
